"""Posts a review as the one comment of its pull request, or renews it.

This runs with the right to comment, on what a run without any rights left behind: all of that is data. It is limited in size and held to the shape of
a review; the words around it are ours; and the number of the pull request counts only where that pull request is at the commit that the run was about.
"""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from curator.review.blocks import Pages
from curator.review.document import document
from curator.review.markdown import MARKER, markdown
from curator.review.shape import Review

REVIEW, NUMBER = "review.json", "number"
"""The files that the first stage leaves."""
LARGEST = 1_000_000
"""Bytes of a review."""
DIGITS = 9
"""Digits of a pull request's number."""
AUTHOR = "github-actions[bot]"
"""Who writes our comments; one by anybody else is not ours, whatever it begins with."""

Call = Callable[[str, str, dict[str, str] | None], Any]
"""Asks GitHub: method, path, fields to send; gives the answer."""


class RefusedError(Exception):
    """What the run left is not what it should be; the text says why."""


@dataclass(frozen=True)
class Run:
    """The run that made a review, as GitHub tells of it."""

    repository: str
    commit: str
    url: str


def post(folder: Path, run: Run, call: Call) -> str:
    """Post or renew the comment, and say what was done; a pull request that has moved on is left to its next run."""
    number = _number(folder / NUMBER)
    review = _review(folder / REVIEW)
    pull = call("GET", f"repos/{run.repository}/pulls/{number}", None)
    if pull["head"]["sha"] != run.commit:
        return f"nothing posted: pull request {number} is not at commit {run.commit}"
    body = {"body": markdown(document(review, Pages(archive=run.url)))}
    ours = _ours(call, f"repos/{run.repository}/issues/{number}/comments")
    if ours is None:
        call("POST", f"repos/{run.repository}/issues/{number}/comments", body)
        return f"commented on pull request {number}"
    call("PATCH", f"repos/{run.repository}/issues/comments/{ours}", body)
    return f"renewed the comment on pull request {number}"


def _ours(call: Call, path: str) -> int | None:
    """The id of the comment that is ours, on whichever page of comments it stands."""
    page = 1
    while found := call("GET", f"{path}?per_page=100&page={page}", None):
        for comment in found:
            if (comment["user"] or {}).get("login") == AUTHOR and comment["body"].startswith(MARKER):
                return int(comment["id"])
        page += 1
    return None


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


def github(method: str, path: str, fields: dict[str, str] | None) -> Any:
    """An answer of GitHub's programming interface, asked through its own command `gh`, which takes the token from its environment."""
    words = ["gh", "api", "--method", method, path, *(["--input", "-"] if fields else [])]
    done = subprocess.run(words, input=json.dumps(fields) if fields else "", capture_output=True, text=True, check=False)  # noqa: S603 - a list, no shell
    if done.returncode:
        raise RefusedError(f"GitHub did not take `{method} {path}`: {done.stderr.strip()}")
    return json.loads(done.stdout)
