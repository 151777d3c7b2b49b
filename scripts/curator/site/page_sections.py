"""The sections of a built page as text, by which the search finds hand-written pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

_HEADINGS = ("h1", "h2", "h3")
_UNREAD = ("script", "style", "svg", "template")
_INLINE = ("a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time")
"""Elements that do not end a word."""


@dataclass(frozen=True)
class Section:
    """A section of a page: its path on the site, its heading, the title of its page, and its text.

    It is also found by other names, by narrower words, and by the description of the page.
    """

    path: str
    heading: str
    page: str
    text: str
    description: str = ""
    names: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()


def sections(path: str, html: str) -> Iterator[Section]:
    """Yield the sections of a built page; the first one has the title of the page as its heading and the path without an anchor."""
    reader = _Reader()
    reader.feed(html)
    title = _plain(reader.found[0].heading) if reader.found else ""
    for at, part in enumerate(reader.found):
        address, page, description = (f"{path}#{part.anchor}", title, "") if at else (path, "", reader.description)
        yield Section(address, _plain(part.heading), page, _plain(part.text), description)


def _plain(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


class _Part:
    """A section while it is read."""

    def __init__(self, anchor: str) -> None:
        self.anchor = anchor
        self.heading: list[str] = []
        self.text: list[str] = []


class _Reader(HTMLParser):
    """Reads the headings with an anchor in the article of a page, and the text below each."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Part] = []
        self.description = ""
        self._in_article = False
        self._heading = ""
        self._unread = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a section at a heading; leave out scripts and the links to the headings."""
        attributes = dict(attrs)
        if self._unread:
            return
        if tag == "meta" and attributes.get("name") == "description":
            self.description = attributes.get("content") or ""
        elif tag in _UNREAD or "headerlink" in (attributes.get("class") or ""):
            self._unread = tag
        elif tag == "article":
            self._in_article = True
        elif self._in_article and tag in _HEADINGS and (attributes.get("id") or not self.found):
            self.found.append(_Part(attributes.get("id") or ""))
            self._heading = tag
        elif tag not in _INLINE:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a heading, an element that is left out, or the article."""
        if self._unread:
            self._unread = "" if tag == self._unread else self._unread
        elif tag == "article":
            self._in_article = False
        elif tag == self._heading:
            self._heading = ""
        elif tag not in _INLINE:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        """Add text to the heading or to the section."""
        if self._in_article and self.found and not self._unread:
            (self.found[-1].heading if self._heading else self.found[-1].text).append(data)
