"""The messages of problems, defined once for the checks and the form in the browser."""

import re
from dataclasses import dataclass

from curator.records.edit import Edit
from curator.records.problem import CODES, Finding, Path


@dataclass(frozen=True, slots=True)
class Message:
    """A problem's code, message and fix, with placeholders in braces for text of the record."""

    code: str
    message: str
    fix: str

    def __post_init__(self) -> None:
        """Reject an unknown code."""
        if self.code not in CODES:
            raise KeyError(self.code)


_LEAVE_OUT = "remove the field: omit unknown values"
_ADDRESS = "write the complete URL, e.g. https://example.org/data/"
_COUNTRY = "write the two-letter code of ISO 3166, e.g. NL"
_FORMAT = "`{text}` does not have the format of this field"

MESSAGES = {
    # missing fields and values
    "missing": Message("missing-field", "`{name}` is missing", "add {example}"),
    "no-value": Message("empty-value", "`{name}` has no value", "write one, or remove the line: omit unknown values"),
    "repeated-key": Message("repeated-key", "`{name}` is repeated", "keep one of the two"),
    # values of another type, or out of range
    "kind": Message("wrong-type", "expected {wanted}, found {given}", "{fix}"),
    "too-few": Message("wrong-value", "`{name}` is too short: at least {least} required", "write {example}, or remove the field"),
    "too-much": Message("wrong-value", "`{name}` is too long: at most {most} allowed", "shorten it"),
    "range": Message("wrong-value", "`{given}` is out of range", "write a number {bound} {limit}"),
    "descending-range": Message("wrong-value", "{first} is larger than {second}", "write [smallest, largest]"),
    "unpaired": Message("wrong-value", "the range has too {few} values", "write two numbers: [smallest, largest]"),
    "empty-count": Message("wrong-value", "the mapping is empty", "write a number for each part, e.g. {train: n, test: n}"),
    "estimate": Message(
        "wrong-value",
        "the estimate has no value, or several",
        "write exactly one of {about: n}, {at_least: n}, {between: [n, n]}, or {exactly: n, on: YYYY-MM-DD}",
    ),
    # text
    "markup": Message("markup", "`{found}` is markup", "write plain text; the site formats it"),
    "placeholder": Message("placeholder", "`{text}` is a placeholder for a missing value", _LEAVE_OUT),
    "hidden": Message("hidden-character", "the text contains {character}{number}", "delete it; if the word then looks wrong, retype it"),
    "line-break": Message("wrong-value", "the text ends with a line break", "write `>-` instead of `>` or `|`"),
    "white-space": Message("wrong-value", "the text begins or ends with whitespace, or contains control characters", "remove them"),
    "several-lines": Message("wrong-value", "the text has several lines", "write it on one line, or after `>-`"),
    "not-in-an-address": Message("bad-address", "`{text}` contains a character that is not allowed in a URL", _ADDRESS),
    "no-address": Message("bad-address", "`{text}` is not a URL", _ADDRESS),
    "incomplete-address": Message("bad-address", "expected a complete http or https URL, found `{text}`", _ADDRESS),
    "location-as-address": Message("bad-address", "browsers cannot open `{text}`", "write it under `locations`, as a `uri`"),
    "user-in-an-address": Message("bad-address", "`{text}` contains a user name", "write the URL without the part before @"),
    "private-address": Message("private-address", "`{text}` is a URL in a private network, or one reserved for examples", "write a public URL"),
    "orcid-form": Message("wrong-value", "`{text}` does not have the format of an ORCID iD", "{fix}"),
    "orcid-check": Message(
        "wrong-value",
        "`{text}` is not an ORCID iD: its check digit is wrong",
        "copy the iD from orcid.org again: a digit is wrong, or two digits are swapped",
    ),
    "github": Message("wrong-value", "`{text}` is not a GitHub user name", "{fix}"),
    "invalid-date": Message("bad-date", "`{text}` is not a date", "write YYYY-MM-DD, e.g. 2026-11-23"),
    "id": Message("wrong-value", _FORMAT, "write lowercase letters, digits and hyphens"),
    "country": Message("wrong-value", _FORMAT, _COUNTRY),
    "licence-id": Message("wrong-value", _FORMAT, "{fix}"),
    "md5": Message("wrong-value", _FORMAT, "write the checksum as 32 hexadecimal digits in lower case"),
    "sha256": Message("wrong-value", _FORMAT, "write the checksum as 64 hexadecimal digits in lower case"),
    "location": Message("wrong-value", _FORMAT, "write s3://, gs://, abfss://, ftp://, globus://, magnet:?xt=urn:btih:… or syn…; web pages belong in `links`"),
    "doi": Message("wrong-value", _FORMAT, "write the DOI in lowercase without https://doi.org/, e.g. 10.5281/zenodo.1475998"),
    "term": Message("unknown-term", "`{text}` is not a term of the vocabulary {vocabulary}", "{fix}"),
    # the name and kind of a file
    "link": Message("file-name", "`{name}` is a symbolic link, which is not followed", "remove it, or replace it with the file or folder itself"),
    "no-file": Message("file-name", "`{name}` is not a file", "remove it, or replace it with the file"),
    "no-folder": Message("file-name", "`{name}` is not a folder", "remove it, or replace it with the folder"),
    "file-extension": Message("file-name", "`{name}` is not a record", "name it <id>.yaml, or move it: this folder contains records only"),
    "file-reserved": Message("file-name", "`{name}` is reserved for a page of the site", "choose another id"),
    "file-device": Message("file-name", "`{name}` is a device name in Windows, which is not allowed as a file name", "choose another id"),
    "file-long": Message("file-name", "`{name}` is longer than the 60 characters of an id", "choose a shorter id"),
    "file-id": Message("file-name", "`{name}` is not an id", "use lowercase letters, digits and hyphens"),
    # countries and items that occur twice
    "no-country": Message("wrong-value", "`{text}` is not a country code of ISO 3166", "{fix}"),
    "repeated-item": Message("repeated-item", "`{item}` is already in this list", "remove it"),
    "alias-is-name": Message("repeated-item", "`{name}` is the name of this record, and no alias", "remove it"),
    # numbers, dates and length
    "summary-long": Message(
        "summary-length", "the summary has {words} words: expected {least} to {most}", "shorten it by {over}: details belong in other fields"
    ),
    "summary-short": Message(
        "summary-length",
        "the summary has {words} words: expected {least} to {most}",
        "say what the data are, what they are used for, and what to know before using them",
    ),
    "split-less": Message("split-sum", "{sum} = {parts} {unit}, but {where} {count}", "correct the numbers, or add the `task` that uses this subset"),
    "split-more": Message("split-sum", "{sum} = {parts} {unit}, but {where} {count}", "correct the numbers, or add the `release` with this count"),
    "release-count": Message(
        "release-count",
        "`counts` say {count} for `{unit}`, but the current release, {release}, has {current}",
        "write the count of {release} here, or remove it; counts of older releases belong in `releases`, whose last entry is the current release",
    ),
    "site-more": Message(
        "split-sum", "the sites have {number} {unit} {where}, but the split has {most}", "correct the numbers, or add the sites to another split"
    ),
    "part-more": Message("split-sum", "{sum} = {parts} {unit}, but {where} {count}", "correct the numbers, or write another part in `of_part`"),
    "no-part": Message(
        "unknown-unit", "no official split of `{unit}` has a number for `{part}`", "add the number there, or write the part that this split divides"
    ),
    "no-release": Message("unknown-unit", "`{release}` is not a release of this record", "{fix}"),
    "not-counted": Message("unknown-unit", "`{unit}` has no count", "add `{unit}: …` to {where}"),
    "labels-without-unit": Message("unknown-unit", "the labels have numbers, but no unit", "add `unit: {unit}`, or the unit that they count"),
    "label-sum": Message("label-sum", "the labels have {number} {unit} {where}, but there are {most}", "correct the numbers, or write `multilabel: true`"),
    "future-date": Message("future-date", "{day} is in the future", "write the correct date"),
    "date-order": Message("date-order", "{day} is later than {last}, the last date of the record", "correct the date, or add what changed to `changes`"),
    # evidence
    "no-evidence": Message(
        "no-evidence", "`{name}` has no source", "add `{name}: [{source}]` to `evidence` if you found it there, or `{name}: reason` to `unverified`"
    ),
    "unknown-source": Message("unknown-source", "`{name}` is not a source of this record", "{fix}"),
    "unprinted-source": Message(
        "unknown-source",
        "`{name}` is the printed collection, which does not mention this record",
        "add the page where you found it to `sources`, and use its name here",
    ),
    "unused-source": Message("unused-source", "no fact cites the source `{name}`", "cite it for a fact, or remove it"),
    "unknown-path": Message("unknown-path", "`{path}` is not a field of this record", "{fix}"),
    "sourced-and-unverified": Message("unknown-path", "`{path}` has evidence and is unverified", "keep one of the two; use `notes` or `disputed` for the rest"),
    "not-reportable": Message("unknown-path", "`{path}` cannot be listed as not reported", "{fix}"),
    "reported": Message("unknown-path", "`{path}` has a value and is listed as not reported", "keep one of the two"),
    # addresses, licences, availability
    "insecure": Message(
        "insecure-address",
        "`{url}` is not https",
        "write `https://{rest}` if that URL works; otherwise add an exception with its reason to catalog/link-exceptions.yaml",
    ),
    "permission-missing": Message("licence", "`{name}` is missing for a custom license", "add `{name}: unstated`, or what the terms say"),
    "permission-implied": Message("licence", "`{name}` follows from `{id}`", "remove it, or write `id: {own}…`"),
    "licence-spelling": Message("licence", "`{id}` is not spelled as in SPDX", "write `{near}`"),
    "no-licence": Message("licence", "`{id}` is not an SPDX license id", "{fix}"),
    "new-licence": Message("licence", "`{id}` is not in the vocabulary yet", "add it to catalog/vocabulary/licence.yaml with its permissions"),
    "withdrawn-present": Message(
        "status", "the status is `{status}`, but the field `withdrawn` is present", "write `withdrawn`, or remove the field `withdrawn`"
    ),
    "withdrawn-missing": Message(
        "status", "the status is `{status}`, but the field `withdrawn` is missing", "add `withdrawn: {date: …, reason: …}`, or write another status"
    ),
    "status-of-routes": Message("status", "the status is `{status}`, but the easiest route requires `{step}`", "write `{right}`, or correct the routes"),
    # relations to other records
    "unknown-work": Message("unknown-reference", "`{work}` is not in the bibliography", "{fix}"),
    "repeated-work": Message("repeated-reference", "`{work}` is cited twice", "keep the most specific of data, paper, further"),
    "relation-to-both": Message("wrong-value", "the relation has both `to` and `name`", "write `to` for a record, `name` and `url` for other data"),
    "relation-to-none": Message("wrong-value", "the relation has neither `to` nor `name`", "write `to` for a record, `name` and `url` for other data"),
    "related-to-itself": Message("unknown-record", "the record is related to itself", "write the id of the other record"),
    "unknown-record": Message("unknown-record", "`{id}` is not a record of the catalog", "{fix}"),
    "repeated-relation": Message("repeated-relation", "{where} already has this relation", "remove one of the two"),
    "mirrored-relation": Message("repeated-relation", "{where} already has this relation", "remove one; the inverse is computed"),
    "opposite-relation": Message(
        "contradictory-relation", "{where} has the opposite relation, with the kind `{kind}`", "keep the correct one, and remove the other"
    ),
    "repeated-name": Message("repeated-name", "`{name}` is also a name of {other}", "use different names in the two records"),
    "similar-name": Message(
        "repeated-name",
        "`{name}` differs only in spelling from a name of {other}",
        "edit that record if the data are the same; otherwise add a relation, e.g. {kind: alternative, to: {other}}",
    ),
    "reserved-id": Message("repeated-name", "`{id}` is a reserved name, which was never an id", "remove it"),
    "repeated-id": Message("repeated-name", "`{id}` is the id of {whose}", "remove it: an id is never reused"),
    "shared-address": Message(
        "shared-address", "`{url}` is also a URL of {other}", "add a relation, e.g. {kind: same-deposit, to: {other}}, or correct the URL"
    ),
    # the printed collection
    "places": Message("correction", "the correction specifies {named}", "specify exactly one of cell, link, reference, text"),
    "no-row": Message("correction", "the printed table has no row for this record", "specify a section with `text` instead"),
    "no-right": Message("correction", "the correction does not say what is correct", "add `right: …`"),
    "no-printed": Message("correction", "the correction does not say what is printed", "add `printed: …`, or write `kind: incomplete` if nothing is"),
    "no-section": Message("correction", "`{text}` is not a section of the printed collection", "write one of {sections}"),
}
"""Every message that is used in more than one place, by its name."""

PHRASES = {
    "write": "write `{near}`",
    "if-meant": " if you mean that; otherwise add the term to {file}",
    "one-of": "write one of {words}",
    "or-new": "; if none fits, add one to {file}",
    "a-term": "write a term of {file}, or add one there",
    "text": "text",
    "number": "a number",
    "fraction": "a decimal number",
    "whole-number": "a whole number",
    "separators": "write it without quotes and separators: {number}",
    "like": "write it like {example}",
    "shape": "see the field reference for its structure",
    "spdx": "write an SPDX id, e.g. CC-BY-4.0, or LicenseRef-… or NONE",
    "orcid": "write four groups of four digits, e.g. 0000-0002-1825-0097",
    "handle": "write at most {most} letters and digits, with single hyphens between them",
    "ge": "of at least",
    "gt": "above",
    "le": "of at most",
    "lt": "below",
    "add-release": "add it to `releases`, or remove it here",
    "counts": "`counts`",
    "counts-say": "counts say",
    "part-has": "`{part}` of the official split has",
    "release-counts": "the counts of {release}",
    "about": "about {number}",
    "at-least": "at least {number}",
    "as-of": "{text} (on {day})",
    "in-all": "in total",
    "for-part": "for {part}",
    "add-source": "add `{name}: {url: …}` to `sources`",
    "name-source": "add it to `sources` under a name, and write that name here",
    "a-source": "a source",
    "a-country": _COUNTRY,
    "reportable": "remove it; parts of population, imaging and acquisition, labelling, annotation, formats, frame_size and download_size can be listed",
    "a-key": "write the key of its entry in catalog/references.bib, e.g. staal2004ridge; if there is none yet, add one",
    "add-work": "add it to catalog/references.bib",
    "a-field": "write the name of a field that this record has",
    "successor": "write the id of a record, or remove it",
    "relative": "write the id of a record, or `name` and `url` for data without one",
    "this-record": "this record",
    "another-record": "another record",
    "no-place": "no place",
}
"""Parts of messages."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def phrase(name: str, /, **values: object) -> str:
    """Return a part of a message with its placeholders filled in."""
    return _filled(PHRASES[name], values)


def message_parts(name: str, /, **values: object) -> tuple[str, str, str]:
    """Return the code, message and fix of a problem with their placeholders filled in."""
    message = MESSAGES[name]
    return message.code, _filled(message.message, values), _filled(message.fix, values)


def finding(at: Path, name: str, /, *, key: bool = False, edit: Edit | None = None, **values: object) -> Finding:
    """Return the finding of a named message at a path, with the edit that removes the problem if there is one."""
    return Finding(at, *message_parts(name, **values), key=key, edit=edit)


def _filled(template: str, values: dict[str, object]) -> str:
    """Return a template with values for the names in braces; braces around anything else are kept."""
    return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), template)
