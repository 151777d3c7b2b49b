"""Rules about time, which alone look at the clock's day: what was checked long ago, and exceptions that have run out."""

from collections.abc import Iterator
from datetime import date, timedelta

from curator.contents import Catalog
from curator.problem import Finding, Problem

FRESH = timedelta(days=365)
"""How long a check holds: within a year hosts move and terms change."""


def problems(catalog: Catalog, today: date) -> Iterator[Problem]:
    """Records that nobody has checked for a year, and exceptions whose day has passed."""
    for id_, record in catalog.records.items():
        if today - date.fromisoformat(record.checked) > FRESH:
            fix = "compare it with its sources again, then write the day of that"
            yield catalog.sources[id_].problem(Finding(("checked",), "not-fresh", f"the record was last checked on {record.checked}", fix))
    for position, exception in enumerate(catalog.exceptions):
        if date.fromisoformat(exception.until) < today:
            finding = Finding(
                ("exceptions", position, "until"), "expired-exception", f"the exception ended on {exception.until}", "settle the address, or write a later day"
            )
            yield catalog.files["exceptions"].problem(finding)
