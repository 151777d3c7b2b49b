"""Hashes of files, cached with the status of each file: a file whose status is unchanged need not be read again."""

import hashlib
import json
import os
import stat
import tempfile
from pathlib import Path

from curator.records.kept_results import FILE, KeptResults

_KEY = "hashes by path and status"
_SETTLED = 2_000_000_000
"""Nanoseconds after which another change of a file has a different timestamp on all common file systems."""


def status_of(status: os.stat_result) -> str:
    """Return the status of a file as a text that is different after each change: programs can set the modification time, but not the change time."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino} {status.st_dev} {status.st_mode}"


class FileHashes:
    """The SHA-256 hashes of files of a catalog.

    A hash is cached only if the file had not changed in the two seconds before it was read: a second change within that time could leave the status the same.
    """

    def __init__(self, root: Path) -> None:
        self._root, self._kept = root, KeptResults("hashes", root / FILE)
        self._known = _entries(self._kept.get(_KEY))
        self._found: dict[str, tuple[str, str]] = {}
        self._seen: dict[str, tuple[int, str]] = {}
        self._settled: int | None = None

    def known(self, path: str, status: str) -> str:
        """Return the cached hash of a file with this status; an empty text if there is none."""
        known, sha256 = self._known.get(path, ("", ""))
        return sha256 if known == status else ""

    def of(self, path: str, status: str) -> str:
        """Return the hash of a file, which is read only if the hash for this status is not cached."""
        if self._settled is None:
            self._settled = _now_in((self._root / FILE).parent) - _SETTLED
        size, modified, changed, *_ = map(int, status.split())
        if found := self.known(path, status):
            self._seen[path] = (size, found)
        else:
            with open(f"{self._root}/{path}", "rb") as opened:  # noqa: PTH123 - a `Path` for each file would take longer than reading it
                found = hashlib.sha256(opened.read()).hexdigest()
        if max(modified, changed) < self._settled:
            self._found[path] = (status, found)
        return found

    def of_record(self, path: str, limit: int) -> str:
        """Return the cached hash of a file; an empty text if there is none, if it is longer than a limit, or if it is not a regular file. The status of a file that `of` returned from the cache is not read again."""
        if path in self._seen:
            size, sha256 = self._seen[path]
            return sha256 if size <= limit else ""
        try:
            status = os.lstat(f"{self._root}/{path}")
        except OSError:
            return ""
        return self.known(path, status_of(status)) if stat.S_ISREG(status.st_mode) and status.st_size <= limit else ""

    def save(self) -> None:
        """Store the hashes of all files that were requested, and no others."""
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
    """Return the current time of the file system of a folder; 0, before all changes, if it is not known or the system has no change times."""
    if os.name != "posix":
        return 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            return os.fstat(file.fileno()).st_ctime_ns
    except OSError:
        return 0
