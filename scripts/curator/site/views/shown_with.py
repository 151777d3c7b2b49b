"""The part of a catalog on which the page and the files of one record depend."""

from collections.abc import Iterator

from curator.records.catalog import Catalog
from curator.records.surroundings import Surroundings
from curator.site.views.similar import neighbors, similar


def shown_with(id_: str, catalog: Catalog) -> Surroundings:
    """Return the part of a catalog from which everything about one record is rendered: also records that state a relation to it, and the names of others."""
    own = catalog.summaries[id_]
    related = {*(to for _, to in own.relations), *own.mentioned, *catalog.named_by.get(id_, ())}
    return Surroundings(id_, frozenset(related), catalog, frozenset(_named(id_, catalog)))


def _named(id_: str, catalog: Catalog) -> Iterator[str]:
    """Yield the ids of records whose names or terms a page shows, and of those with an address or the work of the data in common."""
    own = catalog.summaries[id_]
    yield from (line.id for line in similar(id_, catalog))
    around = neighbors(id_, catalog)
    yield from (it.id for it in (around.previous, around.next) if it) if around else ()
    yield from catalog.at_address.get(own.homepage.rstrip("/"), ())
    for key in own.data_works:
        yield from catalog.citing.get(key, ())
