"""Table 1: one list of columns drives headings, cells, filters, sort keys and the CSV."""

from collections.abc import Callable
from dataclasses import dataclass

from curator.cells import agrees, computed, shown_numbers
from curator.contents import Catalog
from curator.model import CELLS, Dataset
from curator.views.access import easiest_step, licence_names
from curator.views.facets import FACETS
from curator.vocabulary import Vocabularies

NOT_KNOWN = "not known"
"""What a cell says where a record is silent on what every visitor asks."""


@dataclass(frozen=True)
class Column:
    """One column: its heading, its text, what it sorts by (numbers before words), and the vocabulary it filters by."""

    key: str
    heading: str
    text: Callable[[Dataset, Vocabularies], str]
    sort: Callable[[Dataset, Vocabularies], float | None] | None = None
    facet: str = ""


@dataclass(frozen=True)
class PrintedCell:
    """What the print has where it differs from the record, or is explained."""

    printed: str
    kind: str
    why: str


@dataclass(frozen=True)
class CellView:
    """A cell of the table: its text, its sort key, and its difference from the print."""

    key: str
    text: str
    sort: str
    difference: PrintedCell | None


@dataclass(frozen=True)
class RowView:
    """A row of the table: a record's cells, its terms for the filters, and the words a search finds it by."""

    id: str
    name: str
    numbers: tuple[int, ...]
    cells: tuple[CellView, ...]
    terms: dict[str, str]
    words: str


def _cell(column: str) -> Callable[[Dataset, Vocabularies], str]:
    def text(record: Dataset, words: Vocabularies) -> str:
        cell = computed(column, record, words)
        return f"{cell.text} {cell.unit}".strip()

    return text


def _rank(step: str, words: Vocabularies) -> float | None:
    """How hard a step is, from 1; None where no step is known."""
    return words["access"].rank(step) + 1.0 if step else None


def area(record: Dataset, _words: Vocabularies) -> float | None:
    """The largest frame's pixels."""
    sides = [tuple(max(side) if isinstance(side, tuple) else side for side in (frame.width, frame.height)) for frame in record.frame_size]
    return max((width * height for width, height in sides), default=None)


def _licences(record: Dataset, words: Vocabularies) -> str:
    return " / ".join(licence_names(record, words)) or NOT_KNOWN


def _access(record: Dataset, words: Vocabularies) -> str:
    step = easiest_step(record, words)
    return words["access"].label(step) if step else NOT_KNOWN


COLUMNS = (
    Column("name", "Name", lambda record, _: record.name),
    Column("modality", "Modality", _cell("modality"), facet="modality"),
    Column("target", "Target", _cell("target"), facet="target"),
    Column("frame_size", "Frame Size", _cell("frame_size"), area),
    Column("images", "# of Images", _cell("images"), lambda record, _: float(sum(shown_numbers(record)[0])) or None),
    Column("classes", "# of Classes", _cell("classes"), lambda record, _: float(max((it.size for it in record.classes), default=0)) or None),
    Column("task", "Task", _cell("task"), facet="task"),
    Column("access", "Access", _access, lambda record, words: _rank(easiest_step(record, words), words)),
    Column("licence", "Licence", _licences),
    Column("year", "Year", lambda record, _: str(record.year), lambda record, _: float(record.year)),
)
"""The columns of Table 1: those of the print in its order, then access, licence and year."""


def rows(catalog: Catalog) -> tuple[RowView, ...]:
    """The rows in the order of the print, then the records that it has no row for, by name."""
    return tuple(_row(id_, catalog) for id_ in catalog.in_order_of_print)


def _row(id_: str, catalog: Catalog) -> RowView:
    record, words = catalog.records[id_], catalog.vocabularies
    row = catalog.printed.row(id_)
    cells = tuple(_cell_view(column, id_, catalog) for column in COLUMNS)
    terms = {facet.key: " ".join(facet.terms(record, words)) for facet in FACETS}
    return RowView(id_, record.name, row.numbers if row else (), cells, terms, searched(record, words))


def _cell_view(column: Column, id_: str, catalog: Catalog) -> CellView:
    record = catalog.records[id_]
    text = column.text(record, catalog.vocabularies)
    number = column.sort(record, catalog.vocabularies) if column.sort else None
    sort = (f"{number:020.2f}" if number is not None else "") if column.sort else text.casefold()
    return CellView(column.key, text, sort, difference(column.key, id_, catalog))


def difference(column: str, id_: str, catalog: Catalog) -> PrintedCell | None:
    """What the print has in a cell, where it differs from the record or a correction speaks of it."""
    row, record = catalog.printed.row(id_), catalog.records[id_]
    if row is None or column not in CELLS:
        return None
    correction = next((it for it in record.corrections if it.cell == column), None)
    if correction is None and agrees(column, row, record, catalog.vocabularies):
        return None
    kind, why = (correction.kind, correction.why) if correction else ("wrong", "")
    return PrintedCell(row.bare_name if column == "name" else row.of(column), kind, why)


def searched(record: Dataset, words: Vocabularies) -> str:
    """The words by which a search finds a record, in lower case: names, terms with their aliases, labels."""
    entries = [words[facet][term] for facet, field in _SEARCHED for term in getattr(record, field)]
    labels = [label if isinstance(label, str) else label.name for labels in record.classes for label in labels.labels or ()]
    found = [record.name, record.full_name or "", *record.aliases, *(word for entry in entries for word in (entry.label, *entry.aliases)), *labels]
    return " ".join(dict.fromkeys(phrase.casefold() for phrase in found if phrase))


_SEARCHED = (("modality", "modality"), ("body-part", "body_part"), ("target", "target"), ("task", "tasks"), ("dimension", "dimensions"))
