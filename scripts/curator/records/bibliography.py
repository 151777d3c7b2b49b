"""The bibliography: all references of `catalog/references.bib`."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from curator.records import mojibake, reference_checks
from curator.records.merge_conflict import merge_conflict
from curator.records.problem import Problem
from curator.records.read_file import decoded, hidden_characters
from curator.records.reference import FIELDS, UNDATED, YEAR, Name, Reference
from curator.records.reference_checks import KEY, PRINTED
from curator.records.reference_kind import kind_of

if TYPE_CHECKING:
    from pybtex.database import Person

    from curator.records.bibtex_source import ParsedBibtex

__all__ = ["FILE", "KEY", "PRINTED", "Bibliography", "Name", "Reference", "read"]

FILE = "catalog/references.bib"
MAX_BYTES = 10_000_000
"""Maximum size of the bibliography: two references for each of ten thousand records."""


_NO_DATE = re.compile(r"\W*(n\. ?d\.?|nd|no date|undated|s\. ?d\.)\W*", re.IGNORECASE)
"""How sources write that a work has no date."""
_SUFFIXED = re.compile(r"(?P<family>.*\S) (?P<suffix>[JS]r\.?|II|III|IV)")
"""A family name that ends with a suffix."""


@dataclass(frozen=True)
class Bibliography:
    """The contents of the file: usable references sorted by key, all keys, and all problems.

    A reference without author, title or year has a key, but is not usable.
    """

    works: dict[str, Reference]
    keys: frozenset[str]
    problems: tuple[Problem, ...]


def read(content: bytes, file: str = FILE) -> Bibliography:
    """Read the content of a bibliography file."""
    text, unreadable = decoded(file, content, MAX_BYTES)
    if unreadable := unreadable or merge_conflict(file, text):
        return Bibliography({}, frozenset(), (unreadable,))
    # a bibliography that was read before needs no parser, which takes long to import
    parsed: ParsedBibtex = import_module("curator.records.bibtex_source").parse(text, file)
    lines = dict(reversed(parsed.heads))
    problems = [*hidden_characters(file, text), *mojibake.problems(file, text), *parsed.problems]
    found = {key: _reference(key, entry, lines.get(key, 1)) for key, entry in parsed.entries.items()}
    incomplete = _incomplete(parsed)
    for key, reference in found.items():
        if reference.line not in incomplete:
            faults = [*_unknown_fields(parsed.entries[key], key), *reference_checks.problems_of(reference)]
            problems += [Problem(file, reference.line, 1, code, message, fix) for code, message, fix in faults]
    problems += reference_checks.across(found, file, numbers=len(found) == len(lines))
    works = {key: work for key, work in sorted(found.items()) if reference_checks.usable(work)}
    return Bibliography(works, frozenset(lines), tuple(sorted(set(problems))))


def _incomplete(parsed: "ParsedBibtex") -> set[int]:
    """The lines of entries that may be incomplete: an entry that is not closed is reported at the next one."""
    starts = [line for _, line in parsed.heads]
    return {start for problem in parsed.problems for start in starts[: bisect_right(starts, problem.line)][-2:]}


def _reference(key: str, entry: Any, line: int) -> Reference:
    fields = {name.lower(): value for name, value in entry.fields.items() if name.lower() in FIELDS}
    if "year" not in fields and YEAR.match(fields.get("date", "")):
        fields["year"] = fields["date"][:4]
    if _NO_DATE.fullmatch(fields.get("year", "")):
        fields["year"] = UNDATED
    people = entry.persons.get("author", [])
    numbers = tuple(int(number[:4]) for number in re.findall(r"[0-9]+", fields.pop("printed", "")))
    unverified = tuple(re.findall(r"[a-z]+", fields.pop("unverified", "")))
    names = tuple(_name(person) for person in people if str(person) != "others")
    kind = kind_of(entry.type, {**fields, "howpublished": entry.fields.get("howpublished", "")})
    return Reference(key, kind, names, len(names) < len(people), fields, numbers, unverified, line)


def _unknown_fields(entry: Any, key: str) -> list[reference_checks.ReferenceProblem]:
    """The problems of an entry's unknown fields, which are never published."""
    named = [*entry.fields, *entry.persons]
    return [reference_checks.unknown_field(name, key) for name in named if name.lower() not in FIELDS]


def _name(person: "Person") -> Name:
    family = " ".join([*person.prelast_names, *person.last_names])
    given = " ".join([*person.first_names, *person.middle_names])
    suffix = " ".join(person.lineage_names)
    if given and not suffix and (found := _SUFFIXED.fullmatch(family)):
        family, suffix = found["family"], found["suffix"]
    return Name(*(re.sub(r"[{}]", "", part) for part in (family, f"{given}, {suffix}" if suffix else given)))
