"""Datasets that a visitor of a dataset page may want instead: similar ones, and the neighbors in the same modality."""

from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.vocabulary import Vocabularies, vocabulary_of

MAX_SIMILAR = 5
"""Number of similar datasets on a page."""


@dataclass(frozen=True)
class SimilarLine:
    """A similar dataset, and the terms that both datasets have."""

    id: str
    name: str
    shared: str


@dataclass(frozen=True)
class Neighbor:
    """The previous or next dataset of a modality in alphabetical order."""

    id: str
    name: str


@dataclass(frozen=True)
class Neighbors:
    """The datasets before and after a dataset within its first modality."""

    modality: str
    previous: Neighbor | None
    next: Neighbor | None


def similar(id_: str, catalog: Catalog) -> tuple[SimilarLine, ...]:
    """The datasets with a target and a modality of this one: those with most terms in common first, without related ones."""
    record, words = catalog.records[id_], catalog.vocabularies
    subjects = {subject for target in record.target for modality in record.modality if (subject := (target, modality)) in catalog.by_subject}
    related = {end.to for end in catalog.relatives[id_]}
    found = {other for subject in subjects for other in catalog.by_subject[subject]} - {id_, *related}
    ordered = sorted(found, key=lambda other: (-_common(record, catalog.records[other]), catalog.records[other].name.casefold(), other))
    return tuple(SimilarLine(other, catalog.records[other].name, _shared(record, catalog.records[other], words)) for other in ordered[:MAX_SIMILAR])


def _common(one: Dataset, other: Dataset) -> float:
    """The share of terms that two datasets have in common, summed over the fields that describe the subject."""
    pairs = [(set(getattr(one, field)), set(getattr(other, field))) for field in ("target", "modality", "tasks", "body_part", "dimensions")]
    return sum(len(mine & theirs) / len(mine | theirs) for mine, theirs in pairs if mine | theirs)


def _shared(one: Dataset, other: Dataset, words: Vocabularies) -> str:
    terms = ((field, term) for field in ("target", "modality", "tasks") for term in getattr(one, field) if term in getattr(other, field))
    return ", ".join(words[vocabulary_of(field)].label(term) for field, term in terms)


def neighbors(id_: str, catalog: Catalog) -> Neighbors | None:
    """The datasets before and after a dataset within its first modality; None if it is the only one."""
    modality = catalog.records[id_].modality[0]
    ids = catalog.by_modality[modality]
    at = ids.index(id_)
    found = [Neighbor(ids[place], catalog.records[ids[place]].name) if 0 <= place < len(ids) else None for place in (at - 1, at + 1)]
    return Neighbors(catalog.vocabularies["modality"].label(modality), *found) if any(found) else None
