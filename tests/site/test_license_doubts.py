"""Tests of a license that is not verified: no page, table, filter or file presents it, or an answer that follows from it, as certain."""

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from curator.records.catalog import Catalog

DOUBTED, CERTAIN = ("chase-db1", "hrf", "fives"), ("papila", "idrid", "camelyon16")
"""Datasets whose license allows commercial use: according to others than the owners, and on a page of the owners."""
MARK = ", not verified"
COLUMNS = ("commercial_use", "licence", "redistribution", "derivatives", "attribution", "trained_models")
FILTERS = ("license", "use", "sharing", "models")


def _page(site: Path, path: str) -> html.HtmlElement:
    return html.fromstring((site / path / "index.html").read_bytes())


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _dataset_page(site: Path, id_: str) -> Iterator[str]:
    """The header, the facts, the row of the license with its permissions, and the metadata."""
    page = _page(site, f"datasets/{id_}")
    yield from (_text(it) for it in page.xpath("//ul[@class='badges']/li[b = 'License' or b = 'Commercial use']"))
    yield from (_text(it) for it in page.xpath("//div[@class='facts']//tr[th = 'License']/td"))
    yield from (_text(it).rstrip("0123456789") for it in page.xpath("//table[@class='permissions']//span[@data-compare]"))
    yield page.xpath("//meta[@name='DC.rights']/@content")[0]


def _first_rows(site: Path, id_: str) -> Iterator[str]:
    """The row of Table 1, if the page has it without scripts."""
    for row in _page(site, "").xpath(f"//tr[@id='{id_}']"):
        yield from (_text(it) for it in row.xpath("td[@data-key='commercial_use' or @data-key='licence']"))


def _browse_page(site: Path, id_: str) -> Iterator[str]:
    """The rows on the page of a task."""
    for row in _page(site, "browse/task/segmentation").xpath(f"//table[@class='term-table']//tr[th/a[contains(@href, '/{id_}/')]]"):
        yield from (_text(it) for it in row.xpath("td[@data-label='Commercial use' or @data-label='License']"))


def _table_data(site: Path, id_: str) -> Iterator[str]:
    """The cells and filters of the table's scripts."""
    first, rest = (json.loads((site / "data" / name).read_text(encoding="utf-8")) for name in ("table.json", "table-rest.json"))
    row = first["ids"].index(id_)
    yield from (it["values"][it["at"][row]] for it in first["columns"] + rest["columns"] if it["key"] in COLUMNS)
    for facet in first["facets"]:
        if facet["key"] in FILTERS:
            yield from (facet["labels"][term] for term in facet["values"][facet["at"][row]])


def _spreadsheet(site: Path, id_: str) -> Iterator[str]:
    with (site / "data" / "catalog.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = [each for each in csv.DictReader(file) if each["id"] == id_]
    yield from (row[column] for column in COLUMNS)


def _whole_catalog(site: Path, id_: str) -> Iterator[str]:
    known = json.loads((site / "data" / "catalog.json").read_text(encoding="utf-8"))["datasets"]
    [found] = [it["computed"] for it in known if it["id"] == id_]
    yield from found["licences"]
    yield from (answer.replace("-unverified", MARK) for answer in found["permissions"].values())


def _selection(site: Path, id_: str) -> Iterator[str]:
    found = json.loads((site / "data" / "selection.json").read_text(encoding="utf-8"))
    answers, doubtful = found["terms"]["values"][found["terms"]["at"][found["ids"].index(id_)]]
    yield MARK if doubtful else ""
    yield from (answer.replace("-unverified", MARK) for answer in answers)


def _search(site: Path, id_: str) -> Iterator[str]:
    found: dict[str, Any] = json.loads((site / "data" / "search.json").read_text(encoding="utf-8"))
    [badge] = [it for it in found["badges"] if it["label"] == "License"]
    yield badge["values"][badge["at"][found["ids"].index(id_)]][0]


def _markdown(site: Path, id_: str) -> Iterator[str]:
    lines = (site / "datasets" / id_ / "index.md").read_text(encoding="utf-8").splitlines()
    yield from (line for line in lines if line.startswith(("- **License:**", "- **Commercial use:**")))
    [terms] = [line.partition("Commercial use: ")[2] for line in lines if "Commercial use: " in line and "Redistribution: " in line]
    yield from terms.partition("; Trained models")[0].split(";")


def _index_for_programs(site: Path, id_: str) -> Iterator[str]:
    [line] = [each for each in (site / "llms.txt").read_text(encoding="utf-8").splitlines() if f"datasets/{id_}/" in each]
    yield line


def _database(site: Path, id_: str) -> Iterator[str]:
    with closing(sqlite3.connect(site / "data" / "catalog.sqlite")) as opened:
        for spdx, use, verified in opened.execute("SELECT spdx, commercial_use, verified FROM licence WHERE dataset = ?", (id_,)):
            yield from (f"{answer}{'' if verified else MARK}" for answer in (spdx, use))


SURFACES: tuple[Callable[[Path, str], Iterator[str]], ...] = (
    _dataset_page,
    _browse_page,
    _table_data,
    _spreadsheet,
    _whole_catalog,
    _selection,
    _search,
    _markdown,
    _index_for_programs,
    _database,
)


@pytest.mark.parametrize("surface", SURFACES, ids=lambda it: it.__name__.strip("_"))
def test_a_license_that_is_not_verified_is_marked_everywhere(site: Path, surface: Callable[[Path, str], Iterator[str]]) -> None:
    """Each text with a license or an answer that follows from it ends with *not verified* if it was not read on a page of the owners, and only then."""
    for id_ in DOUBTED:
        texts = [text for text in surface(site, id_) if text not in ("not known", "not-known")]
        assert texts, id_
        assert [text for text in texts if not text.endswith(MARK)] == [], id_
    for id_ in CERTAIN:
        texts = list(surface(site, id_))
        assert texts, id_
        assert [text for text in texts if "not verified" in text] == [], id_


def test_the_table_shows_no_doubted_permission_in_green(site: Path, catalog: Catalog) -> None:
    """The rows of the page and the data of its scripts rate *allowed* as good, and *allowed, not verified* as fair."""
    ratings = [it["ratings"] for it in json.loads((site / "data" / "table.json").read_text(encoding="utf-8"))["columns"] if it["key"] == "commercial_use"]
    assert [(it["allowed"], it[f"allowed{MARK}"]) for it in ratings] == [("good", "fair")]
    cells = _page(site, "").xpath("//td[@data-key='commercial_use']")
    assert len(cells) > 1
    assert {(it.get("data-rating"), _text(it)) for it in cells if _text(it).startswith("allowed")} <= {("good", "allowed"), ("fair", f"allowed{MARK}")}
    shown = {id_: list(_first_rows(site, id_)) for id_ in catalog.records}
    assert all(texts[0].endswith(MARK) and texts[1].endswith(MARK) for id_, texts in shown.items() if id_ in DOUBTED and texts)


def test_the_filter_of_verified_permissions_has_no_doubted_dataset(site: Path, catalog: Catalog) -> None:
    """The options *allowed* and *allowed, not verified* count different datasets, and both are in the page."""
    [filter_] = _page(site, "").xpath("//details[@data-facet='use']")
    assert {"allowed", "allowed-unverified"} <= set(filter_.xpath(".//input/@value"))
    terms = {it["id"]: it["computed"]["filters"]["use"] for it in json.loads((site / "data" / "catalog.json").read_text(encoding="utf-8"))["datasets"]}
    doubted = {id_ for id_, it in catalog.records.items() if "licence" in it.unverified or any(licence.unverified for licence in it.licence)}
    assert {id_ for id_, found in terms.items() if found == ["allowed"]} & doubted == set()
    assert {id_ for id_, found in terms.items() if found == ["allowed-unverified"]} <= doubted
