"""Where each fact of a record was seen: its sources numbered like footnotes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar
from urllib.parse import urlsplit

from curator.records.catalog import COLLECTION, Catalog, named_sources
from curator.records.model import Dataset, Sourced
from curator.records.paths import prefixes

ItemT = TypeVar("ItemT", bound=Sourced)


@dataclass(frozen=True)
class Line:
    """A source as its page lists it."""

    number: int
    name: str
    what: str
    url: str
    seen: str


@dataclass(frozen=True)
class Remark:
    """A note or a doubt, and the part of the field that it is about; empty where it is about all of it."""

    where: str
    text: str


@dataclass(frozen=True)
class Dispute:
    """What another source says of a field."""

    where: str
    states: str
    kept: str
    marks: tuple[Line, ...]
    unverified: str


@dataclass(frozen=True)
class Backing:
    """What a fact rests on: sources, or why none could be named; with remarks and disagreements."""

    marks: tuple[Line, ...] = ()
    doubts: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    disputes: tuple[Dispute, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether there is nothing to read beside the sources."""
        return not (self.doubts or self.notes or self.disputes)


@dataclass(frozen=True)
class Evidence:
    """The evidence of one record."""

    record: Dataset
    catalog: Catalog

    @cached_property
    def lines(self) -> dict[str, Line]:
        """The sources by name, in the order of the record, then works, then the collection."""
        named = named_sources(self.record)
        works = sorted(named - set(self.record.sources) - {COLLECTION})
        order = [*self.record.sources, *works, *([COLLECTION] if COLLECTION in named else [])]
        return {name: self._line(number, name) for number, name in enumerate(order, 1)}

    def _line(self, number: int, name: str) -> Line:
        seen = self.record.checked
        if source := self.record.sources.get(name):
            return Line(number, name, source.what or host(source.url), source.url, source.seen or seen)
        if work := self.catalog.references.get(name):
            return Line(number, name, f"{work.authors[0].family} {work.year}, {work.title}", work.address, seen)
        if name == COLLECTION:
            print_ = self.catalog.printed.citation
            return Line(number, name, f"the printed collection ({print_.authors[0]}, {print_.year})", print_.url, seen)
        return Line(number, name, name, "", seen)

    def marks(self, names: Iterable[str]) -> tuple[Line, ...]:
        """The lines of the sources named, by number."""
        return tuple(sorted((self.lines[name] for name in names), key=lambda line: line.number))

    def of(self, path: str) -> Backing:
        """What the field at a path rests on, the longest path that is named, and what is said of just this field."""
        names = next((self.record.evidence[prefix] for prefix in prefixes(path) if prefix in self.record.evidence), ())
        return self._backing(names, path, deeper=False)

    def beneath(self, path: str) -> Backing:
        """What is said of the field at a path and of its parts."""
        return self._backing((), path, deeper=True)

    def own(self, path: str) -> Backing:
        """What is said of one part of a field alone; empty where its field speaks for it."""
        names = {name for place, named in self.record.evidence.items() if _covers(path, place) for name in named}
        return self._backing(names, path, deeper=True)

    def item(self, item: Sourced, field: str, position: int | None = None) -> Backing:
        """What a list item rests on: its own sources, else those named for its place or its field."""
        if item.source or item.unverified:
            return Backing(self.marks(item.source or ()), (Remark("", item.unverified),) if item.unverified else ())
        places = (f"{field}.{getattr(item, 'name', None)}", f"{field}.{position}")
        return Backing(self.of(next((place for place in places if place in self.record.evidence), field)).marks)

    def items(self, items: Iterable[ItemT], field: str) -> list[tuple[ItemT, Backing]]:
        """The items of a list, each with what it rests on."""
        return [(item, self.item(item, field, position)) for position, item in enumerate(items)]

    def made_of(self, path: str, parts: Iterable[Backing]) -> Backing:
        """What a field rests on that is said in short: what is named for it, and what its parts rest on."""
        whole, parts = self.of(path), tuple(parts)
        marks = {*whole.marks, *(line for part in parts for line in part.marks)}
        doubts = (*whole.doubts, *(doubt for part in parts for doubt in part.doubts))
        return replace(whole, marks=tuple(sorted(marks, key=lambda line: line.number)), doubts=tuple(dict.fromkeys(doubts)))

    def _backing(self, names: Iterable[str], path: str, *, deeper: bool) -> Backing:
        def told(said: Mapping[str, str]) -> tuple[Remark, ...]:
            return tuple(Remark(_rest(path, place), text) for place, text in said.items() if place == path or (deeper and _covers(path, place)))

        disputes = tuple(
            Dispute(_rest(path, it.field), it.states, it.kept, self.marks(it.source or ()), it.unverified or "")
            for it in self.record.disputed
            if it.field == path or (deeper and _covers(path, it.field))
        )
        return Backing(self.marks(names), told(self.record.unverified), told(self.record.notes), disputes)


def _covers(path: str, place: str) -> bool:
    return place == path or place.startswith(f"{path}.")


def _rest(path: str, place: str) -> str:
    """The part of a field that a deeper path names, as words."""
    return place.removeprefix(path).removeprefix(".").replace("_", " ")


def host(url: str) -> str:
    """The host of an address, which stands for a source without a description."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
