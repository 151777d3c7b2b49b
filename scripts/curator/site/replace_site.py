"""Replacement of the last site by a new one: one build at a time, and a complete site even if a build is killed."""

import fcntl
import glob
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Rename = Callable[[Path, Path], object]


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


def swap(fresh: Path, site: Path, rename: Rename = os.rename) -> None:
    """Replace the last site by the new one; if interrupted between the two renames, `recover` restores the last one."""
    old = _old(site)
    try:
        if site.exists():
            rename(site, old)
        rename(fresh, site)
    except BaseException:
        if not site.exists() and old.exists():
            old.rename(site)
        raise
    remove(old)


def remove(path: Path) -> None:
    """Remove a file, a folder or a link, but never the target of a link."""
    if path.is_symlink() or path.is_file():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}-old")
