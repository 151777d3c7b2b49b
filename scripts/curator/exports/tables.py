"""Tables for spreadsheets: the printed table as printed, and the catalog with the columns of Table 1."""

import csv
import io
from collections.abc import Iterable, Sequence

import pandas as pd

from curator.contents import Catalog
from curator.views.table import COLUMNS, rows

_FORMULA = tuple("=+-@\t\r")
"""What a spreadsheet would take for the beginning of a formula."""


def table_1(catalog: Catalog) -> str:
    """The printed table, cell by cell with its misprints, as CSV."""
    heading = catalog.printed.columns.cells
    return _csv(heading, [row.cells for row in catalog.printed.rows], safe=False)


def catalog_csv(catalog: Catalog) -> str:
    """One row a record: its id, the columns of Table 1 as corrected, its homepage and the day of its check, as CSV."""
    heading = ["id", *(column.key for column in COLUMNS), "homepage", "checked"]
    found = []
    for row in rows(catalog):
        record = catalog.records[row.id]
        found.append([row.id, *(cell.text for cell in row.cells), record.access.homepage, record.checked])
    return _csv(heading, found, safe=True)


def _csv(heading: Sequence[str], lines: Iterable[Sequence[str]], *, safe: bool) -> str:
    """CSV with UNIX line ends; `safe` disarms what a spreadsheet would take for a formula."""
    frame = pd.DataFrame(list(lines), columns=list(heading), dtype=object)
    if safe:
        frame = frame.map(disarmed)
    out = io.StringIO()
    frame.to_csv(out, index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    return out.getvalue()


def disarmed(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before what could be one."""
    return f"'{text}" if text.startswith(_FORMULA) else text
