"""Tables of everything beside the records: bibliography, printed table, further resources and vocabularies."""

from dataclasses import replace

from curator.records.catalog import Catalog
from curator.records.model import CELLS
from curator.records.vocabulary_entries import ENTRIES, Entry
from curator.site.exports.database.table_shape import DATASET, Rows, SqlColumn, Table, cells, columns, table_of

_WORK = SqlColumn("reference", "TEXT", "the work", to="reference")
_AT = SqlColumn("position", "INTEGER", "position", "from 0")
_RESOURCE = (
    SqlColumn("id", "TEXT", "id in URLs"),
    SqlColumn("name", "TEXT", "name"),
    SqlColumn("url", "TEXT", "URL"),
    SqlColumn("section", "TEXT", "section of the printed collection"),
    SqlColumn("summary", "TEXT", "summary"),
    SqlColumn("checked", "TEXT", "date on which it was last read", "YYYY-MM-DD"),
)


def _references(catalog: Catalog) -> Rows:
    for key, it in sorted(catalog.references.items()):
        where = it.get("journal") or it.get("booktitle") or it.get("publisher") or None
        numbers = ", ".join(map(str, it.printed)) or None
        yield (key, it.kind, it.title, int(it.year) if it.year else None, where, it.doi or None, it.address or None, numbers, int(it.others))


def _authors(catalog: Catalog) -> Rows:
    for key, it in sorted(catalog.references.items()):
        yield from ((key, at, name.family, name.given or None) for at, name in enumerate(it.authors))


def _citations(id_: str, catalog: Catalog) -> Rows:
    record = catalog.records[id_]
    for role in ("paper", "data", "further"):
        keys = getattr(record.citations, role)
        yield from ((id_, role, at, key) for at, key in enumerate(keys) if key in catalog.references)


def _printed(catalog: Catalog) -> Rows:
    for at, row in enumerate(catalog.printed.rows):
        yield (at, row.record, *row.cells)


def _resources(catalog: Catalog) -> Rows:
    return ((it.id, it.name, it.url, it.section, it.summary, it.checked) for it in catalog.resources)


def _vocabulary(name: str, entry: type[Entry]) -> Table:
    def rows(catalog: Catalog) -> Rows:
        for position, (term, it) in enumerate(catalog.vocabularies[name].entries.items()):
            codes = "; ".join(f"{scheme} {code}" for scheme, code in it.codes.items())
            yield (term, position, *cells(it), "; ".join(it.aliases) or None, codes or None)

    described = (replace(column, to=table_of(name)) if column.name == "inverse" else column for column in columns(entry))
    head = (SqlColumn("id", "TEXT", "the term in records"), SqlColumn("position", "INTEGER", "position in the vocabulary", "from 0"))
    end = (
        SqlColumn("synonyms", "TEXT", "synonyms, separated by semicolons"),
        SqlColumn("codes", "TEXT", "codes of the term in standards; term_code_system has their sources"),
    )
    return Table(table_of(name), f"Terms of the vocabulary {name}.", (*head, *described, *end), of_catalog=rows)


TABLES = (
    Table(
        "reference",
        "Works of the bibliography.",
        (
            SqlColumn("id", "TEXT", "the key in references.bib"),
            SqlColumn("kind", "TEXT", "BibTeX entry type; datasets have the type dataset"),
            SqlColumn("title", "TEXT", "the title"),
            SqlColumn("year", "INTEGER", "year of publication", "calendar year"),
            SqlColumn("published_in", "TEXT", "journal, proceedings or publisher"),
            SqlColumn("doi", "TEXT", "the DOI, in lower case"),
            SqlColumn("url", "TEXT", "URL"),
            SqlColumn("printed", "TEXT", "numbers in the printed list, separated by commas"),
            SqlColumn("others", "INTEGER", "whether there are more authors than those listed", "0 or 1"),
        ),
        of_catalog=_references,
    ),
    Table(
        "reference_author",
        "Authors of works, in order.",
        (_WORK, _AT, SqlColumn("family", "TEXT", "family name, or name of an organization"), SqlColumn("given", "TEXT", "given names")),
        key=("reference", "position"),
        of_catalog=_authors,
    ),
    Table(
        "citation",
        "Works that records cite.",
        (DATASET, SqlColumn("role", "TEXT", "paper, data or further"), _AT, _WORK),
        _citations,
        ("dataset", "role", "position"),
    ),
    Table(
        "table_1",
        "Table 1 as printed in 2020, including its errors.",
        (SqlColumn("row", "INTEGER", "row of the printed table", "from 0"), DATASET, *(SqlColumn(cell, "TEXT", "as printed") for cell in CELLS)),
        key=("row",),
        of_catalog=_printed,
    ),
    Table("resource", "Web pages and papers that list other datasets.", _RESOURCE, of_catalog=_resources),
    *(_vocabulary(name, entry) for name, entry in ENTRIES.items()),
)
