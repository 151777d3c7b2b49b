"""The full-text index of datasets; its bytes depend on the texts only, and not on the changes by which it was made."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_CREATE = """CREATE VIRTUAL TABLE dataset_fts USING fts5(name, full_name, summary, words, content="dataset", tokenize='unicode61 remove_diacritics 2')"""
"""The name and statement by which Datasette recognizes the index."""
_ROW = "SELECT rowid, name, full_name, summary, words FROM dataset WHERE id = ?"
_REMOVE = "INSERT INTO dataset_fts(dataset_fts, rowid, name, full_name, summary, words) VALUES ('delete', ?, ?, ?, ?, ?)"
_ADD = "INSERT INTO dataset_fts(rowid, name, full_name, summary, words) VALUES (?, ?, ?, ?, ?)"
_FIRST = "SELECT id FROM dataset ORDER BY rowid LIMIT 1"
_STRUCTURE, _SEGMENT_AT, _PAGE = 10, 37, (1 << 31) - 1
"""The row with the list of segments; the bit at which the number of a segment begins in the numbers of its pages; and the bits of the number of a page.

The format is described in `ext/fts5/fts5_index.c` of SQLite."""


def make(connection: sqlite3.Connection) -> None:
    """Make the index, or if it is there already, finish it after changes."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'dataset_fts'").fetchone():
        connection.execute(_CREATE)
        connection.execute("INSERT INTO dataset_fts(dataset_fts) VALUES ('rebuild')")
    first = connection.execute(_FIRST).fetchone()
    if first is None:
        return
    with replaced(connection, first[0]):
        pass  # so that there are always two segments, of which SQLite makes one
    connection.execute("INSERT INTO dataset_fts(dataset_fts) VALUES ('optimize')")
    _number(connection)


@contextmanager
def replaced(connection: sqlite3.Connection, id_: str) -> Iterator[None]:
    """Remove a dataset from the index, and add it again with what is in its row then."""
    connection.execute(_REMOVE, connection.execute(_ROW, (id_,)).fetchone())
    yield
    connection.execute(_ADD, connection.execute(_ROW, (id_,)).fetchone())


def _number(connection: sqlite3.Connection) -> None:
    """Give the only segment the number 1, in place of the one that counts the changes."""
    pages = "SELECT id FROM dataset_fts_data WHERE id > ?"
    numbers = [number for (number,) in connection.execute(pages, (_STRUCTURE,))]
    (segment,) = {number >> _SEGMENT_AT for number in numbers}
    last = max(number & _PAGE for number in numbers if not number >> (_SEGMENT_AT - 1) & 1)
    connection.execute("UPDATE dataset_fts_data SET id = id - ? WHERE id > ?", ((segment - 1) << _SEGMENT_AT, _STRUCTURE))
    connection.execute("UPDATE dataset_fts_idx SET segid = 1")
    # no changes of the settings, one level, one segment, no pages written since; then the level: no merge, one segment with the pages from 1 to the last
    structure = bytes(4) + bytes((1, 1, 0, 0, 1, 1, 1)) + _varint(last)
    connection.execute("UPDATE dataset_fts_data SET block = ? WHERE id = ?", (structure, _STRUCTURE))


def _varint(number: int) -> bytes:
    """Return a number in the variable length of SQLite, seven bits in each byte."""
    found = [number & 0x7F]
    while number := number >> 7:
        found.append(number & 0x7F | 0x80)
    return bytes(reversed(found))
