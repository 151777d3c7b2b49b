"""Tests for the feed, robots.txt and llms.txt."""

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.robotparser import RobotFileParser

import feedparser
import pytest
from lxml import etree, html
from markdown_it import MarkdownIt

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.model import Change
from curator.records.settings import read
from curator.site.exports.export_file import FeedSource
from curator.site.exports.feed import MAX_ENTRIES, MAX_OF_MODALITY, feed, modality_feed
from curator.site.exports.published_files import BULK_FILES
from curator.site.views.browse_groups import MODALITY, TermGroup, groups
from curator.site.views.changes import changes
from xml_rules import atom_faults, sitemap_faults

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


def _groups(catalog: Catalog) -> dict[str, TermGroup]:
    return {group.term: group for group in groups(catalog)[MODALITY]}


def test_feeds_and_sitemap_follow_their_standards(site: Path, catalog: Catalog) -> None:
    """The feed of the catalog and of each modality, and the sitemap, have no fault by the rules of Atom and of sitemaps."""
    paths = ["feed.xml", *(f"{group.path}feed.xml" for group in _groups(catalog).values())]
    assert [(path, fault) for path in paths for fault in atom_faults(site / path, SETTINGS.address(path))] == []
    assert list(sitemap_faults(site / "sitemap.xml", SETTINGS.address(""))) == []
    listed = {node.text.removeprefix(SETTINGS.address("")) for node in etree.parse(site / "sitemap.xml").iter("{*}loc")}
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html") if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")}
    assert listed == {f"{page}/" if page != "." else "" for page in pages}


BREAKS = {
    "<title>": ("<name>", "</name>"),
    "<id>": ("<id>no iri ", "</id>"),
    "<updated>": ("<updated>On ", "</updated>"),
    "<summary>": ("<summary /><summary>", "</summary>"),
    'rel="alternate"': ('rel="self"', ""),
    "<entry>": ("<entry><id>tag:a.b,2026:x</id>", ""),
    'type="text/html"': ('type="html"', ""),
}
"""Changes of a feed: a text of the first entry, by what it is replaced, and the end of the element."""


@pytest.mark.parametrize("found", BREAKS)
def test_a_fault_of_a_feed_is_found(found: str, site: Path, tmp_path: Path) -> None:
    """A missing or repeated element, a wrong date, id or link of the first entry is a fault."""
    text = (site / "feed.xml").read_text(encoding="utf-8")
    head, entry = text.split("<entry>", 1)
    start, end = BREAKS[found]
    broken = f"<entry>{entry}".replace(found, start, 1).replace(end.replace("name", "title") or "\0", end, 1)
    (tmp_path / "feed.xml").write_text(head + broken, encoding="utf-8")
    assert list(atom_faults(tmp_path / "feed.xml", SETTINGS.address("feed.xml")))


def test_each_modality_has_a_feed(site: Path, catalog: Catalog) -> None:
    """The feed has the newest changes of the datasets of the modality, with the ids of the feed of the catalog, and its page links to it."""
    ids = {entry.id for entry in feedparser.parse(feed(catalog, SETTINGS).encode()).entries}
    newest = changes(catalog)[:MAX_ENTRIES]
    for group in _groups(catalog).values():
        path = group.path
        found = feedparser.parse((site / path / "feed.xml").read_bytes())
        expected = [line for line in changes(catalog) if line.id in group.ids][:MAX_OF_MODALITY]
        assert [(entry.title, entry.updated[:10]) for entry in found.entries] == [(f"{line.name}: {line.what}", line.date) for line in expected]
        assert all(group.term in [tag.term for tag in entry.tags] for entry in found.entries)
        assert html.fromstring((site / path / "index.html").read_text(encoding="utf-8")).xpath("//article//a[@href='feed.xml']"), path
        assert {entry.id for entry, line in zip(found.entries, expected, strict=True) if line in newest} <= ids
    assert not (site / "browse" / "organ" / "retina" / "feed.xml").exists()


def test_the_feed_of_a_modality_is_limited(catalog: Catalog) -> None:
    """The feed of a modality has its newest changes only, and two builds give the same bytes."""
    many = tuple(("2026-11-23", f"Change {number}.") for number in range(MAX_OF_MODALITY + 9))
    amended = _changed(catalog, drive=many)
    source = FeedSource(_groups(amended)["fundus-photography"], amended, SETTINGS)
    assert len(feedparser.parse(modality_feed(source).encode()).entries) == MAX_OF_MODALITY
    assert modality_feed(source) == modality_feed(source)


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_every_page_links_to_the_feed(sites: dict[str, Path], engine: str) -> None:
    """Every page but redirects links to the feed in its head, that of a modality to its own feed too, and each dataset page to its Markdown."""
    site = sites[engine]
    for page in sorted(site.rglob("*.html")):
        head = html.fromstring(page.read_text(encoding="utf-8").partition("</head>")[0]).find("head")
        href, *others = head.xpath("link[@rel='alternate'][@type='application/atom+xml']/@href")
        assert href.endswith("../feed.xml" if page.parent != site else "feed.xml")
        assert others == (["feed.xml"] if page.parent.parent == site / "browse" / "modality" else []), page
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


def test_the_api_catalog_lists_the_files_for_programs(site: Path) -> None:
    """The file at the well-known path of RFC 9727 is a set of links to all bulk files, with their documentation and schema; each leads to a file of the site."""
    contexts = json.loads((site / ".well-known" / "api-catalog").read_text(encoding="utf-8"))["linkset"]
    own, whole = ({name: [it["href"] for it in links] for name, links in it.items() if name != "anchor"} for it in contexts)
    assert [it["anchor"] for it in contexts] == [SETTINGS.address(".well-known/api-catalog"), SETTINGS.address("data/catalog.json")]
    assert own == {"item": [SETTINGS.address(file.path) for file in BULK_FILES]}
    assert whole == {"service-doc": [SETTINGS.address(path) for path in ("data/", "skill.md")], "service-desc": [SETTINGS.address("data/schema.json")]}
    paths = [url.removeprefix(SETTINGS.address("")) for urls in (*own.values(), *whole.values()) for url in urls]
    assert [path for path in paths if not (site / (f"{path}index.html" if path.endswith("/") else path)).is_file()] == []
