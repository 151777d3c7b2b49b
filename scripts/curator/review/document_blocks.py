"""Parts of a review document: blocks of text in which text from records is kept apart from our own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

MAX_OPEN_LINES = 15
"""Maximum number of lines of a list that is not folded."""
MAX_SHOWN = 300
"""Maximum number of characters of a value that are shown."""


@dataclass(frozen=True)
class Untrusted:
    """Text from a record or another file; it is never interpreted as markup."""

    text: str
    kind: Literal["same", "old", "new"] = "same"


@dataclass(frozen=True)
class TextLink:
    """A link with our own text; the URL is empty if it is not known."""

    text: str
    url: str = ""


Line = tuple[str | Untrusted | TextLink, ...]


@dataclass(frozen=True)
class Heading:
    """A heading."""

    line: Line


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    line: Line


@dataclass(frozen=True)
class Items:
    """A list; a long list is folded under its summary."""

    lines: tuple[Line, ...]
    summary: str


@dataclass(frozen=True)
class Preformatted:
    """Lines in a code block; many lines are folded under the summary, if there is one."""

    text: str
    language: Literal["", "diff"] = ""
    summary: str = ""


Block = Heading | Paragraph | Items | Preformatted


@dataclass(frozen=True)
class Pages:
    """Location of the rendered pages: a URL prefix, or the URL of an archive."""

    prefix: str = ""
    archive: str = ""


def number(count: int, noun: str) -> str:
    """Return a number with its noun in the singular or plural."""
    return f"{count} {noun if count == 1 else f'{noun[:-1]}ies' if noun.endswith('y') else f'{noun}s'}"


def listed(names: Iterable[str]) -> Line:
    """Return names separated by commas."""
    return tuple(part for name in names for part in (", ", Untrusted(shortened(name))))[1:]


def shortened(text: str) -> str:
    """Return the first characters of a text."""
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"
