"""Rules that depend on today's date: records that were checked long ago, dates in the future, expired exceptions."""

from collections.abc import Iterator
from datetime import date, timedelta

from curator.records.catalog import Catalog
from curator.records.messages import finding
from curator.records.model import Dataset
from curator.records.problem import Finding, Path, Problem
from curator.records.rule import dated_rule

FRESH = timedelta(days=365)
"""How long a check of a record is valid: hosts and terms change within a year."""


@dated_rule
def records_are_fresh(catalog: Catalog, today: date) -> Iterator[Problem]:
    """Every record was compared with its sources within a year."""
    for id_, record in catalog.records.items():
        if today - date.fromisoformat(record.checked) > FRESH:
            fix = "compare it with its sources again, then update `checked`"
            yield catalog.sources[id_].problem(Finding(("checked",), "not-fresh", f"the record was last checked on {record.checked}", fix))


@dated_rule
def dates_are_not_in_the_future(catalog: Catalog, today: date) -> Iterator[Problem]:
    """No record has a date in the future."""
    for id_, record in catalog.records.items():
        for path, day in _dates(record):
            if date.fromisoformat(day) > today:
                yield catalog.sources[id_].problem(finding(path, "future-date", day=day))


@dated_rule
def exceptions_are_valid(catalog: Catalog, today: date) -> Iterator[Problem]:
    """No exception has expired."""
    for position, exception in enumerate(catalog.exceptions):
        if date.fromisoformat(exception.until) < today:
            path = ("exceptions", position, "until")
            found = Finding(path, "expired-exception", f"the exception expired on {exception.until}", "correct the URL, or set a later date")
            yield catalog.files["exceptions"].problem(found)


def _dates(record: Dataset) -> Iterator[tuple[Path, str]]:
    """Yield the dates of work on a record, with their paths."""
    yield ("checked",), record.checked
    yield from ((("changes", position, "date"), change.date) for position, change in enumerate(record.changes))
    yield from ((("sources", name, "seen"), source.seen) for name, source in record.sources.items() if source.seen)
