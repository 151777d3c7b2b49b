"""Rules about time, which alone look at the clock's day: records that were checked long ago, dates in the future, exceptions that have run out."""

from collections.abc import Iterator
from datetime import date, timedelta

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.problem import Finding, Path, Problem

FRESH = timedelta(days=365)
"""How long a check holds: within a year hosts move and terms change."""


def problems(catalog: Catalog, today: date) -> Iterator[Problem]:
    """Records that nobody has checked for a year, dates in the future, and exceptions whose day has passed."""
    for id_, record in catalog.records.items():
        if today - date.fromisoformat(record.checked) > FRESH:
            fix = "compare it with its sources again, then write the day of that"
            yield catalog.sources[id_].problem(Finding(("checked",), "not-fresh", f"the record was last checked on {record.checked}", fix))
        for path, day in _dates(record):
            if date.fromisoformat(day) > today:
                yield catalog.sources[id_].problem(Finding(path, "future-date", f"{day} is in the future", "write the day on which it happened"))
    for position, exception in enumerate(catalog.exceptions):
        if date.fromisoformat(exception.until) < today:
            finding = Finding(
                ("exceptions", position, "until"), "expired-exception", f"the exception ended on {exception.until}", "settle the address, or write a later day"
            )
            yield catalog.files["exceptions"].problem(finding)


def _dates(record: Dataset) -> Iterator[tuple[Path, str]]:
    """The dates that a record gives to what was done with it."""
    yield ("checked",), record.checked
    yield from ((("changes", position, "date"), change.date) for position, change in enumerate(record.changes))
    yield from ((("sources", name, "seen"), source.seen) for name, source in record.sources.items() if source.seen)
