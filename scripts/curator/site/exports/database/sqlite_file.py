"""The database file."""

import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from curator.records.catalog import Catalog
from curator.records.per_record import name_of, per_record_text
from curator.records.settings import Settings
from curator.site.exports.database import catalog_tables, dataset_tables, evidence_tables, part_tables, population_tables
from curator.site.exports.database.table_shape import Cell, Rows, SqlColumn, Table
from curator.site.exports.last_file import LastFile

TABLES = (*dataset_tables.TABLES, *part_tables.TABLES, *population_tables.TABLES, *evidence_tables.TABLES, *catalog_tables.TABLES)
"""All tables but the one about the file itself."""
_SEARCH = """
CREATE VIRTUAL TABLE dataset_fts USING fts5(name, full_name, summary, words, content="dataset", tokenize='unicode61 remove_diacritics 2');
INSERT INTO dataset_fts(dataset_fts, rank) VALUES ('hashsize', 100000000);
INSERT INTO dataset_fts(dataset_fts) VALUES ('rebuild');
INSERT INTO dataset_fts(dataset_fts) VALUES ('optimize');
"""
"""The full-text index of datasets, with the name and statement by which Datasette recognizes it; it is made in memory, so that its parts need not be merged."""
_NUMBERS_OF_FILE = {24: 1, 40: 1, 92: 1, 96: 0}
"""Numbers in the head of the file by their places: those of the changes of content and structure, which count the steps by which it was made, and that of the SQLite library.

SQLite requires only that the first one is at both places, and no program reads the last one."""
_AT_ONCE = 200
"""Records whose rows are inserted together."""
_USUAL, _LARGE, _MANY = 4_096, 16_384, 3_000
"""Page sizes in bytes, and the number of records from which the larger one makes a smaller file."""
_WITH_ROWIDS = frozenset({"dataset", "shown"})
"""Tables with rowids: the full-text index needs those of datasets, and tables with rows of more than 1 kB are larger without."""
_NUMBERED = "source"
"""The table whose rows have numbers as ids: dozens of facts of each record refer to them, and its text ids would be a tenth of the file."""
_SOURCES, _MORE = 1_000, 1_000_000
"""Numbers for the sources of each record, so that a new source does not change those of other records; and for those of a record with more."""


def about(settings: Settings) -> Table:
    """Return the table about the file itself."""

    def rows(catalog: Catalog) -> Iterable[tuple[str, str]]:
        licence = catalog.vocabularies.licence[settings.licence]
        yield from (("name", settings.name), ("version", settings.version), ("licence", settings.licence), ("licence_url", licence.url), ("url", settings.url))

    columns = (SqlColumn("key", "TEXT", "name, version, licence, licence_url, url"), SqlColumn("value", "TEXT", "the value"))
    return Table("metadata", "Name, version and license of the catalog.", columns, key=("key",), of_catalog=rows)


RowsByTable = dict[str, list[tuple[Cell, ...]]]
_NUMBER_AT = {
    table.name: at
    for table in TABLES
    for at, column in enumerate(table.columns)
    if table.rows and (column.to == _NUMBERED or (table.name, column.name) == (_NUMBERED, "id"))
}
"""The place of the number of a source in the rows of each table that has one."""


@per_record_text
def rows_of(id_: str, catalog: Catalog) -> RowsByTable:
    """Return the rows of a record in each table that has some."""
    found = {table.name: list(table.rows(id_, catalog)) for table in TABLES if table.rows}
    return {name: rows for name, rows in found.items() if rows}


ROWS = name_of(rows_of)
"""The value of each record of which the file is made."""


def database(catalog: Catalog, settings: Settings) -> bytes:
    """Return the content of the database file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "catalog.sqlite"
        write_database(file, catalog, settings)
        return file.read_bytes()


def write_database(to: Path, catalog: Catalog, settings: Settings, earlier: LastFile | None = None) -> None:
    """Write the database file; the same catalog gives the same bytes, also if the rows of changed records are replaced in an earlier file.

    The bytes are those of VACUUM, which writes all rows in the order of their keys, whatever order they were written in.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "catalog.sqlite"
        changed = earlier.changed({ROWS}) if earlier else None
        if earlier and changed is not None and not earlier.copied(file):
            changed = None
        if changed is None:
            file.unlink(missing_ok=True)
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.executescript(f"PRAGMA page_size = {_page_size(catalog)}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
            connection.execute("BEGIN")
            if changed is None:
                _fill(connection, catalog, settings)
            else:
                _replace(connection, catalog, changed)
            connection.execute("COMMIT")
            connection.executescript(_SEARCH)
            connection.execute("VACUUM INTO ?", (str(to),))
    with to.open("r+b") as written:
        for place, number in _NUMBERS_OF_FILE.items():
            written.seek(place)
            written.write(number.to_bytes(4))


def _page_size(catalog: Catalog) -> int:
    """Return the page size of the database in bytes: larger pages have less unused space, but each of the many small tables has at least one page."""
    return _LARGE if len(catalog.records) >= _MANY else _USUAL


def _replace(connection: sqlite3.Connection, catalog: Catalog, changed: Iterable[str]) -> None:
    """Replace the rows of some records, and remove the full-text index: if it was updated, its bytes would depend on the order of the changes."""
    connection.execute("DROP TABLE dataset_fts")
    ranks = {id_: rank for rank, id_ in enumerate(sorted(catalog.records))}
    for id_ in changed:
        rows = _with_numbers(ranks[id_], len(ranks), rows_of(id_, catalog))
        for table in filter(lambda table: table.rows, TABLES):
            _replace_rows(connection, table, id_, rows.get(table.name, []))


def _replace_rows(connection: sqlite3.Connection, table: Table, id_: str, rows: list[tuple[Cell, ...]]) -> None:
    """Replace the rows of a record in a table: those with its id, with ids of its parts, which begin with its id and a slash, or with its sources, which are replaced later."""
    column = table.columns[1 if table.name == _NUMBERED else 0]
    owner = column.name
    where = f'"{owner}" = ?1 OR "{owner}" > ?1 || \'/\' AND "{owner}" < ?1 || \'0\''  # the character after the slash
    if column.to == _NUMBERED:
        where = f'"{owner}" IN (SELECT id FROM "{_NUMBERED}" WHERE dataset = ?1)'  # noqa: S608 - names of our own tables
    if table.name in _WITH_ROWIDS:
        (place,) = connection.execute(f'SELECT rowid FROM "{table.name}" WHERE {where}', (id_,)).fetchone()  # noqa: S608
        connection.execute(f'DELETE FROM "{table.name}" WHERE {where}', (id_,))  # noqa: S608
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        places = ", ".join("?" * len(table.columns))
        connection.executemany(f'INSERT INTO "{table.name}" (rowid, {names}) VALUES (?, {places})', ((place, *row) for row in rows))  # noqa: S608
        return
    connection.execute(f'DELETE FROM "{table.name}" WHERE {where}', (id_,))  # noqa: S608
    _insert(connection, table, rows)


def _fill(connection: sqlite3.Connection, catalog: Catalog, settings: Settings) -> None:
    """Create all tables with their rows. They have no indexes beside their keys: the largest one is read in a few milliseconds."""
    tables = {table.name: table for table in (about(settings), *TABLES)}
    for table in tables.values():
        connection.execute(_create_statement(table))
        if table.of_catalog:
            _insert(connection, table, table.of_catalog(catalog))
    ordered = sorted(catalog.records)
    for start in range(0, len(ordered), _AT_ONCE):
        found: RowsByTable = {}
        for rank, id_ in enumerate(ordered[start : start + _AT_ONCE], start):
            for name, rows in _with_numbers(rank, len(ordered), rows_of(id_, catalog)).items():
                found.setdefault(name, []).extend(rows)
        for name, rows in found.items():
            _insert(connection, tables[name], rows)


def _with_numbers(rank: int, records: int, rows: RowsByTable) -> RowsByTable:
    """Return the rows of a record with numbers in place of the ids of its sources; they depend on the rank of its id among those of all records."""
    numbers = {row[0]: _number(rank, records, at) for at, row in enumerate(rows.get(_NUMBERED, ()))}
    numbered = {name: [(*row[:at], numbers[row[at]], *row[at + 1 :]) for row in rows[name]] for name, at in _NUMBER_AT.items() if name in rows}
    return rows | numbered


def _number(rank: int, records: int, at: int) -> int:
    return rank * _SOURCES + at + 1 if at < _SOURCES else records * _SOURCES + rank * _MORE + at


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
