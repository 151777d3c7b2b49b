"""The pages of all records: rendered by several processes, and only those that are not in the cache."""

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from sys import intern
from typing import Any, TypeVar

from curator.records.kept_results import FILE, KeptResults, hashed
from curator.records.lazy_mapping import LazyMapping
from curator.records.per_record import LARGE, KnownValues
from curator.records.record_reader import forget
from curator.records.result_keys import Links, keys_of
from curator.records.unpickler import unpickled
from curator.site.on_request import OnRequest
from curator.site.page_frames import FramedPage, KnownPages, PageFacts
from curator.site.processes import each
from curator.site.record_renderer import DIGESTS, PAGE, VALUES, Renderer, unpacked
from curator.site.views.shown_with import around, around_depends_on

ValueT = TypeVar("ValueT")
_AROUND = "around"
"""The name of the result of all records: the records around each one."""
_AT_ONCE = 200
"""Number of large values that are read together."""
_FEW = 100
"""Number of records whose small values are read one by one."""


class RecordPages(KnownPages):
    """The pages of all records by id, each read from the cache or rendered when it is needed, so that memory does not grow with their number."""

    def __init__(self, renderer: Renderer, kept: KeptResults) -> None:
        self._renderer, self._kept = renderer, kept
        self._keys: dict[str, str] = {}
        self._complete = False
        self._ahead: dict[str, dict[str, bytes]] = {}
        self._former: dict[str, bytes] = {}
        self._few_known: dict[str, KnownValues] = {}

    def render(self, processes: int = 1) -> "RecordPages":
        """Render and keep everything that is not in the cache, with a number of processes; remove from the cache what is no longer needed."""
        self._find_around()
        if not self._renderer.reports:
            self._keys = self._reused_keys()
        keys, known = {id_: self.key(id_) for id_ in self}, self._kept.keys()
        self._kept.use(keys.values())
        missing = [id_ for id_, key in keys.items() if key not in known]
        for id_, results in zip(missing, each(self._renderer.rendered, missing, "Rendering records", processes), strict=True):
            for name, result in results.items():
                self._kept.put(self.key(id_), result, name)
        self._former = self._kept.unused(DIGESTS) if len(missing) < len(keys) else {}
        self._kept.save()
        if processes != 1:  # later steps need values of records, but hardly any whole records
            forget()
        self._complete = True
        return self

    def _reused_keys(self) -> dict[str, str]:
        """Return the keys of valid records; those that are the same as in an earlier build are not computed again."""
        renderer = self._renderer
        depends = hashed((renderer.common, around_depends_on(renderer.catalog)))
        links = Links({}, lambda id_: frozenset().union(*renderer.around[id_]))
        return keys_of(renderer.catalog, self._kept, depends, links, renderer.key)

    def _find_around(self) -> None:
        """Find the other records on which each page depends, unless they are the same as in an earlier build."""
        catalog = self._renderer.catalog
        key = around_depends_on(catalog)
        found = unpickled(self._kept.get(key, _AROUND), dict)
        if found is None or found.keys() != catalog.records.keys():
            found = {id_: around(id_, catalog) for id_ in catalog.records}
            self._kept.put(key, pickle.dumps(found), _AROUND)
        self._renderer = replace(self._renderer, around=found)

    def __getitem__(self, id_: str) -> FramedPage:
        return self._read(id_, PAGE, unpacked)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._renderer.ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._renderer.ids)

    def __len__(self) -> int:
        return len(self._renderer.ids)

    def key(self, id_: str) -> str:
        """Return a hash of everything that the page of a record and the files beside it depend on."""
        return self._keys.get(id_) or self._keys.setdefault(id_, self._renderer.key(id_))

    def facts(self, name: str) -> PageFacts:
        """Return the facts about the page of a record."""
        known = self._renderer.catalog.summaries.get(name)
        return PageFacts(self.key(name), known.changed if known else "")

    def known(self) -> Mapping[str, KnownValues]:
        """Return the values of each valid record by which the whole catalog is described; they are read together if all of them are there."""
        ids = self._renderer.catalog.records
        return LazyMapping(ids, self._known_of) if self._complete else OnRequest({id_: partial(self._known, id_) for id_ in ids})

    def digests(self, key: str) -> Mapping[str, str]:
        """Return a hash of each value that can be read of a record, by name, given the current or an earlier key of its page; an empty mapping if they are not known."""
        return unpickled(self._former.get(key) or self._kept.get(key, DIGESTS), dict) or {}

    def _known_of(self, id_: str) -> KnownValues:
        """Return the values of a record; once many records have been requested, the values of all records are read together."""
        if len(self._few_known) < _FEW:
            return self._few_known.get(id_) or self._few_known.setdefault(id_, self._known(id_))
        return self._all_known[id_]

    @cached_property
    def _all_known(self) -> dict[str, KnownValues]:
        return {id_: KnownValues(_with_shared_names(values), partial(self._value, id_)) for id_, values in self._all_small_values()}

    def _all_small_values(self) -> Iterator[tuple[str, dict[str, bytes]]]:
        """Yield the small values of each valid record."""
        found = self._kept.all_of(VALUES)
        for id_ in self._renderer.catalog.records:
            yield id_, unpickled(found.pop(self.key(id_), None), dict) or self._small_values(id_)

    def _known(self, id_: str) -> KnownValues:
        return KnownValues(self._small_values(id_), partial(self._value, id_))

    def _small_values(self, id_: str) -> dict[str, bytes]:
        return self._read(id_, VALUES, lambda content: unpickled(content, dict))

    def _value(self, id_: str, name: str) -> Any:
        found = self._read_ahead(id_, name) if self._complete and name in LARGE else None
        return unpickled(found or self._result(id_, name), object)

    def _read_ahead(self, id_: str, name: str) -> bytes | None:
        """Return a result of a record that is read together with those of the next records, because most readers go through all of them in their order."""
        if (place := self._places[id_]) % _AT_ONCE == 0:
            self._ahead[name] = self._kept.several([self.key(it) for it in self._order[place : place + _AT_ONCE]], name)
        return self._ahead.get(name, {}).pop(self.key(id_), None)

    @cached_property
    def _order(self) -> list[str]:
        return list(self._renderer.catalog.records)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {id_: place for place, id_ in enumerate(self._order)}

    def _result(self, id_: str, name: str) -> bytes:
        """Return a result from the cache; one that is missing is made and kept."""
        if id_ not in self._renderer.ids:
            raise KeyError(id_)
        found = self._kept.get(self.key(id_), name)
        return self._made(id_, name) if found is None else found

    def _made(self, id_: str, name: str) -> bytes:
        found = self._renderer.result(id_, name)
        self._kept.put(self.key(id_), found, name)
        return found

    def _read(self, id_: str, name: str, read: Callable[[bytes], ValueT | None]) -> ValueT:
        """Return what is read from a result, which is made again if it is something else."""
        found = read(self._result(id_, name))
        if found is None and (found := read(self._made(id_, name))) is None:
            raise TypeError(name)
        return found


Pages = Callable[[Renderer], RecordPages]
"""Gives the pages of a renderer."""


def kept_pages(root: Path, processes: int = 0) -> Pages:
    """Return what renders pages with a number of processes and keeps them for the next build of a catalog."""
    return lambda renderer: RecordPages(renderer, KeptResults("pages", root / FILE)).render(processes)


def uncached(renderer: Renderer) -> RecordPages:
    """Render all pages, without keeping them for another build."""
    return RecordPages(renderer, KeptResults("pages")).render()


def requested(root: Path) -> Pages:
    """Return what renders a page when it is first asked for, unless a build has kept it."""
    kept = KeptResults("pages", root / FILE)
    return lambda renderer: RecordPages(renderer, kept)


def _with_shared_names(values: Mapping[str, ValueT]) -> dict[str, ValueT]:
    """Return values by names that all records share in memory."""
    return {intern(name): value for name, value in values.items()}
