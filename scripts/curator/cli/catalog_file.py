"""The text of a file of the catalog that a command rewrites."""

from pathlib import Path

import click

from curator.records.problem import FORMATS
from curator.records.read_file import misplaced


def text_of(root: Path, file: str, errors: str = "strict") -> str:
    """Return the text of a file of the catalog; empty if there is none."""
    if problem := misplaced(root, file):
        raise click.ClickException(f"nothing was written: {file} cannot be read\n{FORMATS['text']([problem])}".rstrip())
    return (root / file).read_text(encoding="utf-8", errors=errors) if (root / file).is_file() else ""
