"""Missing information: answered and unanswered questions by record and by question, and the gaps that are easiest to fill."""

from dataclasses import dataclass

from curator.contribute.issue_urls import correction
from curator.records.catalog import Catalog
from curator.records.per_record import per_record
from curator.site.views.completeness import LABELS, QUESTIONS, applicable, completeness


@dataclass(frozen=True)
class QuestionSummary:
    """One question: how many of the records to which it applies answer it, and the ids of those that do not."""

    field: str
    label: str
    answered: int
    asked: int
    percent: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """One record: how many of the questions that apply to it are answered, and the fields of those that are not."""

    id: str
    name: str
    answered: int
    questions: tuple[str, ...]
    percent: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that a record does not answer, the percentage of records that do, and the URL of the form for the answer."""

    id: str
    name: str
    field: str
    label: str
    percent: int
    doubted: bool
    form: str


def by_record(catalog: Catalog) -> tuple[RecordSummary, ...]:
    """The completeness of each record, the least complete first."""
    return tuple(sorted((summary_of(id_, catalog) for id_ in catalog.records), key=lambda it: (it.percent, it.name.casefold())))


@per_record
def summary_of(id_: str, catalog: Catalog) -> RecordSummary:
    """The completeness of a record."""
    record = catalog.records[id_]
    measured, fields = completeness(record), tuple(it.field for it in applicable(record))
    return RecordSummary(id_, record.name, len(fields) - len(measured.missing), fields, measured.percent, measured.missing)


@per_record
def doubted(id_: str, catalog: Catalog) -> tuple[str, ...]:
    """The fields that a record marks as unverified."""
    return tuple(catalog.records[id_].unverified)


def by_question(records: tuple[RecordSummary, ...]) -> tuple[QuestionSummary, ...]:
    """The number of records that answer each question, the least answered first."""
    found = []
    for question in QUESTIONS:
        missing = tuple(sorted(it.id for it in records if question.field in it.missing))
        number = sum(question.field in it.questions for it in records)
        answered = number - len(missing)
        found.append(QuestionSummary(question.field, question.label, answered, number, share(answered, number), missing))
    return tuple(sorted(found, key=lambda it: it.percent))


def gaps(catalog: Catalog, repository: str) -> tuple[Gap, ...]:
    """All gaps, the easiest first: questions that most records answer, and among equals those of the most complete records."""
    records = by_record(catalog)
    questions = {it.field: it for it in by_question(records)}
    pairs = sorted(
        ((it, field) for it in records for field in it.missing),
        key=lambda pair: (-questions[pair[1]].percent, -pair[0].percent, pair[0].name.casefold()),
    )
    return tuple(
        Gap(it.id, it.name, field, LABELS[field], questions[field].percent, field in doubted(it.id, catalog), correction(repository, it.id, field))
        for it, field in pairs
    )


def share(part: int, whole: int) -> int:
    """A part as a percentage of a whole; 0 if the whole is 0."""
    return round(100 * part / whole) if whole else 0
