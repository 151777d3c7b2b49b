"""The works that whoever uses some datasets cites."""

from collections.abc import Iterable

from curator.records.bibliography import Reference
from curator.records.catalog import Catalog


def to_cite(ids: Iterable[str], catalog: Catalog) -> tuple[Reference, ...]:
    """The papers, then the data, of each record in turn; a work that several of them cite stands at its first place only."""
    cited = [catalog.records[id_].citations for id_ in ids]
    keys = dict.fromkeys(key for citations in cited for key in (*citations.paper, *citations.data))
    return tuple(catalog.references[key] for key in keys if key in catalog.references)
