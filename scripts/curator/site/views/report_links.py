"""The forms of a dataset page that report one of its values, or one of the URLs of its data."""

from collections.abc import Iterator
from dataclasses import dataclass

from curator.contribute.issue_urls import CORRECT, DEAD_LINK
from curator.records.model import Dataset
from curator.site.views.dataset_page import DatasetView
from curator.site.views.evidence_notes import host

_NOT_ONE_VALUE = frozenset({"access.routes"})
"""Summaries, which no single value can correct."""


@dataclass(frozen=True)
class Report:
    """A value or URL to report: its label, and the answer of the form that names it, which is a field or a URL."""

    label: str
    answer: str


@dataclass(frozen=True)
class ReportForm:
    """A form: its heading, the issue form that it opens, the name of its answer, and what it can report."""

    heading: str
    file: str
    name: str
    reports: tuple[Report, ...]


def forms(view: DatasetView) -> tuple[ReportForm, ...]:
    """The form for a value and the form for a URL."""
    return ReportForm("Incorrect value", CORRECT, "field", _mistakes(view)), ReportForm("Dead link", DEAD_LINK, "address", _dead_links(view))


def _mistakes(view: DatasetView) -> tuple[Report, ...]:
    """Each fact on the page with its field."""
    return tuple(
        Report(fact.label, fact.path)
        for fact in view.facts
        if fact.values and fact.path.partition(".")[0] in Dataset.model_fields and fact.path not in _NOT_ONE_VALUE
    )


def _dead_links(view: DatasetView) -> tuple[Report, ...]:
    """Each URL of the data, without repetitions; the label contains the host."""
    labels: dict[str, str] = {}
    for label, url in _addresses(view):
        labels.setdefault(url, label)
    return tuple(Report(f"{label} ({host(url)})", url) for url, label in labels.items())


def _addresses(view: DatasetView) -> Iterator[tuple[str, str]]:
    yield "homepage", view.record.access.homepage
    yield from ((route.to, route.url) for route in view.routes if route.url)
    yield from ((link.label, link.url) for link in view.links)
