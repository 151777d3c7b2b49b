"""What a build left in the folder of a site, kept in a file outside of it: by that the next build knows which folders are unchanged, or that all of them are."""

import hashlib
import os
import stat
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from curator.site import json_cache

FILE = ".cache/curator/folders-{}.json"
"""Cache of the folders of a site, by its name."""
_TYPE, _FOLDER = 0o170000, stat.S_IFDIR
"""The bits of `st_mode` for the type of a file, and those of a folder: a function call for each of a hundred thousand files would take as long as reading their status."""
Files = Mapping[str, os.stat_result]
"""The status of each entry of a folder by its name."""


class LastFolder(NamedTuple):
    """A folder of a site: a hash of everything that its files depend on, or nothing; a hash of its entries; and its own status."""

    key: str
    entries: str
    own: str


@dataclass(frozen=True)
class LastSite:
    """What a build left: a hash of everything that the site was made of, if it is known, and the files and folders of the catalog with it; the time until which the build worked; and the folders of the site by path."""

    inputs: str = ""
    sources: tuple[str, ...] = ()
    until: int = 0
    folders: Mapping[str, LastFolder] = field(default_factory=dict)

    def has(self, folder: str, files: Files) -> bool:
        """Return whether the entries of a folder are as the build left them."""
        known = self.folders.get(folder)
        return known is not None and known.entries == entries_hash(files) and _latest(files) <= self.until

    def is_whole(self, site: Path) -> bool:
        """Return whether every file and folder of a site is as the build left it."""
        try:
            found = {path: (own, self.has(path, files)) for path, own, files in walked(str(site))}
        except OSError:
            return False
        return found.keys() == self.folders.keys() and all(same and own == self.folders[path].own for path, (own, same) in found.items())

    def save(self, file: Path) -> None:
        """Write what the next build needs to know."""
        folders = {path: (it.key, it.entries, it.own) for path, it in self.folders.items()}
        content = {"inputs": self.inputs, "sources": self.sources, "until": time.time_ns(), "folders": folders}
        json_cache.save(file, content, "write the pages of all records")


def last_site_in(file: Path) -> LastSite:
    """Return what a build left according to a file; nothing if the file is missing or damaged."""
    known = json_cache.cached_in(file)
    try:
        folders = {path: LastFolder(*map(str, parts)) for path, parts in known["folders"].items()}
        return LastSite(str(known["inputs"]), tuple(map(str, known["sources"])), int(known["until"]), folders)
    except (KeyError, TypeError, ValueError, AttributeError):
        return LastSite()


def walked(folder: str, path: str = "", skipped: Mapping[str, object] | None = None) -> Iterator[tuple[str, str, Files]]:
    """Yield path, own status and entries of a folder and of those in it, except for some paths; paths end with a slash."""
    yield path, own_of(os.lstat(folder)), (files := entries_of(folder))
    for name, status in files.items():
        inner = f"{path}{name}/"
        if stat.S_ISDIR(status.st_mode) and not (skipped and inner in skipped):
            yield from walked(f"{folder}/{name}", inner, skipped)


def entries_of(folder: str | Path) -> dict[str, os.stat_result]:
    """Return the status of each entry of a folder."""
    with os.scandir(folder) as entries:
        return {entry.name: entry.stat(follow_symlinks=False) for entry in entries}


def entries_hash(files: Files) -> str:
    """Return a hash of the entries of a folder: the name of each, and size, time, inode and permissions of those that are not folders."""
    parts = [
        f"{name}/" if it.st_mode & _TYPE == _FOLDER else f"{name}\0{it.st_size} {it.st_mtime_ns} {it.st_ino} {it.st_mode} {it.st_uid} {it.st_gid}"
        for name, it in files.items()
    ]
    parts.sort()
    return hashlib.sha256("\0\0".join(parts).encode()).hexdigest()


def _latest(files: Files) -> int:
    """Return the time of the last change of any file of a folder."""
    return max([it.st_ctime_ns for it in files.values() if it.st_mode & _TYPE != _FOLDER], default=0)


def own_of(status: os.stat_result) -> str:
    """Return the status of a folder itself, which is another one if entries were added or removed."""
    return f"{status.st_ino} {status.st_mtime_ns} {status.st_mode} {status.st_uid} {status.st_gid} {status.st_dev}"
