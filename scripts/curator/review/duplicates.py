"""Records and works that may be there already: by DOI, by address, by name."""

from collections.abc import Iterator, Mapping
from typing import Literal

from curator.records.bibliography import Reference
from curator.records.catalog import Catalog, entrances
from curator.records.doi import doi_of_url
from curator.records.model import Dataset
from curator.records.normalise import normal_address, normal_name, normal_names
from curator.review.data import Shared, Twin
from curator.review.record_changes import renamed

_OWN_LINKS = frozenset({"former-home", "download-page", "deposit"})
"""Kinds of links that lead to the data themselves."""

Mark = tuple[str, str]
"""Why two records may be the same, and the value that they share."""


def twins(before: Catalog, after: Catalog) -> Iterator[Twin]:
    """What a new or changed record shares with another one, but for what it shared before, and for records that a relation links."""
    marks = {id_: _marks(record, after) for id_, record in after.records.items()}
    moved = {new: old for old, new in renamed(before, after).items()}
    known = {}
    for id_ in marks:
        old = before.records.get(id_) or before.records.get(moved.get(id_, ""))
        known[id_] = frozenset(_marks(old, before)) if old else frozenset[Mark]()
    related = {id_: {end.to for end in after.relatives[id_]} for id_ in marks}
    yield from _pairs("record", marks, known, related)
    works, before_works = ({key: _work_marks(work) for key, work in side.references.items()} for side in (after, before))
    yield from _pairs("work", works, {key: frozenset(before_works.get(key, ())) for key in works}, {})


def _pairs(
    what: Literal["record", "work"],
    marks: Mapping[str, Mapping[Mark, str]],
    known: Mapping[str, frozenset[Mark]],
    related: Mapping[str, set[str]],
) -> Iterator[Twin]:
    """The pairs that share a mark which at least one of them is new to; where both are, the later one tells."""
    holders: dict[Mark, list[str]] = {}
    for id_, found in marks.items():
        for mark in found:
            holders.setdefault(mark, []).append(id_)
    for id_, found in sorted(marks.items()):
        shared: dict[str, list[Shared]] = {}
        for mark in sorted(set(found) - known[id_]):
            for other in sorted(set(holders[mark]) - {id_, *related.get(id_, ())}):
                if other < id_ or mark in known[other]:
                    shared.setdefault(other, []).append(Shared.model_validate({"why": mark[0], "value": found[mark]}))
        yield from (Twin(what=what, id=id_, other=other, shared=tuple(its)) for other, its in shared.items())


def _marks(record: Dataset, catalog: Catalog) -> dict[Mark, str]:
    """All that a record may be known by, each with how it stands in the record."""
    found: dict[Mark, str] = {}
    for why, keys in (("data-doi", record.citations.data), ("paper-doi", record.citations.paper)):
        works = (catalog.references[key] for key in keys if key in catalog.references)
        found |= {(why, work.doi): work.doi for work in works if work.doi}
    links = [link.url for link in record.access.links if link.kind in _OWN_LINKS]
    for url in (*links, *(url for _, url in entrances(record))):
        doi = doi_of_url(url)
        found[("data-doi", doi) if doi else ("address", normal_address(url))] = doi or url
    return found | {("name", normal): name for name in (*record.aliases, record.full_name or "", record.name) for normal in normal_names(name)}


def _work_marks(work: Reference) -> dict[Mark, str]:
    """What a work may be known by: its DOI, and its title with its year."""
    title = normal_name(work.title)
    return ({("data-doi", work.doi): work.doi} if work.doi else {}) | ({("name", f"{title}{work.year}"): work.title} if title else {})
