"""The commands `curator review` and `curator comment`."""

import re
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.review import github
from curator.review.compare import offered
from curator.review.compare import review as compare
from curator.review.document import document
from curator.review.document_blocks import Pages
from curator.review.git import NoRevisionError, checkout_of, commit_of, file_at
from curator.review.output_formats import annotations, markdown, plain_text
from curator.review.review_model import Review

FORMATS: dict[str, Callable[[Review, Pages], str]] = {
    "text": lambda review, pages: plain_text(document(review, pages)),
    "markdown": lambda review, pages: markdown(document(review, pages)),
    "github": lambda review, _: annotations(review),
    "json": lambda review, _: review.model_dump_json(indent=2) + "\n",
}
BULKY = frozenset({"data", "datasets", "search"})
"""Folders of the site that are not needed to look at single pages."""


def _url(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Accept a URL that can be used in a link."""
    if value and not re.fullmatch(r"https?://[^\s<>\"'()\\`]+", value):
        raise click.BadParameter("expected a complete http or https URL, e.g. https://example.org/preview/")
    return value


@click.command()
@click.option("--base", required=True, help="Git revision to compare the catalog with, e.g. origin/main.")
@click.option("--of", "head", help="Commit for which suggestions are offered. Its files must be the same as those in this folder.")
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True, help="Output format.")
@click.option("--pages", "prefix", default="", callback=_url, help="URL prefix of the rendered pages.")
@click.option("--archive", default="", callback=_url, help="URL of an archive of the rendered pages.")
@click.option("--save-pages", type=click.Path(path_type=Path), help="Copy the pages of changed records from site/ into this new folder.")
def review(base: str, head: str | None, form: str, save_pages: Path | None, **pages: str) -> None:
    """Summarize the changes since a git revision.

    Prints problems, questions for the reviewer, and every changed fact. The exit code is 1 if there are problems.
    """
    root = root_of(Path.cwd())
    try:
        with checkout_of(root, base) as before:
            found = compare(before, root, datetime.now(UTC).date())
            if head is not None:
                found = offered(found, before, root, partial(file_at, root, commit_of(root, head)))
    except NoRevisionError as error:
        raise click.ClickException(str(error)) from error
    if save_pages:
        copy_pages(found, root / "site", save_pages)
    click.echo(FORMATS[form](found, Pages(**pages)), nl=False)
    sys.exit(1 if found.problems else 0)


def copy_pages(review: Review, site: Path, into: Path) -> list[str]:
    """Copy the built pages of new and changed records with the files they use, and return the ids; do nothing if the site is not built."""
    if not (site / "datasets").is_dir():
        return []
    found = [it.id for it in review.records if it.kind != "removed" and (site / "datasets" / it.id).is_dir()]
    if not found:
        return []
    into.mkdir(parents=True, exist_ok=True)
    for path in sorted(site.iterdir()):
        if path.is_file():
            shutil.copy(path, into / path.name)
        elif path.name not in BULKY:
            shutil.copytree(path, into / path.name)
    for id_ in found:
        shutil.copytree(site / "datasets" / id_, into / "datasets" / id_)
    shutil.copy(site / "datasets" / "index.html", into / "datasets" / "index.html")
    return found


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--repository", required=True, help="Owner and name of the repository on GitHub.")
@click.option("--commit", required=True, help="Commit that was reviewed.")
@click.option("--run", "url", required=True, callback=_url, help="URL of the workflow run that wrote the review.")
def comment(folder: Path, repository: str, commit: str, url: str) -> None:
    """Post a review as a comment on its pull request.

    FOLDER contains the review as JSON and the number of the pull request. Only the workflow `comment.yml` runs this command.
    """
    try:
        click.echo(github.post(folder, github.Run(repository, commit, url), github.github))
    except github.RefusedReviewError as error:
        raise click.ClickException(str(error)) from error
