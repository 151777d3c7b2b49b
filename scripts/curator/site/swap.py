"""Replaces the last site by a fresh one: one build at a time, and whole at whichever moment a build is killed."""

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
    """Hold the lock of a catalog's builds, and call `waiting` once if another build holds it; it ends with the process, however that ends."""
    file = root / "mkdocs.yml"
    # network file systems lock only files that are open for writing; nothing is written
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
    """Whether a folder holds a site; a link to one is none."""
    return not folder.is_symlink() and (folder / "sitemap.xml").is_file()


def recover(site: Path) -> bool:
    """Undo a swap that was interrupted and remove what killed builds left; whether the last site was put back. The caller holds the lock."""
    old = _old(site)
    back = not os.path.lexists(site) and is_site(old)
    if back:
        old.rename(site)
    for path in (old, *site.parent.glob(f".{glob.escape(site.name)}-new*")):
        remove(path)
    return back


def work_folder(site: Path) -> Path:
    """A new folder beside the site, which no other build has."""
    return Path(tempfile.mkdtemp(prefix=f".{site.name}-new-", dir=site.parent))


def swap(fresh: Path, site: Path, rename: Rename = os.rename) -> None:
    """Replace the last site by the fresh one; between the two renames `recover` finds the last one."""
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
    """Remove a file, a folder or a link, and never what a link leads to."""
    if path.is_symlink() or path.is_file():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}-old")
