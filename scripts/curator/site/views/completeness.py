"""How much a record tells of what every reader asks: computed, never typed."""

from collections.abc import Callable
from dataclasses import dataclass

from curator.records.model import Dataset
from curator.site.views.quantities import quantities

ASKED: dict[str, Callable[[Dataset], object]] = {
    "body_part": lambda record: record.body_part,
    "target": lambda record: record.target,
    "frame_size": lambda record: record.frame_size,
    "counts": quantities,
    "classes": lambda record: record.classes,
    "formats": lambda record: record.formats,
    "download_size": lambda record: record.download_size,
    "provider": lambda record: record.provider,
    "annotation": lambda record: record.annotation,
    "acquisition.devices": lambda record: record.acquisition and record.acquisition.devices,
    "acquisition.population": lambda record: record.acquisition and record.acquisition.population,
    "access.routes": lambda record: record.access.routes,
    "licence": lambda record: record.licence,
    "citations.paper": lambda record: record.citations.paper,
}
"""What every reader asks, by the path of its field, and whether a record answers. Fields that every record has say nothing
here, nor do those that may rightly be empty: splits, issues, relations, loaders."""


MEDICAL_ONLY = frozenset({"body_part", "target", "acquisition.devices", "acquisition.population"})
"""Questions about patients, organs and scanners, which photographs of everyday scenes cannot answer."""


@dataclass(frozen=True)
class Completeness:
    """How much a record answers, in percent of what is asked, and the paths of what it does not answer or cannot verify."""

    percent: int
    missing: tuple[str, ...]


def asked(record: Dataset) -> tuple[str, ...]:
    """The questions that apply to a record."""
    return tuple(path for path in ASKED if record.kind == "medical" or path not in MEDICAL_ONLY)


def completeness(record: Dataset) -> Completeness:
    """The share of the questions that apply to a record and that it answers with evidence; what is marked as not verified is no answer."""
    questions = asked(record)
    missing = tuple(path for path in questions if not ASKED[path](record) or path in record.unverified)
    return Completeness(round(100 * (len(questions) - len(missing)) / len(questions)), missing)
