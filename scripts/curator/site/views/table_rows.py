"""Table 1: the rows that stand in the page."""

from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import CELLS
from curator.records.printed_cells import agrees, label_name, printed_numbers, printed_sizes
from curator.records.vocabulary import ModalityEntry, vocabulary_of
from curator.site.views.columns import COLUMNS, Column

SHOWN = tuple(column for column in COLUMNS if column.shown)
"""The columns that the page shows unasked."""
BETWEEN = ", "
"""What separates the words of a list in a cell."""
SEARCHED = ("modality", "body_part", "target", "tasks", "dimensions")
"""Fields whose terms, with their synonyms, are searched."""


@dataclass(frozen=True)
class PrintedCell:
    """What the print has where it differs from the record, or is explained."""

    printed: str
    kind: str
    why: str


@dataclass(frozen=True)
class Piece:
    """A part of a cell's text; `full` is what an abbreviation means."""

    text: str
    full: str = ""


@dataclass(frozen=True)
class CellView:
    """A cell of the table: its text in pieces, and its difference from the print."""

    key: str
    pieces: tuple[Piece, ...]
    difference: PrintedCell | None


@dataclass(frozen=True)
class RowView:
    """A row of the table: a record's cells, and its numbers in the printed bibliography."""

    id: str
    name: str
    numbers: tuple[int, ...]
    cells: tuple[CellView, ...]


def rows(catalog: Catalog, limit: int | None = None) -> tuple[RowView, ...]:
    """The rows in the order of the print, then the records that it has no row for, by name; no more than a limit."""
    return tuple(_row(id_, catalog) for id_ in catalog.in_order_of_print[:limit])


def _row(id_: str, catalog: Catalog) -> RowView:
    row = catalog.printed.row(id_)
    cells = tuple(CellView(column.key, _pieces(column, id_, catalog), difference(column.key, id_, catalog)) for column in SHOWN)
    return RowView(id_, catalog.records[id_].name, row.numbers if row else (), cells)


def _pieces(column: Column, id_: str, catalog: Catalog) -> tuple[Piece, ...]:
    """A cell's text, each word of a list that has an abbreviation as such; assets/js/table/row.js makes the same."""
    text = column.text(id_, catalog)
    short = column.short(catalog.vocabularies) if column.short else {}
    found = [Piece(short[word], word) if word in short else Piece(word) for word in text.split(BETWEEN)] if short else [Piece(text)]
    separated = [piece for at, piece in enumerate(found) for piece in ((Piece(BETWEEN), piece) if at else (piece,))]
    return tuple(piece for piece in separated if piece.text)


def difference(column: str, id_: str, catalog: Catalog) -> PrintedCell | None:
    """What the print has in a cell, where it differs from the record or a correction speaks of it."""
    row, record = catalog.printed.row(id_), catalog.records[id_]
    if row is None or column not in CELLS:
        return None
    correction = next((it for it in record.corrections if it.cell == column), None)
    if correction is None and agrees(column, row, record, catalog.vocabularies):
        return None
    kind, why = (correction.kind, correction.why) if correction else ("wrong", "")
    return PrintedCell(printed(column, id_, catalog), kind, why)


def printed(column: str, id_: str, catalog: Catalog) -> str:
    """What the print has in a cell, a name without its numbers; empty where it has no row or such column."""
    row = catalog.printed.row(id_)
    if row is None or column not in CELLS:
        return ""
    return row.bare_name if column == "name" else row.of(column)


def printed_number(column: Column, text: str) -> float | None:
    """What a printed cell sorts by, where its column sorts by number: the largest area, the most classes, all images together."""
    if column.key == "frame_size":
        return max((float(width * height) for _, width, height in printed_sizes(text)), default=None)
    numbers = [number for number, _ in printed_numbers(text)]
    return (max(numbers) if column.key == "classes" else sum(numbers)) if numbers else None


def searched(id_: str, catalog: Catalog) -> tuple[str, ...]:
    """The words by which a search finds a record beside its names: terms with all their spellings, labels, provider, and its words in the printed table."""
    record, row = catalog.records[id_], catalog.printed.row(id_)
    entries = [catalog.vocabularies[vocabulary_of(field)][term] for field in SEARCHED for term in getattr(record, field)]
    terms = [word for entry in entries for word in (entry.label, *entry.aliases, *entry.printed)]
    short = [entry.short or "" for entry in entries if isinstance(entry, ModalityEntry)]
    labels = [label_name(label) for labels in record.classes for label in labels.labels or ()]
    as_printed = (row.bare_name, row.modality, row.target, row.task) if row else ()
    return tuple(dict.fromkeys(phrase for phrase in (*terms, *short, *labels, record.provider or "", *as_printed) if phrase.strip("-")))
