"""The filters of Table 1: what a record has in each, and what readers may choose."""

from collections.abc import Callable
from dataclasses import dataclass

from curator.contents import Catalog
from curator.model import Dataset
from curator.views.access import easiest_step, strictest
from curator.vocabulary import Vocabularies

USES = {"allowed": "allowed", "forbidden": "forbidden", "unstated": "not stated", "not-known": "not known"}
"""What terms say of commercial use, from the freest; `not-known` where nobody has read them."""


@dataclass(frozen=True)
class Facet:
    """One filter: its name in addresses, its heading, a record's terms, and the labels of all terms in their order."""

    key: str
    heading: str
    terms: Callable[[Dataset, Vocabularies], tuple[str, ...]]
    labels: Callable[[Vocabularies], dict[str, str]]


@dataclass(frozen=True)
class Choice:
    """One option of a filter, with the number of datasets that it gives."""

    term: str
    label: str
    number: int


def _of_field(vocabulary: str, heading: str, field: str) -> Facet:
    """A filter by the terms of a field."""
    return Facet(
        vocabulary,
        heading,
        lambda record, _: tuple(getattr(record, field)),
        lambda words: {term: words[vocabulary].label(term) for term in words[vocabulary].entries},
    )


def _access(record: Dataset, words: Vocabularies) -> tuple[str, ...]:
    step = easiest_step(record, words)
    return (step,) if step else ()


def _access_labels(words: Vocabularies) -> dict[str, str]:
    labels = {term: words["access"].label(term) for term in words["access"].entries}
    return labels | {"download": "no account needed"}


FACETS = (
    _of_field("modality", "Modality", "modality"),
    _of_field("body-part", "Body part", "body_part"),
    _of_field("task", "Task", "tasks"),
    Facet("access", "Access", _access, _access_labels),
    Facet("use", "Commercial use", lambda record, words: (strictest(record, words)["commercial_use"],), lambda _: USES),
)
"""The filters, in the order of the page."""


def choices(catalog: Catalog) -> tuple[tuple[Facet, tuple[Choice, ...]], ...]:
    """The filters with their options in order; options that no record has are left out."""
    return tuple((facet, _choices(facet, catalog)) for facet in FACETS)


def _choices(facet: Facet, catalog: Catalog) -> tuple[Choice, ...]:
    words = catalog.vocabularies
    held = [term for record in catalog.records.values() for term in facet.terms(record, words)]
    return tuple(Choice(term, label, held.count(term)) for term, label in facet.labels(words).items() if term in held)
