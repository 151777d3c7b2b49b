"""Results kept in a file between runs, each under a hash of everything that it depends on."""

import hashlib
import logging
import os
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any

import curator

log = logging.getLogger(__name__)
FILE = ".cache/curator/kept.sqlite"
LOCK = "requirements.lock"
"""The packages that the program imports, and those that they import, beside the folder of the program."""
_TABLE = "CREATE TABLE IF NOT EXISTS {} (key TEXT, part TEXT, sum BLOB NOT NULL, result BLOB NOT NULL, PRIMARY KEY (key, part))"
_WAIT = 30
"""Seconds to wait for another process that writes to the file."""
_TOGETHER = 500
"""Number of keys in one query."""
_AT_ONCE = 10_000_000
"""Bytes of results that are held in memory until they are written together."""


@cache
def program() -> str:
    """Return a hash of the running program, including its templates; call `program.cache_clear` when they are read again."""
    return program_in(Path(curator.__file__).parent)


def program_in(folder: Path) -> str:
    """Return a hash of the program in a folder: its files, the installed packages that it depends on with their versions, and the version of Python."""
    files = sorted(f"{place}/{name}" for place, _, names in os.walk(folder) for name in names if not place.endswith("__pycache__"))
    return hashed((sys.version, _program(str(folder), files), *_locked(folder.parent.parent / LOCK)))


def _locked(lock: Path) -> tuple[str, ...]:
    """Return the installed packages that a lock names, each with its version; all packages if there is no lock."""
    if not lock.is_file():
        return packages()
    names = {re.sub(r"[-.]", "_", name) for name in re.findall(r"^([\w.-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)}
    return tuple(package for package in packages() if re.sub(r"[-.]", "_", package.partition("-")[0]).lower() in names)


def _program(folder: str, files: Iterable[str]) -> str:
    """Return a hash of files in a folder."""
    found = hashlib.sha256()
    for file in files:
        with open(file, "rb") as opened:  # noqa: PTH123 - for hundreds of files, half of the time
            content = opened.read()
        found.update(f"{file.removeprefix(folder)}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


@cache
def packages(start: str = "") -> tuple[str, ...]:
    """Return the installed packages whose names begin with `start`, each with its version, faster than importing `importlib.metadata`."""
    return tuple(sorted(path.name for place in sys.path for path in Path(place or ".").glob(f"{start}*.dist-info")))


def hashed(parts: Iterable[str]) -> str:
    """Return a hash of several texts."""
    return hashlib.sha256("".join([f"{len(part)}\0{part}\0" for part in parts]).encode()).hexdigest()


class KeptResults:
    """Results of one kind by key, in a table of a SQLite file; each is checked when it is read, and what is damaged counts as missing.

    A result can have several parts. Without a file, or if the file cannot be used, a temporary file takes its place.
    """

    def __init__(self, kind: str, file: Path | None = None) -> None:
        self._kind, self._file = kind, file
        self._used: set[str] = set()
        self._new: dict[tuple[str, str], bytes] = {}
        self._size = 0
        self._loaded: dict[str, bytes] | None = None
        self._lock = RLock()
        self._connect()

    def get(self, key: str, part: str = "") -> bytes | None:
        """Return a result; None if it is missing or damaged."""
        self._used.add(key)
        if (key, part) in self._new:
            return self._new[key, part]
        if self._loaded is not None and not part:
            return self._loaded.get(key)
        with self._lock, suppress(sqlite3.Error):
            row = self._query(f"SELECT sum, result FROM {self._kind} WHERE key = ? AND part = ?", key, part)  # noqa: S608 - one of the program's own names
            if row and row[0] == _sum(key, part, row[1]):
                return bytes(row[1])
        return None

    def several(self, keys: Sequence[str], part: str) -> dict[str, bytes]:
        """Return a part of some results by key, read together; what is missing or damaged is left out."""
        self._used.update(keys)
        return self._several(keys, part)

    def _several(self, keys: Sequence[str], part: str) -> dict[str, bytes]:
        places = ", ".join("?" * len(keys))
        with self._lock, suppress(sqlite3.Error):
            rows = self._rows(f"SELECT key, sum, result FROM {self._kind} WHERE part = ? AND key IN ({places})", part, *keys)  # noqa: S608
            return {key: bytes(result) for key, sum_, result in rows if sum_ == _sum(key, part, result)} | self._unwritten(part)
        return self._unwritten(part)

    def all_of(self, part: str) -> dict[str, bytes]:
        """Return a part of all results in the file by key, read together; what is damaged is left out, and nothing counts as asked for."""
        with self._lock, suppress(sqlite3.Error):
            rows = self._rows(f"SELECT key, sum, result FROM {self._kind} WHERE part = ?", part)  # noqa: S608
            return {key: bytes(result) for key, sum_, result in rows if sum_ == _sum(key, part, result)} | self._unwritten(part)
        return self._unwritten(part)

    def parts(self, key: str) -> dict[str, bytes]:
        """Return all parts of a result by name, read together; what is damaged is left out."""
        self._used.add(key)
        with self._lock, suppress(sqlite3.Error):
            rows = self._rows(f"SELECT part, sum, result FROM {self._kind} WHERE key = ?", key)  # noqa: S608
            return {part: bytes(result) for part, sum_, result in rows if sum_ == _sum(key, part, result)}
        return {}

    def load(self) -> "KeptResults":
        """Read all results without parts together and hold them until they are saved: one query takes less time than thousands."""
        self._loaded = self.all_of("")
        return self

    def keys(self) -> frozenset[str]:
        """Return the keys of all results."""
        with self._lock, suppress(sqlite3.Error):
            return frozenset(key for (key,) in self._rows(f"SELECT DISTINCT key FROM {self._kind}")) | {key for key, _ in self._new}  # noqa: S608
        return frozenset()

    def unused(self, part: str) -> dict[str, bytes]:
        """Return the given part of each result that `save` would remove, by key."""
        keys, found = sorted(self.keys() - self._used), dict[str, bytes]()
        for start in range(0, len(keys), _TOGETHER):
            found |= self._several(keys[start : start + _TOGETHER], part)
        return found

    def use(self, keys: Iterable[str]) -> None:
        """Count results as asked for, so that `save` does not remove them."""
        self._used.update(keys)

    def _unwritten(self, part: str) -> dict[str, bytes]:
        return {key: result for (key, own), result in self._new.items() if own == part}

    def put(self, key: str, result: bytes, part: str = "") -> None:
        """Keep a result."""
        with self._lock:
            self._used.add(key)
            self._new[key, part] = result
            self._size += len(result)
            if self._size > _AT_ONCE:
                self._write()

    def save(self) -> None:
        """Write the results that were asked for in this run, and remove all others of their kind."""
        self._write()
        self._loaded = None
        with self._lock, suppress(sqlite3.Error), self._database as database:
            kept = {row[0] for row in database.execute(f"SELECT DISTINCT key FROM {self._kind}")}  # noqa: S608
            database.executemany(f"DELETE FROM {self._kind} WHERE key = ?", ((key,) for key in kept - self._used))  # noqa: S608

    def _connect(self) -> None:
        self._process = os.getpid()
        try:
            self._database = _opened(self._kind, self._file) if self._file else _temporary(self._kind)
        except (OSError, sqlite3.Error) as error:
            log.warning("%s cannot be used (%s): the next run will compute the same again, which takes longer", self._file, error)
            self._database = _temporary(self._kind)

    def _query(self, statement: str, *values: str) -> tuple[Any, ...] | None:
        """Return the first row of a query."""
        return next(self._rows(statement, *values), None)

    def _rows(self, statement: str, *values: str) -> Iterator[tuple[Any, ...]]:
        """Return all rows of a query. A process that inherited this object connects to the file itself, as SQLite requires."""
        if os.getpid() != self._process:
            self._connect()
        return iter(self._database.execute(statement, values))

    def _write(self) -> None:
        with self._lock:
            rows = [(key, part, _sum(key, part, result), result) for (key, part), result in self._new.items()]
            try:
                _insert(self._database, self._kind, rows)
            except sqlite3.Error as error:
                log.warning("results cannot be kept (%s): the next run will compute them again, which takes longer", error)
                self._database = _temporary(self._kind)
                _insert(self._database, self._kind, rows)
            self._new, self._size = {}, 0


def _insert(database: sqlite3.Connection, kind: str, rows: Iterable[tuple[str, str, bytes, bytes]]) -> None:
    with database:
        database.executemany(f"INSERT OR REPLACE INTO {kind} VALUES (?, ?, ?, ?)", rows)  # noqa: S608


def _sum(key: str, part: str, result: object) -> bytes:
    return hashlib.sha256(f"{key}\0{part}\0".encode() + result).digest() if isinstance(result, bytes) else b""


def _temporary(kind: str) -> sqlite3.Connection:
    """Return a database in a temporary file, which SQLite removes when it is closed."""
    database = sqlite3.connect("", check_same_thread=False)
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
    database = sqlite3.connect(file, timeout=_WAIT, check_same_thread=False)
    try:
        database.execute("PRAGMA synchronous = OFF")  # what a power failure damages is detected
        database.execute(_TABLE.format(kind))
    except sqlite3.Error:
        database.close()
        raise
    return database
