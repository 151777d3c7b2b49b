"""Making of a site: the engine renders the hand-written pages, the records are added, and the folder replaces the last site."""

from pathlib import Path

from curator.records.problem import Problem
from curator.records.record_addresses import page_path
from curator.records.settings import FILE as SETTINGS
from curator.records.settings import PROJECT, Settings
from curator.records.settings import read as settings_of
from curator.records.settings_error import SettingsError
from curator.site import engine_output, stored_frame
from curator.site.build_inputs import Inputs, inputs, is_unchanged
from curator.site.engine_commands import NO_ENGINE, SITE, BuildError, BuildTask
from curator.site.engines import engine_config, pages_made
from curator.site.exports.published_files import DATASET_FILES, MODALITY_FEED
from curator.site.fill_pages import prepared, write_site
from curator.site.jinja import BrokenTemplateError
from curator.site.last_site import FILE as LEFT
from curator.site.last_site import LastSite
from curator.site.page_folders import SPARE, PageFolders
from curator.site.page_frames import UnknownSlotError
from curator.site.render import Content
from curator.site.replace_site import remove, swap, work_folder
from curator.site.site_folder import SiteFolder
from curator.site.trial_build import unrendered

RECORD_NAMES = frozenset({"index.html", *(file.name for file in DATASET_FILES if not file.needs_works)})
"""The files of every record."""
CITATION_NAMES = frozenset(file.name for file in DATASET_FILES if file.needs_works)
"""The files of a record with works to cite."""
TERM_NAMES = frozenset({"index.html"})
"""The files of every term; a modality also has a feed."""
CATALOG = "catalog"
"""The folder of the records and of everything else that the catalog consists of."""


def make(task: BuildTask, left: LastSite, given: Inputs) -> tuple[Problem, ...]:
    """Make the site and return the problems, as `build_site.build` does, which holds the lock.

    `left` is what the last build left, and `given` what it was made of is now.
    """
    try:
        settings_of(task.root)  # refuses what would end the program when the settings are read for an engine
        sources = _sources(task.root)
        before = given if given.sources == sources else inputs(task.root, task.engine, sources)
        found, settings, problems = prepared(task.root, last=task.site, hashes=before.hashes)
    except (BrokenTemplateError, SettingsError) as error:
        raise BuildError(str(error)) from error
    if found is None:
        return problems
    try:
        folders = _replace(task, found, settings, left)
    except (BuildError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - any error of rendering is reported
        return unrendered(task.root, error)
    contents = before.contents if is_unchanged(before, task.root) else ""
    folders.left(contents, sources).save(task.root / LEFT.format(task.into))
    return ()


def _sources(root: Path) -> tuple[str, ...]:
    """Return the files and folders of a catalog from which its site is made."""
    try:
        return (CATALOG, SETTINGS, PROJECT, *engine_output.folders(engine_config(root)))
    except (BuildError, OSError):  # reported when an engine reads them
        return (CATALOG, SETTINGS, PROJECT)


def _replace(task: BuildTask, found: Content, settings: Settings, left: LastSite) -> PageFolders:
    """Make a new site in a temporary folder, and replace the last one by it if it is complete."""
    site, stored = task.site, task.engine == NO_ENGINE
    work, spare = work_folder(site), task.root / SPARE.format(task.into)
    fresh = work / SITE
    try:
        pages = stored_frame.unpacked(task.root, task.root / task.frame, task.say) if stored else pages_made(task.root, task.engine, work)
        folders = PageFolders(SiteFolder(fresh, site), left, spare)
        write_site(pages, folders, found, settings)
        _refuse_incomplete(fresh, found, folders)
        swap(fresh, site, before_removal=lambda old: folders.keep_spare(old, spare))
    except UnknownSlotError as error:
        raise BuildError(str(error)) from error
    except FileNotFoundError as error:
        outcome = f"{task.frame.name} can be read" if stored else f"{task.engine} ended without an error"
        raise BuildError(f"{outcome}, but a file is missing: {error.filename}") from error
    finally:
        remove(work)
    return folders


def _refuse_incomplete(fresh: Path, found: Content, folders: PageFolders) -> None:
    """Refuse a site in which a page, a file beside a dataset page, or a file of the whole catalog is missing."""
    names = ("sitemap.xml", "index.html", "datasets/index.html", *found.files)
    missing = [name for name in names if not (fresh / name).is_file()]
    for page in (*map(page_path, found.records), *found.terms):
        there = folders.names(page)
        missing += sorted(f"{page}{name}" for name in _expected(page, there) - there)
    if missing:
        raise BuildError(f"the new site is incomplete: {missing[0]}{f' and {len(missing) - 1} more files' if missing[1:] else ''} missing")


def _expected(page: str, there: frozenset[str]) -> frozenset[str]:
    """Return the names of the files that the folder of a page must have; one file for citations requires the others."""
    if page.startswith(page_path("")[:-1]):
        return RECORD_NAMES | CITATION_NAMES if there & CITATION_NAMES else RECORD_NAMES
    return TERM_NAMES | {MODALITY_FEED.name} if page.startswith(MODALITY_FEED.path.partition("<")[0]) else TERM_NAMES
