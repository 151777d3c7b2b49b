"""Tables of evidence: sources of facts, unverified facts, notes and disagreements between sources."""

from curator.records.catalog import Catalog
from curator.records.model import Dataset, Dispute, Sourced
from curator.records.paths import dotted
from curator.records.record_parts import sourced_items
from curator.site.exports.database.table_builders import listed
from curator.site.exports.database.table_shape import DATASET, Rows, SqlColumn, Table
from curator.site.views.evidence_notes import evidence_of

_FIELD = SqlColumn("field", "TEXT", "path of the field in the record, with items by position or name")


def _sources(id_: str, catalog: Catalog) -> Rows:
    record = catalog.records[id_]
    for name, line in evidence_of(id_, catalog).lines.items():
        work = name if name not in record.sources and name in catalog.references else None
        yield (f"{id_}/{name}", id_, name, line.number, line.what, line.url or None, line.seen, work)


def _evidence(id_: str, catalog: Catalog) -> Rows:
    record = catalog.records[id_]
    named = [*record.evidence.items(), *((path, item.source) for path, item in _items(record) if item.source)]
    yield from dict.fromkeys((f"{id_}/{name}", path) for path, names in named for name in names)


def _doubts(id_: str, catalog: Catalog) -> Rows:
    record = catalog.records[id_]
    reasons = {path: item.unverified for path, item in _items(record) if item.unverified} | record.unverified
    yield from ((id_, path, why) for path, why in reasons.items())


def _items(record: Dataset) -> list[tuple[str, Sourced]]:
    return [(dotted(place), item) for place, item in sourced_items(record)]


def _notes(id_: str, catalog: Catalog) -> Rows:
    return ((id_, path, text) for path, text in catalog.records[id_].notes.items())


TABLES = (
    Table(
        "evidence",
        "Sources of fields and items; a longer path takes precedence over a shorter one.",
        (SqlColumn("source", "INTEGER", "the source, whose row has the dataset", to="source"), _FIELD),
        _evidence,
        ("source", "field"),
    ),
    Table(
        "source",
        "Sources of facts, numbered as on the dataset page.",
        (
            SqlColumn("id", "INTEGER", "number in this version of the catalog", "from 1"),
            DATASET,
            SqlColumn("name", "TEXT", "name in the record"),
            SqlColumn("number", "INTEGER", "number on the page", "from 1"),
            SqlColumn("what", "TEXT", "content and author"),
            SqlColumn("url", "TEXT", "URL"),
            SqlColumn("seen", "TEXT", "date on which it was read", "YYYY-MM-DD"),
            SqlColumn("reference", "TEXT", "the work, if it is in the bibliography", to="reference"),
        ),
        _sources,
    ),
    Table(
        "doubt",
        "Fields and items without a source.",
        (DATASET, _FIELD, SqlColumn("why", "TEXT", "reason")),
        _doubts,
        ("dataset", "field"),
    ),
    Table("note", "Notes on fields.", (DATASET, _FIELD, SqlColumn("note", "TEXT", "the note")), _notes, ("dataset", "field")),
    listed("dispute", "Facts on which sources disagree.", "disputed", Dispute, lambda record: record.disputed),
)
