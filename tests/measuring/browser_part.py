"""Measurements of the table in the browser, by tests/benchmark_table.py, as rows of names and values."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, sync_playwright

import benchmark_table
import find_browser
from browser_fixtures import CHROMIUM
from measuring.commands import FailedError

_LISTS = ("of which",)
"""Entries with a list of files."""


def browser_rows(site: Path) -> dict[str, str]:
    """Measure the table of a site and return each value with its name."""
    path = find_browser.found()
    if path is None:
        raise FailedError("Chromium is not installed")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
            found = benchmark_table.measure(site, browser)
            browser.close()
    except Error as error:
        raise FailedError(f"failed: {error.message.splitlines()[0]}") from error
    return dict(flat(found))


def flat(found: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the names and values of nested measurements."""
    for name, value in found.items():
        if isinstance(value, dict) and name not in _LISTS:
            yield from flat(value, f"{before}{name}: ")
        elif not isinstance(value, dict):
            yield f"{before}{name}", f"{value:,}" if isinstance(value, (int, float)) else str(value)
