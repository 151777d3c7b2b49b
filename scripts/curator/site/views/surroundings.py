"""The part of a catalog on which the page and the files of one record depend."""

from collections.abc import Iterator

from curator.records.catalog import Catalog
from curator.records.link_history import History
from curator.records.model import Dataset
from curator.records.printed_table import Printed
from curator.records.record_contents import named_works
from curator.records.rules.address_format import addresses
from curator.site.views.dataset_metadata import deposit
from curator.site.views.similar import neighbors, similar


def surroundings(id_: str, catalog: Catalog) -> Catalog:
    """The part of a catalog from which everything about one record is rendered: with it alone, the results are the same.

    It contains the record, the records whose names or terms are shown on its page, the works and printed cells of the record,
    and the link history of its URLs.
    """
    record = catalog.records[id_]
    shown = sorted({id_, *_shown(id_, record, catalog)} & catalog.records.keys())
    works = sorted(named_works(record) & catalog.references.keys())
    return Catalog(
        records={other: catalog.records[other] for other in shown},
        sources={other: catalog.sources[other] for other in shown},
        vocabularies=catalog.vocabularies,
        references={key: catalog.references[key] for key in works},
        printed=_printed(id_, catalog.printed),
        history=_history(record, catalog.history),
    )


def _shown(id_: str, record: Dataset, catalog: Catalog) -> Iterator[str]:
    """Yield the ids that a page names: of related and similar records, of neighbors, and of those with an address in common."""
    yield from (end.to for end in catalog.relatives[id_])
    yield from (line.id for line in similar(id_, catalog))
    around = neighbors(id_, catalog)
    yield from (it.id for it in (around.previous, around.next) if it) if around else ()
    yield (record.withdrawn.successor if record.withdrawn else None) or ""
    yield from (it.to or "" for it in (record.synthetic.trained_on if record.synthetic else None) or ())
    yield from catalog.at_address.get(record.access.homepage.rstrip("/"), ())
    if data := deposit(record, catalog):
        yield from catalog.citing[data.key]


def _printed(id_: str, printed: Printed) -> Printed:
    """The printed table with only the row and the section of one record."""
    rows = tuple(row for row in printed.rows if row.record == id_)
    return printed.model_copy(update={"rows": rows, "descriptions": tuple(place for place in printed.descriptions if place.record == id_)})


def _history(record: Dataset, history: History) -> History:
    """The link history of the URLs of one record; of the runs only the first, because pages show only whether there was one."""
    urls = {url for _, url in addresses(record)} if history.links else ()
    return History(history.runs[:1], {url: history.links[url] for url in sorted(urls) if url in history.links})
