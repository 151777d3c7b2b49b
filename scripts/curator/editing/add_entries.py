"""Adds works to the bibliography's text, which is sorted by key."""

import re

from curator.records import bibliography as references

_ENTRY = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)


class EntryError(Exception):
    """An entry that the bibliography does not take; the text is what is wrong with it."""


def added(bibliography: str, entry: str) -> str:
    """The bibliography with one more entry, at its place by key; all other bytes stay. Raises EntryError."""
    faults = references.read(entry.encode()).problems
    told = [problem.message for problem in faults if problem.code != "printed-number"]
    head = _ENTRY.match(entry)
    if told or not head:
        raise EntryError("; ".join(told) or "it is not BibTeX")
    after = next((found for found in _ENTRY.finditer(bibliography) if found[1] > head[1]), None)
    if after is None:
        return f"{bibliography.rstrip()}\n\n{entry}" if bibliography.strip() else entry
    return f"{bibliography[: after.start()]}{entry}\n{bibliography[after.start() :]}"
