"""Builds the whole site, or leaves the last good one: an engine into a folder aside, stamped there, then renamed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from curator.frame import UnknownSlotError
from curator.pages import BrokenTemplateError
from curator.problem import Problem
from curator.site import prepared, stamp

ENGINES = {
    "mkdocs": [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file"],
    "zensical": [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "--config-file"],
}


class BuildError(Exception):
    """The site could not be built; its text says what the engine reported."""


def build(root: Path, engine: str = "mkdocs", into: str = "site") -> tuple[Problem, ...]:
    """Build the site into a folder of the catalog; with problems, or an engine that fails, the last site stays as it was."""
    _refuse_other_folders(root, into)
    try:
        found, settings, problems = prepared(root)
    except BrokenTemplateError as error:
        raise BuildError(str(error)) from error
    if found is None:
        return problems
    fresh = root / f".{into}-new"
    config = root / f".{into}-new.yml"
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        config.write_text(_config(root, fresh), encoding="utf-8")
        _run([*ENGINES[engine], config.name], root)
        stamp(fresh, found, settings)
        _swap(fresh, root / into)
    except UnknownSlotError as error:
        raise BuildError(str(error)) from error
    finally:
        config.unlink(missing_ok=True)
        shutil.rmtree(fresh, ignore_errors=True)
    return ()


def _refuse_other_folders(root: Path, into: str) -> None:
    """A site replaces what stands in its folder, which must not be a folder of anything else."""
    if into in ("", ".", "..") or Path(into).name != into:
        raise BuildError(f"`{into}` is not the name of a folder in the catalog's; write a plain name, e.g. site")
    folder = root / into
    if folder.exists() and not (folder.is_dir() and ((folder / "sitemap.xml").is_file() or not any(folder.iterdir()))):
        raise BuildError(f"{into} holds something else than a site; name another folder, or remove it")


def _config(root: Path, into: Path) -> str:
    """The site's own configuration, with another folder and without the hook, whose work is done here."""
    config = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    config.pop("hooks", None)
    return yaml.safe_dump(config | {"site_dir": into.name}, sort_keys=False, allow_unicode=True)


def _run(command: list[str], root: Path) -> None:
    """Run an engine; what it prints is shown only if it fails."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise BuildError(f"{command[2]} failed:\n{done.stdout}{done.stderr}")


def _swap(fresh: Path, site: Path) -> None:
    """Put the fresh site in the place of the last one."""
    old = site.with_name(f".{site.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
