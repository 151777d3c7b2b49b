"""The bibliography: every cited work once, from `catalog/references.bib`."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from pybtex.database import Person

from curator.records import bibtex_source, work_checks
from curator.records.file_content import decoded, hidden_characters
from curator.records.problem import Problem
from curator.records.work import ALIASES, DOI, FIELDS, YEAR, Name, Reference, bare_doi
from curator.records.work_checks import KEY, PRINTED

__all__ = ["DOI", "FILE", "KEY", "PRINTED", "YEAR", "Bibliography", "Name", "Reference", "bare_doi", "read"]

FILE = "catalog/references.bib"
LONGEST = 10_000_000
"""Bytes in the bibliography, which grows with the catalog: two works for each of ten thousand records."""


@dataclass(frozen=True)
class Bibliography:
    """What was read: works by key, sorted; every key that the file has, and all that is wrong in it.

    A work without author, title or year has a key, but is left out of the works.
    """

    works: dict[str, Reference]
    keys: frozenset[str]
    problems: tuple[Problem, ...]


def read(content: bytes, file: str = FILE) -> Bibliography:
    """The bibliography in a file's content."""
    text, unreadable = decoded(file, content, LONGEST)
    if unreadable:
        return Bibliography({}, frozenset(), (unreadable,))
    parsed = bibtex_source.parse(text, file)
    lines = dict(reversed(parsed.heads))
    problems = [*hidden_characters(file, text), *parsed.problems]
    found = {key: _reference(key, entry, lines.get(key, 1)) for key, entry in parsed.entries.items()}
    cut_off = _cut_off(parsed)
    for key, reference in found.items():
        if reference.line not in cut_off:
            told = [*_strangers(parsed.entries[key], key), *work_checks.faults(reference)]
            problems += [Problem(file, reference.line, 1, code, message, fix) for code, message, fix in told]
    problems += work_checks.across(found, file, numbers=len(found) == len(lines))
    works = {key: work for key, work in sorted(found.items()) if work_checks.usable(work)}
    return Bibliography(works, frozenset(lines), tuple(sorted(set(problems))))


def _cut_off(parsed: bibtex_source.Parsed) -> set[int]:
    """The lines of entries that may be read in part: one that is not closed is reported at the next one."""
    starts = [line for _, line in parsed.heads]
    return {start for problem in parsed.problems for start in starts[: bisect_right(starts, problem.line)][-2:]}


def _reference(key: str, entry: Any, line: int) -> Reference:
    fields = {name.lower(): value for name, value in entry.fields.items() if name.lower() in FIELDS}
    if "year" not in fields and YEAR.match(fields.get("date", "")):
        fields["year"] = fields["date"][:4]
    people = entry.persons.get("author", [])
    numbers = tuple(int(number[:4]) for number in re.findall(r"[0-9]+", fields.pop("printed", "")))
    unverified = tuple(re.findall(r"[a-z]+", fields.pop("unverified", "")))
    names = tuple(_name(person) for person in people if str(person) != "others")
    kind = entry.type.lower()
    return Reference(key, ALIASES.get(kind, kind), names, len(names) < len(people), fields, numbers, unverified, line)


def _strangers(entry: Any, key: str) -> list[work_checks.Fault]:
    """The fields of an entry that no work has, which are never published."""
    named = [*entry.fields, *entry.persons]
    return [work_checks.unknown_field(name, key) for name in named if name.lower() not in FIELDS]


def _name(person: Person) -> Name:
    family = " ".join([*person.prelast_names, *person.last_names])
    given = " ".join([*person.first_names, *person.middle_names])
    suffix = " ".join(person.lineage_names)
    return Name(*(re.sub(r"[{}]", "", part) for part in (family, f"{given}, {suffix}" if suffix else given)))
