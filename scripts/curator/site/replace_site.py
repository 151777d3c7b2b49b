"""Replacement of the last site by a new one: one build at a time, and a complete site even if a build is killed."""

import ctypes
import fcntl
import glob
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Rename = Callable[[Path, Path], object]
Exchange = Callable[[Path, Path], bool]
_CURRENT_FOLDER, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


@contextmanager
def locked(root: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the build lock of a catalog, which ends with the process; call `waiting` if another build holds it."""
    file = root / "mkdocs.yml"
    # network file systems lock only files opened for writing; nothing is written
    descriptor = os.open(file, os.O_RDWR if os.access(file, os.W_OK) else os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def is_site(folder: Path) -> bool:
    """Return whether a folder contains a site; a link to a site does not count."""
    return not folder.is_symlink() and (folder / "sitemap.xml").is_file()


def recover(site: Path) -> bool:
    """Undo an interrupted replacement, remove leftovers of killed builds, and return whether the last site was restored.

    The caller holds the lock.
    """
    old = _old(site)
    back = not os.path.lexists(site) and is_site(old)
    if back:
        old.rename(site)
    for path in (old, *site.parent.glob(f".{glob.escape(site.name)}-new*")):
        remove(path)
    return back


def work_folder(site: Path) -> Path:
    """Return a new temporary folder beside the site."""
    return Path(tempfile.mkdtemp(prefix=f".{site.name}-new-", dir=site.parent))


def exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in a single step, and return whether the system can do that; Linux can on most file systems."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(_CURRENT_FOLDER, os.fsencode(one), _CURRENT_FOLDER, os.fsencode(other), _EXCHANGE) == 0)


def swap(fresh: Path, site: Path, rename: Rename = os.rename, exchange: Exchange = exchanged, before_removal: Callable[[Path], object] | None = None) -> None:
    """Replace the last site by the new one, and remove the last one, of which something can be taken before.

    Where two folders cannot be exchanged in a single step, they are renamed; if that is interrupted, `recover` restores the last site.
    """
    take = before_removal or (lambda _: None)
    if site.exists() and exchange(fresh, site):
        take(fresh)
        remove(fresh)
        return
    old = _old(site)
    try:
        if site.exists():
            rename(site, old)
        rename(fresh, site)
    except BaseException:
        if not site.exists() and old.exists():
            old.rename(site)
        raise
    take(old)
    remove(old)


def remove(path: Path) -> None:
    """Remove a file, a folder or a link, but never the target of a link."""
    if path.is_symlink() or path.is_file():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}-old")
