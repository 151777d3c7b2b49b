"""Responses with status 200 that are not the page: soft 404s, parked domains, empty pages, and pages that reload to another URL."""

from collections.abc import Mapping

from bench.http_exchange import Answer, Exchange
from bench.link_case import Case
from bench.replies import fine, missing, page, says

_SHELL = b'<!DOCTYPE html><html><head><title>Data Portal</title></head><body><div id="root"></div><script src="main.js"></script></body></html>'
_SALE = page("retina-data.test", "This domain is for sale. Make an offer for this premium name, or see related searches.", heading="This domain is for sale!")
_NOSCRIPT = '<meta name="viewport" content="width=device-width">'


async def _echo(exchange: Exchange) -> None:
    """Respond to each URL with one page, which contains the URL and a counter."""
    seen = f"You came for {exchange.request.path}; visitor {len(exchange.bench.requests)}."
    await exchange.reply(200, page("University of Example", "Welcome to our new web site.", "Use the search to find what you need.", seen))


def sends(to: str) -> Answer:
    """Respond with a page that reloads to a URL; an invented one is mapped to the test server."""

    async def answer(exchange: Exchange) -> None:
        head = f"<meta http-equiv='Refresh' content='0; URL={exchange.bench.mapped(to)}'>"
        await exchange.reply(200, page("One moment", "You will be sent on.", head=_NOSCRIPT + head))

    return answer


ANSWERS: Mapping[str, Answer] = {
    "https://soft-title.example/data": says(200, page("Page Not Found | University of Example", "Go back, or use the search.", heading="Oops!")),
    "https://soft-heading.example/data": says(200, page("University of Example", "Go back, or use the search.", heading="Error 404: the page was not found")),
    "https://soft-removed.example/data": says(200, page("University of Example", "Ask the library.", heading="This page no longer exists")),
    "https://soft-german.example/*": says(200, page("Universität Beispiel", "Die Seite wurde nicht gefunden.", heading="Hier ist nichts")),
    "https://soft-sibling.example/*": says(200, page("University of Example", "Welcome to our new web site.")),
    "https://soft-echo.example/*": _echo,
    "https://soft-echo.example/": fine,
    "https://shell.example/*": says(200, _SHELL),
    "https://parked.test/*": says(200, _SALE),
    "https://refresh.example/page": sends("https://refresh.example/data/new"),
    "https://refresh.example/data/new": fine,
    "https://refresh-relative.example/page": says(200, page("One moment", head='<meta content="3;url=new" http-equiv="refresh">')),
    "https://refresh-relative.example/new": fine,
    "https://refresh-self.example/page": says(200, page("Counts of today", "Renewed each five minutes.", head='<meta http-equiv="refresh" content="300">')),
    "https://refresh-away.example/page": sends("https://elsewhere.test/offers"),
    "https://refresh-gone.example/page": sends("https://refresh-gone.example/data/new"),
    "https://refresh-gone.example/data/new": missing,
}

CASES = (
    Case("soft 404 in title", "https://soft-title.example/data", "suspicious", "its title says not found"),
    Case("soft 404 in heading", "https://soft-heading.example/data", "suspicious", "its heading says not found"),
    Case("soft 410 in heading", "https://soft-removed.example/data", "suspicious", "its heading says that the page no longer exists"),
    Case("soft 404 in German", "https://soft-german.example/data", "suspicious", "any other URL gives the same page"),
    Case("same page everywhere", "https://soft-sibling.example/data", "suspicious", "any other URL gives the same page"),
    Case("nearly the same page everywhere", "https://soft-echo.example/data", "suspicious", "any other URL gives the same page, except for its own URL"),
    Case("shell", "https://shell.example/data", "suspicious", "any other URL gives the same page: without scripts, the data are not shown"),
    Case("parked", "https://parked.test/data", "suspicious", "the domain is for sale"),
    Case("parked front page", "https://parked.test/", "suspicious", "the domain is for sale", role="homepage"),
    Case("meta refresh", "https://refresh.example/page", "ok", "it reloads within the site, like a temporary redirect"),
    Case("meta refresh, relative", "https://refresh-relative.example/page", "ok", "a relative URL is resolved against the URL of the page"),
    Case("meta refresh of itself", "https://refresh-self.example/page", "ok", "it reloads itself"),
    Case("meta refresh away", "https://refresh-away.example/page", "suspicious", "it reloads to another site"),
    Case(
        "meta refresh to nothing",
        "https://refresh-gone.example/page",
        "failing",
        "the page to which it reloads is missing",
        second="dead",
        may=frozenset({"suspicious"}),
    ),
)
