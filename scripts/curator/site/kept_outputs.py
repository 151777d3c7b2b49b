"""What is made of the whole catalog, kept between builds together with what was read for it, and made again only if something of that changed."""

import json
import pickle
import zlib
from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields
from functools import cached_property, partial
from typing import Any, TypeVar

from curator.records.catalog import Catalog
from curator.records.kept_results import KeptResults, hashed, program
from curator.records.settings import Settings
from curator.records.unpickler import unpickled
from curator.site.tracked_reads import RECORD, SUMMARY, Reads, note_all, noted

T = TypeVar("T")
_READS = "reads"
"""The part of a result that says what was read for it."""
_SHORT = 32
"""Digits of hashes of which there are dozens for each record, so that they need less memory: 128 bits."""
_FEW = 10
"""If more than one in this number of records changed, making everything takes less time than replacing their values."""
_LAST = "last build"
"""The name of the result that has the state at the end of the last build."""


class Outputs:
    """Makes everything when it is asked for, and keeps nothing."""

    always: Reads

    def find(self, name: str, kind: type[T]) -> T | None:  # noqa: ARG002 - the same arguments
        """Return what was made before under a name, if it is still right."""
        return None

    def keep(self, name: str, value: object, reads: Reads) -> None:
        """Keep what was made under a name, with what was read for it."""

    def use(self, name: str) -> None:
        """Keep what was made before under a name without reading it, because what is made of it is still right."""

    def add_state(self, what: str, state: Callable[[str], str]) -> None:
        """Add something else that can be read: its name, and its state by id."""

    def earlier(self, name: str, kind: type[T]) -> T | None:  # noqa: ARG002 - the same arguments
        """Return what the last build made or found under a name, whatever changed since."""
        return None

    def reads(self, name: str) -> Reads | None:  # noqa: ARG002 - the same arguments
        """Return what was read for what the last build made or found under a name; None if it is not known."""
        return None

    def changed(self, what: str) -> frozenset[str]:  # noqa: ARG002 - the same arguments
        """Return the ids of the records of which a value changed since the last build."""
        return frozenset()

    def changed_in(self, name: str, replaced: Collection[str]) -> tuple[str, ...] | None:
        """Return the ids of the records whose values in a result of the last build have changed; None if too many records, or values other than those to be replaced, have changed.

        Everything that was read for this result counts as read, because the parts that are not replaced still depend on it.
        """
        reads = self.reads(name)
        if not reads:
            return None
        changed = {what: self.changed(what) & ids for what, ids in reads.items()}
        ids = frozenset[str]().union(*changed.values())
        if not {what for what, found in changed.items() if found} <= {*replaced} or len(ids) * _FEW > max(map(len, reads.values())):
            return None
        note_all(reads)
        return tuple(sorted(ids))

    def save(self) -> None:
        """Write what was made and found; remove everything else."""

    def of(self, name: str, make: Callable[[], T]) -> Callable[[], T]:
        """Return a function that makes something under a name, or finds it."""
        return partial(self._made, name, make)

    def _made(self, name: str, make: Callable[[], T]) -> T:
        found = self.find(name, object)
        if found is not None:
            return found  # type: ignore[return-value]
        with noted() as reads:
            made = make()
        self.keep(name, made, reads)
        return made


@dataclass(frozen=True)
class RecordStates:
    """A key for each record by id, which is different if any value that can be read of the record is different, and the hashes of these values by key."""

    keys: Mapping[str, str]
    digests: Callable[[str], Mapping[str, str]]

    @cached_property
    def state(self) -> str:
        """A hash of the state of all records."""
        return hashed(part for item in sorted(self.keys.items()) for part in item)


@dataclass(frozen=True)
class LastBuild:
    """The state at the end of the last build: the key of each record, the key of each result by its name, and the state of everything else that was read, by name and id."""

    keys: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class KeptOutputs(Outputs):
    """Finds what an earlier build made if nothing that was read for it changed since.

    `common` is a hash of everything that cannot be noted when it is read; `always` was read before anything was made.
    A result is kept under a hash of the state of all records when it was made, and a build lists the results that are valid at its end: results of a
    build that did not end are not listed.
    """

    def __init__(self, kept: KeptResults, common: str, records: RecordStates) -> None:
        self._kept, self._common, self._records = kept, common, records
        self._every = frozenset(records.keys)
        self._other: dict[str, Callable[[str], str]] = {}
        self._results: dict[str, str] = {}
        self._states: dict[str, dict[str, str]] = {}
        self._changed: dict[str, frozenset[str]] = {}
        self.always: Reads = {}

    def find(self, name: str, kind: type[T]) -> T | None:
        """Return what was made before under a name, unless something that was read for it changed."""
        reads = self.reads(name)
        if reads is None or any(self._has_changed(what, ids) for what, ids in reads.items()):
            return None
        value = self.earlier(name, kind)
        if value is not None:
            self._results[name] = self._last.results[name]
            note_all(reads)
        return value

    def keep(self, name: str, value: object, reads: Reads) -> None:
        """Keep what was made under a name, with what was read for it."""
        every = {what: reads.get(what, set()) | self.always.get(what, set()) for what in {*reads, *self.always}}
        listed = {what: None if ids == self._every else sorted(ids) for what, ids in sorted(every.items())}
        for what in every.keys() & self._other.keys():
            self._note_states(what, every[what])
        key = self._results[name] = hashed((self._common, self._records.state, name))
        self._kept.put(key, json.dumps(listed).encode(), _READS)
        self._kept.put(key, zlib.compress(pickle.dumps(value), 1))

    def use(self, name: str) -> None:
        """Keep what was made before under a name without reading it, because what is made of it is still right."""
        if key := self._last.results.get(name):
            self._kept.use([self._results.setdefault(name, key)])

    def add_state(self, what: str, state: Callable[[str], str]) -> None:
        """Add something else that can be read: its name, and its state by id."""
        self._other[what] = state

    def earlier(self, name: str, kind: type[T]) -> T | None:
        """Return what the last build made or found under a name, whatever changed since."""
        key = self._last.results.get(name)
        return unpickled(_unpacked(self._kept.get(key)), kind) if key else None

    def reads(self, name: str) -> Reads | None:
        """Return what was read for what the last build made or found under a name; None if it is not known."""
        key = self._last.results.get(name)
        try:  # a cache can come from someone else
            known = json.loads(self._kept.get(key, _READS) or b"null") if key else None
            return {what: self._every if ids is None else {str(id_) for id_ in ids} for what, ids in known.items()} if known is not None else None
        except (ValueError, TypeError, AttributeError):
            return None

    def changed(self, what: str) -> frozenset[str]:
        """Return the ids of the records of which a value changed since the last build, or the ids whose state of something else changed."""
        if what in self._other:
            return frozenset(id_ for id_, state in self._last.others.get(what, {}).items() if self._other[what](id_) != state)
        if what not in self._changed:
            found = (id_ for id_, (old, new) in self._differences.items() if what not in old or old[what] != new.get(what))
            self._changed[what] = frozenset(found)
        return self._changed[what]

    def save(self) -> None:
        """Write what was made and found; remove everything else."""
        content = {"keys": self._records.keys, "results": self._results, "others": self._states}
        self._kept.put(self._last_key, json.dumps(content).encode())
        self._kept.save()

    def _has_changed(self, what: str, ids: AbstractSet[str]) -> bool:
        if what not in self._other:
            return not ids.isdisjoint(self.changed(what))
        known, now = self._last.others.get(what, {}), self._note_states(what, ids)
        return any(known.get(id_) != now[id_] for id_ in ids)

    def _note_states(self, what: str, ids: AbstractSet[str]) -> dict[str, str]:
        """Return the current states of something else, and note them for the next build."""
        found = self._states.setdefault(what, {})
        found |= {id_: self._other[what](id_) for id_ in sorted(ids) if id_ not in found}
        return found

    @property
    def _last_key(self) -> str:
        return hashed((self._common, _LAST))

    @cached_property
    def _last(self) -> LastBuild:
        """The state at the end of the last build of the same records; an empty state if it is missing or damaged."""
        try:
            known = json.loads(self._kept.get(self._last_key) or b"{}")
            keys, results, *others = (_texts(it) for it in (known["keys"], known["results"], *known["others"].values()))
            found = LastBuild(keys, results, dict(zip(known["others"], others, strict=True)))
        except (ValueError, TypeError, AttributeError, KeyError):
            return LastBuild()
        return found if found.keys.keys() == self._records.keys.keys() else LastBuild()

    @cached_property
    def _differences(self) -> dict[str, tuple[Mapping[str, str], Mapping[str, str]]]:
        """The hashes of the values of each record that changed since the last build: before, if they are known, and now."""
        differ = {id_: (self._last.keys.get(id_, ""), key) for id_, key in self._records.keys.items()}
        return {id_: (self._records.digests(old), self._records.digests(new)) for id_, (old, new) in differ.items() if old != new}


def _texts(known: Mapping[object, object]) -> dict[str, str]:
    return {str(key): str(value) for key, value in known.items()}


def _unpacked(content: bytes | None) -> bytes | None:
    try:
        return zlib.decompress(content) if content else None
    except zlib.error:
        return None


def common_of(catalog: Catalog, settings: Settings, *others: str) -> str:
    """Return a hash of everything in a catalog but its records: program, settings, vocabularies, bibliography, printed collection, and the other files."""
    parts = (
        it.name for it in fields(catalog) if it.name not in {"records", "sources", "references", "files", "known", "printed", "invalid", "keys", "vocabularies"}
    )
    works = (f"{key}\0{digest}" for key, digest in catalog.work_digests.items())
    files = (f"{name}\0{source.text}" for name, source in catalog.files.items())
    values = (repr(getattr(catalog, name)) for name in parts)
    names = (*catalog.records, "", *catalog.sources, "", *sorted(catalog.invalid), "", *sorted(catalog.keys))
    return hashed((program(), repr(settings), *others, catalog.vocabularies.digest, catalog.printed.model_dump_json(), *values, *works, *files, *names))


def digests_of(id_: str, catalog: Catalog, values: Mapping[str, Any]) -> dict[str, str]:
    """Return a hash of each value that can be read of a record, by name: of the record, of the fields of its summary, and of its values."""
    own = catalog.summaries[id_]
    every = {**{f"{SUMMARY}{name}": value for name, value in own._asdict().items()}, **values}
    return {RECORD: catalog.digest(id_), **{name: hashed((repr(value),))[:_SHORT] for name, value in every.items()}}
