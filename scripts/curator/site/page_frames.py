"""Frames: pages built by the engine with slots, which are split once and filled for each record or term; and fixes to every built page."""

import base64
import hashlib
import re
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from curator.records.record_addresses import FRAME_ID, page_path
from curator.site.page_sections import Section
from curator.site.views.browse_groups import term_path

TITLE, DESCRIPTION = "RECORD-TITLE", "RECORD-DESCRIPTION"
"""Placeholders for the name and description of a record or term, where the page allows no comment."""
SITE = "SITE-ADDRESS"
"""Placeholder for the URL of the site in hand-written pages, so that it is set in one place."""
RECORD_FRAME, TERM_FRAME = page_path(FRAME_ID), term_path("term", FRAME_ID)
"""The paths of the frames. Pages made from a frame have their own path instead, which has as many folders."""
FRAMES = (RECORD_FRAME, TERM_FRAME)
_SLOT = re.compile(r"<!--\s*slot:([a-z-]+)\s*-->")
_CUT = re.compile(rf"({_SLOT.pattern}|{TITLE}|{DESCRIPTION}|{re.escape(RECORD_FRAME)}|{re.escape(TERM_FRAME)})")
_HEADING = re.compile(r'<h2 id="([^"]+)">([^<]+)')
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_SECTION = re.compile(
    r'(<nav class="md-nav" data-md-level="[12]") aria-labelledby="[^"]+"([^>]*>\s*<label class="md-nav__title"[^>]*>\s*'
    r'<span class="md-nav__icon md-icon"></span>\s*)([^<]*[^<\s])'
)
"""A section of the navigation, which the theme labels by an element without text."""
_NEXT = re.compile(r'<link [^>]*\brel="?next\b[^>]*>\s*')
"""The link to the next page in the head: Firefox prefetches it, and the policy blocks and reports that."""
_INVALID = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"|(<label class="md-nav__link[^>]*?) tabindex=""')
"""Attributes of the theme that are invalid HTML on these elements."""
_TITLE_OF_TOGGLE = 'class="md-nav__title" for="__toc"'
"""The title of the table of contents, whose checkbox the theme omits on pages without navigation."""
_UNFILLED = re.compile(r"<!-- unfilled -->.*?<!-- filled -->", re.DOTALL)
"""What a page says until its slots are filled: a note, and that it is not for search engines. An engine that is run by itself leaves it."""
_CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)


_KEPT = re.compile(r"(<(?:pre|textarea|script|style)\b.*?</(?:pre|textarea|script|style)>)", re.DOTALL)
"""Elements in which spaces matter."""
_INDENTATION = re.compile(r"[ \t\r\f]*\n\s*")
_PAGES_OF_SUBSECTION = re.compile(
    r'<li class="md-nav__item md-nav__item--nested">\s*<input [^>]*>\s*<div class="md-nav__link md-nav__container">\s*(?P<link><a (?:(?!</a>).)*</a>)\s*'
    r'<label (?:(?!</label>).)*</label>\s*</div>\s*<nav class="md-nav" data-md-level="2"(?:(?!</nav>).)*</nav>\s*</li>',
    re.DOTALL,
)
"""An entry of the menu with the pages of a subsection, such as the decisions, of which the theme writes each into every page."""


class UnknownSlotError(Exception):
    """A page has a slot that no template fills."""


@dataclass(frozen=True)
class FramedPage:
    """A page made from a frame: title, description and slots, the day of its last change, its entry in the search unless it is a dataset, and the files beside it by name."""

    title: str
    description: str
    slots: dict[str, str]
    changed: str
    searched: Section | None = None
    files: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PageFacts:
    """What other files say of a page made from a frame: the day of its last change and its entry in the search; and a hash of everything that it and the files beside it depend on."""

    key: str
    changed: str
    searched: Section | None = None


class KnownPages(Mapping[str, FramedPage]):
    """Pages made from a frame, by name, with facts that are known without them."""

    @abstractmethod
    def facts(self, name: str) -> PageFacts:
        """Return the facts about a page."""


def facts_of(pages: Mapping[str, FramedPage], name: str) -> PageFacts:
    """Return the facts about a page; without a key if nothing but the page is known."""
    if isinstance(pages, KnownPages):
        return pages.facts(name)
    return PageFacts("", pages[name].changed, pages[name].searched)


@dataclass(frozen=True)
class Frame:
    """A page split at its slots: the pieces of HTML, and the names of the slots between them."""

    pieces: tuple[str, ...]
    names: tuple[str, ...]

    def page(self, path: str, page: FramedPage) -> str:
        """Return the page at a path of the site."""
        values = {TITLE: escape(page.title), DESCRIPTION: escape(page.description), RECORD_FRAME: path, TERM_FRAME: path}
        return "".join(part for piece, name in zip(self.pieces, (*self.names, ""), strict=True) for part in (piece, _value(name, values, page.slots)))


def headings(html: str) -> list[tuple[str, str]]:
    """Return the id and text of each section heading of a built frame."""
    return [(id_, unescape(words.strip())) for id_, words in _HEADING.findall(html)]


def short_menu(html: str) -> str:
    """Return a page whose menu links to subsections instead of listing their pages, which those pages list themselves."""
    return _PAGES_OF_SUBSECTION.sub(lambda match: f'<li class="md-nav__item">{match["link"]}</li>', html)


def without_indentation(html: str) -> str:
    """Return a page without the spaces of the theme at the ends of lines, which are a seventh of it and which browsers ignore."""
    return "".join(part if place % 2 else _INDENTATION.sub("\n", part) for place, part in enumerate(_KEPT.split(html)))


def split_at_slots(html: str, known: Mapping[str, str] | None = None) -> Frame:
    """Return a built page, split at its slots but those that are known, which are the same on all pages of a frame."""
    pieces, names, piece, end = [], [], "", 0
    for match in _CUT.finditer(html):
        piece += html[end : match.start()]
        name, end = match[2] or match[1], match.end()
        if known and name in known:
            piece += known[name]
        else:
            pieces.append(piece)
            names.append(name)
            piece = ""
    return Frame((*pieces, piece + html[end:]), tuple(names))


def _value(name: str, values: Mapping[str, str], slots: Mapping[str, str]) -> str:
    if not name:
        return ""
    if name in values:
        return values[name]
    if name not in slots:
        raise UnknownSlotError(f"the frame has an unknown slot `{name}`")
    return slots[name]


def slot_names(html: str) -> list[str]:
    """Return the names of the slots of a hand-written page."""
    return _SLOT.findall(html)


def filled(html: str, slots: Mapping[str, str]) -> str:
    """Return a hand-written page with its slots filled."""

    def fill(match: re.Match[str]) -> str:
        if match[1] not in slots:
            raise UnknownSlotError(f"a page has an unknown slot `{match[1]}`")
        return slots[match[1]]

    return _SLOT.sub(fill, html)


def finished(html: str, *, policy: bool, forms: str = "") -> str:
    """Return a page as valid HTML without what it says until its slots are filled, with accessible names for the navigation, code that can be scrolled with the keyboard and, if wanted, a policy, which allows forms to send to a URL."""
    html = _INVALID.sub(lambda match: match[1] or match[2], _UNFILLED.sub("", html)).replace("<pre><code", '<pre tabindex="0"><code')
    if 'id="__toc"' not in html:
        html = html.replace(_TITLE_OF_TOGGLE, 'class="md-nav__title"')
    html = _SECTION.sub(r'\1 aria-label="\3"\2\3', html)
    html = without_indentation(_NEXT.sub("", html))
    if not policy:
        return html
    tag = f'<meta http-equiv="Content-Security-Policy" content="{escape(content_policy(html, forms), quote=False)}">'
    return _CHARSET.sub(lambda match: f"{match[0]}\n{tag}", html, count=1)


def content_policy(html: str, forms: str = "") -> str:
    """Return the Content-Security-Policy of a page: the site's own files, inline scripts by their hashes, and forms that send to a URL."""
    scripts, targets = (" ".join(("'self'", *found)) for found in (dict.fromkeys(_hashes(html)), filter(None, [forms])))
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'self'; form-action {targets}"
    )


def _hashes(html: str) -> Iterator[str]:
    for script in _SCRIPT.finditer(html):
        attributes = script["attributes"]
        if "src=" not in attributes and "json" not in attributes:
            digest = hashlib.sha256(script["code"].encode()).digest()
            yield f"'sha256-{base64.b64encode(digest).decode()}'"
