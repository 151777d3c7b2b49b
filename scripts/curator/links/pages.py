"""What a page says of itself: its title, headings and text, and whether it is the page that one came for."""

import re
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg"})
_SHORT = 200
"""Letters of text up to which a page without title and heading is only a message."""
_LONGEST = 300
"""Letters of a title or heading that are read."""
_WORDS = 1_000
"""Words of two pages that are compared."""
_ALIKE = 0.9
"""Share of their words that two pages have to have in common, in order, to be one page with an address filled in."""
_GONE = re.compile(
    r"^\W*(error|http|status|fehler|erreur)?\W*(404|410)(\W+(not found|error|page|gone|fehler|-|–|\|).*|\W*)$"
    r"|\b(page|file|site|document|resource|dataset|url|seite|item|record|project|challenge) "
    r"(you (requested|are looking for|were looking for) )?(was |is |could |can |has been |has )?(not (be )?found|deleted|removed|no longer (available|exists|online))"
    r"|\b(page|file|item|record) does ?n[o']t exist|^\W*(404\W*)?not found\b|\b404\W+not found\b|\bseite nicht gefunden|page introuvable|no such (page|file)",
    re.IGNORECASE,
)
_PARKED = re.compile(
    r"\b(this |the )?domain( name)? ([\w.-]+ )?(is|may be|might be) (for sale|parked|available for purchase|expired)\b|\bbuy this domain\b|\bdomain parking\b"
    r"|\bparked (free|domain)\b",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"^\W*(just a moment|one moment,? please|checking your browser|attention required|verify(ing)? (that )?you are (a )?human|are you (a )?(human|robot)"
    r"|security check|access to this page has been denied|ddos.guard|bot verification|making sure you.re not a bot|client challenge)",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"^\s*([0-9]+(?:\.[0-9]*)?)\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"'\s][^\"']*)", re.IGNORECASE)
_SOON = 10.0
"""Seconds within which a page that leads elsewhere counts as a redirect."""


@dataclass(frozen=True)
class Page:
    """A page's own words; `refresh` is where it leads by itself, empty where it stays."""

    title: str
    headings: tuple[str, ...]
    text: str
    refresh: str

    @property
    def gone(self) -> str:
        """The words by which the page says that there is nothing; empty where it does not. A page that mentions them in its text does not."""
        named = (self.title, *self.headings[:1])
        said = named if any(named) or len(self.text) > _SHORT else (self.text,)
        return next((words[:120] for words in said if _GONE.search(words)), "")

    @property
    def challenge(self) -> str:
        """The words by which the page asks whether its reader is a person; empty where it does not."""
        return next((words[:120] for words in (self.title, *self.headings[:1]) if _CHALLENGE.search(words)), "")

    @property
    def parked(self) -> str:
        """The words by which the page says that its domain is for sale; empty where it does not."""
        said = (self.title, *self.headings[:1], self.text[: 8 * _SHORT])
        return next((found[0] for words in said if (found := _PARKED.search(words))), "")

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
    text = _plain(reader.texts["text"])
    title, *headings = (_plain(said)[:_LONGEST] for said in (reader.texts["title"], *reader.headings))
    return Page(title, tuple(filter(None, headings)), text, reader.refresh)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {"title": [], "text": []}
        self.headings: list[list[str]] = []
        self.refresh = ""
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("title", "h1", *_UNSEEN) and tag not in self.inside:
            self.inside.append(tag)
        if tag == "h1":
            self.headings.append([])
        given = {name: value or "" for name, value in attrs}
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
        if "h1" in self.inside:
            self.headings[-1].append(data)


def _plain(parts: list[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(parts)).strip()
