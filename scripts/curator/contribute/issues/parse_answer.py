"""Parsing of the lines and terms of an answer, and the errors for answers that cannot be used."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from curator.contribute.issues.question import ANOTHER_TERM, options
from curator.records.vocabulary import Vocabularies

_BULLET = re.compile(r"^(?:[-*•–+]|\d{1,2}[.)])\s+")
_PAIRS = {"<": ">", "[": "]", "(": ")", "{": "}", '"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "„": "“", "`": "`", "*": "*", "_": "_"}
"""Brackets, quotation marks and emphasis that people write around answers."""
NOT_ACCEPTED = "Correct value: not accepted"
"""The heading of an error in the answer to the main question of the form for corrections."""
MAX_UNKNOWN = 12
"""Unknown terms of an answer for which a term is suggested; a suggestion compares a text with a whole vocabulary."""
Item = TypeVar("Item")
Value = TypeVar("Value")


class AnswerError(Exception):
    """An answer that cannot be used. The text says what was found and what to write; the heading names the question."""

    def __init__(self, text: str, heading: str = NOT_ACCEPTED) -> None:
        super().__init__(text)
        self.heading = heading


@dataclass(frozen=True)
class ParsedAnswer(Generic[Value]):
    """The value of an answer, and an error message for each line that could not be parsed."""

    value: Value
    errors: tuple[str, ...] = ()

    def complete(self) -> Value:
        """Return the value. Raise AnswerError if a line could not be parsed."""
        if self.errors:
            raise AnswerError(" ".join(self.errors))
        return self.value


def parse_each(items: list[str], parse: Callable[[str], Item]) -> ParsedAnswer[list[Item]]:
    """Return the parsed items. An item that cannot be parsed adds an error and does not affect the others."""
    found: list[Item] = []
    errors: list[str] = []
    for item in items:
        try:
            found.append(parse(item))
        except AnswerError as error:
            errors.append(str(error))
    return ParsedAnswer(found, tuple(errors))


def line(text: str) -> str:
    """Return the text on one line."""
    return " ".join(text.split())


def lines(text: str) -> list[str]:
    """Return the non-empty lines of an answer without bullets, and without brackets and quotation marks around them."""
    return [found for it in text.splitlines() if (found := unwrapped(it))]


def unwrapped(text: str) -> str:
    """Return a line without a bullet, without brackets, quotation marks and emphasis around all of it, and without a final comma."""
    found = _BULLET.sub("", line(text)).rstrip(",;")
    while len(found) > 1 and (end := _PAIRS.get(found[0])) and found.endswith(end) and _encloses(found, end):
        found = found[1:-1].strip()
    return found


def _encloses(text: str, end: str) -> bool:
    """Whether the first and the last character of a text belong together."""
    inside = text[1:-1]
    if text[0] == end:
        return end not in inside or (end in "*_`" and text[1] == text[-2] == end)
    depth = 0
    for character in inside:
        depth += {text[0]: 1, end: -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


def unlinked(text: str) -> str:
    """Return a text with the words of Markdown links in place of the links."""
    return re.sub(r"\[([^\[\]]+)\]\([^()\s]*\)", r"\1", text)


def term(text: str, name: str, vocabularies: Vocabularies) -> str:
    """Return the term of a vocabulary with this id or label. Raise AnswerError if there is none."""
    if found := _known(name, vocabularies).get(_wanted(text)):
        return found
    raise AnswerError(f"`{unwrapped(text)}` is not a term of the vocabulary {name}: {vocabularies[name].suggest(unwrapped(text))}.")


def _known(name: str, vocabularies: Vocabularies) -> dict[str, str]:
    """Return the terms of a vocabulary by id and label."""
    return {label.casefold(): it for label, it in options(name, vocabularies).items()} | {it.casefold(): it for it in vocabularies[name].entries}


def _wanted(text: str) -> str:
    return unwrapped(text).casefold().rstrip(".")


def terms(text: str, name: str, vocabularies: Vocabularies) -> ParsedAnswer[list[str]]:
    """Return the terms of a vocabulary, separated by line breaks, commas or semicolons. A label may contain commas itself."""
    labels = {label.casefold() for label in options(name, vocabularies)}
    longest = max((label.count(", ") + 1 for label in labels), default=1)
    given: list[str] = []
    for text_line in lines(text):
        pieces = re.split(r"[,;]\s+", text_line)
        while pieces:
            length = next((length for length in range(longest, 1, -1) if ", ".join(pieces[:length]).casefold() in labels), 1)
            given.append(", ".join(pieces[:length]).strip(" ,;"))
            pieces = pieces[length:]
    known = _known(name, vocabularies)
    asked = [it for it in given if it and it != ANOTHER_TERM]
    unknown = parse_each([it for it in asked if _wanted(it) not in known][:MAX_UNKNOWN], lambda it: term(it, name, vocabularies))
    more = sum(_wanted(it) not in known for it in asked) - MAX_UNKNOWN
    errors = (*unknown.errors, *([f"{more} further answers are not terms of the vocabulary {name}: write one term per line."] if more > 0 else []))
    return ParsedAnswer(list(dict.fromkeys(known[_wanted(it)] for it in asked if _wanted(it) in known)), errors)


def unit(text: str, vocabularies: Vocabularies) -> str:
    """Return the unit with this name, singular or plural. Raise AnswerError if there is none."""
    plurals = {entry.plural.casefold(): it for it, entry in vocabularies.unit.entries.items()}
    return plurals.get(line(text).casefold()) or term(text, "unit", vocabularies)
