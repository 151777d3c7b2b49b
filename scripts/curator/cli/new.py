"""The command `curator new`."""

import asyncio
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from curator.cli.catalog_file import text_of
from curator.cli.catalog_root import root_of
from curator.cli.fix import write
from curator.editing import bibtex_entry, doi_record
from curator.editing.bibtex_entry import EntryError, added
from curator.editing.new_record import OPTIONAL, new_record, refusal
from curator.links.doi_client import MetadataError, metadata
from curator.links.fetch import Fetcher
from curator.links.network import Network
from curator.records import bibliography, read_file, yaml_source
from curator.records import load as catalogs
from curator.records.catalog import Catalog
from curator.records.doi import canonical_doi
from curator.records.problem import FORMATS
from curator.records.record_addresses import DATASETS, record_file
from curator.records.reference import DOI_FIELDS

_NOT_COPIED = ("formerly", "corrections", "changes", "checked")
"""Fields that are specific to a record and not copied to another one."""


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--doi", help="DOI of the data or the paper. The metadata are requested from the DOI registry.")
@click.option(
    "--from", "start", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="File with a record or some of its fields, whose values are copied."
)
@click.pass_obj
def new(fetcher: Fetcher | None, id_: str, doi: str | None, start: Path | None) -> None:
    """Create a record to fill in.

    The file catalog/datasets/ID.yaml contains the required fields.
    """
    root = root_of(Path.cwd()).resolve()
    catalog, _ = catalogs.load(root)
    if why := refusal(id_, catalog, root):
        raise click.ClickException(why)
    path = root / record_file(id_)
    known, works = _from_doi(doi, catalog, root, fetcher) if doi else ({}, {})
    today = datetime.now(UTC).date().isoformat()
    values = _merged({"changes": [{"date": today, "what": "First record."}], "checked": today}, _merged(known, _starting_values(start, root)))
    path.parent.mkdir(exist_ok=True, parents=True)  # git keeps no folder of a catalog without records
    write(root, {path: new_record(values), **works})
    click.echo(f"Fill in the empty fields, then run `curator check {os.path.relpath(path)}`.")
    click.echo(f"Optional fields: {', '.join(OPTIONAL)}. See docs/contribute/fields.md.")


def _starting_values(start: Path | None, root: Path) -> dict[str, Any]:
    """Return the values of the file to start with; those of another record without the fields about that record."""
    if start is None:
        return {}
    found = yaml_source.read(str(start), read_file.start_of(start))
    problems = [problem for problem in found.problems if problem.code != "empty-value"]
    if problems:
        raise click.ClickException(f"nothing was written: {start} cannot be read\n{FORMATS['text'](problems)}".rstrip())
    if not isinstance(found.value, dict):
        raise click.ClickException(f"nothing was written: {start} contains no fields")
    own = _NOT_COPIED if start.resolve().is_relative_to(root / DATASETS) else ()
    return {field: value for field, value in found.value.items() if field not in own and value is not None}


def _from_doi(doi: str, catalog: Catalog, root: Path, fetcher: Fetcher | None) -> tuple[dict[str, Any], dict[Path, str | None]]:
    """Return the values that the metadata of a DOI give, and the bibliography with the work; report what is not available."""
    bare = canonical_doi(doi)
    if not bare:
        raise click.ClickException(f"`{doi}` is not a DOI: write it like 10.1109/tmi.2004.825627")
    try:
        found = asyncio.run(_metadata(bare, fetcher or Fetcher(Network(user_agent="curator"))))
    except MetadataError as error:
        click.echo(f"the metadata of {bare} could not be fetched: {error}; the record is written without them", err=True)
        return {}, {}
    cited = next((key for key, work in catalog.references.items() if bare in map(work.get, DOI_FIELDS)), "")
    key, works = (cited, {}) if cited else _with_citation(found, bare, catalog, root)
    return doi_record.values(found, key, bare, catalog.vocabularies.licence), works


async def _metadata(doi: str, fetcher: Fetcher) -> dict[str, Any]:
    async with fetcher:
        return await metadata(doi, fetcher)


def _with_citation(found: Mapping[str, Any], doi: str, catalog: Catalog, root: Path) -> tuple[str, dict[Path, str | None]]:
    """Return the key of a work that is not in the bibliography, and the bibliography with it."""
    key = bibtex_entry.key(found, catalog.keys)
    try:
        return key, {root / bibliography.FILE: added(text_of(root, bibliography.FILE), bibtex_entry.entry(found, key, doi))}
    except (EntryError, UnicodeDecodeError) as error:
        click.echo(f"{doi} was not added to {bibliography.FILE}: {error}; add the work there yourself", err=True)
        return "", {}


def _merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Return two sets of values as one; the second takes precedence."""
    both = {field: {**first[field], **second[field]} for field in first if isinstance(first[field], dict) and isinstance(second.get(field), dict)}
    return {**first, **second, **both}
