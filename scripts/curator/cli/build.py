"""The commands `curator build` and `curator sync`."""

from functools import partial
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.contribute import generated_files as generated
from curator.records import load as catalogs
from curator.records.problem import FORMATS
from curator.site.build_site import ENGINES, BuildError
from curator.site.build_site import build as site_build


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
