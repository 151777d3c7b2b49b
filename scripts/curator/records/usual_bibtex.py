"""Reads bibliographies in the usual format without pybtex, which takes long to import and to parse: entries with fields in braces, and simple names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TEXT = r"[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*"
"""Text in which braces are balanced, up to two levels."""
_FIELD = re.compile(rf"\s*([a-z]+)\s*=\s*\{{({_TEXT})\}}\s*(?:,|\Z)")
_ENTRY = re.compile(rf"@([A-Za-z]+)\s*\{{\s*([\w:./+-]+)\s*,((?:\s*[a-z]+\s*=\s*\{{{_TEXT}\}}\s*(?:,|(?=\}})))*)\s*\}}")
_COMMANDS = frozenset({"string", "preamble", "comment"})
_PEOPLE = frozenset({"author", "editor"})
_BRACED = re.compile(r"\{[^{}\\]*\}")
_AND = re.compile(" and ", re.IGNORECASE)
_MOST_PARTS = 3
"""The parts of a name between commas: family name, suffix, given names."""


class _UnusualBibtexError(Exception):
    """The text contains something that is left to pybtex."""


@dataclass(slots=True)
class UsualPerson:
    """A name, in the parts that BibTeX distinguishes."""

    first_names: list[str] = field(default_factory=list)
    middle_names: list[str] = field(default_factory=list)
    prelast_names: list[str] = field(default_factory=list)
    last_names: list[str] = field(default_factory=list)
    lineage_names: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        parts = ([*self.prelast_names, *self.last_names], self.lineage_names, [*self.first_names, *self.middle_names])
        return ", ".join(" ".join(part) for part in parts if part)


@dataclass(slots=True)
class UsualEntry:
    """An entry: its type, its fields, and the people of its fields of names."""

    type: str
    fields: dict[str, str] = field(default_factory=dict)
    persons: dict[str, list[UsualPerson]] = field(default_factory=dict)


def usual_entries(text: str) -> dict[str, UsualEntry] | None:
    """Return the entries of a text by key, equal to those of pybtex; None if the text may have errors or is not in the usual format."""
    parts = _ENTRY.split(text)
    if any("@" in between for between in parts[::4]):
        return None
    try:
        found = {key: _entry(kind.lower(), body) for kind, key, body in zip(parts[1::4], parts[2::4], parts[3::4], strict=True)}
    except _UnusualBibtexError:
        return None
    return found if len({key.lower() for key in found}) == len(parts) // 4 else None


def _entry(kind: str, body: str) -> UsualEntry:
    entry = UsualEntry(kind)
    fields = _FIELD.findall(body)
    if kind in _COMMANDS or len({name for name, _ in fields}) < len(fields):
        raise _UnusualBibtexError
    for name, written in fields:
        value = " ".join(written.split())
        if name == "crossref":
            raise _UnusualBibtexError
        if name not in _PEOPLE:
            entry.fields[name] = value
        elif value:
            entry.persons[name] = [_person(it.strip()) for it in _names(value)]
    return entry


def _names(value: str) -> Iterator[str]:
    """Yield the names of a list; an `and` within braces is part of a name."""
    outside = _BRACED.sub(lambda braced: "." * len(braced[0]), value) if "{" in value else value
    if "{" in outside:
        raise _UnusualBibtexError
    start = 0
    for between in _AND.finditer(outside):
        yield value[start : between.start()]
        start = between.end()
    yield value[start:]


def _person(name: str) -> UsualPerson:
    if _BRACED.fullmatch(name):
        return UsualPerson(last_names=[name])
    parts = [part.split() for part in name.split(",")]
    if len(parts) > _MOST_PARTS or any(character in name for character in "{}\\~"):
        raise _UnusualBibtexError
    if len(parts) > 1:
        family, *lineage, given = parts
        prelast, last = _family(family)
        return UsualPerson(given[:1], given[1:], prelast, last, lineage[0] if lineage else [])
    words = parts[0]
    at = next((position for position, word in enumerate(words) if _is_particle(word)), max(len(words) - 1, 0))
    prelast, last = _family(words[at:])
    return UsualPerson(words[: min(at, 1)], words[1:at], prelast, last)


def _family(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the particles, e.g. `van der`, and the family name."""
    before = [position for position, word in enumerate(words[:-1]) if _is_particle(word)]
    at = before[-1] + 1 if before else 0
    return words[:at], words[at:]


def _is_particle(word: str) -> bool:
    """Whether the first letter of a word is in lower case."""
    first = word[0]
    if first.isupper() or first.islower():
        return first.islower()
    return next((letter.islower() for letter in word if letter.isalpha()), False)
