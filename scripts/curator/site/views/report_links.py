"""Links of a dataset page to the forms for mistakes and dead links, with the current values filled in."""

from collections.abc import Iterator
from dataclasses import dataclass

from curator.contribute.issue_urls import correction, dead_link
from curator.records.model import Dataset
from curator.site.views.dataset_page import DatasetView
from curator.site.views.evidence_notes import host

_NOT_ONE_VALUE = frozenset({"access.routes"})
"""Summaries, which no single value can correct."""


@dataclass(frozen=True)
class Report:
    """A link to a form: its label and its URL."""

    label: str
    url: str


def mistakes(repository: str, view: DatasetView) -> tuple[Report, ...]:
    """A link for each fact on the page, with its current value filled in."""
    return tuple(
        Report(fact.label, correction(repository, view.id, fact.path, ", ".join(value.item.text for value in fact.values)))
        for fact in view.facts
        if fact.values and fact.path.partition(".")[0] in Dataset.model_fields and fact.path not in _NOT_ONE_VALUE
    )


def dead_links(repository: str, view: DatasetView) -> tuple[Report, ...]:
    """A link for each URL of the data, without repetitions; the label contains the host."""
    labels: dict[str, str] = {}
    for label, url in _addresses(view):
        labels.setdefault(url, label)
    return tuple(Report(f"{label} ({host(url)})", dead_link(repository, view.id, url)) for url, label in labels.items())


def _addresses(view: DatasetView) -> Iterator[tuple[str, str]]:
    yield "homepage", view.record.access.homepage
    yield from ((route.to, route.url) for route in view.routes if route.url)
    yield from ((link.label, link.url) for link in view.links)
