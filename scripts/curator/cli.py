"""The command `curator`."""

import sys
from pathlib import Path

import click

from curator import catalog as catalogs
from curator.problem import FORMATS


def root_of(start: Path) -> Path:
    """The nearest folder upward that holds mkdocs.yml."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise click.ClickException(f"no mkdocs.yml in {start} or above it: run curator inside the catalog's folder")


@click.group()
def main() -> None:
    """Check the catalog's records and build its site."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="How to print the report.")
def check(paths: tuple[Path, ...], form: str) -> None:
    """Report everything that is wrong in the catalog, or in the files and folders PATHS of it."""
    root = root_of(Path.cwd())
    _, problems = catalogs.load(root)
    if paths:
        problems = catalogs.within(problems, [path.resolve().relative_to(root.resolve()).as_posix() for path in paths])
    click.echo(FORMATS[form](problems), nl=False)
    sys.exit(1 if problems else 0)
