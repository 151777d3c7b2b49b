"""The last check that found nothing: as long as nothing has changed since, there is nothing to check."""

from pathlib import Path

from curator.site import json_cache
from curator.site.build_inputs import Inputs, inputs

FILE = ".cache/curator/checked.json"
KIND = "check"
"""What takes the place of the engine in the hash of what a check reads."""


def found_nothing(root: Path) -> bool:
    """Return whether a check of the same files by the same program found nothing."""
    known = json_cache.cached_in(root / FILE)
    sources = known.get("sources")
    if not isinstance(sources, list) or not known.get("contents"):
        return False
    return bool(inputs(root, KIND, tuple(map(str, sources))).contents == known["contents"])


def remember(root: Path, checked: Inputs) -> None:
    """Keep a hash of the files in which a check found nothing."""
    if checked.contents:
        json_cache.save(root / FILE, {"sources": checked.sources, "contents": checked.contents}, "check the catalog")
