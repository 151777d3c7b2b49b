"""Two versions of the small catalog, to be reviewed."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from conftest import ROOT
from curator.contribute import generated_files
from curator.records import load as catalogs
from curator.records.canonical_format import formatted
from curator.records.record_addresses import DATASETS
from curator.review.compare import review
from curator.review.document import document
from curator.review.document_blocks import Pages
from curator.review.output_formats import plain_text
from curator.review.review_model import Review

GOOD = f"{DATASETS}/good.yaml"


@dataclass(frozen=True)
class Sides:
    """The small catalog before and after a change, in two folders that are equal at first."""

    before: Path
    after: Path

    def reword(self, changes: Mapping[str, str], file: str = GOOD) -> None:
        """Replace texts of a file after the change; every text must occur."""
        reword(self.after / file, changes)

    def add(self, id_: str, changes: Mapping[str, str], *, both: bool = False) -> None:
        """Add a copy of the good record with replaced texts."""
        for folder in (self.before, self.after) if both else (self.after,):
            path = folder / DATASETS / f"{id_}.yaml"
            shutil.copy(self.before / GOOD, path)
            reword(path, changes)

    def review(self, today: date | None = None) -> Review:
        """Review the change."""
        return review(self.before, self.after, today)

    def text(self) -> str:
        """Return the review as plain text."""
        return plain_text(document(self.review(), Pages()))


OTHER = {
    "name: Harbour\n": "name: Lagoon\n",
    "aliases: [Harbour Vessels]\n": "",
    "homepage: https://example.org/harbour/": "homepage: https://example.org/lagoon/",
    "http://old.example.org/harbour/images.zip": "https://old.example.org/lagoon/images.zip",
    "citations: {paper: [example2020harbour], data: [example2021images]}\n\n": "",
}
"""Replacements that turn the good record into a record of other data."""


def reword(path: Path, changes: Mapping[str, str]) -> None:
    """Replace texts of a file; every text must occur."""
    content = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in content, old
        content = content.replace(old, new)
    path.write_text(content, encoding="utf-8")


def sides(folder: Path) -> Sides:
    """Create both versions of the small catalog, with current generated files and a record in canonical format."""
    before, after = folder / "before", folder / "after"
    shutil.copytree(ROOT / "tests" / "small", before)
    shutil.copytree(ROOT / "catalog" / "vocabulary", before / "catalog" / "vocabulary")
    (before / GOOD).write_text(formatted((before / GOOD).read_text(encoding="utf-8")), encoding="utf-8")
    generated_files.sync(before, catalogs.load(before)[0].vocabularies)
    shutil.copytree(before, after)
    return Sides(before, after)
