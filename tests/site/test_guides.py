"""Tests of the guides and the glossary: their length, their examples, their numbers, and the definitions that they repeat."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
import yaml
from lxml import html

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.settings import read
from curator.site.views.filters import FACETS
from curator.site.views.number_filters import RANGES

FOLDER = ROOT / "docs" / "guides"
INDEX, GLOSSARY = "index", "glossary"
PAGES = sorted(path.stem for path in FOLDER.glob("*.md"))
GUIDES = [name for name in PAGES if name not in (INDEX, GLOSSARY)]
WORDS = (400, 700)
_LINK = re.compile(r"""\[(?P<page>[^\[\]]+)\]\((?P<path>[^)\s]+)\)|<a href="(?P<url>[^"]+)">(?P<label>[^<]+)</a>""")
"""A link to a page or a file in Markdown, or a link to an address that the engines must not change in HTML."""
_DATASET = re.compile(r"(?:\.\./)+datasets/([^/]+)/$")
_REFERENCE = re.compile(r"(?:\.\./)+references/#(.+)$")
_QUERY = re.compile(r"(?:\.\./)+\?(.+)$")
_ENTRY = re.compile(r"^### ([^\n]+) \{#([^\n]+)\}\n\n(.+?)(?=\n\n###|\Z)", re.MULTILINE | re.DOTALL)
_VOCABULARY = re.compile(r"vocabulary\.md#([a-z-]+)")
_RANGE = re.compile(r"\d*-\d*|\d+")


def _body(name: str) -> str:
    """Return the Markdown of a page without its metadata."""
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8").split("\n---\n", 1)[1].strip()


def _flat(text: str) -> str:
    return " ".join(text.split())


def _links(text: str, kind: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return the text and the target of each link of a kind."""
    return [(_flat(link["label"]), match[1]) for link in _LINK.finditer(text) if link["url"] and (match := kind.match(link["url"]))]


def _without_addresses(text: str, dropped: tuple[re.Pattern[str], ...] = ()) -> str:
    """Return a text with the texts of its links only; links of some kinds are removed completely."""
    return _LINK.sub(lambda link: "" if any(kind.match(link["url"] or "") for kind in dropped) else link["page"] or link["label"], text)


def _visible(text: str) -> str:
    """Return the text that a reader sees: link texts without addresses, no anchors, no cell borders."""
    return re.sub(r"\{#[^}]*\}|^\|[-|]+\|$|[|*#]", " ", _without_addresses(text), flags=re.MULTILINE)


def _entries() -> list[tuple[str, str, str]]:
    """Return the term, the anchor and the text of each entry of the glossary."""
    return [(term, anchor, _flat(text)) for term, anchor, text in _ENTRY.findall(_body(GLOSSARY))]


def _blocks(name: str) -> Iterator[str]:
    """Yield the paragraphs, items and rows of a page, without headings and addresses within code."""
    for block in re.split(r"\n\n|\n(?=- |\|)", _body(name)):
        if not block.startswith("#"):
            yield block


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)*", text.replace(",", "")))


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_short(name: str) -> None:
    """A guide has 400 to 700 words."""
    assert WORDS[0] <= len(_visible(_body(name)).split()) <= WORDS[1]


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_has_examples(name: str, catalog: Catalog) -> None:
    """A guide links to at least three datasets of the catalog."""
    assert len({id_ for _, id_ in _links(_body(name), _DATASET)} & catalog.records.keys()) >= 3


@pytest.mark.parametrize("name", PAGES)
def test_links_have_the_names_of_their_datasets(name: str, catalog: Catalog) -> None:
    """The text of a link to a dataset is the name in its record."""
    assert [(label, id_) for label, id_ in _links(_body(name), _DATASET) if id_ not in catalog.records or catalog.records[id_].name != label] == []


@pytest.mark.parametrize("name", PAGES)
def test_numbers_are_in_the_records(name: str, catalog: Catalog) -> None:
    """Every number in a paragraph of a guide is in a record or a reference to which the paragraph links."""
    bibliography = (ROOT / "catalog" / "references.bib").read_text(encoding="utf-8")
    licences = sorted((catalog.vocabularies["licence"].label(term) for term in catalog.vocabularies["licence"].entries), key=len, reverse=True)
    wrong = []
    for block in _blocks(name):
        cited = [id_ for _, id_ in _links(block, _DATASET)]
        sources = "".join((ROOT / "catalog" / "datasets" / f"{id_}.yaml").read_text(encoding="utf-8") for id_ in cited)
        sources += "".join(bibliography.partition(f"{{{key},")[2].partition("\n}\n")[0] for _, key in _links(block, _REFERENCE))
        own = _flat(_without_addresses(block, (_QUERY, _DATASET)))
        for label in licences:
            own = own.replace(label, "")
        wrong += [(number, own) for number in sorted(_numbers(re.sub(r"`[^`]*`", "", own)) - _numbers(sources))]
    assert wrong == []


@pytest.mark.parametrize("name", PAGES)
def test_filters_of_links_exist(name: str, catalog: Catalog) -> None:
    """A link to the filtered table uses filters of the table, with a term that a record has or a range of numbers."""
    terms = {facet.key: {term for id_ in catalog.records for term in facet.terms_of(id_, catalog)} for facet in FACETS}
    ranges = {each.key for each in RANGES}
    pairs = [pair for _, query in _links(_body(name), _QUERY) for pair in parse_qsl(query, keep_blank_values=True, strict_parsing=True)]
    assert [(key, term) for key, term in pairs if term not in terms.get(key, ()) and not (key in ranges and _RANGE.fullmatch(term))] == []


def test_examples_of_access_have_the_level(catalog: Catalog) -> None:
    """The table of access levels has the labels of the filter, and each example has the level of its row."""
    access = next(facet for facet in FACETS if facet.key == "access")
    rows = [block for block in _blocks("access") if block.startswith("|") and _links(block, _QUERY)]
    assert rows
    for row in rows:
        [(label, query)], [(_, id_)] = _links(row, _QUERY), _links(row, _DATASET)
        term = query.removeprefix("access=")
        assert (label, (term,)) == (access.labels(catalog.vocabularies)[term], access.terms_of(id_, catalog))


def test_examples_of_licenses_have_the_license(catalog: Catalog) -> None:
    """The list of licenses has the labels and definitions of the vocabulary, and the record of each example has the license of its item."""
    entries = catalog.vocabularies["licence"].entries
    items = re.findall(r"^- \*\*(.+?)\*\*: (.+?) Example: (.+)$", "\n".join(map(_flat, _blocks("licenses"))), re.MULTILINE)
    assert items
    for label, definition, example in items:
        [(_, id_)] = _links(example, _DATASET)
        assert (label, definition) in [(entries[it.id].label, entries[it.id].definition) for it in catalog.records[id_].licence if it.id in entries]


def test_terms_are_sorted() -> None:
    """The terms of the glossary are in alphabetical order, and each occurs once."""
    terms = [term.casefold() for term, _, _ in _entries()]
    assert terms == sorted(set(terms))
    assert len(terms) == _body(GLOSSARY).count("\n### ") >= 40


def test_terms_have_anchors(site: Path) -> None:
    """Each term of the glossary is a heading with an anchor that consists of the words of the term."""
    page = html.parse(str(site / "guides" / GLOSSARY / "index.html"))
    for term, anchor, _ in _entries():
        assert anchor == re.sub(r"[^a-z0-9]+", "-", term.casefold())
        [heading] = page.xpath("//h3[@id=$anchor]", anchor=anchor)
        assert heading.text.strip() == term


def test_entries_are_short_and_have_a_link() -> None:
    """An entry of the glossary has at most sixty words and a link to a record, a guide, a definition or a standard."""
    assert [term for term, _, text in _entries() if len(_visible(text).split()) > 60 or not _LINK.search(text)] == []


def test_definitions_are_those_of_the_vocabularies(catalog: Catalog) -> None:
    """A term that is a label of a vocabulary has a link to it, and an entry with such a link starts with the definition of the vocabulary."""
    wrong = []
    for term, _, text in _entries():
        named = _VOCABULARY.findall(text)
        labels = {name for name, words in catalog.vocabularies.by_name.items() for key in words.entries if words.label(key).casefold() == term.casefold()}
        if labels and not labels.intersection(named):
            wrong.append(f"{term}: no link to the vocabulary {', '.join(sorted(labels))}")
        for name in named:
            entries = catalog.vocabularies[name].entries.values()
            meant = [it.definition for it in entries if term.casefold() in map(str.casefold, (it.label, *it.aliases))]
            if name != term.casefold() and not text.startswith(tuple(_flat(it) for it in meant)):
                wrong.append(f"{term}: expected {' or '.join(meant) or f'a term of the vocabulary {name}'}")
    assert wrong == []


def _paths(menu: object) -> Iterator[str]:
    """Yield the paths of all pages in a menu."""
    if isinstance(menu, str):
        yield menu
    elif isinstance(menu, (dict, list)):
        for entry in menu.values() if isinstance(menu, dict) else menu:
            yield from _paths(entry)


def test_every_guide_is_in_the_menu_and_the_sitemap(site: Path) -> None:
    """Every page of the guides is in the menu and in the sitemap, and the first page lists all others."""
    menu = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["nav"]
    sitemap, settings = (site / "sitemap.xml").read_text(encoding="utf-8"), read(ROOT)
    assert sorted(path for path in _paths(menu) if path.startswith("guides/")) == [f"guides/{name}.md" for name in PAGES]
    assert [name for name in PAGES if f"<loc>{settings.address('guides/' + ('' if name == INDEX else f'{name}/'))}</loc>" not in sitemap] == []
    assert sorted(re.findall(r"^- \[.+\]\((\w+)\.md\): ", _body(INDEX), re.MULTILINE)) == sorted([*GUIDES, GLOSSARY])
