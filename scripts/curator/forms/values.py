"""Answers as single values of the record: read strictly, and refused in a sentence that says what to write."""

import re

from curator.forms.questions import options
from curator.model import PARTS
from curator.vocabulary import Vocabularies

NUMBER = r"\d{1,3}(?:[, '’]\d{3}){1,4}|\d{1,13}"
ROUNDED = r"(?:about|approx(?:imately|\.)?|circa|ca\.?|~|≈)"
_ABOUT = re.compile(rf"{ROUNDED}\s*({NUMBER})", re.IGNORECASE)
_PART = re.compile(rf"(.+?)[:\s]\s*({NUMBER})")
_RANGE = re.compile(rf"\[?({NUMBER})\s*(?:to|–|-|,)\s*({NUMBER})\]?")
PIXELS = re.compile(r"\s*(?:pixels?|px|slices?|voxels?)\s*$", re.IGNORECASE)


class RefusedError(Exception):
    """An answer that cannot be taken; the text says what to write, the head what is the matter."""

    def __init__(self, text: str, head: str = "What is right could not be taken") -> None:
        super().__init__(text)
        self.head = head


def line(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def lines(text: str) -> list[str]:
    """The lines of an answer that say something, without the marks of a list."""
    return [said for each in text.splitlines() if (said := line(re.sub(r"^\s*[-*•]\s+", "", each)))]


def whole(text: str) -> int:
    """A whole number, with or without separators of thousands."""
    said = line(text)
    if not re.fullmatch(NUMBER, said):
        raise RefusedError(f"`{said}` is not a whole number: write digits alone, e.g. 1234.")
    return int(re.sub(r"\D", "", said))


def term(text: str, name: str, words: Vocabularies) -> str:
    """A term of a vocabulary, by itself or by what readers see."""
    said = line(text).casefold()
    known = {label.casefold(): it for label, it in options(name, words).items()} | {it.casefold(): it for it in words[name].entries}
    if said not in known:
        raise RefusedError(f"`{line(text)}` is not a term of the vocabulary {name}: {words[name].suggest(line(text))}.")
    return known[said]


def terms(text: str, name: str, words: Vocabularies) -> list[str]:
    """Terms of a vocabulary, one a line or with commas between them; a comma may be part of what readers see."""
    labels = {label.casefold() for label in options(name, words)}
    longest = max((label.count(", ") + 1 for label in labels), default=1)
    found: list[str] = []
    for each in lines(text):
        pieces = each.split(", ")
        while pieces:
            length = next((length for length in range(longest, 1, -1) if ", ".join(pieces[:length]).casefold() in labels), 1)
            found.append(term(", ".join(pieces[:length]).strip(" ,"), name, words))
            pieces = pieces[length:]
    return list(dict.fromkeys(found))


def unit(text: str, words: Vocabularies) -> str:
    """A unit, in the singular or the plural."""
    plurals = {entry.plural.casefold(): it for it, entry in words.unit.entries.items()}
    return plurals.get(line(text).casefold()) or term(text, "unit", words)


def count(text: str) -> int | dict[str, int]:
    """A number, a rounded one, or one for each part."""
    said = line(text)
    if about := _ABOUT.fullmatch(said):
        return {"about": whole(about[1])}
    if re.fullmatch(NUMBER, said):
        return whole(said)
    parts = numbers(said) if _PART.fullmatch(said.split(",")[0].strip()) else {}
    if not parts or set(parts) - set(PARTS):
        raise RefusedError(f"`{said}` is not a number: write digits alone, `about` and digits, or the parts, e.g. train 20, test 20.")
    return parts


def numbers(text: str) -> dict[str, int]:
    """Numbers by the names before them, with commas between them."""
    found = {}
    for each in re.split(r",(?!\d{3}\b)|;", text):
        match = _PART.fullmatch(each.strip())
        if not match:
            raise RefusedError(f"`{each.strip()}` is not a part and its number: write e.g. train 20, test 20.")
        found[match[1].strip().casefold() if match[1].strip().casefold() in PARTS else match[1].strip()] = whole(match[2])
    return found


def side(text: str) -> int | list[int]:
    """A side of an image: a number, or the smallest and the largest."""
    said = PIXELS.sub("", line(text))
    if both := _RANGE.fullmatch(said):
        return [whole(both[1]), whole(both[2])]
    return whole(said)
