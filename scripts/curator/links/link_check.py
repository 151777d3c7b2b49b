"""Link checks of a catalog: all its addresses, those of some records, or those that a change adds; and the history that they update."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from curator.links import link_issue
from curator.links.addresses import Address, addresses
from curator.links.classify import Result
from curator.links.run import RunOptions, run
from curator.links.run_journal import Journal
from curator.records import atomic_write
from curator.records import link_history as histories
from curator.records import load as catalogs
from curator.records.catalog import Catalog
from curator.records.link_history import ANSWERING, History, Seen, State
from curator.records.problem import printable

JOURNAL = ".cache/curator/links.jsonl"
CHANGE_JOURNAL = ".cache/curator/links-changed.jsonl"
"""The journals of unfinished runs, over the catalog and over a change."""
_GONE: frozenset[State] = frozenset({"failing", "dead"})


class HistoryError(Exception):
    """The link history cannot be read; the message says where."""


@dataclass(frozen=True)
class LinkOutcome:
    """The results of a run by URL, the catalog with its previous history, all its addresses, and the updated history."""

    results: Mapping[str, Result]
    catalog: Catalog
    addresses: Mapping[str, Address]
    history: History

    def issue(self) -> str:
        """Return the text of the issue on links."""
        exceptions = self.catalog.exceptions
        return link_issue.issue(link_issue.sections(self.catalog.history, self.history, exceptions), self.addresses, self.history, exceptions)


def check_catalog(root: Path, options: RunOptions, only: Iterable[str] = ()) -> LinkOutcome:
    """Check the addresses of the catalog, or of some records, and write the history.

    Raises HistoryError and NoNetworkError.
    """
    chosen = addresses(_catalog(root), only)
    with Journal(root / JOURNAL, options.today) as journal:
        results = run(chosen.values(), journal, options)
        # an address may have left the catalog during the run
        catalog = _catalog(root)
        every = addresses(catalog)
        # a record that cannot be read may contain any address of the history
        present = {*every, *(catalog.history.links if catalog.invalid else ())}
        history = updated(catalog.history, {url: it for url, it in results.items() if url in every}, journal.day.isoformat(), present)
        write(root / histories.FILE, history.text())
        journal.delete()
    return LinkOutcome(results, catalog, every, history)


def check_change(root: Path, before: Path, options: RunOptions) -> LinkOutcome:
    """Check the addresses of the catalog that are not in the catalog in folder `before`. The history is not written."""
    catalog, _ = catalogs.load(root)
    every, known = addresses(catalog), addresses(catalogs.load(before)[0])
    with Journal(root / CHANGE_JOURNAL, options.today) as journal:
        results = run([address for url, address in every.items() if url not in known], journal, options)
        journal.delete()
    return LinkOutcome(results, catalog, every, catalog.history)


def _catalog(root: Path) -> Catalog:
    """Return the catalog. Raises HistoryError if its history cannot be read: an empty one would replace it."""
    catalog, problems = catalogs.load(root)
    for problem in problems:
        if problem.file == histories.FILE:
            raise HistoryError(f"The link history cannot be read and was not changed.\n{problem}")
    return catalog


def updated(before: History, results: Mapping[str, Result], day: str, present: Collection[str]) -> History:
    """Return the history after a run on a day, with the addresses that are present in the catalog.

    Only a run over all of them is added to the days of complete runs.
    """
    runs = tuple(sorted({*before.runs, day})) if set(present) <= set(results) else before.runs
    links = {
        url: _entry(before.links.get(url), results[url], day) if url in results else before.links[url]
        for url in present
        if url in results or url in before.links
    }
    return History(runs, dict(sorted(links.items())))


def _entry(before: Seen | None, result: Result, day: str) -> Seen:
    """Return the entry of an address in the history: an address that is failing on a second day is dead."""
    continues = before is not None and (result.state == before.state or (result.state in _GONE and before.state in _GONE))
    new_day = before is None or before.seen < day
    streak = (before.streak + new_day) if before and continues else 1
    state = "dead" if result.state == "failing" and streak > 1 else result.state
    return Seen(
        state=state,
        since=before.since if before and continues else day,
        seen=day,
        streak=streak,
        answered=day if state in ANSWERING else before.answered if before else None,
        to=result.to or None,
        why=printable(result.why) or None,
    )


def write(path: Path, text: str) -> None:
    """Write a file completely or not at all, and only if it changes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic_write.replace({path: text})
