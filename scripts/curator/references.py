"""The bibliography: every cited work once, from `catalog/references.bib`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pybtex import errors
from pybtex.database import Person
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError

from curator.problem import Problem
from curator.source import decoded, hidden_in

FILE = "catalog/references.bib"
LONGEST = 10_000_000
"""Bytes in the bibliography, which grows with the catalog: two works for each of ten thousand records."""
PRINTED = range(1, 36)
"""The numbers of the printed collection's references."""
KEY = re.compile(r"[a-z]+[0-9]{4}[a-z][a-z0-9]*")
YEAR = re.compile(r"[12][0-9]{3}")
_HEAD = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)
_NEEDED = frozenset({"missing-field", "bad-year"})
"""Faults with which a work cannot be shown."""
DOI = re.compile(r"10\.[0-9]{4,9}/[^\sA-Z]+")


@dataclass(frozen=True)
class Name:
    """A person, or an organisation, which has no given name."""

    family: str
    given: str = ""


@dataclass(frozen=True)
class Reference:
    """A work: its fields as written in BibTeX, with names, printed numbers and doubts taken apart."""

    key: str
    kind: str
    authors: tuple[Name, ...]
    others: bool
    fields: dict[str, str]
    printed: tuple[int, ...] = ()
    unverified: tuple[str, ...] = ()
    line: int = field(default=1, compare=False)

    def get(self, name: str) -> str:
        """A field's text without the braces that protect capitals, dashes as such; empty where the work has none."""
        return self.fields.get(name, "").replace("{", "").replace("}", "").replace("--", "–")

    @property
    def title(self) -> str:
        """The title as readers see it."""
        return self.get("title")

    @property
    def year(self) -> str:
        """The year of publication."""
        return self.get("year")

    @property
    def doi(self) -> str:
        """The DOI, lower-case and without an address before it; empty where there is none."""
        return self.get("doi")

    @property
    def address(self) -> str:
        """Where the work is: its DOI, else its arXiv page, else its own address."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.get("archiveprefix").lower() == "arxiv":
            return f"https://arxiv.org/abs/{self.get('eprint')}"
        return self.fields.get("url", "")


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
    heads = list(_heads(text))
    lines = dict(reversed(heads))
    with errors.capture() as faults:
        data: Any = None
        try:
            data = Parser(encoding="utf-8").parse_string(text)
        except PybtexError as error:
            faults.append(error)
    problems = [*hidden_in(file, text), *(_syntax(fault, file, heads) for fault in faults)]
    found = {key: _reference(key, entry, lines.get(key, 1)) for key, entry in (data.entries if data else {}).items()}
    # an entry that is not closed is told at the next one
    cut_off = {start for problem in problems for start in [start for _, start in heads if start <= problem.line][-2:]}
    whole = {}
    for key, reference in found.items():
        told = list(_faults(reference))
        if reference.line not in cut_off:
            problems += [Problem(file, reference.line, 1, code, message, fix) for code, message, fix in told]
        if not any(code in _NEEDED for code, _, _ in told):
            whole[key] = reference
    problems += _numbers(found, file) if len(found) == len(lines) else ()
    return Bibliography(dict(sorted(whole.items())), frozenset(lines), tuple(sorted(set(problems))))


def bare_doi(text: str) -> str:
    """A DOI in lower case, without what stands before its number."""
    return re.sub(r"^.*?(?=10\.)", "", text).lower()


def _heads(text: str) -> Iterator[tuple[str, int]]:
    """The key and the line of each entry."""
    line, counted = 1, 0
    for match in _HEAD.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield match[1], line


def _syntax(fault: Exception, file: str, heads: list[tuple[str, int]]) -> Problem:
    message = str(fault).splitlines()[0]
    places = [line for key, line in heads if re.search(rf"(entry: |with key ){re.escape(key)}\b", message)]
    line = places[-1] if places else getattr(fault, "lineno", None) or 1
    fix = "look for a missing comma, brace or quote at this line or just above"
    if "repeated" in message:
        fix = "keep one entry a work"
    elif "duplicate" in message:
        fix = "keep one of the two fields"
    return Problem(file, line, 1, "bibtex-syntax", f"this is not valid BibTeX: {message}", fix)


def _reference(key: str, entry: Any, line: int) -> Reference:
    fields = {name.lower(): value for name, value in entry.fields.items()}
    people = entry.persons.get("author", [])
    numbers = tuple(int(number) for number in re.findall(r"\d+", fields.pop("printed", "")))
    unverified = tuple(re.findall(r"[a-z]+", fields.pop("unverified", "")))
    names = tuple(_name(person) for person in people if str(person) != "others")
    return Reference(key, entry.type.lower(), names, len(names) < len(people), fields, numbers, unverified, line)


def _name(person: Person) -> Name:
    family = " ".join([*person.prelast_names, *person.last_names])
    given = " ".join([*person.first_names, *person.middle_names])
    suffix = " ".join(person.lineage_names)
    return Name(*(re.sub(r"[{}]", "", part) for part in (family, f"{given}, {suffix}" if suffix else given)))


def _faults(reference: Reference) -> Iterator[tuple[str, str, str]]:
    """Code, message and fix of each fault in one work."""
    if not KEY.fullmatch(reference.key):
        yield "bad-key", f"`{reference.key}` is not of the form author-year-word", "write it like staal2004ridge"
    missing = [name for name in ("title", "year") if not reference.get(name)] + ([] if reference.authors else ["author"])
    for name in missing:
        yield "missing-field", f"`{name}` is missing from {reference.key}", f"add `{name} = {{…}},`"
    if reference.year and not YEAR.fullmatch(reference.year):
        yield "bad-year", f"`{reference.year}` is not a year", "write four digits, e.g. 2004"
    if reference.doi and not DOI.fullmatch(reference.doi):
        bare = bare_doi(reference.doi)
        fix = f"write `{bare}`, or run `curator fix`" if DOI.fullmatch(bare) else "write it like 10.1109/tmi.2004.825627"
        yield "bad-doi", f"`{reference.doi}` is not a DOI in lower case", fix
    names = " ".join(f"{name.given} {name.family}" for name in reference.authors)
    for name, value in (reference.fields | {"author": names}).items():
        if "\\" in value:
            yield "markup", f"`{name}` of {reference.key} holds a LaTeX command", "write the character itself: the file is UTF-8"
        if re.search(r"</?[a-zA-Z]", value):
            yield "markup", f"`{name}` of {reference.key} holds markup", "write plain text"


def _numbers(found: Mapping[str, Reference], file: str) -> Iterator[Problem]:
    """Every printed number stands in exactly one entry."""
    holders: dict[int, list[Reference]] = {number: [] for number in PRINTED}
    for reference in found.values():
        for number in reference.printed:
            if number not in holders:
                yield Problem(file, reference.line, 1, "printed-number", f"[{number}] is not a number of the printed list", "write numbers from 1 to 35")
            holders.setdefault(number, []).append(reference)
    for number in PRINTED if found else ():
        if not holders[number]:
            yield Problem(file, 1, 1, "printed-number", f"no entry stands for the printed reference [{number}]", f"add `printed = {{{number}}},` to it")
        for second in holders[number][1:]:
            yield Problem(
                file, second.line, 1, "printed-number", f"[{number}] stands in a second entry", f"keep it in one of {holders[number][0].key} and {second.key}"
            )
