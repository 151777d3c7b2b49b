"""Parsing of the labels of each task."""

import re
from collections.abc import Sequence
from typing import Any

from curator.contribute.issues.answer_tokens import Number, Tokens, Word, readings, unambiguous
from curator.contribute.issues.counts import count
from curator.contribute.issues.parse_answer import AnswerError, ParsedAnswer, line, lines, parse_each, term
from curator.contribute.issues.quantities_in_text import part_of, quantities, unit_in
from curator.records.vocabulary import Vocabularies

_SEPARATORS = {",": r",", ";": r";", "/": r"/", "|": r"\|", "vs": r"\bvs\.?(?=\s)|\bversus\b"}
"""Separators between labels, as patterns."""
_NUMBERED = re.compile(r"(?P<name>.*\S)\s*\((?P<inside>\s*(?:n\s*=\s*)?[~≈]?\s*(?:about\s+)?\d[^()]*)\)")
"""A label followed by a number in parentheses."""
_OUTSIDE = r"(?![^(]*\))"
"""Matches only outside parentheses."""


def label_sets(text: str, vocabularies: Vocabularies, tasks: Sequence[str] = (), default: str = "image") -> ParsedAnswer[list[dict[str, Any]]]:
    """Return the labels of each task, or their number, one task per line. The task may be omitted if there is only one."""
    return parse_each(lines(text), lambda text_line: _label_set(text_line, vocabularies, tasks, default))


def _label_set(text: str, vocabularies: Vocabularies, tasks: Sequence[str], default: str) -> dict[str, Any]:
    head, colon, rest = text.partition(":")
    task = _task(head, vocabularies) if colon else ""
    if not task and len(tasks) != 1:
        if colon:
            term(head, "task", vocabularies)
        raise AnswerError(f"`{text}` is not a task with labels: write e.g. segmentation: background, vessel.")
    labels = rest if task else text
    found = {"task": task or tasks[0]} | (_number(labels) or _labels(labels, vocabularies, default))
    if len(found.get("labels", ("", ""))) < 2:
        raise AnswerError(f"`{text}` has only one label: write all labels, separated by commas, or their number.")
    return found


def _task(head: str, vocabularies: Vocabularies) -> str:
    try:
        return term(head, "task", vocabularies)
    except AnswerError:
        return ""


def _number(text: str) -> dict[str, Any]:
    """Return the number of labels; empty if the text lists the labels."""

    def parse(tokens: Tokens) -> dict[str, Any]:
        match tokens:
            case (Number(value),):
                return {"number": value}
            case (Number(value), Word(word)) if word.casefold() in {"labels", "classes", "categories", "grades"}:
                return {"number": value}
        raise AnswerError("")

    text_line = line(text)
    if len(readings(text_line)) > 1 and re.fullmatch(r"[\d, ]+", text_line):
        raise AnswerError(f"`{text_line}` could be labels or their number: write a space after each comma between labels, or `labels` after their number.")
    try:
        return unambiguous(text_line, parse, str)
    except AnswerError:
        return {}


def _labels(text: str, vocabularies: Vocabularies, default: str) -> dict[str, Any]:
    """Return the labels, with the numbers in parentheses after them and the unit of these numbers."""
    used = [mark for mark, pattern in _SEPARATORS.items() if re.search(pattern + _OUTSIDE, text, re.IGNORECASE)]
    if len(used) > 1:
        raise AnswerError(f"`{line(text)}` has the separators {' and '.join(f'`{mark}`' for mark in used[:2])}: write only commas, and one task per line.")
    pattern = "|".join(_SEPARATORS[mark] + _OUTSIDE for mark in used)
    names = [it for name in (re.split(pattern, text, flags=re.IGNORECASE) if pattern else [text]) if (it := line(name).strip(" ."))]
    found = [_label(name, vocabularies) for name in names]
    units = {unit for _, unit in found if unit}
    if len(units) > 1:
        raise AnswerError(f"`{line(text)}` has the units {' and '.join(sorted(units))}: write all numbers in one unit.")
    numbered = any(isinstance(label, dict) for label, _ in found)
    return {"labels": [label for label, _ in found]} | ({"unit": next(iter(units), default)} if numbered else {})


def _label(text: str, vocabularies: Vocabularies) -> tuple[str | dict[str, Any], str]:
    """Return a label, with its number if it has one, and the unit of the number."""
    match = _NUMBERED.fullmatch(text)
    if not match:
        return text, ""
    inside = re.sub(r"^\s*n\s*=\s*", "", match["inside"])
    unit = unambiguous(inside, lambda tokens: _unit(tokens, inside, vocabularies), str)
    number = count(inside, unit or "image", vocabularies)
    if isinstance(number, dict) and "about" in number:
        raise AnswerError(f"`{text}` has a rounded number: write an exact one, or leave it out.")
    return {"name": match["name"]} | (number if isinstance(number, dict) else {"count": number}), unit


def _unit(tokens: Tokens, inside: str, vocabularies: Vocabularies) -> str:
    """Return the unit of the numbers in parentheses; empty if there is none. Raise AnswerError for other words."""
    given = quantities(tokens, inside)
    found = {unit_in(quantity.words, vocabularies)[0] for quantity in given} - {""}
    unknown = [word for quantity in given for word in unit_in(quantity.words, vocabularies)[1] if not part_of([word])]
    if len(found) > 1 or unknown:
        raise AnswerError(f"`{inside}` is unclear: write only the number of a label in parentheses, e.g. normal (133).")
    return next(iter(found), "")
