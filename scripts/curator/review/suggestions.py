"""Posts mendings as suggestions at their lines, which a click on GitHub applies.

What a run left is data here too: only files of the catalog are named, only lines that show all that they hold are suggested, and only so many.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from curator.records.markdown_text import fenced_block
from curator.records.problem import printable
from curator.review.blocks import number
from curator.review.data import LONGEST, Mending
from curator.review.github import Call, RefusedError, Run, own_comments

MOST = 20
"""Suggestions that stand at lines; all of them are in the comment."""
FOLDER = "catalog"
"""The folder in whose files suggestions are made."""
BODY = "These lines are as `curator fmt` and `curator fix` would write them; “Commit suggestion” at each of them applies it."
"""What the review says that holds the suggestions."""


def suggest(mendings: Sequence[Mending], pull: int, run: Run, call: Call) -> tuple[bool, str]:
    """Post those suggestions that do not stand yet; whether some stand at their lines now, and what to say of it after the word on the comment."""
    wanted = list(islice(_comments(mendings), MOST))
    if not wanted:
        return False, ""
    at = f"repos/{run.repository}/pulls/{pull}"
    try:
        standing = {(it["path"], it.get("line"), _normal(it["body"])) for it in own_comments(call, f"{at}/comments")}
        lacking = [it for it in wanted if (it["path"], it["line"], it["body"]) not in standing]
        if lacking:
            call("POST", f"{at}/reviews", {"commit_id": run.commit, "event": "COMMENT", "body": BODY, "comments": lacking})
    except RefusedError as error:
        return False, f"; no suggestions stand at lines, which the comment shows all the same: {error}"
    return True, f", with {number(len(lacking), 'new suggestion')} at lines" if lacking else ""


def _comments(mendings: Sequence[Mending]) -> Iterator[dict[str, Any]]:
    """The comments of a review that hold suggestions, as GitHub takes them."""
    for it in mendings:
        body = fenced_block("\n".join(it.after), "suggestion")
        # a line that is as long as a review holds may have been cut
        if it.offered and _in_catalog(it.file) and 1 <= it.first <= it.last and len(body) < LONGEST and all(line == printable(line) for line in it.after):
            start = {"start_line": it.first, "start_side": "RIGHT"} if it.first < it.last else {}
            yield {"path": it.file, "side": "RIGHT", "line": it.last, **start, "body": body}


def _in_catalog(file: str) -> bool:
    path = PurePosixPath(file)
    return file == str(path) == printable(file) and path.parts[0] == FOLDER and len(path.parts) > 1 and ".." not in path.parts


def _normal(body: str) -> str:
    """A comment's text as it was sent, however its lines end."""
    return body.replace("\r\n", "\n").rstrip("\n")
