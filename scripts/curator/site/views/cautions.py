"""What to check before a dataset of a group is chosen, counted: shared patients or images, test labels, commercial use, known issues."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from curator.records.catalog import Catalog
from curator.records.per_record import per_record
from curator.records.record_addresses import page_path
from curator.records.vocabulary import Vocabularies
from curator.site.views.browse_groups import TermGroup
from curator.site.views.filters import test_labels
from curator.site.views.licenses import NOT_KNOWN, UNVERIFIED, strictest

MAX_NAMED, MAX_KINDS = 8, 3
"""Datasets and kinds of issues that a sentence names."""


class Wording(NamedTuple):
    """The predicate of an answer: for the only dataset of a group, and for one or more of several."""

    alone: str
    one: str
    many: str


TEST_LABEL_WORDS = {
    "public": Wording("has public test labels", "has public test labels", "have public test labels"),
    "withheld": Wording("withholds the test labels", "withholds them", "withhold them"),
    "none": Wording("has no official test set", "has no official test set", "have no official test set"),
}
USE_WORDS = {
    "allowed": Wording("allows commercial use", "allows commercial use", "allow commercial use"),
    "unstated": Wording("does not state whether commercial use is allowed", "does not state it", "do not state it"),
    "forbidden": Wording("forbids commercial use", "forbids it", "forbid it"),
    NOT_KNOWN: Wording("has a license that is not known", "has a license that is not known", "have a license that is not known"),
}


@dataclass(frozen=True)
class RecordAnswers:
    """The answers of a record that are counted; `shares` are the ids of datasets with the same patients or images."""

    test_labels: str
    use: str
    shares: tuple[str, ...]
    issues: tuple[str, ...]


@dataclass(frozen=True)
class SentencePart:
    """A part of a sentence; `address`, relative to the root of the site, is Table 1 with the datasets that it counts, or a dataset page."""

    text: str
    address: str = ""


Sentence = tuple[SentencePart, ...]


def answers(ids: Iterable[str], catalog: Catalog) -> dict[str, RecordAnswers]:
    """The counted answers of records by id."""
    return {id_: answers_of(id_, catalog) for id_ in ids}


@per_record
def answers_of(id_: str, catalog: Catalog) -> RecordAnswers:
    """The counted answers of a record."""
    record = catalog.records[id_]
    return RecordAnswers(test_labels(record), strictest(record, catalog.vocabularies)["commercial_use"], _shares(id_, catalog), _issues(id_, catalog))


def _shares(id_: str, catalog: Catalog) -> tuple[str, ...]:
    """Return these ids in an order, because values are compared as texts."""
    found = (end.to for end in catalog.relatives[id_] if end.to not in ("", id_) and catalog.vocabularies.relation[end.kind].shares != "nothing")
    return tuple(dict.fromkeys(found))


def _issues(id_: str, catalog: Catalog) -> tuple[str, ...]:
    return tuple(dict.fromkeys(issue.kind for issue in catalog.records[id_].known_issues))


def cautions(group: TermGroup, catalog: Catalog, known: Mapping[str, RecordAnswers]) -> tuple[Sentence, ...]:
    """The sentences about the datasets of a term."""
    ids = group.ids
    found = (
        _sharing(ids, catalog, known),
        counted((known[id_].test_labels for id_ in ids), group, "test-labels", TEST_LABEL_WORDS),
        counted((known[id_].use for id_ in ids), group, "use", USE_WORDS),
        _issue_kinds(group, catalog.vocabularies, known),
    )
    return tuple(sentence for parts in found if (sentence := tuple(parts)))


def _sharing(ids: tuple[str, ...], catalog: Catalog, known: Mapping[str, RecordAnswers]) -> Iterator[SentencePart]:
    """How many datasets share patients or images with another one of the group, and which."""
    members = frozenset(ids)
    sharing = [id_ for id_ in ids if not members.isdisjoint(known[id_].shares)]
    if len(ids) > 1:
        verb = "share" if sharing else "is known to share"
        yield SentencePart(f"{_of(len(sharing), len(ids))} {verb} patients or images with another of them")
        for at, id_ in enumerate(sharing if len(sharing) <= MAX_NAMED else ()):
            yield SentencePart(", " if at else ": ")
            yield SentencePart(catalog.summaries[id_].name, page_path(id_))
        yield SentencePart(".")


def counted(given: Iterable[str], group: TermGroup, facet: str, wordings: Mapping[str, Wording]) -> Iterator[SentencePart]:
    """How many datasets give each answer, and for how many of them it is not verified; the first answer is mentioned even if none gives it."""
    terms, total = Counter(given), len(group.ids)
    counts = {answer: terms[answer] + terms[f"{answer}{UNVERIFIED}"] for answer in wordings}
    first = next(iter(wordings))
    shown = [answer for answer in wordings if counts[answer] or (answer == first and total > 1)]
    for at, answer in enumerate(shown):
        number, wording = counts[answer], wordings[answer]
        subject = "The dataset" if total == 1 else _of(number, total) if answer == first else f"{number:,}"
        verb = wording.alone if total == 1 else wording.one if number == 1 else wording.many
        if at:
            yield SentencePart(" and " if at == len(shown) - 1 > 1 else ", ")
        doubtful = f"{answer}{UNVERIFIED}"
        held = ",".join(term for term in (answer, doubtful) if terms[term])
        yield SentencePart(f"{subject} {verb}", _filtered(group, facet, held) if number else "")
        yield from _doubted(terms[doubtful], number, _filtered(group, facet, doubtful))
    yield SentencePart(".")


def _doubted(doubted: int, number: int, address: str) -> Iterator[SentencePart]:
    """Of the datasets with an answer, how many have a license that is not verified."""
    if doubted:
        yield SentencePart(" (")
        yield SentencePart("not verified" if doubted == number else f"{doubted:,} not verified", address)
        yield SentencePart(")")


def _issue_kinds(group: TermGroup, words: Vocabularies, known: Mapping[str, RecordAnswers]) -> Iterator[SentencePart]:
    """How many datasets have known issues, and the most frequent kinds."""
    ids = group.ids
    affected = sum(bool(known[id_].issues) for id_ in ids)
    kinds = Counter(kind for id_ in ids for kind in known[id_].issues)
    if not affected:
        yield SentencePart("No known issues are recorded.")
        return
    yield SentencePart("The dataset has known issues" if len(ids) == 1 else f"{_of(affected, len(ids))} {'has' if affected == 1 else 'have'} known issues")
    first = ": " if len(kinds) <= MAX_KINDS else ", among them " if len(ids) == 1 else ", most often "
    often = sorted(kinds, key=lambda kind: (-kinds[kind], words["issue"].rank(kind)))
    for at, kind in enumerate(often[:MAX_KINDS]):
        yield SentencePart(", " if at else first)
        yield SentencePart(f"{words['issue'].label(kind)}{f' ({kinds[kind]:,})' if len(ids) > 1 else ''}", _filtered(group, "issue", kind))
    yield SentencePart(".")


def _filtered(group: TermGroup, facet: str, term: str) -> str:
    return f"?{group.query}&{facet}={term}"


def _of(number: int, total: int) -> str:
    if number in (0, total):
        return f"{'All' if number else 'None of the'} {total:,} datasets"
    return f"{number:,} of {total:,} datasets"
