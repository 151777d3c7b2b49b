"""The part of a catalog on which the page and the files of one record depend."""

from collections.abc import Iterator

from curator.records.catalog import Catalog
from curator.records.surroundings import Surroundings
from curator.site.views.similar import neighbors, similar


def shown_with(id_: str, catalog: Catalog) -> Surroundings:
    """Return the part of a catalog from which everything about one record is rendered: the records whose names or terms are shown on its page."""
    return Surroundings(id_, frozenset(_shown(id_, catalog)), catalog)


def _shown(id_: str, catalog: Catalog) -> Iterator[str]:
    """Yield the ids that a page names: of related and similar records, of neighbors, and of those with an address or the work of the data in common."""
    own = catalog.summaries[id_]
    yield from (to for _, to in own.relations)
    yield from (*own.mentioned, *catalog.named_by.get(id_, ()))
    yield from (line.id for line in similar(id_, catalog))
    around = neighbors(id_, catalog)
    yield from (it.id for it in (around.previous, around.next) if it) if around else ()
    yield from catalog.at_address.get(own.homepage.rstrip("/"), ())
    for key in own.data_works:
        yield from catalog.citing.get(key, ())
