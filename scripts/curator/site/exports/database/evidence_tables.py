"""The tables of evidence: where each fact was seen, and what is doubted, remarked or disputed."""

from curator.records.catalog import Catalog, sourced_items
from curator.records.model import Dataset, Dispute, Sourced
from curator.records.paths import dotted
from curator.site.exports.database.table_builders import Rows, parts, records
from curator.site.exports.database.table_shape import DATASET, Column, Table
from curator.site.views.source_notes import Evidence

_FIELD = Column("field", "TEXT", "the field's path in the record; an item stands by its place in the list, or by its name")


def _sources(catalog: Catalog) -> Rows:
    for id_, record in records(catalog):
        for name, line in Evidence(record, catalog).lines.items():
            work = name if name not in record.sources and name in catalog.references else None
            yield (f"{id_}/{name}", id_, name, line.number, line.what, line.url or None, line.seen, work)


def _evidence(catalog: Catalog) -> Rows:
    for id_, record in records(catalog):
        named = [*record.evidence.items(), *((path, item.source) for path, item in _items(record) if item.source)]
        yield from dict.fromkeys((id_, path, f"{id_}/{name}") for path, names in named for name in names)


def _doubts(catalog: Catalog) -> Rows:
    for id_, record in records(catalog):
        told = {path: item.unverified for path, item in _items(record) if item.unverified} | record.unverified
        yield from ((id_, path, why) for path, why in told.items())


def _items(record: Dataset) -> list[tuple[str, Sourced]]:
    return [(dotted(place), item) for place, item in sourced_items(record)]


def _notes(catalog: Catalog) -> Rows:
    return ((id_, path, text) for id_, record in records(catalog) for path, text in record.notes.items())


TABLES = (
    Table(
        "source",
        "Where facts were seen, numbered as on the dataset's page.",
        (
            Column("id", "TEXT", "the dataset, a stroke, and the name"),
            DATASET,
            Column("name", "TEXT", "what the record calls it"),
            Column("number", "INTEGER", "its number on the page", "from 1"),
            Column("what", "TEXT", "what stands there, and by whom"),
            Column("url", "TEXT", "its address"),
            Column("seen", "TEXT", "the day it was read", "year-month-day"),
            Column("reference", "TEXT", "the work, where it is one of the bibliography", to="reference"),
        ),
        _sources,
    ),
    Table(
        "evidence",
        "The sources that a field or an item rests on; a longer path speaks before a shorter one.",
        (DATASET, _FIELD, Column("source", "TEXT", "the source", to="source")),
        _evidence,
        ("dataset", "field", "source"),
    ),
    Table(
        "doubt",
        "Fields and items that no page could be named for.",
        (DATASET, _FIELD, Column("why", "TEXT", "why not")),
        _doubts,
        ("dataset", "field"),
    ),
    Table("note", "Remarks on fields.", (DATASET, _FIELD, Column("note", "TEXT", "the remark")), _notes, ("dataset", "field")),
    parts("dispute", "Facts on which sources disagree.", "disputed", Dispute, lambda record: record.disputed),
)
