"""All measurements of a catalog with one number of records."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from generate import generate
from measuring import environment
from measuring.browser_part import browser_rows
from measuring.commands import FailedError
from measuring.compared import SKIPPED, generators
from measuring.profiles import profile
from measuring.results import Profile, SizeResult
from measuring.steps import COLD, UNCHANGED, Steps

FEW = 1_000
"""Records up to which several runs are made, and profiles."""
PROFILED = (("build", COLD), ("build", UNCHANGED), ("check", COLD))
BROWSER = "browser"


@dataclass(frozen=True)
class Options:
    """The number of runs, the limit for each command in seconds, what is left out, and the number of real records."""

    runs: int | None
    seconds: float
    skipped: tuple[str, ...]
    real: int


def measured(records: int, folder: Path, options: Options) -> SizeResult:
    """Measure a catalog with this number of records in a new folder."""
    load = os.getloadavg()[0]
    steps = Steps(folder, records, generators(), options.skipped, options.seconds, _say)
    generate(records, steps.root)
    for _ in range(options.runs or (3 if records <= FEW else 1)):
        steps.run()
    rows, missing = _browser(steps, options)
    return SizeResult(
        records=records,
        real=records == options.real,
        day=datetime.now(UTC).date().isoformat(),
        commit=environment.commit(),
        load=load,
        builds=steps.measured("build"),
        checks=steps.measured("check"),
        sites=tuple(steps.sites.values()),
        browser=rows,
        browser_missing=missing,
        profiles=tuple(_profiles(steps, options.seconds)) if records <= FEW else (),
    )


def _say(text: str) -> None:
    click.echo(text, err=True)


def _browser(steps: Steps, options: Options) -> tuple[dict[str, str], str]:
    """Return the measurements in the browser, or the reason why there are none."""
    if BROWSER in options.skipped:
        return {}, SKIPPED
    _say(f"{steps.records:,} records: browser")
    try:
        return browser_rows(steps.root / "site"), ""
    except FailedError as error:
        return {}, str(error)


def _profiles(steps: Steps, seconds: float) -> Iterator[Profile]:
    for command, step in PROFILED:
        _say(f"{steps.records:,} records: profile of {command}, {step}")
        if step == COLD:
            steps.forget()
        name = f"curator {command}, {step}"
        try:
            yield profile(name, steps.root, command, seconds)
        except FailedError as error:
            yield Profile(step=name, missing=str(error))
