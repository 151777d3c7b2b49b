"""Functions of one record by whose values the whole catalog is described; a build keeps the values, and loads only the records that changed."""

import inspect
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial, wraps
from typing import Any, TypeVar

from curator.records.catalog import Catalog
from curator.records.lazy_mapping import LazyMapping
from curator.records.settings import Settings
from curator.records.unpickler import unpickled

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])
SMALL: dict[str, Callable[..., Any]] = {}
"""Functions of an id, a catalog and settings with small values, by name."""
LARGE: dict[str, Callable[..., Any]] = {}
"""The same with large values."""


def per_record(function: FunctionT) -> FunctionT:
    """Register a function of an id and a catalog, or of these and the settings of the site.

    Its value depends on the record and its surroundings alone, and consists of plain values and data classes.
    """
    return _registered(function, SMALL)


def per_record_text(function: FunctionT) -> FunctionT:
    """Register a function as `per_record` does, whose values are too large to hold those of all records in memory."""
    return _registered(function, LARGE)


def small_values(id_: str, catalog: Catalog, settings: Settings) -> dict[str, Any]:
    """Return the values of a record by the names of the functions, without the large ones."""
    return {name: catalog.known[id_][name] if id_ in catalog.known else function(id_, catalog, settings) for name, function in SMALL.items()}


def packed_values(values: Mapping[str, Any]) -> bytes:
    """Return small values as they are kept: each can be read without the others."""
    return pickle.dumps({name: pickle.dumps(value) for name, value in values.items()})


def large_value(name: str, id_: str, catalog: Catalog, settings: Settings) -> Any:
    """Return the large value of a record by the name of the function."""
    return catalog.known[id_][name] if id_ in catalog.known else LARGE[name](id_, catalog, settings)


def name_of(function: Callable[..., Any]) -> str:
    """Return the name of the values of a function."""
    return f"{function.__module__}.{function.__qualname__}"


def _registered(function: FunctionT, among: dict[str, Callable[..., Any]]) -> FunctionT:
    name = name_of(function)
    number = len(inspect.signature(function).parameters)
    among[name] = lambda *given: function(*given[:number])

    @wraps(function)
    def value(id_: str, catalog: Catalog, *settings: Settings) -> Any:
        return catalog.known[id_][name] if id_ in catalog.known else function(id_, catalog, *settings)

    return value  # type: ignore[return-value]


class Remembered(dict[str, Mapping[str, Any]]):
    """The values of one record, each computed when it is first needed, with other results about it."""

    def __init__(self, id_: str, compute: Callable[[str], Any]) -> None:
        names = (*SMALL, *LARGE)
        super().__init__({id_: LazyMapping(names, lambda name: self.once(name, partial(compute, name)))})
        self._found: dict[str, Any] = {}

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what was made before under a name, or make it."""
        if name not in self._found:
            self._found[name] = make()
        return self._found[name]


def remembering(id_: str, catalog: Catalog, settings: Settings) -> Catalog:
    """Return a catalog in which the values of one record, and the results of functions with the decorator `once`, are computed once."""
    found = replace(catalog, known=Remembered(id_, lambda name: (SMALL.get(name) or LARGE[name])(id_, found, settings)))
    return found


def once(function: FunctionT) -> FunctionT:
    """Let a function of an id and a catalog, or of these and settings, compute its result once while everything about the record is made; which must not be changed."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def result(id_: str, catalog: Catalog, *settings: Settings) -> Any:
        make = partial(function, id_, catalog, *settings)
        return catalog.known.once(name, make) if isinstance(catalog.known, Remembered) and id_ in catalog.known else make()

    return result  # type: ignore[return-value]


@lru_cache(maxsize=8192)
def _value(content: bytes) -> Any:
    return unpickled(content, object)


class KnownValues(Mapping[str, Any]):
    """The values of a record by the names of the functions, as bytes that take a quarter of the memory; large ones are read when they are needed."""

    def __init__(self, small: Mapping[str, bytes], large: Callable[[str], Any]) -> None:
        self._small, self._large = small, large

    def __getitem__(self, name: str) -> Any:
        return _value(self._small[name]) if name in self._small else self._large(name)

    def __iter__(self) -> Iterator[str]:
        yield from (*SMALL, *LARGE)

    def __len__(self) -> int:
        return len(SMALL) + len(LARGE)
