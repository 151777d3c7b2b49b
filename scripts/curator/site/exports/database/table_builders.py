"""Builders of tables from records: for lists of items, lists of words, and single parts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.site.exports.database.table_shape import DATASET, POSITION, Rows, SqlColumn, Table, cells, columns

Items = Callable[[Dataset], Sequence[Any]]
ITEM = SqlColumn("id", "TEXT", "the dataset's id, a slash, and the item's path in the record")


def parts(name: str, meaning: str, path: str, model: type[BaseModel], items: Items) -> Table:
    """Return a table of the items of a list to which other tables refer; the id of an item contains its path in the table `evidence`."""

    def rows(id_: str, catalog: Catalog) -> Rows:
        return ((key, id_, at, *cells(item)) for key, at, item in keyed(path, items, id_, catalog))

    return Table(name, meaning, (ITEM, DATASET, POSITION, *columns(model)), rows)


def listed(name: str, meaning: str, path: str, model: type[BaseModel], items: Items) -> Table:
    """Return a table of the items of a list to which no other table refers; the table `evidence` refers to an item by path and position."""

    def rows(id_: str, catalog: Catalog) -> Rows:
        return ((id_, at, *cells(item)) for at, item in enumerate(items(catalog.records[id_])))

    position = replace(POSITION, meaning=f"position; the path of the item in `evidence` is {path}.POSITION")
    return Table(name, meaning, (DATASET, position, *columns(model)), rows, ("dataset", "position"))


def keyed(path: str, items: Items, id_: str, catalog: Catalog) -> Iterator[tuple[str, int, Any]]:
    """Yield the items of a list in a record, each with its id and its position."""
    return ((f"{id_}/{path}.{at}", at, item) for at, item in enumerate(items(catalog.records[id_])))


def within(parent: Table, column: str = "") -> SqlColumn:
    """Return the column that refers to the item to which a row belongs."""
    return SqlColumn(column or parent.name, "TEXT", f"the {parent.name.replace('_', ' ')}", to=parent.name)


def words(name: str, meaning: str, column: SqlColumn, items: Callable[[Dataset], Sequence[str] | None]) -> Table:
    """Return a table of a list of words or terms."""

    def rows(id_: str, catalog: Catalog) -> Rows:
        return ((id_, at, item) for at, item in enumerate(items(catalog.records[id_]) or ()))

    return Table(name, meaning, (DATASET, POSITION, column), rows, key=("dataset", "position"))


def single(name: str, meaning: str, model: type[BaseModel], item: Callable[[Dataset], BaseModel | None]) -> Table:
    """Return a table of a part that a record has once or not at all."""

    def rows(id_: str, catalog: Catalog) -> Rows:
        found = item(catalog.records[id_])
        return [(id_, *cells(found))] if found else []

    return Table(name, meaning, (DATASET, *columns(model)), rows, key=("dataset",))
