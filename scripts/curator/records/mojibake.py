"""Words that were decoded with the wrong encoding, such as `MÃ¼ller`, and the words that were meant."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from curator.records.problem import Problem

_WORD = re.compile(r"[^\s{},]*[^\s!-~][^\s{},]*")
"""A word with a character beyond ASCII."""


@cache
def _ftfy() -> tuple[Callable[[str], bool], Callable[[str], str]]:
    """Return what finds and what corrects wrongly decoded text; most texts need neither, and importing both takes long."""
    return import_module("ftfy.badness").is_bad, import_module("ftfy").fix_encoding


def wrongly_decoded(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the position of each wrongly decoded word of a text, the word, and the word that was meant."""
    start = 0
    for line in text.split("\n"):
        if not line.isascii() and _ftfy()[0](line):
            for word in _WORD.finditer(line):
                if (right := _ftfy()[1](word[0])) != word[0]:
                    yield start + word.start(), word[0], right
        start += len(line) + 1


def problems(file: str, text: str) -> Iterator[Problem]:
    """Yield a problem for each wrongly decoded word of a file."""
    for position, word, right in wrongly_decoded(text):
        line = text.count("\n", 0, position) + 1
        column = position - (text.rfind("\n", 0, position) + 1) + 1
        yield Problem(
            file,
            line,
            column,
            "mojibake",
            f"`{word}` was decoded with the wrong encoding",
            f"write `{right}`" + (", or run `curator fix`" if file.endswith(".bib") else ""),
        )


def corrected(text: str) -> str:
    """Return a text with the words that were meant."""
    found = list(wrongly_decoded(text))
    for position, word, right in reversed(found):
        text = f"{text[:position]}{right}{text[position + len(word) :]}"
    return text
