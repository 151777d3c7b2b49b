"""The engines, which are programs that render the hand-written pages, and the files that they make."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from curator.records.settings import FILE
from curator.site import engine_output
from curator.site.engine_commands import DEFAULT_ENGINE, ENGINES, SITE, WAITING, BuildError
from curator.site.replace_site import locked, remove, work_folder

IN_A_COPY = frozenset({"zensical"})
"""Engines that keep results in `.cache/` beside their configuration, where the kept results of the program are: they run in a temporary copy."""
_PAGES = "pages"
_TRACEBACK = "Traceback (most recent call last):"


def engine_pages(root: Path, engine: str = DEFAULT_ENGINE, say: Callable[[str], None] = lambda _: None) -> dict[str, bytes]:
    """Return the files that an engine makes from the hand-written pages, by path, without building the site."""
    with locked(root, partial(say, WAITING)):
        work = work_folder(root / SITE)
        try:
            return dict(pages_made(root, engine, work))
        finally:
            remove(work)


def pages_made(root: Path, engine: str, work: Path) -> Mapping[str, bytes]:
    """Return the files that an engine makes from the hand-written pages, by path; `work` is a temporary folder in the folder of the catalog."""
    config = engine_config(root)
    key = engine_output.inputs(root, ENGINES[engine], config)
    if kept := engine_output.kept(root, engine, key):
        return kept
    pages = _made(ENGINES[engine], config, _copied(root, config, work / "engine") if engine in IN_A_COPY else root, work)
    if pages:
        engine_output.keep(root, engine, key, pages)
    return pages


def _made(command: list[str], config: dict[str, Any], folder: Path, work: Path) -> dict[str, bytes]:
    """Run an engine in a folder and return the files that it makes."""
    file, made = folder / f"{work.name}.yml", folder / work.name / _PAGES
    try:
        file.write_text(config_text(config | {"site_dir": made.relative_to(folder).as_posix()}), encoding="utf-8")
        _run([*command, file.name], folder)
    finally:
        remove(file)
    return engine_output.files_in(made)


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


def _copied(root: Path, config: Mapping[str, Any], folder: Path) -> Path:
    """Copy what an engine reads, except its configuration, into a new folder and return it; of folders outside the catalog, the engine reports that they are missing."""
    folder.mkdir()
    for name in engine_output.folders(config):
        source = root / name
        if source.is_dir() and source.resolve().is_relative_to(root.resolve()):
            shutil.copytree(source, folder / source.resolve().relative_to(root.resolve()), dirs_exist_ok=True)
    return folder


def _run(command: list[str], root: Path) -> None:
    """Run an engine; if it fails, report its output, with only the last line of a traceback."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed command
    if done.returncode:
        if f"No module named {command[2]}" in done.stderr:
            raise BuildError(
                f"{command[2]} is not installed: install it, as `make test` does, or build with `--engine none` from a stored frame (see `curator frame --help`)"
            )
        said, traceback, rest = (done.stdout + done.stderr).partition(_TRACEBACK)
        raise BuildError(f"{command[2]} failed:\n{said}{rest.rstrip().rpartition(chr(10))[2] if traceback else ''}")
