"""GitHub, as it is asked by what comments on a pull request."""

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from curator.records.problem import printable

AUTHOR = "github-actions[bot]"
"""Who writes our comments; one by anybody else is not ours, whatever it holds."""

Call = Callable[[str, str, dict[str, Any] | None], Any]
"""Asks GitHub: method, path, fields to send; gives the answer."""


class RefusedError(Exception):
    """What the run left is not what it should be, or GitHub did not take it; the text says why."""


@dataclass(frozen=True)
class Run:
    """The run that made a review, as GitHub tells of it."""

    repository: str
    commit: str
    url: str


def own_comments(call: Call, path: str) -> Iterator[dict[str, Any]]:
    """The comments that are ours at an address that lists comments, on whichever page of the list they stand."""
    page = 1
    while found := call("GET", f"{path}?per_page=100&page={page}", None):
        yield from (comment for comment in found if (comment["user"] or {}).get("login") == AUTHOR)
        page += 1


def github(method: str, path: str, fields: dict[str, Any] | None) -> Any:
    """An answer of GitHub's programming interface, asked through its own command `gh`, which takes the token from its environment."""
    words = ["gh", "api", "--method", method, path, *(["--input", "-"] if fields else [])]
    done = subprocess.run(words, input=json.dumps(fields) if fields else "", capture_output=True, text=True, check=False)  # noqa: S603 - a list, no shell
    if done.returncode:
        raise RefusedError(f"GitHub did not take `{method} {path}`: {printable(done.stderr.strip())}")
    return json.loads(done.stdout)
