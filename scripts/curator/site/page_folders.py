"""Folders of pages made from a frame that are as a build wrote them, so that an unchanged record or term needs no new files."""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from curator.site.last_site import LastFolder, LastSite, entries_hash, entries_of, own_of, walked
from curator.site.replace_site import remove
from curator.site.site_folder import SiteFolder

PLACES = ("datasets", "browse")
"""The folders of the site with the folders of records and of terms."""
SPARE = ".cache/curator/spare-{}"
"""A second copy of these folders of the last site, by the name of the site, made of links to the same files; the next site begins with it."""


class PageFolders:
    """What a build wrote into the folder of each record and term.

    A folder counts as changed if any of its files has another name, size, time, inode or permissions, or was changed in any way after the build.
    An unchanged one is taken from the spare folders, or linked from the last site.
    """

    def __init__(self, site: SiteFolder, left: LastSite | None = None, spare: Path | None = None) -> None:
        self.site, self._left = site, left or LastSite()
        self._written: dict[str, LastFolder] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._spare = _taken(spare, site, self._left.folders) if spare and left and left.folders else {}

    def linked(self, folder: str, key: str) -> bool:
        """Return whether the folder is one that was written under a key, which is a hash of everything that its files depend on; it is then in this site."""
        known = self._left.folders.get(folder)
        if known is None or not key or known.key != key:
            self._drop(folder)
            return False
        if folder in self._spare and self._is_same(folder, known):
            del self._spare[folder]
            return True
        self._drop(folder)
        files = self.site.in_last(folder)
        if not files or not self._left.has(folder, files) or not self.site.link(folder, files):
            return False
        self._note(folder, LastFolder(key, known.entries, ""), files)
        return True

    def add(self, folder: str, key: str) -> None:
        """Note that a folder was written under a key."""
        files = self.site.written(folder)
        self._note(folder, LastFolder(key, entries_hash(files), ""), files)

    def drop_others(self, folders: Iterable[str]) -> None:
        """Remove spare folders of records and terms other than these, before anything is written."""
        for folder in sorted(self._spare.keys() - {*folders}):
            self._drop(folder)
            with suppress(OSError):  # the folder of its kind of terms has others
                (self.site.folder / folder).parent.rmdir()

    def names(self, folder: str) -> frozenset[str]:
        """Return the names of the files in the folder of a record or term."""
        return self._names.get(folder, frozenset())

    def keep_spare(self, old: Path, spare: Path) -> None:
        """Keep folders of a site that was replaced, for the next build, and link in them what this build wrote; this site must be in its place."""
        with suppress(OSError):  # for example another file system: the next build links all folders
            remove(spare)
            spare.mkdir()
            for place in PLACES:
                if _is_folder(old / place):
                    (old / place).rename(spare / place)
            for folder in [folder for folder, it in self._written.items() if not it.own]:
                remove(spare / folder)
                os.makedirs(f"{spare}/{folder}")  # noqa: PTH103 - paths of thousands of folders as texts
                for name in self._names[folder]:
                    os.link(f"{self.site.last}/{folder}{name}", f"{spare}/{folder}{name}", follow_symlinks=False)

    def left(self, inputs: str, sources: tuple[str, ...]) -> LastSite:
        """Return what is in the folder of the site, which must be in its place: with everything that it was made of, if that is known."""
        site = str(self.site.last)
        of_records = {folder: it if it.own else LastFolder(it.key, it.entries, own_of(os.lstat(f"{site}/{folder}"))) for folder, it in self._written.items()}
        others = {path: LastFolder("", entries_hash(files), own) for path, own, files in walked(site, "", self._written)}
        return LastSite(inputs, sources, folders=others | of_records)

    def _is_same(self, folder: str, known: LastFolder) -> bool:
        """Return whether a spare folder is as a build wrote it, like that of the last site, whose files could otherwise have been taken away and kept."""
        try:
            if own_of(os.lstat(f"{self.site.last}/{folder[:-1]}")) != known.own:  # with a slash at the end, a link would be followed
                return False
            files = entries_of(f"{self.site.folder}/{folder}")
        except OSError:
            return False
        if not self._left.has(folder, files) or not self.site.are_new(files):
            return False
        self._note(folder, LastFolder(known.key, known.entries, self._spare[folder]), files)
        return True

    def _note(self, folder: str, written: LastFolder, files: Mapping[str, os.stat_result]) -> None:
        self._written[folder] = written
        self._names[folder] = frozenset(files)

    def _drop(self, folder: str) -> None:
        if folder in self._spare:
            del self._spare[folder]
            shutil.rmtree(self.site.folder / folder)


def _taken(spare: Path, site: SiteFolder, known: Mapping[str, LastFolder]) -> dict[str, str]:
    """Move the usable spare folders into a new site, and return the status of each by its path in the site."""
    found: dict[str, str] = {}
    above = {above.as_posix() for folder, it in known.items() if it.key for above in PurePosixPath(folder).parents}
    for place in PLACES:
        if not (_is_folder(spare) and _is_folder(spare / place) and _is_folder(site.last / place) and site.is_new_folder((spare / place).lstat())):
            continue
        try:
            (spare / place).rename(site.folder / place)
        except OSError:
            continue
        found |= _known_below(place, site, known, above)
    return found


def _known_below(place: str, site: SiteFolder, known: Mapping[str, LastFolder], above: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the folders of records and terms in a folder of a new site, each with its status; remove everything else but the folders `above` them."""
    for name, status in entries_of(site.folder / place).items():
        path = f"{place}/{name}"
        if not site.is_new_folder(status):
            remove(site.folder / path)
        elif f"{path}/" in known and known[f"{path}/"].key:
            yield f"{path}/", own_of(status)
        elif path in above:
            yield from _known_below(path, site, known, above)
        else:
            remove(site.folder / path)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
