"""The command `curator pdf`."""

from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.records import atomic_write
from curator.records.problem import FORMATS
from curator.site.fill_pages import prepared
from curator.site.print_catalog import PrintError, catalog_pdf


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default="catalog.pdf")
def pdf(file: Path) -> None:
    """Print the whole catalog as one PDF.

    Requires Chromium or Chrome, and the website in site/, whose styles are used: run `curator build` first.
    """
    root = root_of(Path.cwd())
    if not file.parent.is_dir():
        raise click.ClickException(f"{file.parent} is not a folder: create it, or name another file")
    found, settings, problems = prepared(root)
    if found is None:
        click.echo(FORMATS["text"](problems), nl=False, err=True)
        raise click.ClickException(f"the catalog has problems; {file} was not written")
    try:
        content = catalog_pdf(root, found, settings)
    except PrintError as error:
        raise click.ClickException(f"{error}\n{file} was not written") from error
    atomic_write.replace({file: content})
    click.echo(f"wrote {file}")
