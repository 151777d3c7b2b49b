"""Builders of tables from records: for lists of items, lists of words, and single parts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.site.exports.database.table_shape import DATASET, POSITION, Cell, SqlColumn, Table, cells, columns

Rows = Iterable[tuple[Cell, ...]]
Items = Callable[[Dataset], Sequence[Any]]
ITEM = SqlColumn("id", "TEXT", "the dataset's id, a slash, and the item's path in the record")


def records(catalog: Catalog) -> list[tuple[str, Dataset]]:
    """Return the records, sorted by id."""
    return sorted(catalog.records.items())


def parts(name: str, meaning: str, path: str, model: type[BaseModel], items: Items) -> Table:
    """Return a table of the items of a list, whose ids contain the path by which evidence names them."""

    def rows(catalog: Catalog) -> Rows:
        return ((key, id_, at, *cells(item)) for key, id_, at, item in keyed(path, items, catalog))

    return Table(name, meaning, (ITEM, DATASET, POSITION, *columns(model)), rows)


def keyed(path: str, items: Items, catalog: Catalog) -> Iterator[tuple[str, str, int, Any]]:
    """Yield the items of a list in all records, each with its id, its dataset and its position."""
    for id_, record in records(catalog):
        yield from ((f"{id_}/{path}.{at}", id_, at, item) for at, item in enumerate(items(record)))


def within(parent: Table, column: str = "") -> SqlColumn:
    """Return the column that refers to the item to which a row belongs."""
    return SqlColumn(column or parent.name, "TEXT", f"the {parent.name.replace('_', ' ')}", to=parent.name)


def words(name: str, meaning: str, column: SqlColumn, items: Callable[[Dataset], Sequence[str] | None]) -> Table:
    """Return a table of a list of words or terms."""

    def rows(catalog: Catalog) -> Rows:
        return ((id_, at, item) for id_, record in records(catalog) for at, item in enumerate(items(record) or ()))

    return Table(name, meaning, (DATASET, POSITION, column), rows, key=("dataset", "position"))


def single(name: str, meaning: str, model: type[BaseModel], item: Callable[[Dataset], BaseModel | None]) -> Table:
    """Return a table of a part that a record has once or not at all."""

    def rows(catalog: Catalog) -> Rows:
        return ((id_, *cells(found)) for id_, record in records(catalog) if (found := item(record)))

    return Table(name, meaning, (DATASET, *columns(model)), rows, key=("dataset",))
