"""A test double of the DOI registry, with the metadata of its DOIs and the pages of publishers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from bench.http_exchange import Answer, Exchange
from bench.link_case import Case
from bench.replies import fine, leads, missing, page, says

_CSL = "application/vnd.citationstyles.csl+json"
_FAILING = "10.99999/"
"""The prefix for which the registry fails."""
TITLE = "A made dataset of retinas: 404 images"


@dataclass(frozen=True)
class _Known:
    """A registered DOI: its landing page and its title; None if the agency returns no metadata."""

    landing: str
    title: str | None = TITLE


DOIS: Mapping[str, _Known] = {
    "10.5555/registered": _Known("https://publisher.example/article/1"),
    "10.5555/evidence": _Known("https://publisher.example/article/8"),
    "10.5555/spelled": _Known("https://publisher.example/article/2", "A <i>Made</i> Dataset of Retinas:\n 404&nbsp;images."),
    "10.5555/retitled": _Known("https://publisher.example/article/3", "Vessels of the skin in ultrasound"),
    "10.5555/refused": _Known("https://publisher.example/closed/4"),
    "10.5555/withdrawn": _Known("https://publisher.example/no-such-article"),
    "10.5555/without-metadata": _Known("https://publisher.example/article/6", None),
    "10.5555/(sici)1097-0258(1998)17:15<1661::aid-sim9>3.0.co;2-#": _Known("https://publisher.example/article/7"),
}
"""The registered DOIs."""


def _handle(doi: str) -> tuple[int, dict[str, Any]]:
    """Return the status and the response of the registry's API."""
    if doi.startswith(_FAILING):
        return 500, {"responseCode": 2, "handle": doi}
    if doi not in DOIS:
        return 404, {"responseCode": 100, "handle": doi}
    url = {"index": 1, "type": "URL", "data": {"format": "string", "value": DOIS[doi].landing}, "ttl": 86400, "timestamp": "2024-05-17T08:31:02Z"}
    return 200, {"responseCode": 1, "handle": doi, "values": [url]}


async def _resolver(exchange: Exchange) -> None:
    """Respond with the entry of a DOI, or redirect to its metadata or landing page."""
    path = unquote(exchange.request.path.partition("?")[0]).removeprefix("/").lower()
    doi = path.removeprefix("api/handles/")
    if doi != path:
        status, values = _handle(doi)
        await exchange.reply(status, json.dumps(values).encode(), Content_Type="application/json;charset=UTF-8")
    elif doi.startswith(_FAILING):
        await says(500, page("DOI system error"))(exchange)
    elif doi not in DOIS:
        await says(404, page("DOI not found", heading="This DOI cannot be found in the DOI system"))(exchange)
    elif _CSL in exchange.request.headers.get("accept", ""):
        await leads(302, f"https://api.crossref.example/v1/works/{list(DOIS).index(doi)}/transform")(exchange)
    else:
        await leads(302, DOIS[doi].landing)(exchange)


async def _metadata(exchange: Exchange) -> None:
    """Respond with the metadata of the agency."""
    doi, known = list(DOIS.items())[int(exchange.request.path.split("/")[3])]
    if known.title is None:
        await exchange.reply(503, b"", Retry_After="3600")
        return
    values = {"type": "dataset", "title": known.title, "DOI": doi, "URL": f"https://doi.org/{doi}", "author": [{"family": "Example", "given": "Eve"}]}
    await exchange.reply(200, json.dumps(values).encode(), Content_Type=_CSL)


ANSWERS: Mapping[str, Answer] = {
    "https://doi.org/*": _resolver,
    "https://api.crossref.example/*": _metadata,
    "https://publisher.example/closed/4": says(403, page("Access denied")),
    "https://publisher.example/no-such-article": missing,
} | {known.landing: fine for known in DOIS.values() if "/article/" in known.landing}

_SICI = "https://doi.org/10.5555/(sici)1097-0258(1998)17:15%3C1661::aid-sim9%3E3.0.co;2-%23"
CASES = (
    Case("DOI", "https://doi.org/10.5555/registered", "ok", "it is registered with our title", role="paper", title=TITLE),
    Case("DOI without our title", "https://doi.org/10.5555/evidence", "ok", "it is registered", role="evidence"),
    Case(
        "DOI with another spelling of the title",
        "https://doi.org/10.5555/spelled",
        "ok",
        "titles may differ in case, markup, spaces and punctuation",
        role="paper",
        title=TITLE,
    ),
    Case("DOI retitled", "https://doi.org/10.5555/retitled", "retitled", "it is registered with another title", role="paper", title=TITLE),
    Case(
        "DOI of a publisher that rejects requests",
        "https://doi.org/10.5555/refused",
        "ok",
        "the registry is requested, not the publisher",
        role="paper",
        title=TITLE,
    ),
    Case("DOI whose page is missing", "https://doi.org/10.5555/withdrawn", "ok", "the registry is requested, not the publisher", role="paper", title=TITLE),
    Case("DOI without metadata", "https://doi.org/10.5555/without-metadata", "ok", "the title is compared only if it is known", role="paper", title=TITLE),
    Case("DOI with special characters", _SICI, "ok", "special characters of a DOI are percent-encoded in a URL", role="paper", title=TITLE),
    Case("DOI unregistered", "https://doi.org/10.5555/never-registered", "unregistered", "it is not registered", role="paper", title=TITLE),
    Case("DOI, registry failing", f"https://doi.org/{_FAILING}any", "flaky", "the registry fails", role="paper", title=TITLE),
)
