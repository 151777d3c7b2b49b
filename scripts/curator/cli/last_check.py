"""The last check without problems: while nothing has changed since, nothing has to be checked."""

from pathlib import Path

from curator.site import json_cache
from curator.site.build_inputs import Inputs, inputs

FILE = ".cache/curator/checked.json"
KIND = "check"
"""The text that replaces the name of the engine in the hash of the files that a check reads."""


def compared(root: Path) -> tuple[Inputs | None, bool]:
    """Return the current state of the files that the last check without problems read, None if there was no such check, and whether they and the program are unchanged."""
    known = json_cache.cached_in(root / FILE)
    sources = known.get("sources")
    if not isinstance(sources, list) or not known.get("contents"):
        return None, False
    now = inputs(root, KIND, tuple(map(str, sources)))
    return now, bool(now.contents == known["contents"])


def remember(root: Path, checked: Inputs) -> None:
    """Store a hash of the files in which a check found no problems."""
    if checked.contents:
        json_cache.save(root / FILE, {"sources": checked.sources, "contents": checked.contents}, "check the catalog")
