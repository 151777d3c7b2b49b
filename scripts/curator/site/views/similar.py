"""Datasets that a visitor of a dataset page may want instead: similar ones, and the neighbors in the same modality."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

from curator.records.catalog import Catalog
from curator.records.summary import Summary
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
    summaries, words = catalog.summaries, catalog.vocabularies
    own = summaries[id_]
    subjects = {subject for target in own.terms["target"] for modality in own.terms["modality"] if (subject := (target, modality)) in catalog.by_subject}
    related = {*(to for _, to in own.relations), *catalog.named_by.get(id_, ())}
    found = {other for subject in subjects for other in catalog.by_subject[subject]} - {id_, *related}
    common = _common(id_, found, catalog)
    least = min(nlargest(MAX_SIMILAR, common.values()), default=0.0)
    ordered = sorted((-share, summaries[other].name.casefold(), other) for other, share in common.items() if share >= least)[:MAX_SIMILAR]
    return tuple(SimilarLine(other, summaries[other].name, _shared(own, summaries[other], words)) for _, _, other in ordered)


def _common(id_: str, others: Iterable[str], catalog: Catalog) -> dict[str, float]:
    """The share of terms that a dataset has in common with each of others, summed over the fields that describe the subject."""
    terms, found = catalog.subject_terms, {}
    mine = [(bits, bits.bit_count()) for bits in terms[id_]]
    for other in others:
        share = 0.0
        for (bits, number), theirs in zip(mine, terms[other], strict=True):
            if shared := (bits & theirs).bit_count():
                share += shared / (number + theirs.bit_count() - shared)
        found[other] = share
    return found


def _shared(one: Summary, other: Summary, words: Vocabularies) -> str:
    terms = ((field, term) for field in ("target", "modality", "tasks") for term in one.terms[field] if term in other.terms[field])
    return ", ".join(words[vocabulary_of(field)].label(term) for field, term in terms)


def neighbors(id_: str, catalog: Catalog) -> Neighbors | None:
    """The datasets before and after a dataset within its first modality; None if it is the only one."""
    modality = catalog.summaries[id_].terms["modality"][0]
    ids = catalog.by_modality[modality]
    at = ids.index(id_)
    found = [Neighbor(ids[place], catalog.summaries[ids[place]].name) if 0 <= place < len(ids) else None for place in (at - 1, at + 1)]
    return Neighbors(catalog.vocabularies["modality"].label(modality), *found) if any(found) else None
