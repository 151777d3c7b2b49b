"""Contents of one record: its addresses, its items with sources of their own, and the sources and works that it names."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TypeVar

from curator.records.model import Dataset, Sourced
from curator.records.problem import Path

OWN_LINKS = frozenset({"deposit", "download-page"})
"""Kinds of further links to the data themselves, published by their owners."""
COLLECTION = "collection"
"""The name of the printed collection as a source, which every record may cite."""
T = TypeVar("T")


def _kept(function: Callable[[Dataset], T]) -> Callable[[Dataset], T]:
    """Return a function that remembers its result for the last record, because several rules ask for it one after the other."""
    last: dict[str, tuple[Dataset, T]] = {}

    @wraps(function)
    def result(record: Dataset) -> T:
        known = last.get("")
        if known is None or known[0] is not record:
            known = last[""] = (record, function(record))
        return known[1]

    return result


def access_addresses(record: Dataset) -> list[tuple[Path, str]]:
    """Return the URLs of the homepage and the routes, with their paths."""
    routes = [(("access", "routes", position, "url"), route.url) for position, route in enumerate(record.access.routes) if route.url]
    return [(("access", "homepage"), record.access.homepage), *routes]


@_kept
def addresses(record: Dataset) -> tuple[tuple[Path, str], ...]:
    """Return every address of a record except those of its sources, with its path."""
    found = access_addresses(record)
    found += [(("access", "links", at, "url"), link.url) for at, link in enumerate(record.access.links)]
    found += [(("licence", at, "terms"), licence.terms) for at, licence in enumerate(record.licence) if licence.terms]
    for name in ("relations", "loaders", "labelling", "seen_by", "releases"):
        found += [((name, at, "url"), item.url) for at, item in enumerate(getattr(record, name)) if item.url]
    if record.synthetic:
        found += [(("synthetic", "trained_on", at, "url"), it.url) for at, it in enumerate(record.synthetic.trained_on or ()) if it.url]
    for at, split in enumerate(record.splits):
        found += [(("splits", at, "members", position, "url"), it.url) for position, it in enumerate(split.members or ())]
    return tuple(found)


@_kept
def all_addresses(record: Dataset) -> tuple[tuple[Path, str], ...]:
    """Return every address of a record with its path; those of its sources come last."""
    return (*addresses(record), *((("sources", name, "url"), page.url) for name, page in record.sources.items()))


def own_addresses(record: Dataset) -> list[tuple[Path, str]]:
    """Return the URLs of the data themselves, with their paths: homepage, routes, deposits and download pages."""
    links = [(("access", "links", position, "url"), link.url) for position, link in enumerate(record.access.links) if link.kind in OWN_LINKS]
    return [*access_addresses(record), *links]


def data_addresses(record: Dataset) -> list[str]:
    """Return the current and former URLs of the data: homepage, routes, deposits, download pages and former homepages."""
    return [url for _, url in own_addresses(record)] + [link.url for link in record.access.links if link.kind == "former-home"]


def sourced_items(record: Dataset) -> Iterator[tuple[Path, Sourced]]:
    """Yield the items of a record that have their own source, with their paths."""
    lists: dict[Path, tuple[Sourced, ...]] = {
        ("splits",): record.splits,
        ("classes",): record.classes,
        ("labelling",): record.labelling,
        ("access", "routes"): record.access.routes,
        ("access", "locations"): record.access.locations,
        ("access", "links"): record.access.links,
        ("licence",): record.licence,
        ("relations",): record.relations,
        ("known_issues",): record.known_issues,
        ("loaders",): record.loaders,
        ("seen_by",): record.seen_by,
        ("corrections",): record.corrections,
        ("disputed",): record.disputed,
    }
    waiting = {("access", "routes", at, "waiting"): route.waiting or () for at, route in enumerate(record.access.routes)}
    for path, items in (lists | waiting).items():
        for position, item in enumerate(items):
            yield (*path, position), item
    if record.acknowledgement:
        yield ("acknowledgement",), record.acknowledgement


@_kept
def named_sources(record: Dataset) -> frozenset[str]:
    """Return the names of all sources that the facts of a record cite."""
    names = {name for _, item in sourced_items(record) for name in item.source or ()}
    return frozenset(names.union(*record.evidence.values(), *record.not_reported.values()))


def named_works(record: Dataset) -> set[str]:
    """Return the keys of the bibliography that a record uses, as citation or as source."""
    cited = {*record.citations.paper, *record.citations.data, *record.citations.further}
    cited |= {key for labels in record.labelling for key in labels.citations or ()}
    return cited | (named_sources(record) - set(record.sources) - {COLLECTION})
