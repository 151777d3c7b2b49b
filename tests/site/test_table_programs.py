"""Tests of catalog.csv in the programs that read tables: pandas, Polars, DuckDB, R and spreadsheets."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

import reading_in_r
from curator.records.catalog import Catalog
from curator.records.vocabulary import vocabulary_of
from curator.site.exports.spreadsheets import csv_columns
from curator.site.views.columns import COLUMNS

NUMBERS = {column.name for column in csv_columns() if column.type == "number"} | {"year"}
"""The columns of numbers; the year is one of the text columns too."""
DATE = "checked"
LISTS = {"modality": "modality", "target": "target", "task": "tasks", "body_part": "body_part", "dimensions": "dimensions", "formats": "formats"}
"""Columns with lists of terms, and their fields."""
PLACEHOLDERS = re.compile(r"[-–—?.]+|n/?a|#?n/?a|nan|null|none|nil|unknown|<na>|tbd", re.IGNORECASE)
"""Words that some programs read as unknown, and others as text."""
MONTH = "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?"
NOT_TEXT = re.compile(rf"\d+ ?[/-] ?\d+([/-]\d+)?|\d+[.]\d+[.][1-9]\d*|({MONTH})[ .-]?\d{{1,4}}|\d{{1,2}}[ .-]?({MONTH})|\d+e\d+|0\d+|\d+:\d+.*", re.IGNORECASE)
"""Text that a spreadsheet replaces by a date, a time or another number."""


@pytest.fixture(scope="module")
def path(site: Path) -> Path:
    """The built file."""
    return site / "data" / "catalog.csv"


@pytest.fixture(scope="module")
def cells(path: Path) -> dict[str, list[str]]:
    """The cells of each column, as text."""
    return reading_in_r.columns(path)


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _expected(cells: dict[str, list[str]]) -> dict[str, list[Any]]:
    """Return the values that a program should read: numbers, a date, text; an empty cell is unknown."""
    return {
        name: [_number(it) for it in column]
        if name in NUMBERS
        else [dt.date.fromisoformat(it) for it in column]
        if name == DATE
        else [it or None for it in column]
        for name, column in cells.items()
    }


def test_the_file_has_a_row_per_dataset(cells: dict[str, list[str]], catalog: Catalog) -> None:
    """The file has each dataset once, and every column that the documentation lists."""
    assert list(cells) == [column.name for column in csv_columns()]
    assert sorted(cells["id"]) == sorted(catalog.records)


def test_pandas_reads_the_values(path: Path, cells: dict[str, list[str]]) -> None:
    """Without options, pandas reads every value with its type, and only empty cells as unknown."""
    import pandas as pd  # noqa: PLC0415 - slow to import, which every process of the tests would do

    frame = pd.read_csv(path)
    expected = _expected(cells) | {DATE: cells[DATE]}
    assert {name: [None if pd.isna(it) else it for it in frame[name]] for name in frame} == expected
    assert {name for name in frame if pd.api.types.is_numeric_dtype(frame[name])} == NUMBERS


def test_polars_reads_the_values(path: Path, cells: dict[str, list[str]]) -> None:
    """Polars reads every value with its type, and only empty cells as unknown; it reads dates if it is asked to."""
    import polars as pl  # noqa: PLC0415 - slow to import, which every process of the tests would do

    frame = pl.read_csv(path, try_parse_dates=True)
    assert frame.to_dict(as_series=False) == _expected(cells)
    assert {name for name, kind in frame.schema.items() if kind.is_numeric()} == NUMBERS


def test_duckdb_reads_the_values(path: Path, cells: dict[str, list[str]]) -> None:
    """DuckDB reads every value with its type without options, and only empty cells as unknown."""
    import duckdb  # noqa: PLC0415 - slow to import, which every process of the tests would do

    found = duckdb.read_csv(str(path))
    rows = found.fetchall()
    assert {name: [row[at] for row in rows] for at, name in enumerate(found.columns)} == _expected(cells)
    assert {name for name, kind in zip(found.columns, found.types, strict=True) if str(kind) in ("BIGINT", "DOUBLE")} == NUMBERS


def test_r_reads_the_values(cells: dict[str, list[str]]) -> None:
    """By the rules of R, all headings stay unchanged, numbers are numbers, no text is read as unknown, and no column is logical."""
    assert [name for name in cells if not reading_in_r.is_name(name)] == []
    kinds = {name: reading_in_r.kind(column) for name, column in cells.items()}
    assert {name for name, kind in kinds.items() if kind in ("integer", "numeric")} == NUMBERS
    assert {kind for name, kind in kinds.items() if name not in NUMBERS} == {"character"}
    assert [name for name in cells if name not in NUMBERS and reading_in_r.unknown(cells[name])] == []


@pytest.mark.parametrize(
    ("column", "kind", "unknown"),
    [
        (["1", "", "3"], "integer", 1),
        (["1.5", "2e3", ""], "numeric", 1),
        (["3000000000"], "numeric", 0),
        (["T", "FALSE"], "logical", 0),
        (["", ""], "logical", 2),
        (["1", "~2"], "character", 0),
        (["NA", "x", ""], "character", 1),
    ],
)
def test_the_rules_of_r(column: list[str], kind: str, unknown: int) -> None:
    """Empty cells are unknown in columns of numbers, and a word that R does not know makes a column text."""
    assert (reading_in_r.kind(column), reading_in_r.unknown(column)) == (kind, unknown)


@pytest.mark.parametrize(("heading", "kept"), [("year_number", True), ("# of Images", False), ("next", False), (".2d", False), ("_id", False), ("größe", True)])
def test_names_in_r(heading: str, kept: bool) -> None:
    """R keeps names of letters, digits, dots and underscores that begin with a letter and are not reserved."""
    assert reading_in_r.is_name(heading) is kept


def test_an_unknown_value_is_an_empty_cell(cells: dict[str, list[str]], catalog: Catalog) -> None:
    """No cell has a placeholder or spaces at its ends, and a column of a missing field is empty."""
    assert [(name, it) for name, column in cells.items() for it in column if PLACEHOLDERS.fullmatch(it) or it != it.strip()] == []
    for id_, *texts in zip(cells["id"], cells["provider"], cells["formats"], cells["classes_number"], strict=True):
        record = catalog.records[id_]
        fields = (record.provider, record.formats, record.classes)
        assert [bool(text) for text, field in zip(texts, fields, strict=True) if not field] == [False] * sum(not field for field in fields), id_


def test_a_list_is_separated_by_commas(cells: dict[str, list[str]], catalog: Catalog) -> None:
    """A cell with several terms has their labels, separated by a comma and a space, in the order of the record."""
    for column, field in LISTS.items():
        words = catalog.vocabularies[vocabulary_of(field)]
        expected = [[words.label(term) for term in getattr(catalog.records[id_], field)] for id_ in cells["id"]]
        assert [cell.split(", ") if cell else [] for cell in cells[column]] == expected, column


def test_a_spreadsheet_changes_no_value(site: Path, cells: dict[str, list[str]]) -> None:
    """A spreadsheet reads no text as a date or another number; the id and the name OCT2017 are the only exception, which the page about the files explains."""
    texts = {column.key for column in COLUMNS} - {DATE} | {"id", "catalog_version"}
    assert {(name, it) for name in texts for it in cells[name] if NOT_TEXT.fullmatch(it)} == {("id", "oct2017"), ("name", "OCT2017")}
    assert "OCT2017" in (site / "data" / "index.html").read_text(encoding="utf-8")
    printed = reading_in_r.columns(site / "data" / "table-1.csv")
    dates = {it for column in printed.values() for it in column if NOT_TEXT.fullmatch(it) and min(map(int, re.findall(r"\d+", it))) <= 12}
    assert (dates, "'2/2" in printed["# of Classes"]) == (set(), True)


@pytest.mark.parametrize("text", ["2/2", "2 / 3", "2017-10-23", "OCT2017", "Oct 2017", "March-5", "5 Mar", "1.2.2017", "1e5", "007", "1:30"])
def test_text_that_a_spreadsheet_would_change(text: str) -> None:
    """Fractions, dates, times, powers of ten and leading zeros are found."""
    assert NOT_TEXT.fullmatch(text)
