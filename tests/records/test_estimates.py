"""Tests of counts that are not exact: rounded, bounded, ranges, and valid on a date."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from curator.records.model import Count
from curator.records.printed_cells import count_text, total

COUNT: TypeAdapter[Count] = TypeAdapter(Count)


@pytest.mark.parametrize(
    ("written", "number", "text"),
    [
        (1370, 1370, "1,370"),
        ({"about": 32000}, 32000, "about 32,000"),
        ({"at_least": 500}, 500, "at least 500"),
        ({"between": [100, 120]}, 100, "100–120"),
        ({"exactly": 1018, "on": "2026-05-01"}, 1018, "1,018 (on 2026-05-01)"),
        ({"at_least": 500, "on": "2026-05-01"}, 500, "at least 500 (on 2026-05-01)"),
        ({"train": 1130, "test": 120}, 1250, "1,250"),
    ],
)
def test_counts_state_how_exact_they_are(written: Any, number: int, text: str) -> None:
    """A count is shown as rounded, as a bound, as a range or with its date, and calculations use its smallest number."""
    count = COUNT.validate_python(written)
    assert (total(count), count_text(count)) == (number, text)


def test_the_unit_of_a_count_precedes_its_date() -> None:
    """A count with a unit is the number, the unit and then the date."""
    assert count_text(COUNT.validate_python({"at_least": 500, "on": "2026-05-01"}), "patients") == "at least 500 patients (on 2026-05-01)"
    assert count_text(7, "patients") == "7 patients"


@pytest.mark.parametrize("written", [{"about": 5, "at_least": 3}, {"on": "2026-05-01"}, {"exactly": 5}, {"between": [9, 3]}, {"between": [9]}])
def test_an_estimate_has_one_form(written: Any) -> None:
    """An estimate with no number, with several, with a descending range, or exact without a date is refused."""
    with pytest.raises(ValidationError):
        COUNT.validate_python(written)
