"""Records from the answers of the form for new datasets."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from curator.contribute.issues.answer_tokens import integer
from curator.contribute.issues.check_record import Errors, Record, add_errors, valid_part
from curator.contribute.issues.counts import counts, splits
from curator.contribute.issues.dataset_works import with_works
from curator.contribute.issues.field_values import in_order
from curator.contribute.issues.further import further
from curator.contribute.issues.issue import AnswerNote, GitHubIssue, Outcome
from curator.contribute.issues.known_records import possible_duplicates
from curator.contribute.issues.labels import label_sets
from curator.contribute.issues.licence import licence, terms_page
from curator.contribute.issues.parse_answer import AnswerError, ParsedAnswer, line, terms, unlinked, unwrapped
from curator.contribute.issues.question import ANOTHER_TERM, Form
from curator.contribute.issues.sizes import sizes
from curator.contribute.issues.sources import add_sources, only_url
from curator.contribute.issues.works import Works
from curator.records import ids
from curator.records.canonical_format import written
from curator.records.catalog import Catalog
from curator.records.record_addresses import record_file
from curator.records.vocabulary import FEW, Vocabularies, vocabulary_of

Parser = Callable[[str, Vocabularies], Any]


def _short(text: str, _: Vocabularies) -> str:
    return unlinked(unwrapped(text))


def _prose(text: str, _: Vocabularies) -> str:
    return unlinked(line(text))


def _terms(field: str) -> Parser:
    return lambda text, vocabularies: terms(text, vocabulary_of(field), vocabularies)


_PARSERS: Mapping[str, Parser] = {
    "name": _short,
    "full_name": _short,
    "summary": _prose,
    "kind": _short,
    "year": lambda text, _: integer(line(text)),
    "provider": _short,
    **{field: _terms(field) for field in ("modality", "body_part", "target", "tasks", "dimensions")},
    "counts": counts,
    "frame_size": sizes,
    "annotation": _prose,
}
"""Parsers of the answers that become the field of the same name."""


def new_record(answers: Mapping[str, str], form: Form, issue: GitHubIssue, catalog: Catalog, works: Works) -> Outcome:
    """Return a record made of the valid answers, and notes for the other ones. Raise AnswerError if the id cannot be used."""
    more = further(answers.get("further", ""), form, catalog.vocabularies)
    answers = {**more.answers, **answers}
    id_ = unwrapped(answers.get("id", "")) or ids.record_id(str(more.values.get("name", "")) or _short(answers.get("name", ""), catalog.vocabularies))
    _check_id(id_, catalog)
    errors: Errors = {"further": list(more.errors)}
    record: Record = _parsed(answers, id_, catalog, errors) | dict(more.values)
    notes = list(with_works(record, answers.get("doi", ""), works))
    record = {"changes": [{"date": issue.day, "what": "First record."}], "checked": issue.day} | record
    labels = {question.label.casefold(): question.id for question in form.questions}
    add_errors(errors, "where", *add_sources(record, answers.get("where", ""), labels))
    record = valid_part(id_, record, catalog.vocabularies, errors)
    notes = [*_refused(errors, form), *_missing(answers, record, form), *notes, *_other_terms(answers), *possible_duplicates(record, answers, catalog)]
    if not {"name", "access"} <= set(record):
        return Outcome(f"Add {id_}", notes=tuple(notes))
    return Outcome(f"Add {id_}", (f"The record `{id_}` was created from the answers.",), tuple(notes), record_file(id_), written(record))


def _refused(errors: Errors, form: Form) -> Iterator[AnswerNote]:
    """Yield a note for each answer that was not accepted or, with a question mark after the id of its question, must be confirmed."""
    labels = {question.id: question.label for question in form.questions}
    for name, texts in errors.items():
        label = labels.get(name.removesuffix("?"), labels["further"])
        yield from (AnswerNote(f"{label}: {'to be confirmed' if name.endswith('?') else 'not accepted'}", text) for text in texts)


def _missing(answers: Mapping[str, str], record: Record, form: Form) -> Iterator[AnswerNote]:
    """Yield a note for each required answer that is missing, with what to write. The editor of an issue shows no dropdown lists."""
    access = record.get("access", {})
    known = {**record, "homepage": access.get("homepage"), "steps": access.get("routes"), "where": record.get("sources")}
    for question in form.questions:
        if question.required and question.id not in answers and not known.get(question.id):
            values = f" Allowed values: {', '.join(question.options)}." if 0 < len(question.options) <= FEW else ""
            place = "Write the answer below the heading" if question.asked else f"Write `{question.label}: …` on a line below the heading"
            heading = question.label if question.asked else "Further information"
            yield AnswerNote(f"{question.label}: missing", f"{place} `{heading}`. {question.help}{values}".rstrip())


def _other_terms(answers: Mapping[str, str]) -> Iterator[AnswerNote]:
    """Yield the terms that the lists lack, for the reviewer."""
    if "terms_wanted" in answers:
        yield AnswerNote("Other terms, for the reviewer", line(answers["terms_wanted"]))
    elif any(ANOTHER_TERM in answer for answer in answers.values()):
        yield AnswerNote("Other terms: missing", "You chose another term: write it below the heading `Other terms`, with a sentence that explains it.")


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
    if "licence" not in record and "access" in record and (page := terms_page(answers.get("terms", ""))):
        record["access"]["links"] = [{"kind": "terms", "url": page}]
    return record


def _licence(answers: Mapping[str, str], id_: str, vocabularies: Vocabularies, errors: Errors) -> list[Record]:
    found = licence(answers, id_, vocabularies)
    add_errors(errors, "permissions", *found.messages)
    add_errors(errors, "licence?", *filter(None, [found.question]))
    return found.value


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
