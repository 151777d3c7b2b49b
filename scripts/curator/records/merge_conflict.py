"""Markers of merge conflicts, which Git writes into files that two changes edited."""

import re

from curator.records.problem import Problem
from curator.records.read_file import place_in

_MARKER = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?=\s|\Z)", re.MULTILINE)
"""The four kinds of markers: the last separates the version that both sides changed."""


def merge_conflict(file: str, text: str) -> Problem | None:
    """Return the problem of the first conflict marker of a text; None if there is none."""
    marker = _MARKER.search(text)
    if not marker:
        return None
    line = place_in(text, marker.start()).line
    return Problem(file, line, 1, "merge-conflict", f"`{marker[0]}` is a merge conflict marker", "keep one side of the conflict, and delete the markers")
