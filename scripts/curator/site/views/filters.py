"""The filters of Table 1: filters by term, and filters by number."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.vocabulary import Vocabularies, vocabulary_of
from curator.site.views.access_routes import access_level, easiest_step, requirements
from curator.site.views.completeness import completeness
from curator.site.views.licenses import ANSWER_LABELS, NOT_KNOWN, PERMISSION_LABELS, strictest
from curator.site.views.quantities import PEOPLE, WHOLE_IMAGES, numbers

TEST_LABELS = {"public": "public", "none": "no official test set", "withheld": "withheld"}
"""Availability of the labels of an official test set."""
FIELD_STRENGTHS = {"low": (0, "below 1 T"), "1.5": (1, "1 to 2 T, mostly 1.5 T"), "3": (2, "2 to 4 T, mostly 3 T"), "high": (4, "4 T and more")}
"""Classes of magnetic field strength by their smallest value in tesla."""
COMPLETE = {"all": (100, "100 %"), "90": (90, "90 to 99 %"), "70": (70, "70 to 89 %"), "less": (0, "less than 70 %")}
"""Classes of completeness by their smallest percentage."""


@dataclass(frozen=True)
class Facet:
    """A filter by term: its name in URLs, its heading, the terms of a record, and the labels of all terms in order.

    `front` says whether it is shown before *More filters*.
    """

    key: str
    heading: str
    terms: Callable[[Dataset, Vocabularies], Iterable[str]]
    labels: Callable[[Vocabularies], dict[str, str]]
    front: bool = False
    member: Callable[[str, Catalog], str] | None = None
    """The term of a record that depends on the whole catalog, by id, instead of `terms`."""
    hidden: str = ""
    """A term whose records the table hides until the term is chosen."""

    def terms_of(self, id_: str, catalog: Catalog) -> tuple[str, ...]:
        """The terms of a record of a catalog."""
        return (self.member(id_, catalog),) if self.member else tuple(self.terms(catalog.records[id_], catalog.vocabularies))


@dataclass(frozen=True)
class FilterOption:
    """An option of a filter, with the number of datasets that have it."""

    term: str
    label: str
    number: int


@dataclass(frozen=True)
class Range:
    """A filter by number: its name in URLs, its heading, and the numbers of a record, one of which must be within the limits.

    `digits` is the number of digits of a complete number, or 0 if any number is complete; `front` is as in `Facet`.
    """

    key: str
    heading: str
    legend: str
    numbers: Callable[[Dataset], tuple[int, ...]]
    digits: int = 0
    front: bool = False


@dataclass(frozen=True)
class Bounds:
    """A filter by number as the page shows it: the smallest and largest number, and how many of the records have none."""

    key: str
    heading: str
    legend: str
    digits: int
    front: bool
    first: int
    last: int
    silent: int
    records: int


def _labels_of(key: str) -> Callable[[Vocabularies], dict[str, str]]:
    """The labels of all terms of a vocabulary, in its order."""
    return lambda words: {term: words[key].label(term) for term in words[key].entries}


def _of_field(heading: str, field: str, *, front: bool = False) -> Facet:
    """A filter by the terms of a field."""
    key = vocabulary_of(field)
    return Facet(key, heading, lambda record, _: getattr(record, field), _labels_of(key), front)


def _permission(key: str, name: str, *, front: bool = False) -> Facet:
    """A filter by the most restrictive answer of a record's licenses to a permission."""
    labels = {term: ANSWER_LABELS[term] for term in ("allowed", "unstated", "forbidden", NOT_KNOWN)}
    return Facet(key, PERMISSION_LABELS[name], lambda record, words: (strictest(record, words)[name],), lambda _: labels, front)


def _access(record: Dataset, words: Vocabularies) -> tuple[str, ...]:
    return (easiest_step(record, words) or NOT_KNOWN,)


def _access_labels(words: Vocabularies) -> dict[str, str]:
    return {term: access_level(term, words) for term in words["access"].entries} | {NOT_KNOWN: ANSWER_LABELS[NOT_KNOWN]}


def _official(record: Dataset) -> bool:
    return any(split.official for split in record.splits)


def test_labels(record: Dataset) -> str:
    """Whether the labels of an official test set are public; `none` if no official split has a test set."""
    parts = [split for split in record.splits if split.official and split.test]
    if not parts:
        return "none"
    return "public" if any("test" not in (split.withheld or ()) for split in parts) else "withheld"


_GIVEN = {"per-patient": "for each patient", "summary": "as a summary", "not-reported": "not reported", NOT_KNOWN: "not recorded"}
"""How detailed a characteristic of the patients is published; *not reported* by the sources differs from *not recorded* in the catalog."""


def _characteristic(heading: str, name: str) -> Facet:
    """A filter by how detailed a characteristic of the patients is published."""

    def given(record: Dataset, _words: Vocabularies) -> tuple[str, ...]:
        found = getattr(record.population, name, None)
        return (found.given if found else "not-reported" if f"population.{name}" in record.not_reported else NOT_KNOWN,)

    return Facet(name, heading, given, lambda _: _GIVEN)


def _inside(key: str, heading: str, terms: Callable[[Dataset], Iterable[str]]) -> Facet:
    """A filter by the terms of a vocabulary that a part of the record uses."""
    return Facet(key, heading, lambda record, _: dict.fromkeys(terms(record)), _labels_of(key))


def _class(number: float, classes: dict[str, tuple[int, str]]) -> str:
    """The class with the largest threshold that a number reaches."""
    return max((threshold, term) for term, (threshold, _) in classes.items() if number >= threshold)[1]


FACETS = (
    _of_field("Modality", "modality", front=True),
    _of_field("Body part", "body_part", front=True),
    _of_field("Task", "tasks", front=True),
    Facet("access", "Access", _access, _access_labels, front=True),
    _permission("use", "commercial_use", front=True),
    _of_field("Target", "target"),
    _of_field("Dimensions", "dimensions"),
    Facet(
        "split",
        "Official split",
        lambda record, _: ("yes" if _official(record) else "none",),
        lambda _: {"yes": "recorded", "none": "none recorded"},
    ),
    Facet("test-labels", "Test labels", lambda record, _: (test_labels(record),), lambda _: TEST_LABELS),
    _permission("sharing", "redistribution"),
    _permission("models", "trained_models"),
    Facet("eligibility", "Requirements for applicants", requirements, _labels_of("eligibility")),
    _characteristic("Age of patients", "age"),
    _characteristic("Sex of patients", "sex"),
    _inside("labelling", "Labeling method", lambda record: (it.by for it in record.labelling if it.by)),
    _inside("sequence", "MRI sequence", lambda record: (record.imaging and record.imaging.sequences) or ()),
    Facet(
        "field-strength",
        "Magnetic field strength",
        lambda record, _: dict.fromkeys(_class(it, FIELD_STRENGTHS) for it in (record.imaging and record.imaging.field_strength_t) or ()),
        lambda _: {term: label for term, (_, label) in FIELD_STRENGTHS.items()},
    ),
    _inside("contrast", "Contrast agent", lambda record: (record.imaging and record.imaging.contrast) or ()),
    _of_field("File format", "formats"),
    Facet(
        "issue",
        "Known issues",
        lambda record, _: dict.fromkeys(it.kind for it in record.known_issues),
        lambda words: {term: words["issue"].label(term) for term in words["issue"].entries},
    ),
    Facet(
        "collection",
        "In the 2020 collection",
        lambda _record, _words: (),
        lambda _: {"yes": "in the collection", "no": "added later"},
        member=lambda id_, catalog: "yes" if catalog.printed.names(id_) else "no",
    ),
    Facet(
        "kind",
        "Image type",
        lambda record, _: (record.kind,),
        lambda _: {"medical": "medical images", "natural": "natural images"},
        hidden="natural",
    ),
    Facet(
        "completeness",
        "Record completeness",
        lambda record, _: (_class(completeness(record).percent, COMPLETE),),
        lambda _: {term: label for term, (_, label) in COMPLETE.items()},
    ),
)
"""The filters by term, in the order of the page."""
RANGES = (
    Range("images", "Images or volumes", "Number of images or volumes", lambda record: numbers(record, WHOLE_IMAGES), front=True),
    Range("patients", "Patients", "Number of patients", lambda record: numbers(record, PEOPLE), front=True),
    Range("year", "Year", "Year of the first release", lambda record: (record.year,), digits=4),
)
"""The filters by number, in the order of the page."""


def choices(catalog: Catalog) -> tuple[tuple[Facet, tuple[FilterOption, ...]], ...]:
    """The filters by term with their options in order, without options that no record has.

    The numbers are those of the table at first: hidden records are counted only in the filter that hides them.
    """
    return tuple((facet, _choices(facet, catalog)) for facet in FACETS)


def _choices(facet: Facet, catalog: Catalog) -> tuple[FilterOption, ...]:
    words = catalog.vocabularies
    held = [(term, bool(facet.hidden) or not _is_hidden(id_, catalog)) for id_ in catalog.records for term in facet.terms_of(id_, catalog)]
    known = {term for term, _ in held}
    return tuple(FilterOption(term, label, held.count((term, True))) for term, label in facet.labels(words).items() if term in known)


def _is_hidden(id_: str, catalog: Catalog) -> bool:
    """Whether the table hides a record at first."""
    return any(facet.hidden in facet.terms_of(id_, catalog) for facet in FACETS if facet.hidden)


def bounds(catalog: Catalog) -> tuple[Bounds, ...]:
    """The filters by number with the smallest and largest number of the catalog."""
    return tuple(_bounds(it, catalog) for it in RANGES)


def _bounds(it: Range, catalog: Catalog) -> Bounds:
    held = [it.numbers(record) for record in catalog.records.values()]
    every = [number for numbers_ in held for number in numbers_] or [0]
    return Bounds(it.key, it.heading, it.legend, it.digits, it.front, min(every), max(every), sum(not numbers_ for numbers_ in held), len(held))
