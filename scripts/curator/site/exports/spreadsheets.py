"""CSV files for spreadsheets: the catalog, and the printed table."""

import csv
import io
import re
from collections.abc import Iterable

from curator.records.catalog import Catalog
from curator.records.per_record import name_of, per_record_text
from curator.records.settings import Settings
from curator.site.exports import lines_of_records
from curator.site.exports.catalog_json import whole_number
from curator.site.exports.database.table_shape import SqlColumn
from curator.site.exports.last_file import LastFile
from curator.site.exports.lines_of_records import Lines
from curator.site.views.column_values import sort_numbers, texts
from curator.site.views.columns import COLUMNS

_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""First characters of a formula in a spreadsheet, including the full-width forms that some programs accept."""
_SLASHED = re.compile(r"\d[\d,]*(?: ?/ ?\d[\d,]*)+")
"""Numbers separated by slashes, which a spreadsheet reads as a date or a fraction."""
_DATE = re.compile(r"(\d{1,2})/(\d{1,2}|\d{4})")
"""A month with a day or a year."""
_MONTHS = 12
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
    """Return the printed table as printed, as CSV; an apostrophe is in front of a cell that a spreadsheet would read as a date."""
    heading = catalog.printed.columns.cells
    return _csv(heading, [map(_marked, row.cells) for row in catalog.printed.rows])


def catalog_csv(catalog: Catalog, settings: Settings, earlier: LastFile | None = None) -> bytes:
    """Return the catalog as CSV: one row per dataset with text columns as in the table, numeric columns, version and license."""

    def opening() -> str:
        return BYTE_ORDER_MARK + _csv([column.name for column in csv_columns()], ())

    lines = Lines(name_of(csv_line), between="\n", end="\n" if catalog.records else "")
    return b"".join(lines_of_records.written(opening, catalog.printed_order, lambda id_: csv_line(id_, catalog, settings)[:-1], lines, earlier))


@per_record_text
def csv_line(id_: str, catalog: Catalog, settings: Settings) -> str:
    """Return the row of a dataset."""
    cells = (id_, *texts((column.key for column in COLUMNS), id_, catalog), *_numbers(id_, catalog), settings.version, settings.licence)
    return _line(map(undated, cells))


def _numbers(id_: str, catalog: Catalog) -> list[str]:
    numbers = map(whole_number, sort_numbers(id_, catalog).values())
    return ["" if number is None else str(number) for number in numbers]


def _csv(heading: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    return "".join(map(_line, (heading, *lines)))


def _line(cells: Iterable[str]) -> str:
    """Return a line of CSV with a Unix line ending, in which no cell is a formula."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(map(disarmed, cells))
    return out.getvalue()


def disarmed(text: str) -> str:
    """Return text with an apostrophe in front if a spreadsheet could run it as a formula; a single dash is unchanged."""
    return f"'{text}" if text.startswith(_FORMULA) and len(text) > 1 else text


def _marked(text: str) -> str:
    """Return text with an apostrophe in front if a spreadsheet would read it as a date, such as 2/2."""
    date = _DATE.fullmatch(text)
    return f"'{text}" if date and min(map(int, date.groups())) <= _MONTHS else text


def undated(text: str) -> str:
    """Return text that no spreadsheet reads as a date: `2 and 3` for `2 / 3`."""
    return re.sub(" ?/ ?", " and ", text) if _SLASHED.fullmatch(text) else text
