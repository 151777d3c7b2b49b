"""Possible duplicates among records and works, found by DOI, address and name."""

from collections.abc import Iterator, Mapping
from typing import Literal

from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.records.doi import doi_of_url
from curator.records.model import Dataset
from curator.records.normalise import normal_address, normal_name, normal_names
from curator.records.record_parts import access_addresses
from curator.review.record_changes import renamed
from curator.review.review_model import Duplicate, SharedValue

_OWN_LINKS = frozenset({"former-home", "download-page", "deposit"})
"""Kinds of links that lead to the data themselves."""

Mark = tuple[str, str]
"""A reason why two records may be the same, and the normalised value that they share."""


def duplicates(before: Catalog, after: Catalog) -> Iterator[Duplicate]:
    """Yield pairs that share a mark since this change; pairs that a relation explains are left out."""
    marks = {id_: _record_marks(record, after) for id_, record in after.records.items()}
    moved = {new: old for old, new in renamed(before, after).items()}
    known = {}
    for id_ in marks:
        old = before.records.get(id_) or before.records.get(moved.get(id_, ""))
        known[id_] = frozenset(_record_marks(old, before)) if old else frozenset[Mark]()
    related = {id_: {end.to for end in after.relatives[id_]} for id_ in marks}
    yield from _pairs("record", marks, known, related)
    works, before_works = ({key: _work_marks(work) for key, work in side.references.items()} for side in (after, before))
    yield from _pairs("work", works, {key: frozenset(before_works.get(key, ())) for key in works}, {})


def _pairs(
    what: Literal["record", "work"],
    marks: Mapping[str, Mapping[Mark, str]],
    known: Mapping[str, frozenset[Mark]],
    related: Mapping[str, set[str]],
) -> Iterator[Duplicate]:
    """Yield the pairs that share a mark which is new for at least one of them, each pair once."""
    holders: dict[Mark, list[str]] = {}
    for id_, found in marks.items():
        for mark in found:
            holders.setdefault(mark, []).append(id_)
    for id_, found in sorted(marks.items()):
        shared: dict[str, list[SharedValue]] = {}
        for mark in sorted(set(found) - known[id_]):
            for other in sorted(set(holders[mark]) - {id_, *related.get(id_, ())}):
                if other < id_ or mark in known[other]:
                    shared.setdefault(other, []).append(SharedValue.model_validate({"reason": mark[0], "value": found[mark]}))
        yield from (Duplicate(what=what, id=id_, other=other, shared=tuple(values)) for other, values in shared.items())


def _record_marks(record: Dataset, catalog: Catalog) -> dict[Mark, str]:
    """Return the DOIs, addresses and names of a record with their spelling in the record."""
    found: dict[Mark, str] = {}
    for reason, keys in (("data-doi", record.citations.data), ("paper-doi", record.citations.paper)):
        works = (catalog.references[key] for key in keys if key in catalog.references)
        found |= {(reason, work.doi): work.doi for work in works if work.doi}
    links = [link.url for link in record.access.links if link.kind in _OWN_LINKS]
    for url in (*links, *(url for _, url in access_addresses(record))):
        doi = doi_of_url(url)
        found[("data-doi", doi) if doi else ("address", normal_address(url))] = doi or url
    return found | {("name", normal): name for name in (*record.aliases, record.full_name or "", record.name) for normal in normal_names(name)}


def _work_marks(work: Reference) -> dict[Mark, str]:
    """Return the DOI of a work, and its title with the year."""
    title = normal_name(work.title)
    return ({("data-doi", work.doi): work.doi} if work.doi else {}) | ({("name", f"{title}{work.year}"): work.title} if title else {})
