"""A site with a part of the catalog, for tests in a browser of what does not depend on the number of records: its table takes a third of the time."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from curator.records.catalog import Catalog
from curator.records.kept_results import FILE
from curator.records.model import Dataset
from curator.records.settings import read
from curator.site.citations import CitationTexts
from curator.site.engine_commands import DEFAULT_ENGINE
from curator.site.engines import pages_made
from curator.site.fill_pages import write_site
from curator.site.overview.drawn_figures import NoFigures
from curator.site.page_folders import PageFolders
from curator.site.record_pages import uncached
from curator.site.render import Rendering, content
from curator.site.site_folder import SiteFolder
from curator.site.views.filters import FACETS

NAMED = frozenset(
    [
        "acdc",
        "ade20k",
        "bus-dataset-b",
        "busi",
        "camelyon16",
        "camelyon17",
        "cardiac-mri-york",
        "cbis-ddsm",
        "chaos-ct",
        "chaos-mri",
        "chexpert",
        "cifar-100",
        "drishti-gs",
        "drive",
        "eyepacs",
        "fives",
        "hrf",
        "imagenet-ilsvrc2012",
        "intel-mobileodt",
        "isic-2019",
        "kits19",
        "luna16",
        "messidor",
        "monuseg",
        "mura",
        "nci-isbi-2013-prostate",
        "oct2017",
        "pancreas-ct",
        "pascal-voc",
        "refuge",
        "stare",
        "tnbc",
    ]
)
"""The records that tests name."""
COVERED = ("modality", "license", "task")
"""The filters that have the same terms as in the whole catalog."""


def some_of(catalog: Catalog) -> Catalog:
    """Return a part of the catalog: the records that tests name, those of the printed table, and some that together have every other term of a few filters."""
    ids = NAMED | {row.record for row in catalog.printed.rows}
    terms = {id_: {(facet.key, term) for facet in FACETS if facet.key in COVERED for term in facet.terms_of(id_, catalog)} for id_ in catalog.records}
    left = set().union(*terms.values()).difference(*(terms[id_] for id_ in ids))
    while left:
        ids |= {most := max(terms, key=lambda id_: len(terms[id_] & left))}
        left -= terms[most]
    records = {id_: _related_to(ids, record) for id_, record in catalog.records.items() if id_ in ids}
    return replace(catalog, records=records, sources={id_: catalog.sources[id_] for id_ in records})


def _related_to(ids: AbstractSet[str], record: Dataset) -> Dataset:
    """Return a record without its relations to records that are not in the catalog."""
    return record.model_copy(update={"relations": tuple(it for it in record.relations if it.to is None or it.to in ids)})


def write_some_site(folder: Path, some: Catalog, whole: Path) -> None:
    """Write the site of a part of the catalog into a new folder, with what was kept of the whole site."""
    root = whole.parent
    settings = read(root)
    made = content(some, settings, CitationTexts.cached_in(root / FILE), rendering=Rendering(uncached, NoFigures()))
    write_site(pages_made(root, DEFAULT_ENGINE, folder.with_name("work")), PageFolders(SiteFolder(folder, folder)), made, settings)
