"""Checks of the bibliography's references, one by one and together."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from curator.records import authors
from curator.records.doi import canonical_doi
from curator.records.problem import Problem
from curator.records.reference import DOI_FIELDS, FIELD_FORMATS, FIELDS, UNDATED, YEAR, Name, Reference
from curator.records.reference_kind import KINDS

PRINTED = range(1, 36)
"""The reference numbers of the printed collection."""
KEY = re.compile(r"[a-z]+([0-9]{4}|nd)[a-z][a-z0-9]*")
"""A key: family name, year or `nd` for no date, and a word of the title."""
_SAFE_KEY = re.compile(r"[\w.:/+-]+")
_MAX_SHOWN = 60
"""Characters of a value that a message quotes."""
_CONTAINERS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "book": "publisher",
    "phdthesis": "school",
    "mastersthesis": "school",
    "techreport": "institution",
}
"""The field that names the publication, by entry type."""
_ARXIV = re.compile(r"\barxiv\b|^corr$", re.IGNORECASE)
OTHERS = re.compile(r"\bet\.? al\b|^(and )?others\.?$|^al\.?, et", re.IGNORECASE)
"""Words that stand for unnamed authors."""
_SUFFIX = re.compile(r"(jr|sr|ii|iii|iv|v)\.?", re.IGNORECASE)
_ORGANIZATION = re.compile(
    r"\b(institut(e|o|ion)?|universit\w+|hospital|clinic|consortium|committee|cent(er|re)|department|faculty|society|association|foundation|ministry"
    r"|laborator(y|ies)|academy|gmbh)\b",
    re.IGNORECASE,
)
"""Words of an organization's name."""
_MARKUP = {
    "a LaTeX command": (re.compile(r"\\"), "write the character itself, or run `curator fix`: the file is UTF-8"),
    "`^^`, which TeX reads as a character code": (re.compile(r"\^\^"), "write the character itself: the file is UTF-8"),
    "markup": (re.compile(r"</?[a-zA-Z]"), "write plain text"),
    "an HTML entity": (
        re.compile(r"&(#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]{1,30});"),
        "write the character itself, e.g. & for &amp;, or run `curator fix`",
    ),
    "LaTeX math": (re.compile(r"\$"), "write it as plain text, e.g. T2, or run `curator fix`"),
    "`~`, which LaTeX reads as a space": (re.compile(r"~"), "write a space, or run `curator fix`"),
}


class ReferenceProblem(NamedTuple):
    """A problem of a reference: code, message and fix."""

    code: str
    message: str
    fix: str


def usable(work: Reference) -> bool:
    """Whether a reference has the fields that every citation needs, and a valid key and entry type."""
    return bool(work.authors and work.title and _has_date(work) and work.kind in KINDS and _SAFE_KEY.fullmatch(work.key))


def _has_date(work: Reference) -> bool:
    """Whether a reference has a year, or says that it has no date."""
    return bool(YEAR.fullmatch(work.get("year"))) or work.get("year") == UNDATED


def unknown_field(name: str, key: str) -> ReferenceProblem:
    """Return the problem of a field that references do not have."""
    known = ", ".join(sorted(FIELDS))
    return ReferenceProblem("unknown-field", f"`{_short(name)}` of {_short(key)} is not a field of the bibliography", f"remove it; the fields are {known}")


def problems_of(work: Reference) -> Iterator[ReferenceProblem]:
    """Yield all problems of one reference."""
    if not KEY.fullmatch(work.key):
        fix = "write a key like staal2004ridge" + (", or run `curator fix`" if usable(work) else "")
        yield ReferenceProblem("bad-key", f"`{_short(work.key)}` is not an author-year-word key", fix)
    if work.kind not in KINDS:
        yield ReferenceProblem("wrong-value", f"`@{_short(work.kind)}` of {work.key} is not an entry type", f"write one of {', '.join(sorted(KINDS))}")
    yield from _missing(work)
    yield from _formats(work)
    for name in work.authors:
        yield from _person(name, work.key)
    names = " ".join(f"{name.given} {name.family}" for name in work.authors)
    for field, value in ({"author": names} | work.fields).items():
        yield from _markup(field, value, work.key)


def _missing(work: Reference) -> Iterator[ReferenceProblem]:
    absent = [name for name in ("title", "year") if not work.get(name)] + ([] if work.authors else ["author"])
    container = _CONTAINERS.get(work.kind, "title")
    for name in absent + ([container] if container != "title" and not work.get(container) else []):
        preprint = name == "journal" and work.get("eprint")
        fix = "write `@misc` for a preprint" if preprint else f"add `{name} = {{…}},`"
        yield ReferenceProblem("missing-field", f"`{name}` is missing from {work.key}", fix)
    if _ARXIV.search(work.get("journal")):
        fix = "write `@misc` with `eprint = {1902.03368},` and `archiveprefix = {arXiv},` in place of `journal`"
        yield ReferenceProblem("wrong-value", f"`journal` of {work.key} names a preprint, not a journal", fix)


def _formats(work: Reference) -> Iterator[ReferenceProblem]:
    if work.year and not YEAR.fullmatch(work.year):
        yield ReferenceProblem("bad-year", f"`{_short(work.year)}` is not a year", f"write four digits, e.g. 2004, or `{UNDATED}` for a work without a date")
    for field, format_ in FIELD_FORMATS.items():
        value = work.fields.get(field, "")
        if not value or format_.pattern.fullmatch(value):
            continue
        if field in DOI_FIELDS:
            right = canonical_doi(value)
            fix = f"write `{right}`, or run `curator fix`" if right else f"write it like {format_.example}"
            yield ReferenceProblem("bad-doi", f"expected {format_.what}, found `{_short(value)}`", fix)
        else:
            yield ReferenceProblem(
                "wrong-value", f"`{field}` of {work.key}: expected {format_.what}, found `{_short(value)}`", f"write it like {format_.example}"
            )


def _person(name: Name, key: str) -> Iterator[ReferenceProblem]:
    given, _, suffix = name.given.partition(", ")
    if OTHERS.search(" ".join(filter(None, (name.given, name.family)))):
        full = " ".join(filter(None, (given, name.family)))
        yield ReferenceProblem("wrong-value", f"`{_short(full)}` is not the name of an author of {key}", "end the list with `and others`")
    if suffix and _SUFFIX.fullmatch(given) and not _SUFFIX.fullmatch(suffix):
        right = f"{name.family}, {given}, {suffix}"
        yield ReferenceProblem("wrong-value", f"`{given}` is read as the given name of {_short(name.family)} in {key}", f"write `{_short(right)}`")
    elif suffix and not _SUFFIX.fullmatch(suffix):
        # BibTeX reads the second of three parts as a suffix
        right = authors.joined([name.family, suffix, given])
        yield ReferenceProblem("wrong-value", f"authors of {key} are separated by commas, but BibTeX joins them by `and`", f"write `{_short(right)}`")
    elif given and _ORGANIZATION.search(name.family):
        whole = f"{name.family}, {given}" if " " in name.family else f"{given} {name.family}"
        fix = f"write `{{{_short(whole)}}}`, in braces, if it is an organization"
        yield ReferenceProblem("wrong-value", f"`{_short(name.family)}` is read as a family name in {key}", fix)


def _markup(field: str, value: str, key: str) -> Iterator[ReferenceProblem]:
    for what, (pattern, fix) in _MARKUP.items():
        if field != "url" and pattern.search(value):
            yield ReferenceProblem("markup", f"`{field}` of {key} contains {what}", fix)


def across(found: Mapping[str, Reference], file: str, *, numbers: bool) -> Iterator[Problem]:
    """Yield the problems between references; `numbers` says whether the whole file was read, so that printed numbers can be checked."""
    seen: dict[tuple[str, str], str] = {}
    for key, work in found.items():
        for name in ("doi", "eprint"):
            value = work.get(name).lower()
            if value and seen.setdefault((name, value), key) != key:
                first = seen[name, value]
                message = f"`{_short(value)}` is also the {'DOI' if name == 'doi' else name} of {_short(first)}"
                yield Problem(file, work.line, 1, "repeated-work", message, f"keep one of {_short(first)} and {_short(key)}")
    if numbers:
        yield from _numbers(found, file)


def _numbers(found: Mapping[str, Reference], file: str) -> Iterator[Problem]:
    """Yield printed numbers that are not in exactly one entry."""
    holders: dict[int, list[Reference]] = {number: [] for number in PRINTED}
    for reference in found.values():
        for number in reference.printed:
            if number not in holders:
                yield Problem(
                    file, reference.line, 1, "printed-number", f"[{number}] is not a number of the printed reference list", "write numbers from 1 to 35"
                )
            holders.setdefault(number, []).append(reference)
    for number in PRINTED if found else ():
        if not holders[number]:
            yield Problem(file, 1, 1, "printed-number", f"no entry has the printed number [{number}]", f"add `printed = {{{number}}},` to its entry")
        for second in holders[number][1:]:
            yield Problem(
                file, second.line, 1, "printed-number", f"[{number}] is in a second entry", f"keep it in one of {holders[number][0].key} and {second.key}"
            )


def _short(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"
