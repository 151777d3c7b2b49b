"""What is made of the whole catalog, kept between builds together with what was read for it, and made again only if something of that changed."""

import json
import pickle
import zlib
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields
from functools import cached_property, partial
from typing import Any, TypeVar

from curator.records.catalog import Catalog
from curator.records.kept_results import KeptResults, hashed, program
from curator.records.settings import Settings
from curator.records.unpickler import unpickled
from curator.site.reads import RECORD, SUMMARY, Reads, note_all, noted

T = TypeVar("T")
_READS = "reads"
"""The part of a result that says what was read for it."""
_SHORT = 32
"""Digits of hashes of which there are dozens for each record, so that they need less memory: 128 bits."""
_NOTE = "note"
"""The part that says what a file was made of."""
ValueDigests = Callable[[str], Mapping[str, str]]
"""Gives a hash of each value of a record by its name."""


class Outputs:
    """Makes everything when it is asked for, and keeps nothing."""

    always: Reads

    def find(self, name: str, kind: type[T]) -> T | None:  # noqa: ARG002 - the same arguments
        """Return what was made before under a name, if it is still right."""
        return None

    def keep(self, name: str, value: object, reads: Reads) -> None:
        """Keep what was made under a name, with what was read for it."""

    def add_state(self, what: str, state: Callable[[str], str]) -> None:
        """Add something else that can be read: its name, and its state by id."""

    def note(self, name: str) -> bytes | None:  # noqa: ARG002 - the same arguments
        """Return a note that an earlier build with the same records kept under a name."""
        return None

    def keep_note(self, name: str, content: bytes) -> None:
        """Keep a note under a name."""

    def states(self, what: str) -> dict[str, str]:  # noqa: ARG002 - the same arguments
        """Return a hash of a value of each record by id."""
        return {}

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


class KeptOutputs(Outputs):
    """Finds what an earlier build made if everything that was read for it is the same.

    `common` is a hash of everything that cannot be noted when it is read; `always` was read before anything was made.
    """

    def __init__(self, kept: KeptResults, common: str, catalog: Catalog, digests: ValueDigests) -> None:
        self._kept, self._common, self._catalog, self._digests = kept, common, catalog, digests
        self._ids, self._every = sorted(catalog.records), frozenset(catalog.records)
        self._other: dict[str, Callable[[str], str]] = {}
        self._tables: dict[str, dict[str, str]] = {}
        self._of_all: dict[str, str] = {}
        self.always: Reads = {}

    def find(self, name: str, kind: type[T]) -> T | None:
        """Return what was made before under a name, unless something that was read for it changed."""
        reads = self._reads(self._kept.get(hashed((self._common, name)), _READS))
        found = self._kept.get(self._key(name, reads)) if reads is not None else None
        value = unpickled(_unpacked(found), kind)
        if value is not None and reads is not None:
            note_all(reads)
        return value

    def keep(self, name: str, value: object, reads: Reads) -> None:
        """Keep what was made under a name, with what was read for it."""
        every = {what: reads.get(what, set()) | self.always.get(what, set()) for what in {*reads, *self.always}}
        listed = {what: None if ids == self._every else sorted(ids) for what, ids in sorted(every.items())}
        self._kept.put(hashed((self._common, name)), json.dumps(listed).encode(), _READS)
        self._kept.put(self._key(name, every), zlib.compress(pickle.dumps(value), 1))

    def add_state(self, what: str, state: Callable[[str], str]) -> None:
        """Add something else that can be read: its name, and its state by id."""
        self._other[what] = state

    def save(self) -> None:
        """Write what was made and found; remove everything else."""
        self._kept.save()

    def note(self, name: str) -> bytes | None:
        """Return a note that an earlier build with the same records kept under a name."""
        return self._kept.get(hashed((self._common, name)), _NOTE)

    def keep_note(self, name: str, content: bytes) -> None:
        """Keep a note under a name."""
        self._kept.put(hashed((self._common, name)), content, _NOTE)

    def states(self, what: str) -> dict[str, str]:
        """Return a hash of a value of each record by id."""
        return self._tables.get(what) or self._tables.setdefault(what, self._table(what))

    def _reads(self, known: bytes | None) -> Reads | None:
        """Return what was read, from how it was kept; None if it is something else, because a cache can come from someone else."""
        try:
            return {what: self._every if ids is None else {str(id_) for id_ in ids} for what, ids in json.loads(known).items()} if known else None
        except (ValueError, TypeError, AttributeError):
            return None

    def _key(self, name: str, reads: Reads) -> str:
        """Return a hash of the present state of everything that was read."""
        return hashed((self._common, name, *(f"{what}\0{self._states(what, ids)}" for what, ids in sorted(reads.items()))))

    def _states(self, what: str, ids: AbstractSet[str]) -> str:
        if what in self._other:
            return hashed(part for id_ in sorted(ids) for part in (id_, self._other[what](id_)))
        every = ids == self._every
        if every and what in self._of_all:
            return self._of_all[what]
        table = self.states(what)
        if not every:
            return hashed(part for id_ in sorted(ids) for part in (id_, table.get(id_, "")))
        found = hashed(("\0".join(table.values()),))  # the ids are a part of `common`
        self._of_all[what] = found
        return found

    def _table(self, what: str) -> dict[str, str]:
        """Return a text for each record, in the order of their ids, that is different if what was read of it is different."""
        if what == RECORD:
            return {id_: self._catalog.digest(id_) for id_ in self._ids}
        if what.startswith(SUMMARY):
            name, summaries = what.removeprefix(SUMMARY), self._catalog.summaries
            return {id_: hashed((repr(getattr(summaries[id_], name, None)),))[:_SHORT] for id_ in self._ids}
        return {id_: digests.get(what, "") for id_, digests in self._every_digests.items()}

    @cached_property
    def _every_digests(self) -> dict[str, Mapping[str, str]]:
        return {id_: self._digests(id_) for id_ in self._ids}


def _unpacked(content: bytes | None) -> bytes | None:
    try:
        return zlib.decompress(content) if content else None
    except zlib.error:
        return None


def common_of(catalog: Catalog, settings: Settings, *others: str) -> str:
    """Return a hash of everything in a catalog but its records: program, settings, vocabularies, bibliography, printed collection, and the other files."""
    parts = (it.name for it in fields(catalog) if it.name not in {"records", "sources", "references", "files", "known", "printed", "invalid", "keys"})
    works = (f"{key}\0{digest}" for key, digest in catalog.work_digests.items())
    files = (f"{name}\0{source.text}" for name, source in catalog.files.items())
    values = (repr(getattr(catalog, name)) for name in parts)
    names = (*catalog.records, "", *catalog.sources, "", *sorted(catalog.invalid), "", *sorted(catalog.keys))
    return hashed((program(), repr(settings), *others, catalog.printed.model_dump_json(), *values, *works, *files, *names))


def digests_of(values: Mapping[str, Any]) -> dict[str, str]:
    """Return a hash of each value by its name."""
    return {name: hashed((repr(value),))[:_SHORT] for name, value in values.items()}
