"""Build of the site: the engine builds into a temporary folder, the records are added, and the folder replaces the last site."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from curator.records.problem import Problem
from curator.records.record_addresses import page_path
from curator.records.settings import FILE, Settings, SettingsError
from curator.site import engine_output
from curator.site.exports.published_files import DATASET_FILES
from curator.site.fill_pages import prepared, write_site
from curator.site.jinja import BrokenTemplateError
from curator.site.page_frames import UnknownSlotError
from curator.site.record_folders import FILE as FOLDERS
from curator.site.record_folders import RecordFolders
from curator.site.render import Content
from curator.site.replace_site import is_site, locked, recover, remove, swap, work_folder
from curator.site.site_folder import SiteFolder

ENGINES = {
    "mkdocs": [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file"],
    "zensical": [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "--config-file"],
}
RECORD_NAMES = frozenset({"index.html", *(file.name for file in DATASET_FILES if not file.needs_works)})
"""The files of every record."""
CITATION_NAMES = frozenset(file.name for file in DATASET_FILES if file.needs_works)
"""The files of a record with works to cite."""
SITE = "site"
"""Default folder of the site."""
WAITING = "another build of this catalog is running; this one starts when it ends"
_TRACEBACK = "Traceback (most recent call last):"


class BuildError(Exception):
    """The site cannot be built; the text is the report of the engine."""


def build(root: Path, engine: str = "mkdocs", into: str = SITE, say: Callable[[str], None] = lambda _: None) -> tuple[Problem, ...]:
    """Build the site into a folder of the catalog and return the problems; if there are any, or the engine fails, the last site stays.

    Two builds of one catalog run one after the other; `say` receives a sentence if this one has to wait.
    """
    if into in ("", ".", "..") or Path(into).name != into:
        raise BuildError(f"`{into}` is not the name of a folder: expected a plain name, e.g. site")
    with locked(root, partial(say, WAITING)):
        for name in dict.fromkeys((SITE, into)):
            if recover(root / name):
                say(f"{name}/ restored: an earlier build was interrupted while replacing it")
        _refuse_other_folders(root / into)
        try:
            found, settings, problems = prepared(root)
        except (BrokenTemplateError, SettingsError) as error:
            raise BuildError(str(error)) from error
        if found is not None:
            _replace(root / into, engine, found, settings)
    return problems


def _replace(site: Path, engine: str, found: Content, settings: Settings) -> None:
    """Make a new site in a temporary folder, and replace the last one by it if it is complete."""
    work = work_folder(site)
    config, fresh = work.with_name(f"{work.name}.yml"), work / SITE
    try:
        pages = _engine_pages(site.parent, engine, config, work / "pages")
        folders = RecordFolders(SiteFolder(fresh, site), site.parent / FOLDERS.format(site.name))
        write_site(pages, folders, found, settings)
        _refuse_incomplete(fresh, found)
        swap(fresh, site)
    except UnknownSlotError as error:
        raise BuildError(str(error)) from error
    except FileNotFoundError as error:
        raise BuildError(f"{engine} ended without an error, but a file is missing: {error.filename}") from error
    finally:
        remove(config)
        remove(work)
    folders.save()


def _engine_pages(root: Path, engine: str, file: Path, folder: Path) -> Mapping[str, bytes]:
    """Return the files that the engine makes from the hand-written pages, by path; `file` and `folder` are places for its configuration and output."""
    config = engine_config(root)
    key = engine_output.inputs(root, ENGINES[engine], config)
    if kept := engine_output.kept(root, engine, key):
        return kept
    file.write_text(config_text(config | {"site_dir": f"{folder.parent.name}/{folder.name}"}), encoding="utf-8")
    _run([*ENGINES[engine], file.name], root)
    pages = engine_output.files_in(folder)
    if pages:
        engine_output.keep(root, engine, key, pages)
    return pages


def engine_pages(root: Path, engine: str = "mkdocs", say: Callable[[str], None] = lambda _: None) -> dict[str, bytes]:
    """Return the files that an engine makes from the hand-written pages, by path, without building the site."""
    with locked(root, partial(say, WAITING)):
        work = work_folder(root / SITE)
        config, fresh = work.with_name(f"{work.name}.yml"), work / SITE
        try:
            return dict(_engine_pages(root, engine, config, fresh))
        finally:
            remove(config)
            remove(work)


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


def engine_config(root: Path) -> dict[str, Any]:
    """Return the site's configuration without the hook, whose work `build` does."""
    try:
        config = yaml.load((root / FILE).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as error:  # an impossible date is a ValueError
        raise BuildError(f"{FILE}: the engine cannot read a value: {error}\nput it in quotes") from error
    return {name: value for name, value in config.items() if name != "hooks"}


def config_text(config: Mapping[str, Any]) -> str:
    """Return a configuration as the content of a file for an engine."""
    return str(yaml.dump(dict(config), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True))


def _run(command: list[str], root: Path) -> None:
    """Run an engine; if it fails, report its output, with only the last line of a traceback."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed command
    if done.returncode:
        said, traceback, rest = (done.stdout + done.stderr).partition(_TRACEBACK)
        raise BuildError(f"{command[2]} failed:\n{said}{rest.rstrip().rpartition(chr(10))[2] if traceback else ''}")
