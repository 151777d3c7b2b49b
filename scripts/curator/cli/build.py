"""The commands `curator build`, `curator serve` and `curator sync`."""

import os
import socket
import sys
from functools import partial
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.contribute import generated_files as generated
from curator.records import load as catalogs
from curator.records.problem import FORMATS
from curator.site.build_site import ENGINES, BuildError
from curator.site.build_site import build as site_build

MAX_PORT = 65_535
PORTS_TRIED = 100


@click.command()
@click.option("--engine", type=click.Choice(sorted(ENGINES)), default="mkdocs", show_default=True, help="Program that renders the hand-written pages.")
@click.option("--into", default="site", show_default=True, help="Output folder, inside the folder of mkdocs.yml.")
def build(engine: str, into: str) -> None:
    """Build the website.

    If the build fails, the previous website is left unchanged.
    """
    root = root_of(Path.cwd())
    try:
        problems = site_build(root, engine, into, partial(click.echo, err=True))
    except BuildError as error:
        raise click.ClickException(f"{error}\n{into}/ was not changed") from error
    if problems:
        click.echo(FORMATS["text"](problems), nl=False, err=True)
        raise click.ClickException(f"the catalog has problems; {into}/ was not changed")
    click.echo(f"built {into}/ with {engine}")


@click.command()
def sync() -> None:
    """Update all generated files.

    catalog/schema.json, three reference pages in docs/contribute/ and the issue forms are generated from the model and the vocabularies.
    """
    root = root_of(Path.cwd())
    catalog, problems = catalogs.load(root)
    if unread := catalogs.within(problems, [catalogs.VOCABULARY]):
        click.echo(FORMATS["text"](unread), nl=False, err=True)
        raise click.ClickException("nothing was written: fix the vocabularies first")
    for name in generated.sync(root, catalog.vocabularies):
        click.echo(f"wrote {name}")


@click.command()
@click.option("--port", type=click.IntRange(1, MAX_PORT), default=8000, show_default=True, help="Port; if it is in use, the next free one is used.")
def serve(port: int) -> None:
    """Build the website and open it in the browser.

    The website is rebuilt when files change.
    """
    root = root_of(Path.cwd())
    address = f"127.0.0.1:{_free_port(port)}"
    os.chdir(root)
    # MkDocs replaces this process, so that a signal to this process stops the server
    words = [sys.executable, "-m", "mkdocs", "serve", "--open", "--dev-addr", address]
    os.execve(sys.executable, words, os.environ | {"NO_MKDOCS_2_WARNING": "1"})  # noqa: S606 - a fixed command


def _free_port(first: int) -> int:
    """Return the first port from `first` on that no process listens to."""
    last = min(first + PORTS_TRIED - 1, MAX_PORT)
    for port in range(first, last + 1):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise click.ClickException(f"ports {first} to {last} are in use; choose another one with --port")
