"""The command `curator from-issue`."""

import asyncio
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from curator.cli.catalog_check import everything
from curator.cli.catalog_file import text_of
from curator.cli.catalog_root import root_of
from curator.contribute.issues.issue import read
from curator.contribute.issues.process_issue import comment, processed, proposal
from curator.contribute.issues.works import Works
from curator.links.doi_client import metadata
from curator.links.fetch import Fetcher
from curator.links.network import Network
from curator.records import atomic_write, bibliography
from curator.records import load as catalogs
from curator.records.problem import as_text
from curator.records.record_addresses import record_file
from curator.site.build_site import build
from curator.site.views.dataset_page import facts_by_path

MAX_BYTES = 4_000_000
"""Bytes read of a file. A GitHub event has some tens of thousands."""


@click.command("from-issue")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--author", default="", help="GitHub user name of the author, if the file does not contain it.")
@click.option("--number", default=0, help="Number of the issue, if the file does not contain it.")
@click.option(
    "--text", "text_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the text of the pull request to this file, if there is a change."
)
@click.option("--build", "builds", is_flag=True, help="Also build the site with the change and add the result to the comment.")
@click.pass_obj
def from_issue(fetcher: Fetcher | None, file: Path, author: str, number: int, text_file: Path | None, *, builds: bool) -> None:  # noqa: PLR0913 - the options
    """Apply an issue created with a form to the catalog.

    FILE is a GitHub event or issue as JSON, or the text of the issue. Prints the comment for the author as Markdown. DOIs that are not in the bibliography are
    requested from the DOI registry, and added to it.
    """
    root = root_of(Path.cwd())
    with file.open("rb") as opened:
        issue = read(opened.read(MAX_BYTES), author, number, datetime.now(UTC).date().isoformat())
    catalog, _ = catalogs.load(root)
    works = Works(catalog, text_of(root, bibliography.FILE, errors="replace"), partial(_metadata, fetcher))
    outcome = processed(issue, catalog, lambda id_: (root / record_file(id_)).read_text(encoding="utf-8"), facts_by_path, works)
    report = ""
    try:
        if outcome.text:
            files = {root / outcome.file: outcome.text}
            atomic_write.replace(files | ({root / bibliography.FILE: outcome.bibliography} if outcome.bibliography else {}))
            report = _report(root, builds=builds)
        if text_file:
            atomic_write.replace({text_file: proposal(outcome, issue) if outcome.text else None})
    except OSError as error:
        raise click.ClickException(f"cannot write: {error}") from error
    click.echo(comment(outcome, report), nl=False)


def _metadata(fetcher: Fetcher | None, doi: str) -> dict[str, Any]:
    """Return the metadata of a DOI from its registry. Raise MetadataError."""

    async def requested() -> dict[str, Any]:
        async with fetcher or Fetcher(Network(user_agent="curator")) as open_fetcher:
            return await metadata(doi, open_fetcher)

    return asyncio.run(requested())


def _report(root: Path, *, builds: bool) -> str:
    """Return the problems after the change and, if there are none, whether the site builds."""
    problems = everything(root)[1]
    return as_text(problems) + (_built(root) if builds and not problems else "")


def _built(root: Path) -> str:
    """Return the result of a build. An error becomes part of the comment."""
    try:
        problems = build(root)
    except Exception as error:  # noqa: BLE001 - the author sees the comment, not the log
        return f"the site does not build with this change: {error}\n"
    return f"the site does not build with this change:\n{as_text(problems)}" if problems else "the site builds with this change\n"
