"""The title, headings and text of an HTML page, and what they say about it: missing, parked, a login or a robot check."""

import re
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

from curator.links.page_phrases import CLOSED, GATE, MISSING, PARKED, ROBOT, SIGN_IN, folded

_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg"})
_BESIDE = frozenset({"form", "nav", "header", "footer", "h1", "h2", "h3", "button", "label"})
"""Elements whose text is not part of the running text."""
_HEADINGS = frozenset({"h1", "h2", "h3"})
_SHORT = 200
"""Characters of text up to which a page without title and heading is only a message."""
_FORM_ALONE = 80
"""Characters of running text up to which a page with a password field is only a sign-in form."""
_MAX_HEADING = 300
"""Characters of a title or heading that are read."""
_MAX_WORDS = 1_000
"""Words of a page that are compared."""
_SIMILAR = 0.9
"""Minimum similarity of the words of two pages to be the same page, apart from details such as its URL."""
_SHIELD = re.compile(r"/_incapsula_resource|captcha-delivery\.com|perfdrive\.com|/\.within\.website/|\.awswaf\.com", re.IGNORECASE)
"""Scripts and frames of robot-check services."""
_REFRESH = re.compile(r"^\s*([0-9]+(?:\.[0-9]*)?)\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"'\s][^\"']*)", re.IGNORECASE)
_SOON = 10.0
"""Delay in seconds up to which a page that reloads to another URL counts as a redirect."""


@dataclass(frozen=True)
class PageText:
    """The text of a page; `refresh` is the URL to which it reloads, empty if there is none."""

    title: str
    headings: tuple[str, ...]
    """Headings of the three highest levels, sorted by level."""
    text: str
    refresh: str
    prose: str = ""
    """The running text, without headings, menus and forms."""
    password: bool = False
    """Whether there is a password field."""
    shield: str = ""
    """The URL of a script or frame of a robot-check service."""

    @property
    def _named(self) -> tuple[str, ...]:
        return self.title, *self.headings[:1]

    @property
    def gone(self) -> str:
        """The phrase that says that the page is missing or closed; empty if there is none.

        Phrases in the text of a page do not count; headings after the first count on short pages only.
        """
        said = dict.fromkeys(self._named) if any(self._named) or len(self.text) > _SHORT else (self.text,)
        found = next((words for words in said if MISSING.search(folded(words)) or CLOSED.search(folded(words))), "")
        further = self.headings[1:4] if len(self.prose) < 2 * _SHORT else ()
        return (found or next((words for words in further if MISSING.match(folded(words))), ""))[:120]

    @property
    def sign_in(self) -> str:
        """The phrase that shows that the page is only a sign-in or registration form; empty if there is none."""
        words = GATE if self.password else SIGN_IN
        if found := next((said for said in self._named if words.search(folded(said))), ""):
            return found[:120]
        return "password" if self.password and len(self.prose) < _FORM_ALONE else ""

    @property
    def challenge(self) -> str:
        """The phrase, or the script, that shows that the page is a robot check; empty if there is none."""
        if found := next((words for words in self._named if ROBOT.search(folded(words))), ""):
            return found[:120]
        return self.shield[:120] if len(self.text) <= _SHORT and not self.headings else ""

    @property
    def parked(self) -> str:
        """The phrase that says that the domain is for sale; empty if there is none."""
        said = (*self._named, self.text[: 8 * _SHORT])
        return next((found[0] for words in said if (found := PARKED.search(folded(words)))), "")

    def same_as(self, other: "PageText") -> bool:
        """Whether another page has the same text except for a few words."""
        if self.text == other.text:
            return self.title == other.title
        one, two = (f"{it.title} {it.text}".split()[:_MAX_WORDS] for it in (self, other))
        pair = SequenceMatcher(None, one, two, autojunk=False)
        # the comparison without word order is faster
        return pair.quick_ratio() >= _SIMILAR and pair.ratio() >= _SIMILAR


def page(html: str) -> PageText:
    """Return the text of an HTML page, which may be incomplete."""
    reader = _HtmlReader()
    with suppress(AssertionError, ValueError):  # raised by the parser for invalid markup and very long numbers
        reader.feed(html)
    text, prose = (_plain(reader.texts[name]) for name in ("text", "prose"))
    ranked = [said for _, said in sorted(reader.headings, key=lambda heading: heading[0])]
    title, *headings = (_plain(said)[:_MAX_HEADING] for said in (reader.texts["title"], *ranked))
    return PageText(title, tuple(filter(None, headings)), text, reader.refresh, prose, reader.password, reader.shield)


class _HtmlReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {"title": [], "text": [], "prose": []}
        self.headings: list[tuple[str, list[str]]] = []
        self.refresh = self.shield = ""
        self.password = False
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if (tag == "title" or tag in _UNSEEN or tag in _BESIDE) and tag not in self.inside:
            self.inside.append(tag)
        if tag in _HEADINGS:
            self.headings.append((tag, []))
        given = {name: value or "" for name, value in attrs}
        self.password = self.password or (tag == "input" and given.get("type", "").lower() == "password")
        if tag in ("script", "iframe") and _SHIELD.search(given.get("src", "")):
            self.shield = self.shield or given["src"]
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh" and (found := _REFRESH.match(given.get("content", ""))):
            self.refresh = self.refresh or (found[2].strip() if float(found[1]) <= _SOON else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            del self.inside[len(self.inside) - 1 - self.inside[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if any(tag in _UNSEEN for tag in self.inside):
            return
        if "title" in self.inside:
            self.texts["title"].append(data)
            return
        self.texts["text"].append(data)
        if not any(tag in _BESIDE for tag in self.inside):
            self.texts["prose"].append(data)
        if any(tag in _HEADINGS for tag in self.inside):
            self.headings[-1][1].append(data)


def _plain(parts: list[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(parts)).strip()
