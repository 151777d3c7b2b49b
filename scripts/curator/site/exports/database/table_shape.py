"""Tables and columns, and the conversion of fields of the model to columns with their descriptions, units and vocabularies."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from curator.records.catalog import Catalog
from curator.records.model.text import TermOf

Cell = str | int | float | None
Rows = Iterable[tuple[Cell, ...]]
_TYPES: dict[type | str, str] = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
_RANGE = "range"
_IN_OWN_TABLES = frozenset({"source", "unverified"})
"""Fields of many parts, which have tables of their own."""
_PAIR = {"_min": "smallest", "_max": "largest"}
_UNITS = {"width": "pixels", "height": "pixels", "depth": "slices", "gigabytes": "gigabytes of 10⁹ bytes", "year": "calendar year"}
_NAMES = {"to": "leads_to"}
"""Names reserved by SQL, and their replacements."""
_COUNTED = dict.fromkeys(("count", "train", "validation", "test"), "samples or annotations, see the unit")


@dataclass(frozen=True)
class SqlColumn:
    """A column: its SQLite type, meaning and unit, and the table to whose `id` it refers."""

    name: str
    type: str
    meaning: str
    unit: str = ""
    to: str = ""


@dataclass(frozen=True)
class Table:
    """A table: the meaning of a row, the columns, and the rows for a record of a catalog, or, with `of_catalog`, for the whole catalog."""

    name: str
    meaning: str
    columns: tuple[SqlColumn, ...]
    rows: Callable[[str, Catalog], Rows] | None = None
    key: tuple[str, ...] = ("id",)
    of_catalog: Callable[[Catalog], Rows] | None = None


DATASET = SqlColumn("dataset", "TEXT", "the dataset's id", to="dataset")
POSITION = SqlColumn("position", "INTEGER", "position in the record's list", "from 0")


def table_of(vocabulary: str) -> str:
    """Return the name of the table with the terms of a vocabulary."""
    return f"term_{vocabulary.replace('-', '_')}"


def columns(model: type[BaseModel]) -> tuple[SqlColumn, ...]:
    """Return the columns of the fields of a model that fit one or two cells; other fields have tables of their own."""
    return tuple(column for made in _by_field(model).values() for column in made)


def cells(item: BaseModel) -> tuple[Cell, ...]:
    """Return the cells of a value, in the order of its columns."""
    return tuple(cell for name, made in _by_field(type(item)).items() for cell in _cells(getattr(item, name), len(made)))


def counting() -> tuple[SqlColumn, ...]:
    """Return the columns of a count."""
    unit = _COUNTED["train"]
    parts = (SqlColumn(part, "INTEGER", f"number in the {part} part, if counted by part", unit) for part in ("train", "validation", "test"))
    total = SqlColumn("number", "INTEGER", "number, over all parts", unit)
    estimate = (
        SqlColumn("about", "INTEGER", "whether the number is rounded in the source", "0 or 1"),
        SqlColumn("at_least", "INTEGER", "whether the number is a lower bound", "0 or 1"),
        SqlColumn("at_most", "INTEGER", "largest possible number, if the source gives a range; number is the smallest", unit),
        SqlColumn("as_of", "TEXT", "date of the number, for data that grow or shrink", "YYYY-MM-DD"),
    )
    return (total, *estimate, *parts)


@cache
def _by_field(model: type[BaseModel]) -> dict[str, tuple[SqlColumn, ...]]:
    made = {name: _columns(name, field) for name, field in model.model_fields.items() if name not in _IN_OWN_TABLES}
    return {name: found for name, found in made.items() if found}


def _columns(name: str, field: FieldInfo) -> tuple[SqlColumn, ...]:
    """Return the columns of a field by its type: two for a range, one for single values, none for lists and nested parts."""
    # the JSON Schema of the model has the same types, but takes a tenth of the time of a build after an edit
    found = dict(_alternatives(field.rebuild_annotation()))
    column = SqlColumn(_NAMES.get(name, name), "TEXT", (field.description or "").rstrip("."), _UNITS.get(name) or _COUNTED.get(name, ""))
    if len(found) == 1 and (kind := next(iter(found))) in _TYPES:
        unit = "0 or 1" if kind is bool else column.unit
        return (replace(column, type=_TYPES[kind], unit=unit, to=table_of(found[kind]) if found[kind] else ""),)
    if _RANGE in found:
        type_ = "REAL" if float in found else "INTEGER"
        return tuple(replace(column, name=f"{name}{ending}", type=type_, meaning=f"{column.meaning}; the {word}") for ending, word in _PAIR.items())
    if found.keys() == {str, tuple}:
        return (replace(column, meaning=f"{column.meaning}; several are separated by commas"),)
    return ()


def _alternatives(annotation: Any, vocabulary: str = "") -> Iterator[tuple[type | str, str]]:
    """Yield the types that a value may have, each with its vocabulary or an empty text; a pair of numbers is a range."""
    kind, inner = get_origin(annotation), get_args(annotation)
    if kind is Annotated:
        yield from _alternatives(inner[0], next((it.name for it in inner[1:] if isinstance(it, TermOf)), vocabulary))
    elif kind in (Union, UnionType):
        for part in inner:
            yield from _alternatives(part, vocabulary)
    elif annotation is not NoneType:
        yield str if kind is Literal else _RANGE if kind is tuple and ... not in inner else kind or annotation, vocabulary


def _cells(value: Any, number: int) -> tuple[Cell, ...]:
    if number == 2:
        return tuple(value) if isinstance(value, tuple) else (value, value)
    if isinstance(value, tuple):
        return (", ".join(value) or None,)
    return (int(value) if isinstance(value, bool) else value,)
