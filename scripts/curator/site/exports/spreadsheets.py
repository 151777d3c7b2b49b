"""CSV files for spreadsheets: the catalog, and the printed table."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

import pandas as pd

from curator.records.catalog import Catalog
from curator.records.settings import Settings
from curator.site.exports.catalog_json import whole_number
from curator.site.exports.database.table_shape import SqlColumn
from curator.site.views.columns import COLUMNS

_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""First characters of a formula in a spreadsheet, including the full-width forms that some programs accept."""
_SLASHED = re.compile(r"\d[\d,]*(?: ?/ ?\d[\d,]*)+")
"""Numbers separated by slashes, which a spreadsheet reads as a date or a fraction."""
BYTE_ORDER_MARK = "\ufeff"
"""Marks a file as UTF-8 for Excel, which otherwise shows wrong characters for × and –; pandas skips it."""
_NUMERIC = tuple((column, column.number) for column in COLUMNS if column.number)
"""The columns that sort by number, which catalog.csv repeats as numbers."""


def csv_columns() -> tuple[SqlColumn, ...]:
    """Return the columns of catalog.csv."""
    return (
        SqlColumn("id", "text", "name of the record's file, never reused"),
        *(SqlColumn(column.key, "text", column.meaning) for column in COLUMNS),
        *(SqlColumn(f"{column.key}_number", "number", key.meaning, key.unit) for column, key in _NUMERIC),
        SqlColumn("catalog_version", "text", "version of the catalog, in every row so that copied rows keep it", "year, month, number"),
        SqlColumn("catalog_licence", "text", "license of the catalog's text, in every row", "SPDX identifier"),
    )


def table_1(catalog: Catalog) -> str:
    """Return the printed table as printed, as CSV."""
    heading = catalog.printed.columns.cells
    return _csv(heading, [row.cells for row in catalog.printed.rows])


def catalog_csv(catalog: Catalog, settings: Settings) -> str:
    """Return the catalog as CSV: one row per dataset with text columns as in the table, numeric columns, version and license."""
    found = [[*_texts(id_, catalog), *_numbers(id_, catalog), settings.version, settings.licence] for id_ in catalog.printed_order]
    return BYTE_ORDER_MARK + _csv([column.name for column in csv_columns()], (map(undated, cells) for cells in found))


def _texts(id_: str, catalog: Catalog) -> list[str]:
    return [id_, *(column.text(id_, catalog) for column in COLUMNS)]


def _numbers(id_: str, catalog: Catalog) -> list[str]:
    numbers = [whole_number(key.of(catalog.records[id_], catalog.vocabularies)) for _, key in _NUMERIC]
    return ["" if number is None else str(number) for number in numbers]


def _csv(heading: Sequence[str], lines: Iterable[Iterable[str]]) -> str:
    """Return CSV with Unix line endings, in which no cell is a formula."""
    frame = pd.DataFrame([[*cells] for cells in lines], columns=list(heading), dtype=object).map(disarmed)
    out = io.StringIO()
    frame.to_csv(out, index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    return out.getvalue()


def disarmed(text: str) -> str:
    """Return text with an apostrophe in front if a spreadsheet could run it as a formula; a single dash is unchanged."""
    return f"'{text}" if text.startswith(_FORMULA) and len(text) > 1 else text


def undated(text: str) -> str:
    """Return text that no spreadsheet reads as a date: `2 and 3` for `2 / 3`."""
    return re.sub(" ?/ ?", " and ", text) if _SLASHED.fullmatch(text) else text
