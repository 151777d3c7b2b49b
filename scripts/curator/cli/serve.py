"""The command `curator serve`."""

import socket
from functools import partial
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.site.preview.preview_server import HOST
from curator.site.preview.run_preview import preview

MAX_PORT = 65_535
PORTS_TRIED = 100


@click.command()
@click.option("--port", type=click.IntRange(1, MAX_PORT), default=8000, show_default=True, help="Port; if it is in use, the next free one is used.")
@click.option("--poll", is_flag=True, help="Look for changed files twice per second, where the system does not report changes, such as on network drives.")
def serve(port: int, *, poll: bool) -> None:
    """Serve the website and open it in the browser.

    Changes of records, pages, templates and settings are shown at once. Changes of Python code require a restart.
    """
    root = root_of(Path.cwd())
    preview(root, _free_port(port), partial(click.echo, err=True), poll=poll)


def _free_port(first: int) -> int:
    """Return the first port from `first` on that no process listens to."""
    last = min(first + PORTS_TRIED - 1, MAX_PORT)
    for port in range(first, last + 1):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)):
                return port
    raise click.ClickException(f"ports {first} to {last} are in use; choose another one with --port")
