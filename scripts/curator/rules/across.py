"""Rules about a record among the others: names, relations, works, shared addresses."""

from collections.abc import Iterator
from difflib import get_close_matches

from curator.contents import Catalog
from curator.model import Dataset
from curator.problem import Finding, Path
from curator.rules.access import entrances


def works_exist(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Every work cited is in the bibliography."""
    for field in ("paper", "data", "further"):
        for position, key in enumerate(getattr(record.citations, field)):
            if key not in catalog.references:
                near = get_close_matches(key, catalog.references, n=1, cutoff=0.8)
                fix = f"write `{near[0]}`" if near else "add it to catalog/references.bib"
                yield Finding(("citations", field, position), "unknown-reference", f"`{key}` is not in the bibliography", fix)


def successor_exists(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """A withdrawn record's successor is a record."""
    if record.withdrawn and record.withdrawn.successor:
        yield from _known(("withdrawn", "successor"), record.withdrawn.successor, catalog)


def relations_have_an_end(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """A relation leads to another record, or names data that have none, with their address."""
    for position, relation in enumerate(record.relations):
        path = ("relations", position)
        if (relation.to is None) == (relation.name is None):
            yield Finding(
                path, "wrong-value", "the relation names both or neither of `to` and `name`", "write `to` for a record, `name` and `url` for other data"
            )
        elif relation.to == id_:
            yield Finding((*path, "to"), "unknown-record", "the record is related to itself", "write the id of the other record")
        elif relation.to:
            yield from _known((*path, "to"), relation.to, catalog)


def relations_are_written_once(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """A relation stands on one side only, once."""
    seen: set[tuple[str, str]] = set()
    for position, relation in enumerate(record.relations):
        end = (relation.kind, relation.to or relation.name or "")
        other = catalog.records.get(relation.to or "")
        inverse = catalog.vocabularies.relation[relation.kind].inverse
        mirrored = other is not None and any(back.to == id_ and back.kind == inverse for back in other.relations)
        if end in seen or (mirrored and relation.to is not None and id_ > relation.to):
            where = f"catalog/datasets/{relation.to}.yaml" if mirrored else "this record"
            yield Finding(("relations", position), "repeated-relation", f"{where} already says so", "remove one; the other side is computed")
        seen.add(end)


def names_are_unique(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """No other record goes by a name, alias or id of this one."""
    for path, name in _names(record):
        holders = catalog.holders[name.casefold()]
        if len(set(holders)) > 1 and id_ != min(holders):
            yield Finding(path, "repeated-name", f"`{name}` is also a name of {min(holders)}", "tell the two apart in both records")
    for position, old in enumerate(record.formerly):
        if old in catalog.records or sum(old in other.formerly for other in catalog.records.values()) > 1:
            yield Finding(("formerly", position), "repeated-name", f"`{old}` is the id of another record", "an id is never used again")


def _names(record: Dataset) -> Iterator[tuple[Path, str]]:
    yield ("name",), record.name
    yield from ((("aliases", position), alias) for position, alias in enumerate(record.aliases))


def shared_addresses_are_explained(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Two records share a homepage or download address only if a relation links them."""
    related = {end.to for end in catalog.relatives[id_]}
    for path, url in entrances(record):
        for other in catalog.at_address[url.rstrip("/")]:
            if other < id_ and other not in related:
                fix = f"relate the two, e.g. {{kind: same-deposit, to: {other}}}, or mend the address"
                yield Finding(path, "shared-address", f"`{url}` is also an address of {other}", fix)


def _known(path: Path, id_: str, catalog: Catalog) -> Iterator[Finding]:
    if id_ not in catalog.records and id_ not in catalog.sources:
        near = get_close_matches(id_, catalog.records, n=1, cutoff=0.6)
        fix = f"write `{near[0]}`" if near else "write the id of a record, or `name` and `url` for data that have none"
        yield Finding(path, "unknown-record", f"`{id_}` is not a record of the catalog", fix)


RULES = (
    works_exist,
    successor_exists,
    relations_have_an_end,
    relations_are_written_once,
    names_are_unique,
    shared_addresses_are_explained,
)
