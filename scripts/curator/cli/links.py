"""The command `curator links`."""

import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as ProgressBar

from curator.cli.catalog_root import root_of
from curator.links import link_check
from curator.links.link_check import HistoryError, LinkOutcome
from curator.links.link_problems import problems_and_warnings
from curator.links.network import Network
from curator.links.run import NoNetworkError, Progress, RunOptions
from curator.records import load as catalogs
from curator.records import rules, settings
from curator.records.problem import FORMATS, as_github
from curator.review.git import NoRevisionError, checkout_of

INTERRUPTED = 130


@click.command()
@click.option("--changed-since", metavar="REV", help="Check only the links that were added since this Git revision. Exit with status 1 if one is dead.")
@click.option("--only", multiple=True, metavar="ID", help="Check only the links of this record. May be given several times.")
@click.option("--issue", type=click.Path(path_type=Path), help="Write the text of the link report issue to this file.")
@click.option("--format", "form", type=click.Choice(["text", "github"]), default="text", help="Format of the problems that --changed-since reports.")
def links(changed_since: str | None, only: tuple[str, ...], issue: Path | None, form: str) -> None:
    """Check every URL of the catalog.

    The results are saved in catalog/links.json.
    """
    root = root_of(Path.cwd())
    if changed_since and only:
        raise click.UsageError("--changed-since and --only both select links; give one of them")
    _require_records(root, only)
    today = datetime.now(UTC).date()
    with _plain_errors(), _progress_bar() as watch:
        options = RunOptions(Network(user_agent=f"curator-links (+{settings.read(root).address('about/')})"), today, watch)
        if changed_since:
            with checkout_of(root, changed_since) as before:
                outcome = link_check.check_change(root, before, options)
        else:
            outcome = link_check.check_catalog(root, options, only)
    if issue:
        link_check.write(issue, outcome.issue())
    click.echo(_summary(outcome))
    if changed_since:
        sys.exit(_report(outcome, form, today))


def _require_records(root: Path, ids: tuple[str, ...]) -> None:
    records = catalogs.load(root)[0].records if ids else {}
    for id_ in ids:
        if id_ not in records:
            raise click.BadParameter(f"there is no valid record `{id_}`; write the id of a record, e.g. drive", param_hint="--only")


def _summary(outcome: LinkOutcome) -> str:
    """Return the number of addresses by state, on one line."""
    counts = Counter(result.state for result in outcome.results.values())
    states = ", ".join(f"{number:,} {state}" for state, number in counts.most_common())
    return f"{len(outcome.results):,} URLs: {states}" if states else "no URLs to check"


def _report(outcome: LinkOutcome, form: str, today: date) -> int:
    """Print problems and warnings of a change, and return the exit status."""
    problems, warnings = problems_and_warnings(outcome.results, outcome.addresses, outcome.catalog.exceptions, today.isoformat())
    expired = tuple(problem for problem in rules.problems_today(outcome.catalog, today) if problem.code == "expired-exception")
    warnings = (*warnings, *expired)
    if form == "github":
        click.echo(FORMATS[form](problems) + as_github(warnings, "warning"), nl=False)
    else:
        text = "\n".join(["Warnings:", *map(str, warnings), ""]) if warnings else ""
        click.echo(text + FORMATS[form](problems), nl=False)
    return 1 if problems else 0


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Report expected errors as sentences. SIGTERM interrupts like Ctrl-C."""
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        yield
    except (HistoryError, NoNetworkError, NoRevisionError) as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        click.echo("Interrupted. Progress is saved; run the same command to resume.", err=True)
        sys.exit(INTERRUPTED)


@contextmanager
def _progress_bar() -> Iterator[Callable[[Progress], None]]:
    """Show a progress bar with the most frequent states, if standard error is a terminal."""
    columns = (TextColumn("links"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[states]}"))
    console = Console(stderr=True)
    with ProgressBar(*columns, console=console, disable=not console.is_terminal) as bars:
        bar = bars.add_task("links", total=None, states="")

        def watch(progress: Progress) -> None:
            states = [f"{number} {state}" for state, number in progress.results.most_common(4)]
            to_retry = [f"{progress.to_retry} to check again"] if progress.to_retry else []
            bars.update(bar, completed=progress.results.total(), total=progress.total, states=", ".join(states + to_retry))

        yield watch
