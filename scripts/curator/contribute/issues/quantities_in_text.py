"""Numbers of an answer with the words around them: unit, part of a split, exact or rounded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curator.contribute.issues.answer_tokens import Mark, Number, Token, Tokens, Word, split_tokens
from curator.contribute.issues.parse_answer import AnswerError
from curator.records.model import PARTS
from curator.records.vocabulary import Vocabularies

_PART_NAMES = {
    **dict.fromkeys(("train", "training", "trainset"), "train"),
    **dict.fromkeys(("validation", "val", "valid", "validating"), "validation"),
    **dict.fromkeys(("test", "testing", "testset"), "test"),
}
"""Common words for the parts of a split."""
_STOP_WORDS = frozenset("set sets subset split part partition data samples examples for in of the with from than n official number #".split())  # noqa: SIM905
"""Words near a number that describe neither a unit nor a part."""
_ROUNDED = frozenset("about approx approx. approximately circa ca ca. roughly around nearly almost over more".split())  # noqa: SIM905
"""Words before a rounded number."""
_UNCLEAR = frozenset(
    "less fewer under below least most up max min maximum minimum per each every thousand hundred dozen million billion mio k percent average mean median to or".split()  # noqa: SIM905
)
"""Words that change the meaning of the number next to them."""
_TOTAL = frozenset({"total", "overall", "all", "sum", "altogether"})
_SEPARATORS, _IGNORED = ",;/|&+()", ":=[]"
"""Punctuation between the numbers of a line, and punctuation without meaning."""
_EXAMPLE = "train 20, test 20"


@dataclass(frozen=True)
class Quantity:
    """A number with the words next to it."""

    number: int
    words: tuple[str, ...]
    rounded: bool = False


def quantities(tokens: Tokens, text: str) -> list[Quantity]:
    """Return each number of a line with its words, which come before all numbers or after all of them. Raise AnswerError if that is unclear."""
    found: list[Quantity] = []
    for part in split_tokens(tokens, _SEPARATORS, ("and", "plus")):
        kept = [token for token in part if not (isinstance(token, Mark) and token.text in _IGNORED)]
        found += [_quantity(one, text) for one in _with_one_number(kept)]
    return found


def _with_one_number(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Split tokens so that each part has one number: first or, where words come first, last."""
    at = [position for position, token in enumerate(tokens) if isinstance(token, Number)]
    if len(at) < 2:
        yield from [tokens] if tokens else []
    elif at[0] == 0:
        yield from (tokens[start:end] for start, end in zip(at, [*at[1:], len(tokens)], strict=True))
    else:
        yield from (tokens[start:end] for start, end in zip([0, *(it + 1 for it in at[:-1])], [it + 1 for it in at[:-1]] + [len(tokens)], strict=True))


def _quantity(tokens: Sequence[Token], text: str) -> Quantity:
    numbers = [token.value for token in tokens if isinstance(token, Number)]
    words = [token.low for token in tokens if isinstance(token, Word)]
    odd = next((token.text for token in tokens if isinstance(token, Mark) and token.text not in "~≈.#"), "")
    if strange := next((word for word in words if word[0].isdigit()), ""):
        raise AnswerError(f"`{text}` contains `{strange}`: write integers in digits, without decimals, letters or words such as million.")
    if len(numbers) != 1:
        raise AnswerError(f"`{text}` is unclear: write the unit next to each number.")
    if odd or (unclear := next((word for word in words if word in _UNCLEAR), "")):
        raise AnswerError(f"`{text}` contains `{odd or unclear}`: write exact numbers in digits, or `about` before a rounded number.")
    rounded = any(isinstance(token, Mark) and token.text in "~≈" for token in tokens) or bool(_ROUNDED & set(words))
    return Quantity(numbers[0], tuple(word for word in words if word not in _ROUNDED and word not in _STOP_WORDS), rounded)


def part_of(words: Sequence[str]) -> str:
    """Return the part of a split that the words name; empty if they name none."""
    left = [word for word in words if word not in _STOP_WORDS]
    return _PART_NAMES.get(left[0], "") if len(left) == 1 else ""


def unit_in(words: Sequence[str], vocabularies: Vocabularies) -> tuple[str, tuple[str, ...]]:
    """Return the unit that the words contain, and the other words. The unit is empty if there is none or more than one."""
    found: dict[tuple[int, int], str] = {}
    for names in (_labels, _aliases):
        for phrase, unit in names(vocabularies).items():
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


def _labels(vocabularies: Vocabularies) -> dict[tuple[str, ...], str]:
    """Return the units by id, label and plural."""
    return {tuple(word.casefold().split()): unit for unit, entry in vocabularies.unit.entries.items() for word in (unit, entry.label, entry.plural)}


def _aliases(vocabularies: Vocabularies) -> dict[tuple[str, ...], str]:
    """Return the units by alias, with and without a plural s."""
    words = ((alias.casefold(), unit) for unit, entry in vocabularies.unit.entries.items() for alias in entry.aliases)
    return {tuple(form.split()): unit for word, unit in words for form in (word, f"{word}s")}


def parts(given: Sequence[Quantity], text: str, vocabularies: Vocabularies) -> tuple[dict[str, int], str]:
    """Return the number in each part and the unit, if given. Raise AnswerError, also if a total is not the sum of the parts."""
    found: dict[str, int] = {}
    units: set[str] = set()
    totals: list[int] = []
    for quantity in given:
        unit, words = unit_in(quantity.words, vocabularies)
        units |= {unit} if unit else set()
        if (not words and unit and len(given) > 1) or (words and set(words) <= _TOTAL):
            totals.append(quantity.number)
            continue
        _add_part(found, part_of(words) or " ".join(words), quantity, text)
    if not found:
        raise AnswerError(f"`{text}` has no parts: write e.g. {_EXAMPLE}.")
    if any(total != sum(found.values()) for total in totals):
        raise AnswerError(f"`{text}` has the total {totals[0]}, but its parts sum to {sum(found.values())}: correct the numbers.")
    if len(units) > 1:
        raise AnswerError(f"`{text}` has the units {' and '.join(sorted(units))}: write one unit per line.")
    return found, next(iter(units), "")


def _add_part(found: dict[str, int], name: str, quantity: Quantity, text: str) -> None:
    """Add a part to those found. Raise AnswerError if its name or number is not allowed."""
    if not name or any(character.isdigit() for character in name):
        raise AnswerError(f"`{text}` is unclear: write the name of each part, without digits, and its number, e.g. {_EXAMPLE}.")
    if sum(word in _PART_NAMES for word in name.split()) > 1 or "fold" in name or "cross" in name:
        raise AnswerError(f"`{text}` contains `{name}`: write each part with its own number, e.g. {_EXAMPLE}.")
    if name in found:
        raise AnswerError(f"`{text}` contains the part {name} twice: write each part once.")
    if quantity.rounded:
        raise AnswerError(f"`{text}` contains a rounded part: write exact numbers, or leave the part out.")
    found[name] = quantity.number


def by_part(found: dict[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the standard parts in order, and the other parts."""
    return {part: found[part] for part in PARTS if part in found}, {name: number for name, number in found.items() if name not in PARTS}
