"""Access to the data: routes, further links, and the access level of a dataset."""

from dataclasses import dataclass

from curator.records.model import Dataset, Link, MemberList
from curator.records.rules.availability import easiest
from curator.records.vocabulary import Vocabularies
from curator.site.views.evidence_notes import Backing, Evidence
from curator.site.views.link_state import LinkState, further_state
from curator.site.views.population import interval

_LEVELS = {
    "download": "open access",
    "account": "free account required",
    "join-challenge": "challenge registration",
    "agreement": "agreement required",
    "requester-pays": "transfer costs",
    "training-course": "training course required",
    "identity-check": "identity check required",
    "institution-signature": "signature of the institution required",
    "ethics-approval": "ethics approval required",
    "application": "on application",
    "payment": "payment required",
    "unavailable": "unavailable",
}
"""Access levels by the most restrictive step of a route. The label of a term that is not listed is the level's name as well."""


@dataclass(frozen=True)
class Step:
    """A step of a route, with its definition."""

    label: str
    definition: str


@dataclass(frozen=True)
class RouteView:
    """A route as the page shows it."""

    to: str
    steps: tuple[Step, ...]
    eligibility: tuple[Step, ...]
    waiting: tuple["WaitingLine", ...]
    url: str
    note: str
    labelled: bool
    backing: Backing
    link: LinkState | None


@dataclass(frozen=True)
class WaitingLine:
    """A reported waiting time."""

    days: str
    reported: str
    note: str
    backing: Backing


@dataclass(frozen=True)
class LinkLine:
    """A further link, with the checksums of the file that it leads to."""

    label: str
    url: str
    note: str
    sums: tuple[tuple[str, str], ...]
    backing: Backing
    link: LinkState | None


def routes(record: Dataset, evidence: Evidence, words: Vocabularies) -> tuple[RouteView, ...]:
    """The routes to the data, in the order of the record."""
    steps = words["access"]
    return tuple(
        RouteView(
            route.to,
            tuple(Step(steps.label(step), steps[step].definition) for step in route.steps),
            tuple(Step(words["eligibility"].label(term), words["eligibility"][term].definition) for term in route.eligibility or ()),
            tuple(WaitingLine(interval(it.days), it.reported, it.note or "", own) for it, own in evidence.items(route.waiting or (), "access.routes")),
            route.url or "",
            route.note or "",
            route.labelled,
            backing,
            further_state(route.url, record, evidence.catalog.history),
        )
        for route, backing in evidence.items(record.access.routes, "access.routes")
    )


def links(record: Dataset, evidence: Evidence, words: Vocabularies) -> tuple[LinkLine, ...]:
    """The further links, in the order of the record."""
    found = []
    for link, backing in evidence.items(record.access.links, "access.links"):
        state = further_state(link.url, record, evidence.catalog.history)
        found.append(LinkLine(words["link"].label(link.kind), link.url, link.note or "", checksums(link), backing, state))
    return tuple(found)


def checksums(file: Link | MemberList) -> tuple[tuple[str, str], ...]:
    """The checksums of a file, each with the name of its algorithm."""
    return tuple((name, found) for name, found in (("MD5", file.md5), ("SHA-256", file.sha256)) if found)


def requirements(record: Dataset, words: Vocabularies) -> dict[str, str]:
    """The requirements for applicants over all routes, each term with its label."""
    return {term: words["eligibility"].label(term) for route in record.access.routes for term in route.eligibility or ()}


def easiest_step(record: Dataset, words: Vocabularies) -> str:
    """The most restrictive step of the easiest route to labeled data; empty if no route is recorded."""
    labelled = [route for route in record.access.routes if route.labelled]
    return easiest(labelled or record.access.routes, words["access"])


def access_level(step: str, words: Vocabularies) -> str:
    """The name of the access level of a dataset whose easiest route has this most restrictive step."""
    return _LEVELS.get(step) or words["access"].label(step)


def summary_backing(record: Dataset, evidence: Evidence, words: Vocabularies) -> dict[str, list[Backing]]:
    """The evidence for the access level and the license names: the easiest routes to labeled data, and all licenses."""
    step = easiest_step(record, words)
    all_routes = evidence.items(record.access.routes, "access.routes")
    labelled = [pair for pair in all_routes if pair[0].labelled] or all_routes
    return {
        "access.routes": [backing for route, backing in labelled if easiest((route,), words["access"]) == step],
        "licence": [backing for _, backing in evidence.items(record.licence, "licence")],
    }
