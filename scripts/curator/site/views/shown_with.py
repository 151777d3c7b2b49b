"""The part of a catalog on which the page and the files of one record depend."""

from collections.abc import Iterator

from curator.records.catalog import Catalog
from curator.records.kept_results import hashed, program
from curator.records.surroundings import Surroundings
from curator.site.views.similar import neighbors, similar

Around = tuple[tuple[str, ...], tuple[str, ...]]
"""The ids of the related records on which a page depends, and of those whose names it shows."""


def around(id_: str, catalog: Catalog) -> Around:
    """Return the other records on which the page and the files of a record depend: also those that state a relation to it."""
    own = catalog.summaries[id_]
    related = {*(to for _, to in own.relations), *own.mentioned, *catalog.named_by.get(id_, ())}
    return tuple(sorted(related)), tuple(sorted({*_named(id_, catalog)}))


def surroundings(id_: str, catalog: Catalog, others: Around) -> Surroundings:
    """Return the part of a catalog with these other records."""
    related, names = others
    return Surroundings(id_, frozenset(related), catalog, frozenset(names))


def around_depends_on(catalog: Catalog) -> str:
    """Return a hash of all that `around` reads of all records: finding similar records takes longer than everything else about unchanged ones."""
    parts = (part for id_, it in catalog.summaries.items() for part in (id_, catalog.named_digests[id_], repr(it.mentioned), it.homepage))
    return hashed((program(), *parts))


def _named(id_: str, catalog: Catalog) -> Iterator[str]:
    """Yield the ids of records whose names or terms a page shows, and of those with an address or the work of the data in common."""
    own = catalog.summaries[id_]
    yield from (line.id for line in similar(id_, catalog))
    around = neighbors(id_, catalog)
    yield from (it.id for it in (around.previous, around.next) if it) if around else ()
    yield from catalog.at_address.get(own.homepage.rstrip("/"), ())
    for key in own.data_works:
        yield from catalog.citing.get(key, ())
