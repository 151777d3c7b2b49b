"""Everything a dataset's page shows, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.site.views import access_routes, licenses, printed_comparison, related
from curator.site.views import link_state as links
from curator.site.views.completeness import completeness
from curator.site.views.contributors import Person, contributors
from curator.site.views.facts import Fact, facts, frame_words, remarks
from curator.site.views.location_commands import LocationLine, locations
from curator.site.views.source_notes import Backing, Evidence, Line
from curator.site.views.splits import LabelSetView, SplitView, label_sets, splits

BOX = 120
"""The longest side of a drawn frame, in units of its drawing."""
TEXT = 200
"""Characters of a page's description, which search engines cut at about this length."""


@dataclass(frozen=True)
class Frame:
    """A frame size drawn to scale with the others of its record."""

    width: float
    height: float
    caption: str


@dataclass(frozen=True)
class Work:
    """A work to cite, and what it is to the data."""

    role: str
    reference: Reference


@dataclass(frozen=True)
class DatasetView:
    """A dataset page's content: the record as written, and what was worked out from it."""

    id: str
    record: Dataset
    evidence: Evidence
    description: str
    status: str
    status_definition: str
    successor: str
    facts: tuple[Fact, ...]
    remarks: tuple[Backing, ...]
    frames: tuple[Frame, ...]
    homepage: links.LinkState
    ways: tuple[access_routes.RouteView, ...]
    locations: tuple[LocationLine, ...]
    links: tuple[access_routes.LinkLine, ...]
    terms: tuple[licenses.Terms, ...]
    splits: tuple[SplitView, ...]
    label_sets: tuple[LabelSetView, ...]
    works: tuple[Work, ...]
    issues: tuple[related.IssueLine, ...]
    comparisons: tuple[printed_comparison.Comparison, ...]
    mendings: tuple[printed_comparison.Mending, ...]
    relations: tuple[related.RelationLine, ...]
    loaders: tuple[related.LoaderLine, ...]
    completeness: int
    contributors: tuple[Person, ...]

    @property
    def sources(self) -> tuple[Line, ...]:
        """The numbered sources."""
        return tuple(self.evidence.lines.values())


def view(id_: str, catalog: Catalog) -> DatasetView:
    """The page of one record."""
    record, words = catalog.records[id_], catalog.vocabularies
    evidence = Evidence(record, catalog)
    status = words["status"][record.status]
    successor = catalog.records.get((record.withdrawn.successor if record.withdrawn else None) or "")
    return DatasetView(
        id=id_,
        record=record,
        evidence=evidence,
        description=shortened(record.summary),
        status=status.label,
        status_definition=status.definition,
        successor=successor.name if successor else "",
        facts=facts(record, evidence, words),
        remarks=remarks(evidence),
        frames=frames(record),
        homepage=links.homepage(record, catalog.history),
        ways=access_routes.routes(record, evidence, words),
        locations=locations(record, evidence),
        links=access_routes.links(record, evidence, words),
        terms=licenses.terms(record, evidence, catalog),
        splits=splits(record, evidence, words),
        label_sets=label_sets(record, evidence, words),
        works=works(record, catalog),
        issues=related.issues(record, evidence, words),
        comparisons=printed_comparison.comparisons(id_, catalog, evidence),
        mendings=printed_comparison.mendings(id_, catalog, evidence),
        relations=related.relations(id_, catalog, evidence),
        loaders=related.loaders(record, evidence),
        completeness=completeness(record).percent,
        contributors=contributors(record),
    )


def frames(record: Dataset) -> tuple[Frame, ...]:
    """The frame sizes that are known exactly or typically, drawn to one scale."""
    sizes = [(frame.width, frame.height, frame_words(frame)) for frame in record.frame_size]
    drawn = [(width, height, caption) for width, height, caption in sizes if isinstance(width, int) and isinstance(height, int)]
    longest = max((max(width, height) for width, height, _ in drawn), default=1)
    return tuple(Frame(round(BOX * width / longest, 1), round(BOX * height / longest, 1), f"Shape of a frame: {caption}") for width, height, caption in drawn)


def works(record: Dataset, catalog: Catalog) -> tuple[Work, ...]:
    """The works to cite: the paper, the data, then further ones."""
    cited = record.citations
    roles = (("The paper", cited.paper), ("The data", cited.data), ("Further reading", cited.further))
    return tuple(Work(role, catalog.references[key]) for role, keys in roles for key in keys if key in catalog.references)


def shortened(text: str) -> str:
    """The first words of a text, up to the length that search engines show."""
    if len(text) <= TEXT:
        return text
    return text[: TEXT - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def facts_by_path(id_: str, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The facts that a page shows at a glance, by their paths."""
    yield from ((fact.path, ", ".join(value.item.text for value in fact.values)) for fact in view(id_, catalog).facts)
