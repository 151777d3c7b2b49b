"""Numbers with the words around them: of which unit, of which part, exact or rounded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curator.contribute.issues.refused_answers import RefusedError
from curator.contribute.issues.tokens import Mark, Number, Token, Tokens, Word, pieces
from curator.records.model import PARTS
from curator.records.vocabulary import Vocabularies

_PART_OF = {
    **dict.fromkeys(("train", "training", "trainset"), "train"),
    **dict.fromkeys(("validation", "val", "valid", "validating"), "validation"),
    **dict.fromkeys(("test", "testing", "testset"), "test"),
}
"""The usual words for the parts of a split."""
_NOISE = frozenset("set sets subset split part partition data samples examples for in the of with from than n official number #".split())  # noqa: SIM905
"""Words beside a part or a number that say nothing of either."""
_ROUNDED = frozenset("about approx approx. approximately circa ca ca. roughly around nearly almost over more".split())  # noqa: SIM905
"""Words before a number that its source rounds."""
_UNCLEAR = frozenset(
    "less fewer under below least most up max min maximum minimum per each every thousand hundred dozen million billion mio k percent average mean median to or".split()  # noqa: SIM905
)
"""Words that make another number of the one beside them."""
_TOTAL = frozenset({"total", "overall", "all", "sum", "altogether"})
_BETWEEN, _IGNORED = ",;/|&+()", ":=[]"
"""Marks between the numbers of a line, and marks that only set a number off."""


@dataclass(frozen=True)
class Entry:
    """A number with the words beside it."""

    number: int
    words: tuple[str, ...]
    rounded: bool = False


def entries(tokens: Tokens, text: str) -> list[Entry]:
    """Every number of a line with its own words, which come before all of the numbers or after all of them; raises RefusedError."""
    found: list[Entry] = []
    for piece in pieces(tokens, _BETWEEN, ("and", "plus")):
        kept = [token for token in piece if not (isinstance(token, Mark) and token.text in _IGNORED)]
        found += [_entry(part, text) for part in _apart(kept)]
    return found


def _apart(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """A stretch cut so that each part has one number, at its beginning or, where words come first, at its end."""
    at = [position for position, token in enumerate(tokens) if isinstance(token, Number)]
    if len(at) < 2:
        yield from [tokens] if tokens else []
    elif at[0] == 0:
        yield from (tokens[start:end] for start, end in zip(at, [*at[1:], len(tokens)], strict=True))
    else:
        yield from (tokens[start:end] for start, end in zip([0, *(it + 1 for it in at[:-1])], [it + 1 for it in at[:-1]] + [len(tokens)], strict=True))


def _entry(tokens: Sequence[Token], text: str) -> Entry:
    numbers = [token.value for token in tokens if isinstance(token, Number)]
    words = [token.low for token in tokens if isinstance(token, Word)]
    odd = next((token.text for token in tokens if isinstance(token, Mark) and token.text not in "~≈.#"), "")
    if strange := next((word for word in words if word[0].isdigit()), ""):
        raise RefusedError(f"`{text}` is not read because of `{strange}`: write whole numbers in digits, without a point, a letter or a word for thousands.")
    if len(numbers) != 1:
        raise RefusedError(f"`{text}` is not read: each number needs a word beside it that says what it counts.")
    if odd or (unclear := next((word for word in words if word in _UNCLEAR), "")):
        raise RefusedError(f"`{text}` is not read because of `{odd or unclear}`: write exact numbers in digits, or `about` before one that its source rounds.")
    rounded = any(isinstance(token, Mark) and token.text in "~≈" for token in tokens) or bool(_ROUNDED & set(words))
    return Entry(numbers[0], tuple(word for word in words if word not in _ROUNDED and word not in _NOISE), rounded)


def part_of(words: Sequence[str]) -> str:
    """The usual part that words name; empty where they name none."""
    left = [word for word in words if word not in _NOISE]
    return _PART_OF.get(left[0], "") if len(left) == 1 else ""


def unit_in(words: Sequence[str], known: Vocabularies) -> tuple[str, tuple[str, ...]]:
    """The unit among words, and the other words; no unit where none is among them, or more than one could be meant."""
    found: dict[tuple[int, int], str] = {}
    for said in (_labels, _aliases):
        for phrase, unit in said(known).items():
            length = len(phrase)
            for start in range(len(words) - length + 1):
                if tuple(words[start : start + length]) == phrase and not any(
                    start < end and begin < start + length for begin, end in found if end - begin > length
                ):
                    found = {span: it for span, it in found.items() if not (start <= span[0] and span[1] <= start + length)}
                    found[(start, start + length)] = unit
        if found:
            break
    if len(set(found.values())) != 1:
        return "", tuple(words)
    inside = {position for start, end in found for position in range(start, end)}
    return next(iter(found.values())), tuple(word for position, word in enumerate(words) if position not in inside)


def _labels(known: Vocabularies) -> dict[tuple[str, ...], str]:
    """Units by the words for one and for several."""
    return {tuple(word.casefold().split()): unit for unit, entry in known.unit.entries.items() for word in (unit, entry.label, entry.plural)}


def _aliases(known: Vocabularies) -> dict[tuple[str, ...], str]:
    """Units by other words for them, with an s where there are several."""
    words = ((alias.casefold(), unit) for unit, entry in known.unit.entries.items() for alias in entry.aliases)
    return {tuple(form.split()): unit for word, unit in words for form in (word, f"{word}s")}


def parts(given: Sequence[Entry], text: str, known: Vocabularies) -> tuple[dict[str, int], str]:
    """The number in each part and the unit, if one is named; a total beside them has to be their sum. Raises RefusedError."""
    found: dict[str, int] = {}
    units: set[str] = set()
    totals: list[int] = []
    for entry in given:
        unit, words = unit_in(entry.words, known)
        units |= {unit} if unit else set()
        if (not words and unit and len(given) > 1) or (words and set(words) <= _TOTAL):
            totals.append(entry.number)
            continue
        _add(found, part_of(words) or " ".join(words), entry, text)
    if not found:
        raise RefusedError(f"`{text}` names no part: write e.g. train 20, test 20.")
    if any(total != sum(found.values()) for total in totals):
        raise RefusedError(f"`{text}` names {totals[0]} in all, but its parts sum to {sum(found.values())}: write the right numbers.")
    if len(units) > 1:
        raise RefusedError(f"`{text}` counts {' and '.join(sorted(units))}: write one line for each.")
    return found, next(iter(units), "")


def _add(found: dict[str, int], name: str, entry: Entry, text: str) -> None:
    """Put a part among those found. Raises RefusedError."""
    if not name or any(letter.isdigit() for letter in name):
        raise RefusedError(f"`{text}` is not read: write the name of each part without digits, and its number, e.g. train 20, test 20.")
    if sum(word in _PART_OF for word in name.split()) > 1 or "fold" in name or "cross" in name:
        raise RefusedError(f"`{text}` is not read because of `{name}`: write one part and its number at a time, e.g. train 20, test 20.")
    if name in found:
        raise RefusedError(f"`{text}` names the part {name} twice: write each part once.")
    if entry.rounded:
        raise RefusedError(f"`{text}` rounds a part of a split: write exact numbers, or leave the part out.")
    found[name] = entry.number


def in_parts(found: dict[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """The usual parts in their order, and the further ones."""
    return {part: found[part] for part in PARTS if part in found}, {name: number for name, number in found.items() if name not in PARTS}
