"""Answers as single values of the record: read strictly, and refused in a sentence that says what to write."""

import re

from curator.contribute.issues.questions import options
from curator.contribute.issues.refused_answers import Listed, RefusedError, each
from curator.records.vocabulary import Vocabularies


def line(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def lines(text: str) -> list[str]:
    """The lines of an answer that say something, without the marks of a list."""
    return [said for it in text.splitlines() if (said := line(re.sub(r"^\s*[-*•]\s+", "", it)))]


def term(text: str, name: str, words: Vocabularies) -> str:
    """A term of a vocabulary, by itself or by what readers see."""
    said = line(text).casefold()
    known = {label.casefold(): it for label, it in options(name, words).items()} | {it.casefold(): it for it in words[name].entries}
    if said not in known:
        raise RefusedError(f"`{line(text)}` is not a term of the vocabulary {name}: {words[name].suggest(line(text))}.")
    return known[said]


def terms(text: str, name: str, words: Vocabularies) -> Listed[list[str]]:
    """Terms of a vocabulary, one a line or with commas between them; a comma may be part of what readers see."""
    labels = {label.casefold() for label in options(name, words)}
    longest = max((label.count(", ") + 1 for label in labels), default=1)
    given: list[str] = []
    for said in lines(text):
        pieces = re.split(r"[,;]\s+", said)
        while pieces:
            length = next((length for length in range(longest, 1, -1) if ", ".join(pieces[:length]).casefold() in labels), 1)
            given.append(", ".join(pieces[:length]).strip(" ,;"))
            pieces = pieces[length:]
    found = each([it for it in given if it], lambda it: term(it, name, words))
    return Listed(list(dict.fromkeys(found.value)), found.refused)


def unit(text: str, words: Vocabularies) -> str:
    """A unit, in the singular or the plural."""
    plurals = {entry.plural.casefold(): it for it, entry in words.unit.entries.items()}
    return plurals.get(line(text).casefold()) or term(text, "unit", words)
