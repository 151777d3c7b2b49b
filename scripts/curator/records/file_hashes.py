"""Hashes of files that were read before, kept with their status: a file with the same status need not be read again."""

import hashlib
import json
import os
import stat
import tempfile
from pathlib import Path

from curator.records.kept_results import FILE, KeptResults

_KEY = "hashes by path and status"
_SETTLED = 2_000_000_000
"""Nanoseconds after which another change of a file has another time on all usual file systems."""


def status_of(status: os.stat_result) -> str:
    """Return what is different after a change of a file; programs can set back its date, but not the time of its last change."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino} {status.st_dev} {status.st_mode}"


class FileHashes:
    """The SHA-256 of files of a catalog.

    A hash is kept if the file had not been changed for two seconds when it was read: after a change within the same moment, its status could be the same.
    """

    def __init__(self, root: Path) -> None:
        self._root, self._kept = root, KeptResults("hashes", root / FILE)
        self._known = _entries(self._kept.get(_KEY))
        self._found: dict[str, tuple[str, str]] = {}
        self._seen: dict[str, tuple[int, str]] = {}
        self._settled: int | None = None

    def known(self, path: str, status: str) -> str:
        """Return the hash of a file with a status; nothing if it was not read before."""
        known, sha256 = self._known.get(path, ("", ""))
        return sha256 if known == status else ""

    def of(self, path: str, status: str) -> str:
        """Return the hash of a file, which is read if it was not read before with this status."""
        if self._settled is None:
            self._settled = _now_in((self._root / FILE).parent) - _SETTLED
        size, modified, changed, *_ = map(int, status.split())
        if found := self.known(path, status):
            self._seen[path] = (size, found)
        else:
            with open(f"{self._root}/{path}", "rb") as opened:  # noqa: PTH123 - a path for each file would take longer than reading it
                found = hashlib.sha256(opened.read()).hexdigest()
        if max(modified, changed) < self._settled:
            self._found[path] = (status, found)
        return found

    def of_record(self, path: str, limit: int) -> str:
        """Return the hash of a file that is not longer than a limit; nothing if it was not read before, or is not a file. One whose hash was asked for, and known, is not looked at again."""
        if path in self._seen:
            size, sha256 = self._seen[path]
            return sha256 if size <= limit else ""
        try:
            status = os.lstat(f"{self._root}/{path}")
        except OSError:
            return ""
        return self.known(path, status_of(status)) if stat.S_ISREG(status.st_mode) and status.st_size <= limit else ""

    def save(self) -> None:
        """Keep the hashes of all files that were asked for, and no others."""
        if self._found != self._known:
            self._known = self._found
            self._kept.put(_KEY, json.dumps(self._found).encode())
            self._kept.save()


def _entries(content: bytes | None) -> dict[str, tuple[str, str]]:
    try:  # a cache can come from someone else
        return {str(path): (str(status), str(sha256)) for path, (status, sha256) in json.loads(content or b"{}").items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _now_in(folder: Path) -> int:
    """Return the time of the file system of a folder; a time before all changes if it is not known, or if the system has no time of changes."""
    if os.name != "posix":
        return 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            return os.fstat(file.fileno()).st_ctime_ns
    except OSError:
        return 0
