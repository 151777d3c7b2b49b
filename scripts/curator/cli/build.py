"""The commands `curator build` and `curator sync`."""

import gc
from functools import partial
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.contribute import generated_files as generated
from curator.records import atomic_write
from curator.records import load as catalogs
from curator.records.problem import FORMATS
from curator.site.build_site import NO_ENGINE
from curator.site.build_site import build as site_build
from curator.site.engines import DEFAULT_ENGINE, ENGINES, BuildError, engine_pages
from curator.site.stored_frame import NAME, packed

_RARELY = (20_000, 10, 100)
"""How many new objects, and collections of newer ones, let Python look for garbage: a build keeps most of what it makes, so that looking for it would take a tenth of the time."""


@click.command()
@click.option(
    "--engine",
    type=click.Choice([*sorted(ENGINES), NO_ENGINE]),
    default=DEFAULT_ENGINE,
    show_default=True,
    help="Program that renders the hand-written pages; with `none`, they come from the archive that `curator frame` wrote.",
)
@click.option("--frame", default=NAME, show_default=True, type=click.Path(path_type=Path), help="Archive for `--engine none`.")
@click.option("--into", default="site", show_default=True, help="Output folder, inside the folder of mkdocs.yml.")
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True, help="Output format of problems.")
def build(engine: str, frame: Path, into: str, form: str) -> None:
    """Build the website.

    If the catalog has problems, or a record cannot be shown, they are reported and the previous website is left unchanged.
    """
    root = root_of(Path.cwd())
    gc.set_threshold(*_RARELY)
    try:
        problems = site_build(root, engine, into, partial(click.echo, err=True), frame.absolute())
    except BuildError as error:
        raise click.ClickException(f"{error}\n{into}/ was not changed") from error
    if problems:
        click.echo(FORMATS[form](problems), nl=False, err=form == "text")
        raise click.ClickException(f"the catalog has problems; {into}/ was not changed")
    click.echo(f"built {into}/ with {frame if engine == NO_ENGINE else engine}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=NAME)
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
