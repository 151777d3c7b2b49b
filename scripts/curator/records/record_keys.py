"""Keys of results about each record; those of records whose surroundings are as in the last run are not computed again."""

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
    """The key of a result about a record; hashes of the record and of that by which others find it; and the other records on which the result depends."""

    key: str
    digest: str
    link: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Links:
    """A hash of that by which each record is found when the others are searched on which a result depends, and these others.

    If one record is found for another because of something that both have, then also the other for the one.
    """

    hashes: Mapping[str, str]
    others: Callable[[str], Collection[str]]


def keys_of(catalog: Catalog, kept: KeptResults, depends: str, links: Links, compute: Callable[[str], str]) -> dict[str, str]:
    """Return the key of each valid record; `depends` is different if anything is different on which keys depend but the catalog."""
    state = hashed((depends, common(catalog), *_of_all(catalog), *catalog.records, "", *catalog.sources))
    known = _known(kept.get(state, _KEYS))
    found = {id_: it for id_, it in known.items() if id_ in catalog.records}
    for id_ in _affected(catalog, known, links):
        found[id_] = Keyed(compute(id_), catalog.digest(id_), links.hashes.get(id_, ""), tuple(sorted(links.others(id_))))
    kept.put(state, pickle.dumps({id_: tuple(it) for id_, it in found.items()}), _KEYS)
    return {id_: it.key for id_, it in found.items()}


def _affected(catalog: Catalog, known: Mapping[str, Keyed], links: Links) -> list[str]:
    """Return the ids of the records that changed, on which changed ones are or were found, and which depend on changed ones."""
    changed = {id_ for id_ in catalog.records if id_ not in known or known[id_].digest != catalog.digest(id_)}
    relinked = [id_ for id_ in changed if id_ not in known or known[id_].link != links.hashes.get(id_, "")]
    found = changed | {id_ for id_, it in known.items() if not changed.isdisjoint(it.others)}
    if len(relinked) < len(catalog.records):
        found = found.union(*map(links.others, relinked))
    return [id_ for id_ in catalog.records if id_ in found]


def _of_all(catalog: Catalog) -> tuple[str, ...]:
    """Return texts that are different if the works, printed cells or link history of any record are different."""
    works = hashed(part for item in catalog.work_digests.items() for part in item)
    return (works, *sorted(catalog.keys), catalog.printed.model_dump_json(), repr(catalog.history))


def _known(content: bytes | None) -> dict[str, Keyed]:
    try:  # a cache can come from someone else
        rows = (unpickled(content, dict) or {}).items()
        return {id_: Keyed(str(key), str(digest), str(link), tuple(map(str, others))) for id_, (key, digest, link, others) in rows}
    except (ValueError, TypeError, AttributeError):
        return {}
