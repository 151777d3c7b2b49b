"""A review for a terminal."""

import textwrap
from collections.abc import Iterable

from curator.records.problem import printable
from curator.review.blocks import Block, Datum, Heading, Items, Line, Link, Quoted

_MARKS = {"same": ("", ""), "old": ("[-", "-]"), "new": ("{+", "+}")}
"""How changed words stand in plain text, as git writes them."""


def text(blocks: Iterable[Block]) -> str:
    """The blocks as plain text; nothing of a record can steer the terminal."""
    return "".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"\n{_line(block.words)}\n"
    if isinstance(block, Items):
        return "".join(f"  - {_line(line)}\n" for line in block.lines)
    if isinstance(block, Quoted):
        return textwrap.indent("".join(f"{printable(line)}\n" for line in block.text.split("\n")), "  ")
    return f"{_line(block.words)}\n"


def _line(words: Line) -> str:
    return "".join(map(_part, words)).rstrip()


def _part(part: str | Datum | Link) -> str:
    if isinstance(part, Link):
        return f"{part.words} ({part.url})" if part.url else part.words
    if isinstance(part, Datum):
        opening, closing = _MARKS[part.kind]
        return f"{opening}{printable(part.text)}{closing}"
    return part
