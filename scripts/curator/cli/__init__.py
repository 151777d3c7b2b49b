"""The command `curator`; each of its commands stands in a module beside this one."""

import click

from curator.cli.building import build, serve, sync
from curator.cli.check import check
from curator.cli.mending import fix, fmt
from curator.cli.review import comment, review


@click.group()
def main() -> None:
    """Check the catalog's records and build its site."""


for command in (check, build, sync, serve, fmt, fix, review, comment):
    main.add_command(command)
