"""Evidence for the facts of a record: numbered sources, notes, doubts and disagreements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TypeVar
from urllib.parse import urlsplit

from curator.records.catalog import Catalog
from curator.records.model import Dataset, Sourced
from curator.records.paths import prefixes
from curator.records.per_record import once
from curator.records.record_parts import COLLECTION, named_sources

ItemT = TypeVar("ItemT", bound=Sourced)
_NUMBER = attrgetter("number")


@dataclass(frozen=True)
class SourceLine:
    """A source in the numbered list of a page."""

    number: int
    name: str
    what: str
    url: str
    seen: str


@dataclass(frozen=True)
class SourceNote:
    """A note or a doubt, and the part of the field that it concerns; empty if it concerns the whole field."""

    where: str
    text: str


@dataclass(frozen=True)
class Disagreement:
    """A disagreement: the value in another source, and the value that the record follows."""

    where: str
    states: str
    kept: str
    marks: tuple[SourceLine, ...]
    unverified: str


@dataclass(frozen=True)
class Backing:
    """The evidence for a fact: its sources, with doubts, notes and disagreements."""

    marks: tuple[SourceLine, ...] = ()
    doubts: tuple[SourceNote, ...] = ()
    notes: tuple[SourceNote, ...] = ()
    disputes: tuple[Disagreement, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether there are no doubts, notes or disagreements."""
        return not (self.doubts or self.notes or self.disputes)


@dataclass(frozen=True)
class Evidence:
    """The evidence of one record."""

    record: Dataset
    catalog: Catalog

    @cached_property
    def lines(self) -> dict[str, SourceLine]:
        """The sources by name: those of the record, then works, then the printed collection."""
        named = named_sources(self.record)
        works = sorted(named - set(self.record.sources) - {COLLECTION})
        order = [*self.record.sources, *works, *([COLLECTION] if COLLECTION in named else [])]
        return {name: self._line(number, name) for number, name in enumerate(order, 1)}

    def _line(self, number: int, name: str) -> SourceLine:
        seen = self.record.checked
        if source := self.record.sources.get(name):
            return SourceLine(number, name, source.what or host(source.url), source.url, source.seen or seen)
        if work := self.catalog.references.get(name):
            return SourceLine(number, name, f"{work.authors[0].family} {work.get('year')}, {work.title}", work.address, seen)
        if name == COLLECTION:
            print_ = self.catalog.printed.citation
            return SourceLine(number, name, f"the printed collection ({print_.authors[0]}, {print_.year})", print_.url, seen)
        return SourceLine(number, name, name, "", seen)

    def marks(self, names: Iterable[str]) -> tuple[SourceLine, ...]:
        """The lines of sources, by number."""
        return tuple(sorted([self.lines[name] for name in names], key=_NUMBER))

    def of(self, path: str) -> Backing:
        """The evidence for the field at a path: the sources of the longest matching path, and the notes on this field only."""
        if path not in self._found:
            names = next((self._sources[prefix] for prefix in prefixes(path) if prefix in self._sources), ())
            self._found[path] = self._backing(names, path, deeper=False)
        return self._found[path]

    @cached_property
    def _sources(self) -> dict[str, tuple[str, ...]]:
        return {**self.record.evidence, **self.record.not_reported}

    @cached_property
    def _found(self) -> dict[str, Backing]:
        """The evidence that was asked for, by the path of the field."""
        return {}

    def beneath(self, path: str) -> Backing:
        """The notes on the field at a path and on its parts, without sources."""
        return self._backing((), path, deeper=True)

    def own(self, path: str) -> Backing:
        """The evidence for one part of a field; empty if the evidence of the field applies."""
        names = {name for place, named in self.record.evidence.items() if _covers(path, place) for name in named}
        return self._backing(names, path, deeper=True)

    def item(self, item: Sourced, field: str, position: int | None = None) -> Backing:
        """The evidence for a list item: its own sources, else those of its path or its field."""
        if item.source or item.unverified:
            return Backing(self.marks(item.source or ()), (SourceNote("", item.unverified),) if item.unverified else ())
        places = (f"{field}.{getattr(item, 'name', None)}", f"{field}.{position}")
        return Backing(self.of(next((place for place in places if place in self.record.evidence), field)).marks)

    def items(self, items: Iterable[ItemT], field: str) -> list[tuple[ItemT, Backing]]:
        """The items of a list, each with its evidence."""
        return [(item, self.item(item, field, position)) for position, item in enumerate(items)]

    def summary(self, path: str, parts: Iterable[Backing]) -> Backing:
        """The evidence for a field that is shown as a summary: its own, combined with that of its parts."""
        whole, parts = self.of(path), tuple(parts)
        if not parts:
            return whole
        marks = {*whole.marks, *(line for part in parts for line in part.marks)}
        doubts = (*whole.doubts, *(doubt for part in parts for doubt in part.doubts))
        return Backing(tuple(sorted(marks, key=_NUMBER)), tuple(dict.fromkeys(doubts)), whole.notes, whole.disputes)

    def _backing(self, names: Iterable[str], path: str, *, deeper: bool) -> Backing:
        below = f"{path}." if deeper else None

        def covered(place: str) -> bool:
            return place == path or (below is not None and place.startswith(below))

        def notes(texts: Mapping[str, str]) -> tuple[SourceNote, ...]:
            return tuple([SourceNote(_rest(path, place), text) for place, text in texts.items() if covered(place)])

        disputes = [
            Disagreement(_rest(path, it.field), it.states, it.kept, self.marks(it.source or ()), it.unverified or "")
            for it in self.record.disputed
            if covered(it.field)
        ]
        return Backing(self.marks(names), notes(self.record.unverified), notes(self.record.notes), tuple(disputes))


@once
def evidence_of(id_: str, catalog: Catalog) -> Evidence:
    """The evidence of a record of a catalog."""
    return Evidence(catalog.records[id_], catalog)


def _covers(path: str, place: str) -> bool:
    return place == path or place.startswith(f"{path}.")


def _rest(path: str, place: str) -> str:
    """The part of a field at a deeper path, as words."""
    return place.removeprefix(path).removeprefix(".").replace("_", " ")


def host(url: str) -> str:
    """The host of a URL, which is shown for a source without a description."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
