"""Addresses of the repository's forms, with what a reader had in view filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from curator.model import Dataset
from curator.views.evidence import host
from curator.views.page import DatasetView

ADD, CORRECT, DEAD_LINK = FORMS = ("add-dataset.yml", "correct-a-fact.yml", "dead-link.yml")
"""The files of the forms."""
LONGEST = 300
"""Characters of a value that are filled in: enough to see which one is meant; hosts refuse addresses of more than 8,000 bytes."""
_NOT_ONE_VALUE = frozenset({"access.routes"})
"""Facts said in short, which no single answer corrects."""


@dataclass(frozen=True)
class Report:
    """Something to report of a record: what it is about, and the address of its form."""

    label: str
    url: str


def correction(repository: str, id_: str, field: str = "", present: str = "") -> str:
    """The address of the form that corrects a fact of a record, with its id, field and present value filled in."""
    title = f"Correct: {id_}, {field}" if field else f"Correct: {id_}"
    return _address(repository, CORRECT, {"title": title, "id": id_, "field": field, "present": present})


def dead_link(repository: str, id_: str, address: str = "", new: str = "") -> str:
    """The address of the form that tells of a dead link of a record, with id, address and, where it is known, the new address filled in."""
    return _address(repository, DEAD_LINK, {"title": f"Dead link: {id_}", "id": id_, "address": address, "new": new})


def addition(repository: str) -> str:
    """The address of the form that adds a dataset."""
    return _address(repository, ADD, {})


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


def _address(repository: str, form: str, answers: dict[str, str]) -> str:
    given = {name: text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…" for name, text in answers.items() if text}
    return f"{repository}/issues/new?{urlencode({'template': form} | given)}"
