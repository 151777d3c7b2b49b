"""What can be wrong with what a person wrote, as values: nobody prints, counts or raises on the way."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

CODES = {
    "not-utf-8": "The file is not UTF-8 text.",
    "too-long": "The file is longer than any record needs to be.",
    "too-deep": "Values are nested deeper than any record needs.",
    "hidden-character": "Text holds a character that readers cannot see, or that has no meaning of its own: a control, a mark of direction, a soft hyphen, a joiner where nothing joins.",
    "yaml-syntax": "The file is not valid YAML.",
    "yaml-alias": "An anchor or alias stands where a value should be written out.",
    "yaml-tag": "A YAML tag stands before a value; records are plain text, numbers, lists and mappings.",
    "repeated-key": "A key stands twice in one mapping; the second would silently replace the first.",
    "empty-value": "A field has no value; what is not known is left out.",
    "not-a-mapping": "The file does not hold fields and values.",
    "file-name": "The file's name is not an id, or is not where a record belongs, or a folder has the name of a file.",
    "unknown-field": "A field is not part of the format.",
    "missing-field": "A field that every record needs is missing.",
    "wrong-type": "A value is of another kind than the field takes.",
    "wrong-value": "A value is of the right kind, but outside what the field takes.",
    "unknown-term": "A term is not in the field's vocabulary.",
    "markup": "Text holds markup; records are plain text and the site does the formatting.",
    "placeholder": "Text stands for a missing value; what is not known is left out.",
    "bad-address": "An address is not a complete http or https address.",
    "private-address": "An address leads to a machine that only its own network can reach, or is a name reserved for examples.",
    "tracking-parameter": "An address says where a visitor came from, which changes nothing of the page.",
    "short-address": "An address of a shortening service hides where it leads, and ends with the service.",
    "versioned-address": "An address stays at one version, although there is one that always leads to the newest.",
    "bad-date": "A date is not a real day written year-month-day.",
    "summary-length": "The summary is shorter than 60 or longer than 120 words.",
    "split-sum": "The parts of a split do not add up to the count of its unit.",
    "release-count": "A count is not that of the current release, which is the last one listed.",
    "label-sum": "The labels have more samples together than there are.",
    "unknown-unit": "Numbers have no unit, or a split counts in a unit, or names a release, that the record does not count.",
    "no-evidence": "A fact names no source and is not listed as unverified.",
    "unknown-source": "A fact names a source that the record does not list, or a print that does not name the record.",
    "unused-source": "A source is listed that no fact names.",
    "unknown-path": "A path in `evidence`, `unverified`, `notes` or `disputed` leads to no field of the record.",
    "licence": "A licence's id and its permissions do not go together.",
    "correction": "A correction does not name exactly one place in print, or says what its place does not take.",
    "uncorrected": "A printed cell differs from what the record says, and no correction explains it.",
    "needless-correction": "A correction calls a printed cell wrong that agrees with the record.",
    "shared-address": "Two records share an address of the data themselves, and no relation links them.",
    "insecure-address": "A homepage or download address is plain http, and no exception says why.",
    "archive-wiki": "An address leads to the archive's old wiki, although the data have a DOI.",
    "unknown-record": "An id names no record of the catalog.",
    "repeated-relation": "A relation is written on both sides, or twice; one side is enough.",
    "repeated-reference": "A record cites a work twice.",
    "repeated-name": "Two records share a name, an alias or an id.",
    "status": "The status and what explains it do not go together.",
    "date-order": "A source was read later than the last check or change of the record.",
    "bibtex-syntax": "The bibliography is not valid BibTeX.",
    "bad-key": "A key of the bibliography is not of the form author-year-word.",
    "bad-year": "A work's year is not a year of four digits.",
    "bad-doi": "A DOI is not lower-case or not well formed.",
    "repeated-work": "Two entries of the bibliography have the same DOI or the same number of a preprint.",
    "unknown-reference": "A key is not in the bibliography.",
    "uncited-reference": "An entry of the bibliography is neither cited by a record nor printed in the collection.",
    "printed-number": "The printed numbers in the bibliography are not those of the collection, each once.",
    "needless-exception": "An exception covers no address that needs it.",
    "future-date": "A date of a record lies in the future (only with --today).",
    "not-fresh": "Nobody has compared the record with its sources for a year; reported with `--today` only.",
    "expired-exception": "An exception's last day has passed; reported with `--today` only.",
    "dead-link": "An address that a change adds was asked twice and was not there, or its DOI is not registered.",
    "doubtful-link": "An address that a change adds did not answer with the page outright; a warning only.",
    "links-file": "The file that link checks write is not as they write it.",
    "unrendered": "The site cannot be built with what a record or a work says, although no rule forbids it.",
    "no-such-path": "A path given to `curator check` holds nothing that can be checked.",
    "form": "A line of a record is not in the one form of records.",
    "left-over": "A remark that `curator new` wrote for whoever fills the record in is still there.",
    "unsorted": "A list is not in the order that its kind has.",
    "http-and-https": "An address stands in a record with http, and with https too.",
    "moved-address": "An address redirects for good; reported with `--today` only.",
    "lost-id": "An id that the catalog gave out leads nowhere after a change; reported by `curator review` only.",
    "stale": "A generated file differs from what the model and the vocabularies give.",
}
"""Every code a problem can have, and the sentence that explains it."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file; lines and columns count from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in one value, at its path of keys and positions; `key` points at the key rather than the value."""

    at: Path
    code: str
    message: str
    fix: str
    key: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault with its place, in the contributor's words."""

    file: str
    line: int
    column: int
    code: str
    message: str
    fix: str

    def __str__(self) -> str:
        """The two lines in which a problem is reported."""
        return f"{printable(self.file)}:{self.line}:{self.column}: {printable(self.message)} [{self.code}]\n    fix: {printable(self.fix)}"


def printable(text: str) -> str:
    """Text on one line, without characters that would steer a terminal: a record is untrusted, and reports quote it."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def as_text(problems: Iterable[Problem]) -> str:
    """The report for a terminal: each problem, then their number."""
    lines = [str(problem) for problem in problems]
    number = f"{len(lines)} problem{'' if len(lines) == 1 else 's'} found" if lines else "no problems found"
    return "\n".join([*lines, number]) + "\n"


def as_github(problems: Iterable[Problem], level: str = "error") -> str:
    """The report as GitHub workflow commands, which become annotations on the lines of a pull request."""
    return "".join(command(level, problem) for problem in problems)


def command(level: str, p: Problem) -> str:
    """A problem as one workflow command: an error, a warning or a notice."""
    title = _property(p.code)
    return f"::{level} file={_property(p.file)},line={p.line},col={p.column},title={title}::{_data(f'{p.message} — fix: {p.fix}')}\n"


def as_json(problems: Iterable[Problem]) -> str:
    """The report for programs: a list of objects with the fields of `Problem`."""
    names = Problem.__dataclass_fields__
    rows = [{name: getattr(problem, name) for name in names} for problem in problems]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


FORMATS: dict[str, Callable[[Iterable[Problem]], str]] = {"text": as_text, "github": as_github, "json": as_json}


def _data(text: str) -> str:
    """Text escaped as a workflow command's message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Text escaped as a workflow command's property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
