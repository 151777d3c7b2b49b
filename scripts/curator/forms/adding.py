"""Answers of the form for a new dataset as a record."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from curator import ids
from curator.contents import Catalog
from curator.forms.duplicates import doi_of, duplicates
from curator.forms.issue import Issue
from curator.forms.licences import licence
from curator.forms.listings import counts, label_sets, sizes, splits
from curator.forms.outcome import Outcome, Remark
from curator.forms.questions import Form, Question
from curator.forms.sources import backed
from curator.forms.values import RefusedError, line, terms, whole
from curator.model import Dataset
from curator.problem import Path, Place
from curator.source import Source
from curator.validate import validated
from curator.vocabulary import FEW, Vocabularies
from curator.writing.form import written

Record = dict[str, Any]
_READERS: Mapping[str, Callable[[str, Vocabularies], Any]] = {
    "name": lambda text, _: line(text),
    "full_name": lambda text, _: line(text),
    "summary": lambda text, _: line(text),
    "kind": lambda text, _: line(text),
    "year": lambda text, _: whole(text),
    "provider": lambda text, _: line(text),
    "modality": lambda text, words: terms(text, "modality", words),
    "body_part": lambda text, words: terms(text, "body-part", words),
    "target": lambda text, words: terms(text, "target", words),
    "tasks": lambda text, words: terms(text, "task", words),
    "dimensions": lambda text, words: terms(text, "dimension", words),
    "counts": counts,
    "frame_size": lambda text, _: sizes(text),
    "classes": label_sets,
    "annotation": lambda text, _: line(text),
}
"""How the answer to a question becomes the field of its name."""


def added(answers: Mapping[str, str], form: Form, issue: Issue, catalog: Catalog) -> Outcome:
    """A record made of what could be understood, and what could not; nothing is written where the id is taken."""
    id_ = _id(answers)
    _usable(id_, catalog)
    labels = {question.id: question.label for question in form.questions}
    refused: dict[str, str] = {}
    record = dict(_read(answers, id_, catalog, refused))
    record |= {"changes": [{"date": issue.day, "what": "First record."}], "checked": issue.day}
    backed(record, answers.get("where", ""), refused)
    record = _accepted(id_, record, catalog.vocabularies, refused)
    missing = [question for question in form.questions if question.needed and question.id not in answers]
    remarks = [
        *(Remark(f"{labels[name]} could not be taken", text) for name, text in refused.items() if name in labels),
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
    return line(answers.get("id", "")) or ids.id_of(answers.get("name", ""))


def _usable(id_: str, catalog: Catalog) -> None:
    """Refuse an id that cannot be that of a new record."""
    head = "The short name cannot be taken"
    if why := ids.refusal(id_):
        raise RefusedError(f"{why}.", head)
    if id_ in catalog.sources or id_ in catalog.formerly:
        fix = "To change what it says, use the form that corrects a fact; if yours is another dataset, write another short name."
        raise RefusedError(f"`{id_}` is a record already. {fix}", "The catalog has this dataset")


def _read(answers: Mapping[str, str], id_: str, catalog: Catalog, refused: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """The fields that could be read; what could not is put among the refused."""
    words = catalog.vocabularies
    for name, reader in _READERS.items():
        if name in answers:
            yield from _try(name, partial(reader, answers[name], words), refused)
    if "splits" in answers:
        usual = next(iter(counts(answers["counts"], words)), "image") if "counts" in answers and "counts" not in refused else "image"
        yield from _try("splits", partial(splits, answers["splits"], words, usual), refused)
    steps: list[str] = []
    for _, steps in _try("steps", partial(terms, answers.get("steps", ""), "access", words), refused):
        yield "status", _status(steps, words)
    if "homepage" in answers:
        yield "access", _access(answers, sorted(steps, key=words["access"].rank))
    yield from _try("licence", partial(licence, answers, id_, words), refused)
    key = next((key for key, work in catalog.references.items() if work.doi and work.doi == doi_of(answers.get("doi", ""))), "")
    if key:
        yield "citations", {"data" if catalog.references[key].kind == "dataset" else "paper": [key]}


def _try(name: str, read: Callable[[], Any], refused: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """A field with its value, unless there is none, or the answer is refused."""
    try:
        value = read()
    except RefusedError as error:
        refused[name] = str(error)
        return
    if value not in (None, [], ""):
        yield name, value


def _status(steps: list[str], words: Vocabularies) -> str:
    """Whether data can be had on a way with these steps."""
    hardest = max(steps, key=words["access"].rank)
    return {"unavailable": "unavailable", "application": "restricted", "payment": "restricted"}.get(hardest, "available")


def _access(answers: Mapping[str, str], steps: list[str]) -> Record:
    homepage = line(answers["homepage"])
    route = {"to": "the data", "steps": steps, "url": line(answers.get("download", "")) or homepage}
    return {"homepage": homepage} | ({"routes": [route]} if steps else {})


def _accepted(id_: str, record: Record, words: Vocabularies, refused: dict[str, str]) -> Record:
    """The record without the fields that the model does not take, which are put among the refused in its own words."""
    # each field stands on a line of its own, so that the line of a problem tells the field; the first is for what is missing
    order = list(record)
    places: dict[Path, Place] = {(name,): Place(line_) for line_, name in enumerate(order, 2)}
    _, problems = validated(Source(f"catalog/datasets/{id_}.yaml", record, places, places), Dataset, {"vocabularies": words})
    for problem in problems:
        if problem.line > 1:
            name = order[problem.line - 2]
            asked = {"access": "homepage", "sources": "where", "evidence": "where"}.get(name, name)
            refused.setdefault(asked, f"{problem.message}: {problem.fix}.")
            record = {key: value for key, value in record.items() if key != name}
    if "sources" not in record:
        record = {key: value for key, value in record.items() if key != "evidence"}
    return {name: value for name, value in record.items() if name != "evidence"} | _evident(record)


def _evident(record: Record) -> Record:
    """The evidence of the fields that are left."""
    told = {path: names for path, names in record.get("evidence", {}).items() if path.partition(".")[0] in record}
    return {"evidence": told} if told else {}


def _unread_work(answers: Mapping[str, str], record: Record) -> Iterator[Remark]:
    if "doi" in answers and "citations" not in record:
        said = doi_of(answers["doi"]) or line(answers["doi"])
        yield Remark(
            "The work to cite is not in the bibliography yet",
            f"`{said}` has to be added to catalog/references.bib, and its key to `citations` of the record; somebody with a checkout can do that.",
        )
