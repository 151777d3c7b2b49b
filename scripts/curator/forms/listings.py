"""Answers with an item a line as lists of the record: read strictly, and refused in a sentence that says what to write."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from curator.forms.values import NUMBER, PIXELS, ROUNDED, RefusedError, count, line, lines, numbers, side, term, terms, unit, whole
from curator.model import PARTS
from curator.vocabulary import Vocabularies

_TIMES = re.compile(r"\s*[×x*]\s*|\s+by\s+", re.IGNORECASE)
_DOWNLOAD = re.compile(rf"(?:(?P<what>[^:]+):)?\s*(?P<about>{ROUNDED})?\s*(?P<number>\d{{1,9}}(?:\.\d{{1,6}})?)\s*(?P<unit>[kMGT]B)", re.IGNORECASE)
_POWERS = {"KB": -6, "MB": -3, "GB": 0, "TB": 3}
"""Powers of ten from a unit to gigabytes."""
_ROUTE = re.compile(r"(?P<to>[^:]+):\s*(?P<steps>.+?)\s*(?P<url>https?://\S+)?")


def counts(text: str, words: Vocabularies) -> dict[str, Any]:
    """How much there is, by unit, one a line: the unit and a colon, or the number before the unit."""
    found: dict[str, Any] = {}
    for each in lines(text):
        before, colon, after = each.partition(":")
        turned = re.fullmatch(rf"((?:\D*?)(?:{NUMBER}))\s+(\D+)", each)
        if not colon and turned:
            before, after = turned[2], turned[1]
        elif not colon:
            raise RefusedError(f"`{each}` is not a unit and its number: write e.g. image: 40.")
        found[unit(before, words)] = count(after)
    return found


def sizes(text: str) -> list[dict[str, Any]]:
    """Sizes of images, one a line."""
    found = []
    for each in lines(text):
        sides = _TIMES.split(PIXELS.sub("", each))
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
        alone = re.fullmatch(rf"({NUMBER})(?: (?:labels|classes))?", line(labels))
        told: dict[str, Any] = {"number": whole(alone[1])} if alone else {"labels": [line(label) for label in labels.split(",") if label.strip()]}
        found.append({"task": term(task, "task", words)} | told)
    return found


def downloads(text: str) -> list[dict[str, Any]]:
    """How much there is to download, one set of files a line: what they are, unless it is everything, and a number with its unit."""
    found = []
    for each in lines(text):
        match = _DOWNLOAD.fullmatch(each)
        if not match:
            raise RefusedError(f"`{each}` is not the size of a download: write e.g. images: 0.4 GB.")
        size = Decimal(match["number"]).scaleb(_POWERS[match["unit"].upper()])
        told = {"what": line(match["what"] or "everything"), "gigabytes": int(size) if size == size.to_integral_value() else float(size)}
        found.append(told | ({"about": True} if match["about"] else {}))
    return found


def routes(text: str, words: Vocabularies) -> list[dict[str, Any]]:
    """Ways to the data, one a line: what they lead to, a colon, the steps, and the address where they begin."""
    found = []
    for each in lines(text):
        match = _ROUTE.fullmatch(each)
        if not match:
            raise RefusedError(f"`{each}` is not a way to the data: write e.g. images and labels: account, download https://example.org/data/.")
        steps = sorted(terms(match["steps"], "access", words), key=words["access"].rank)
        found.append({"to": line(match["to"]), "steps": steps} | ({"url": match["url"]} if match["url"] else {}))
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
