"""Tables for spreadsheets: the printed table as printed, and the catalog with the columns of Table 1."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

import pandas as pd

from curator.records.catalog import Catalog
from curator.records.settings import Settings
from curator.site.exports.catalog_json import whole_number
from curator.site.exports.database.table_shape import Column
from curator.site.views.columns import COLUMNS

_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""What a spreadsheet would take for the beginning of a formula; some take the wide forms of East Asian keyboards too."""
_SLASHED = re.compile(r"\d[\d,]*(?: ?/ ?\d[\d,]*)+")
"""Numbers with slashes between them, which a spreadsheet would take for a date or a fraction."""
MARK = "\ufeff"
"""What tells Excel that a file is UTF-8; without it × and – come out as two or three wrong letters. pandas reads past it."""
NUMBERS = tuple(column for column in COLUMNS if column.number)
"""The columns that sort by number, which stand in the catalog's file once more as numbers."""


def csv_columns() -> tuple[Column, ...]:
    """The columns of catalog.csv."""
    return (
        Column("id", "text", "the name of the record's file, which is never used again"),
        *(Column(column.key, "text", column.meaning) for column in COLUMNS),
        *(Column(f"{column.key}_number", "number", key.meaning, key.unit) for column in COLUMNS if (key := column.number)),
        Column("catalog_version", "text", "the version of the catalog, in each row so that the file says it wherever it goes", "year, month, number"),
        Column("catalog_licence", "text", "the licence of the catalog's texts, likewise", "SPDX id"),
    )


def table_1(catalog: Catalog) -> str:
    """The printed table, cell by cell with its misprints, as CSV."""
    heading = catalog.printed.columns.cells
    return _csv(heading, [row.cells for row in catalog.printed.rows])


def catalog_csv(catalog: Catalog, settings: Settings) -> str:
    """The whole catalog for spreadsheets: texts as readers see them, numbers to reckon with, and in each row of which version it is."""
    found = [[*_texts(id_, catalog), *_numbers(id_, catalog), settings.version, settings.licence] for id_ in catalog.in_order_of_print]
    return MARK + _csv([column.name for column in csv_columns()], (map(undated, cells) for cells in found))


def _texts(id_: str, catalog: Catalog) -> list[str]:
    return [id_, *(column.text(id_, catalog) for column in COLUMNS)]


def _numbers(id_: str, catalog: Catalog) -> list[str]:
    numbers = [whole_number(column.number.of(catalog.records[id_], catalog.vocabularies)) if column.number else None for column in NUMBERS]
    return ["" if number is None else str(number) for number in numbers]


def _csv(heading: Sequence[str], lines: Iterable[Iterable[str]]) -> str:
    """CSV with UNIX line ends, in which no cell is a formula."""
    frame = pd.DataFrame([[*cells] for cells in lines], columns=list(heading), dtype=object).map(disarmed)
    out = io.StringIO()
    frame.to_csv(out, index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    return out.getvalue()


def disarmed(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before what could be one; a lone dash is none."""
    return f"'{text}" if text.startswith(_FORMULA) and len(text) > 1 else text


def undated(text: str) -> str:
    """Text that no spreadsheet takes for a date: `2 and 3` for `2 / 3`."""
    return re.sub(" ?/ ?", " and ", text) if _SLASHED.fullmatch(text) else text
