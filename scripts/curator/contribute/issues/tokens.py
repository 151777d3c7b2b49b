"""What people write, as numbers, words and marks; where a number can be read in two ways, a reading for each."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from curator.contribute.issues.refused_answers import RefusedError

MOST = 64
"""Readings that are tried."""
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[,.'’_ ])\d{3})(?:(?P=mark)\d{3})*")
"""A number with a mark between thousands."""
_PLAIN = re.compile(r"0|[1-9]\d{0,12}")
_TOKEN = re.compile(r"(?P<chunk>\d+(?:[,.'’_ ]\d+)*)(?P<glued>[^\W\d_]*)|(?P<word>[^\W\d_][^\W_]*(?:[-'’.][^\W_]+)*)|(?P<mark>\S)")
_TIMES = re.compile(r"(?<=[\d\s)\]])[xX✕*](?=[\s\d(\[])")
_GLUED = frozenset({"px", "x"})
"""Letters that may follow a number without a space."""
Value = TypeVar("Value")


@dataclass(frozen=True)
class Number:
    """A whole number."""

    value: int


@dataclass(frozen=True)
class Word:
    """A word, or digits that are no whole number, as they were written."""

    text: str

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.casefold()


@dataclass(frozen=True)
class Mark:
    """A character that is neither."""

    text: str


Token = Number | Word | Mark
Tokens = tuple[Token, ...]


def readings(text: str) -> list[Tokens]:
    """Every way to read a text as tokens, that with separators of thousands first; none where there are too many."""
    options = list(_options(_TIMES.sub("×", _plain(text))))
    number = 1
    for some in options:
        number *= len(some)
        if number > MOST:
            return []
    return [tuple(token for part in parts for token in part) for parts in product(*options)]


def resolved(text: str, read: Callable[[Tokens], Value], shown: Callable[[Value], str]) -> Value:
    """What a text says if just one of its readings says something; raises RefusedError where none does, or two differ."""
    found: list[Value] = []
    why: list[RefusedError] = []
    for tokens in readings(text):
        try:
            value = read(tokens)
        except RefusedError as error:
            why.append(error)
        else:
            found += [value] if value not in found else []
    if len(found) == 1:
        return found[0]
    if found:
        both = " or ".join(map(shown, found[:2]))
        raise RefusedError(f"`{text}` can be read in two ways, as {both}: write its numbers without separators, and one item a line.")
    raise why[0] if why else RefusedError(f"`{text}` holds too many numbers that can be read in two ways: write digits alone.")


def whole(text: str) -> int:
    """A whole number, with or without separators of thousands."""

    def single(tokens: Tokens) -> int:
        match tokens:
            case (Number(value),):
                return value
        raise RefusedError(f"`{text}` is not a whole number: write digits alone, e.g. 1234.{_decimal(text)}")

    return resolved(text, single, str)


def _decimal(text: str) -> str:
    """What to add of a number whose point may part thousands."""
    return " A point may part thousands or decimals." if re.fullmatch(r"\d+\.\d{3}", text) else ""


def pieces(tokens: Tokens, marks: str, words: Sequence[str] = ()) -> list[Tokens]:
    """The stretches between marks and words that separate, without empty ones; brackets keep what is in them together."""
    found: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += {Mark("["): 1, Mark("]"): -1}.get(token, 0) if isinstance(token, Mark) else 0
        between = (isinstance(token, Mark) and token.text in marks and depth <= 0) or (isinstance(token, Word) and token.low in words)
        if between:
            found.append([])
        else:
            found[-1].append(token)
    return [tuple(piece) for piece in found if piece]


def words_of(tokens: Tokens) -> list[str]:
    """The words among tokens, in lower case."""
    return [token.low for token in tokens if isinstance(token, Word)]


def _plain(text: str) -> str:
    """Text with digits of ASCII and spaces of one kind."""
    return "".join(str(unicodedata.decimal(it)) if unicodedata.category(it) == "Nd" else " " if it.isspace() else it for it in text)


def _options(text: str) -> Iterator[list[Tokens]]:
    """For each stretch of text the ways to read it."""
    for match in _TOKEN.finditer(text):
        if not match["chunk"]:
            yield [(Word(match["word"]),) if match["word"] else (Mark(match["mark"]),)]
        elif match["glued"] and match["glued"].casefold() not in _GLUED:
            yield [(Word(match[0]),)]
        else:
            glued: Tokens = (Word(match["glued"]),) if match["glued"] else ()
            yield [(*tokens, *glued) for tokens in _numbers(match["chunk"])]


def _numbers(chunk: str) -> list[Tokens]:
    """Digits with marks between them: as one number, as several, or else as a word that is no number."""
    found: list[Tokens] = []
    grouped = _GROUPED.fullmatch(chunk)
    if (grouped and not _doubtful(chunk)) or _PLAIN.fullmatch(chunk):
        found.append((Number(int(re.sub(r"\D", "", chunk))),))
    if not _PLAIN.fullmatch(chunk) and "." not in chunk:
        found += _several(chunk)
    return found or [(Word(chunk),)]


def _doubtful(chunk: str) -> bool:
    """Whether a mark may part something else than thousands: a single point decimals, a space behind three digits two numbers."""
    return (chunk.count(".") == 1) or bool(re.match(r"\d{3} ", chunk))


def _several(chunk: str) -> list[Tokens]:
    """Digits with commas or spaces between them as several numbers, if they are; what one of the two groups, the other may part."""
    found: list[Tokens] = []
    for between in ("(,)", "( )", "(,| )"):
        given = re.split(between, chunk)
        if len(given) > 1 and all(piece in ", " or _PLAIN.fullmatch(piece) or _GROUPED.fullmatch(piece) for piece in given):
            tokens = tuple(Mark(",") if piece == "," else Number(int(re.sub(r"\D", "", piece))) for piece in given if piece != " ")
            found += [tokens] if tokens not in found else []
    return found
