"""The command `curator from-issue`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.cli.check import everything
from curator.contribute.issues.answer import answered
from curator.contribute.issues.issue import read
from curator.contribute.issues.reply import comment, proposal
from curator.records import atomic_write
from curator.records import load as catalogs
from curator.records.problem import as_text
from curator.site.build_site import build
from curator.site.views.dataset_page import facts_by_path

LONGEST = 4_000_000
"""Bytes of a file that are read: an event is some tens of thousands."""


@click.command("from-issue")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--author", default="", help="The author's handle, where the file does not tell it.")
@click.option("--number", default=0, help="The issue's number, where the file does not tell it.")
@click.option(
    "--text", "text_file", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the text of the pull request, if there is to be one."
)
@click.option("--build", "builds", is_flag=True, help="Also build the site with the change, so that the comment can say that it builds.")
def from_issue(file: Path, author: str, number: int, text_file: Path | None, *, builds: bool) -> None:
    """Turn an issue that was made with a form into a change of the catalog.

    FILE holds the issue as GitHub's events give it, or the text of its body. Prints the comment for its author, as Markdown.
    """
    root = root_of(Path.cwd())
    with file.open("rb") as opened:
        issue = read(opened.read(LONGEST), author, number, datetime.now(UTC).date().isoformat())
    catalog, _ = catalogs.load(root)
    outcome = answered(issue, catalog, lambda id_: (root / catalogs.DATASETS / f"{id_}.yaml").read_text(encoding="utf-8"), facts_by_path)
    report = ""
    try:
        if outcome.text:
            atomic_write.replace({root / outcome.file: outcome.text})
            report = _report(root, builds=builds)
        if text_file:
            atomic_write.replace({text_file: proposal(outcome, issue) if outcome.text else None})
    except OSError as error:
        raise click.ClickException(f"a file could not be written: {error}") from error
    click.echo(comment(outcome, report), nl=False)


def _report(root: Path, *, builds: bool) -> str:
    """All that is wrong after the change and, if nothing is, whether the site builds."""
    problems = everything(root)[1]
    return as_text(problems) + (_built(root) if builds and not problems else "")


def _built(root: Path) -> str:
    """What a build of the site reports; whatever it is, the author gets a comment."""
    try:
        build(root)
    except Exception as error:  # noqa: BLE001 - a build that breaks off says more in the comment than in a log that the author cannot see
        return f"the site does not build with this change: {error}\n"
    return "the site builds with this change\n"
