"""What is read of a catalog while something is made of it: values of records, records, and fields of their summaries."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import cached_property, partial
from threading import RLock, local
from typing import Any, Generic, TypeVar, cast

from curator.records.catalog import Catalog
from curator.records.kept_records import KeptRecords
from curator.records.lazy_mapping import LazyMapping
from curator.records.summary import Summary

ValueT = TypeVar("ValueT")
Reads = dict[str, AbstractSet[str]]
"""What was read: the ids of the records by the name of a value. Those that are complete are frozen, so that equal ones are shared."""
RECORD, SUMMARY = "record", "summary "
"""The name of a whole record, and the start of the names of the fields of its summary."""


class _Noting(local):
    """What is being noted in this thread, innermost last."""

    def __init__(self) -> None:
        self.stack: list[Reads] = []


_noting = _Noting()


@contextmanager
def noted(*, apart: bool = False) -> Iterator[Reads]:
    """Note what is read meanwhile; it is also noted outside, unless it is `apart`."""
    found: Reads = {}
    _noting.stack.append(found)
    try:
        yield found
    finally:
        _noting.stack.pop()
        found |= {what: frozenset(ids) for what, ids in found.items()}
        if not apart:
            note_all(found)


def note(what: str, id_: str) -> None:
    """Note that a value of a record is read."""
    if _noting.stack:
        known = _noting.stack[-1].get(what, frozenset())
        if isinstance(known, set):
            known.add(id_)
        elif id_ not in known:
            _noting.stack[-1][what] = {*known, id_}


def note_all(reads: Reads) -> None:
    """Note everything that something depends on which was made before."""
    if _noting.stack:
        for what, ids in reads.items():
            known = _noting.stack[-1].get(what)
            if not known:
                _noting.stack[-1][what] = frozenset(ids)
            elif not ids <= known:
                _noting.stack[-1][what] = known | ids


class Once(Generic[ValueT]):
    """A value that is computed when it is first asked for, by one thread; an error is raised again each time.

    Whoever asks for it depends on everything that was read for it.
    """

    def __init__(self, make: Callable[[], ValueT]) -> None:
        self._make, self._lock = make, RLock()
        self._made: list[ValueT] = []
        self._reads: Reads = {}

    def __call__(self) -> ValueT:
        """Return the value."""
        with self._lock:
            if not self._made:
                with noted(apart=True) as self._reads:
                    self._made.append(self._make())
            note_all(self._reads)
            return self._made[0]


class _WatchedSummary:
    """A summary whose fields are noted when they are read."""

    __slots__ = ("_id", "_summary")

    def __init__(self, id_: str, summary: Summary) -> None:
        self._id, self._summary = id_, summary

    def __getattr__(self, name: str) -> Any:
        note(f"{SUMMARY}{name}", self._id)
        return getattr(self._summary, name)

    def __repr__(self) -> str:
        for name in self._summary._fields:
            note(f"{SUMMARY}{name}", self._id)
        return repr(self._summary)


class _WatchedValues(Mapping[str, Any]):
    """The values of a record, which are noted when they are read."""

    def __init__(self, id_: str, values: Callable[[], Mapping[str, Any]]) -> None:
        self._id, self._load = id_, values

    @cached_property
    def _values(self) -> Mapping[str, Any]:
        return self._load()

    def __getitem__(self, name: str) -> Any:
        note(name, self._id)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


_INDEXES = frozenset(name for name, it in vars(Catalog).items() if isinstance(it, cached_property)) - {"summaries"}
"""What a catalog computes once of all of its records."""


class WatchedCatalog(Catalog):
    """A catalog of which everything that is read of its records is noted."""

    def __getattribute__(self, name: str) -> Any:
        if name not in _INDEXES:
            return super().__getattribute__(name)
        indexes = self.__dict__.setdefault("made indexes", {})
        return (indexes.get(name) or indexes.setdefault(name, Once(partial(super().__getattribute__, name))))()

    def digest(self, id_: str) -> str:
        """Return a hash of the content of a record."""
        note(RECORD, id_)
        return super().digest(id_)


def watched(catalog: Catalog, known: Mapping[str, Mapping[str, Any]]) -> WatchedCatalog:
    """Return a catalog with known values, of which everything that is read is noted, and which is otherwise the same."""

    def read(value: Callable[[str], ValueT], id_: str) -> ValueT:
        note(RECORD, id_)
        return value(id_)

    summaries = {id_: cast("Summary", _WatchedSummary(id_, it)) for id_, it in catalog.summaries.items()}
    values = {id_: _WatchedValues(id_, partial(known.__getitem__, id_)) for id_ in known}
    digests = LazyMapping(catalog.records, partial(read, catalog.digest))
    return WatchedCatalog(
        records=KeptRecords(partial(read, catalog.records.__getitem__), summaries, digests),
        sources=LazyMapping(catalog.sources, partial(read, catalog.sources.__getitem__)),
        vocabularies=catalog.vocabularies,
        references=catalog.references,
        printed=catalog.printed,
        resources=catalog.resources,
        exceptions=catalog.exceptions,
        files=catalog.files,
        invalid=catalog.invalid,
        keys=catalog.keys,
        history=catalog.history,
        known=values,
    )
