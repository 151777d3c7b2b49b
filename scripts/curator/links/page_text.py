"""What a page says of itself: its title, headings and text, and whether it is the page that one came for."""

import re
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

from curator.links.page_phrases import CLOSED, GATE, MISSING, PARKED, ROBOT, SIGN_IN, folded

_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg"})
_BESIDE = frozenset({"form", "nav", "header", "footer", "h1", "h2", "h3", "button", "label"})
"""Elements whose text is not what a page has to say."""
_HEADINGS = frozenset({"h1", "h2", "h3"})
_SHORT = 200
"""Letters of text up to which a page without title and heading is only a message."""
_FORM_ALONE = 80
"""Letters of text beside headings, menus and forms up to which a page with a field for a password is nothing but that form."""
_LONGEST = 300
"""Letters of a title or heading that are read."""
_WORDS = 1_000
"""Words of two pages that are compared."""
_ALIKE = 0.9
"""Share of their words that two pages have to have in common, in order, to be one page with an address filled in."""
_SHIELD = re.compile(r"/_incapsula_resource|captcha-delivery\.com|perfdrive\.com|/\.within\.website/|\.awswaf\.com", re.IGNORECASE)
"""Scripts and frames of services that check for robots."""
_REFRESH = re.compile(r"^\s*([0-9]+(?:\.[0-9]*)?)\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"'\s][^\"']*)", re.IGNORECASE)
_SOON = 10.0
"""Seconds within which a page that leads elsewhere counts as a redirect."""


@dataclass(frozen=True)
class Page:
    """A page's own words; `refresh` is where it leads by itself, empty where it stays."""

    title: str
    headings: tuple[str, ...]
    """Headings of the three highest levels, those of the highest first."""
    text: str
    refresh: str
    prose: str = ""
    """The text beside headings, menus and forms."""
    password: bool = False
    """Whether there is a field for a password."""
    shield: str = ""
    """The script or frame of a service that checks for robots."""

    @property
    def _named(self) -> tuple[str, ...]:
        return self.title, *self.headings[:1]

    @property
    def gone(self) -> str:
        """The words by which the page says that there is nothing, or nothing any more; empty where it does not.

        A page that mentions them in its text does not; further headings count on a short page only.
        """
        said = self._named if any(self._named) or len(self.text) > _SHORT else (self.text,)
        found = next((words for words in said if MISSING.search(folded(words)) or CLOSED.search(folded(words))), "")
        further = self.headings[1:4] if len(self.prose) < 2 * _SHORT else ()
        return (found or next((words for words in further if MISSING.match(folded(words))), ""))[:120]

    @property
    def sign_in(self) -> str:
        """The words by which the page is a form to sign in or to register and nothing else; empty where it is not."""
        words = GATE if self.password else SIGN_IN
        if found := next((said for said in self._named if words.search(folded(said))), ""):
            return found[:120]
        return "password" if self.password and len(self.prose) < _FORM_ALONE else ""

    @property
    def challenge(self) -> str:
        """The words by which the page asks whether its reader is a person, or the script that does; empty where it does not."""
        if found := next((words for words in self._named if ROBOT.search(folded(words))), ""):
            return found[:120]
        return self.shield[:120] if len(self.text) <= _SHORT and not self.headings else ""

    @property
    def parked(self) -> str:
        """The words by which the page says that its domain is for sale; empty where it does not."""
        said = (*self._named, self.text[: 8 * _SHORT])
        return next((found[0] for words in said if (found := PARKED.search(folded(words)))), "")

    def same_as(self, other: "Page") -> bool:
        """Whether another page says the same, but for a few words."""
        if self.text == other.text:
            return self.title == other.title
        one, two = (f"{it.title} {it.text}".split()[:_WORDS] for it in (self, other))
        pair = SequenceMatcher(None, one, two, autojunk=False)
        # whatever the order of their words, which is slow to compare
        return pair.quick_ratio() >= _ALIKE and pair.ratio() >= _ALIKE


def page(html: str) -> Page:
    """What an HTML page says; a page cut off in the middle is read as far as it goes."""
    reader = _Reader()
    with suppress(AssertionError, ValueError):  # the parser's own, for markup that it cannot make sense of, and for numbers without end
        reader.feed(html)
    text, prose = (_plain(reader.texts[name]) for name in ("text", "prose"))
    ranked = [said for _, said in sorted(reader.headings, key=lambda heading: heading[0])]
    title, *headings = (_plain(said)[:_LONGEST] for said in (reader.texts["title"], *ranked))
    return Page(title, tuple(filter(None, headings)), text, reader.refresh, prose, reader.password, reader.shield)


class _Reader(HTMLParser):
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
