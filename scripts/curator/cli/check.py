"""The command `curator check`."""

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.contribute import sync as generated
from curator.editing import format_checks
from curator.records import load as catalogs
from curator.records.catalog import Catalog
from curator.records.problem import FORMATS, Problem
from curator.records.rules import age


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="How to print the report.")
@click.option("--today", is_flag=True, help="Also report what has become too old by the clock.")
def check(paths: tuple[Path, ...], form: str, *, today: bool) -> None:
    """Report everything that is wrong in the catalog, or in the files and folders PATHS of it."""
    root = root_of(Path.cwd())
    catalog, problems = everything(root)
    if today:
        problems = tuple(sorted({*problems, *age.problems(catalog, datetime.now(UTC).date()), *format_checks.later(catalog)}))
    if paths:
        problems = chosen(problems, paths, root)
    click.echo(FORMATS[form](problems), nl=False)
    if form == "text" and (waiting := [file for file in dict.fromkeys(problem.file for problem in problems) if file in unread(catalog)]):
        click.echo(f"mend these first, then run it again: evidence, sums and addresses of {told(waiting)} are looked at after that", err=True)
    sys.exit(1 if problems else 0)


def unread(catalog: Catalog) -> frozenset[str]:
    """The files of records whose values cannot be taken yet, so that no rule has looked at them."""
    return frozenset(f"{catalogs.DATASETS}/{id_}.yaml" for id_ in catalog.sources if id_ not in catalog.records)


def told(files: Sequence[str]) -> str:
    """The name of one file, or the number of several."""
    return files[0] if len(files) == 1 else f"these {len(files)} records"


def everything(root: Path) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog below a folder, and all that is wrong in it by any other measure than the clock."""
    catalog, problems = catalogs.load(root)
    problems = tuple(sorted({*problems, *generated.stale(root, catalog.vocabularies), *format_checks.mendable(catalog)}))
    problems = tuple(sorted({*problems, *format_checks.departures(root, catalog, {problem.file for problem in problems})}))
    # a catalog with problems is not built; what renders it takes twice as long to load as the rest
    return catalog, problems or import_module("curator.site.trial_build").unrendered(root, catalog)


def chosen(problems: Iterable[Problem], paths: Iterable[Path], root: Path) -> tuple[Problem, ...]:
    """The problems of given files and folders; a path under which nothing is checked is a problem itself."""
    found: set[Problem] = set()
    for path in paths:
        inside = Path(os.path.relpath(path.resolve(), root.resolve())).as_posix()
        if inside == ".":
            return tuple(problems)
        if not path.exists() or not (inside == "catalog" or inside.startswith("catalog/") or inside in generated.FILES):
            near = f"{catalogs.DATASETS}/{path.stem}.yaml"
            known = near if (root / near).is_file() else "catalog/datasets/drive.yaml"
            fix = f"write a file or folder of catalog/, e.g. {known}"
            found.add(Problem(str(path), 1, 1, "no-such-path", "nothing that can be checked is here", fix))
        found |= set(catalogs.within(problems, [inside]))
    return tuple(sorted(found))
