"""Corrected records from the answers of the form for corrections."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from curator.contribute.issues.add_entries import ListField, with_entries
from curator.contribute.issues.check_record import edited_record
from curator.contribute.issues.field_paths import displayed, field_path
from curator.contribute.issues.field_values import field_value
from curator.contribute.issues.issue import OWNER_CLAIM, AnswerNote, GitHubIssue, Outcome
from curator.contribute.issues.known_records import named_record
from curator.contribute.issues.new_entries import new_entries
from curator.contribute.issues.parse_answer import NOT_ACCEPTED, AnswerError, ParsedAnswer, line, lines
from curator.contribute.issues.question import options
from curator.contribute.issues.sources import first_url, source_edits, source_name
from curator.contribute.issues.works import Works, keys
from curator.records.catalog import Catalog
from curator.records.edit import REMOVED, Edit
from curator.records.json_schema import forms_of
from curator.records.model import Dataset
from curator.records.normalise import plain
from curator.records.paths import dotted, evidence_path, value_at
from curator.records.problem import Path
from curator.records.record_addresses import record_file
from curator.records.rules.availability import OWN_TERMS, PERMISSIONS
from curator.records.rules.evidence import EXEMPT, REPORTABLE

NOT_REPORTED = "not reported"
"""The answer that the source does not report the fact."""
MAX_QUOTED = 300
"""Characters of a value in a message."""
FactsOf = Callable[[str, Catalog], Iterable[tuple[str, str]]]
"""Returns the facts shown on the page of a record, as pairs of path and text."""


@dataclass(frozen=True)
class Page:
    """What the page of a record shows, and the works that it can cite."""

    facts_of: FactsOf
    works: Works


def corrected(answers: Mapping[str, str], issue: GitHubIssue, catalog: Catalog, text_of: Callable[[str], str], page: Page) -> Outcome:
    """Return a record with one fact changed. Raise AnswerError if the field, the value or the source is missing or not valid."""
    id_ = named_record(answers, catalog)
    record = catalog.sources[id_].value
    at = _path(record, answers, id_, catalog)
    if "right" not in answers:
        raise AnswerError("Write it below the heading `Correct value`.", "Correct value: missing")
    if (entries := new_entries(answers["right"], at, value_at(record, at), catalog)) is not None:
        return with_entries(ListField(id_, at, catalog, text_of), entries, answers, issue)
    _check_source(at, answers)
    silent = plain(answers["right"]).strip(" .") == NOT_REPORTED and dotted(at) in REPORTABLE
    found = ParsedAnswer(REMOVED) if silent else _value(answers["right"], at, record, page.works)
    edits = [*_changes(record, at, found.value), *_source(record, at, answers, issue), *_history(record, at, answers, issue)]
    if silent:
        edits = list(_not_reported(record, at, edits))
    text = edited_record(id_, edits, catalog.vocabularies, text_of)
    if "present" in answers and not agrees(answers["present"], id_, at, catalog, page.facts_of):
        now = quoted(value_at(record, at))
        fix = "See its page again, then correct or remove the answer `Current value`."
        raise AnswerError(f"The record has {now}, not `{line(answers['present'])}`. {fix}", "Current value: different from the record")
    notes = (*(AnswerNote(NOT_ACCEPTED, it) for it in found.errors), *_notes(record, at, found.value, answers))
    return Outcome(f"Correct {id_}: {displayed(at)}", tuple(_done(id_, record, at, answers)), notes, record_file(id_), text)


def _path(record: Any, answers: Mapping[str, str], id_: str, catalog: Catalog) -> Path:
    """Return the path that the answers name; for a single license, the path of its id."""
    at = field_path(record, answers.get("field", ""), catalog.vocabularies)
    if at is None:
        fix = "Write the label of the field on the page of the dataset, e.g. License, or its path in the record, e.g. counts.image."
        raise AnswerError(f"`{line(answers.get('field', ''))}` is not a field of {id_}. {fix}", "Field: not found")
    return ("licence", 0, "id") if at == ("licence",) and len(record.get("licence", ())) == 1 else at


def _value(text: str, at: Path, record: Any, works: Works) -> ParsedAnswer[Any]:
    """Return the value for the field at a path. Works are cited by key or DOI."""
    present = value_at(record, at)
    if at[0] == "citations" and len(at) == 2 and isinstance(present or [], list) and at[1] != "concept_doi":
        return ParsedAnswer(list(dict.fromkeys([*(present or ()), *keys(lines(text), str(at[1]), works)])))
    return field_value(text, at, present, works.catalog.vocabularies)


def _check_source(at: Path, answers: Mapping[str, str]) -> None:
    """Raise AnswerError if a fact has no source."""
    if at[0] not in EXEMPT and not (first_url(answers.get("where", "")) or "who" in answers):
        fix = "Every fact needs a source: write the URL of a page with this information or, if you are the owner of the data, your role."
        raise AnswerError(fix, "Source: missing")


def _changes(record: Any, at: Path, right: Any) -> Iterator[Edit]:
    """Yield the edit of the fact, and of values that no longer apply."""
    yield Edit(at, right)
    if at[0] == "licence" and at[-1] == "id" and not str(right).startswith(OWN_TERMS):
        # the permissions of a standard license are in the vocabulary
        removed = [(*at[:-1], name) for name in PERMISSIONS if name in (value_at(record, at[:-1]) or {})]
        yield from (Edit(path, REMOVED) for path in removed)
        named = [(field, evidence_path(record, path)) for path in removed for field in ("evidence", "unverified", "notes")]
        yield from (Edit((field, path), REMOVED) for field, path in named if path in record.get(field, {}))


def _source(record: Any, at: Path, answers: Mapping[str, str], issue: GitHubIssue) -> Iterator[Edit]:
    """Yield the edits that add the source: the page or, without a page, the issue of the owner."""
    if at[0] in EXEMPT:
        return
    page, who, sources = first_url(answers.get("where", "")), line(answers.get("who", "")), record.get("sources", {})
    if not (page or issue.url):
        raise AnswerError("The statement of the owner needs a source: write the URL of a page.", "Source: missing")
    name = source_name(page or issue.url, sources, default="" if page else f"issue-{issue.number}")
    if name not in sources:
        yield Edit(("sources", name), ({"url": page} if page else {"url": issue.url, "what": f"{who}, for the owners"}) | {"seen": issue.day})
    yield from source_edits(record, at, name)


def _not_reported(record: Any, at: Path, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield edits that list a field as not reported by its source, instead of edits that give it a value."""
    for edit in edits:
        if edit.path[0] in ("evidence", "unverified"):
            if edit.path[0] == "evidence" and edit.value is not REMOVED:
                yield Edit(("not_reported", dotted(at)), edit.value[-1:])
        elif edit.path != at or value_at(record, at) is not None:
            yield edit


def _history(record: Any, at: Path, answers: Mapping[str, str], issue: GitHubIssue) -> Iterator[Edit]:
    """Yield the entry for the list of changes."""
    who = line(answers.get("who", ""))
    fact = ", ".join(step.replace("_", " ") for step in at if isinstance(step, str))
    what = f"Corrected {fact}{f', as stated by {who}, for the owners' if who else ''}."
    yield Edit(("changes", len(record.get("changes", ()))), {"date": issue.day, "what": what})


def _done(id_: str, record: Any, at: Path, answers: Mapping[str, str]) -> Iterator[str]:
    yield f"`{displayed(at)}` of `{id_}` has the value given in the issue."
    if "who" in answers:
        yield OWNER_CLAIM
    if at[-1] != "note" and "note" in (value_at(record, at[:-1]) or {}):
        yield "The changed item has a note: check that the note is still correct."
    if at[0] not in EXEMPT:
        yield "The previous sources are kept: remove those that state another value."


def _notes(record: Any, at: Path, right: Any, answers: Mapping[str, str]) -> Iterator[AnswerNote]:
    before = value_at(record, at)
    if isinstance(before, list) and isinstance(right, list):
        if gone := [item for item in before if item not in right]:
            yield AnswerNote("Removed from the record", "; ".join(map(quoted, gone)))
        elif before and right != before and isinstance(before[0], str):
            yield AnswerNote("Kept in the record", f"{', '.join(before)}. Your answer was added. To remove an item, write a comment here for the reviewer.")
    if at[0] in EXEMPT and "where" in answers:
        yield AnswerNote("Source: not recorded", f"The field {at[0]} needs no source.")


def agrees(text: str, id_: str, at: Path, catalog: Catalog, facts_of: FactsOf) -> bool:
    """Return whether a text is the value at a path: as shown on the page, as written in the record, or as parsed by the form."""
    given = _normalised(text)
    for now in map(_normalised, _present_texts(id_, at, catalog, facts_of)):
        if given == now or (text.rstrip().endswith("…") and len(given) > 20 and now.startswith(given)):
            return True
    return _parses_as(text, at, value_at(catalog.sources[id_].value, at), catalog)


def quoted(value: Any) -> str:
    """Return a value as quoted in a message."""
    if value is None:
        return "no value"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"`{text if len(text) <= MAX_QUOTED else f'{text[:MAX_QUOTED]}…'}`"


def _normalised(text: str) -> str:
    """Return the letters and digits of a text, without case and accents."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=\d),(?=\d{3})", "", plain(text))))


def _present_texts(id_: str, at: Path, catalog: Catalog, facts_of: FactsOf) -> Iterator[str]:
    """Yield the value at a path in each form in which it is displayed."""
    record = catalog.sources[id_].value
    value = value_at(record, at)
    names = {evidence_path(record, at), dotted(at), str(at[0]) if len(at) == 1 or at[0] == "licence" else ""}
    yield from (text for path, text in facts_of(id_, catalog) if path in names)
    yield from (value,) if isinstance(value, str) else (json.dumps(value, ensure_ascii=False),)
    items = value if isinstance(value, list) else [value]
    yield ", ".join(map(str, items))
    inside = (*at, 0) if isinstance(value, list) else at
    if name := next((it["x-vocabulary"] for it in forms_of(Dataset, inside) if "x-vocabulary" in it), ""):
        labels = {term: label for label, term in options(name, catalog.vocabularies).items()}
        yield ", ".join(labels.get(str(item), str(item)) for item in items)


def _parses_as(text: str, at: Path, now: Any, catalog: Catalog) -> bool:
    """Return whether the form parses a text as this value."""
    try:
        found = field_value(text, at, None, catalog.vocabularies)
    except AnswerError:
        return False
    if at == ("counts",):
        return bool(found.value) and found.value.items() <= (now or {}).items()
    return bool(found.value == now and not found.errors)
