"""Everything that a site is made of: if it is the same as in the last build, and the site is as that left it, there is nothing to do."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from curator.records.file_hashes import FileHashes, status_of
from curator.records.kept_results import hashed, packages, program


@dataclass(frozen=True)
class Inputs:
    """Files and folders with a hash of all contents, one of their status, and the hashes of the files; nothing if a file is of a kind whose changes cannot be seen."""

    sources: tuple[str, ...]
    contents: str = ""
    status: str = ""
    hashes: FileHashes | None = field(default=None, compare=False)


def inputs(root: Path, engine: str, sources: tuple[str, ...]) -> Inputs:
    """Return what a site is made of: the program, an engine and all installed packages, files and folders of the catalog, and the permissions of new files."""
    found = _status_of(root, sources)
    if found is None:
        return Inputs(sources)
    hashes = FileHashes(root)
    contents = [f"{path}\0{hashes.of(path, status) if status else ''}" for path, status in found.items()]
    hashes.save()
    mask = os.umask(0)
    os.umask(mask)
    made_with = (program(), engine, *packages(), f"{mask} {os.geteuid()} {os.getegid()}")
    return Inputs(sources, hashed((*made_with, *sources, *contents)), _hash_of(found), hashes)


def is_unchanged(known: Inputs, root: Path) -> bool:
    """Return whether no file was changed, added or removed since the inputs were read."""
    found = _status_of(root, known.sources)
    return found is not None and bool(known.status) and _hash_of(found) == known.status


def _hash_of(found: dict[str, str]) -> str:
    return hashed(part for item in found.items() for part in item)


def _status_of(root: Path, sources: Iterable[str]) -> dict[str, str] | None:
    """Return the status of each file and folder by its path; None if there is a symbolic link or another special file."""
    try:
        return {path: status for source in sources for path, status in _found(str(root), source)}
    except (OSError, _SpecialFileError):
        return None


class _SpecialFileError(Exception):
    """There is a file whose content can change without its status."""


def _found(root: str, path: str) -> Iterator[tuple[str, str]]:
    """Yield path and status of a file, or of a folder and everything in it; a folder has no status, and its path ends with a slash."""
    status = os.lstat(f"{root}/{path}")
    if stat.S_ISDIR(status.st_mode):
        yield f"{path}/", ""
        for name in sorted(os.listdir(f"{root}/{path}")):  # noqa: PTH208 - a path for each file would take longer than its status
            yield from _found(root, f"{path}/{name}")
    elif stat.S_ISREG(status.st_mode):
        yield path, status_of(status)
    else:
        raise _SpecialFileError
