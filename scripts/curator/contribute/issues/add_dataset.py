"""Answers of the form for a new dataset as a record."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from curator.contribute.issues.count_answers import counts, splits
from curator.contribute.issues.issue import Issue
from curator.contribute.issues.label_answers import label_sets
from curator.contribute.issues.licence_answer import licence
from curator.contribute.issues.list_answers import in_order
from curator.contribute.issues.model_acceptance import Refused, accepted, refuse
from curator.contribute.issues.outcome import Outcome, Remark
from curator.contribute.issues.questions import Form, Question
from curator.contribute.issues.refused_answers import Listed, RefusedError
from curator.contribute.issues.same_dataset import duplicates
from curator.contribute.issues.size_answers import sizes
from curator.contribute.issues.source_answers import backed, only_address
from curator.contribute.issues.tokens import whole
from curator.contribute.issues.value_answers import line, terms
from curator.records import ids
from curator.records.canonical_format import written
from curator.records.catalog import Catalog
from curator.records.doi import doi_in
from curator.records.vocabulary import FEW, Vocabularies, vocabulary_of

Record = dict[str, Any]
Reader = Callable[[str, Vocabularies], Any]


def _terms(field: str, text: str, words: Vocabularies) -> Any:
    return terms(text, vocabulary_of(field), words)


_READERS: Mapping[str, Reader] = {
    "name": lambda text, _: line(text),
    "full_name": lambda text, _: line(text),
    "summary": lambda text, _: line(text),
    "kind": lambda text, _: line(text),
    "year": lambda text, _: whole(line(text)),
    "provider": lambda text, _: line(text),
    **{field: partial(_terms, field) for field in ("modality", "body_part", "target", "tasks", "dimensions")},
    "counts": counts,
    "frame_size": lambda text, _: sizes(text),
    "annotation": lambda text, _: line(text),
}
"""How the answer to a question becomes the field of its name."""


def added(answers: Mapping[str, str], form: Form, issue: Issue, catalog: Catalog) -> Outcome:
    """A record made of what could be understood, and what could not; nothing is written where the id is taken."""
    id_ = _id(answers)
    _usable(id_, catalog)
    labels = {question.id: question.label for question in form.questions}
    refused: Refused = {}
    record = _read(answers, id_, catalog, refused)
    record |= {"changes": [{"date": issue.day, "what": "First record."}], "checked": issue.day}
    refuse(refused, "where", *backed(record, answers.get("where", ""), {label.casefold(): name for name, label in labels.items()}))
    record = accepted(id_, record, catalog.vocabularies, refused)
    missing = [question for question in form.questions if question.needed and question.id not in answers]
    remarks = [
        *(Remark(f"{labels[name]} could not be taken", text) for name, texts in refused.items() if name in labels for text in texts),
        *(Remark(f"{question.label} is missing", _asked(question)) for question in missing),
        *_unread_work(answers, record),
        *duplicates(record, answers, catalog),
    ]
    if not {"name", "access"} <= set(record):
        return Outcome(f"Add {id_}", remarks=tuple(remarks))
    return Outcome(f"Add {id_}", (f"`{id_}` becomes a record of what could be understood.",), tuple(remarks), f"catalog/datasets/{id_}.yaml", written(record))


def _asked(question: Question) -> str:
    """What to write where an answer is missing; who edits an issue sees no list to choose from."""
    words = f" The words for it are {', '.join(question.options)}." if 0 < len(question.options) <= FEW else ""
    return f"Write it below the heading `{question.label}`. {question.help}{words}".rstrip()


def _id(answers: Mapping[str, str]) -> str:
    """The id that was asked for, or one made of the name; anything but an id where it is none."""
    return line(answers.get("id", "")) or ids.record_id(answers.get("name", ""))


def _usable(id_: str, catalog: Catalog) -> None:
    """Refuse an id that cannot be that of a new record."""
    head = "The short name cannot be taken"
    if why := ids.refusal(id_):
        raise RefusedError(f"{why}.", head)
    if id_ in catalog.sources or id_ in catalog.formerly:
        fix = "To change what it says, use the form that corrects a fact; if yours is another dataset, write another short name."
        raise RefusedError(f"`{id_}` is a record already. {fix}", "The catalog has this dataset")


def _read(answers: Mapping[str, str], id_: str, catalog: Catalog, refused: Refused) -> Record:
    """The fields that could be read; what could not is put among the refused."""
    words = catalog.vocabularies
    record: Record = {}
    for name, reader in _READERS.items():
        _put(record, name, partial(reader, answers.get(name, ""), words) if name in answers else None, refused)
    usual = next(iter(record.get("counts", ())), "image")
    for name, text in ((name, answers[name]) for name in ("splits", "classes") if name in answers):
        read = partial(splits, text, words, usual) if name == "splits" else partial(label_sets, text, words, record.get("tasks", ()), usual)
        _put(record, name, read, refused)
    steps: Record = {}
    _put(steps, "steps", partial(terms, answers.get("steps", ""), "access", words), refused)
    if "steps" in steps:
        record["status"] = _status(steps["steps"], words)
    if "homepage" in answers:
        record["access"] = _access(answers, in_order(steps.get("steps", [])))
    _put(record, "licence", lambda: _licence(answers, id_, words, refused), refused)
    key = next((key for key, work in catalog.references.items() if work.doi and work.doi == doi_in(answers.get("doi", ""))), "")
    return record | ({"citations": {"data" if catalog.references[key].kind == "dataset" else "paper": [key]}} if key else {})


def _licence(answers: Mapping[str, str], id_: str, words: Vocabularies, refused: Refused) -> list[Record]:
    found, asides = licence(answers, id_, words)
    refuse(refused, "permissions", *asides)
    return found


def _put(record: Record, name: str, read: Callable[[], Any] | None, refused: Refused) -> None:
    """Put what is read into a record, unless there is nothing; what is refused, line by line, among the refused."""
    try:
        value = read() if read else None
    except RefusedError as error:
        refuse(refused, name, str(error))
        return
    if isinstance(value, Listed):
        refuse(refused, name, *value.refused)
        value = value.value
    if value not in (None, [], {}, ""):
        record[name] = value


def _status(steps: list[str], words: Vocabularies) -> str:
    """Whether data can be had on a way with these steps."""
    hardest = max(steps, key=words["access"].rank)
    return {"unavailable": "unavailable", "application": "restricted", "payment": "restricted"}.get(hardest, "available")


def _access(answers: Mapping[str, str], steps: list[str]) -> Record:
    homepage = only_address(answers["homepage"])
    route = {"to": "the data", "steps": steps, "url": only_address(answers.get("download", "")) or homepage}
    return {"homepage": homepage} | ({"routes": [route]} if steps else {})


def _unread_work(answers: Mapping[str, str], record: Record) -> Iterator[Remark]:
    if "doi" in answers and "citations" not in record:
        said = doi_in(answers["doi"]) or line(answers["doi"])
        yield Remark(
            "The work to cite is not in the bibliography yet",
            f"`{said}` has to be added to catalog/references.bib, and its key to `citations` of the record; somebody with a checkout can do that.",
        )
