"""The rows of the table of a browse page: the facts by which a dataset is chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from curator.records.catalog import Catalog
from curator.records.per_record import per_record
from curator.site.views.badges import listed_terms
from curator.site.views.browse_groups import KINDS, BrowseKind
from curator.site.views.cautions import RecordAnswers
from curator.site.views.column_values import text
from curator.site.views.columns import COLUMNS
from curator.site.views.size_figure import DatasetSize

_BY_KEY = {column.key: column for column in COLUMNS}
_COLUMNS = {key: _BY_KEY[key] for key in ("access", "licence", "commercial_use", "test_labels", "year")}


@dataclass(frozen=True)
class TermCell:
    """A cell of the table: its heading, its text, and the answer that it is colored by."""

    heading: str
    text: str
    answer: str = ""


@dataclass(frozen=True)
class TermRow:
    """A dataset in the table."""

    id: str
    name: str
    cells: tuple[TermCell, ...]


def row_maker(catalog: Catalog, answers: Mapping[str, RecordAnswers], sizes: Mapping[str, DatasetSize]) -> Callable[[str, BrowseKind], TermRow]:
    """A function that returns the row of a dataset on the pages of a kind, without the column of that kind; it computes each fact once."""

    @cache
    def terms(id_: str) -> dict[BrowseKind, TermCell]:
        return {kind: TermCell(kind.heading, listed(id_, catalog)[kind.field]) for kind in KINDS}

    @cache
    def facts(id_: str) -> tuple[TermCell, ...]:
        size, used = sizes.get(id_), {"commercial_use": answers[id_].use}
        found = (TermCell(column.heading, text(key, id_, catalog), used.get(key, "")) for key, column in _COLUMNS.items())
        return TermCell("Size", ", ".join(dict.fromkeys((*size.people, size.text))) if size else ""), *found

    def row(id_: str, own: BrowseKind) -> TermRow:
        return TermRow(id_, catalog.summaries[id_].name, (*(cell for kind, cell in terms(id_).items() if kind != own), *facts(id_)))

    return row


@per_record
def listed(id_: str, catalog: Catalog) -> dict[str, str]:
    """The terms of a dataset in each field by which datasets are browsed."""
    return {kind.field: listed_terms(catalog.records[id_], kind.field, catalog.vocabularies) for kind in KINDS}
