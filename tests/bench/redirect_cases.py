"""Redirects: permanent and temporary ones within a site, and those that do not lead to the page."""

from collections.abc import Mapping

from bench.http_exchange import Answer, Exchange
from bench.link_case import Case
from bench.replies import archive, fine, leads, missing, page, says

LOGIN = page("Sign in", '<form method="post">Name <input name="user"> Password <input type="password" name="password"></form>')


async def _onward(exchange: Exchange) -> None:
    """Redirect to the next number, endlessly."""
    number = int(exchange.request.path.rpartition("/")[2] or 0) + 1
    await leads(302, f"https://onward.example/step/{number}")(exchange)


async def _cookie(exchange: Exchange) -> None:
    """Redirect to the same URL until the cookie is sent back."""
    if "visited=yes" in exchange.request.headers.get("cookie", ""):
        await fine(exchange)
    else:
        await leads(302, exchange.request.url, Set_Cookie=f"visited=yes; Path=/{exchange.request.host}")(exchange)


def _pair(old: str, status: int, new: str, there: Answer = fine) -> dict[str, Answer]:
    return {old: leads(status, new), new.partition("?")[0].partition("#")[0]: there}


ANSWERS: Mapping[str, Answer] = (
    _pair("https://for-good.example/old", 301, "https://for-good.example/data/new")
    | _pair("https://for-good-308.example/old", 308, "https://for-good-308.example/data/new")
    | _pair("https://for-now.example/page", 302, "https://for-now.example/data/today")
    | _pair("https://for-now-307.example/page", 307, "https://for-now-307.example/data/today")
    | _pair("https://see-other.example/page", 303, "https://see-other.example/data/today")
    | _pair("https://chain-good.example/a", 301, "https://chain-good.example/b/b")
    | _pair("https://chain-good.example/b/b", 301, "https://chain-good.example/c/c")
    | _pair("https://chain-mixed.example/a", 301, "https://chain-mixed.example/b/b")
    | _pair("https://chain-mixed.example/b/b", 302, "https://chain-mixed.example/c/c")
    | _pair("https://chain-now.example/a", 302, "https://chain-now.example/b/b")
    | _pair("https://chain-now.example/b/b", 301, "https://chain-now.example/c/c")
    | _pair("http://secured.example/page", 301, "https://secured.example/page")
    | _pair("http://secured.example/", 301, "https://secured.example/")
    | _pair("https://short.example/page", 301, "https://www.short.example/page")
    | _pair("https://short.example/", 301, "https://www.short.example/")
    | _pair("https://slash.example/data", 301, "https://slash.example/data/")
    | _pair("https://across.example/page", 302, "https://files.across.example/page")
    | _pair("https://across-good.example/page", 301, "https://data.across-good.example/page")
    | _pair("https://language.example/", 302, "https://language.example/en/")
    | _pair("https://to-root.example/data/page", 302, "https://to-root.example/")
    | _pair("https://to-root-good.example/data/page", 301, "https://to-root-good.example/")
    | _pair("https://to-login.example/data", 302, "https://to-login.example/account/login?next=/data", says(200, LOGIN))
    | _pair("https://to-sso.example/data", 302, "https://sso.to-sso.example/session/new?return=data", says(200, LOGIN))
    | _pair("https://to-other.example/data", 301, "https://elsewhere.test/welcome")
    | _pair("https://to-other-now.example/data", 302, "https://elsewhere.test/offers")
    | _pair("https://stored.example/images", 302, "https://bucket.test/made/images.zip?signature=9f2c&expires=600", archive)
    | _pair("https://to-missing.example/data", 301, "https://to-missing.example/data/new", missing)
    | _pair("https://to-refused.example/data", 302, "https://to-refused.example/data/new", says(403))
    | _pair("https://to-broken.example/data", 302, "https://to-broken.example/data/new", says(500))
    | {
        "https://relative.example/data/old": lambda exchange: exchange.reply(301, b"", Location="new"),
        "https://relative.example/data/new": fine,
        "https://raw.example/old": lambda exchange: exchange.reply(301, b"", Location=exchange.bench.mapped("https://raw.example/größe")),
        "https://raw.example/gr%C3%B6%C3%9Fe": fine,
        "https://loop.example/page": leads(302, "https://loop.example/page"),
        "https://loop-good.example/a": leads(301, "https://loop-good.example/b"),
        "https://loop-good.example/b": leads(301, "https://loop-good.example/a"),
        "https://onward.example/*": _onward,
        "https://nowhere.example/page": says(302),
        "https://not-http.example/page": leads(302, "ftp://not-http.example/page"),
        "https://bad-location.example/page": leads(302, "http://[bad"),
        "https://cookie.example/page": _cookie,
    }
)

CASES = (
    Case("301", "https://for-good.example/old", "moved", "a permanent redirect within the site", to="https://for-good.example/data/new"),
    Case("308", "https://for-good-308.example/old", "moved", "a permanent redirect within the site", to="https://for-good-308.example/data/new"),
    Case(
        "301 relative",
        "https://relative.example/data/old",
        "moved",
        "a relative location is resolved against the old URL",
        to="https://relative.example/data/new",
    ),
    Case("301 raw", "https://raw.example/old", "moved", "the new URL is in unencoded UTF-8", to="https://raw.example/gr%C3%B6%C3%9Fe"),
    Case("302", "https://for-now.example/page", "ok", "after a temporary redirect, the old URL remains valid"),
    Case("303", "https://see-other.example/page", "ok", "after a temporary redirect, the old URL remains valid"),
    Case("307", "https://for-now-307.example/page", "ok", "after a temporary redirect, the old URL remains valid"),
    Case("301, 301", "https://chain-good.example/a", "moved", "all redirects are permanent", to="https://chain-good.example/c/c"),
    Case("301, 302", "https://chain-mixed.example/a", "moved", "permanent up to the first temporary redirect", to="https://chain-mixed.example/b/b"),
    Case("302, 301", "https://chain-now.example/a", "ok", "the first redirect is temporary"),
    Case("to https", "http://secured.example/page", "moved", "the same page, with TLS", to="https://secured.example/page"),
    Case("front page to https", "http://secured.example/", "moved", "it was a front page before", role="homepage", to="https://secured.example/"),
    Case("to www", "https://short.example/page", "moved", "www is the same site", to="https://www.short.example/page"),
    Case("front page to www", "https://short.example/", "moved", "it was a front page before", role="homepage", to="https://www.short.example/"),
    Case("slash added", "https://slash.example/data", "moved", "a slash is part of the URL", to="https://slash.example/data/"),
    Case("to another host", "https://across.example/page", "ok", "hosts of one registered domain are one site, and the redirect is temporary"),
    Case(
        "permanently to another host",
        "https://across-good.example/page",
        "moved",
        "hosts of one registered domain are one site",
        to="https://data.across-good.example/page",
    ),
    Case("front page in a language", "https://language.example/", "ok", "a front page may redirect to a language", role="homepage"),
    Case("to the front page", "https://to-root.example/data/page", "suspicious", "a front page is not the page"),
    Case("permanently to the front page", "https://to-root-good.example/data/page", "suspicious", "a front page is not the page"),
    Case("to a login", "https://to-login.example/data", "suspicious", "a login is not the page", role="download"),
    Case("to a login on another host", "https://to-sso.example/data", "suspicious", "a login is not the page", role="download"),
    Case("to another site", "https://to-other.example/data", "suspicious", "another site may belong to anyone"),
    Case("temporarily to another site", "https://to-other-now.example/data", "suspicious", "another site may belong to anyone"),
    Case("file stored elsewhere", "https://stored.example/images", "ok", "files are often stored elsewhere", role="download", may=frozenset({"suspicious"})),
    Case("to a missing page", "https://to-missing.example/data", "failing", "the page at the end is gone", second="dead"),
    Case("to a refusal", "https://to-refused.example/data", "blocked", "the page at the end is unknown"),
    Case("to a broken page", "https://to-broken.example/data", "flaky", "the server error at the end may be temporary"),
    Case("loop", "https://loop.example/page", "flaky", "neither a page nor its absence was seen"),
    Case("permanent loop", "https://loop-good.example/a", "flaky", "a permanent redirect must lead to a page"),
    Case("endless redirects", "https://onward.example/step/0", "flaky", "neither a page nor its absence was seen"),
    Case("redirect without location", "https://nowhere.example/page", "suspicious", "it responded, but not with the page"),
    Case("redirect to ftp", "https://not-http.example/page", "suspicious", "it responded, but not with a web page"),
    Case("redirect to nonsense", "https://bad-location.example/page", "suspicious", "it responded, but not with the page"),
    Case("cookie", "https://cookie.example/page", "ok", "it responds if the cookie is sent back"),
)
