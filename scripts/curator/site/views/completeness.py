"""Completeness of a record: the standard questions, and the share that the record answers."""

from collections.abc import Callable
from dataclasses import dataclass

from curator.records.model import Dataset
from curator.site.views.quantities import quantities


@dataclass(frozen=True)
class StandardQuestion:
    """A standard question about a dataset: the field that answers it, its label, and the answer of a record, empty if it has none.

    `medical_only` marks questions about patients, organs and devices, which do not apply to photographs of everyday scenes.
    """

    field: str
    label: str
    answer: Callable[[Dataset], object]
    medical_only: bool = False


QUESTIONS = (
    StandardQuestion("body_part", "body part", lambda record: record.body_part, medical_only=True),
    StandardQuestion("target", "target", lambda record: record.target, medical_only=True),
    StandardQuestion("frame_size", "image size", lambda record: record.frame_size),
    StandardQuestion("counts", "counts", quantities),
    StandardQuestion("classes", "classes", lambda record: record.classes),
    StandardQuestion("formats", "file formats", lambda record: record.formats),
    StandardQuestion("download_size", "download size", lambda record: record.download_size),
    StandardQuestion("provider", "provider", lambda record: record.provider),
    StandardQuestion("annotation", "annotation", lambda record: record.annotation),
    StandardQuestion("acquisition.devices", "devices", lambda record: record.acquisition and record.acquisition.devices, medical_only=True),
    StandardQuestion("population.age", "age of the patients", lambda record: record.population and record.population.age, medical_only=True),
    StandardQuestion("population.sex", "sex of the patients", lambda record: record.population and record.population.sex, medical_only=True),
    StandardQuestion("labelling", "labeling", lambda record: record.labelling),
    StandardQuestion("acquisition.population", "study population", lambda record: record.acquisition and record.acquisition.population, medical_only=True),
    StandardQuestion("access.routes", "access routes", lambda record: record.access.routes),
    StandardQuestion("licence", "license", lambda record: record.licence),
    StandardQuestion("citations.paper", "paper", lambda record: record.citations.paper),
)
"""The standard questions. Required fields are not among them, nor fields that may correctly be empty: splits, known issues, relations, loaders."""
LABELS = {it.field: it.label for it in QUESTIONS}
"""The label of each question by its field."""


@dataclass(frozen=True)
class Completeness:
    """The percentage of the applicable questions that a record answers, and the fields of those that it does not answer or cannot verify."""

    percent: int
    missing: tuple[str, ...]


def applicable(record: Dataset) -> tuple[StandardQuestion, ...]:
    """The questions that apply to a record."""
    return tuple(it for it in QUESTIONS if record.kind == "medical" or not it.medical_only)


def completeness(record: Dataset) -> Completeness:
    """The completeness of a record. *Not reported* is an answer; an answer that is marked as not verified does not count."""
    questions = applicable(record)
    missing = tuple(it.field for it in questions if not (it.answer(record) or it.field in record.not_reported) or it.field in record.unverified)
    return Completeness(round(100 * (len(questions) - len(missing)) / len(questions)), missing)
