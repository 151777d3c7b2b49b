"""Lighthouse scores of the measured kinds of pages, on a simulated phone and desktop: medians of several runs, as a Markdown table."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import click

import find_browser
from page_kinds import PUBLISHED
from static_server import serving

LIGHTHOUSE = ["npm", "exec", "--yes", "--package=lighthouse@12.8.2", "--", "lighthouse"]
"""npm installs it outside of the repository when it is first used, because it takes 180 MB."""
PRESETS = {"phone": [], "desktop": ["--preset=desktop"]}
CATEGORIES = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
"""The wanted scores."""
METRICS = {"largest-contentful-paint": "LCP, ms", "total-blocking-time": "TBT, ms", "cumulative-layout-shift": "CLS"}


@dataclass(frozen=True)
class Measured:
    """The reports of several runs on one page."""

    reports: list[dict[str, Any]]

    def score(self, category: str) -> int:
        """Return the median score of a category."""
        return int(100 * median(report["categories"][category]["score"] for report in self.reports) + 0.5)

    def metric(self, name: str) -> float:
        """Return the median of a metric."""
        return float(median(report["audits"][name]["numericValue"] for report in self.reports))

    def machine(self) -> float:
        """Return the median speed of the machine in the measurement of Lighthouse."""
        return float(median(report["environment"]["benchmarkIndex"] for report in self.reports))

    def failed(self) -> list[str]:
        """Return the titles of the failed audits that count for a score other than performance."""
        counted = {it["id"] for name in [*CATEGORIES][1:] for it in self.reports[0]["categories"][name]["auditRefs"] if it["weight"]}
        return sorted({report["audits"][id_]["title"] for report in self.reports for id_ in counted if report["audits"][id_]["score"] not in (None, 1)})


def measured(address: str, preset: str, runs: int) -> Measured:
    """Run Lighthouse on a URL several times."""
    flags = ["--quiet", "--no-enable-error-reporting", "--output=json", "--chrome-flags=--headless --no-sandbox --disable-gpu"]
    environment = os.environ | {"CHROME_PATH": find_browser.get()}
    reports = []
    for _ in range(runs):
        done = subprocess.run([*LIGHTHOUSE, address, *flags, *PRESETS[preset]], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise click.ClickException(done.stderr)
        reports.append(json.loads(done.stdout))
    return Measured(reports)


def rows(site: Path, names: tuple[str, ...], runs: int) -> Iterator[tuple[str, Measured]]:
    """Yield each page with a preset, and what was measured."""
    with serving(site, {}) as address:
        for kind in PUBLISHED:
            if kind.name in names or (kind.measured and not names):
                for preset in PRESETS:
                    yield f"{kind.name}, {preset}", measured(address + kind.address, preset, runs)


@click.command()
@click.argument("names", nargs=-1)
@click.option("--runs", default=3, show_default=True, help="Runs on each page, of which the median is reported.")
@click.option("--built", default="site", show_default=True, type=click.Path(exists=True, path_type=Path), help="Folder of the site.")
def main(names: tuple[str, ...], runs: int, built: Path) -> None:
    """Measure the kinds of pages with these names (tests/page_kinds.py; default: those marked as measured). Exits with 1 if a score is too low.

    The last column is the speed of the machine. A lower number than usual means that other programs slowed the page down.
    """
    headings = ["page", *CATEGORIES, *METRICS.values(), "machine"]
    click.echo(f"| {' | '.join(headings)} |\n|{'---|' * len(headings)}")
    low = False
    for name, found in rows(built, names, runs):
        scores = {category: found.score(category) for category in CATEGORIES}
        low |= any(score < CATEGORIES[category] for category, score in scores.items())
        numbers = (*scores.values(), *(round(found.metric(it), 3) for it in METRICS), found.machine())
        click.echo(f"| {name} | {' | '.join(f'{number:g}' for number in numbers)} |")
        for title in found.failed():
            click.echo(f"{name}: {title}", err=True)
    raise SystemExit(low)


if __name__ == "__main__":
    main()
