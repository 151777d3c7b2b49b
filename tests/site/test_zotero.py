"""Zotero saves every page as a dataset and imports every work from every format, with complete authors, title, year, DOI, publisher and license.

The answers of a translation server are kept in tests/zotero; `make test-zotero` compares a running server with them and with all pages and works.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from compare_zotero import RECORDED, page_tags
from conftest import ROOT
from curator.records.bibliography import Name, Reference
from curator.records.catalog import Catalog
from curator.records.settings import read
from curator.site import how_to_cite
from curator.site.exports.citation_formats import FORMATS, CitationFormat
from curator.site.views import dataset_metadata, head_tags
from zotero_reading import FILES, ZoteroItem, from_page

ANSWERS: list[dict[str, Any]] = json.loads(RECORDED.read_text(encoding="utf-8"))
TYPES = {"article": "journalArticle", "inproceedings": "conferencePaper", "techreport": "report", "dataset": "dataset", "misc": "preprint", "online": "webpage"}
"""The item type of each kind of work, from CSL-JSON."""
OTHER_TYPES = {"bib": {"dataset": "document", "preprint": "document", "webpage": "document"}, "ris": {"preprint": "journalArticle"}}
"""Item types for which BibTeX and RIS have no name that Zotero reads."""


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer['format']}-{answer['item']['title'][:20]}")
def test_recorded_answers_are_expected(answer: dict[str, Any]) -> None:
    """What these tests expect of Zotero is what a translation server answered for ten pages, and for twelve works in each format."""
    read_item = from_page([tuple(tag) for tag in answer["source"]]) if answer["format"] == "page" else next(FILES[answer["format"]](answer["source"]))
    assert read_item._asdict() == answer["item"] | {"creators": tuple(answer["item"]["creators"])}


def _whole(name: str) -> str:
    """Return the name of an organization as reference managers keep it."""
    return re.sub(r"\s*[,;]\s*", " – ", name)


def test_pages_are_saved_as_datasets(site: Path, catalog: Catalog) -> None:
    """Zotero saves every page as a dataset with all creators, organizations whole, and with title, year, DOI, publisher and the names of all licenses."""
    for id_, record in catalog.records.items():
        item = from_page(page_tags(site / "datasets" / id_ / "index.html"))
        creators = dataset_metadata.creators(record, catalog).creators
        names = tuple(f"{it.family}, {it.given}" if it.given else _whole(it.family) for it in creators)
        licenses = "; ".join(head_tags.rights(record, catalog)) or "License not known"
        facts = (head_tags.year(record, catalog), dataset_metadata.doi(record, catalog), dataset_metadata.publisher(record, catalog))
        assert item == ZoteroItem("dataset", names, record.name, *facts, licenses), id_


def _expected(work: Reference, form: str) -> ZoteroItem:
    """Return a work as Zotero keeps it; suffixes are lost in CSL-JSON, and only BibTeX has a name for unnamed authors."""
    kind = OTHER_TYPES.get(form, {}).get(TYPES[work.kind], TYPES[work.kind])
    names = [_name(it, form) for it in work.authors] + ["others"] * (work.others and form == "bib")
    publisher = work.get("publisher") or work.get("organization")
    return ZoteroItem(kind, tuple(names), work.title, work.get("date") or work.year, work.doi, publisher if kind in ("dataset", "document") else "")


def _name(name: Name, form: str) -> str:
    if not name.given:
        return _whole(name.family) if form == "ris" else name.family
    return f"{name.family}, {name.given.partition(', ')[0] if form == 'csl' else name.given}"


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.key)
def test_works_are_imported(form: CitationFormat, catalog: Catalog) -> None:
    """Zotero imports every work, the catalog and the page of a dataset from every format, with the same properties and none left out."""
    settings = read(ROOT)
    institute = Reference("doe2019words", "dataset", (Name("Institute of Words, Harbour"),), others=False, fields={"title": "Words", "year": "2019"})
    page = how_to_cite.record_page_work("drive", catalog.records["drive"], settings)
    works = [*catalog.references.values(), how_to_cite.catalog_work(settings), page, institute]
    assert list(FILES[form.key](form.bibliography(works))) == [_expected(work, form.key) for work in works]
