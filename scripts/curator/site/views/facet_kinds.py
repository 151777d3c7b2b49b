"""Filters by term, and the kinds of them: by the terms of a field, by a permission, by the patients' data, by a class of numbers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.vocabulary import Vocabularies, vocabulary_of
from curator.site.views.licenses import ANSWER_LABELS, NOT_KNOWN, PERMISSION_LABELS, strictest, unmarked

FRONT, OTHER = "", "Record"
"""The topic of filters that are always visible, and of those without another topic."""


@dataclass(frozen=True)
class Facet:
    """A filter by term: its name in URLs, its heading, the terms of a record, and the labels of all terms in order.

    `topic` is the heading under which *More filters* shows it.
    """

    key: str
    heading: str
    terms: Callable[[Dataset, Vocabularies], Iterable[str]]
    labels: Callable[[Vocabularies], dict[str, str]]
    topic: str = OTHER
    member: Callable[[str, Catalog], str] | None = None
    """The term of a record that depends on the whole catalog, by id, instead of `terms`."""
    hidden: str = ""
    """A term whose records the table hides until the term is chosen."""

    def terms_of(self, id_: str, catalog: Catalog) -> tuple[str, ...]:
        """The terms of a record of a catalog."""
        return (self.member(id_, catalog),) if self.member else tuple(self.terms(catalog.records[id_], catalog.vocabularies))


Classes = dict[str, tuple[int, str]]
"""Classes of a number by term: their smallest value, and their label."""


def labels_of(key: str) -> Callable[[Vocabularies], dict[str, str]]:
    """The labels of all terms of a vocabulary, in alphabetical order."""
    return lambda words: dict(sorted(((term, words[key].label(term)) for term in words[key].entries), key=lambda entry: entry[1].casefold()))


def of_field(heading: str, field: str, topic: str) -> Facet:
    """A filter by the terms of a field."""
    key = vocabulary_of(field)
    return Facet(key, heading, lambda record, _: getattr(record, field), labels_of(key), topic)


def inside(key: str, heading: str, topic: str, terms: Callable[[Dataset], Iterable[str]]) -> Facet:
    """A filter by the terms of a vocabulary that a part of the record uses."""
    return Facet(key, heading, lambda record, _: dict.fromkeys(terms(record)), labels_of(key), topic)


def permission(key: str, name: str, topic: str) -> Facet:
    """A filter by the most restrictive answer of a record's licenses to a permission; an answer that is not verified is a separate option."""
    labels = {term: label for term, label in ANSWER_LABELS.items() if unmarked(term) in ("allowed", "unstated", "forbidden", NOT_KNOWN)}
    return Facet(key, PERMISSION_LABELS[name], lambda record, words: (strictest(record, words)[name],), lambda _: labels, topic)


def in_classes(key: str, heading: str, topic: str, numbers: Callable[[Dataset], Iterable[float]], classes: Classes) -> Facet:
    """A filter by the classes of a record's numbers."""
    labels = {term: label for term, (_, label) in classes.items()}
    return Facet(key, heading, lambda record, _: dict.fromkeys(_class(it, classes) for it in numbers(record)), lambda _: labels, topic)


def _class(number: float, classes: Classes) -> str:
    """The class with the largest threshold that a number reaches."""
    return max((threshold, term) for term, (threshold, _) in classes.items() if number >= threshold)[1]


_GIVEN = {"per-patient": "for each patient", "summary": "as a summary", "not-reported": "not reported", NOT_KNOWN: "not recorded"}
"""How detailed a characteristic of the patients is published; *not reported* by the sources differs from *not recorded* in the catalog."""


def characteristic(heading: str, name: str, topic: str) -> Facet:
    """A filter by how detailed a characteristic of the patients is published."""

    def given(record: Dataset, _words: Vocabularies) -> tuple[str, ...]:
        found = getattr(record.population, name, None)
        return (found.given if found else "not-reported" if f"population.{name}" in record.not_reported else NOT_KNOWN,)

    return Facet(name, heading, given, lambda _: _GIVEN, topic)
