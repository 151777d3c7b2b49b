"""The command `curator`."""

import os
import socket
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from curator import catalog as catalogs
from curator import sync as generated
from curator.build import ENGINES, BuildError
from curator.build import build as site_build
from curator.problem import FORMATS, Problem
from curator.rules import age


def root_of(start: Path) -> Path:
    """The nearest folder upward that holds mkdocs.yml."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise click.ClickException(f"no mkdocs.yml in {start} or above it: run curator inside the catalog's folder")


def chosen(problems: Iterable[Problem], paths: Iterable[Path], root: Path) -> tuple[Problem, ...]:
    """The problems of given files and folders; a path under which nothing is checked is a problem itself."""
    found: set[Problem] = set()
    for path in paths:
        inside = Path(os.path.relpath(path.resolve(), root.resolve())).as_posix()
        if inside == ".":
            return tuple(problems)
        if not path.exists() or not (inside == "catalog" or inside.startswith("catalog/") or inside in generated.FILES):
            fix = "write a file or folder of catalog/, e.g. catalog/datasets/drive.yaml"
            found.add(Problem(str(path), 1, 1, "no-such-path", "nothing that can be checked is here", fix))
        found |= set(catalogs.within(problems, [inside]))
    return tuple(sorted(found))


@click.group()
def main() -> None:
    """Check the catalog's records and build its site."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="How to print the report.")
@click.option("--today", is_flag=True, help="Also report what has become too old by the clock.")
def check(paths: tuple[Path, ...], form: str, *, today: bool) -> None:
    """Report everything that is wrong in the catalog, or in the files and folders PATHS of it."""
    root = root_of(Path.cwd())
    catalog, problems = catalogs.load(root)
    problems = tuple(sorted({*problems, *generated.stale(root, catalog.vocabularies)}))
    if today:
        problems = tuple(sorted({*problems, *age.problems(catalog, datetime.now(UTC).date())}))
    if paths:
        problems = chosen(problems, paths, root)
    click.echo(FORMATS[form](problems), nl=False)
    sys.exit(1 if problems else 0)


@main.command()
@click.option("--engine", type=click.Choice(sorted(ENGINES)), default="mkdocs", help="What renders the hand-written pages and the frame.")
@click.option("--into", default="site", help="Folder for the site, inside the catalog's.")
def build(engine: str, into: str) -> None:
    """Build the site, or leave the last good one."""
    root = root_of(Path.cwd())
    try:
        problems = site_build(root, engine, into)
    except BuildError as error:
        raise click.ClickException(f"{error}\n{into}/ stays as it was") from error
    if problems:
        click.echo(FORMATS["text"](problems), nl=False, err=True)
        raise click.ClickException(f"the catalog has problems; {into}/ stays as it was")
    click.echo(f"built {into}/ with {engine}")


@main.command()
def sync() -> None:
    """Write the schema and the pages that are generated from the model and the vocabularies."""
    root = root_of(Path.cwd())
    catalog, problems = catalogs.load(root)
    if unread := catalogs.within(problems, [catalogs.VOCABULARY]):
        click.echo(FORMATS["text"](unread), nl=False, err=True)
        raise click.ClickException("nothing was written: the vocabularies come first")
    for name in generated.sync(root, catalog.vocabularies):
        click.echo(f"wrote {name}")


@main.command()
@click.option("--port", default=8000, help="The port to begin with; the first free one is taken.")
def serve(port: int) -> None:
    """Build the site and show it, with changes as they are made."""
    root = root_of(Path.cwd())
    address = f"127.0.0.1:{_free_port(port)}"
    os.chdir(root)
    # MkDocs takes this process's place, so that whoever ends it ends the server
    words = [sys.executable, "-m", "mkdocs", "serve", "--open", "--dev-addr", address]
    os.execve(sys.executable, words, os.environ | {"NO_MKDOCS_2_WARNING": "1"})  # noqa: S606 - our own words


def _free_port(first: int) -> int:
    """The first port from a number on that nothing listens at."""
    for port in range(first, first + 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise click.ClickException(f"no free port from {first} to {first + 99}; name another with --port")
