"""The command `curator`; each of its commands stands in a module beside this one."""

import click

from curator.cli.building import build, serve, sync
from curator.cli.check import check
from curator.cli.from_issue import from_issue
from curator.cli.links import links
from curator.cli.mending import fix, fmt
from curator.cli.new import new
from curator.cli.rename import rename
from curator.cli.review import comment, review


@click.group()
def main() -> None:
    """Check the catalog's records and build its site."""


for command in (check, build, sync, serve, fmt, fix, new, rename, from_issue, links, review, comment):
    main.add_command(command)
