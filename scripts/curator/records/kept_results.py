"""Results kept in a file between runs, each under a hash of everything that it depends on."""

import hashlib
import logging
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import curator

log = logging.getLogger(__name__)
FILE = ".cache/curator/results.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS {} (key TEXT PRIMARY KEY, sum BLOB NOT NULL, result BLOB NOT NULL) WITHOUT ROWID"
_WAIT = 30
"""Seconds to wait for another process that writes to the file."""
_AT_ONCE = 10_000_000
"""Bytes of results that are held in memory until they are written together."""


def program() -> str:
    """Return a hash of the program: its files, the names of the installed packages with their versions, and the version of Python."""
    folder = Path(curator.__file__).parent
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(f"\0{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    for name in sorted(path.name for place in sys.path for path in Path(place or ".").glob("*.dist-info")):
        digest.update(f"\0{name}".encode())
    return digest.hexdigest()


def hashed(parts: Iterable[str]) -> str:
    """Return a hash of several texts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}\0{part}\0".encode())
    return digest.hexdigest()


class KeptResults:
    """Results of one kind by key, in a table of a SQLite file; each is checked when it is read, and what is damaged counts as missing.

    Without a file, or if the file cannot be used, a temporary file takes its place.
    """

    def __init__(self, kind: str, file: Path | None = None) -> None:
        self._kind = kind
        self._used: set[str] = set()
        self._new: dict[str, bytes] = {}
        self._size = 0
        try:
            self._database = _opened(kind, file) if file else _temporary(kind)
        except (OSError, sqlite3.Error) as error:
            log.warning("%s cannot be used (%s): the next run will compute the same again, which takes longer", file, error)
            self._database = _temporary(kind)

    def get(self, key: str) -> bytes | None:
        """Return a result; None if it is missing or damaged."""
        self._used.add(key)
        if key in self._new:
            return self._new[key]
        with suppress(sqlite3.Error):
            row = self._database.execute(f"SELECT sum, result FROM {self._kind} WHERE key = ?", (key,)).fetchone()  # noqa: S608 - one of the program's own names
            if row and row[0] == _sum(key, row[1]):
                return bytes(row[1])
        return None

    def keep(self, key: str) -> None:
        """Count a result as asked for, if there is one, so that `save` does not remove it."""
        self._used.add(key)

    def put(self, key: str, result: bytes) -> None:
        """Keep a result."""
        self._used.add(key)
        self._new[key] = result
        self._size += len(result)
        if self._size > _AT_ONCE:
            self._write()

    def save(self) -> None:
        """Write the results that were asked for in this run, and remove all others of their kind."""
        self._write()
        with suppress(sqlite3.Error), self._database as database:
            kept = {row[0] for row in database.execute(f"SELECT key FROM {self._kind}")}  # noqa: S608
            database.executemany(f"DELETE FROM {self._kind} WHERE key = ?", ((key,) for key in kept - self._used))  # noqa: S608

    def _write(self) -> None:
        rows = [(key, _sum(key, result), result) for key, result in self._new.items()]
        try:
            _insert(self._database, self._kind, rows)
        except sqlite3.Error as error:
            log.warning("results cannot be kept (%s): the next run will compute them again, which takes longer", error)
            self._database = _temporary(self._kind)
            _insert(self._database, self._kind, rows)
        self._new, self._size = {}, 0


def _insert(database: sqlite3.Connection, kind: str, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
    with database:
        database.executemany(f"INSERT OR REPLACE INTO {kind} VALUES (?, ?, ?)", rows)  # noqa: S608


def _sum(key: str, result: object) -> bytes:
    return hashlib.sha256(key.encode() + result).digest() if isinstance(result, bytes) else b""


def _temporary(kind: str) -> sqlite3.Connection:
    """Return a database in a temporary file, which SQLite removes when it is closed."""
    database = sqlite3.connect("")
    database.execute(_TABLE.format(kind))
    return database


def _opened(kind: str, file: Path) -> sqlite3.Connection:
    """Return the database in a file; a file that is not a database is replaced."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connected(kind, file)
    except sqlite3.OperationalError:  # locked, or not writable
        raise
    except sqlite3.DatabaseError:
        file.unlink()
        return _connected(kind, file)


def _connected(kind: str, file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=_WAIT)
    try:
        database.execute("PRAGMA synchronous = OFF")  # what a power failure damages is detected
        database.execute(_TABLE.format(kind))
    except sqlite3.Error:
        database.close()
        raise
    return database
