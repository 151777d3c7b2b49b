"""Related datasets, known issues and data loaders of a record."""

from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.per_record import per_record
from curator.records.vocabulary import Vocabularies
from curator.site.views.evidence_notes import Backing, Evidence, SourceNote
from curator.site.views.facts import amount


@dataclass(frozen=True)
class RelationLine:
    """A relation as the page shows it; `id` is set if the other dataset has a record."""

    label: str
    name: str
    id: str
    url: str
    counts: str
    licence: str
    note: str
    shares: str
    backing: Backing


@dataclass(frozen=True)
class IssueLine:
    """A known issue."""

    label: str
    definition: str
    text: str
    backing: Backing


@dataclass(frozen=True)
class LoaderLine:
    """A package or service that loads the data."""

    library: str
    name: str
    url: str
    unofficial: bool
    licence: str
    note: str
    backing: Backing


def relations(id_: str, catalog: Catalog, evidence: Evidence) -> tuple[RelationLine, ...]:
    """The relations in the record, and those of other records to it."""
    words = catalog.vocabularies
    found = []
    for end in catalog.relatives[id_]:
        entry = words.relation[end.kind]
        own = end.teller == id_
        doubts = (SourceNote("", end.unverified),) if end.unverified else ()
        backing = Backing(evidence.marks(end.sources) or evidence.of("relations").marks if own else (), doubts)
        counts = ", ".join(amount(unit, count, words) for unit, count in end.counts.items())
        shares = "" if entry.shares == "nothing" else entry.shares
        found.append(RelationLine(entry.label, end.name, end.to, end.url, counts, end.licence, end.note, shares, backing))
    return tuple(found)


def issues(record: Dataset, evidence: Evidence, words: Vocabularies) -> tuple[IssueLine, ...]:
    """The known issues in the order of the vocabulary."""
    kinds = words["issue"]
    ordered = sorted(evidence.items(record.known_issues, "known_issues"), key=lambda pair: kinds.rank(pair[0].kind))
    return tuple(IssueLine(kinds.label(it.kind), kinds[it.kind].definition, it.text, backing) for it, backing in ordered)


def loaders(record: Dataset, evidence: Evidence) -> tuple[LoaderLine, ...]:
    """The data loaders, in the order of the record."""
    return tuple(
        LoaderLine(it.library, it.name or "", it.url or "", bool(it.unofficial), it.licence or "", it.note or "", backing)
        for it, backing in evidence.items(record.loaders, "loaders")
    )


@per_record
def sharing(id_: str, catalog: Catalog) -> list[tuple[str, str]]:
    """The records with which a record shares images or patients, each with the kind of the relation."""
    kinds = catalog.vocabularies.relation
    return [(end.to, end.kind) for end in catalog.relatives[id_] if end.to not in ("", id_) and kinds[end.kind].shares != "nothing"]
