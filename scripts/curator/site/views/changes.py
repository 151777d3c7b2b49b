"""What changed in the records, and when, by what they say themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset

FIRST = "First record."
"""What is said of a record that names no change."""


@dataclass(frozen=True)
class ChangeLine:
    """One change of a record; `number` tells those of one day apart."""

    id: str
    name: str
    date: str
    number: int
    what: str


def changed(record: Dataset) -> str:
    """The day of a record's last change."""
    return max((change.date for change in record.changes), default=record.checked)


def newest(catalog: Catalog) -> str:
    """The day of the last change of any record; empty where there is none."""
    return max(map(changed, catalog.records.values()), default="")


def changes(catalog: Catalog) -> tuple[ChangeLine, ...]:
    """Every change, the newest first, those of one day by name."""
    found = [line for id_ in catalog.records for line in _of(id_, catalog.records[id_])]
    ordered = sorted(found, key=lambda line: (line.name.casefold(), line.id, line.number))
    return tuple(sorted(ordered, key=lambda line: line.date, reverse=True))


def _of(id_: str, record: Dataset) -> Iterator[ChangeLine]:
    told = [(change.date, change.what) for change in record.changes] or [(record.checked, FIRST)]
    for position, (date, what) in enumerate(told):
        number = [day for day, _ in told[: position + 1]].count(date)
        yield ChangeLine(id_, record.name, date, number, what)
