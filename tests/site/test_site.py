"""Tests for the built site: complete, linked, self-contained, and the same from each engine."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import etree, html

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.settings import read
from curator.records.summary import changed
from curator.site.engine_commands import ENGINES
from curator.site.page_frames import content_policy

BASE = "https://site.invalid/catalog/"
SETTINGS = read(ROOT)
POINTING = ("canonical", "next", "prev", "type", "license", "describedby", "item", "related", "schema.DC")
"""Relations of links in the head that a browser does not fetch."""
FETCHED = (
    "//@src",
    f"//link[not({' or '.join(f'@rel={rel!r}' for rel in POINTING)})]/@href",
    "//@poster",
    "//object/@data",
    "//form[not(@data-reports)]/@action",
)
"""Attributes that a browser fetches by itself."""


def _pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def _address(page: Path, site: Path) -> str:
    return BASE + page.relative_to(site).as_posix().removesuffix("index.html")


def _document(page: Path) -> Any:
    return html.fromstring(page.read_text(encoding="utf-8"))


def test_no_page_fetches_from_another_host(site: Path) -> None:
    """No page and no style sheet loads a script, style, image or other file from another host."""
    foreign = [
        f"{page.relative_to(site)}: {link}"
        for page in _pages(site)
        for link in _document(page).xpath(" | ".join(FETCHED))
        if not urljoin(_address(page, site), link.replace(SETTINGS.url, BASE)).startswith((BASE, "data:"))
    ]
    sheets = [sheet.name for sheet in site.rglob("*.css") if re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", sheet.read_text(encoding="utf-8"))]
    assert (foreign, sheets) == ([], [])


def test_links_within_the_site_are_relative(site: Path) -> None:
    """No link or file name starts with / or with the site's URL, except the canonical link and the 404 page."""
    absolute = [
        f"{page.relative_to(site)}: {link}"
        for page in _pages(site)
        if page.name != "404.html"
        for link in _document(page).xpath("//a/@href | //link[not(@rel='canonical')]/@href | //@src")
        if link.startswith(("/", SETTINGS.url))
    ]
    assert absolute == []


def test_no_slot_is_left(site: Path) -> None:
    """No page shows a slot, a placeholder or the frame."""
    left = [
        f"{page.relative_to(site)}: {word}"
        for page in _pages(site)
        for word in ("<!-- slot:", "RECORD-TITLE", "RECORD-DESCRIPTION", "SITE-ADDRESS", "datasets/frame/", "browse/term/frame/")
        if word in page.read_text(encoding="utf-8")
    ]
    assert left == []
    assert not (site / "datasets" / "frame").exists()
    assert not (site / "browse" / "term").exists()


def test_every_page_has_its_policy(site: Path) -> None:
    """Every page has a Content-Security-Policy that allows its own inline scripts by hash, and no others."""
    for page in _pages(site):
        text = page.read_text(encoding="utf-8")
        policy = _document(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        forms = f"{SETTINGS.repository}/issues/new" if SETTINGS.has_repository and "assets/css/icons.css" in text else ""
        assert policy == [content_policy(text, forms)], page
        assert "unsafe" not in policy[0]
        assert not re.search(r"<[^>]+\son[a-z]+\s*=", re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)), page


def test_titles_and_descriptions_come_from_the_record(site: Path, catalog: Catalog) -> None:
    """A dataset page has the record's name as title and heading, its summary as description, and its own URL as canonical."""
    for id_, record in catalog.records.items():
        page = _document(site / "datasets" / id_ / "index.html")
        assert page.findtext(".//title").startswith(f"{record.name} - "), id_
        assert page.xpath("//h1")[0].text == record.name
        assert page.xpath("//meta[@name='description']/@content")[0].rstrip("…") in record.summary
        assert page.xpath("//link[@rel='canonical']/@href") == [SETTINGS.address(f"datasets/{id_}/")]


def test_the_sitemap_lists_every_page(site: Path, catalog: Catalog) -> None:
    """The sitemap lists every page but the 404 page once; pages with records have the date of a record."""
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    tree = etree.parse(site / "sitemap.xml")
    listed = tree.xpath("//s:loc/text()", namespaces=names)
    pages = [SETTINGS.address(page.relative_to(site).as_posix().removesuffix("index.html")) for page in _pages(site) if page.name == "index.html"]
    assert sorted(listed) == sorted(pages)
    days = {url.findtext("{*}loc"): url.findtext("{*}lastmod") for url in tree.xpath("//s:url[s:lastmod]", namespaces=names)}
    filled = ("", "browse/", "overview/", "datasets/", "references/", "source/", "quality/", "data/", "further-resources/")
    framed = (
        *(f"datasets/{id_}/" for id_ in catalog.records),
        *(f"{page.parent.relative_to(site).as_posix()}/" for page in site.glob("browse/*/*/index.html")),
    )
    assert set(days) == {SETTINGS.address(path) for path in (*filled, *framed)}
    assert {id_: days[SETTINGS.address(f"datasets/{id_}/")] for id_ in catalog.records} == {id_: changed(record) for id_, record in catalog.records.items()}
    assert days[SETTINGS.address("")] == max(map(changed, catalog.records.values()))
    assert not (site / "sitemap.xml.gz").exists()


def test_each_engine_gives_the_same_content(sites: dict[str, Path], catalog: Catalog) -> None:
    """A dataset page or browse page has the same sections with the same content from each engine, and so has every file."""
    pages = {page.relative_to(site) for site in sites.values() for page in (*site.glob("browse/*/*/index.html"), *site.glob("datasets/*/index.html"))}
    assert len(pages) > len(catalog.records) + 20
    for page in sorted(pages):
        one, *others = (list(_sections(site / page)) for site in sites.values())
        assert others == [one] * len(others), page
    files = [{path.relative_to(site): path.read_bytes() for path in _data(site)} for site in sites.values()]
    assert files[1:] == files[:1] * len(files[1:])
    assert {path.suffix for path in files[0]} >= {".bib", ".csv", ".json", ".md", ".ris", ".sqlite", ".txt", ".xml"}
    assert len(files[0]) > 2 * len(catalog.records)


def _sections(page: Path) -> Iterator[tuple[str, str]]:
    """Yield the heading and text of each section of a page."""
    article = _document(page).xpath("//article")[0]
    for heading in article.xpath(".//h1 | .//h2"):
        texts = []
        for element in heading.itersiblings():
            if element.tag in ("h1", "h2"):
                break
            texts.append(" ".join(element.text_content().split()) if isinstance(element.tag, str) else "")
        yield heading.get("id", ""), " ".join(filter(None, texts))


def _data(site: Path) -> list[Path]:
    """Yield every file except pages, the sitemap and assets."""
    engine = re.compile(r"assets/|sitemap\.xml$|.*\.html$")
    return [path for path in sorted(site.rglob("*")) if path.is_file() and not engine.match(path.relative_to(site).as_posix())]


def test_every_page_has_every_section(site: Path, catalog: Catalog) -> None:
    """Every dataset page has every section, and none is empty."""
    wanted = ["issues", "access", "licence", "splits", "glance", "cite", "related", "loaders", "machine", "sources", "print", "edit"]
    for id_ in catalog.records:
        sections = dict(_sections(site / "datasets" / id_ / "index.html"))
        assert [name for name in sections if name in wanted] == wanted
        assert [name for name in wanted if not sections[name]] == []


def test_every_fact_at_a_glance_has_evidence(site: Path, catalog: Catalog) -> None:
    """Each fact at a glance has a source or is marked as not verified or not known, except the creators, who are the authors under Cite."""
    bare = []
    for id_ in catalog.records:
        for row in _document(site / "datasets" / id_ / "index.html").xpath("//div[@class='facts']//tr[not(starts-with(th, 'Creators ('))]"):
            own = row.xpath("./td//sup[not(ancestor::small[@class='dispute'])] | ./td//small[@class='doubt']")
            if not own and row.findtext("td").strip() != "not known":
                bare.append(f"{id_}: {row.findtext('th')}")
    assert bare == []


def test_the_table_has_every_dataset_once(site: Path, catalog: Catalog) -> None:
    """The table in the HTML has every dataset, in the order of the printed table."""
    rows = _document(site / "index.html").xpath("//table[contains(@class, 'table-1')]/tbody/tr/@id")
    assert sorted(rows) == sorted(catalog.records)
    assert rows[: len(catalog.printed.rows)] == [row.record for row in catalog.printed.rows]


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_the_table_of_contents_lists_the_sections(sites: dict[str, Path], engine: str) -> None:
    """The table of contents for narrow screens links to every section of the page by its heading."""
    page = _document(sites[engine] / "datasets" / "drive" / "index.html")
    listed = [(link.get("href"), link.text_content()) for link in page.xpath("//details[@class='contents']//a")]
    assert listed == [(f"#{heading.get('id')}", heading.text) for heading in page.xpath("//article//h2")]
    assert len(listed) > 10


def test_ids_are_unique_on_every_page(site: Path) -> None:
    """No page has two elements with the same id."""
    twice = {}
    for page in _pages(site):
        ids = _document(page).xpath("//@id")
        if found := {id_ for id_ in ids if ids.count(id_) > 1}:
            twice[page.relative_to(site).as_posix()] = found
    assert twice == {}


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_style_sheets_of_one_page_are_on_no_other(sites: dict[str, Path], engine: str) -> None:
    """The style sheets of the table and of the comparison are loaded by their page only, before the one for print, which changes them."""
    found: dict[str, list[str]] = {}
    for path in sites[engine].rglob("*.html"):
        names = [href.rpartition("/")[2] for href in html.fromstring(path.read_text(encoding="utf-8")).xpath("//head/link[@rel='stylesheet']/@href")]
        for name in {"table.css", "compare.css"} & set(names):
            found.setdefault(name, []).append(path.relative_to(sites[engine]).as_posix())
            assert names[-1] == "print.css", path
    assert found == {"table.css": ["index.html"], "compare.css": ["compare/index.html"]}
