"""Tables and columns, and the conversion of fields of the model to columns with their descriptions, units and vocabularies."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import BaseModel

from curator.records.catalog import Catalog
from curator.records.json_schema import schema_of
from curator.records.model import Dataset

Cell = str | int | float | None
Rows = Iterable[tuple[Cell, ...]]
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
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


def counting(prefix: str = "") -> tuple[SqlColumn, ...]:
    """Return the columns of a count."""
    unit = _COUNTED["train"]
    parts = (SqlColumn(f"{prefix}{part}", "INTEGER", f"number in the {part} part, if counted by part", unit) for part in ("train", "validation", "test"))
    total = SqlColumn(f"{prefix}number", "INTEGER", "number, over all parts", unit)
    estimate = (
        SqlColumn(f"{prefix}about", "INTEGER", "whether the number is rounded in the source", "0 or 1"),
        SqlColumn(f"{prefix}at_least", "INTEGER", "whether the number is a lower bound", "0 or 1"),
        SqlColumn(f"{prefix}at_most", "INTEGER", "largest possible number, if the source gives a range; number is the smallest", unit),
        SqlColumn(f"{prefix}as_of", "TEXT", "date of the number, for data that grow or shrink", "YYYY-MM-DD"),
    )
    return (total, *estimate, *parts)


@cache
def _by_field(model: type[BaseModel]) -> dict[str, tuple[SqlColumn, ...]]:
    parts = schema_of(Dataset)["$defs"]  # one schema for all parts of a record: making one of each takes a tenth of a second
    schema = parts[model.__name__] if model.__name__ in parts else schema_of(model)
    made = {name: _columns(name, node) for name, node in schema["properties"].items() if name not in _IN_OWN_TABLES}
    return {name: found for name, found in made.items() if found}


def _columns(name: str, node: dict[str, Any]) -> tuple[SqlColumn, ...]:
    """Return the columns of a field by its JSON Schema: two for a range, one for single values, none for lists and nested parts."""
    branches = _branches(node)
    kinds = {branch.get("type") for branch in branches}
    column = SqlColumn(_NAMES.get(name, name), "TEXT", node.get("description", "").rstrip("."), _UNITS.get(name) or _COUNTED.get(name, ""))
    if len(branches) == 1 and kinds <= _TYPES.keys():
        kind, vocabulary = branches[0]["type"], branches[0].get("x-vocabulary")
        unit = "0 or 1" if kind == "boolean" else column.unit
        return (replace(column, type=_TYPES[kind], unit=unit, to=table_of(vocabulary) if vocabulary else ""),)
    if any("prefixItems" in branch for branch in branches):
        type_ = "REAL" if "number" in kinds else "INTEGER"
        return tuple(replace(column, name=f"{name}{ending}", type=type_, meaning=f"{column.meaning}; the {word}") for ending, word in _PAIR.items())
    if kinds == {"string", "array"}:
        return (replace(column, meaning=f"{column.meaning}; several are separated by commas"),)
    return ()


def _branches(node: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the alternatives of a field, without null."""
    inner = [branch for key in ("anyOf", "oneOf") for branch in node.get(key, ())]
    return [found for branch in inner if branch.get("type") != "null" for found in _branches(branch)] if inner else [node]


def _cells(value: Any, number: int) -> tuple[Cell, ...]:
    if number == 2:
        return tuple(value) if isinstance(value, tuple) else (value, value)
    if isinstance(value, tuple):
        return (", ".join(value) or None,)
    return (int(value) if isinstance(value, bool) else value,)
