"""Addresses of the repository's forms, with what a reader had in view filled in."""

from collections.abc import Iterator
from dataclasses import dataclass

from curator.contribute.issue_urls import correction, dead_link
from curator.records.model import Dataset
from curator.site.views.dataset_page import DatasetView
from curator.site.views.source_notes import host

_NOT_ONE_VALUE = frozenset({"access.routes"})
"""Facts said in short, which no single answer corrects."""


@dataclass(frozen=True)
class Report:
    """Something to report of a record: what it is about, and the address of its form."""

    label: str
    url: str


def mistakes(repository: str, view: DatasetView) -> tuple[Report, ...]:
    """A form for each fact that the page of a record shows, with its present value filled in."""
    return tuple(
        Report(fact.label, correction(repository, view.id, fact.path, ", ".join(value.item.text for value in fact.values)))
        for fact in view.facts
        if fact.values and fact.path.partition(".")[0] in Dataset.model_fields and fact.path not in _NOT_ONE_VALUE
    )


def dead_links(repository: str, view: DatasetView) -> tuple[Report, ...]:
    """A form for each address that leads to the data or to what belongs to them, once; its host tells it from others of its kind."""
    labels: dict[str, str] = {}
    for label, url in _addresses(view):
        labels.setdefault(url, label)
    return tuple(Report(f"{label} ({host(url)})", dead_link(repository, view.id, url)) for url, label in labels.items())


def _addresses(view: DatasetView) -> Iterator[tuple[str, str]]:
    yield "homepage", view.record.access.homepage
    yield from ((way.to, way.url) for way in view.ways if way.url)
    yield from ((link.label, link.url) for link in view.links)
