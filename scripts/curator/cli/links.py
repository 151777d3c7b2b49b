"""The command `curator links`."""

import json
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.cli.progress_bar import progress
from curator.links import link_check
from curator.links.addresses import addresses
from curator.links.link_check import NoHistoryError, Outcome
from curator.links.link_problems import faults
from curator.links.lychee import NoLycheeError
from curator.links.network import Network
from curator.links.run import Manner, NoNetworkError
from curator.links.run import plan as shards
from curator.records import load as catalogs
from curator.records import rules, settings
from curator.records.problem import FORMATS, as_github
from curator.review.git import NoRevisionError, checkout_of

INTERRUPTED = 130


class Shard(click.ParamType[tuple[int, int]]):
    """A shard as K/N, counted from 1."""

    name = "K/N"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """The two numbers."""
        number, _, of = value.partition("/")
        if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
            self.fail(f"`{value}` is no shard; write one like 2/4, the second of four", param, ctx)
        return int(number), int(of)


@click.command()
@click.option("--changed-since", metavar="REV", help="Ask only what a change since this revision of git adds; fails on addresses that are not there.")
@click.option("--only", multiple=True, metavar="ID", help="Ask the addresses of this record only; may be given several times.")
@click.option("--shard", type=Shard(), help="Ask one of N shards, with --into.")
@click.option("--into", type=click.Path(path_type=Path), help="The file for what a shard found.")
@click.option(
    "--from", "files", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Ask nothing: join what shards found, one file each."
)
@click.option("--plan", is_flag=True, help="Ask nothing: print the shards that the catalog needs, as JSON.")
@click.option("--issue", type=click.Path(path_type=Path), help="Write the text of the issue on links to this file.")
@click.option("--thorough", is_flag=True, help="Read every page, also those whose turn it is not.")
@click.option("--format", "form", type=click.Choice(["text", "github"]), default="text", help="How to print what --changed-since finds.")
def links(  # noqa: PLR0913, PLR0917 - one argument an option
    changed_since: str | None,
    only: tuple[str, ...],
    shard: tuple[int, int] | None,
    into: Path | None,
    files: tuple[Path, ...],
    issue: Path | None,
    form: str,
    *,
    plan: bool,
    thorough: bool,
) -> None:
    """Ask every address of the catalog whether it leads where it should, and keep what is found in catalog/links.json."""
    root = root_of(Path.cwd())
    if plan:
        click.echo(json.dumps(shards(addresses(catalogs.load(root)[0]))))
        return
    _consistent(changed_since, only, shard, into, files)
    _known(root, only)
    today = datetime.now(UTC).date()
    with _told_plainly():
        if files:
            outcome = _joined(root, files, today)
        else:
            with progress() as watch:
                manner = Manner(Network(agent=f"curator-links (+{settings.read(root).address('about/')})"), today, thorough, watch)
                if changed_since:
                    with checkout_of(root, changed_since) as before:
                        outcome = link_check.changed(root, before, manner)
                elif shard and into:
                    outcome = link_check.shard(root, manner, *shard, into)
                else:
                    outcome = link_check.kept(root, manner, only)
    if issue:
        link_check.write(issue, outcome.issue())
    click.echo(_summary(outcome))
    if changed_since:
        sys.exit(_report(outcome, form, today))


def _consistent(*given: object) -> None:
    """Refuse options that contradict each other."""
    changed_since, only, shard, into, files = map(bool, given)
    if shard != into:
        raise click.UsageError("--shard and --into go together: a shard's findings are written to a file")
    if changed_since + only + shard + files > 1:
        raise click.UsageError("--changed-since, --only, --shard and --from each say what to ask; give one of them")


def _joined(root: Path, files: tuple[Path, ...], today: date) -> Outcome:
    """Join what shards found."""
    taken = link_check.taken(files, today)
    if not taken.found:
        raise click.UsageError("these files hold nothing that was found today or yesterday; ask again, with --shard and --into")
    return link_check.joined(root, taken.found, taken.day)


def _known(root: Path, ids: tuple[str, ...]) -> None:
    records = catalogs.load(root)[0].records if ids else {}
    for id_ in ids:
        if id_ not in records:
            raise click.BadParameter(f"`{id_}` is no record that can be read; write an id, e.g. drive", param_hint="--only")


def _summary(outcome: Outcome) -> str:
    """How many addresses were found in each state, in one line."""
    counts = Counter(result.state for result in outcome.found.values())
    told = ", ".join(f"{number:,} {state}" for state, number in counts.most_common())
    return f"{len(outcome.found):,} addresses: {told}" if told else "no address to ask"


def _report(outcome: Outcome, form: str, today: date) -> int:
    """Print what a change has to mend and what it is told of; the exit code."""
    problems, warnings = faults(outcome.found, outcome.addresses, outcome.catalog.exceptions, today.isoformat())
    expired = tuple(problem for problem in rules.problems_today(outcome.catalog, today) if problem.code == "expired-exception")
    warnings = (*warnings, *expired)
    if form == "github":
        click.echo(FORMATS[form](problems) + as_github(warnings, "warning"), nl=False)
    else:
        told = "\n".join(["to look at, which fails nothing:", *map(str, warnings), ""]) if warnings else ""
        click.echo(told + FORMATS[form](problems), nl=False)
    return 1 if problems else 0


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Turn what can go wrong on the way into sentences; an end by `kill` is one by Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except (NoHistoryError, NoLycheeError, NoNetworkError, NoRevisionError) as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        click.echo("stopped; what is known so far is kept, and the same command goes on from there", err=True)
        sys.exit(INTERRUPTED)
