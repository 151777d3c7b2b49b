"""Rules of `read.csv` of R, see its help page and those of `type.convert` and `make.names`, as far as they concern a CSV file."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path

_RESERVED = {"if", "else", "repeat", "while", "function", "for", "next", "break", "in", "TRUE", "FALSE", "NULL", "Inf", "NaN", "NA"}
_NAME = re.compile(r"(?:[^\W\d_]|\.(?!\d))[\w.]*")
_INTEGER, _NUMBER = re.compile(r" *[+-]?\d{1,9} *"), re.compile(r" *[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)? *")
_LOGICAL = {"T", "F", "TRUE", "FALSE", "true", "false", "True", "False"}
_UNKNOWN = "NA"


def is_name(heading: str) -> bool:
    """Return whether R keeps a heading: it replaces other characters by dots."""
    return bool(_NAME.fullmatch(heading)) and heading not in _RESERVED


def kind(cells: Sequence[str]) -> str:
    """Return the class of a column; in a column of text an empty cell is an empty text, in others it is unknown."""
    known = [cell for cell in cells if cell not in ("", _UNKNOWN)]
    for name, fits in (("logical", _LOGICAL.__contains__), ("integer", _INTEGER.fullmatch), ("numeric", _NUMBER.fullmatch)):
        if all(map(fits, known)):
            return name
    return "character"


def unknown(cells: Sequence[str]) -> int:
    """Return the number of unknown cells of a column."""
    return sum(cell == _UNKNOWN or (cell == "" and kind(cells) != "character") for cell in cells)


def columns(path: Path) -> dict[str, list[str]]:
    """Return the cells of each column of a CSV file by its heading; every row has as many cells as the heading."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file, strict=True)
    return {name: list(cells) for name, cells in zip(heading, zip(*rows, strict=True), strict=True)}
