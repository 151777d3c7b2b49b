"""The command `curator check`."""

import gc
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.contribute import generated_files as generated
from curator.records import load as catalogs
from curator.records.all_problems import all_problems
from curator.records.catalog import Catalog
from curator.records.catalog_license import check_license
from curator.records.problem import FORMATS, Problem
from curator.records.settings import read as settings_of
from curator.records.settings import unpublishable
from curator.records.settings_error import SettingsError


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True, help="Output format.")
@click.option("--publish", is_flag=True, help="Also report what prevents a publication: placeholder URLs in mkdocs.yml.")
@click.option("--today", is_flag=True, help="Also report stale records and expired exceptions (depends on today's date).")
def check(paths: tuple[Path, ...], form: str, *, publish: bool, today: bool) -> None:
    """Report all problems of the catalog.

    Pages are not rendered: `curator build` also reports a record that cannot be shown. With PATHS, only the problems of these files and folders are reported. The exit code is 1 if there are problems.
    """
    root = root_of(Path.cwd())
    catalog, problems = everything(root, datetime.now(UTC).date() if today else None)
    if paths:
        problems = chosen(problems, paths, root)
    if publish:
        problems = (*unpublishable(root), *problems)
    click.echo(FORMATS[form](problems), nl=False)
    if form == "text" and (invalid := [file for file in dict.fromkeys(problem.file for problem in problems) if file in invalid_files(catalog)]):
        click.echo(
            f"Fix these problems and run the command again. Evidence, totals and URLs are checked in valid records only, and not yet in {file_or_number(invalid)}.",
            err=True,
        )
    sys.exit(1 if problems else 0)


def invalid_files(catalog: Catalog) -> frozenset[str]:
    """Return the files of records that are not valid, to which no rule was applied."""
    return frozenset(f"{catalogs.DATASETS}/{id_}.yaml" for id_ in catalog.sources if id_ not in catalog.records)


def file_or_number(files: Sequence[str]) -> str:
    """Return the name of one file, or the number of several."""
    return files[0] if len(files) == 1 else f"these {len(files)} records"


def everything(root: Path, today: date | None = None) -> tuple[Catalog, tuple[Problem, ...]]:
    """Return the catalog in a folder and all its problems, including stale generated files and invalid settings."""
    with _no_collection():
        catalog, problems = all_problems(root, today)
    return catalog, tuple(sorted({*problems, *generated.stale(root, catalog.vocabularies), *_settings_problems(root, catalog, problems)}))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Look for no cyclic garbage, of which reading leaves almost none: looking takes a tenth of the time, and as much again when the program ends."""
    enabled = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()  # what was read is not looked at later
        if enabled:
            gc.enable()


def _settings_problems(root: Path, catalog: Catalog, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems of the settings of the site."""
    try:
        check_license(settings_of(root), catalog, problems)
    except SettingsError as error:
        return error.problems
    return ()


def chosen(problems: Iterable[Problem], paths: Iterable[Path], root: Path) -> tuple[Problem, ...]:
    """Return the problems of given files and folders; a path that is not part of the catalog is a problem itself."""
    found: set[Problem] = set()
    for path in paths:
        inside = Path(os.path.relpath(path.resolve(), root.resolve())).as_posix()
        if inside == ".":
            return tuple(problems)
        if not path.exists() or not (inside == "catalog" or inside.startswith("catalog/") or inside in generated.FILES):
            near = f"{catalogs.DATASETS}/{path.stem}.yaml"
            known = near if (root / near).is_file() else "catalog/datasets/drive.yaml"
            fix = f"write a file or folder of catalog/, e.g. {known}"
            found.add(Problem(str(path), 1, 1, "no-such-path", "this is not a file or folder of the catalog", fix))
        found |= set(catalogs.within(problems, [inside]))
    return tuple(sorted(found))
