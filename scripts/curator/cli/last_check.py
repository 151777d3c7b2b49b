"""The last check that found nothing: as long as nothing has changed since, there is nothing to check."""

from pathlib import Path

from curator.site import json_cache
from curator.site.build_inputs import Inputs, inputs

FILE = ".cache/curator/checked.json"
KIND = "check"
"""What takes the place of the engine in the hash of what a check reads."""


def compared(root: Path) -> tuple[Inputs | None, bool]:
    """Return what a check that found nothing read, as it is now, and whether it is still the same for the same program; None if there was no such check."""
    known = json_cache.cached_in(root / FILE)
    sources = known.get("sources")
    if not isinstance(sources, list) or not known.get("contents"):
        return None, False
    now = inputs(root, KIND, tuple(map(str, sources)))
    return now, bool(now.contents == known["contents"])


def remember(root: Path, checked: Inputs) -> None:
    """Keep a hash of the files in which a check found nothing."""
    if checked.contents:
        json_cache.save(root / FILE, {"sources": checked.sources, "contents": checked.contents}, "check the catalog")
