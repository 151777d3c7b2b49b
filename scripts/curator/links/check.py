"""The checks behind `curator links`: which addresses, what is done with what is found, and where it is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from curator import catalog as catalogs
from curator import history as histories
from curator import whole
from curator.contents import Catalog
from curator.history import History
from curator.links import news
from curator.links.addresses import Address, addresses
from curator.links.classes import Found
from curator.links.journal import Journal, read, written
from curator.links.merge import merged
from curator.links.run import Manner, in_shard, run

JOURNAL = ".cache/curator/links.jsonl"
CHANGED = ".cache/curator/links-changed.jsonl"
"""What a run knows so far, until it is complete: one over the catalog, and one over a change."""


@dataclass(frozen=True)
class Outcome:
    """What a run found, and the histories before and after it; `before` and `after` are one where none is kept."""

    found: Mapping[str, Found]
    addresses: Mapping[str, Address]
    before: History
    after: History

    def issue(self, catalog: Catalog) -> str:
        """The text of the issue that tells of links."""
        return news.issue(news.sections(self.before, self.after, catalog.exceptions), self.addresses, self.after)


def kept(root: Path, manner: Manner, only: Iterable[str] = ()) -> Outcome:
    """Ask the addresses of the catalog, or of some of its records, and write the history."""
    catalog, _ = catalogs.load(root)
    asked = addresses(catalog, only)
    with Journal(root / JOURNAL, manner.today) as journal:
        found = run(asked.values(), journal, manner)
        outcome = joined(root, found, manner.today, whole=not only)
        journal.done()
    return outcome


def joined(root: Path, found: Mapping[str, Found], today: date, *, whole: bool = True) -> Outcome:
    """Write what was found, here or by several shards, into the history."""
    catalog, _ = catalogs.load(root)
    every = addresses(catalog)
    after = merged(catalog.history, {url: result for url, result in found.items() if url in every}, today.isoformat(), every, whole=whole)
    write(root / histories.FILE, after.text())
    return Outcome(found, every, catalog.history, after)


def shard(root: Path, manner: Manner, number: int, of: int, into: Path) -> Outcome:
    """Ask one shard's addresses, and write what was found to a file for `joined`."""
    catalog, _ = catalogs.load(root)
    every = addresses(catalog)
    with Journal(into.with_name(f".{into.name}.journal"), manner.today) as journal:
        found = run(in_shard(every, number, of), journal, manner)
        write(into, written(found.values(), manner.today))
        journal.done()
    return Outcome(found, every, catalog.history, catalog.history)


def taken(files: Iterable[Path], today: date) -> dict[str, Found]:
    """What several shards found."""
    found: dict[str, Found] = {}
    for path in files:
        found |= read(path, today)[0]
    return found


def changed(root: Path, before: Path, manner: Manner) -> Outcome:
    """Ask the addresses that the catalog has and that in the folder `before` has not; no history is kept."""
    catalog, _ = catalogs.load(root)
    every, known = addresses(catalog), addresses(catalogs.load(before)[0])
    asked = [address for url, address in every.items() if url not in known]
    with Journal(root / CHANGED, manner.today) as journal:
        found = run(asked, journal, replace(manner, thorough=True))
        journal.done()
    return Outcome(found, every, catalog.history, catalog.history)


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all, and only if it changes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole.replace({path: text})
