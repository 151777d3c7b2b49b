"""The root folder of the catalog."""

from pathlib import Path

import click


def root_of(start: Path) -> Path:
    """Return the nearest folder with mkdocs.yml, from a folder upwards."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise click.ClickException(f"no mkdocs.yml in {start} or above it: run curator in the folder of the catalog")
