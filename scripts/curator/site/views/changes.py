"""Changes of the records, as the records list them."""

from collections.abc import Iterator
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset

FIRST = "First record."
"""The change of a record that lists no changes."""


@dataclass(frozen=True)
class ChangeLine:
    """A change of a record; `number` distinguishes changes on the same day."""

    id: str
    name: str
    date: str
    number: int
    what: str


def changed(record: Dataset) -> str:
    """The date of a record's last change."""
    return max((change.date for change in record.changes), default=record.checked)


def newest(catalog: Catalog) -> str:
    """The date of the last change of any record; empty for a catalog without records."""
    return max(map(changed, catalog.records.values()), default="")


def changes(catalog: Catalog) -> tuple[ChangeLine, ...]:
    """All changes, the newest first; changes on the same day by name of the dataset."""
    found = [line for id_ in catalog.records for line in _of(id_, catalog.records[id_])]
    ordered = sorted(found, key=lambda line: (line.name.casefold(), line.id, line.number))
    return tuple(sorted(ordered, key=lambda line: line.date, reverse=True))


def _of(id_: str, record: Dataset) -> Iterator[ChangeLine]:
    dated = [(change.date, change.what) for change in record.changes] or [(record.checked, FIRST)]
    for position, (date, what) in enumerate(dated):
        number = [day for day, _ in dated[: position + 1]].count(date)
        yield ChangeLine(id_, record.name, date, number, what)
