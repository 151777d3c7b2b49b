"""The whole catalog as one HTML document to be printed: title page, contents, Table 1, the dataset pages and the references."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urljoin

from markupsafe import Markup

from curator.records.record_addresses import page_path
from curator.records.settings import Settings
from curator.site import jinja
from curator.site.render import Content

NOT_PRINTED = ("machine", "edit")
"""Sections of a dataset page that are of use on the website only."""
TABLE, REFERENCES, CITE = "", "references/", "cite/"
"""The pages of the website of which slots are in the document."""
_SECTION = re.compile(r"^## (.+?) \{#([a-z]+)\}\s+<!-- slot:([a-z]+) -->", re.MULTILINE)
_ID = re.compile(r'(?<= id=")[^"]+')
_HREF = re.compile(r'(?<= href=")[^"]*')
_TABLE = re.compile(r'<table class="table-1".*?</table>', re.DOTALL)
_FORMATS = re.compile(r'<details class="?bibtex"?>.*?</details>', re.DOTALL)


@dataclass(frozen=True)
class PrintedSection:
    """A section of a dataset page in the document."""

    heading: str
    anchor: str
    html: Markup


@dataclass(frozen=True)
class DocumentPage:
    """A dataset page in the document."""

    title: str
    anchor: str
    summary: Markup
    sections: tuple[PrintedSection, ...]


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the contents; `number` is the number of the page, if it is known."""

    title: str
    anchor: str
    number: str


class _Anchors:
    """Ids and links of pages of the website, changed so that they are unique in the document and lead to its own pages."""

    def __init__(self, found: Content, settings: Settings) -> None:
        self.settings = settings
        self.printed = {TABLE: "table-1", REFERENCES: "references", CITE: "cite"} | {page_path(id_): f"dataset-{id_}" for id_ in found.records}

    def of(self, path: str, section: str = "") -> str:
        """Return the anchor of a page, or of a section of it."""
        return f"{self.printed[path]}--{section}" if section else self.printed[path]

    def moved(self, html: str, path: str) -> Markup:
        """Return a part of a page for the document, without citation formats."""
        html = _ID.sub(lambda match: self.of(path, match[0]), _FORMATS.sub("", html))
        return Markup(_HREF.sub(lambda match: escape(self._target(unescape(match[0]), path)), html))  # noqa: S704 - rendered from our templates

    def _target(self, href: str, path: str) -> str:
        """Return where a link of a page leads in the document, or its complete URL."""
        url = urljoin(self.settings.address(path), href)
        page, _, section = url.removeprefix(self.settings.address("")).partition("#")
        return f"#{self.of(page, section)}" if url.startswith(self.settings.address("")) and page in self.printed else url


def document(found: Content, settings: Settings, frame: str, stylesheets: Iterable[str] = (), numbers: Mapping[str, int] | None = None) -> str:
    """Return the document; `frame` is the Markdown of the dataset page with its headings, `numbers` are the pages by anchor."""
    anchors = _Anchors(found, settings)
    pages = _pages(found, frame, anchors)
    table = _TABLE.search(found.slots["table"])
    context = {
        "settings": settings,
        "changed": max((page.changed for page in found.records.values()), default=""),
        "stylesheets": tuple(stylesheets),
        "cited": anchors.moved(found.slots["citing"], CITE),
        "table": anchors.moved(table[0] if table else "", TABLE),
        "table_anchor": anchors.of(TABLE),
        "pages": pages,
        "references": anchors.moved(found.slots["references"], REFERENCES),
        "references_anchor": anchors.of(REFERENCES),
        "entries": _entries(pages, anchors, numbers or {}),
    }
    return jinja.render("document/document.html.j2", **context)


def _pages(found: Content, frame: str, anchors: _Anchors) -> tuple[DocumentPage, ...]:
    """Return the dataset pages in alphabetical order."""
    sections = [match.groups() for match in _SECTION.finditer(frame) if match[2] not in NOT_PRINTED]
    return tuple(
        DocumentPage(
            page.title,
            anchors.of(page_path(id_)),
            anchors.moved(page.slots["summary"], page_path(id_)),
            tuple(
                PrintedSection(heading, anchors.of(page_path(id_), anchor), anchors.moved(page.slots[slot], page_path(id_)))
                for heading, anchor, slot in sections
            ),
        )
        for id_, page in sorted(found.records.items(), key=lambda item: item[1].title.casefold())
    )


def _entries(pages: Sequence[DocumentPage], anchors: _Anchors, numbers: Mapping[str, int]) -> tuple[ContentsEntry, ...]:
    """Return the contents."""
    listed = (("Table 1", anchors.of(TABLE)), *((page.title, page.anchor) for page in pages), ("References", anchors.of(REFERENCES)))
    return tuple(ContentsEntry(title, anchor, str(numbers.get(anchor, ""))) for title, anchor in listed)
