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


_MEANINGS = {
    "name": "the name that people use",
    "modality": "how the images were made",
    "target": "what is labelled in them",
    "frame_size": "width × height of the images in pixels; ~ marks a typical size",
    "images": "how many, with the unit; with strokes the parts of the official split",
    "classes": "how many labels; with `and` between those of several label sets",
    "task": "the tasks that the labels are made for",
    "access": "the hardest step of the easiest way to labelled data",
    "licence": "what the licences are called",
    "year": "first public release of the data",
    "full_name": "the name written out",
    "aliases": "other names",
    "kind": "medical images, or natural ones that papers use beside them",
    "status": "whether the data can be had today",
    "body_part": "what of the body the images show",
    "dimensions": "single images, volumes or moving images",
    "counts": "how much there is, each number with its unit",
    "split": "the first official split, with its unit",
    "test_labels": "whether the labels of the official test part are public",
    "formats": "formats of the files",
    "download_size": "how much there is to download",
    "provider": "who offers the data",
    "countries": "where the images were made",
    "devices": "with what",
    "acquired": "when",
    "commercial_use": "what the strictest of the licences says of use for profit",
    "redistribution": "of passing the data on",
    "derivatives": "of passing on what one made of them",
    "attribution": "of naming the source",
    "known_issues": "how many problems users of the data should know of, and their kinds",
    "related": "data that overlap with these or belong to them",
    "loaders": "packages and services that read the data",
    "homepage": "the owners' page about the data",
    "paper": "the address of the first paper to cite",
    "data": "the address of the first deposit to cite",
    "completeness": "the share of what every reader asks that the record answers",
    "checked": "the day on which a person last compared the record with its sources",
}
_NUMBERS = {
    "frame_size": ("width times height of the largest image", "pixels"),
    "images": ("all parts together", "the unit that the column images names"),
    "classes": ("of the largest label set", "labels"),
    "access": ("how hard the way to labelled data is", "rank from 1, a plain download"),
    "year": ("first public release of the data", "year of the calendar"),
    "counts": ("the number that the column counts names first", "the unit named with it"),
    "split": ("all parts of the first official split", "the unit that the column split names"),
    "acquired": ("the first year in which the images were made", "year of the calendar"),
    "known_issues": ("how many problems are known", "problems"),
    "download_size": ("the largest download", "gigabytes of 10⁹ bytes"),
    "completeness": ("the share of what every reader asks that the record answers", "percent"),
}


def csv_columns() -> tuple[Column, ...]:
    """The columns of catalog.csv."""
    return (
        Column("id", "text", "the name of the record's file, which is never used again"),
        *(Column(column.key, "text", _MEANINGS[column.key]) for column in COLUMNS),
        *(Column(f"{column.key}_number", "number", *_NUMBERS[column.key]) for column in NUMBERS),
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
    numbers = [whole_number(column.number(catalog.records[id_], catalog.vocabularies)) if column.number else None for column in NUMBERS]
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
