"""A site with the kinds of dataset pages that the published site rarely or never has: withdrawn, unavailable, and with problems."""

from pathlib import Path

from conftest import ROOT, small_copy
from curator.records.record_addresses import DATASETS
from curator.site.engine_commands import SITE
from curator.site.engines import engine_pages
from curator.site.fill_pages import prepared, write_site
from curator.site.page_folders import PageFolders
from curator.site.site_folder import SiteFolder
from page_kinds import PageKind
from reviewing import GOOD, OTHER, reword

SPECIAL = (
    PageKind("dataset-withdrawn", "datasets/withdrawn/"),
    PageKind("dataset-unavailable", "datasets/unavailable/"),
    PageKind("dataset-with-problems", "datasets/problems/"),
)
"""The kinds of pages of this site; it also has a page that redirects from a former id."""
DIFFERENCES = {
    "withdrawn": {"status: available\n": "status: withdrawn\nwithdrawn: {date: 2026-11-01, reason: Faces were visible.}\n"},
    "unavailable": {
        "status: available\n": "status: unavailable\n",
        "steps: [download]": "steps: [unavailable]",
        "year: 2021\n": "year: 2021\nformerly: [former]\n",
    },
    "problems": {"year: 2021\n": "year: soon\ncolour: red\n"},
}
"""What distinguishes each record from the record of the small catalog."""


def special_site(folder: Path, built: Path = ROOT) -> Path:
    """Build the site into a new folder, in the way of `curator serve`, which also shows records with problems."""
    root = small_copy(folder, built)
    good = (root / GOOD).read_text(encoding="utf-8")
    for id_, changes in DIFFERENCES.items():
        path = root / DATASETS / f"{id_}.yaml"
        path.write_text(good, encoding="utf-8")
        reword(path, OTHER | {"name: Harbour\n": f"name: {id_}\n"})
        reword(path, {"/lagoon": f"/{id_}"} | changes)
    content, settings, _ = prepared(root, tolerant=True)
    assert content is not None
    site = root / SITE
    write_site(engine_pages(root), PageFolders(SiteFolder(site, site)), content, settings)
    return site
