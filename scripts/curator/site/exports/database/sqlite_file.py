"""The database file."""

import sqlite3
from collections.abc import Iterable

from curator.records.catalog import Catalog
from curator.records.settings import Settings
from curator.site.exports.database import catalog_tables, dataset_tables, evidence_tables, part_tables, population_tables
from curator.site.exports.database.table_shape import SqlColumn, Table

TABLES = (*dataset_tables.TABLES, *part_tables.TABLES, *population_tables.TABLES, *evidence_tables.TABLES, *catalog_tables.TABLES)
"""All tables but the one about the file itself."""
_SEARCH = """
CREATE VIRTUAL TABLE dataset_fts USING fts5(name, full_name, summary, words, content="dataset", tokenize='unicode61 remove_diacritics 2');
INSERT INTO dataset_fts(dataset_fts) VALUES ('rebuild');
INSERT INTO dataset_fts(dataset_fts) VALUES ('optimize');
"""
"""The full-text index of datasets, with the name and statement by which Datasette recognizes it."""
_SQLITE_VERSION = slice(96, 100)
"""The bytes with the version of the SQLite library, which differs between machines and which no program needs."""


def about(settings: Settings) -> Table:
    """Return the table about the file itself."""

    def rows(catalog: Catalog) -> Iterable[tuple[str, str]]:
        licence = catalog.vocabularies.licence[settings.licence]
        yield from (("name", settings.name), ("version", settings.version), ("licence", settings.licence), ("licence_url", licence.url), ("url", settings.url))

    columns = (SqlColumn("key", "TEXT", "name, version, licence, licence_url, url"), SqlColumn("value", "TEXT", "the value"))
    return Table("metadata", "Name, version and license of the catalog.", columns, rows, key=("key",))


def database(catalog: Catalog, settings: Settings) -> bytes:
    """Return the database file; the same catalog gives the same bytes."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA page_size = 4096")
    connection.execute("BEGIN")
    for table in (about(settings), *TABLES):
        connection.execute(_create_statement(table))
        places = ", ".join("?" * len(table.columns))
        connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', table.rows(catalog))  # noqa: S608 - names of our own tables
        for column in table.columns:
            if column.to and table.key[0] != column.name:
                connection.execute(f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")')
    connection.execute("COMMIT")
    connection.executescript(_SEARCH)
    connection.execute("VACUUM")
    content = bytearray(connection.serialize())
    connection.close()
    content[_SQLITE_VERSION] = bytes(4)
    return bytes(content)


def _create_statement(table: Table) -> str:
    """Return the statement that creates a table with its foreign keys."""
    lines = [f'  "{column.name}" {column.type}{_reference(column)}' for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    body = ",\n".join([*lines, f"  PRIMARY KEY ({key})"])
    # without rowid, a table whose key has several columns is not stored twice
    return f'CREATE TABLE "{table.name}" (\n{body}\n){" WITHOUT ROWID" if len(table.key) > 1 else ""}'


def _reference(column: SqlColumn) -> str:
    return f' REFERENCES "{column.to}" (id)' if column.to else ""
