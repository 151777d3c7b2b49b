"""Sizes of images, as people write them."""

from typing import Any

from curator.contribute.issues.number_words import part_of
from curator.contribute.issues.refused_answers import Listed, RefusedError, each
from curator.contribute.issues.tokens import Mark, Number, Tokens, Word, pieces, resolved
from curator.contribute.issues.value_answers import line, lines

Side = int | list[int]
CHANNELS = frozenset({1, 3, 4})
"""Numbers behind a size that are as likely those of its colours."""
_WORDS = frozenset("px pixel pixels voxel voxels".split())  # noqa: SIM905
_DEPTH, _COLOURS = frozenset({"slice", "slices", "frames"}), frozenset({"channel", "channels", "rgb", "colour", "color", "colours", "colors"})
_ROUNDED = frozenset({"about", "approximately", "approx.", "approx", "typically", "ca."})
_TO, _TIMES = frozenset({"to", "until"}), "×"


def sizes(text: str) -> Listed[list[dict[str, Any]]]:
    """Sizes of images, one a line or with marks between them."""
    found = each(lines(text), _sizes)
    return Listed([size for some in found.value for size in some], found.refused)


def side(text: str) -> Side:
    """A side of an image: a number, or the smallest and the largest."""
    said = line(text)
    return resolved(said, lambda tokens: _side(tuple(token for token in tokens if not _is(token, _WORDS | _DEPTH)), said), str)


def _sizes(said: str) -> list[dict[str, Any]]:
    return resolved(said, lambda tokens: [_size(piece, said) for piece in pieces(_by(tokens), ",;/|&", ("and", "or"))] or _none(said), _shown)


def _none(said: str) -> list[dict[str, Any]]:
    raise RefusedError(f"`{said}` is not a size: write width × height, e.g. 565 × 584.")


def _shown(found: list[dict[str, Any]]) -> str:
    """Sizes in a sentence."""
    return " and ".join(f" {_TIMES} ".join(str(size[name]) for name in ("width", "height", "depth") if name in size) for size in found)


def _by(tokens: Tokens) -> Tokens:
    """Tokens with a sign for the word between sides."""
    return tuple(Mark(_TIMES) if _is(token, {"by", "x"}) else token for token in tokens if not (isinstance(token, Mark) and token.text in "()"))


def _is(token: object, words: frozenset[str] | set[str]) -> bool:
    return isinstance(token, Word) and token.low in words


def _size(tokens: Tokens, said: str) -> dict[str, Any]:
    """One size; raises RefusedError where it is none, or where a side may be something else."""
    about = any(_is(token, _ROUNDED) or (isinstance(token, Mark) and token.text in "~≈") for token in tokens)
    part, tokens = _labelled(tokens)
    kept = [token for token in tokens if not _is(token, _ROUNDED | _WORDS) and not (isinstance(token, Mark) and token.text in "~≈")]
    depth, colours = any(_is(it, _DEPTH) for it in kept), any(_is(it, _COLOURS) for it in kept)
    bare = tuple(token for token in kept if not _is(token, _DEPTH | _COLOURS))
    given = [_side(piece, said) for piece in pieces(bare, _TIMES)]
    if len(given) not in (2, 3) or sum(token == Mark(_TIMES) for token in bare) != len(given) - 1:
        _none(said)
    if len(given) == 3:
        given = _with_depth(given, said, depth=depth, colours=colours)
    found = dict(zip(("width", "height", "depth"), given, strict=False))
    return found | ({"about": True} if about else {}) | ({"part": part} if part else {})


def _labelled(tokens: Tokens) -> tuple[str, Tokens]:
    """The part that stands before a colon, and the tokens behind it."""
    at = next((position for position, token in enumerate(tokens) if token == Mark(":")), 0)
    part = part_of([token.low for token in tokens[:at] if isinstance(token, Word)])
    return (part, tokens[at + 1 :]) if part else ("", tokens)


def _with_depth(given: list[Side], said: str, *, depth: bool, colours: bool) -> list[Side]:
    """Width, height and slices, or width and height where the third number is that of the colours; raises RefusedError where it may be either."""
    if colours and isinstance(given[2], int) and given[2] in CHANNELS:
        return given[:2]
    few = [isinstance(number, int) and number in CHANNELS for number in given]
    if not depth and any(few):
        wide, high = given[:2] if few[2] else given[1:]
        raise RefusedError(f"`{said}` may have colour channels or slices: write {wide} × {high} for colour images, or add the word slices behind their number.")
    if not depth and given[1] == given[2] != given[0]:
        raise RefusedError(f"`{said}` may begin with the slices: write width × height × slices, with the word slices behind their number.")
    if isinstance(given[1], list):
        raise RefusedError(f"`{said}` may be one size or a range of sizes: write smallest and largest of each side, e.g. 400 to 512 × 400 to 512.")
    return given


def _side(tokens: Tokens, said: str) -> Side:
    """A number, or two with a word or mark between them."""
    match tuple(token for token in tokens if token not in (Mark("["), Mark("]"))):
        case (Number(value),):
            return value
        case (Number(least), Mark("-" | "–" | "—" | ","), Number(most)):
            return [least, most]
        case (Number(least), Word(word), Number(most)) if word.casefold() in _TO:
            return [least, most]
    raise RefusedError(f"`{said}` is not a size: write width × height, e.g. 565 × 584.")
