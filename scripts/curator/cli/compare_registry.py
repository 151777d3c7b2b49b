"""The command `curator compare`."""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, fields
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.records import load as catalogs
from curator.records import markdown_text
from curator.records.problem import as_github, as_text, printable
from curator.registries.idc_index import PACKAGE, MissingIndexError, Reader, read_index
from curator.registries.registry_comparison import IDC, ComparisonRow, RegistryComparison, compared, named_collections

HEADINGS = tuple(name.name for name in fields(ComparisonRow))


@click.command()
@click.argument("registry", type=click.Choice([IDC]))
@click.option("--format", "form", type=click.Choice(["github", "json", "markdown", "text"]), default="text", show_default=True, help="Output format.")
@click.pass_obj
def compare(reader: Reader | None, registry: str, form: str) -> None:
    """Compare the records with a registry.

    REGISTRY is `idc`, the Imaging Data Commons of the US National Cancer Institute. Every record with a collection under
    `registries` is compared with it. The exit code is 1 if there is a difference without an entry under `disputed`.
    """
    catalog, _ = catalogs.load(root_of(Path.cwd()))
    if left_out := sorted(catalog.sources.keys() - catalog.records.keys()):
        click.echo(f"not compared, because they have problems: {', '.join(left_out)}; run `curator check`", err=True)
    try:
        found = compared(catalog, (reader or read_index)(set(named_collections(catalog).values())))
    except MissingIndexError as error:
        raise click.ClickException(f"the index of `{registry}` cannot be read: {error}") from error
    click.echo(FORMATS[form](found), nl=False)
    sys.exit(1 if found.problems else 0)


def _plain_text(found: RegistryComparison) -> str:
    """Return the table in aligned columns, then the problems."""
    lines = [HEADINGS, *_cells(found.rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    table = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([_title(found), "", *(table if found.rows else ["No record names a collection."]), "", as_text(found.problems)])


def _markdown(found: RegistryComparison) -> str:
    """Return the table and the problems as Markdown."""
    lines = [HEADINGS, ("---",) * len(HEADINGS), *(tuple(map(markdown_text.escaped, row)) for row in _cells(found.rows))]
    table = [f"| {' | '.join(line)} |" for line in lines] if found.rows else ["No record names a collection."]
    return "\n".join([_title(found), "", *table, "", markdown_text.fenced_block(as_text(found.problems).rstrip(), "text"), ""])


def _json(found: RegistryComparison) -> str:
    return json.dumps(asdict(found), indent=2, ensure_ascii=False) + "\n"


FORMATS: dict[str, Callable[[RegistryComparison], str]] = {
    "github": lambda found: as_github(found.problems),
    "json": _json,
    "markdown": _markdown,
    "text": _plain_text,
}


def _title(found: RegistryComparison) -> str:
    return f"Compared with the Imaging Data Commons, {PACKAGE} {printable(found.version)}."


def _cells(rows: Iterable[ComparisonRow]) -> list[tuple[str, ...]]:
    return [tuple(printable(getattr(row, name)) or "–" for name in HEADINGS) for row in rows]
