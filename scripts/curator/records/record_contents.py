"""Contents of one record: its addresses, its items with sources of their own, and the sources and works that it names."""

from collections.abc import Iterator

from curator.records.model import Dataset, Sourced
from curator.records.problem import Path

OWN_LINKS = frozenset({"deposit", "download-page"})
"""Kinds of further links to the data themselves, published by their owners."""
COLLECTION = "collection"
"""The name of the printed collection as a source, which every record may cite."""


def access_addresses(record: Dataset) -> list[tuple[Path, str]]:
    """Return the URLs of the homepage and the routes, with their paths."""
    routes = [(("access", "routes", position, "url"), route.url) for position, route in enumerate(record.access.routes) if route.url]
    return [(("access", "homepage"), record.access.homepage), *routes]


def addresses(record: Dataset) -> Iterator[tuple[Path, str]]:
    """Yield every address of a record except those of its sources, with its path."""
    yield from access_addresses(record)
    further: dict[Path, list[str | None]] = {
        ("access", "links", "url"): [link.url for link in record.access.links],
        ("licence", "terms"): [licence.terms for licence in record.licence],
        ("relations", "url"): [relation.url for relation in record.relations],
        ("loaders", "url"): [loader.url for loader in record.loaders],
        ("labelling", "url"): [labels.url for labels in record.labelling],
        ("seen_by", "url"): [model.url for model in record.seen_by],
        ("releases", "url"): [release.url for release in record.releases],
        ("synthetic", "trained_on", "url"): [it.url for it in (record.synthetic.trained_on or ())] if record.synthetic else [],
    }
    for at, split in enumerate(record.splits):
        further[("splits", at, "members", "url")] = [it.url for it in split.members or ()]
    for (*field, name), urls in further.items():
        yield from (((*field, position, name), url) for position, url in enumerate(urls) if url)


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


def named_sources(record: Dataset) -> set[str]:
    """Return the names of all sources that the facts of a record cite."""
    names = {name for _, item in sourced_items(record) for name in item.source or ()}
    return names | {name for keys in (*record.evidence.values(), *record.not_reported.values()) for name in keys}


def named_works(record: Dataset) -> set[str]:
    """Return the keys of the bibliography that a record uses, as citation or as source."""
    cited = {*record.citations.paper, *record.citations.data, *record.citations.further}
    cited |= {key for labels in record.labelling for key in labels.citations or ()}
    return cited | (named_sources(record) - set(record.sources) - {COLLECTION})
