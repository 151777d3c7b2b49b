"""Changes of the records, as the records list them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.per_record import per_record

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


def newest(catalog: Catalog) -> str:
    """The date of the last change of any record; empty for a catalog without records."""
    return max((it.changed for it in catalog.summaries.values()), default="")


def changes(catalog: Catalog) -> tuple[ChangeLine, ...]:
    """All changes, the newest first; changes on the same day by name of the dataset."""
    return changes_of(catalog.records, catalog)


def changes_of(ids: Iterable[str], catalog: Catalog) -> tuple[ChangeLine, ...]:
    """The changes of some records, in the same order."""
    found = [line for id_ in ids for line in of_record(id_, catalog)]
    ordered = sorted(found, key=lambda line: (line.name.casefold(), line.id, line.number))
    return tuple(sorted(ordered, key=lambda line: line.date, reverse=True))


@per_record
def of_record(id_: str, catalog: Catalog) -> list[ChangeLine]:
    """The changes of a record."""
    return list(_of(id_, catalog.records[id_]))


def _of(id_: str, record: Dataset) -> Iterator[ChangeLine]:
    dated = [(change.date, change.what) for change in record.changes] or [(record.checked, FIRST)]
    for position, (date, what) in enumerate(dated):
        number = [day for day, _ in dated[: position + 1]].count(date)
        yield ChangeLine(id_, record.name, date, number, what)
