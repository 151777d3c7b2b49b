"""The commands `curator review` and `comment`."""

import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.review import github, rendered_pages
from curator.review import pull_request_comment as comments
from curator.review.annotations import annotations
from curator.review.blocks import Pages
from curator.review.comment_markdown import markdown
from curator.review.compare import review as reviewed
from curator.review.data import Review
from curator.review.document import document
from curator.review.git import NoRevisionError, checkout_of, commit_of, file_at
from curator.review.suggested_lines import offered
from curator.review.terminal import text

FORMATS: dict[str, Callable[[Review, Pages], str]] = {
    "text": lambda review, pages: text(document(review, pages)),
    "markdown": lambda review, pages: markdown(document(review, pages)),
    "github": lambda review, _: annotations(review),
    "json": lambda review, _: review.model_dump_json(indent=2) + "\n",
}


def _address(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """An address that can stand in a link, or nothing."""
    if value and not re.fullmatch(r"https?://[^\s<>\"'()\\`]+", value):
        raise click.BadParameter("write a whole http or https address, e.g. https://example.org/preview/")
    return value


@click.command()
@click.option("--base", required=True, help="The revision of git to compare the catalog with, e.g. origin/main.")
@click.option("--of", "head", help="The commit that suggestions are offered for, where its files are as they stand; without it none are.")
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="How to print the review.")
@click.option("--pages", "prefix", default="", callback=_address, help="The address below which the rendered pages are.")
@click.option("--archive", default="", callback=_address, help="The address of an archive of the rendered pages.")
@click.option("--save-pages", type=click.Path(path_type=Path), help="Copy the pages of changed records from site/ into this new folder.")
def review(base: str, head: str | None, form: str, save_pages: Path | None, **pages: str) -> None:
    """Tell a reviewer what a change to the catalog does, and what is wrong with it; fail while there are problems."""
    root = root_of(Path.cwd())
    try:
        with checkout_of(root, base) as before:
            found = reviewed(before, root)
            if head is not None:
                found = offered(found, before, root, partial(file_at, root, commit_of(root, head)))
    except NoRevisionError as error:
        raise click.ClickException(str(error)) from error
    if save_pages:
        rendered_pages.save(found, root / "site", save_pages)
    click.echo(FORMATS[form](found, Pages(**pages)), nl=False)
    sys.exit(1 if found.problems else 0)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--repository", required=True, help="Owner and name on GitHub.")
@click.option("--commit", required=True, help="The commit that the review is about.")
@click.option("--run", "url", required=True, callback=_address, help="The address of the run that made the review.")
def comment(folder: Path, repository: str, commit: str, url: str) -> None:
    """Post the review that a run left in FOLDER as the comment of its pull request; for the workflow, which has the right to."""
    try:
        click.echo(comments.post(folder, github.Run(repository, commit, url), github.github))
    except github.RefusedError as error:
        raise click.ClickException(str(error)) from error
