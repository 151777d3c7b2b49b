"""Rows of the table as Markdown, for notes and READMEs."""

from collections.abc import Iterable

from curator.records import printed_cells
from curator.records.catalog import Catalog
from curator.records.markdown_text import escaped, link
from curator.site.exports.citation_formats import Joining

_UNKNOWN = "–"


def joining(catalog: Catalog) -> Joining:
    """Return the heading rows of a table in GitHub Flavored Markdown, see https://github.github.com/gfm/#tables-extension-."""
    headings = catalog.printed.columns.cells
    return Joining(_line(map(escaped, headings)) + _line("---" for _ in headings))


def row(id_: str, catalog: Catalog) -> str:
    """Return the row of one record."""
    record = catalog.records[id_]
    name, *others = (escaped(text) or _UNKNOWN for text in printed_cells.shown_row(record, catalog.vocabularies))
    return _line([link(name, record.access.homepage), *others])


def _line(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |\n"
