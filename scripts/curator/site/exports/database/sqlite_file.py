"""The database file."""

import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path

from curator.records.catalog import Catalog
from curator.records.per_record import per_record_text
from curator.records.settings import Settings
from curator.site.exports.database import catalog_tables, dataset_tables, evidence_tables, part_tables, population_tables
from curator.site.exports.database.table_shape import Cell, Rows, SqlColumn, Table

TABLES = (*dataset_tables.TABLES, *part_tables.TABLES, *population_tables.TABLES, *evidence_tables.TABLES, *catalog_tables.TABLES)
"""All tables but the one about the file itself."""
_SEARCH = """
CREATE VIRTUAL TABLE dataset_fts USING fts5(name, full_name, summary, words, content="dataset", tokenize='unicode61 remove_diacritics 2');
INSERT INTO dataset_fts(dataset_fts) VALUES ('rebuild');
INSERT INTO dataset_fts(dataset_fts) VALUES ('optimize');
"""
"""The full-text index of datasets, with the name and statement by which Datasette recognizes it."""
_SQLITE_VERSION = 96
"""The first of four bytes with the version of the SQLite library, which differs between machines and which no program needs."""
_AT_ONCE = 200
"""Records whose rows are inserted together."""
_WITH_ROWIDS = frozenset({"dataset", "shown"})
"""Tables with rowids: the full-text index needs those of datasets, and tables with rows of more than 1 kB are larger without."""
_NUMBERED = "source"
"""The table whose rows have numbers as ids: dozens of facts of each record refer to them, and its text ids would be a tenth of the file."""


def about(settings: Settings) -> Table:
    """Return the table about the file itself."""

    def rows(catalog: Catalog) -> Iterable[tuple[str, str]]:
        licence = catalog.vocabularies.licence[settings.licence]
        yield from (("name", settings.name), ("version", settings.version), ("licence", settings.licence), ("licence_url", licence.url), ("url", settings.url))

    columns = (SqlColumn("key", "TEXT", "name, version, licence, licence_url, url"), SqlColumn("value", "TEXT", "the value"))
    return Table("metadata", "Name, version and license of the catalog.", columns, key=("key",), of_catalog=rows)


@per_record_text
def rows_of(id_: str, catalog: Catalog) -> dict[str, list[tuple[Cell, ...]]]:
    """Return the rows of a record in each table that has some."""
    found = {table.name: list(table.rows(id_, catalog)) for table in TABLES if table.rows}
    return {name: rows for name, rows in found.items() if rows}


def database(catalog: Catalog, settings: Settings) -> bytes:
    """Return the database file; the same catalog gives the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "catalog.sqlite"
        connection = sqlite3.connect(file, isolation_level=None)
        connection.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        _fill(connection, catalog, settings)
        connection.execute("COMMIT")
        connection.executescript(_SEARCH)
        connection.execute("VACUUM")
        connection.close()
        with file.open("r+b") as written:
            written.seek(_SQLITE_VERSION)
            written.write(bytes(4))
        return file.read_bytes()


def _fill(connection: sqlite3.Connection, catalog: Catalog, settings: Settings) -> None:
    """Create all tables with their rows. They have no indexes beside their keys: the largest one is read in a few milliseconds."""
    tables = {table.name: table for table in (about(settings), *TABLES)}
    for table in tables.values():
        connection.execute(_create_statement(table))
        if table.of_catalog:
            _insert(connection, table, table.of_catalog(catalog))
    numbers: dict[Cell, int] = {}
    ordered = sorted(catalog.records)
    for ids in (ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE)):
        found: dict[str, list[tuple[Cell, ...]]] = {}
        for id_ in ids:
            for name, rows in rows_of(id_, catalog).items():
                found.setdefault(name, []).extend(rows)
        for name, rows in found.items():
            _insert(connection, tables[name], _with_numbers(tables[name], rows, numbers))


def _with_numbers(table: Table, rows: Rows, numbers: dict[Cell, int]) -> Rows:
    """Return rows with numbers in place of the ids of the numbered table; ids that are new get the next numbers."""
    at = next((at for at, column in enumerate(table.columns) if column.to == _NUMBERED or (table.name, column.name) == (_NUMBERED, "id")), None)
    if at is None:
        return rows
    return ((*row[:at], numbers.setdefault(row[at], len(numbers) + 1), *row[at + 1 :]) for row in rows)


def _insert(connection: sqlite3.Connection, table: Table, rows: Rows) -> None:
    places = ", ".join("?" * len(table.columns))
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', rows)  # noqa: S608 - names of our own tables


def _create_statement(table: Table) -> str:
    """Return the statement that creates a table with its foreign keys."""
    lines = [f'  "{column.name}" {column.type}{_reference(column)}' for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    body = ",\n".join([*lines, f"  PRIMARY KEY ({key})"])
    # without rowids, the key of a table is not stored twice
    return f'CREATE TABLE "{table.name}" (\n{body}\n){"" if table.name in _WITH_ROWIDS else " WITHOUT ROWID"}'


def _reference(column: SqlColumn) -> str:
    return f' REFERENCES "{column.to}" (id)' if column.to else ""
