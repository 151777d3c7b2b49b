"""Problems of the catalog as values, their codes, and reports of them."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from curator.records.edit import Edit

CODES = {
    "not-utf-8": "The file is not UTF-8 text.",
    "too-long": "The file is too large for a record.",
    "too-deep": "Values are nested too deeply for a record.",
    "hidden-character": "Text contains a character that readers cannot see or that has no meaning: a control character, a direction mark, a soft hyphen, or a joiner between letters that are not joined.",
    "yaml-syntax": "The file is not valid YAML.",
    "yaml-alias": "The file has an anchor or alias instead of a value.",
    "yaml-tag": "A value has a YAML tag; records contain only text, numbers, true, false, lists and mappings.",
    "repeated-key": "A key is repeated in one mapping; the second value would replace the first.",
    "empty-value": "A field has no value; leave out what is not known.",
    "not-a-mapping": "The file does not contain fields and values.",
    "file-name": "The file name is not an id, the file is in the wrong folder, or a folder has the name of a file.",
    "unknown-field": "A field is not part of the format.",
    "missing-field": "A required field is missing.",
    "wrong-type": "A value does not have the type of its field.",
    "wrong-value": "A value has the right type, but the field does not accept it.",
    "unknown-term": "A term is not in the vocabulary of its field.",
    "markup": "Text contains markup; records contain plain text, which the site formats.",
    "placeholder": "Text is a placeholder for a missing value; leave out what is not known.",
    "bad-address": "A URL is not a complete http or https URL.",
    "private-address": "A URL leads to a private network, or is reserved for examples.",
    "tracking-parameter": "A URL has tracking parameters, which do not change the page.",
    "short-address": "A URL is that of a URL shortener: it hides the target, and breaks when the service ends.",
    "versioned-address": "A URL leads to one version, although there is a URL of the newest version.",
    "bad-date": "A date is not a valid day in the format year-month-day.",
    "summary-length": "The summary has fewer than 60 or more than 120 words.",
    "split-sum": "The parts of a split do not add up to the count of its unit.",
    "release-count": "A count is not that of the current release, which is the last one in `releases`.",
    "label-sum": "The labels together have more samples than the dataset.",
    "unknown-unit": "Numbers have no unit, or a split has a unit or a release that the record does not count.",
    "no-evidence": "A fact has no source and is not listed as unverified.",
    "unknown-source": "A fact names a source that the record does not list, or the printed collection, which does not mention the record.",
    "unused-source": "No fact names this source.",
    "unknown-path": "A path in `evidence`, `unverified`, `notes` or `disputed` is not a field of the record.",
    "licence": "The id of a license is not valid, or contradicts its permissions.",
    "correction": "A correction does not name exactly one place in the printed collection, or has fields that do not belong to its place.",
    "uncorrected": "A printed cell differs from the record, and no correction explains it.",
    "needless-correction": "A correction says that a printed cell is wrong, but the cell agrees with the record.",
    "shared-address": "Two records have the same URL of the data, and no relation to each other.",
    "insecure-address": "A homepage or download URL uses http, and no exception gives a reason.",
    "archive-wiki": "A URL leads to the archive's old wiki, although the data have a DOI.",
    "unknown-record": "No record has this id.",
    "repeated-relation": "A relation is recorded in both records, or twice in one; record it once.",
    "repeated-reference": "A record cites a work twice.",
    "repeated-name": "Two records have the same name, alias or id.",
    "status": "The status does not agree with `withdrawn` or with the routes.",
    "date-order": "A source was read after the last check or change of the record.",
    "bibtex-syntax": "The bibliography is not valid BibTeX.",
    "bad-key": "A key of the bibliography does not have the format author-year-word.",
    "bad-year": "The year of a work does not have four digits.",
    "bad-doi": "A DOI is not in lower case, or is not valid.",
    "repeated-work": "Two entries of the bibliography have the same DOI or preprint number.",
    "unknown-reference": "A key is not in the bibliography.",
    "uncited-reference": "An entry of the bibliography is not cited by any record or resource, and is not in the printed collection.",
    "printed-number": "The numbers of the printed references are incomplete or repeated in the bibliography.",
    "needless-exception": "An exception is not needed for any URL.",
    "future-date": "A date of a record is in the future; reported with `--today` only.",
    "not-fresh": "A record has not been compared with its sources for a year; reported with `--today` only.",
    "expired-exception": "An exception has expired; reported with `--today` only.",
    "dead-link": "A link that a change adds failed twice, or its DOI is not registered.",
    "doubtful-link": "It is uncertain whether a link that a change adds leads to the page; a warning only.",
    "links-file": "The file with the results of link checks is not in the format written by the checks.",
    "unrendered": "The site cannot be built with this record or work, although it breaks no rule.",
    "no-such-path": "A path given to `curator check` is not a file or folder of the catalog.",
    "comment": "A record has a comment, which readers of the site cannot see; move it to `notes`.",
    "form": "A line of a record is not in canonical format.",
    "unsorted": "A list is not sorted.",
    "http-and-https": "A record has the same URL with http and with https.",
    "moved-address": "A URL redirects permanently; reported with `--today` only.",
    "lost-id": "A change removes an id or its redirect; reported by `curator review` only.",
    "stale": "A generated file is not up to date with the model and the vocabularies.",
}
"""The code of each problem, with its explanation."""
TODAY_ONLY = frozenset({"future-date", "not-fresh", "expired-exception", "moved-address"})
"""Codes that are reported with `--today` only, because they arise without a change of the catalog."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A line and column of a file, counted from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of one value, at its path of keys and positions; with `key` it is reported at the key, and `edit` fixes it if no person has to decide."""

    at: Path
    code: str
    message: str
    fix: str
    key: bool = False
    edit: Edit | None = None


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A problem with its place in a file, and what to write instead."""

    file: str
    line: int
    column: int
    code: str
    message: str
    fix: str

    def __str__(self) -> str:
        """Return the two lines of a report."""
        return f"{printable(self.file)}:{self.line}:{self.column}: {printable(self.message)} [{self.code}]\n    fix: {printable(self.fix)}"


def printable(text: str) -> str:
    """Return text on one line, with control characters escaped: records are untrusted, and reports quote them."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def as_text(problems: Iterable[Problem]) -> str:
    """Return the report for a terminal: each problem, then their number."""
    lines = [str(problem) for problem in problems]
    number = f"{len(lines)} problem{'' if len(lines) == 1 else 's'} found" if lines else "no problems found"
    return "\n".join([*lines, number]) + "\n"


def as_github(problems: Iterable[Problem], level: str = "error") -> str:
    """Return the report as GitHub workflow commands, which annotate the lines of a pull request."""
    return "".join(command(level, problem) for problem in problems)


def command(level: str, p: Problem) -> str:
    """Return a problem as one workflow command: an error, a warning or a notice."""
    title = _property(p.code)
    return f"::{level} file={_property(p.file)},line={p.line},col={p.column},title={title}::{_data(f'{p.message} — fix: {p.fix}')}\n"


def as_json(problems: Iterable[Problem]) -> str:
    """Return the report for programs: a list of objects with the fields of `Problem`."""
    names = Problem.__dataclass_fields__
    rows = [{name: getattr(problem, name) for name in names} for problem in problems]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


FORMATS: dict[str, Callable[[Iterable[Problem]], str]] = {"text": as_text, "github": as_github, "json": as_json}


def _data(text: str) -> str:
    """Return text escaped for the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return text escaped for a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
