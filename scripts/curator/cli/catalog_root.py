"""Where the catalog is."""

from pathlib import Path

import click


def root_of(start: Path) -> Path:
    """The nearest folder upward that holds mkdocs.yml."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise click.ClickException(f"no mkdocs.yml in {start} or above it: run curator inside the catalog's folder")
