"""The database as a file of SQLite."""

import sqlite3
from collections.abc import Iterable

from curator.records.catalog import Catalog
from curator.records.settings import Settings
from curator.site.exports.database import dataset_tables, evidence_tables, part_tables, term_tables, work_tables
from curator.site.exports.database.table_shape import Column, Table

TABLES = (*dataset_tables.TABLES, *part_tables.TABLES, *evidence_tables.TABLES, *work_tables.TABLES, *term_tables.TABLES)
"""Every table of what the catalog says."""
_SEARCH = """
CREATE VIRTUAL TABLE dataset_fts USING fts5(name, full_name, summary, words, content="dataset", tokenize='unicode61 remove_diacritics 2');
INSERT INTO dataset_fts(dataset_fts) VALUES ('rebuild');
INSERT INTO dataset_fts(dataset_fts) VALUES ('optimize');
"""
"""The full-text search of datasets, under the name and in the form by which Datasette finds it."""
_LIBRARY = slice(96, 100)
"""Where the file names the version of SQLite that wrote it, which no reader asks for and which says nothing of the catalog."""


def about(settings: Settings) -> Table:
    """The table that says what the file is."""

    def rows(catalog: Catalog) -> Iterable[tuple[str, str]]:
        licence = catalog.vocabularies.licence[settings.licence]
        yield from (("name", settings.name), ("version", settings.version), ("licence", settings.licence), ("licence_url", licence.url), ("url", settings.url))

    columns = (Column("key", "TEXT", "name, version, licence, licence_url, url"), Column("value", "TEXT", "what it is"))
    return Table("metadata", "What the file is, its version and its licence.", columns, rows, key=("key",))


def database(catalog: Catalog, settings: Settings) -> bytes:
    """The catalog as a file that SQLite opens; the same catalog gives the same bytes."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA page_size = 4096")
    connection.execute("BEGIN")
    for table in (about(settings), *TABLES):
        connection.execute(_created(table))
        places = ", ".join("?" * len(table.columns))
        connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', table.rows(catalog))  # noqa: S608 - our own words
        for column in table.columns:
            if column.to and table.key[0] != column.name:
                connection.execute(f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")')
    connection.execute("COMMIT")
    connection.executescript(_SEARCH)
    connection.execute("VACUUM")
    content = bytearray(connection.serialize())
    connection.close()
    content[_LIBRARY] = bytes(4)
    return bytes(content)


def _created(table: Table) -> str:
    """The statement that makes a table, its foreign keys with it."""
    lines = [f'  "{column.name}" {column.type}{_reference(column)}' for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    body = ",\n".join([*lines, f"  PRIMARY KEY ({key})"])
    # where a key of several columns is the row's only name, the row itself need not be kept twice
    return f'CREATE TABLE "{table.name}" (\n{body}\n){" WITHOUT ROWID" if len(table.key) > 1 else ""}'


def _reference(column: Column) -> str:
    return f' REFERENCES "{column.to}" (id)' if column.to else ""
