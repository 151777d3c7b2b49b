"""Results kept in a file between runs, each under a hash of everything that it depends on."""

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from threading import RLock

import curator
from curator.records.results_table import ResultsTable

FILE = ".cache/curator/kept.sqlite"
LOCK = "requirements.lock"
"""The packages that the program imports, and those that they import, beside the folder of the program."""
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

    A result can have several parts. Without a file, or if the file cannot be used or is damaged, another one takes its place (`ResultsTable`).
    """

    def __init__(self, kind: str, file: Path | None = None) -> None:
        self._kind = kind
        self._used: set[str] = set()
        self._new: dict[tuple[str, str], bytes] = {}
        self._size = 0
        self._loaded: dict[str, bytes] | None = None
        self._lock = RLock()
        self._table = ResultsTable(kind, file)

    def get(self, key: str, part: str = "") -> bytes | None:
        """Return a result; None if it is missing or damaged."""
        self._used.add(key)
        if (key, part) in self._new:
            return self._new[key, part]
        if self._loaded is not None and not part:
            return self._loaded.get(key)
        rows = self._table.rows(f"SELECT sum, result FROM {self._kind} WHERE key = ? AND part = ?", key, part)  # noqa: S608 - one of the program's own names
        return next((result for sum_, result in rows if _is_sound(key, part, sum_, result)), None)

    def several(self, keys: Sequence[str], part: str) -> dict[str, bytes]:
        """Return a part of some results by key, read together; what is missing or damaged is left out."""
        self._used.update(keys)
        return self._several(keys, part)

    def _several(self, keys: Sequence[str], part: str) -> dict[str, bytes]:
        places = ", ".join("?" * len(keys))
        rows = self._table.rows(f"SELECT key, sum, result FROM {self._kind} WHERE part = ? AND key IN ({places})", part, *keys)  # noqa: S608
        return self._sound(rows, part)

    def all_of(self, part: str) -> dict[str, bytes]:
        """Return a part of all results in the file by key, read together; what is damaged is left out, and nothing counts as asked for."""
        return self._sound(self._table.rows(f"SELECT key, sum, result FROM {self._kind} WHERE part = ?", part), part)  # noqa: S608

    def parts(self, key: str) -> dict[str, bytes]:
        """Return all parts of a result by name, read together; what is damaged is left out."""
        self._used.add(key)
        rows = self._table.rows(f"SELECT part, sum, result FROM {self._kind} WHERE key = ?", key)  # noqa: S608
        return {part: result for part, sum_, result in rows if _is_sound(key, part, sum_, result)}

    def load(self) -> "KeptResults":
        """Read all results without parts together and hold them until they are saved: one query takes less time than thousands."""
        self._loaded = self.all_of("")
        return self

    def keys(self) -> frozenset[str]:
        """Return the keys of all results."""
        return frozenset(key for (key,) in self._table.rows(f"SELECT DISTINCT key FROM {self._kind}")) | {key for key, _ in self._new}  # noqa: S608

    def unused(self, part: str) -> dict[str, bytes]:
        """Return the given part of each result that `save` would remove, by key."""
        keys, found = sorted(self.keys() - self._used), dict[str, bytes]()
        for start in range(0, len(keys), _TOGETHER):
            found |= self._several(keys[start : start + _TOGETHER], part)
        return found

    def use(self, keys: Iterable[str]) -> None:
        """Count results as asked for, so that `save` does not remove them."""
        self._used.update(keys)

    def _sound(self, rows: Iterable[tuple[str, bytes, bytes]], part: str) -> dict[str, bytes]:
        """Return results that are not damaged, and those that are not written yet."""
        with self._lock:
            new = {key: result for (key, own), result in self._new.items() if own == part}
        return {key: result for key, sum_, result in rows if _is_sound(key, part, sum_, result)} | new

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
        if unused := [(key,) for (key,) in self._table.rows(f"SELECT DISTINCT key FROM {self._kind}") if key not in self._used]:  # noqa: S608
            self._table.change(lambda database: database.executemany(f"DELETE FROM {self._kind} WHERE key = ?", unused))  # noqa: S608

    def _write(self) -> None:
        if not self._new:
            return
        with self._lock:
            rows = [(key, part, _sum(key, part, result), result) for (key, part), result in self._new.items()]
            self._table.change(lambda database: database.executemany(f"INSERT OR REPLACE INTO {self._kind} VALUES (?, ?, ?, ?)", rows))  # noqa: S608
            self._new, self._size = {}, 0


def _is_sound(key: str, part: str, sum_: object, result: object) -> bool:
    return isinstance(result, bytes) and sum_ == _sum(key, part, result)


def _sum(key: str, part: str, result: bytes) -> bytes:
    return hashlib.sha256(f"{key}\0{part}\0".encode() + result).digest()
