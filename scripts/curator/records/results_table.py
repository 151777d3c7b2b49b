"""A table in a SQLite file that can be lost: what cannot be read counts as missing, and a damaged file is replaced."""

import logging
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Any

log = logging.getLogger(__name__)
_TABLE = "CREATE TABLE IF NOT EXISTS {} (key TEXT, part TEXT, sum BLOB NOT NULL, result BLOB NOT NULL, PRIMARY KEY (key, part))"
_WAIT = 30
"""Seconds to wait for another process that writes to the file."""
_NAMED: set[Path | None] = set()
"""Files about which a warning was given."""


class ResultsTable:
    """The table of one kind of results. Without a file, or if the file cannot be used, a temporary file takes its place."""

    def __init__(self, kind: str, file: Path | None = None) -> None:
        self._kind, self._file = kind, file
        self._replaced = False
        self._lock = RLock()
        self._connect()

    def rows(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        """Return all rows of a query; none if they cannot be read. A process that inherited this object connects to the file itself, as SQLite requires."""
        with self._lock:
            if os.getpid() != self._process:
                self._connect()
            try:
                return self._database.execute(statement, values).fetchall()
            except sqlite3.Error as error:
                if _is_damage(error):
                    self._replace(error)
                return []

    def change(self, change: Callable[[sqlite3.Connection], object]) -> None:
        """Change the table, in a temporary file if the file cannot be changed."""
        with self._lock:
            if _inode(self._file) != self._inode:  # removed or replaced since it was opened
                self._connect()
            while True:
                try:
                    with self._database:
                        change(self._database)
                except sqlite3.Error as error:
                    if self._is_temporary:
                        raise
                    self._replace(error)
                else:
                    return

    def _connect(self) -> None:
        self._process, self._is_temporary = os.getpid(), self._file is None
        try:
            self._database = _connected(self._kind, self._file)
        except (OSError, sqlite3.Error) as error:
            self._inode = _inode(self._file)
            self._replace(error)
        else:
            self._inode = _inode(self._file)

    def _replace(self, error: Exception) -> None:
        """Replace a damaged file once, unless another process did; a temporary file takes the place of one that cannot be used."""
        if self._file and not self._replaced and _is_damage(error):
            self._replaced = True
            with suppress(OSError):
                if _inode(self._file) == self._inode:
                    _remove(self._file)
                    _warn(self._file, "was damaged and is replaced: the results in it are computed again, which takes longer")
                self._connect()
                return
        _warn(self._file, f"cannot be used ({error}): the next run will compute the same again, which takes longer")
        self._database, self._is_temporary = _connected(self._kind, None), True


def _warn(file: Path | None, why: str) -> None:
    """Say once in a run what is wrong with a file."""
    if file not in _NAMED:
        _NAMED.add(file)
        log.warning("%s %s", file, why)


def _is_damage(error: Exception) -> bool:
    """Return whether the content of a file is wrong, and not that it is locked or cannot be written, for which there are subclasses."""
    return type(error) is sqlite3.DatabaseError or str(error).startswith("Could not decode")


def _inode(file: Path | None) -> int | None:
    """Return the number by which a file differs from one that took its place."""
    try:
        return file.stat().st_ino if file else None
    except OSError:
        return None


def _remove(file: Path) -> None:
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)
    file.unlink()


def _connected(kind: str, file: Path | None) -> sqlite3.Connection:
    """Return a database in a file, or in a temporary one, which SQLite removes when it is closed."""
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(file or "", timeout=_WAIT, check_same_thread=False)
    try:
        database.execute("PRAGMA synchronous = OFF")  # what a power failure damages is detected
        database.execute(_TABLE.format(kind))
    except sqlite3.Error:
        database.close()
        raise
    return database
