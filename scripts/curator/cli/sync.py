"""The command `curator sync`."""

from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.contribute import generated_files as generated
from curator.records import load as catalogs
from curator.records.problem import FORMATS


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
