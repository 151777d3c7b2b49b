"""Parsing of image sizes."""

from typing import Any

from curator.contribute.issues.answer_tokens import Mark, Number, Token, Tokens, Word, split_tokens, unambiguous
from curator.contribute.issues.parse_answer import AnswerError, ParsedAnswer, line, lines, parse_each
from curator.contribute.issues.quantities_in_text import part_of
from curator.records.vocabulary import Vocabularies

Side = int | list[int]
CHANNELS = frozenset({1, 3, 4})
"""Third numbers of a size that could be the number of color channels."""
_PIXELS = frozenset("px pixel pixels voxel voxels".split())  # noqa: SIM905
_DEPTH, _COLORS = frozenset({"slice", "slices", "frames"}), frozenset({"channel", "channels", "rgb", "colour", "color", "colours", "colors"})
_ROUNDED = frozenset({"about", "approximately", "approx.", "approx", "typically", "ca."})
_TO, _TIMES = frozenset({"to", "until"}), "×"


def sizes(text: str, _: Vocabularies | None = None) -> ParsedAnswer[list[dict[str, Any]]]:
    """Return the image sizes, separated by line breaks or punctuation."""
    found = parse_each(lines(text), _sizes)
    return ParsedAnswer([size for several in found.value for size in several], found.errors)


def side(text: str) -> Side:
    """Return the length of a side: a number, or minimum and maximum."""
    text_line = line(text)
    return unambiguous(text_line, lambda tokens: _side(tuple(token for token in tokens if not _is(token, _PIXELS | _DEPTH)), text_line), str)


def _sizes(text: str) -> list[dict[str, Any]]:
    def parse(tokens: Tokens) -> list[dict[str, Any]]:
        parts = split_tokens(_with_marks(tokens), ",;/|&", ("and", "or"))
        if not parts:
            raise _not_a_size(text)
        return [_size(part, text) for part in parts]

    return unambiguous(text, parse, _describe)


def _not_a_size(text: str) -> AnswerError:
    return AnswerError(f"`{text}` is not a size: write width × height, e.g. 565 × 584.")


def _describe(found: list[dict[str, Any]]) -> str:
    return " and ".join(f" {_TIMES} ".join(str(size[name]) for name in ("width", "height", "depth") if name in size) for size in found)


def _with_marks(tokens: Tokens) -> Tokens:
    """Return the tokens with a multiplication sign for the words between sides, and a semicolon between the numbers of two sizes that a space separates."""
    marked: list[Token] = []
    for token in tokens:
        if isinstance(token, Mark) and token.text in "()":
            continue
        if isinstance(token, Number) and marked and isinstance(marked[-1], Number):
            marked.append(Mark(";"))
        marked.append(Mark(_TIMES) if _is(token, {"by", "x"}) else token)
    return tuple(marked)


def _is(token: object, words: frozenset[str] | set[str]) -> bool:
    return isinstance(token, Word) and token.low in words


def _size(tokens: Tokens, text: str) -> dict[str, Any]:
    """Return one size. Raise AnswerError if there is none, or if a number may not be a side."""
    about = any(_is(token, _ROUNDED) or (isinstance(token, Mark) and token.text in "~≈") for token in tokens)
    part, tokens = _part(tokens)
    kept = [token for token in tokens if not _is(token, _ROUNDED | _PIXELS) and not (isinstance(token, Mark) and token.text in "~≈")]
    depth, colors = any(_is(it, _DEPTH) for it in kept), any(_is(it, _COLORS) for it in kept)
    bare = tuple(token for token in kept if not _is(token, _DEPTH | _COLORS))
    given = [_side(piece, text) for piece in split_tokens(bare, _TIMES)]
    if len(given) not in (2, 3) or sum(token == Mark(_TIMES) for token in bare) != len(given) - 1:
        raise _not_a_size(text)
    if len(given) == 3:
        given = _with_depth(given, text, depth=depth, colors=colors)
    found = dict(zip(("width", "height", "depth"), given, strict=False))
    return found | ({"about": True} if about else {}) | ({"part": part} if part else {})


def _part(tokens: Tokens) -> tuple[str, Tokens]:
    """Return the part of a split named before a colon, and the tokens after the colon."""
    at = next((position for position, token in enumerate(tokens) if token == Mark(":")), 0)
    part = part_of([token.low for token in tokens[:at] if isinstance(token, Word)])
    return (part, tokens[at + 1 :]) if part else ("", tokens)


def _with_depth(given: list[Side], text: str, *, depth: bool, colors: bool) -> list[Side]:
    """Return width, height and depth, without the depth if it is a number of channels. Raise AnswerError if the order or the meaning is unclear."""
    if colors and isinstance(given[2], int) and given[2] in CHANNELS:
        return given[:2]
    few = [isinstance(number, int) and number in CHANNELS for number in given]
    if not depth and any(few):
        width, height = given[:2] if few[2] else given[1:]
        raise AnswerError(f"`{text}` could have color channels or slices: write {width} × {height} for color images, or `slices` after their number.")
    if not depth and given[1] == given[2] != given[0]:
        raise AnswerError(f"`{text}` could start with the slices: write width × height × slices, with `slices` after their number.")
    if isinstance(given[1], list):
        raise AnswerError(f"`{text}` could be one size or a range: write minimum and maximum of each side, e.g. 400 to 512 × 400 to 512.")
    return given


def _side(tokens: Tokens, text: str) -> Side:
    """Return a number, or minimum and maximum."""
    match tuple(token for token in tokens if token not in (Mark("["), Mark("]"))):
        case (Number(value),):
            return value
        case (Number(least), Mark("-" | "–" | "—" | ","), Number(most)):
            return [least, most]
        case (Number(least), Word(word), Number(most)) if word.casefold() in _TO:
            return [least, most]
    raise _not_a_size(text)
