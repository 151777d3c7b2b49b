"""The command `curator build`."""

import gc
from functools import partial
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.records.problem import FORMATS
from curator.site.build_site import build as site_build
from curator.site.engine_commands import DEFAULT_ENGINE, ENGINES, FRAME, NO_ENGINE, BuildError

_RARELY = (200_000, 10, 100)
"""How many new objects, and collections of newer ones, let Python look for garbage: a build keeps most of what it makes, so that looking for it would take a tenth of the time."""


@click.command()
@click.option(
    "--engine",
    type=click.Choice([*sorted(ENGINES), NO_ENGINE]),
    default=DEFAULT_ENGINE,
    show_default=True,
    help="Program that renders the hand-written pages; with `none`, they come from the archive that `curator frame` wrote.",
)
@click.option("--frame", default=FRAME, show_default=True, type=click.Path(path_type=Path), help="Archive for `--engine none`.")
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
