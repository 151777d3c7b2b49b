"""The built pages of the records that a change touches, with what they need to be looked at."""

import shutil
from pathlib import Path

from curator.review.data import Review

BULKY = frozenset({"data", "datasets", "search"})
"""Folders of the site that a reviewer of some pages can do without."""


def save(review: Review, site: Path, into: Path) -> list[str]:
    """Copy the pages of new and changed records into a new folder and name their ids; without a built site nothing is made."""
    if not (site / "datasets").is_dir():
        return []
    found = [it.id for it in review.records if it.fate != "removed" and (site / "datasets" / it.id).is_dir()]
    if not found:
        return []
    for path in sorted(site.iterdir()):
        if path.is_dir() and path.name not in BULKY:
            shutil.copytree(path, into / path.name)
        elif path.is_file():
            into.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, into / path.name)
    for id_ in found:
        shutil.copytree(site / "datasets" / id_, into / "datasets" / id_)
    shutil.copy(site / "datasets" / "index.html", into / "datasets" / "index.html")
    return found
