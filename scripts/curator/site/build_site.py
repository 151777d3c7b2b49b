"""Build of the site: the engine builds into a temporary folder, the records are added, and the folder replaces the last site."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from curator.records.problem import Problem
from curator.records.record_addresses import page_path
from curator.records.settings import Settings, SettingsError
from curator.site import stored_frame
from curator.site.engines import DEFAULT_ENGINE, SITE, WAITING, BuildError, pages_made
from curator.site.exports.published_files import DATASET_FILES
from curator.site.fill_pages import prepared, write_site
from curator.site.jinja import BrokenTemplateError
from curator.site.page_frames import UnknownSlotError
from curator.site.record_folders import FILE as FOLDERS
from curator.site.record_folders import RecordFolders
from curator.site.render import Content
from curator.site.replace_site import is_site, locked, recover, remove, swap, work_folder
from curator.site.site_folder import SiteFolder
from curator.site.trial_build import unrendered

RECORD_NAMES = frozenset({"index.html", *(file.name for file in DATASET_FILES if not file.needs_works)})
"""The files of every record."""
CITATION_NAMES = frozenset(file.name for file in DATASET_FILES if file.needs_works)
"""The files of a record with works to cite."""
NO_ENGINE = "none"
"""The name that chooses the stored frame instead of an engine."""
_Pages = Callable[[Path], Mapping[str, bytes]]
"""Returns the files of the hand-written pages, by path; it can use a temporary folder."""


def build(
    root: Path, engine: str = DEFAULT_ENGINE, into: str = SITE, say: Callable[[str], None] = lambda _: None, frame: Path = Path(stored_frame.NAME)
) -> tuple[Problem, ...]:
    """Build the site into a folder of the catalog and return the problems; if there are any, or the engine fails, the last site stays.

    Without an engine, the hand-written pages are those of the stored frame.

    Two builds of one catalog run one after the other; `say` receives a sentence if this one has to wait.
    """
    if into in ("", ".", "..") or Path(into).name != into:
        raise BuildError(f"`{into}` is not the name of a folder: expected a plain name, e.g. site")
    with locked(root, partial(say, WAITING)):
        for name in dict.fromkeys((SITE, into)):
            if recover(root / name):
                say(f"{name}/ restored: an earlier build was interrupted while replacing it")
        _refuse_other_folders(root / into)
        stored = engine == NO_ENGINE
        pages: _Pages = (lambda _: stored_frame.unpacked(root, root / frame, say)) if stored else partial(pages_made, root, engine)
        try:
            return _built(root, root / into, pages, f"{frame.name} can be read" if stored else f"{engine} ended without an error")
        except (BrokenTemplateError, SettingsError) as error:
            raise BuildError(str(error)) from error


def _built(root: Path, site: Path, pages: _Pages, outcome: str) -> tuple[Problem, ...]:
    """Build the site and return the problems; an unexpected error becomes a problem of the file that causes it."""
    found, settings, problems = prepared(root)
    if found is None:
        return problems
    try:
        _replace(site, pages, outcome, found, settings)
    except (BuildError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - any error of rendering is reported
        return unrendered(root, error)
    return ()


def _replace(site: Path, pages_in: _Pages, outcome: str, found: Content, settings: Settings) -> None:
    """Make a new site in a temporary folder, and replace the last one by it if it is complete; `outcome` is how the hand-written pages were made."""
    work = work_folder(site)
    fresh = work / SITE
    try:
        pages = pages_in(work)
        folders = RecordFolders(SiteFolder(fresh, site), site.parent / FOLDERS.format(site.name))
        write_site(pages, folders, found, settings)
        _refuse_incomplete(fresh, found)
        swap(fresh, site)
    except UnknownSlotError as error:
        raise BuildError(str(error)) from error
    except FileNotFoundError as error:
        raise BuildError(f"{outcome}, but a file is missing: {error.filename}") from error
    finally:
        remove(work)
    folders.save()


def _refuse_other_folders(folder: Path) -> None:
    """Refuse to replace a folder that contains anything but a site."""
    if folder.is_symlink():
        raise BuildError(f"{folder.name} is a symbolic link, which the build would replace: remove it, or name another folder with --into")
    if folder.exists() and not (folder.is_dir() and (is_site(folder) or not any(folder.iterdir()))):
        raise BuildError(f"{folder.name} contains something other than a site: remove it, or name another folder with --into")


def _refuse_incomplete(fresh: Path, found: Content) -> None:
    """Refuse a site in which a page, a file beside a dataset page, or a file of the whole catalog is missing."""
    names = ("sitemap.xml", *(f"{page}index.html" for page in ("", "datasets/", *found.terms)), *found.files)
    names += tuple(f"{page}{name}" for page, item in found.terms.items() for name in item.files)
    missing = [name for name in names if not (fresh / name).is_file()]
    for page in map(page_path, found.records):
        there = {path.name for path in (fresh / page).iterdir()} if (fresh / page).is_dir() else set()
        expected = RECORD_NAMES | CITATION_NAMES if there & CITATION_NAMES else RECORD_NAMES
        missing += sorted(f"{page}{name}" for name in expected - there)
    if missing:
        raise BuildError(f"the new site is incomplete: {missing[0]}{f' and {len(missing) - 1} more files' if missing[1:] else ''} missing")
