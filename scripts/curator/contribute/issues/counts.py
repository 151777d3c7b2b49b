"""Parsing of counts and splits."""

from collections.abc import Sequence
from typing import Any

from curator.contribute.issues.answer_tokens import Number, Tokens, Word, readings, unambiguous
from curator.contribute.issues.parse_answer import AnswerError, ParsedAnswer, line, lines, parse_each, unit
from curator.contribute.issues.quantities_in_text import Quantity, by_part, part_of, parts, quantities, unit_in
from curator.records.vocabulary import Vocabularies

Count = int | dict[str, int]
_NOT_A_COUNT = "is not a unit with a number: write e.g. image: 40."
_WHOLE = frozenset({"total", "overall", "all"})


def counts(text: str, vocabularies: Vocabularies) -> ParsedAnswer[dict[str, Any]]:
    """Return the counts by unit. A line contains numbers and units in any order."""
    found: dict[str, Any] = {}

    def parse(text_line: str) -> None:
        new = unambiguous(text_line, lambda tokens: _by_unit(quantities(tokens, text_line), text_line, vocabularies), _describe)
        repeated = set(new) & set(found)
        if repeated:
            raise AnswerError(f"`{text_line}` repeats the unit {', '.join(sorted(repeated))}: write each unit once.")
        found.update(new)

    return ParsedAnswer(found, parse_each(lines(text), parse).errors)


def count(text: str, name: str, vocabularies: Vocabularies) -> Count:
    """Return the count of one unit: an exact number, a rounded number, or a number for each part. Raise AnswerError."""
    text_line = line(text)

    def parse(tokens: Tokens) -> dict[str, Count]:
        return _by_unit(quantities(tokens, text_line), text_line, vocabularies, name)

    found = unambiguous(text_line, parse, _describe)
    if set(found) != {name}:
        raise AnswerError(f"`{text_line}` counts {', '.join(found)}, but the field counts {name}: write only the number.")
    return found[name]


def _describe(found: dict[str, Any]) -> str:
    return ", ".join(f"{name} {number}" for name, number in found.items())


def _by_unit(given: Sequence[Quantity], text: str, vocabularies: Vocabularies, default: str = "") -> dict[str, Count]:
    """Return numbers by unit. A number without a unit belongs to the unit before it."""
    if not given:
        raise AnswerError(f"`{text}` {_NOT_A_COUNT}")
    found: dict[str, list[tuple[str, Quantity]]] = {}
    current = default
    for quantity in given:
        name, left = unit_in(quantity.words, vocabularies)
        part = part_of([word for word in left if word not in _WHOLE])
        if not name and not part and (quantity.words or not current):
            raise AnswerError(_unknown_unit(quantity, text, vocabularies))
        current = name or current
        if not current:
            raise AnswerError(f"`{text}` has no unit: write e.g. image: train 20, test 20.")
        found.setdefault(current, []).append((part, quantity))
    return {name: _count_of(name, its, text) for name, its in found.items()}


def _count_of(name: str, given: Sequence[tuple[str, Quantity]], text: str) -> Count:
    """Return the count of a unit from its total and its parts. Raise AnswerError if they contradict each other."""
    in_parts = [(part, quantity) for part, quantity in given if part]
    totals = [quantity for part, quantity in given if not part]
    if len(totals) > 1 or len({part for part, _ in in_parts}) < len(in_parts):
        raise AnswerError(f"`{text}` has two numbers for the same {name}: write one, and each part once.")
    if not in_parts:
        return {"about": totals[0].number} if totals[0].rounded else totals[0].number
    found = {part: quantity.number for part, quantity in in_parts}
    if any(quantity.rounded for _, quantity in given):
        raise AnswerError(f"`{text}` contains a rounded part: write exact numbers, or only the rounded total.")
    if totals and totals[0].number != sum(found.values()):
        raise AnswerError(f"`{text}` has the total {totals[0].number}, but its parts sum to {sum(found.values())}: correct the numbers.")
    return by_part(found)[0]


def _unknown_unit(quantity: Quantity, text: str, vocabularies: Vocabularies) -> str:
    """Return the message for a number without a unit, or with more than one."""
    words = " ".join(quantity.words)
    if not words:
        return f"`{text}` {_NOT_A_COUNT}"
    try:
        unit(words, vocabularies)
    except AnswerError as error:
        return f"`{text}` has no known unit: {error}"
    return f"`{text}` could have more than one unit: write e.g. image: 40, one unit per line."


def splits(text: str, vocabularies: Vocabularies, default: str) -> ParsedAnswer[list[dict[str, Any]]]:
    """Return the splits, one per line: name, unit if it is not the default, a colon, and the parts with their numbers."""
    return parse_each(lines(text), lambda text_line: _split(text_line, vocabularies, default))


def _split(text: str, vocabularies: Vocabularies, default: str) -> dict[str, Any]:
    """Return the split of a line. A split without a name is the official one."""
    head, _, rest = text.partition(":")
    named = bool(rest.strip()) and not _names_a_part(head)
    name, comma, counted = head.rpartition(",") if named else ("official", "", "")
    numbers = rest if named else text
    if not any(isinstance(token, Number) for tokens in readings(numbers)[:1] for token in tokens):
        raise AnswerError(f"`{text}` is not a split: write e.g. official, image: train 20, test 20.")
    given, unit_beside = unambiguous(numbers, lambda tokens: parts(quantities(tokens, text), text, vocabularies), lambda found: _describe(found[0]))
    standard, further = by_part(given)
    of_unit = unit(counted, vocabularies) if comma else unit_beside or default
    return {"name": line(name if comma or not named else head), "unit": of_unit} | standard | ({"further": further} if further else {})


def _names_a_part(head: str) -> bool:
    """Return whether the words before a colon name a part of a split, so that they are not the name of the split."""
    first = next(iter(readings(head)), ())
    words = [token.low for token in first if isinstance(token, Word)]
    numbered = any(isinstance(token, Number) for token in first)
    return bool(part_of(words)) or (numbered and any(part_of([word]) for word in words))
