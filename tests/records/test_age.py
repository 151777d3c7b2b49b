"""Stale records and expired exceptions: only `curator check --today` reads the clock."""

import dataclasses
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import command
from curator.records import rules
from curator.records.catalog import Catalog, Exemption
from curator.records.model import Change, SourcePage

DAYS = [
    (date(2026, 11, 23), []),
    (date(2027, 11, 23), []),
    (date(2027, 11, 24), ["expired-exception", "not-fresh"]),
]


@pytest.mark.parametrize(("today", "codes"), DAYS, ids=str)
def test_stale_records_are_reported_on_the_exact_day(catalog: Catalog, today: date, codes: list[str]) -> None:
    """A record is stale one year after its check, and an exception expires after its last day."""
    fixed = {problem.code for problem in rules.problems_today(_on_one_day(catalog), today)}
    assert sorted(fixed) == codes


@pytest.mark.parametrize(
    "change",
    [
        {"checked": "2027-01-02"},
        {"changes": (Change(date="2027-01-02", what="Corrected year."),)},
        {"sources": {"owner": SourcePage(url="https://example.org/", seen="2027-01-02")}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_date_in_the_future_is_reported(catalog: Catalog, change: dict[str, Any]) -> None:
    """Dates of checks, changes and sources in the future are reported."""
    record = catalog.records["drive"].model_copy(update={"changes": (), "sources": {}, "checked": "2026-11-23"} | change)
    ahead = dataclasses.replace(catalog, records={"drive": record}, exceptions=())
    assert [problem.code for problem in rules.problems_today(ahead, date(2027, 1, 1))] == ["future-date"]
    assert list(rules.problems_today(ahead, date(2027, 1, 2))) == []


def test_without_the_flag_dates_are_not_checked(desk: Path) -> None:
    """An old record passes `curator check`, and `curator check --today` reports it with its line."""
    record = desk / "catalog" / "datasets" / "good.yaml"
    text = re.sub(r"(checked: |seen: |date: )[0-9-]{10}", r"\g<1>2021-12-31", record.read_text(encoding="utf-8"))
    line = next(number for number, content in enumerate(text.splitlines(), 1) if content.startswith("checked:"))
    record.write_text(text, encoding="utf-8")
    assert command(desk, "check", "catalog/datasets/good.yaml").exit_code == 0
    done = command(desk, "check", "--today", "catalog/datasets/good.yaml")
    assert done.exit_code == 1
    assert f"catalog/datasets/good.yaml:{line}:10: the record was last checked on 2021-12-31 [not-fresh]" in done.stdout


def _on_one_day(catalog: Catalog) -> Catalog:
    """Return the catalog with one record and one exception, with fixed dates."""
    record = catalog.records["drive"].model_copy(update={"checked": "2026-11-23", "changes": (), "sources": {}})
    exception = Exemption(prefix="http://example.org/", reason="known under http only", until="2027-11-23")
    return dataclasses.replace(catalog, records={"drive": record}, exceptions=(exception,))
