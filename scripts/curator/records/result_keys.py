"""Keys of the results about each record. A key is computed again only if the record, or one on which its results depend, has changed since the last run."""

import pickle
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from curator.records.catalog import Catalog
from curator.records.kept_results import KeptResults, hashed
from curator.records.surroundings import common
from curator.records.unpickler import unpickled

_KEYS = "keys"
"""The part of a result with the keys of all records."""


class Keyed(NamedTuple):
    """The key of a result about a record, hashes of the record and of the values by which others find it, and the other records on which the result depends."""

    key: str
    digest: str
    link: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Links:
    """For each record, a hash of the values by which it is found, and a function that returns the other records on which its result depends.

    Finding must be symmetric: if a value that two records share makes one depend on the other, the other must depend on the first.
    """

    hashes: Mapping[str, str]
    others: Callable[[str], Collection[str]]


def keys_of(catalog: Catalog, kept: KeptResults, depends: str, links: Links, compute: Callable[[str], str]) -> dict[str, str]:
    """Return the key of each valid record; `depends` is a hash of everything outside the catalog on which the keys depend."""
    state = hashed((depends, common(catalog), *_of_all(catalog), *catalog.records, "", *catalog.sources))
    known = _known(kept.get(state, _KEYS))
    found = {id_: it for id_, it in known.items() if id_ in catalog.records}
    for id_ in _affected(catalog, known, links):
        found[id_] = Keyed(compute(id_), catalog.digest(id_), links.hashes.get(id_, ""), tuple(sorted(links.others(id_))))
    kept.put(state, pickle.dumps({id_: tuple(it) for id_, it in found.items()}), _KEYS)
    return {id_: it.key for id_, it in found.items()}


def _affected(catalog: Catalog, known: Mapping[str, Keyed], links: Links) -> list[str]:
    """Return the ids of the records that changed, that depended on a changed record, or for which one is found now."""
    changed = {id_ for id_ in catalog.records if id_ not in known or known[id_].digest != catalog.digest(id_)}
    relinked = [id_ for id_ in changed if id_ not in known or known[id_].link != links.hashes.get(id_, "")]
    found = changed | {id_ for id_, it in known.items() if not changed.isdisjoint(it.others)}
    if len(relinked) < len(catalog.records):
        found = found.union(*map(links.others, relinked))
    return [id_ for id_ in catalog.records if id_ in found]


def _of_all(catalog: Catalog) -> tuple[str, ...]:
    """Return texts that differ if the works, printed cells or link history of any record differ."""
    works = hashed(part for item in catalog.work_digests.items() for part in item)
    return (works, *sorted(catalog.keys), catalog.printed.model_dump_json(), repr(catalog.history))


def _known(content: bytes | None) -> dict[str, Keyed]:
    try:  # a cache can come from someone else
        rows = (unpickled(content, dict) or {}).items()
        return {id_: Keyed(str(key), str(digest), str(link), tuple(map(str, others))) for id_, (key, digest, link, others) in rows}
    except (ValueError, TypeError, AttributeError):
        return {}
