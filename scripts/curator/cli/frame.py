"""The command `curator frame`."""

from functools import partial
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.records import atomic_write
from curator.site.engine_commands import DEFAULT_ENGINE, ENGINES, FRAME, BuildError
from curator.site.engines import engine_pages
from curator.site.stored_frame import packed


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=FRAME)
@click.option("--engine", type=click.Choice(sorted(ENGINES)), default=DEFAULT_ENGINE, show_default=True, help="Program that renders the hand-written pages.")
def frame(file: Path, engine: str) -> None:
    """Store the rendered hand-written pages as an archive.

    `curator build --engine none` builds the site from it without an engine. Commit the archive or attach it to a release.
    """
    root = root_of(Path.cwd())
    try:
        content = packed(root, engine, engine_pages(root, engine, partial(click.echo, err=True)))
    except BuildError as error:
        raise click.ClickException(f"{error}\n{file} was not written") from error
    atomic_write.replace({file: content})
    click.echo(f"wrote {file}")
