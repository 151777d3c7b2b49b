"""Tokens of an answer: integers, words and punctuation. Ambiguous numbers give several readings."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from curator.contribute.issues.parse_answer import AnswerError, unwrapped

MAX_READINGS = 64
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[,.'’_ ])\d{3})(?:(?P=mark)\d{3})*")
"""A number with thousands separators."""
_PLAIN = re.compile(r"0|[1-9]\d{0,12}")
_TOKEN = re.compile(r"(?P<chunk>\d+(?:[,.'’_ ]\d+)*)(?P<glued>[^\W\d_]*)|(?P<word>[^\W\d_][^\W_]*(?:[-'’.][^\W_]+)*)|(?P<mark>\S)")
_TIMES = re.compile(r"(?<=[\d\s)\]])[xX✕*](?=[\s\d(\[])")
_GLUED = frozenset({"px", "x"})
"""Words that may follow a number without a space."""
Value = TypeVar("Value")


@dataclass(frozen=True)
class Number:
    """An integer."""

    value: int


@dataclass(frozen=True)
class Word:
    """A word, or digits that are not an integer, as written."""

    text: str

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.casefold()


@dataclass(frozen=True)
class Mark:
    """A punctuation character."""

    text: str


Token = Number | Word | Mark
Tokens = tuple[Token, ...]


def readings(text: str) -> list[Tokens]:
    """Return every reading of a text as tokens, the one with thousands separators first. Return none if there are too many."""
    options = list(_options(_TIMES.sub("×", _ascii_digits(text))))
    number = 1
    for readings_of_part in options:
        number *= len(readings_of_part)
        if number > MAX_READINGS:
            return []
    return [tuple(token for part in parts for token in part) for parts in product(*options)]


def unambiguous(text: str, parse: Callable[[Tokens], Value], describe: Callable[[Value], str]) -> Value:
    """Return the value of a text if its valid readings agree. Raise AnswerError if no reading is valid or two differ."""
    found: list[Value] = []
    errors: list[AnswerError] = []
    for tokens in readings(text):
        try:
            value = parse(tokens)
        except AnswerError as error:
            errors.append(error)
        else:
            found += [value] if value not in found else []
    if len(found) == 1:
        return found[0]
    if found:
        both = " or ".join(map(describe, found[:2]))
        raise AnswerError(f"`{text}` is ambiguous ({both}): write numbers without separators, and one item per line.")
    raise errors[0] if errors else AnswerError(f"`{text}` contains too many ambiguous numbers: write digits without separators.")


def integer(text: str) -> int:
    """Return the integer, which may have thousands separators. Raise AnswerError for any other text."""

    def single(tokens: Tokens) -> int:
        match tokens:
            case (Number(value),):
                return value
        raise AnswerError(f"`{text}` is not an integer: write digits only, e.g. 1234.{_decimal_hint(text)}")

    return unambiguous(unwrapped(text).removesuffix("."), single, str)


def _decimal_hint(text: str) -> str:
    return " The point could be a decimal point or a thousands separator." if re.fullmatch(r"\d+\.\d{3}", text) else ""


def split_tokens(tokens: Tokens, marks: str, words: Sequence[str] = ()) -> list[Tokens]:
    """Return the non-empty parts between separating marks and words. Text in square brackets is not split."""
    found: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += {Mark("["): 1, Mark("]"): -1}.get(token, 0) if isinstance(token, Mark) else 0
        separates = (isinstance(token, Mark) and token.text in marks and depth <= 0) or (isinstance(token, Word) and token.low in words)
        if separates:
            found.append([])
        else:
            found[-1].append(token)
    return [tuple(part) for part in found if part]


def _ascii_digits(text: str) -> str:
    """Return the text with ASCII digits and plain spaces."""
    return "".join(str(unicodedata.decimal(it)) if unicodedata.category(it) == "Nd" else " " if it.isspace() else it for it in text)


def _options(text: str) -> Iterator[list[Tokens]]:
    """Yield the possible readings of each part of a text."""
    for match in _TOKEN.finditer(text):
        if not match["chunk"]:
            yield [(Word(match["word"]),) if match["word"] else (Mark(match["mark"]),)]
        elif match["glued"] and match["glued"].casefold() not in _GLUED:
            yield [(Word(match[0]),)]
        else:
            glued: Tokens = (Word(match["glued"]),) if match["glued"] else ()
            yield [(*tokens, *glued) for tokens in _numbers(match["chunk"])]


def _numbers(chunk: str) -> list[Tokens]:
    """Return digits with separators as one integer, as several integers, or else as a word."""
    found: list[Tokens] = []
    grouped = _GROUPED.fullmatch(chunk)
    if (grouped and not _ambiguous_separator(chunk)) or _PLAIN.fullmatch(chunk):
        found.append((Number(int(re.sub(r"\D", "", chunk))),))
    if not _PLAIN.fullmatch(chunk) and "." not in chunk:
        found += _several(chunk)
    return found or [(Word(chunk),)]


def _ambiguous_separator(chunk: str) -> bool:
    """Return whether the separator could be a decimal point, or a space between two numbers."""
    return (chunk.count(".") == 1) or bool(re.match(r"\d{3} ", chunk))


def _several(chunk: str) -> list[Tokens]:
    """Return the readings of a chunk as several integers: each comma or space separates two integers or groups thousands."""
    pieces = re.split("([, ])", chunk)
    number = len(pieces) // 2 + 1
    if number > MAX_READINGS:
        return []
    found: list[list[Tokens]] = [[()]]  # the readings of the first 0, 1, 2 … pieces
    for end in range(number):
        readings_to_end: list[Tokens] = []
        for start in range(end + 1):
            text = "".join(pieces[2 * start : 2 * end + 1])
            if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
                separator: Tokens = (Mark(","),) if start and pieces[2 * start - 1] == "," else ()
                readings_to_end += [(*before, *separator, Number(int(re.sub(r"\D", "", text)))) for before in found[start]]
        found.append(readings_to_end[: MAX_READINGS + 1])
    return [tokens for tokens in found[-1] if len(tokens) > 1]
