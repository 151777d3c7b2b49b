"""The rows of Table 1 in the page."""

from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import CELLS
from curator.records.per_record import per_record
from curator.records.printed_cells import agrees, label_name, printed_numbers, printed_sizes
from curator.records.vocabulary import vocabulary_of
from curator.records.vocabulary_entries import Entry, ModalityEntry
from curator.site.views.column_values import text
from curator.site.views.columns import COLUMNS, Column
from curator.site.views.data_access_metadata import KEYWORDS
from curator.site.views.filters import is_hidden

SHOWN = tuple(column for column in COLUMNS if column.shown)
"""The columns that are shown by default."""
SEPARATOR = ", "
"""The separator of a list in a cell."""


@dataclass(frozen=True)
class PrintedCell:
    """A printed value that differs from the record or has a correction."""

    printed: str
    kind: str
    why: str


@dataclass(frozen=True)
class CellPiece:
    """A part of a cell's text; `full` is the full term of an abbreviation."""

    text: str
    full: str = ""


@dataclass(frozen=True)
class CellView:
    """A cell of the table: its text in pieces, its difference from the printed table, and its rating, which may be empty."""

    key: str
    pieces: tuple[CellPiece, ...]
    difference: PrintedCell | None
    rating: str


@dataclass(frozen=True)
class RowView:
    """A row of the table: a record's cells, and its numbers in the printed bibliography."""

    id: str
    name: str
    numbers: tuple[int, ...]
    cells: tuple[CellView, ...]


def rows(catalog: Catalog, limit: int | None = None) -> tuple[RowView, ...]:
    """The rows in the order of the printed table, then the other records by name; up to a number of those that the table shows at first."""
    usual = [at for at, id_ in enumerate(catalog.printed_order) if not is_hidden(id_, catalog)]
    end = usual[limit - 1] + 1 if limit and limit < len(usual) else None
    return tuple(_row(id_, catalog) for id_ in catalog.printed_order[:end])


def _row(id_: str, catalog: Catalog) -> RowView:
    row = catalog.printed.row(id_)
    cells = tuple(CellView(column.key, _pieces(column, id_, catalog), difference(column.key, id_, catalog), _rating(column, id_, catalog)) for column in SHOWN)
    return RowView(id_, catalog.summaries[id_].name, row.numbers if row else (), cells)


def _rating(column: Column, id_: str, catalog: Catalog) -> str:
    return column.ratings(catalog.vocabularies).get(text(column.key, id_, catalog), "") if column.ratings else ""


def _pieces(column: Column, id_: str, catalog: Catalog) -> tuple[CellPiece, ...]:
    """The text of a cell, with abbreviated terms; assets/js/table/row.js makes the same pieces."""
    shown = text(column.key, id_, catalog)
    short = column.short(catalog.vocabularies) if column.short else {}
    found = [CellPiece(short[word], word) if word in short else CellPiece(word) for word in shown.split(SEPARATOR)] if short else [CellPiece(shown)]
    separated = [piece for at, piece in enumerate(found) for piece in ((CellPiece(SEPARATOR), piece) if at else (piece,))]
    return tuple(piece for piece in separated if piece.text)


def difference(column: str, id_: str, catalog: Catalog) -> PrintedCell | None:
    """The printed value of a cell if it differs from the record or has a correction."""
    return differences(id_, catalog).get(column) if catalog.printed.names(id_) else None


@per_record
def differences(id_: str, catalog: Catalog) -> dict[str, PrintedCell]:
    """The printed value of each cell that differs from the record or has a correction."""
    found = {column: _difference(column, id_, catalog) for column in CELLS}
    return {column: it for column, it in found.items() if it}


def _difference(column: str, id_: str, catalog: Catalog) -> PrintedCell | None:
    row = catalog.printed.row(id_)
    if row is None:
        return None
    record = catalog.records[id_]
    correction = next((it for it in record.corrections if it.cell == column), None)
    if correction is None and agrees(column, row, record, catalog.vocabularies):
        return None
    kind, why = (correction.kind, correction.why) if correction else ("wrong", "")
    return PrintedCell(printed(column, id_, catalog), kind, why)


def printed(column: str, id_: str, catalog: Catalog) -> str:
    """The printed value of a cell, a name without its reference numbers; empty if it was not printed."""
    row = catalog.printed.row(id_)
    if row is None or column not in CELLS:
        return ""
    return row.bare_name if column == "name" else row.of(column)


def printed_number(column: Column, text: str) -> float | None:
    """The number by which a printed cell sorts: the largest area, the largest number of classes, or the sum of images."""
    if column.key == "frame_size":
        return max((float(width * height) for _, width, height in printed_sizes(text)), default=None)
    numbers = [number for number, _ in printed_numbers(text)]
    return (max(numbers) if column.key == "classes" else sum(numbers)) if numbers else None


def searched(id_: str, catalog: Catalog) -> tuple[str, ...]:
    """The search terms of a record besides its names."""
    return tuple(dict.fromkeys((*terms(id_, catalog), *narrower(id_, catalog, KEYWORDS), *labels(id_, catalog))))


def terms(id_: str, catalog: Catalog) -> tuple[str, ...]:
    """The terms of a record, with all their spellings and abbreviations."""
    return _phrases(*(word for entry in _entries(id_, catalog, KEYWORDS) for word in spellings(entry)))


def spellings(entry: Entry) -> tuple[str, ...]:
    """The spellings and abbreviations of a term."""
    return _phrases(entry.label, *entry.aliases, *entry.printed, (entry.short or "") if isinstance(entry, ModalityEntry) else "")


def narrower(id_: str, catalog: Catalog, fields: tuple[str, ...]) -> tuple[str, ...]:
    """The narrower words of the terms of a record in some fields, which may not apply to the record."""
    return _phrases(*(word for entry in _entries(id_, catalog, fields) for word in entry.narrower))


def _entries(id_: str, catalog: Catalog, fields: tuple[str, ...]) -> list[Entry]:
    record = catalog.records[id_]
    return [catalog.vocabularies[vocabulary_of(field)][term] for field in fields for term in getattr(record, field)]


def labels(id_: str, catalog: Catalog) -> tuple[str, ...]:
    """The labels and the provider of a record, and the text of its printed row."""
    record, row = catalog.records[id_], catalog.printed.row(id_)
    named = [label_name(label) for labels in record.classes for label in labels.labels or ()]
    as_printed = (row.bare_name, row.modality, row.target, row.task) if row else ()
    return _phrases(*named, record.provider or "", *as_printed)


def _phrases(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text.strip("-")))
