"""The contents of a dataset page."""

from collections.abc import Iterator
from dataclasses import dataclass

from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.vocabulary import Vocabularies
from curator.site.views import access_routes, licenses, printed_comparison, related
from curator.site.views import labelling as labels
from curator.site.views import link_state as links
from curator.site.views.badges import Badge, badges
from curator.site.views.completeness import completeness
from curator.site.views.dataset_metadata import Person, contributors
from curator.site.views.evidence_notes import Backing, Evidence, SourceLine, evidence_of
from curator.site.views.facts import Fact, facts_about, frame_words, notes
from curator.site.views.location_commands import LocationLine, locations
from curator.site.views.similar import Neighbors, SimilarLine, neighbors, similar
from curator.site.views.splits import LabelSetView, SplitView, label_sets, splits

BOX = 120
"""The longest side of a drawn image, in SVG units."""


@dataclass(frozen=True)
class ImageShape:
    """An image size drawn to scale with the others of the record."""

    width: float
    height: float
    caption: str


@dataclass(frozen=True)
class WorkToCite:
    """A work to cite, and its role."""

    role: str
    reference: Reference


@dataclass(frozen=True)
class DatasetView:
    """The contents of a dataset page: the record, and everything computed from it."""

    id: str
    record: Dataset
    evidence: Evidence
    description: str
    availability: str
    availability_definition: str
    status: str
    successor: str
    facts: tuple[Fact, ...]
    notes: tuple[Backing, ...]
    frames: tuple[ImageShape, ...]
    homepage: links.LinkState
    routes: tuple[access_routes.RouteView, ...]
    locations: tuple[LocationLine, ...]
    links: tuple[access_routes.LinkLine, ...]
    terms: tuple[licenses.LicenseView, ...]
    splits: tuple[SplitView, ...]
    label_sets: tuple[LabelSetView, ...]
    works: tuple[WorkToCite, ...]
    issues: tuple[related.IssueLine, ...]
    comparisons: tuple[printed_comparison.Comparison, ...]
    corrections: tuple[printed_comparison.OtherCorrection, ...]
    relations: tuple[related.RelationLine, ...]
    loaders: tuple[related.LoaderLine, ...]
    labelling: tuple[labels.LabellingLine, ...]
    models: tuple[labels.ModelLine, ...]
    completeness: int
    contributors: tuple[Person, ...]
    badges: tuple[Badge, ...]
    similar: tuple[SimilarLine, ...]
    neighbors: Neighbors | None

    def fact(self, path: str) -> Fact | None:
        """The fact with a path, if it is known."""
        return next((fact for fact in self.facts if fact.path == path), None)

    @property
    def issue_kinds(self) -> str:
        """The different kinds of the known issues, most serious first."""
        return ", ".join(dict.fromkeys(issue.label for issue in self.issues))

    @property
    def sources(self) -> tuple[SourceLine, ...]:
        """The numbered sources."""
        return tuple(self.evidence.lines.values())


def view(id_: str, catalog: Catalog) -> DatasetView:
    """The page of one record."""
    record, words = catalog.records[id_], catalog.vocabularies
    evidence = evidence_of(id_, catalog)
    level, definition = availability(record, words)
    successor = catalog.records.get((record.withdrawn.successor if record.withdrawn else None) or "")
    return DatasetView(
        id=id_,
        record=record,
        evidence=evidence,
        description=" ".join(record.summary.split()),
        availability=level,
        availability_definition=definition,
        status=words["status"].label(record.status),
        successor=successor.name if successor else "",
        facts=facts_about(id_, catalog),
        notes=notes(evidence),
        frames=frames(record),
        homepage=links.homepage(record, catalog.history),
        routes=access_routes.routes(record, evidence, words),
        locations=locations(record, evidence),
        links=access_routes.links(record, evidence, words),
        terms=licenses.terms(record, evidence, catalog),
        splits=splits(record, evidence, words),
        label_sets=label_sets(record, evidence, words),
        works=works(record, catalog),
        issues=related.issues(record, evidence, words),
        comparisons=printed_comparison.comparisons(id_, catalog, evidence),
        corrections=printed_comparison.other_corrections(id_, catalog, evidence),
        relations=related.relations(id_, catalog, evidence),
        loaders=related.loaders(record, evidence),
        labelling=labels.labelling(record, evidence, catalog),
        models=labels.trained_models(record, evidence),
        completeness=completeness(record).percent,
        contributors=contributors(record),
        badges=badges(record, words),
        similar=similar(id_, catalog),
        neighbors=neighbors(id_, catalog),
    )


def availability(record: Dataset, words: Vocabularies) -> tuple[str, str]:
    """The access level and its definition; the status instead if the data are withdrawn or no route is recorded."""
    step = access_routes.easiest_step(record, words)
    if step and record.status != "withdrawn":
        return access_routes.access_level(step, words).capitalize(), words["access"][step].definition
    status = words["status"][record.status]
    return status.label.capitalize(), status.definition


def frames(record: Dataset) -> tuple[ImageShape, ...]:
    """The image sizes without a range, drawn to one scale."""
    sizes = [(frame.width, frame.height, frame_words(frame)) for frame in record.frame_size]
    drawn = [(width, height, caption) for width, height, caption in sizes if isinstance(width, int) and isinstance(height, int)]
    longest = max((max(width, height) for width, height, _ in drawn), default=1)
    return tuple(ImageShape(round(BOX * width / longest, 1), round(BOX * height / longest, 1), f"Image shape: {caption}") for width, height, caption in drawn)


def works(record: Dataset, catalog: Catalog) -> tuple[WorkToCite, ...]:
    """The works to cite: the papers, the data, then further reading."""
    cited = record.citations
    roles = (("Paper", cited.paper), ("Data", cited.data), ("Further reading", cited.further))
    return tuple(WorkToCite(role, catalog.references[key]) for role, keys in roles for key in keys if key in catalog.references)


def facts_by_path(id_: str, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The facts on a dataset page by path."""
    yield from ((fact.path, ", ".join(value.item.text for value in fact.values)) for fact in view(id_, catalog).facts)
