"""Words that were decoded with the wrong encoding, such as `MÃ¼ller`, and the words that were meant."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

from curator.records.problem import Problem

_WORD = re.compile(r"[^\s{},]*[^\s!-~][^\s{},]*")
"""A word with a character beyond ASCII."""


@cache
def _is_bad() -> Callable[[str], bool]:
    """Return the function that finds wrongly decoded text. Its module is imported without the rest of ftfy, which is needed only for a text with such words."""
    package = find_spec("ftfy")
    file = Path(package.origin if package and package.origin else "").with_name("badness.py")
    spec = spec_from_file_location("ftfy_badness", file)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"{file} is missing")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[str], bool] = module.is_bad
    return found


@cache
def _corrected() -> Callable[[str], str]:
    """Return the function that corrects wrongly decoded text."""
    found: Callable[[str], str] = import_module("ftfy").fix_encoding
    return found


def wrongly_decoded(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the position of each wrongly decoded word of a text, the word, and the word that was meant."""
    start = 0
    for line in text.split("\n"):
        if not line.isascii() and _is_bad()(line):
            for word in _WORD.finditer(line):
                if (right := _corrected()(word[0])) != word[0]:
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
