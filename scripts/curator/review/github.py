"""Posts a review to its pull request on GitHub: one comment, which later runs update, and suggestions at lines, which a click applies.

This code has permission to comment, and its input comes from a run of untrusted code. Therefore all input is treated as data: limited in size, validated against the model of a
review, and posted only if the pull request is still at the commit of that run. Suggestions are limited to files of the catalog and to visible text.
"""

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from curator.records.markdown_text import fenced_block
from curator.records.problem import printable
from curator.review.document import document
from curator.review.document_blocks import Pages, number
from curator.review.output_formats import MARKER, markdown
from curator.review.review_model import MAX_TEXT, Review, Suggestion

REVIEW, NUMBER = "review.json", "number"
"""Files that the first stage writes."""
MAX_REVIEW = 1_000_000
"""Maximum size of a review in bytes."""
MAX_DIGITS = 9
"""Maximum number of digits of a pull request number."""
MAX_SUGGESTIONS = 20
"""Maximum number of suggestions at lines; the comment lists all of them."""
FOLDER = "catalog"
"""Folder in whose files suggestions are posted."""
AUTHOR = "github-actions[bot]"
"""Author of our comments; comments by other authors are ignored, regardless of their text."""
BODY = "Changes that `curator fmt` and `curator fix` would make; “Commit suggestion” applies them."
"""Text of the GitHub review that contains the suggestions."""

Call = Callable[[str, str, dict[str, Any] | None], Any]
"""A request to GitHub: method, path and fields; returns the response."""


class RefusedReviewError(Exception):
    """The input is invalid, or GitHub refused a request; the text says why."""


@dataclass(frozen=True)
class Run:
    """The workflow run that wrote a review, as GitHub describes it."""

    repository: str
    commit: str
    url: str


def post(folder: Path, run: Run, call: Call) -> str:
    """Post or update the comment and return what was done; nothing is posted if the pull request has a newer commit."""
    pull = _number(folder / NUMBER)
    review = _review(folder / REVIEW)
    if call("GET", f"repos/{run.repository}/pulls/{pull}", None)["head"]["sha"] != run.commit:
        return f"nothing posted: pull request {pull} is not at commit {run.commit}"
    # suggestions come first, because the comment says whether there are any
    by_click, suffix = _suggest(review.suggestions, pull, run, call)
    body = {"body": markdown(document(review, Pages(archive=run.url), by_click=by_click))}
    comments = _own_comments(call, f"repos/{run.repository}/issues/{pull}/comments")
    own = next((int(comment["id"]) for comment in comments if comment["body"].startswith(MARKER)), None)
    if own is None:
        call("POST", f"repos/{run.repository}/issues/{pull}/comments", body)
        return f"posted a comment on pull request {pull}{suffix}"
    call("PATCH", f"repos/{run.repository}/issues/comments/{own}", body)
    return f"updated the comment on pull request {pull}{suffix}"


def github(method: str, path: str, fields: dict[str, Any] | None) -> Any:
    """Send a request to GitHub's API with `gh`, which takes the token from the environment."""
    command = ["gh", "api", "--method", method, path, *(["--input", "-"] if fields else [])]
    done = subprocess.run(command, input=json.dumps(fields) if fields else "", capture_output=True, text=True, check=False)  # noqa: S603 - no shell
    if done.returncode:
        raise RefusedReviewError(f"GitHub refused `{method} {path}`: {printable(done.stderr.strip())}")
    return json.loads(done.stdout)


def _number(path: Path) -> int:
    text = _content(path, MAX_DIGITS + 1).decode("ascii", errors="replace").strip()
    if not text.isdigit():
        raise RefusedReviewError(f"{path.name} is not a pull request number")
    return int(text)


def _review(path: Path) -> Review:
    try:
        return Review.model_validate_json(_content(path, MAX_REVIEW))
    except ValidationError as error:
        raise RefusedReviewError(f"{path.name} is not a review: {number(error.error_count(), 'value')} not in the format of `curator review`") from error


def _content(path: Path, limit: int) -> bytes:
    """Return the content of a regular file up to a size limit."""
    if path.is_symlink() or not path.is_file():
        raise RefusedReviewError(f"{path.name} is missing or not a regular file")
    if path.stat().st_size > limit:
        raise RefusedReviewError(f"{path.name} is larger than {limit:,} bytes")
    return path.read_bytes()


def _own_comments(call: Call, path: str) -> Iterator[dict[str, Any]]:
    """Yield our comments from all pages of a list of comments."""
    page = 1
    while found := call("GET", f"{path}?per_page=100&page={page}", None):
        yield from (comment for comment in found if (comment["user"] or {}).get("login") == AUTHOR)
        page += 1


def _suggest(suggestions: Sequence[Suggestion], pull: int, run: Run, call: Call) -> tuple[bool, str]:
    """Post the suggestions that are not posted yet; return whether there are suggestions at lines, and what to add to the result."""
    wanted = list(islice(_line_comments(suggestions), MAX_SUGGESTIONS))
    if not wanted:
        return False, ""
    at = f"repos/{run.repository}/pulls/{pull}"
    try:
        posted = {(it["path"], it.get("line"), _normal(it["body"])) for it in _own_comments(call, f"{at}/comments")}
        new = [it for it in wanted if (it["path"], it["line"], it["body"]) not in posted]
        if new:
            call("POST", f"{at}/reviews", {"commit_id": run.commit, "event": "COMMENT", "body": BODY, "comments": new})
    except RefusedReviewError as error:
        return False, f"; suggestions could not be posted at their lines and are only in the comment: {error}"
    return True, f", with {number(len(new), 'new suggestion')} at lines" if new else ""


def _line_comments(suggestions: Sequence[Suggestion]) -> Iterator[dict[str, Any]]:
    """Yield the comments with suggestions in the format of GitHub's API."""
    for it in suggestions:
        body = fenced_block("\n".join(it.after), "suggestion")
        # a text of the maximum length may have been cut
        if it.offered and _in_catalog(it.file) and 1 <= it.first <= it.last and len(body) < MAX_TEXT and all(line == printable(line) for line in it.after):
            start = {"start_line": it.first, "start_side": "RIGHT"} if it.first < it.last else {}
            yield {"path": it.file, "side": "RIGHT", "line": it.last, **start, "body": body}


def _in_catalog(file: str) -> bool:
    path = PurePosixPath(file)
    return file == str(path) == printable(file) and path.parts[0] == FOLDER and len(path.parts) > 1 and ".." not in path.parts


def _normal(body: str) -> str:
    """Return the text of a comment with the line ends that were sent."""
    return body.replace("\r\n", "\n").rstrip("\n")
