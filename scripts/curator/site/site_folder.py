"""The folder in which a site is made: files that are the same as in the last site become hard links to them, and only differences are written."""

import hashlib
import os
import stat
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from curator.site.last_site import entries_of

_AT_ONCE = 1_000_000
"""Bytes of two files that are compared together."""


class SiteFolder:
    """A folder of a new site; `last` is the last site, which can be the same folder, and whose files are never changed.

    A file that cannot be linked, for example because the file system has no hard links, is written.
    """

    def __init__(self, folder: Path, last: Path) -> None:
        self.folder, self.last = folder, last
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".new"
        probe.touch()
        self._new_file = _kind(probe.lstat())
        probe.unlink()
        probe.mkdir()
        self._new_folder = _kind(probe.lstat())
        probe.rmdir()
        self._places = [(f"{site}/", os.path.join(os.path.realpath(site.parent), site.name, "")) for site in (folder, last)]  # noqa: PTH118 - see below
        self._made: set[Path] = set()
        self._followed = lru_cache(1)(os.path.realpath)

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file, or link that of the last site if its content is the same."""
        data = content.encode() if isinstance(content, str) else content
        file, last = self.folder / path, self.last / path
        same = self._has(last, data)
        if same and file == last:
            return
        self._make(file.parent)
        file.unlink(missing_ok=True)  # never write into a file that is linked to the last site
        if not (same and _linked(last, file)):
            file.write_bytes(data)

    def make(self, path: str, make: Callable[[Path], object]) -> Path:
        """Let a function make a file, which gets the permissions of a new one, and return its path."""
        file = self.folder / path
        self._make(file.parent)
        file.unlink(missing_ok=True)
        make(file)
        file.chmod(stat.S_IMODE(self._new_file[0]))
        return file

    def link_same(self, path: str, size: int, sha256: str) -> bool:
        """Link a file of the last site if its content has this size and hash, and return whether it was linked."""
        file, last = self.folder / path, self.last / path
        if not self._is(last, size) or _sha256(last) != sha256:
            return False
        self._make(file.parent)
        return file == last or _linked(last, file)

    def link(self, folder: str, names: Mapping[str, os.stat_result]) -> bool:
        """Link files of a folder of the last site, and return whether all of them could be linked."""
        new, last = self.folder / folder, self.last / folder
        new.mkdir(parents=True, exist_ok=True)
        return all(_linked(f"{last}/{name}", f"{new}/{name}") for name in names)  # a path for each file would take longer than the link

    def in_last(self, folder: str) -> dict[str, os.stat_result]:
        """Return the status of each file in a folder of the last site; nothing if any of them could not be a file of this site."""
        return self._files(self.last / folder)

    def written(self, folder: str) -> dict[str, os.stat_result]:
        """Return the status of each file in a folder of this site."""
        return self._files(self.folder / folder)

    def are_new(self, files: Mapping[str, os.stat_result]) -> bool:
        """Return whether all entries of a folder are files with permissions and owner like a new one."""
        return all(_kind(status) == self._new_file for status in files.values())

    def is_new_folder(self, status: os.stat_result) -> bool:
        """Return whether a folder has permissions and owner like a new one."""
        return _kind(status) == self._new_folder

    def _make(self, folder: Path) -> None:
        if folder not in self._made:
            folder.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)

    def _files(self, folder: Path) -> dict[str, os.stat_result]:
        try:
            found = entries_of(folder)
        except OSError:
            return {}
        return found if self._is_plain(folder) and self.are_new(found) else {}

    def _has(self, file: Path, data: bytes) -> bool:
        """Return whether a file of the last site has this content, and permissions and owner like a new one."""
        try:
            if not self._is(file, len(data)):
                return False
            with file.open("rb") as opened:
                return all(opened.read(_AT_ONCE) == data[start : start + _AT_ONCE] for start in range(0, len(data), _AT_ONCE))
        except OSError:
            return False

    def _is(self, file: Path, size: int) -> bool:
        """Return whether a file of the last site has this size, and permissions and owner like a new one."""
        try:
            status = file.lstat()
        except OSError:
            return False
        return status.st_size == size and _kind(status) == self._new_file and self._is_plain(file.parent)

    def _is_plain(self, folder: Path) -> bool:
        """Return whether a folder of a site is inside of it: no folder on the way is a symbolic link."""
        path = f"{folder}/"  # texts, because this is done for each file, and `Path` objects take three times as long
        start, place = next(found for found in self._places if path.startswith(found[0]))
        return f"{self._followed(path)}/" == f"{place}{path.removeprefix(start)}"


def _kind(status: os.stat_result) -> tuple[int, int, int, int]:
    """Return what must be the same for a file to be a link: type and permissions, owner, group and file system."""
    return status.st_mode, status.st_uid, status.st_gid, status.st_dev


def _sha256(file: Path) -> str:
    """Return the hash of a file; nothing if it cannot be read."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""


def _linked(file: Path | str, link: Path | str) -> bool:
    try:
        os.link(file, link, follow_symlinks=False)
    except OSError:
        return False
    return True
