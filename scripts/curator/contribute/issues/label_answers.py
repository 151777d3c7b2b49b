"""Labels of each task, as people list them."""

import re
from collections.abc import Sequence
from typing import Any

from curator.contribute.issues.count_answers import count
from curator.contribute.issues.number_words import entries, part_of, unit_in
from curator.contribute.issues.refused_answers import Listed, RefusedError, each
from curator.contribute.issues.tokens import Number, Tokens, Word, readings, resolved
from curator.contribute.issues.value_answers import line, lines, term
from curator.records.vocabulary import Vocabularies

_MARKS = {",": r",", ";": r";", "/": r"/", "|": r"\|", "vs": r"\bvs\.?(?=\s)|\bversus\b"}
"""What people write between labels."""
_NUMBERED = re.compile(r"(?P<name>.*\S)\s*\((?P<inside>\s*(?:n\s*=\s*)?[~≈]?\s*(?:about\s+)?\d[^()]*)\)")
"""A label with a number in brackets behind it."""
_INSIDE = r"(?![^(]*\))"
"""Behind a mark that is not within brackets."""


def label_sets(text: str, words: Vocabularies, tasks: Sequence[str] = (), usual: str = "image") -> Listed[list[dict[str, Any]]]:
    """The labels of each task, one task a line: every label, or only their number; without a task those of the only task there is."""
    return each(lines(text), lambda said: _set(said, words, tasks, usual))


def _set(said: str, words: Vocabularies, tasks: Sequence[str], usual: str) -> dict[str, Any]:
    head, colon, rest = said.partition(":")
    task = _task(head, words) if colon else ""
    if not task and len(tasks) != 1:
        if colon:
            term(head, "task", words)
        raise RefusedError(f"`{said}` is not a task and its labels: write e.g. segmentation: background, vessel.")
    labels = rest if task else said
    found = {"task": task or tasks[0]} | (_number(labels) or _labels(labels, words, usual))
    if len(found.get("labels", ("", ""))) < 2:
        raise RefusedError(f"`{said}` has one label: write every label, with commas between them, or how many there are.")
    return found


def _task(head: str, words: Vocabularies) -> str:
    try:
        return term(head, "task", words)
    except RefusedError:
        return ""


def _number(text: str) -> dict[str, Any]:
    """Only the number of labels; empty where the text lists them."""

    def read(tokens: Tokens) -> dict[str, Any]:
        match tokens:
            case (Number(value),):
                return {"number": value}
            case (Number(value), Word(word)) if word.casefold() in {"labels", "classes", "categories", "grades"}:
                return {"number": value}
        raise RefusedError("")

    said = line(text)
    if len(readings(said)) > 1 and re.fullmatch(r"[\d, ]+", said):
        raise RefusedError(f"`{said}` may be labels or their number: write the labels with a space behind each comma, or the number with the word labels.")
    try:
        return resolved(said, read, str)
    except RefusedError:
        return {}


def _labels(text: str, words: Vocabularies, usual: str) -> dict[str, Any]:
    """Every label, with its number where one stands in brackets behind it; what the numbers count is said once."""
    marks = [mark for mark, pattern in _MARKS.items() if re.search(pattern + _INSIDE, text, re.IGNORECASE)]
    if len(marks) > 1:
        raise RefusedError(f"`{line(text)}` has both {' and '.join(f'`{mark}`' for mark in marks[:2])} between labels: write commas only, and one task a line.")
    pattern = "|".join(_MARKS[mark] + _INSIDE for mark in marks)
    names = [it for said in (re.split(pattern, text, flags=re.IGNORECASE) if pattern else [text]) if (it := line(said).strip(" ."))]
    read = [_label(name, words) for name in names]
    units = {unit for _, unit in read if unit}
    if len(units) > 1:
        raise RefusedError(f"`{line(text)}` counts {' and '.join(sorted(units))}: write numbers of one unit.")
    numbered = any(isinstance(label, dict) for label, _ in read)
    return {"labels": [label for label, _ in read]} | ({"unit": next(iter(units), usual)} if numbered else {})


def _label(said: str, words: Vocabularies) -> tuple[str | dict[str, Any], str]:
    """A label by its name, or with its number, and the unit of that."""
    match = _NUMBERED.fullmatch(said)
    if not match:
        return said, ""
    inside = re.sub(r"^\s*n\s*=\s*", "", match["inside"])
    unit = resolved(inside, lambda tokens: _unit(tokens, inside, words), str)
    number = count(inside, unit or "image", words)
    if isinstance(number, dict) and "about" in number:
        raise RefusedError(f"`{said}` rounds the number of a label: write an exact one, or leave it out.")
    return {"name": match["name"]} | (number if isinstance(number, dict) else {"count": number}), unit


def _unit(tokens: Tokens, inside: str, words: Vocabularies) -> str:
    """The unit of the numbers in brackets; empty where none is named. Raises RefusedError."""
    given = entries(tokens, inside)
    found = {unit_in(entry.words, words)[0] for entry in given} - {""}
    unknown = [word for entry in given for word in unit_in(entry.words, words)[1] if not part_of([word])]
    if len(found) > 1 or unknown:
        raise RefusedError(f"`{inside}` is not read: write the number of a label alone in its brackets, e.g. normal (133).")
    return next(iter(found), "")
