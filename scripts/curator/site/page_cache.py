"""Rendered pages of records, kept in a file between builds under a hash of everything that they depend on."""

import hashlib
import json
import logging
import sqlite3
import sys
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path

import curator
from curator.site.page_frames import FramedPage

log = logging.getLogger(__name__)
_TABLE = "CREATE TABLE IF NOT EXISTS pages (key TEXT PRIMARY KEY, sum BLOB NOT NULL, packed BLOB NOT NULL) WITHOUT ROWID"
_WAIT = 30
"""Seconds to wait for another process that writes to the file."""


def packed(page: FramedPage) -> bytes:
    """Return a page as bytes."""
    return zlib.compress(json.dumps(asdict(page), ensure_ascii=False).encode(), 1)


def unpacked(content: bytes) -> FramedPage:
    """Return a page from its bytes."""
    return FramedPage(**json.loads(zlib.decompress(content)))


@cache
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


class PageCache:
    """Packed pages by key in a SQLite file; each is checked when it is read, and what is damaged counts as missing.

    Without a file, or if the file cannot be used, a temporary file takes its place.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._used: set[str] = set()
        try:
            self._database = _opened(file) if file else _temporary()
        except (OSError, sqlite3.Error) as error:
            log.warning("%s cannot be used (%s): the next build will render all records again, which takes longer", file, error)
            self._database = _temporary()

    def get(self, key: str) -> bytes | None:
        """Return a packed page; None if it is missing or damaged."""
        self._used.add(key)
        with suppress(sqlite3.Error):
            row = self._database.execute("SELECT sum, packed FROM pages WHERE key = ?", (key,)).fetchone()
            if row and row[0] == _sum(key, row[1]):
                return bytes(row[1])
        return None

    def put(self, key: str, content: bytes) -> None:
        """Keep a packed page."""
        row = (key, _sum(key, content), content)
        try:
            self._database.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?)", row)
        except sqlite3.Error as error:
            log.warning("the cache of rendered pages cannot be written (%s): the next build will render them again", error)
            self._database = _temporary()
            self._database.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?)", row)

    def save(self) -> None:
        """Keep the pages of this build for the next one, and no others."""
        with suppress(sqlite3.Error):
            self._database.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY) WITHOUT ROWID")
            self._database.executemany("INSERT INTO used VALUES (?)", ((key,) for key in self._used))
            self._database.execute("DELETE FROM pages WHERE key NOT IN (SELECT key FROM used)")
            self._database.execute("DROP TABLE used")
            self._database.commit()


def _sum(key: str, content: object) -> bytes:
    return hashlib.sha256(key.encode() + content).digest() if isinstance(content, bytes) else b""


def _temporary() -> sqlite3.Connection:
    """Return a database in a temporary file, which SQLite removes when it is closed."""
    database = sqlite3.connect("")
    database.execute(_TABLE)
    return database


def _opened(file: Path) -> sqlite3.Connection:
    """Return the database in a file; a file that is none is replaced."""
    file.parent.mkdir(parents=True, exist_ok=True)
    for last in (False, True):
        database = sqlite3.connect(file, timeout=_WAIT)
        try:
            database.execute("PRAGMA synchronous = OFF")  # what a power failure damages is detected
            database.execute(_TABLE)
        except sqlite3.OperationalError:
            raise  # locked or not writable
        except sqlite3.DatabaseError:
            database.close()
            if last:
                raise
            file.unlink()
        else:
            return database
    raise AssertionError
