"""Tests for the feed, robots.txt and llms.txt."""

import re
from dataclasses import replace
from pathlib import Path
from urllib.robotparser import RobotFileParser

import feedparser
import pytest
from lxml import html
from markdown_it import MarkdownIt

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.model import Change
from curator.records.settings import read
from curator.site.exports.feed import MAX_ENTRIES, feed
from curator.site.exports.published_files import BULK_FILES
from curator.site.views.changes import changes

SETTINGS = read(ROOT)


def _changed(catalog: Catalog, **days: tuple[tuple[str, str], ...]) -> Catalog:
    """Return a catalog of three records with other changes in some of them."""
    listed = {id_: tuple(Change(date=date, what=what) for date, what in found) for id_, found in days.items()}
    return replace(
        catalog,
        records={
            id_: record.model_copy(update={"changes": listed.get(id_, record.changes)})
            for id_, record in catalog.records.items()
            if id_ in {"drive", "stare", "hrf"}
        },
    )


def test_the_feed_is_valid(site: Path, catalog: Catalog) -> None:
    """The library feedparser reads the feed as Atom without errors, with all required elements."""
    found = feedparser.parse((site / "feed.xml").read_bytes())
    assert (found.bozo, found.version) == (0, "atom10")
    assert found.feed.title == SETTINGS.name
    assert {(link.rel, link.type, link.href) for link in found.feed.links} == {
        ("self", "application/atom+xml", SETTINGS.address("feed.xml")),
        ("alternate", "text/html", SETTINGS.url),
    }
    assert len(found.entries) == min(len(changes(catalog)), MAX_ENTRIES)
    for entry in found.entries:
        assert entry.title
        assert entry.summary
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", entry.updated)
        assert (site / entry.link.removeprefix(SETTINGS.url) / "index.html").is_file()
    ids = [entry.id for entry in found.entries]
    assert len({*ids, found.feed.id}) == len(ids) + 1
    assert all(re.fullmatch(r"tag:[a-z.]+,\d{4}:[a-z0-9/-]+", id_) for id_ in ids)


def test_the_feed_lists_changes(catalog: Catalog) -> None:
    """The newest change is first, with the sentence of the record; a record without changes is listed as new on its check date."""
    amended = _changed(catalog, drive=(("2026-11-23", "First record."), ("2027-01-02", "Counts < 5 & > 6 corrected.")), stare=())
    entries = feedparser.parse(feed(amended, SETTINGS).encode()).entries
    assert entries[0].title == "DRIVE: Counts < 5 & > 6 corrected."
    assert entries[0].updated == "2027-01-02T00:00:00Z"
    assert [entry.updated for entry in entries] == sorted((entry.updated for entry in entries), reverse=True)
    assert [entry.title for entry in entries if "/datasets/stare/" in entry.link] == ["STARE: First record."]


def test_ids_of_entries_are_stable(catalog: Catalog) -> None:
    """An entry keeps its id when others are added, also on the same day, and two builds give the same bytes."""
    one = _changed(catalog, drive=(("2026-11-23", "First record."),))
    two = _changed(catalog, drive=(("2026-11-23", "First record."), ("2026-11-23", "A second change."), ("2026-12-01", "A third.")))
    before, after = (feedparser.parse(feed(it, SETTINGS).encode()).entries for it in (one, two))
    ids = {entry.title: entry.id for entry in after}
    assert len(set(ids.values())) == len(after) == len(before) + 2
    assert {entry.title: entry.id for entry in before}.items() <= ids.items()
    assert feed(two, SETTINGS) == feed(two, SETTINGS)


def test_the_feed_is_limited(catalog: Catalog) -> None:
    """The feed has at most the hundred newest changes."""
    many = tuple((f"2026-{month:02}-{day:02}", f"Change of {month}, {day}.") for month in range(1, 8) for day in range(1, 29))
    entries = feedparser.parse(feed(_changed(catalog, drive=many), SETTINGS).encode()).entries
    assert len(entries) == MAX_ENTRIES


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_every_page_links_to_the_feed(sites: dict[str, Path], engine: str) -> None:
    """Every page but redirects links to the feed in its head, and each dataset page to its Markdown too."""
    site = sites[engine]
    for page in sorted(site.rglob("*.html")):
        head = html.fromstring(page.read_text(encoding="utf-8").partition("</head>")[0]).find("head")
        [href] = head.xpath("link[@rel='alternate'][@type='application/atom+xml']/@href")
        assert href.endswith("feed.xml")
        beside = head.xpath("link[@rel='alternate'][@type='text/markdown']/@href")
        assert beside == (["index.md"] if page.parent.parent == site / "datasets" else []), page


def test_robots_may_read_everything(site: Path) -> None:
    """Python's parser reads from robots.txt that every page is allowed, and where the sitemap is."""
    parser = RobotFileParser()
    parser.parse((site / "robots.txt").read_text(encoding="utf-8").splitlines())
    assert parser.can_fetch("*", SETTINGS.address("datasets/drive/"))
    assert parser.site_maps() == [SETTINGS.address("sitemap.xml")]


def test_llms_txt_has_its_format(site: Path, catalog: Catalog) -> None:
    """llms.txt has a heading, a quotation and sections of links to the Markdown of every dataset and to every bulk file."""
    text = (site / "llms.txt").read_text(encoding="utf-8")
    tokens = MarkdownIt("commonmark").parse(text)
    assert [(token.type, token.tag) for token in tokens if token.level == 0 and token.nesting == 1][:3] == [
        ("heading_open", "h1"),
        ("blockquote_open", "blockquote"),
        ("paragraph_open", "p"),
    ]
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## Datasets", "## Bulk files", "## Optional"]
    links = [child.attrs["href"] for token in tokens for child in token.children or () if child.type == "link_open"]
    assert {f"datasets/{id_}/index.md" for id_ in catalog.records} | {file.path for file in BULK_FILES} <= set(links)
    assert [path for path in map(str, links) if not (site / (f"{path}index.html" if path.endswith("/") else path)).is_file()] == []
