"""Rules about the catalog as a whole: bibliography, resources, the printed collection, exceptions."""

from collections.abc import Iterator
from itertools import pairwise

from curator.records import bibliography, printed_table
from curator.records.catalog import Catalog, Resource
from curator.records.model import Sourced
from curator.records.problem import Finding, Path, Problem
from curator.records.record_addresses import record_file
from curator.records.rule import catalog_rule


@catalog_rule
def works_are_cited(catalog: Catalog) -> Iterator[Problem]:
    """Every work of the bibliography is cited by a record or a resource, or printed in the collection."""
    if catalog.has_invalid_records or "resources" in catalog.invalid:
        return
    by_resources = {key for resource in catalog.resources for key in resource.citation}
    for key, reference in catalog.references.items():
        if not (reference.printed or catalog.citing[key] or key in by_resources):
            fix = "cite it in a record, or remove it"
            yield Problem(bibliography.FILE, reference.line, 1, "uncited-reference", f"no record cites `{key}`, and it is not printed in the collection", fix)


@catalog_rule
def works_are_sorted(catalog: Catalog) -> Iterator[Problem]:
    """The works of the bibliography are sorted by key; only the first one that is not is reported."""
    works = sorted(catalog.references.values(), key=lambda work: work.line)
    wrong = next((pair for pair in pairwise(works) if pair[0].key > pair[1].key), None)
    if wrong:
        message = f"`{wrong[1].key}` is below `{wrong[0].key}`, but entries are sorted by key"
        yield Problem(bibliography.FILE, wrong[1].line, 1, "unsorted", message, "run `curator fix`")


@catalog_rule
def resources_cite_known_works_and_sources(catalog: Catalog) -> Iterator[Problem]:
    """Every work that a resource cites is in the bibliography, and every source that it cites is in its `sources`."""
    source = catalog.files["resources"]
    for position, resource in enumerate(catalog.resources):
        for place, key in enumerate(resource.citation):
            if not catalog.has_work(key):
                path = ("resources", position, "citation", place)
                yield source.problem(Finding(path, "unknown-reference", f"`{key}` is not in the bibliography", "add it to catalog/references.bib"))
        for spot, item in _items(position, resource):
            if not (item.source or item.unverified):
                yield source.problem(Finding(spot, "no-evidence", "the item has no source", "add `source: [a source]`, or `unverified: reason`"))
            for at, name in enumerate(item.source or ()):
                if name not in resource.sources:
                    fix = f"add `{name}: {{url: …}}` to its `sources`"
                    yield source.problem(Finding((*spot, "source", at), "unknown-source", f"`{name}` is not a source of this resource", fix))


def _items(position: int, resource: Resource) -> Iterator[tuple[Path, Sourced]]:
    """Yield the items of a resource that must name a source, with their paths."""
    for field in ("points", "misprints"):
        yield from ((("resources", position, field, place), item) for place, item in enumerate(getattr(resource, field)))


@catalog_rule
def printed_rows_have_records(catalog: Catalog) -> Iterator[Problem]:
    """Every row and description of the printed collection belongs to a record."""
    source = catalog.files["printed"]
    for field in ("rows", "descriptions"):
        for position, place in enumerate(getattr(catalog.printed, field)):
            if place.record not in catalog.sources:
                path = (field, position, "record")
                fix = f"add {record_file(place.record)}, or correct the id in {printed_table.FILE}"
                yield source.problem(Finding(path, "unknown-record", f"`{place.record}` is not a record of the catalog", fix))


@catalog_rule
def exceptions_are_needed(catalog: Catalog) -> Iterator[Problem]:
    """Every exception applies to an address that needs it: one that is http, in a state listed in the exception, or not checked yet."""
    if catalog.has_invalid_records:
        return
    plain = [url for it in catalog.summaries.values() for url in it.insecure]
    seen = catalog.history.links
    source = catalog.files["exceptions"]
    for position, exception in enumerate(catalog.exceptions):
        states = exception.states
        needing = plain if states is None else [url for url in _addresses(catalog) if url not in seen or seen[url].state in states]
        if not any(url.startswith(exception.prefix) for url in needing):
            path = ("exceptions", position, "prefix")
            yield source.problem(Finding(path, "needless-exception", f"the exception for `{exception.prefix}` applies to no URL", "remove the exception"))


def _addresses(catalog: Catalog) -> Iterator[str]:
    """Yield every address of the catalog."""
    for it in catalog.summaries.values():
        yield from (*it.addresses, *it.source_addresses)
    yield from (work.address for work in catalog.references.values() if work.address)
    for resource in catalog.resources:
        yield from (resource.url, *(source.url for source in resource.sources.values()))
