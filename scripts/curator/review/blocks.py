"""What a review is made of before it is printed: blocks of words, in which what comes from records stays apart from our own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

FEW = 15
"""Lines up to which a list stands open."""
SHOWN = 300
"""Characters of a value that are shown."""


@dataclass(frozen=True)
class Datum:
    """Text that came from a record or another file: shown as it stands, never as markup."""

    text: str
    kind: Literal["same", "old", "new"] = "same"


@dataclass(frozen=True)
class Link:
    """A link of our own making; empty where only its words are known."""

    words: str
    url: str = ""


Line = tuple[str | Datum | Link, ...]


@dataclass(frozen=True)
class Heading:
    """A heading."""

    words: Line


@dataclass(frozen=True)
class Paragraph:
    """A sentence or two."""

    words: Line


@dataclass(frozen=True)
class Items:
    """A list; a long one is folded under its summary."""

    lines: tuple[Line, ...]
    summary: str


@dataclass(frozen=True)
class Quoted:
    """Lines that are quoted as they stand; where there is a summary, many are folded under it."""

    text: str
    language: Literal["", "diff"] = ""
    summary: str = ""


Block = Heading | Paragraph | Items | Quoted


@dataclass(frozen=True)
class Pages:
    """Where the rendered pages are: below an address, or in an archive whose address may be known."""

    prefix: str = ""
    archive: str = ""


def number(many: int, what: str) -> str:
    """A number with its word."""
    return f"{many} {what if many == 1 else f'{what[:-1]}ies' if what.endswith('y') else f'{what}s'}"


def listed(names: Iterable[str]) -> Line:
    """Names with commas between."""
    return tuple(part for name in names for part in (", ", Datum(shortened(name))))[1:]


def shortened(text: str) -> str:
    """The first characters of a text."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
