"""Tests of printed pages: a dataset page on at most four sheets, and the whole catalog as one PDF."""

import re
from pathlib import Path

import pytest

import find_browser
from browsing import Open
from conftest import ROOT, command
from curator.site import print_catalog
from curator.site.catalog_document import document
from curator.site.fill_pages import prepared
from workflows import program, script

MAX_SHEETS = 4
LONGEST = 5
SHOWN = (".issues li", ".route", "details.links:has(~ #licence) li", ".facts td", ".sources li", ".permissions td", "#cite ~ .work .style--shown")
HIDDEN = ("details.bibtex", ".machine", "#edit", ".actions", ".copies", "pre", ".md-header", ".crumbs", ".styles > p:not(.style--shown)")
FRAME = (ROOT / "docs" / "datasets" / "frame.md").read_text(encoding="utf-8")


def sheets(pdf: bytes) -> int:
    """Return the number of pages of a PDF by Chromium."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_a_dataset_page_prints_on_four_sheets(look: Open, site: Path) -> None:
    """The longest dataset pages print on at most four A4 sheets, with all facts and the URLs of sources, without citation formats and forms."""
    pages = sorted((site / "datasets").glob("*/index.html"), key=lambda path: path.stat().st_size)[-LONGEST:]
    for path in pages:
        page = look(f"datasets/{path.parent.name}/")
        assert sheets(page.pdf(format="A4", prefer_css_page_size=True)) <= MAX_SHEETS, path.parent.name
        page.emulate_media(media="print")
        for selector in SHOWN:
            assert page.locator(selector).evaluate_all("them => them.filter(it => !it.getClientRects().length).length") == 0, (path.parent.name, selector)
        for selector in HIDDEN:
            assert page.locator(selector).evaluate_all("them => them.filter(it => it.getClientRects().length).length") == 0, (path.parent.name, selector)
        sources = page.locator(".sources a").evaluate_all("them => them.map(it => [getComputedStyle(it, '::after').content, it.getAttribute('href')])")
        assert sources
        assert [url for text, url in sources if text != f'", {url}"'] == []
        kept = page.locator("article > h2").evaluate_all("them => them.map(it => getComputedStyle(it).breakAfter)")
        assert set(kept) == {"avoid"}


def test_the_document_has_every_dataset_once(site: Path) -> None:
    """The document has the datasets in alphabetical order; its ids are unique, and each of its inner links leads to one of them."""
    found, settings, _ = prepared(site.parent)
    assert found is not None
    html = document(found, settings, FRAME, ["print.css"], {"dataset-drive": 61})
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {f"dataset-{id_}" for id_ in found.records} <= set(ids)
    inner = set(re.findall(r' href="#([^"]+)"', html))
    assert {"table-1", "references", "dataset-drive--source-1"} <= inner
    assert inner - set(ids) == set()
    assert [href for href in re.findall(r' href="([^"]*)"', html) if not re.match(r"#|https?:|s?ftp:|print\.css", href)] == []
    titles = re.findall(r"<article [^>]*>\s*<h1>([^<]+)", html)
    assert titles == sorted(titles, key=str.casefold)
    assert re.search(r'href="#dataset-drive"><span class="document-entry">DRIVE</span> <span class="document-page">61<', html)
    assert "dataset-drive--machine" not in html
    assert "@article" not in html


def test_the_catalog_prints_as_one_pdf(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`curator pdf` prints the catalog with the numbers of the pages in its contents; before a build it says what is missing."""
    monkeypatch.setenv("CHROME", find_browser.found() or "")
    early = command(small, "pdf")
    assert early.exit_code == 1
    assert "site/assets/css/catalog.css is missing: run `curator build` first\ncatalog.pdf was not written" in early.stderr
    assert command(small, "build").exit_code == 0
    assert command(small, "pdf").stdout == "wrote catalog.pdf\n"
    pdf = (small / "catalog.pdf").read_bytes()
    numbers = print_catalog.page_numbers(pdf)
    assert (numbers["table-1"], numbers["dataset-good"]) == (3, 4)
    assert numbers["references"] == sheets(pdf) - 1
    assert b"/Title (Harbour)" in pdf
    assert b"/StructTreeRoot" in pdf
    monkeypatch.setenv("CHROME", str(small / "missing"))
    none = command(small, "pdf", "other.pdf")
    assert (none.exit_code, "no Chromium was found: install Chromium or Chrome, or set $CHROME to its path" in none.stderr) == (1, True)
    assert not (small / "other.pdf").exists()


def test_a_browser_that_fails_is_reported(tmp_path: Path) -> None:
    """If the browser prints nothing, the error has its last line."""
    program(tmp_path / "browser", "echo first >&2; echo 'no space left' >&2; exit 1")
    with pytest.raises(print_catalog.PrintError, match=r"browser printed nothing: no space left$"):
        print_catalog.printed("<p>Text</p>", str(tmp_path / "browser"))


def test_the_release_has_the_pdf() -> None:
    """The release workflow attaches the catalog as a PDF, beside the export files."""
    steps = script("release.yml", "build", "Collect the export files, the printed catalog, the stored frame and the release notes")
    assert ".venv/bin/curator pdf release/files/catalog.pdf" in steps
