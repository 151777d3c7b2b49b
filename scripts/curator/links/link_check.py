"""The checks behind `curator links`: which addresses, what is done with what is found, and where it is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from curator.links import link_issue
from curator.links.addresses import Address, addresses
from curator.links.classify import Found
from curator.links.journal import Journal, Known, read, written
from curator.links.merge import merged
from curator.links.run import Manner, in_shard, run
from curator.records import atomic_write
from curator.records import link_history as histories
from curator.records import load as catalogs
from curator.records.catalog import Catalog
from curator.records.link_history import History

JOURNAL = ".cache/curator/links.jsonl"
CHANGED = ".cache/curator/links-changed.jsonl"
"""What a run knows so far, until it is complete: one over the catalog, and one over a change."""


class NoHistoryError(Exception):
    """The history that is there cannot be read; the text says where."""


@dataclass(frozen=True)
class Outcome:
    """What a run found; the catalog with its addresses and the history before it, and the history after it, which is the same where none is kept."""

    found: Mapping[str, Found]
    catalog: Catalog
    addresses: Mapping[str, Address]
    after: History

    def issue(self) -> str:
        """The text of the issue that tells of links."""
        exceptions = self.catalog.exceptions
        return link_issue.issue(link_issue.sections(self.catalog.history, self.after, exceptions), self.addresses, self.after, exceptions)


def kept(root: Path, manner: Manner, only: Iterable[str] = ()) -> Outcome:
    """Ask the addresses of the catalog, or of some of its records, and write the history.

    Raises NoHistoryError, and what `run` raises.
    """
    asked = addresses(_with_history(root), only)
    with Journal(root / JOURNAL, manner.today) as journal:
        found = run(asked.values(), journal, manner)
        outcome = joined(root, found, journal.day)
        journal.done()
    return outcome


def joined(root: Path, found: Mapping[str, Found], day: date) -> Outcome:
    """Write what was found by a run that began on a day, here or by several shards, into the history.

    Raises NoHistoryError.
    """
    catalog = _with_history(root)
    every = addresses(catalog)
    # what cannot be read just now may name any address of the history
    present = {*every, *(catalog.history.links if catalog.unread else ())}
    after = merged(catalog.history, {url: result for url, result in found.items() if url in every}, day.isoformat(), present)
    write(root / histories.FILE, after.text())
    return Outcome(found, catalog, every, after)


def _with_history(root: Path) -> Catalog:
    """The catalog, if its history can be read: an empty one would be written over it."""
    catalog, problems = catalogs.load(root)
    for problem in problems:
        if problem.file == histories.FILE:
            raise NoHistoryError(f"the history of links cannot be read, and is not written over\n{problem}")
    return catalog


def shard(root: Path, manner: Manner, number: int, of: int, into: Path) -> Outcome:
    """Ask one shard's addresses, and write what was found to a file for `joined`."""
    catalog, _ = catalogs.load(root)
    every = addresses(catalog)
    with Journal(into.with_name(f".{into.name}.journal"), manner.today) as journal:
        found = run(in_shard(every, number, of), journal, manner)
        write(into, written(found.values(), journal.day))
        journal.done()
    return Outcome(found, catalog, every, catalog.history)


def taken(files: Iterable[Path], today: date) -> Known:
    """What several shards found, as `joined` takes it."""
    every = Known(today)
    for known in (read(path, today) for path in files):
        every.found |= known.found
        every.day = min(every.day, known.day)
    return every


def changed(root: Path, before: Path, manner: Manner) -> Outcome:
    """Ask the addresses that the catalog has and that in the folder `before` has not; no history is kept."""
    catalog, _ = catalogs.load(root)
    every, known = addresses(catalog), addresses(catalogs.load(before)[0])
    asked = [address for url, address in every.items() if url not in known]
    with Journal(root / CHANGED, manner.today) as journal:
        found = run(asked, journal, replace(manner, thorough=True))
        journal.done()
    return Outcome(found, catalog, every, catalog.history)


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all, and only if it changes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic_write.replace({path: text})
