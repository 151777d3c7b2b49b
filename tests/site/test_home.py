"""Tests of the home page around the table, and of the footer of all pages."""

from pathlib import Path

from lxml import html

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.settings import read
from curator.site.views.changes import newest

SETTINGS = read(ROOT)
MAX_RECENT = 5


def _page(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


def test_the_first_sentence_says_what_the_site_is_for(site: Path) -> None:
    """The first sentence says what visitors can do, and the dagger is explained where it first occurs."""
    text = " ".join(_page(site / "index.html").xpath("string(//article)").split())
    assert text.index("Find, compare and cite medical imaging datasets.") < text.index("†")
    assert text.index("†") == text.index("A dagger †") + len("A dagger ")


def test_the_guides_are_linked_below_the_first_sentence(site: Path) -> None:
    """The lead of the home page links to the guides."""
    assert _page(site / "index.html").xpath("//p[@class='lead']//a/@href") == ["guides/"]


def test_tiles_are_filters_of_the_most_common_modalities(site: Path, catalog: Catalog) -> None:
    """Each tile opens the table with its modality and has the number of its datasets; there is none with more that has no tile."""
    numbers = {term: sum(term in record.modality for record in catalog.records.values()) for term in catalog.vocabularies.modality.entries}
    found = {tile.get("href").removeprefix("?modality="): tile.text_content() for tile in _page(site / "index.html").xpath("//a[@class='tile']")}
    assert len(found) == 8
    for term, text in found.items():
        assert f" {numbers[term]} dataset" in " ".join(text.split()), term
    assert max(number for term, number in numbers.items() if term not in (*found, "text")) <= min(numbers[term] for term in found)


def test_the_newest_changes_are_listed_with_their_feed(site: Path, catalog: Catalog) -> None:
    """The home page lists the newest changes of different datasets, and links to the feed."""
    page = _page(site / "index.html")
    lines = page.xpath("//ul[@class='recent']/li")
    assert lines[0].xpath("string(time)") == newest(catalog)
    assert len({line.xpath("string(a/@href)") for line in lines}) == len(lines) == MAX_RECENT
    assert page.xpath("//article//a[@href='feed.xml']")


def test_every_page_has_version_and_date(site: Path, catalog: Catalog) -> None:
    """The footer of every page has the version of the catalog and the date of its last change."""
    pages = [path for path in site.rglob("index.html") if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")]
    assert len(pages) > len(catalog.records)
    for path in pages:
        footer = " ".join(_page(path).xpath("string(//footer)").split())
        assert f"Version {SETTINGS.version}, last change on {newest(catalog)}." in footer, path
