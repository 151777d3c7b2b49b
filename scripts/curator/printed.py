"""The printed collection: its Table 1 cell by cell, and where it describes each dataset."""

import re
from typing import Annotated, Any

from pydantic import Field

from curator.model import CELLS, Piece
from curator.model.text import Id, Line, Url, Verbatim, Year

FILE = "catalog/table-1.yaml"
_NAME = re.compile(r"(?P<name>.+) \[(?P<numbers>[\d, ]+)\]")


class Citation(Piece):
    """How to cite the printed collection."""

    authors: tuple[Line, ...]
    title: Line
    organisation: Line
    year: Year
    terms: Line
    url: Url


class Row(Piece):
    """One row as printed, and the record that it is about."""

    record: Id
    name: Annotated[Verbatim, Field(pattern=r"^.+ \[[\d, ]+\]$")]
    modality: Verbatim
    target: Verbatim
    frame_size: Verbatim
    images: Verbatim
    classes: Verbatim
    task: Verbatim

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells in the order of the columns."""
        return tuple(getattr(self, column) for column in CELLS)

    @property
    def bare_name(self) -> str:
        """The name without its reference numbers."""
        match = _NAME.fullmatch(self.name)
        return match["name"] if match else self.name

    @property
    def numbers(self) -> tuple[int, ...]:
        """The reference numbers behind the name."""
        match = _NAME.fullmatch(self.name)
        return tuple(int(number) for number in re.findall(r"\d+", match["numbers"])) if match else ()


class Description(Piece):
    """Where the text describes a dataset, and the address it prints, if any."""

    record: Id
    section: Line
    address: Verbatim | None = None


class Printed(Piece):
    """The collection as far as the catalog needs it."""

    citation: Citation
    columns: dict[Line, Verbatim]
    sections: dict[Line, Verbatim]
    rows: tuple[Row, ...]
    descriptions: tuple[Description, ...]

    def row(self, record: str) -> Row | None:
        """The row about a record."""
        return next((row for row in self.rows if row.record == record), None)

    def addresses(self, record: str) -> tuple[str, ...]:
        """The addresses printed for a record."""
        return tuple(place.address for place in self.descriptions if place.record == record and place.address)


_construct: Any = Printed.model_construct
NOTHING: Printed = _construct(columns={}, sections={}, rows=(), descriptions=())
"""Stands for the print while its file cannot be understood."""
