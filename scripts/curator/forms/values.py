"""Answers as values of the record: read strictly, and refused in a sentence that says what to write."""

import re
from collections.abc import Mapping
from typing import Any

from curator.forms.questions import options
from curator.model import PARTS
from curator.vocabulary import Vocabularies

_NUMBER = r"\d{1,3}(?:[, '’]\d{3}){1,4}|\d{1,13}"
_ABOUT = re.compile(rf"(?:about|approx(?:imately|\.)?|circa|ca\.?|~|≈)\s*({_NUMBER})", re.IGNORECASE)
_PART = re.compile(rf"(.+?)[:\s]\s*({_NUMBER})")
_RANGE = re.compile(rf"\[?({_NUMBER})\s*(?:to|–|-|,)\s*({_NUMBER})\]?")
_TIMES = re.compile(r"\s*[×x*]\s*|\s+by\s+", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(?:pixels?|px|slices?|voxels?)\s*$", re.IGNORECASE)


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
    if not re.fullmatch(_NUMBER, said):
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
    if re.fullmatch(_NUMBER, said):
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


def counts(text: str, words: Vocabularies) -> dict[str, Any]:
    """How much there is, by unit, one a line: the unit and a colon, or the number before the unit."""
    found: dict[str, Any] = {}
    for each in lines(text):
        before, colon, after = each.partition(":")
        turned = re.fullmatch(rf"((?:\D*?)(?:{_NUMBER}))\s+(\D+)", each)
        if not colon and turned:
            before, after = turned[2], turned[1]
        elif not colon:
            raise RefusedError(f"`{each}` is not a unit and its number: write e.g. image: 40.")
        found[unit(before, words)] = count(after)
    return found


def side(text: str) -> int | list[int]:
    """A side of an image: a number, or the smallest and the largest."""
    said = _PIXELS.sub("", line(text))
    if both := _RANGE.fullmatch(said):
        return [whole(both[1]), whole(both[2])]
    return whole(said)


def sizes(text: str) -> list[dict[str, Any]]:
    """Sizes of images, one a line."""
    found = []
    for each in lines(text):
        sides = _TIMES.split(_PIXELS.sub("", each))
        if len(sides) not in (2, 3):
            raise RefusedError(f"`{each}` is not a size: write width × height, e.g. 565 × 584.")
        found.append(dict(zip(("width", "height", "depth"), map(side, sides), strict=False)))
    return found


def splits(text: str, words: Vocabularies, usual: str) -> list[dict[str, Any]]:
    """Splits, one a line: a name, the unit where it is not the usual one, a colon, and the parts with their numbers."""
    found = []
    for each in lines(text):
        head, colon, parts = each.partition(":")
        if not colon:
            raise RefusedError(f"`{each}` is not a split: write e.g. official, image: train 20, test 20.")
        name, comma, counted = head.rpartition(",")
        given = numbers(parts)
        further = {part: number for part, number in given.items() if part not in PARTS}
        split = {"name": line(name if comma else head), "unit": unit(counted, words) if comma else usual}
        found.append(split | {part: given[part] for part in PARTS if part in given} | ({"further": further} if further else {}))
    return found


def label_sets(text: str, words: Vocabularies) -> list[dict[str, Any]]:
    """The labels of each task, one task a line: every label, or only their number."""
    found = []
    for each in lines(text):
        task, colon, labels = each.partition(":")
        if not colon:
            raise RefusedError(f"`{each}` is not a task and its labels: write e.g. segmentation: background, vessel.")
        alone = re.fullmatch(rf"({_NUMBER})(?: (?:labels|classes))?", line(labels))
        told: dict[str, Any] = {"number": whole(alone[1])} if alone else {"labels": [line(label) for label in labels.split(",") if label.strip()]}
        found.append({"task": term(task, "task", words)} | told)
    return found


def answers_by_name(text: str, names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Words by the names before them, one a line; which words there are stands beside each name."""
    found = {}
    for each in lines(text):
        name, _, word = (part.strip().casefold() for part in each.partition(":"))
        name = name.replace(" ", "_")
        if name not in names or word not in names[name]:
            allowed = f"{name}: {', '.join(names[name])}" if name in names else ", ".join(names)
            raise RefusedError(f"`{each}` is not understood: write one of {allowed}.")
        found[name] = word
    return found
