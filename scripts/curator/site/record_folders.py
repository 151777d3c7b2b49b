"""Folders of records in the last site that are as a build wrote them, so that an unchanged record is linked without making its files."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

from curator.records.kept_results import hashed
from curator.site import json_cache
from curator.site.site_folder import SiteFolder

FILE = ".cache/curator/folders-{}.json"
"""Cache of the folders of a site, by its name."""
_UNTIL = "until"
"""The entry with the time until which the build worked on the site; the paths of folders end with a slash."""


class RecordFolders:
    """What a build wrote into the folder of each record, kept in a file outside of the site.

    A folder counts as changed if any of its files has another name, size, time, inode or permissions, or was changed in any way after the build.
    """

    def __init__(self, site: SiteFolder, file: Path | None = None) -> None:
        self.site, self._file = site, file
        self._known = json_cache.cached_in(file) if file else {}
        self._written: dict[str, str] = {}
        until = self._known.get(_UNTIL)
        self._until = until if isinstance(until, int) else 0

    def linked(self, folder: str, key: str) -> bool:
        """Link a folder of the last site that was written under a key, and return whether it was; the key is a hash of everything that its files depend on."""
        files = self.site.in_last(folder) if self._known.get(folder) else {}
        described = _described(key, files)
        if not files or self._known[folder] != described or max(status.st_ctime_ns for status in files.values()) > self._until:
            return False
        if not self.site.link(folder, files):
            return False
        self._written[folder] = described
        return True

    def add(self, folder: str, key: str) -> None:
        """Note that a folder was written under a key."""
        self._written[folder] = _described(key, self.site.written(folder))

    def save(self) -> None:
        """Keep what was noted for the next build; the site must be in its place and the last one removed, because both change the files."""
        if self._file:
            json_cache.save(self._file, {**self._written, _UNTIL: time.time_ns()}, "write the pages of all records")


def _described(key: str, files: Mapping[str, os.stat_result]) -> str:
    """Return a hash of a key and of the files written under it."""
    parts = (f"{name} {it.st_size} {it.st_mtime_ns} {it.st_ino} {it.st_mode}" for name, it in sorted(files.items()))
    return hashed((key, *parts))
