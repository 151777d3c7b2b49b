"""Posts a review as the one comment of its pull request, or renews it, and what it suggests at the lines.

This runs with the right to comment, on what a run without any rights left behind: all of that is data. It is limited in size and held to the shape of
a review; the words around it are ours; and the number of the pull request counts only where that pull request is at the commit that the run was about.
"""

from pathlib import Path

from pydantic import ValidationError

from curator.review.blocks import Pages
from curator.review.comment_markdown import MARKER, markdown
from curator.review.data import Review
from curator.review.document import document
from curator.review.github import Call, RefusedError, Run, own_comments
from curator.review.suggestions import suggest

REVIEW, NUMBER = "review.json", "number"
"""The files that the first stage leaves."""
LARGEST = 1_000_000
"""Bytes of a review."""
DIGITS = 9
"""Digits of a pull request's number."""


def post(folder: Path, run: Run, call: Call) -> str:
    """Post or renew the comment, and say what was done; a pull request that has moved on is left to its next run."""
    number = _number(folder / NUMBER)
    review = _review(folder / REVIEW)
    pull = call("GET", f"repos/{run.repository}/pulls/{number}", None)
    if pull["head"]["sha"] != run.commit:
        return f"nothing posted: pull request {number} is not at commit {run.commit}"
    # before the comment, which says whether there is something to click
    by_click, said = suggest(review.mendings, number, run, call)
    body = {"body": markdown(document(review, Pages(archive=run.url), by_click=by_click))}
    ours = _ours(call, f"repos/{run.repository}/issues/{number}/comments")
    if ours is None:
        call("POST", f"repos/{run.repository}/issues/{number}/comments", body)
        return f"commented on pull request {number}{said}"
    call("PATCH", f"repos/{run.repository}/issues/comments/{ours}", body)
    return f"renewed the comment on pull request {number}{said}"


def _ours(call: Call, path: str) -> int | None:
    """The id of the comment that is ours and holds the review."""
    return next((int(comment["id"]) for comment in own_comments(call, path) if comment["body"].startswith(MARKER)), None)


def _number(path: Path) -> int:
    text = _content(path, DIGITS + 1).decode("ascii", errors="replace").strip()
    if not text.isdigit():
        raise RefusedError(f"{path.name} is not the number of a pull request")
    return int(text)


def _review(path: Path) -> Review:
    try:
        return Review.model_validate_json(_content(path, LARGEST))
    except ValidationError as error:
        raise RefusedError(f"{path.name} is not a review: {error.error_count()} places of it are not as `curator review` writes them") from error


def _content(path: Path, largest: int) -> bytes:
    """A file's content, where it is a file and no larger than it may be."""
    if path.is_symlink() or not path.is_file():
        raise RefusedError(f"{path.name} is missing, or no file")
    if path.stat().st_size > largest:
        raise RefusedError(f"{path.name} has more than {largest:,} bytes")
    return path.read_bytes()
