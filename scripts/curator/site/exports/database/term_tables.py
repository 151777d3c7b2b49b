"""A table for each vocabulary, so that every term names one row."""

from collections.abc import Iterable
from dataclasses import replace

from curator.records.catalog import Catalog
from curator.records.vocabulary import ENTRIES, Entry
from curator.site.exports.database.table_shape import Cell, Column, Table, cells, columns, table_of


def _vocabulary(name: str, entry: type[Entry]) -> Table:
    def rows(catalog: Catalog) -> Iterable[tuple[Cell, ...]]:
        for position, (term, it) in enumerate(catalog.vocabularies[name].entries.items()):
            codes = "; ".join(f"{scheme} {code}" for scheme, code in it.codes.items())
            yield (term, position, *cells(it), codes or None)

    told = (replace(column, to=table_of(name)) if column.name == "inverse" else column for column in columns(entry))
    head = (Column("id", "TEXT", "the term as records write it"), Column("position", "INTEGER", "its place in the vocabulary, which is its rank", "from 0"))
    codes = Column("codes", "TEXT", "the term in standards")
    return Table(table_of(name), f"Terms of the vocabulary {name}.", (*head, *told, codes), rows)


TABLES = tuple(_vocabulary(name, entry) for name, entry in ENTRIES.items())
