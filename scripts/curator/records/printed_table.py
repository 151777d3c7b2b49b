"""The printed collection: its Table 1 cell by cell, and where it describes each dataset."""

import re
from typing import Annotated

from pydantic import Field

from curator.records.model import CELLS, Piece
from curator.records.model.text import Id, Line, Url, Verbatim, Year

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


class Cells(Piece):
    """A line of the table, cell by cell."""

    name: Verbatim
    modality: Verbatim
    target: Verbatim
    frame_size: Verbatim
    images: Verbatim
    classes: Verbatim
    task: Verbatim

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells in the order of the columns."""
        return tuple(self.of(column) for column in CELLS)

    def of(self, column: str) -> str:
        """The cell of a column."""
        return str(getattr(self, column))


class Row(Cells):
    """One row as printed, and the record that it is about."""

    record: Id
    name: Annotated[Verbatim, Field(pattern=r"^.+ \[[\d, ]+\]$", examples=["DRIVE [32]"])]

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
    columns: Cells
    sections: dict[Line, Verbatim]
    rows: tuple[Row, ...]
    descriptions: tuple[Description, ...]

    def row(self, record: str) -> Row | None:
        """The row about a record."""
        return next((row for row in self.rows if row.record == record), None)

    def names(self, record: str) -> bool:
        """Whether the print speaks of a record, in a row or in a description."""
        return self.row(record) is not None or any(place.record == record for place in self.descriptions)

    def addresses(self, record: str) -> tuple[str, ...]:
        """The addresses printed for a record."""
        return tuple(place.address for place in self.descriptions if place.record == record and place.address)


NOTHING = Printed(
    citation=Citation(authors=("The printed collection",), title="Unread", organisation="Unread", year=2020, terms="Unread", url="https://example.org/"),
    columns=Cells(**dict.fromkeys(CELLS, "Unread")),
    sections={},
    rows=(),
    descriptions=(),
)
"""Stands for the print while its file cannot be understood."""
