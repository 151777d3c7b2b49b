"""Records from the answers of the form for new datasets."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from curator.contribute.issues.answer_tokens import integer
from curator.contribute.issues.check_record import Errors, Record, add_errors, valid_part
from curator.contribute.issues.counts import counts, splits
from curator.contribute.issues.field_values import in_order
from curator.contribute.issues.issue import AnswerNote, GitHubIssue, Outcome
from curator.contribute.issues.known_records import possible_duplicates
from curator.contribute.issues.labels import label_sets
from curator.contribute.issues.licence import licence
from curator.contribute.issues.parse_answer import AnswerError, ParsedAnswer, line, terms
from curator.contribute.issues.questions import Form, Question
from curator.contribute.issues.sizes import sizes
from curator.contribute.issues.sources import add_sources, only_url
from curator.records import ids
from curator.records.canonical_format import written
from curator.records.catalog import Catalog
from curator.records.doi import doi_in
from curator.records.load import DATASETS
from curator.records.vocabulary import FEW, Vocabularies, vocabulary_of

Parser = Callable[[str, Vocabularies], Any]


def _line(text: str, _: Vocabularies) -> str:
    return line(text)


def _terms(field: str) -> Parser:
    return lambda text, vocabularies: terms(text, vocabulary_of(field), vocabularies)


_PARSERS: Mapping[str, Parser] = {
    "name": _line,
    "full_name": _line,
    "summary": _line,
    "kind": _line,
    "year": lambda text, _: integer(line(text)),
    "provider": _line,
    **{field: _terms(field) for field in ("modality", "body_part", "target", "tasks", "dimensions")},
    "counts": counts,
    "frame_size": sizes,
    "annotation": _line,
}
"""Parsers of the answers that become the field of the same name."""


def new_record(answers: Mapping[str, str], form: Form, issue: GitHubIssue, catalog: Catalog) -> Outcome:
    """Return a record made of the valid answers, and notes for the other ones. Raise AnswerError if the id cannot be used."""
    id_ = line(answers.get("id", "")) or ids.record_id(answers.get("name", ""))
    _check_id(id_, catalog)
    labels = {question.id: question.label for question in form.questions}
    errors: Errors = {}
    record = _parsed(answers, id_, catalog, errors)
    record |= {"changes": [{"date": issue.day, "what": "First record."}], "checked": issue.day}
    add_errors(errors, "where", *add_sources(record, answers.get("where", ""), {label.casefold(): name for name, label in labels.items()}))
    record = valid_part(id_, record, catalog.vocabularies, errors)
    missing = [question for question in form.questions if question.required and question.id not in answers]
    notes = (
        *(AnswerNote(f"{labels[name]}: not accepted", text) for name, texts in errors.items() if name in labels for text in texts),
        *(AnswerNote(f"{question.label}: missing", _missing(question)) for question in missing),
        *_unknown_work(answers, record),
        *possible_duplicates(record, answers, catalog),
    )
    if not {"name", "access"} <= set(record):
        return Outcome(f"Add {id_}", notes=notes)
    return Outcome(f"Add {id_}", (f"The record `{id_}` was created from the answers.",), notes, f"{DATASETS}/{id_}.yaml", written(record))


def _missing(question: Question) -> str:
    """Return what to write for a missing answer. The editor of an issue shows no dropdown lists."""
    values = f" Allowed values: {', '.join(question.options)}." if 0 < len(question.options) <= FEW else ""
    return f"Write the answer below the heading `{question.label}`. {question.help}{values}".rstrip()


def _check_id(id_: str, catalog: Catalog) -> None:
    """Raise AnswerError if a new record cannot have this id."""
    if why := ids.refusal(id_):
        raise AnswerError(f"{why}.", "Id: not accepted")
    if id_ in catalog.sources or id_ in catalog.by_former_id:
        fix = "To change it, use the form `Correct a fact`. If yours is another dataset, write another id."
        raise AnswerError(f"The catalog already has the record `{id_}`. {fix}", "Id: already used")


def _parsed(answers: Mapping[str, str], id_: str, catalog: Catalog, errors: Errors) -> Record:
    """Return the fields that could be parsed. Messages for the other answers are added to the errors."""
    vocabularies = catalog.vocabularies
    record: Record = {}
    for name, parser in _PARSERS.items():
        if name in answers:
            _put(record, name, partial(parser, answers[name], vocabularies), errors)
    default = next(iter(record.get("counts", ())), "image")
    if "splits" in answers:
        _put(record, "splits", partial(splits, answers["splits"], vocabularies, default), errors)
    if "classes" in answers:
        _put(record, "classes", partial(label_sets, answers["classes"], vocabularies, record.get("tasks", ()), default), errors)
    steps: Record = {}
    _put(steps, "steps", partial(terms, answers.get("steps", ""), "access", vocabularies), errors)
    if "steps" in steps:
        record["status"] = _status(steps["steps"], vocabularies)
    if "homepage" in answers:
        record["access"] = _access(answers, in_order(steps.get("steps", [])))
    _put(record, "licence", lambda: _licence(answers, id_, vocabularies, errors), errors)
    key = next((key for key, work in catalog.references.items() if work.doi and work.doi == doi_in(answers.get("doi", ""))), "")
    return record | ({"citations": {"data" if catalog.references[key].kind == "dataset" else "paper": [key]}} if key else {})


def _licence(answers: Mapping[str, str], id_: str, vocabularies: Vocabularies, errors: Errors) -> list[Record]:
    found, messages = licence(answers, id_, vocabularies)
    add_errors(errors, "permissions", *messages)
    return found


def _put(record: Record, name: str, parse: Callable[[], Any], errors: Errors) -> None:
    """Put a parsed value into a record, unless it is empty. Error messages are added to the errors."""
    try:
        value = parse()
    except AnswerError as error:
        add_errors(errors, name, str(error))
        return
    if isinstance(value, ParsedAnswer):
        add_errors(errors, name, *value.errors)
        value = value.value
    if value not in (None, [], {}, ""):
        record[name] = value


def _status(steps: list[str], vocabularies: Vocabularies) -> str:
    """Return the status of data that require these steps."""
    hardest = max(steps, key=vocabularies["access"].rank)
    return {"unavailable": "unavailable", "application": "restricted", "payment": "restricted"}.get(hardest, "available")


def _access(answers: Mapping[str, str], steps: list[str]) -> Record:
    homepage = only_url(answers["homepage"])
    route = {"to": "the data", "steps": steps, "url": only_url(answers.get("download", "")) or homepage}
    return {"homepage": homepage} | ({"routes": [route]} if steps else {})


def _unknown_work(answers: Mapping[str, str], record: Record) -> Iterator[AnswerNote]:
    if "doi" in answers and "citations" not in record:
        doi = doi_in(answers["doi"]) or line(answers["doi"])
        yield AnswerNote("DOI: not in the bibliography", f"A maintainer adds `{doi}` to catalog/references.bib, and its key to `citations` of the record.")
