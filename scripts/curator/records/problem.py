"""Problems of the catalog as values, their codes, and reports of them."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from curator.records.edit import Edit

CODES = {
    "not-utf-8": "The file is not UTF-8 text.",
    "too-long": "The file exceeds the size limit.",
    "merge-conflict": "The file contains the markers of a merge conflict, which Git writes where two changes edited the same lines.",
    "too-deep": "Values are nested too deeply.",
    "hidden-character": "Text contains an invisible or undefined character, such as a control character, a directional mark, a soft hyphen, or a joiner that its script does not use.",
    "mojibake": "Text was decoded with the wrong encoding, so that one letter became several.",
    "yaml-syntax": "The file is not valid YAML.",
    "yaml-alias": "The file contains a YAML anchor or alias.",
    "yaml-tag": "A value has a YAML tag; records contain only text, numbers, true, false, lists and mappings.",
    "repeated-key": "A key occurs twice in a mapping; the second value would replace the first.",
    "empty-value": "A field has no value; omit fields whose value is unknown.",
    "not-a-mapping": "The file is not a mapping of fields to values.",
    "file-name": "The file name is not a valid id, the file is in the wrong folder, or there is a folder or symbolic link in place of a file.",
    "unknown-field": "The record format does not define this field.",
    "missing-field": "A required field is missing.",
    "wrong-type": "A value does not have the type of its field.",
    "wrong-value": "A value has the right type, but the field does not accept it.",
    "unknown-term": "A term is not in the vocabulary of its field.",
    "markup": "Text contains markup; records contain plain text, which the site formats.",
    "placeholder": "Text is a placeholder for a missing value; omit fields whose value is unknown.",
    "bad-address": "A URL is incomplete, or is not an http or https URL.",
    "private-address": "A URL is in a private network, or is reserved for examples.",
    "tracking-parameter": "A URL has tracking parameters, which do not affect the page.",
    "short-address": "A URL is shortened: it hides its target, and breaks if the shortening service closes.",
    "versioned-address": "A URL points to one version, although a URL of the latest version exists.",
    "bad-date": "A date is not valid, or is not in the format YYYY-MM-DD.",
    "summary-length": "The summary has fewer than 60 or more than 120 words.",
    "split-sum": "The parts of a split do not add up to the count of its unit.",
    "release-count": "A count is not that of the current release, which is the last one in `releases`.",
    "label-sum": "The label counts sum to more samples than the record has.",
    "unknown-unit": "Numbers have no unit, or a split has a unit without a count or an unknown release.",
    "no-evidence": "A fact has no source and is not listed as unverified.",
    "unknown-source": "A fact cites a source that the record does not list, or the printed collection, which does not mention the dataset.",
    "unused-source": "No fact cites this source.",
    "unknown-path": "A path in `evidence`, `unverified`, `not_reported`, `notes` or `disputed` does not fit the record.",
    "licence": "The id of a license and its permissions are inconsistent.",
    "correction": "A correction does not specify exactly one place in the printed collection, or has fields that do not apply to this place.",
    "uncorrected": "A printed cell differs from the record, and no correction explains it.",
    "needless-correction": "A correction marks a printed cell as wrong, but the cell agrees with the record.",
    "shared-address": "Two records have the same URL for their data, but no relation.",
    "insecure-address": "A homepage or download URL uses http, and there is no exception for it.",
    "archive-wiki": "A URL points to the old wiki of The Cancer Imaging Archive, although the data have a DOI.",
    "unknown-record": "No record has this id.",
    "repeated-relation": "A relation is recorded twice: in both records, or twice in one record.",
    "contradictory-relation": "Two relations between the same records contradict each other, e.g. each of them contains the other.",
    "repeated-reference": "A record cites a work twice.",
    "repeated-item": "A text occurs twice in a list, or an alias is the name of the record.",
    "repeated-name": "Two records have the same name, alias or id.",
    "status": "The status is inconsistent with `withdrawn` or with the access routes.",
    "date-order": "A source was read after the last check or change of the record.",
    "bibtex-syntax": "The bibliography is not valid BibTeX.",
    "bad-key": "A key of the bibliography does not have the format author-year-word.",
    "bad-year": "The year of a work does not have four digits.",
    "bad-doi": "A DOI is not in lower case, or is not valid.",
    "repeated-work": "Two entries of the bibliography have the same DOI or preprint number.",
    "unknown-reference": "A key is not in the bibliography.",
    "uncited-reference": "An entry of the bibliography is not cited by any record or resource, and is not a reference of the printed collection.",
    "printed-number": "The bibliography does not contain each reference number of the printed collection exactly once.",
    "needless-exception": "An exception applies to no URL.",
    "future-date": "A date of a record is in the future; reported with `--today`, and by `curator review` in changed records.",
    "not-fresh": "A record was last compared with its sources more than a year ago; reported with `--today` only.",
    "expired-exception": "An exception has expired; reported with `--today` only.",
    "dead-link": "A link that a change adds failed twice, or its DOI is not registered.",
    "doubtful-link": "The result for a link that a change adds is uncertain; reported as a warning.",
    "links-file": "The file of link states does not have the format in which link checks write it.",
    "unrendered": "Building the page of this record or the citation of this work fails with an error; reported by `curator build` only.",
    "no-such-path": "A path given to `curator check` is not a file or folder of the catalog.",
    "comment": "A record has a comment, which the site does not show; move it to `notes`.",
    "form": "A line of a record is not in canonical format.",
    "unsorted": "A list of a record or the bibliography is not sorted.",
    "http-and-https": "A record has the same URL with http and with https.",
    "moved-address": "A URL redirects permanently; reported with `--today` only.",
    "registry-difference": "A record and the collection that it names in a registry differ; reported by `curator compare` only.",
    "unknown-collection": "A registry has no collection with the id that the record names; reported by `curator compare` only.",
    "needless-dispute": "A record and a registry agree, but an entry of `disputed` states that they differ; reported by `curator compare` only.",
    "lost-id": "A change removes an id or its redirect; reported by `curator review` only.",
    "stale": "A generated file is not up to date with the model and the vocabularies.",
}
"""The code of each problem, with its explanation."""
TODAY_ONLY = frozenset({"future-date", "not-fresh", "expired-exception", "moved-address"})
"""Codes that `curator check` reports with `--today` only, because they arise without a change of the catalog."""

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
