"""Tests for the dataset page as Markdown: the same facts as in HTML, with their sources, and no markup from records."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.settings import read
from curator.records.summary import changed
from curator.site.views import dataset_page
from curator.site.views.location_commands import command
from markdown_page import markdown_page

SETTINGS = read(ROOT)
MARKDOWN = MarkdownIt("commonmark")


def _inline(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from (token, *(token.children or ()))


def _text(tokens: list[Token]) -> str:
    return " ".join("".join(child.content for child in token.children or ()) for token in tokens)


@pytest.fixture(scope="module")
def pages(site: Path, catalog: Catalog) -> dict[str, list[Token]]:
    """The Markdown of every dataset, parsed as CommonMark."""
    return {id_: MARKDOWN.parse((site / "datasets" / id_ / "index.md").read_text(encoding="utf-8")) for id_ in catalog.records}


def test_markdown_has_the_sections_of_the_page(site: Path, pages: dict[str, list[Token]]) -> None:
    """The headings are those of the HTML page in the same order, with the changes in place of the links for editing."""
    for id_, tokens in pages.items():
        headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"]
        shown = [heading.text for heading in html.fromstring((site / "datasets" / id_ / "index.html").read_text(encoding="utf-8")).xpath("//article//h2")]
        assert headings == [*shown[:-1], "Changes"], id_


def test_one_is_singular(pages: dict[str, list[Token]], catalog: Catalog) -> None:
    """After the number 1 stands the singular of a unit or of class."""
    plurals = "|".join({"classes", *(unit.plural for unit in catalog.vocabularies.unit.entries.values() if unit.plural != unit.label)})
    wrong = re.compile(rf"(?:; |, |\(|\*\* )1 (?:{plurals})\b")
    assert [(id_, found[0]) for id_, tokens in pages.items() if (found := wrong.search(_text(tokens)))] == []


def test_markdown_has_every_fact_unchanged(pages: dict[str, list[Token]], catalog: Catalog) -> None:
    """Every value, route, license, split, label, issue, relation, loader and correction of the page is in the text, unchanged."""
    for id_, tokens in pages.items():
        text, view = _text(tokens), dataset_page.view(id_, catalog)
        words = [view.record.name, view.record.summary, *(value.item.text for fact in view.facts for value in fact.values)]
        noted: list[Any] = [*view.routes, *view.links, *view.terms, *view.splits, *view.label_sets, *view.relations, *view.loaders]
        compared: list[Any] = [*view.comparisons, *view.corrections]
        words += [*(it.note for it in noted), *(it.text for it in view.issues), *(it.why for it in compared)]
        words += [label.name for labels in view.label_sets for label in labels.labels]
        words += [number for labels in view.label_sets for label in labels.labels for number in label.numbers]
        words += [share.number for split in view.splits for share in split.shares]
        assert [it for it in words if " ".join(it.split()) not in text] == [], id_


def test_markdown_has_every_note(pages: dict[str, list[Token]], catalog: Catalog) -> None:
    """Every doubt, note and disagreement of the record is in the text."""
    for id_, record in catalog.records.items():
        text = _text(pages[id_])
        words = [*record.unverified.values(), *record.notes.values(), *(it.states for it in record.disputed)]
        assert [it for it in words if " ".join(it.split()) not in text] == [], id_


def test_source_numbers_link_to_the_sources(site: Path, pages: dict[str, list[Token]], catalog: Catalog) -> None:
    """Each number of a source links to its URL, and every source is listed with its date."""
    for id_, tokens in pages.items():
        sources = {line.number: line for line in dataset_page.view(id_, catalog).sources}
        used = set()
        for token in tokens:
            for opened, inner in pairwise(token.children or []):
                if opened.type == "link_open" and inner.content.isdigit():
                    number = int(inner.content)
                    used.add(number)
                    assert MARKDOWN.normalizeLink(sources[number].url) == opened.attrs["href"], (id_, number)
        shown = html.fromstring((site / "datasets" / id_ / "index.html").read_text(encoding="utf-8")).xpath("//sup/a/@href")
        assert used == {number for number, line in sources.items() if line.url and f"#source-{number}" in shown}, id_
        text = _text(tokens)
        checked = catalog.records[id_].checked
        assert [line.what for line in sources.values() if " ".join(line.what.split()) not in text] == []
        assert [line.what for line in sources.values() if line.seen != checked and f"accessed {line.seen}" not in text] == []
        assert f"Record checked against its sources on {checked}." in text


def test_text_is_not_read_as_markup(pages: dict[str, list[Token]], catalog: Catalog) -> None:
    """No text of a record becomes HTML, code, an image or a rule, except locations, commands and checksums in code spans; no escape is visible."""
    for id_, tokens in pages.items():
        record = catalog.records[id_]
        code = {text for it in record.access.locations for text in (it.uri, command(it))}
        code |= {it.md5 or it.sha256 or "" for it in record.access.links}
        code |= {it.md5 or it.sha256 or "" for split in record.splits for it in split.members or ()}
        kinds = {token.type for token in _inline(tokens) if token.type != "code_inline" or token.content not in code}
        assert kinds.isdisjoint({"html_block", "html_inline", "code_inline", "code_block", "fence", "image", "hr"}), id_
        assert "\\" not in _text(tokens), id_


def test_empty_sections_say_so(catalog: Catalog) -> None:
    """An empty section says so."""
    bare = catalog.records["drive"].model_copy(update={"loaders": (), "relations": (), "known_issues": (), "notes": {}, "licence": ()})
    citations = dict.fromkeys((*catalog.references, f"page-{changed(bare)}"), "A citation.")
    text = markdown_page("drive", replace(catalog, records={"drive": bare}), citations)
    assert "## Data loaders\n\nNone recorded." in text
    assert "License not known" in text
