"""The filters of Table 1: what a record has in each, and what readers may choose."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.vocabulary import Vocabularies, vocabulary_of
from curator.site.views.completeness import completeness
from curator.site.views.get_the_data import easiest_step, strictest

ANSWERS = {"allowed": "allowed", "forbidden": "forbidden", "unstated": "not stated", "asked": "asked for", "required": "required", "not-known": "not known"}
"""What terms say of a permission, in words; `not-known` where nobody has read them."""
TEST_LABELS = {"public": "public", "none": "no official test part", "withheld": "withheld"}
"""Whether one can test without the owners."""
COMPLETE = {"all": (100, "everything"), "90": (90, "90 to 99 %"), "70": (70, "70 to 89 %"), "less": (0, "less than 70 %")}
"""Classes of completeness by their smallest percentage."""


@dataclass(frozen=True)
class Facet:
    """One filter: its name in addresses, its heading, a record's terms, the labels of all terms in their order, and whether it stands in front."""

    key: str
    heading: str
    terms: Callable[[Dataset, Vocabularies], Iterable[str]]
    labels: Callable[[Vocabularies], dict[str, str]]
    front: bool = False


@dataclass(frozen=True)
class Choice:
    """One option of a filter, with the number of datasets that it gives."""

    term: str
    label: str
    number: int


def _of_field(heading: str, field: str, *, front: bool = False) -> Facet:
    """A filter by the terms of a field."""
    key = vocabulary_of(field)
    return Facet(key, heading, lambda record, _: getattr(record, field), lambda words: {term: words[key].label(term) for term in words[key].entries}, front)


def _permission(key: str, heading: str, name: str, *, front: bool = False) -> Facet:
    """A filter by what the strictest of a record's licences says."""
    labels = {term: ANSWERS[term] for term in ("allowed", "unstated", "forbidden", "not-known")}
    return Facet(key, heading, lambda record, words: (strictest(record, words)[name],), lambda _: labels, front)


def _access(record: Dataset, words: Vocabularies) -> tuple[str, ...]:
    step = easiest_step(record, words)
    return (step,) if step else ("not-known",)


def _access_labels(words: Vocabularies) -> dict[str, str]:
    labels = {term: words["access"].label(term) for term in words["access"].entries}
    return labels | {"download": "no account needed", "not-known": ANSWERS["not-known"]}


def _official(record: Dataset) -> bool:
    return any(split.official for split in record.splits)


def test_labels(record: Dataset) -> str:
    """Whether the labels of an official test part are public; `none` where no official split has a test part."""
    parts = [split for split in record.splits if split.official and split.test]
    if not parts:
        return "none"
    return "public" if any("test" not in (split.withheld or ()) for split in parts) else "withheld"


def _class(number: int, classes: dict[str, tuple[int, str]]) -> str:
    """The class with the largest threshold that a number reaches."""
    return max((threshold, term) for term, (threshold, _) in classes.items() if number >= threshold)[1]


def _named(classes: dict[str, tuple[int, str]]) -> dict[str, str]:
    return {term: label for term, (_, label) in classes.items()}


FACETS = (
    _of_field("Modality", "modality", front=True),
    _of_field("Body part", "body_part", front=True),
    _of_field("Task", "tasks", front=True),
    Facet("access", "Access", _access, _access_labels, front=True),
    _permission("use", "Commercial use", "commercial_use", front=True),
    _of_field("Target", "target"),
    _of_field("2D, 3D, video", "dimensions"),
    Facet(
        "split",
        "Official split",
        lambda record, _: ("yes" if _official(record) else "none",),
        lambda _: {"yes": "has an official split", "none": "none recorded"},
    ),
    Facet("test-labels", "Test labels", lambda record, _: (test_labels(record),), lambda _: TEST_LABELS),
    _permission("sharing", "Passing it on", "redistribution"),
    _of_field("Format", "formats"),
    Facet(
        "issue",
        "Known issues",
        lambda record, _: dict.fromkeys(it.kind for it in record.known_issues),
        lambda words: {term: words["issue"].label(term) for term in words["issue"].entries},
    ),
    Facet("kind", "Kind", lambda record, _: (record.kind,), lambda _: {"medical": "medical", "natural": "natural images"}),
    Facet("completeness", "Completeness", lambda record, _: (_class(completeness(record).percent, COMPLETE),), lambda _: _named(COMPLETE)),
)
"""The filters, in the order of the page."""


def choices(catalog: Catalog) -> tuple[tuple[Facet, tuple[Choice, ...]], ...]:
    """The filters with their options in order; options that no record has are left out."""
    return tuple((facet, _choices(facet, catalog)) for facet in FACETS)


def _choices(facet: Facet, catalog: Catalog) -> tuple[Choice, ...]:
    words = catalog.vocabularies
    held = [term for record in catalog.records.values() for term in facet.terms(record, words)]
    return tuple(Choice(term, label, held.count(term)) for term, label in facet.labels(words).items() if term in held)
