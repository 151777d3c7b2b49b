"""The double of the DOI registry, of what it knows about each DOI, and of the publishers' pages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from bench.answers import fine, leads, missing, page, says
from bench.case import Case
from bench.exchange import Answer, Exchange

_CSL = "application/vnd.citationstyles.csl+json"
_FAILING = "10.99999/"
"""The prefix about which the registry cannot tell anything."""
TITLE = "A made dataset of retinas: 404 images"


@dataclass(frozen=True)
class _Known:
    """A registered DOI: where it leads, and its title there; none where the agency gives no metadata."""

    landing: str
    title: str | None = TITLE


DOIS: Mapping[str, _Known] = {
    "10.5555/registered": _Known("https://publisher.example/article/1"),
    "10.5555/evidence": _Known("https://publisher.example/article/8"),
    "10.5555/spelled": _Known("https://publisher.example/article/2", "A <i>Made</i> Dataset of Retinas:\n 404&nbsp;images."),
    "10.5555/retitled": _Known("https://publisher.example/article/3", "Vessels of the skin in ultrasound"),
    "10.5555/refused": _Known("https://publisher.example/closed/4"),
    "10.5555/withdrawn": _Known("https://publisher.example/no-such-article"),
    "10.5555/untold": _Known("https://publisher.example/article/6", None),
    "10.5555/(sici)1097-0258(1998)17:15<1661::aid-sim9>3.0.co;2-#": _Known("https://publisher.example/article/7"),
}
"""Every DOI that the registry knows."""


def _handle(doi: str) -> tuple[int, dict[str, Any]]:
    """Status and answer of the registry's programs' interface."""
    if doi.startswith(_FAILING):
        return 500, {"responseCode": 2, "handle": doi}
    if doi not in DOIS:
        return 404, {"responseCode": 100, "handle": doi}
    url = {"index": 1, "type": "URL", "data": {"format": "string", "value": DOIS[doi].landing}, "ttl": 86400, "timestamp": "2024-05-17T08:31:02Z"}
    return 200, {"responseCode": 1, "handle": doi, "values": [url]}


async def _resolver(exchange: Exchange) -> None:
    """Tell of a DOI, lead to its metadata, or lead to its page."""
    path = unquote(exchange.request.path.partition("?")[0]).removeprefix("/").lower()
    doi = path.removeprefix("api/handles/")
    if doi != path:
        status, told = _handle(doi)
        await exchange.reply(status, json.dumps(told).encode(), Content_Type="application/json;charset=UTF-8")
    elif doi.startswith(_FAILING):
        await says(500, page("DOI system error"))(exchange)
    elif doi not in DOIS:
        await says(404, page("DOI not found", heading="This DOI cannot be found in the DOI system"))(exchange)
    elif _CSL in exchange.request.headers.get("accept", ""):
        await leads(302, f"https://api.crossref.example/v1/works/{list(DOIS).index(doi)}/transform")(exchange)
    else:
        await leads(302, DOIS[doi].landing)(exchange)


async def _metadata(exchange: Exchange) -> None:
    """Give what the agency knows."""
    doi, known = list(DOIS.items())[int(exchange.request.path.split("/")[3])]
    if known.title is None:
        await exchange.reply(503, b"", Retry_After="3600")
        return
    told = {"type": "dataset", "title": known.title, "DOI": doi, "URL": f"https://doi.org/{doi}", "author": [{"family": "Example", "given": "Eve"}]}
    await exchange.reply(200, json.dumps(told).encode(), Content_Type=_CSL)


ANSWERS: Mapping[str, Answer] = {
    "https://doi.org/*": _resolver,
    "https://api.crossref.example/*": _metadata,
    "https://publisher.example/closed/4": says(403, page("Access denied")),
    "https://publisher.example/no-such-article": missing,
} | {known.landing: fine for known in DOIS.values() if "/article/" in known.landing}

_SICI = "https://doi.org/10.5555/(sici)1097-0258(1998)17:15%3C1661::aid-sim9%3E3.0.co;2-%23"
CASES = (
    Case("DOI", "https://doi.org/10.5555/registered", "ok", "the registry knows it, under our title", role="paper", title=TITLE),
    Case("DOI without our title", "https://doi.org/10.5555/evidence", "ok", "the registry knows it", role="evidence"),
    Case("DOI spelled otherwise", "https://doi.org/10.5555/spelled", "ok", "case, markup, spaces and a full stop are no difference", role="paper", title=TITLE),
    Case("DOI retitled", "https://doi.org/10.5555/retitled", "retitled", "the registry has another title", role="paper", title=TITLE),
    Case("DOI of a publisher that refuses", "https://doi.org/10.5555/refused", "ok", "the registry is asked, not the publisher", role="paper", title=TITLE),
    Case("DOI whose page is missing", "https://doi.org/10.5555/withdrawn", "ok", "the registry is asked, not the publisher", role="paper", title=TITLE),
    Case("DOI without metadata", "https://doi.org/10.5555/untold", "ok", "the title is compared only where it can be read", role="paper", title=TITLE),
    Case("DOI with odd signs", _SICI, "ok", "the signs of a DOI are percent-encoded in an address", role="paper", title=TITLE),
    Case("DOI unregistered", "https://doi.org/10.5555/never-registered", "unregistered", "the registry knows no such DOI", role="paper", title=TITLE),
    Case("DOI, registry failing", f"https://doi.org/{_FAILING}any", "flaky", "the registry could not say", role="paper", title=TITLE),
)
