"""What is said of a fault, each sentence once: the checks and the form in the page fill in the same words."""

import re
from dataclasses import dataclass

from curator.records.problem import CODES, Finding, Path


@dataclass(frozen=True, slots=True)
class Wording:
    """A fault's code, its message and its fix, with names in braces where words of the record go."""

    code: str
    message: str
    fix: str

    def __post_init__(self) -> None:
        """Refuse a code that nothing explains."""
        if self.code not in CODES:
            raise KeyError(self.code)


_NOT_THERE = "remove the field: what is not known is left out"
_ADDRESS = "write the whole address, e.g. https://example.org/data/"
_FORM = "`{text}` is not of the form this field takes"

WORDINGS = {
    # a field that is not there, or has no value
    "missing": Wording("missing-field", "`{name}` is missing", "add {example}"),
    "no-value": Wording("empty-value", "`{name}` has no value", "write one, or remove the line: what is not known is left out"),
    "repeated-key": Wording("repeated-key", "`{name}` stands here a second time", "keep one of the two"),
    # a value of another kind, or out of bounds
    "kind": Wording("wrong-type", "this is {given}, where {wanted} belongs", "{fix}"),
    "too-few": Wording("wrong-value", "`{name}` is too short: at least {least} needed", "write {example}, or remove the field"),
    "too-much": Wording("wrong-value", "`{name}` is too long: at most {most} fit", "shorten it"),
    "range": Wording("wrong-value", "`{given}` is out of range", "write a number {bound} {limit}"),
    "falling": Wording("wrong-value", "{first} is larger than {second}", "write [smallest, largest]"),
    "unpaired": Wording("wrong-value", "the side has too {few} values", "write one number, or two as [smallest, largest]"),
    "empty-count": Wording("wrong-value", "the mapping is empty", "write a number, {about: n}, or {train: n, test: n}"),
    # text
    "markup": Wording("markup", "`{found}` is markup", "write plain text; the site does the formatting"),
    "placeholder": Wording("placeholder", "`{text}` stands for a missing value", _NOT_THERE),
    "hidden": Wording("hidden-character", "the text holds {character}{number}", "delete it; where a word looks wrong then, type it again"),
    "line-break": Wording("wrong-value", "the text ends with a line break", "write `>-` where `>` or `|` stands"),
    "white-space": Wording("wrong-value", "the text has white space at an end, or control characters in it", "remove them"),
    "several-lines": Wording("wrong-value", "the text has several lines", "write it on one line, or after `>-`"),
    "not-in-an-address": Wording("bad-address", "`{text}` holds a character that no address has", _ADDRESS),
    "no-address": Wording("bad-address", "`{text}` is not an address", _ADDRESS),
    "half-an-address": Wording("bad-address", "`{text}` is not a complete http or https address", _ADDRESS),
    "location-as-address": Wording("bad-address", "no browser opens `{text}`", "write it under `locations`, as a `uri`"),
    "user-in-an-address": Wording("bad-address", "`{text}` holds a user name", "write the address without the part before @"),
    "private-address": Wording(
        "private-address",
        "`{text}` leads to a machine that only its own network can reach, or is a name reserved for examples",
        "write the address that every reader can open",
    ),
    "orcid-form": Wording("wrong-value", "`{text}` is not of the form of an ORCID iD", "{fix}"),
    "orcid-check": Wording(
        "wrong-value",
        "`{text}` is no ORCID iD: its last character does not fit the others",
        "copy it again from the person's page at orcid.org: a digit is wrong, or two are swapped",
    ),
    "github": Wording("wrong-value", "`{text}` is not a handle of GitHub", "{fix}"),
    "no-day": Wording("bad-date", "`{text}` is not a day", "write year-month-day, e.g. 2026-11-23"),
    "id": Wording("wrong-value", _FORM, "write lower-case letters, digits and hyphens"),
    "country": Wording("wrong-value", _FORM, "write the two letters of ISO 3166, e.g. NL"),
    "licence-id": Wording("wrong-value", _FORM, "{fix}"),
    "md5": Wording("wrong-value", _FORM, "write the 32 digits of the sum, a to f in lower case"),
    "sha256": Wording("wrong-value", _FORM, "write the 64 digits of the sum, a to f in lower case"),
    "location": Wording("wrong-value", _FORM, "write s3://, gs://, abfss://, ftp://, globus://, magnet:?xt=urn:btih:… or syn…; a web page goes into `links`"),
    "term": Wording("unknown-term", "`{text}` is not a term of the vocabulary {vocabulary}", "{fix}"),
    # the name of a record's file
    "no-file": Wording("file-name", "`{name}` is not a file", "remove it, or put the file in its place"),
    "file-ending": Wording("file-name", "`{name}` is not a record", "name records <id>.yaml and keep nothing else here"),
    "file-reserved": Wording("file-name", "`{name}` is an address that the site needs", "choose another id"),
    "file-device": Wording("file-name", "`{name}` is the name of a device, which no file can have under Windows", "choose another id"),
    "file-long": Wording("file-name", "`{name}` is longer than the 60 characters of an id", "choose a shorter id"),
    "file-id": Wording("file-name", "`{name}` is not an id", "use lower-case letters, digits and hyphens"),
    # numbers, dates and length
    "summary-long": Wording("summary-length", "the summary has {words} words, not {least} to {most}", "cut {over}: details have fields of their own"),
    "summary-short": Wording(
        "summary-length", "the summary has {words} words, not {least} to {most}", "say what it is, what it is good for and what to beware of"
    ),
    "split-less": Wording("split-sum", "{sum} = {parts} {unit}, but counts say {count}", "mend the numbers, or name the `task` that leaves some out"),
    "split-more": Wording("split-sum", "{sum} = {parts} {unit}, but counts say {count}", "mend the numbers, or name the `release` that holds so many"),
    "release-count": Wording(
        "release-count",
        "`counts` say {count} for `{unit}`, but the current release, {release}, has {current}",
        "write the count of {release} here or remove it; older counts belong to their releases, of which the last is the current one",
    ),
    "no-release": Wording("unknown-unit", "`{release}` is not a release of this record", "{fix}"),
    "not-counted": Wording("unknown-unit", "`{unit}` is not counted here", "add `{unit}: …` to {where}"),
    "labels-without-unit": Wording("unknown-unit", "the labels have numbers, but no unit", "add `unit: {unit}`, or what they count"),
    "label-sum": Wording("label-sum", "the labels have {number} {unit} {where}, but there are {most}", "mend the numbers, or write `multilabel: true`"),
    "date-order": Wording("date-order", "{day} is later than {last}, the last date of the record", "correct the date, or add what changed to `changes`"),
    # evidence
    "no-evidence": Wording(
        "no-evidence", "`{name}` names no source", "add `{name}: [{source}]` to `evidence` if you saw it there, or `{name}: why` to `unverified`"
    ),
    "unknown-source": Wording("unknown-source", "`{name}` is not a source of this record", "{fix}"),
    "unprinted-source": Wording(
        "unknown-source", "`{name}` is the printed collection, which does not name this record", "name the page where you saw it, in `sources` and here"
    ),
    "unused-source": Wording("unused-source", "no fact names the source `{name}`", "name it where it says something, or remove it"),
    "unknown-path": Wording("unknown-path", "`{path}` leads to no field of this record", "{fix}"),
    "evident-and-not": Wording("unknown-path", "`{path}` has evidence and is unverified", "keep one; a note or a dispute says the rest"),
    # addresses, licences, availability
    "insecure": Wording(
        "insecure-address",
        "`{url}` is not https",
        "write `https://{rest}` if that answers, else add an exception with its reason to catalog/link-exceptions.yaml",
    ),
    "permission-missing": Wording("licence", "`{name}` is missing for terms of the owner's own", "add `{name}: unstated`, or what the terms say"),
    "permission-settled": Wording("licence", "`{name}` stands beside `{id}`, which settles it", "remove it, or write `id: {own}…`"),
    "licence-spelling": Wording("licence", "`{id}` is not written as SPDX writes it", "write `{near}`"),
    "no-licence": Wording("licence", "`{id}` is not a licence id of SPDX", "{fix}"),
    "new-licence": Wording("licence", "`{id}` is not yet in the vocabulary", "add it to catalog/vocabulary/licence.yaml with what it allows"),
    "withdrawn-there": Wording("status", "the status is `{status}`, but `withdrawn` is there", "write `withdrawn`, or remove the field `withdrawn`"),
    "withdrawn-missing": Wording(
        "status", "the status is `{status}`, but `withdrawn` is missing", "add `withdrawn: {date: …, reason: …}`, or write another status"
    ),
    "status-of-routes": Wording("status", "the status is `{status}`, but the easiest route ends in `{step}`", "write `{right}`, or mend the routes"),
    # the record among the others
    "unknown-work": Wording("unknown-reference", "`{work}` is not in the bibliography", "{fix}"),
    "repeated-work": Wording("repeated-reference", "`{work}` is cited a second time", "keep it where it says most: data, paper, further"),
    "relation-to-both": Wording("wrong-value", "the relation names both `to` and `name`", "write `to` for a record, `name` and `url` for other data"),
    "relation-to-none": Wording("wrong-value", "the relation names neither `to` nor `name`", "write `to` for a record, `name` and `url` for other data"),
    "related-to-itself": Wording("unknown-record", "the record is related to itself", "write the id of the other record"),
    "unknown-record": Wording("unknown-record", "`{id}` is not a record of the catalog", "{fix}"),
    "repeated-relation": Wording("repeated-relation", "{where} already says so", "remove one of the two"),
    "mirrored-relation": Wording("repeated-relation", "{where} already says so", "remove one; the other side is computed"),
    "repeated-name": Wording("repeated-name", "`{name}` is also a name of {other}", "tell the two apart in both records"),
    "alike-name": Wording(
        "repeated-name",
        "`{name}` is a name of {other} but for how it is written",
        "add to that record if the data are the same; else relate the two, e.g. {kind: alternative, to: {other}}",
    ),
    "reserved-id": Wording("repeated-name", "`{id}` is a reserved name, which no record had", "remove it"),
    "repeated-id": Wording("repeated-name", "`{id}` is the id of {whose}", "an id is never used again"),
    "shared-address": Wording(
        "shared-address", "`{url}` is also an address of {other}", "relate the two, e.g. {kind: same-deposit, to: {other}}, or mend the address"
    ),
    # the printed collection
    "places": Wording("correction", "the correction names {named}", "name one of cell, link, reference, text"),
    "no-row": Wording("correction", "the printed table has no row for this record", "name a `text` section instead"),
    "no-right": Wording("correction", "the correction does not say what is right", "add `right: …`"),
    "no-printed": Wording("correction", "the correction does not say what is printed", "add `printed: …`, or write `kind: incomplete` where nothing is"),
    "no-section": Wording("correction", "`{text}` is not a section of the print", "write one of {sections}"),
}
"""Every sentence that is said in more than one place, by a name of its own."""

PHRASES = {
    "write": "write `{near}`",
    "if-meant": " if you mean it; else add the term to {file}",
    "one-of": "write one of {words}",
    "or-new": "; where none fits, add one to {file}",
    "a-term": "write a term of {file}, or add one there",
    "text": "text",
    "number": "a number",
    "fraction": "a number with a fraction",
    "whole-number": "a whole number",
    "separators": "write it without quotes and separators: {number}",
    "like": "write it like {example}",
    "shape": "look at the field reference for its shape",
    "spdx": "write an id of SPDX, e.g. CC-BY-4.0, or LicenseRef-… or NONE",
    "orcid": "write four groups of four digits, e.g. 0000-0002-1825-0097",
    "handle": "write at most {most} letters and digits, with single hyphens between them",
    "ge": "of at least",
    "gt": "above",
    "le": "of at most",
    "lt": "below",
    "add-release": "add it to `releases`, or remove it here",
    "counts": "`counts`",
    "release-counts": "the counts of {release}",
    "about": "about {number}",
    "in-all": "in all",
    "for-part": "for {part}",
    "add-source": "add `{name}: {url: …}` to `sources`",
    "name-source": "give it a name in `sources`, and write that name here",
    "a-source": "a source",
    "a-key": "write the key of its entry in catalog/references.bib, e.g. staal2004ridge; where there is none yet, add one",
    "add-work": "add it to catalog/references.bib",
    "a-field": "write the name of a field that this record has",
    "successor": "write the id of a record, or remove it",
    "relative": "write the id of a record, or `name` and `url` for data that have none",
    "this-record": "this record",
    "another-record": "another record",
    "no-place": "no place",
}
"""Parts of such sentences."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def phrase(name: str, /, **values: object) -> str:
    """A part of a sentence with its words filled in."""
    return _filled(PHRASES[name], values)


def told(name: str, /, **values: object) -> tuple[str, str, str]:
    """Code, message and fix of a fault, with its words filled in."""
    wording = WORDINGS[name]
    return wording.code, _filled(wording.message, values), _filled(wording.fix, values)


def finding(at: Path, name: str, /, *, key: bool = False, **values: object) -> Finding:
    """A fault at a path, in its words."""
    return Finding(at, *told(name, **values), key=key)


def _filled(template: str, values: dict[str, object]) -> str:
    """A template with values for the names in braces; braces around anything else stay."""
    return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), template)
