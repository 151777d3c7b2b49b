"""The page of a term: its definition, what to check, a figure, and its datasets in a table."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.vocabulary_entries import CodeSystemEntry, Entry, ModalityEntry
from curator.site.views import cautions, size_figure
from curator.site.views.browse_groups import KINDS, BrowseKind, Groups, TermGroup
from curator.site.views.term_rows import TermRow, row_maker

MAX_ROWS = 200
"""Rows of the table; Table 1 has the others."""
MAX_COMPANIONS = 8
"""Terms of each other kind that the page lists."""


@dataclass(frozen=True)
class TermCode:
    """A code of the term in a standard, whose `url` is the source of the code."""

    system: str
    code: str
    url: str


@dataclass(frozen=True)
class Companions:
    """The most frequent terms of another kind that the datasets have: each with its number, and how many further terms there are."""

    heading: str
    terms: tuple[tuple[TermGroup, int], ...]
    further: int


@dataclass(frozen=True)
class TermView:
    """The page of a term. `previous` and `next` are its neighbors in alphabetical order."""

    group: TermGroup
    definition: str
    synonyms: tuple[str, ...]
    narrower: tuple[str, ...]
    codes: tuple[TermCode, ...]
    cautions: tuple[cautions.Sentence, ...]
    figure: size_figure.SizeFigure
    companions: tuple[Companions, ...]
    rows: tuple[TermRow, ...]
    changed: str
    previous: TermGroup | None
    next: TermGroup | None


def view(path: str, groups: Groups, catalog: Catalog) -> TermView:
    """The page of a term by its path."""
    by_term = {(group.kind, group.term): group for found in groups.values() for group in found}
    group = next(group for group in by_term.values() if group.path == path)
    found = groups[group.kind]
    at = found.index(group)
    answers, sizes = cautions.answers(group.ids, catalog), size_figure.sizes_of(group.ids, catalog)
    row = row_maker(catalog, answers, sizes)
    entry = catalog.vocabularies[group.kind.vocabulary][group.term]
    return TermView(
        group,
        entry.definition,
        synonyms(entry),
        entry.narrower,
        tuple(_codes(entry, catalog)),
        cautions.cautions(group, catalog, answers),
        size_figure.figure(group, catalog, sizes),
        tuple(_companions(group, catalog, by_term)),
        tuple(row(id_, group.kind) for id_ in group.ids[:MAX_ROWS]),
        max(catalog.summaries[id_].changed for id_ in group.ids),
        found[at - 1] if at else None,
        found[at + 1] if at + 1 < len(found) else None,
    )


def synonyms(entry: Entry) -> tuple[str, ...]:
    """The other names of a term by which it is found."""
    short = [entry.short] if isinstance(entry, ModalityEntry) and entry.short else []
    return tuple(dict.fromkeys((*short, *entry.aliases)))


def _codes(entry: Entry, catalog: Catalog) -> Iterator[TermCode]:
    systems = catalog.vocabularies["code-system"]
    for system, code in entry.codes.items():
        found = systems.entries.get(system)
        yield TermCode(found.label if found else system, code, found.url if isinstance(found, CodeSystemEntry) else "")


def _companions(group: TermGroup, catalog: Catalog, by_term: dict[tuple[BrowseKind, str], TermGroup]) -> Iterator[Companions]:
    """The terms of the other kinds, most frequent first."""
    for kind in KINDS:
        if kind != group.kind:
            numbers = Counter(term for id_ in group.ids for term in dict.fromkeys(catalog.summaries[id_].terms[kind.field]))
            terms = sorted(((by_term[kind, term], number) for term, number in numbers.items()), key=lambda pair: (-pair[1], pair[0].label.casefold()))
            if terms:
                yield Companions(kind.plural, tuple(terms[:MAX_COMPANIONS]), len(terms[MAX_COMPANIONS:]))
