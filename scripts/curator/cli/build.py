"""The commands that make files: `curator build`, `serve` and `sync`."""

import os
import socket
import sys
from functools import partial
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.contribute import sync as generated
from curator.records import load as catalogs
from curator.records.problem import FORMATS
from curator.site.build_site import ENGINES, BuildError
from curator.site.build_site import build as site_build

HIGHEST = 65_535
"""The highest port there is."""


@click.command()
@click.option("--engine", type=click.Choice(sorted(ENGINES)), default="mkdocs", help="What renders the hand-written pages and the frame.")
@click.option("--into", default="site", help="Folder for the site, inside the catalog's.")
def build(engine: str, into: str) -> None:
    """Build the site, or leave the last good one."""
    root = root_of(Path.cwd())
    try:
        problems = site_build(root, engine, into, partial(click.echo, err=True))
    except BuildError as error:
        raise click.ClickException(f"{error}\n{into}/ stays as it was") from error
    if problems:
        click.echo(FORMATS["text"](problems), nl=False, err=True)
        raise click.ClickException(f"the catalog has problems; {into}/ stays as it was")
    click.echo(f"built {into}/ with {engine}")


@click.command()
def sync() -> None:
    """Write the schema, the pages and the forms that are generated from the model and the vocabularies."""
    root = root_of(Path.cwd())
    catalog, problems = catalogs.load(root)
    if unread := catalogs.within(problems, [catalogs.VOCABULARY]):
        click.echo(FORMATS["text"](unread), nl=False, err=True)
        raise click.ClickException("nothing was written: the vocabularies come first")
    for name in generated.sync(root, catalog.vocabularies):
        click.echo(f"wrote {name}")


@click.command()
@click.option("--port", type=click.IntRange(1, HIGHEST), default=8000, help="The port to begin with; the first free one is taken.")
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
    last = min(first + 99, HIGHEST)
    for port in range(first, last + 1):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise click.ClickException(f"no free port from {first} to {last}; name another with --port")
