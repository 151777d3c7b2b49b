"""Mutations of lines in YAML: keys, values, lists and indentation."""

import json
import re
from collections.abc import Callable, Sequence
from random import Random

from fuzz import hostile

Lines = list[str]
_FIELD = re.compile(r"^(?P<key>\s*(?:- )?[\w.-]+: ?)(?P<value>.*)$")
_FLOW = re.compile(r"(?P<key>[\w.-]+: )(?P<value>[^,{}\[\]]+)(?=[,}])")
_WORD = re.compile(r"[A-Za-z]{4,}")
_NUMBER = re.compile(r"\b\d+\b")
_NUMBERS = (
    "0",
    "1",
    "-1",
    "2",
    "7",
    "1.5",
    "999",
    "1000000",
    "18446744073709551616",
    "1,000",
    "~5",
    "2026-01-01",
    "[1, 2]",
    "[2, 1]",
    "{at_least: 2}",
    "{between: [1, 2]}",
    "{exactly: 2}",
)


def _scalar(random: Random) -> str:
    if random.random() < 0.4:
        return json.dumps(hostile.text(random), ensure_ascii=random.random() < 0.2)
    return hostile.value(random)


def _replace_value(lines: Lines, random: Random, _: Lines) -> None:
    places = [place for place, line in enumerate(lines) if _FIELD.match(line)]
    if places and (found := _FIELD.match(lines[place := random.choice(places)])):
        lines[place] = found["key"].rstrip() + " " + _scalar(random)


def _replace_flow(lines: Lines, random: Random, _: Lines) -> None:
    places = [place for place, line in enumerate(lines) if _FLOW.search(line)]
    if places:
        place = random.choice(places)
        found = random.choice(list(_FLOW.finditer(lines[place])))
        lines[place] = lines[place][: found.start("value")] + _scalar(random).replace("\n", " ") + lines[place][found.end("value") :]


def _replace_word(lines: Lines, random: Random, _: Lines) -> None:
    """Replace characters in the middle of a text, which most fields accept."""
    places = [place for place, line in enumerate(lines) if _WORD.search(line.partition(": ")[2] or line)]
    if places:
        place = random.choice(places)
        found = random.choice(list(_WORD.finditer(lines[place])))
        lines[place] = lines[place][: found.start()] + random.choice(hostile.LETTERS) + lines[place][found.end() :]


def _replace_number(lines: Lines, random: Random, _: Lines) -> None:
    places = [place for place, line in enumerate(lines) if _NUMBER.search(line)]
    if places:
        place = random.choice(places)
        found = random.choice(list(_NUMBER.finditer(lines[place])))
        lines[place] = lines[place][: found.start()] + random.choice(_NUMBERS) + lines[place][found.end() :]


def _rename_key(lines: Lines, random: Random, _: Lines) -> None:
    place = random.randrange(len(lines))
    lines[place] = re.sub(r"[\w.-]+(?=:)", random.choice(("x", "name", "1", "null", "<<", "?", "=", "summary", "é")), lines[place], count=1)


def _delete(lines: Lines, random: Random, _: Lines) -> None:
    place = random.randrange(len(lines))
    del lines[place : place + random.choice((1, 1, 1, 3, 10))]


def _repeat(lines: Lines, random: Random, _: Lines) -> None:
    place = random.randrange(len(lines))
    block = lines[place : place + random.choice((1, 1, 3))]
    lines[place:place] = block * random.choice((1, 1, 1, 2, 100))


def _move(lines: Lines, random: Random, _: Lines) -> None:
    start = random.randrange(len(lines))
    block = lines[start : start + random.choice((1, 3, 8))]
    del lines[start : start + len(block)]
    place = random.randrange(len(lines) + 1)
    lines[place:place] = block


def _indent(lines: Lines, random: Random, _: Lines) -> None:
    place = random.randrange(len(lines))
    lines[place] = random.choice(("  ", " ", "\t", "    ")) + lines[place] if random.random() < 0.5 else lines[place].lstrip()


def _splice(lines: Lines, random: Random, other: Lines) -> None:
    start = random.randrange(len(other))
    place = random.randrange(len(lines) + 1)
    lines[place:place] = other[start : start + random.choice((1, 1, 2, 6))]


GENTLE: Sequence[Callable[[Lines, Random, Lines], None]] = (_replace_word,)
WAYS: Sequence[Callable[[Lines, Random, Lines], None]] = (
    *(_replace_value,) * 4,
    *(_replace_flow,) * 2,
    *(_replace_number,) * 2,
    _replace_word,
    _rename_key,
    _delete,
    _repeat,
    _move,
    _indent,
    _splice,
)


def mutated(content: bytes, random: Random, other: bytes) -> bytes:
    """Return the content after one to four mutations, which may insert lines of another input."""
    lines, others = (it.decode("utf-8", "replace").split("\n") for it in (content, other))
    ways = GENTLE if random.random() < 0.1 else WAYS
    for _ in range(random.choice((1, 1, 2, 2, 4))):
        random.choice(ways)(lines, random, others)
        lines = lines or [""]
    return "\n".join(lines).encode("utf-8", "replace")
