"""How to get the data, and what one may do with them, in words."""

from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset, Licence
from curator.records.rules.availability import NO_TERMS, OWN_TERMS, PERMISSIONS, easiest
from curator.records.vocabulary import Vocabularies
from curator.site.views.link_state import LinkState, told
from curator.site.views.source_notes import Backing, Evidence


@dataclass(frozen=True)
class Step:
    """A step on the way, with its meaning."""

    label: str
    definition: str


@dataclass(frozen=True)
class Way:
    """One route as the page shows it."""

    to: str
    steps: tuple[Step, ...]
    url: str
    note: str
    labelled: bool
    backing: Backing
    link: LinkState | None


@dataclass(frozen=True)
class LinkLine:
    """A further address, with the sums of the file that stands there."""

    label: str
    url: str
    note: str
    sums: tuple[tuple[str, str], ...]
    backing: Backing
    link: LinkState | None


@dataclass(frozen=True)
class Terms:
    """A licence as the page shows it; permissions are words: allowed, forbidden, unstated, required, asked.

    `url` is where the owner states the terms, and `standard` where the text of a standard licence stands.
    """

    covers: str
    label: str
    spdx: str
    url: str
    standard: str
    permissions: tuple[tuple[str, str], ...]
    note: str
    backing: Backing
    link: LinkState | None


HEADINGS = {"commercial_use": "Commercial use", "redistribution": "Passing it on", "derivatives": "Derivatives", "attribution": "Naming the source"}


def ways(record: Dataset, evidence: Evidence, words: Vocabularies) -> tuple[Way, ...]:
    """The routes to the data, as written."""
    steps = words["access"]
    return tuple(
        Way(
            route.to,
            tuple(Step(steps.label(step), steps[step].definition) for step in route.steps),
            route.url or "",
            route.note or "",
            route.labelled,
            backing,
            told(route.url, record, evidence.catalog.history),
        )
        for route, backing in evidence.items(record.access.routes, "access.routes")
    )


def links(record: Dataset, evidence: Evidence, words: Vocabularies) -> tuple[LinkLine, ...]:
    """Further addresses, as written."""
    found = []
    for link, backing in evidence.items(record.access.links, "access.links"):
        sums = tuple((name, sum_) for name, sum_ in (("MD5", link.md5), ("SHA-256", link.sha256)) if sum_)
        found.append(LinkLine(words["link"].label(link.kind), link.url, link.note or "", sums, backing, told(link.url, record, evidence.catalog.history)))
    return tuple(found)


def easiest_step(record: Dataset, words: Vocabularies) -> str:
    """The hardest step of the easiest route to labelled data; empty where no route is known."""
    labelled = [route for route in record.access.routes if route.labelled]
    return easiest(labelled or record.access.routes, words["access"])


def resting_on(record: Dataset, evidence: Evidence, words: Vocabularies) -> dict[str, list[Backing]]:
    """What stands behind a record's access and licence in short: its easiest routes to labelled data, and each of its licences."""
    step = easiest_step(record, words)
    routes = evidence.items(record.access.routes, "access.routes")
    labelled = [pair for pair in routes if pair[0].labelled] or routes
    return {
        "access.routes": [backing for route, backing in labelled if easiest((route,), words["access"]) == step],
        "licence": [backing for _, backing in evidence.items(record.licence, "licence")],
    }


def terms(record: Dataset, evidence: Evidence, catalog: Catalog) -> tuple[Terms, ...]:
    """The licences of the record's parts, with what each allows."""
    found = []
    for licence, backing in evidence.items(record.licence, "licence"):
        label, url = licence_words(licence, catalog.vocabularies)
        permissions = tuple((HEADINGS[name], value) for name, value in permitted(licence, catalog.vocabularies).items())
        state = told(licence.terms, record, catalog.history)
        found.append(Terms(licence.covers, label, licence.id, licence.terms or url, url, permissions, licence.note or "", backing, state))
    return tuple(found)


def licence_words(licence: Licence, words: Vocabularies) -> tuple[str, str]:
    """What a licence is called, and the address of a standard one's text."""
    if licence.id in words.licence:
        return words.licence.label(licence.id), words.licence[licence.id].url
    if licence.id == NO_TERMS:
        return "none stated", ""
    if licence.id.startswith(OWN_TERMS):
        return ("owner's terms, non-commercial" if licence.commercial_use == "forbidden" else "owner's terms"), ""
    return licence.id, ""


def licence_names(record: Dataset, words: Vocabularies) -> tuple[str, ...]:
    """What the licences of a record are called, each once; none where nobody has read them."""
    return tuple(dict.fromkeys(licence_words(licence, words)[0] for licence in record.licence))


def permitted(licence: Licence, words: Vocabularies) -> dict[str, str]:
    """What a licence says of each permission."""
    told = words.licence.entries.get(licence.id, licence)
    return {name: getattr(told, name) or "unstated" for name in PERMISSIONS}


NOT_KNOWN = "not-known"
"""What stands for a permission where nobody has read the terms."""
STRICTER = {"allowed": 0, "unstated": 1, "asked": 1, "required": 2, "forbidden": 2}
"""How strict each answer is, within one permission."""


def strictest(record: Dataset, words: Vocabularies) -> dict[str, str]:
    """For each permission the strictest answer of a record's licences; `not-known` where it has none."""
    told = [permitted(licence, words) for licence in record.licence]
    return {name: max((answers[name] for answers in told), key=STRICTER.__getitem__, default=NOT_KNOWN) for name in PERMISSIONS}


def share_alike(record: Dataset, words: Vocabularies) -> tuple[str, ...]:
    """The labels of a record's licences under which derivatives have to be, each once."""
    entries = [words.licence.entries[licence.id] for licence in record.licence if licence.id in words.licence.entries]
    return tuple(dict.fromkeys(entry.label for entry in entries if entry.share_alike))
