"""The command `curator rename`."""

from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.cli.fix import write
from curator.editing.rename_record import RenameError, renamed
from curator.records import load as catalogs


@click.command()
@click.argument("old")
@click.argument("new")
def rename(old: str, new: str) -> None:
    """Rename the record OLD to NEW in all files that refer to it.

    The old URL redirects to the new one.
    """
    root = root_of(Path.cwd()).resolve()
    try:
        texts = renamed(root, old, new, catalogs.load(root)[0])
    except RenameError as error:
        raise click.ClickException(str(error)) from error
    write(root, texts)
