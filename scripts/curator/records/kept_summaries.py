"""Summaries of all records, cached together: one query takes less time than thousands."""

import pickle
from typing import Any, NamedTuple

from curator.records.kept_results import KeptResults, hashed
from curator.records.summary import Summary, linked, named
from curator.records.unpickler import unpickled

_KEY = "all summaries"
_SHARED = 2
"""First digits of the hash that the summaries in one part have in common: after an edit, two of 256 parts are written."""


class KeptSummary(NamedTuple):
    """A summary with two hashes: of the values that other pages show of the record, and of those by which rules about other records find it."""

    summary: Summary
    named: str
    linked: str


def with_hashes(it: Summary) -> KeptSummary:
    """Return a summary with its hashes."""
    return KeptSummary(it, hashed((repr(named(it)),)), hashed((repr(linked(it)),)))


class KeptSummaries:
    """Summaries by the hash of the content of the record."""

    def __init__(self, kept: KeptResults) -> None:
        self._kept = kept
        self._known: dict[Any, Any] = {}
        for content in kept.parts(_KEY).values():
            self._known |= unpickled(content, dict) or {}
        self._used: dict[str, KeptSummary] = {}

    def get(self, digest: str) -> KeptSummary | None:
        """Return the summary of a record; None if it is not known."""
        try:  # a cache can come from someone else
            values, named_, linked_ = self._known[digest]
            found = self._used[digest] = KeptSummary(Summary(*values), str(named_), str(linked_))
        except (KeyError, TypeError, ValueError):
            return None
        return found

    def put(self, digest: str, found: KeptSummary) -> None:
        """Keep the summary of a record."""
        self._used[digest] = found

    def save(self) -> None:
        """Write the summaries that were requested in this run; parts without differences are not written again."""
        parts = {str(digest)[:_SHARED] for digest in self._known.keys() ^ self._used.keys()}
        content: dict[str, dict[str, Any]] = {part: {} for part in parts}
        for digest, it in self._used.items():
            if digest[:_SHARED] in parts:
                content[digest[:_SHARED]][digest] = (tuple(it.summary), it.named, it.linked)
        for part, summaries in content.items():
            self._kept.put(_KEY, pickle.dumps(summaries), part)
        self._kept.save()
