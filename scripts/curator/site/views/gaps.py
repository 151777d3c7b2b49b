"""What every reader asks and records do not answer: by record, by question, and the gaps that are easiest to fill."""

from dataclasses import dataclass

from curator.contribute.issue_urls import correction
from curator.records.catalog import Catalog
from curator.site.views.completeness import ASKED, asked, completeness

LABELS = {
    "body_part": "body part",
    "target": "what is labelled",
    "frame_size": "frame size",
    "counts": "how many there are",
    "classes": "classes",
    "formats": "formats of the files",
    "download_size": "size of the download",
    "provider": "provider",
    "annotation": "who made the labels",
    "acquisition.devices": "devices",
    "acquisition.population": "who is in the images",
    "access.routes": "ways to the data",
    "licence": "licence",
    "citations.paper": "the paper",
}
"""What every reader asks, in words."""


@dataclass(frozen=True)
class Answers:
    """How many records answer one question, of those to which it applies, and the ids of those that do not."""

    field: str
    label: str
    answered: int
    asked: int
    percent: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Answering:
    """How many of the questions that apply to one record it answers, and those that it does not."""

    id: str
    name: str
    answered: int
    questions: tuple[str, ...]
    percent: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Gap:
    """A question that a record does not answer, how many others do, and the form to answer it."""

    id: str
    name: str
    field: str
    label: str
    others: int
    doubted: bool
    form: str


def by_record(catalog: Catalog) -> tuple[Answering, ...]:
    """How much each record answers, the least complete first."""
    found = []
    for id_, record in catalog.records.items():
        told, questions = completeness(record), asked(record)
        found.append(Answering(id_, record.name, len(questions) - len(told.missing), questions, told.percent, told.missing))
    return tuple(sorted(found, key=lambda it: (it.percent, it.name.casefold())))


def by_field(records: tuple[Answering, ...]) -> tuple[Answers, ...]:
    """How many records answer each question, the least answered first."""
    found = []
    for field in ASKED:
        missing = tuple(sorted(it.id for it in records if field in it.missing))
        number = sum(field in it.questions for it in records)
        answered = number - len(missing)
        found.append(Answers(field, LABELS[field], answered, number, share(answered, number), missing))
    return tuple(sorted(found, key=lambda it: it.percent))


def gaps(catalog: Catalog, repository: str) -> tuple[Gap, ...]:
    """What records do not answer, the easiest first: what most others answer, and among equals what the most complete records lack."""
    records = by_record(catalog)
    answers = {it.field: it for it in by_field(records)}
    pairs = sorted(
        ((it, field) for it in records for field in it.missing),
        key=lambda pair: (-answers[pair[1]].percent, -pair[0].percent, pair[0].name.casefold()),
    )
    return tuple(
        Gap(it.id, it.name, field, LABELS[field], answers[field].answered, field in catalog.records[it.id].unverified, correction(repository, it.id, field))
        for it, field in pairs
    )


def share(part: int, whole: int) -> int:
    """A part in percent of a whole."""
    return round(100 * part / whole) if whole else 0
