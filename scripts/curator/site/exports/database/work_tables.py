"""The tables of what lies beside the records: works and who cites them, the printed table, further resources."""

from curator.records.catalog import Catalog
from curator.records.model import CELLS
from curator.site.exports.database.table_builders import Rows, records
from curator.site.exports.database.table_shape import DATASET, Column, Table

_WORK = Column("reference", "TEXT", "the work", to="reference")
_AT = Column("position", "INTEGER", "its place", "from 0")
_RESOURCE = (
    Column("id", "TEXT", "its name in addresses"),
    Column("name", "TEXT", "what it is called"),
    Column("url", "TEXT", "its address"),
    Column("section", "TEXT", "the section of the printed collection that names it"),
    Column("summary", "TEXT", "what it leads to"),
    Column("checked", "TEXT", "the day on which a person last read it", "year-month-day"),
)


def _references(catalog: Catalog) -> Rows:
    for key, it in sorted(catalog.references.items()):
        where = it.get("journal") or it.get("booktitle") or it.get("publisher") or None
        numbers = ", ".join(map(str, it.printed)) or None
        yield (key, it.kind, it.title, int(it.year), where, it.doi or None, it.address or None, numbers, int(it.others))


def _authors(catalog: Catalog) -> Rows:
    for key, it in sorted(catalog.references.items()):
        yield from ((key, at, name.family, name.given or None) for at, name in enumerate(it.authors))


def _citations(catalog: Catalog) -> Rows:
    for id_, record in records(catalog):
        for role in ("paper", "data", "further"):
            keys = getattr(record.citations, role)
            yield from ((id_, role, at, key) for at, key in enumerate(keys) if key in catalog.references)


def _printed(catalog: Catalog) -> Rows:
    for at, row in enumerate(catalog.printed.rows):
        yield (at, row.record, *row.cells)


def _resources(catalog: Catalog) -> Rows:
    return ((it.id, it.name, it.url, it.section, it.summary, it.checked) for it in catalog.resources)


TABLES = (
    Table(
        "reference",
        "Works of the bibliography.",
        (
            Column("id", "TEXT", "the key in references.bib"),
            Column("kind", "TEXT", "BibTeX's type; data are of type dataset"),
            Column("title", "TEXT", "the title"),
            Column("year", "INTEGER", "when it came out", "year of the calendar"),
            Column("published_in", "TEXT", "journal, proceedings or publisher"),
            Column("doi", "TEXT", "the DOI, in lower case"),
            Column("url", "TEXT", "the address that leads to it"),
            Column("printed", "TEXT", "its numbers in the printed list, with commas between"),
            Column("others", "INTEGER", "whether there are authors beside those named", "0 or 1"),
        ),
        _references,
    ),
    Table(
        "reference_author",
        "Authors of works, in their order.",
        (_WORK, _AT, Column("family", "TEXT", "family name, or that of an organisation"), Column("given", "TEXT", "given names")),
        _authors,
        ("reference", "position"),
    ),
    Table(
        "citation",
        "The works that a record cites.",
        (DATASET, Column("role", "TEXT", "paper, data or further"), _AT, _WORK),
        _citations,
        ("dataset", "role", "position"),
    ),
    Table(
        "table_1",
        "The printed table as printed, misprints included.",
        (Column("row", "INTEGER", "the row in print", "from 0"), DATASET, *(Column(cell, "TEXT", "as printed") for cell in CELLS)),
        _printed,
        ("row",),
    ),
    Table("resource", "Pages and papers that lead to further datasets.", _RESOURCE, _resources),
)
