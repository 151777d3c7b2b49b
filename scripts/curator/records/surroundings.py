"""The part of a catalog on which a result about one record depends."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from curator.records.catalog import Catalog
from curator.records.kept_records import KeptRecords
from curator.records.kept_results import hashed
from curator.records.lazy_mapping import LazyMapping
from curator.records.link_history import History
from curator.records.printed_table import Printed
from curator.records.summary import Summary, named


@dataclass(frozen=True)
class Surroundings:
    """A record with other records on which a result depends, and the works, printed cells and link history of the record.

    Of the records in `named`, the result depends on a part of the summaries only.
    """

    id: str
    others: frozenset[str]
    catalog: Catalog
    named: frozenset[str] = frozenset()

    @property
    def ids(self) -> list[str]:
        """The ids of all these records, sorted; those of invalid records are among them."""
        return sorted({self.id, *self.others} & self.catalog.sources.keys())

    @property
    def works(self) -> list[str]:
        """The keys of the works of the record that the bibliography has, sorted."""
        return sorted(key for key in self.catalog.summaries[self.id].works if key in self.catalog.keys or key in self.catalog.references)

    def reduced(self) -> Catalog:
        """Return the catalog without everything else: with it alone, the result is the same."""
        catalog, ids = self.catalog, self.ids
        valid = [id_ for id_ in ids if id_ in catalog.records]
        shown = sorted({*valid, *self.named} & catalog.summaries.keys())
        summaries = {id_: catalog.summaries[id_] if id_ in valid else cast("Summary", named(catalog.summaries[id_])) for id_ in shown}
        return Catalog(
            records=KeptRecords(cache(catalog.records.__getitem__), summaries, {id_: catalog.digest(id_) for id_ in valid}),
            sources=LazyMapping(ids, catalog.sources.__getitem__),
            vocabularies=catalog.vocabularies,
            references={key: catalog.references[key] for key in self.works if key in catalog.references},
            printed=_printed(self.id, catalog.printed),
            exceptions=catalog.exceptions,
            invalid=catalog.invalid - catalog.sources.keys(),
            keys=frozenset(self.works),
            history=self._history(),
        )

    def parts(self) -> Iterator[str]:
        """Yield texts that are different if the reduced catalogs are different."""
        catalog = self.catalog
        yield self.id
        yield from (f"{id_}\0{catalog.digest(id_)}" if id_ in catalog.records else id_ for id_ in self.ids)
        yield from (f"{id_}\0{catalog.named_digests[id_]}" for id_ in sorted(self.named & catalog.summaries.keys()))
        yield from (catalog.work_digests[key] if key in catalog.references else key for key in self.works)
        if catalog.printed.names(self.id):
            yield _printed(self.id, catalog.printed).model_dump_json()
        if catalog.history.runs:
            yield repr(self._history())

    def _history(self) -> History:
        """The link history of the URLs of the record; of the runs only the first, because pages show only whether there was one."""
        history = self.catalog.history
        urls = self.catalog.summaries[self.id].addresses if history.links else ()
        return History(history.runs[:1], {url: history.links[url] for url in sorted(urls) if url in history.links})


def common(catalog: Catalog) -> str:
    """Return a hash of what is the same in the surroundings of all records of a catalog."""
    printed = catalog.printed.model_copy(update={"rows": (), "descriptions": ()})
    names = sorted(catalog.invalid - catalog.sources.keys())
    return hashed((catalog.vocabularies.digest, printed.model_dump_json(), repr(catalog.exceptions), *names))


def checked_with(id_: str, catalog: Catalog) -> Surroundings:
    """Return the part of a catalog on which the rules about one record depend: the records to which it refers, or with a name or an address of it."""
    return Surroundings(id_, frozenset(_checked_with(id_, catalog)), catalog)


def _checked_with(id_: str, catalog: Catalog) -> Iterator[str]:
    own = catalog.summaries[id_]
    yield from (to for _, to in own.relations)
    yield from (*own.mentioned, *own.formerly, *catalog.named_by.get(id_, ()))
    yield from _holders(catalog.by_name, (id_, own.name.casefold(), *(alias.casefold() for alias in own.aliases)))
    yield from _holders(catalog.by_similar_name, own.similar_names)
    yield from _holders(catalog.by_former_id, own.formerly)
    yield from _holders(catalog.data_at, catalog.data_places(own))


def _holders(index: dict[str, list[str]], keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        yield from index.get(key, ())


def _printed(id_: str, printed: Printed) -> Printed:
    """The printed table with only the row and the section of one record."""
    rows = tuple(row for row in printed.rows if row.record == id_)
    return printed.model_copy(update={"rows": rows, "descriptions": tuple(place for place in printed.descriptions if place.record == id_)})
