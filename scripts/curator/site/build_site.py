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
from curator.site.fill_pages import fill_site, prepared
from curator.site.jinja import BrokenTemplateError
from curator.site.page_frames import UnknownSlotError
from curator.site.render import Content
from curator.site.replace_site import is_site, locked, recover, remove, swap, work_folder

ENGINES = {
    "mkdocs": [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file"],
    "zensical": [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "--config-file"],
}
OUTPUT = ".cache/curator/engine-{}.tar"
"""Cache of the pages that an engine built."""
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
    """Build into a temporary folder, and replace the site by it if it is complete."""
    work = work_folder(site)
    config, fresh = work.with_name(f"{work.name}.yml"), work / SITE
    try:
        _engine_pages(site.parent, engine, config, fresh)
        fill_site(fresh, found, settings)
        _refuse_incomplete(fresh, found)
        swap(fresh, site)
    except UnknownSlotError as error:
        raise BuildError(str(error)) from error
    except FileNotFoundError as error:
        raise BuildError(f"{engine} ended without an error, but a file is missing: {error.filename}") from error
    finally:
        remove(config)
        remove(work)


def _engine_pages(root: Path, engine: str, file: Path, fresh: Path) -> None:
    """Write the pages that the engine makes from the hand-written ones into a new folder; `file` is the place for its configuration."""
    config = engine_config(root)
    key = engine_output.inputs(root, ENGINES[engine], config)
    archive = root / OUTPUT.format(engine)
    if not engine_output.restored(archive, key, fresh):
        file.write_text(config_text(config | {"site_dir": f"{fresh.parent.name}/{fresh.name}"}), encoding="utf-8")
        _run([*ENGINES[engine], file.name], root)
        if fresh.is_dir():
            engine_output.keep(archive, key, fresh)


def engine_pages(root: Path, engine: str = "mkdocs", say: Callable[[str], None] = lambda _: None) -> dict[str, bytes]:
    """Return the files that an engine makes from the hand-written pages, by path, without building the site."""
    with locked(root, partial(say, WAITING)):
        work = work_folder(root / SITE)
        config, fresh = work.with_name(f"{work.name}.yml"), work / SITE
        try:
            _engine_pages(root, engine, config, fresh)
            return {path.relative_to(fresh).as_posix(): path.read_bytes() for path in sorted(fresh.rglob("*")) if path.is_file()}
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
    """Refuse a site in which the index, a dataset page or a published file is missing."""
    pages = ("", "datasets/", *map(page_path, found.records), *found.terms)
    names = ("sitemap.xml", *(f"{page}index.html" for page in pages), *found.files)
    if missing := [name for name in names if not (fresh / name).is_file()]:
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
