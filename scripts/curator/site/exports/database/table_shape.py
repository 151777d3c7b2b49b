"""What a table is, and how the model's fields become its columns: each field's words, unit and vocabulary are those of the model."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import BaseModel

from curator.records.catalog import Catalog
from curator.records.json_schema import schema_of

Cell = str | int | float | None
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_SAID_ELSEWHERE = frozenset({"source", "unverified"})
"""Fields of many parts that have tables of their own."""
_PAIR = {"_min": "smallest", "_max": "largest"}
_UNITS = {"width": "pixels", "height": "pixels", "depth": "slices", "gigabytes": "gigabytes of 10⁹ bytes", "year": "year of the calendar"}
_NAMES = {"to": "leads_to"}
"""Names that SQL keeps for itself."""
_COUNTED = dict.fromkeys(("count", "train", "validation", "test"), "samples or annotations, by the unit beside")


@dataclass(frozen=True)
class Column:
    """A column: its SQLite type, what it says, its unit, and the table whose `id` it names."""

    name: str
    type: str
    meaning: str
    unit: str = ""
    to: str = ""


@dataclass(frozen=True)
class Table:
    """A table: what a row is, its columns, and its rows for a catalog."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[[Catalog], Iterable[tuple[Cell, ...]]]
    key: tuple[str, ...] = ("id",)


DATASET = Column("dataset", "TEXT", "the dataset's id", to="dataset")
POSITION = Column("position", "INTEGER", "the place in the record's list", "from 0")


def table_of(vocabulary: str) -> str:
    """The table that holds a vocabulary's terms."""
    return f"term_{vocabulary.replace('-', '_')}"


def columns(model: type[BaseModel]) -> tuple[Column, ...]:
    """A column for each field of a model that fits a cell or two; what else there is has tables of its own."""
    return tuple(column for made in _by_field(model).values() for column in made)


def cells(item: BaseModel) -> tuple[Cell, ...]:
    """A value's cells, in the order of its columns."""
    return tuple(cell for name, made in _by_field(type(item)).items() for cell in _cells(getattr(item, name), len(made)))


def counting(prefix: str = "") -> tuple[Column, ...]:
    """The columns of a count."""
    unit = _COUNTED["train"]
    parts = (Column(f"{prefix}{part}", "INTEGER", f"how many in the {part} part, where counted by part", unit) for part in ("train", "validation", "test"))
    total = Column(f"{prefix}number", "INTEGER", "how many, all parts together", unit)
    return (total, Column(f"{prefix}about", "INTEGER", "whether the source rounds the number", "0 or 1"), *parts)


@cache
def _by_field(model: type[BaseModel]) -> dict[str, tuple[Column, ...]]:
    schema = schema_of(model)
    made = {name: _columns(name, node) for name, node in schema["properties"].items() if name not in _SAID_ELSEWHERE}
    return {name: found for name, found in made.items() if found}


def _columns(name: str, node: dict[str, Any]) -> tuple[Column, ...]:
    """The columns of one field, by its JSON Schema: two for a range, one for a word or several; none for lists and what is nested."""
    branches = _branches(node)
    kinds = {branch.get("type") for branch in branches}
    column = Column(_NAMES.get(name, name), "TEXT", node.get("description", "").rstrip("."), _UNITS.get(name) or _COUNTED.get(name, ""))
    if len(branches) == 1 and kinds <= _TYPES.keys():
        kind, vocabulary = branches[0]["type"], branches[0].get("x-vocabulary")
        unit = "0 or 1" if kind == "boolean" else column.unit
        return (replace(column, type=_TYPES[kind], unit=unit, to=table_of(vocabulary) if vocabulary else ""),)
    if any("prefixItems" in branch for branch in branches):
        type_ = "REAL" if "number" in kinds else "INTEGER"
        return tuple(replace(column, name=f"{name}{ending}", type=type_, meaning=f"{column.meaning}; the {word}") for ending, word in _PAIR.items())
    if kinds == {"string", "array"}:
        return (replace(column, meaning=f"{column.meaning}; several with commas between"),)
    return ()


def _branches(node: dict[str, Any]) -> list[dict[str, Any]]:
    """What a field may be, but for nothing."""
    inner = [branch for key in ("anyOf", "oneOf") for branch in node.get(key, ())]
    return [found for branch in inner if branch.get("type") != "null" for found in _branches(branch)] if inner else [node]


def _cells(value: Any, number: int) -> tuple[Cell, ...]:
    if number == 2:
        return tuple(value) if isinstance(value, tuple) else (value, value)
    if isinstance(value, tuple):
        return (", ".join(value) or None,)
    return (int(value) if isinstance(value, bool) else value,)
