"""Small catalogs to review: one folder as it was, one as it is."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from conftest import ROOT
from curator.contribute import sync
from curator.records import load as catalogs
from curator.records.canonical_format import formatted
from curator.review.blocks import Pages
from curator.review.compare import review
from curator.review.data import Review
from curator.review.document import document
from curator.review.terminal import text

GOOD = f"{catalogs.DATASETS}/good.yaml"


@dataclass(frozen=True)
class Sides:
    """The small catalog in two folders, equal at first."""

    before: Path
    after: Path

    def reword(self, changes: Mapping[str, str], file: str = GOOD) -> None:
        """Replace words of a file after the change; each has to be there."""
        reword(self.after / file, changes)

    def add(self, id_: str, changes: Mapping[str, str], *, both: bool = False) -> None:
        """Write a record that is the good one with other words."""
        for folder in (self.before, self.after) if both else (self.after,):
            path = folder / catalogs.DATASETS / f"{id_}.yaml"
            shutil.copy(self.before / GOOD, path)
            reword(path, changes)

    def review(self) -> Review:
        """The review of the change."""
        return review(self.before, self.after)

    def told(self) -> str:
        """The review as text."""
        return text(document(self.review(), Pages()))


OTHER = {
    "name: Harbour\n": "name: Lagoon\n",
    "aliases: [Harbour Vessels]\n": "",
    "homepage: https://example.org/harbour/": "homepage: https://example.org/lagoon/",
    "http://old.example.org/harbour/images.zip": "https://old.example.org/lagoon/images.zip",
    "citations: {paper: [example2020harbour], data: [example2021images]}\n\n": "",
}
"""What makes of the good record one about other data."""


def reword(path: Path, changes: Mapping[str, str]) -> None:
    """Replace words of a file; each has to be there."""
    content = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in content, old
        content = content.replace(old, new)
    path.write_text(content, encoding="utf-8")


def sides(folder: Path) -> Sides:
    """The small catalog twice, its generated files fresh and its record in the one form."""
    before, after = folder / "before", folder / "after"
    shutil.copytree(ROOT / "tests" / "small", before)
    shutil.copytree(ROOT / "catalog" / "vocabulary", before / "catalog" / "vocabulary")
    (before / GOOD).write_text(formatted((before / GOOD).read_text(encoding="utf-8")), encoding="utf-8")
    sync.sync(before, catalogs.load(before)[0].vocabularies)
    shutil.copytree(before, after)
    return Sides(before, after)
