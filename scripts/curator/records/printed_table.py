"""The printed collection: Table 1 cell by cell, and the section about each dataset."""

import re
from functools import cache
from typing import Annotated

from pydantic import Field

from curator.records.model import CELLS, FrozenModel
from curator.records.model.text import Id, Line, Url, Verbatim, Year

FILE = "catalog/table-1.yaml"
_NAME = re.compile(r"(?P<name>.+) \[(?P<numbers>[\d, ]+)\]")


class Citation(FrozenModel):
    """How to cite the printed collection."""

    authors: tuple[Line, ...]
    title: Line
    organisation: Line
    year: Year
    terms: Line
    url: Url


class Cells(FrozenModel):
    """The cells of a table row."""

    name: Verbatim
    modality: Verbatim
    target: Verbatim
    frame_size: Verbatim
    images: Verbatim
    classes: Verbatim
    task: Verbatim

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells in column order."""
        return tuple(self.of(column) for column in CELLS)

    def of(self, column: str) -> str:
        """Return the cell of a column."""
        return str(getattr(self, column))


class Row(Cells):
    """A printed row and the id of its record."""

    record: Id
    name: Annotated[Verbatim, Field(pattern=r"^.+ \[[\d, ]+\]$", examples=["DRIVE [32]"])]

    @property
    def bare_name(self) -> str:
        """The printed name without reference numbers."""
        match = _NAME.fullmatch(self.name)
        return match["name"] if match else self.name

    @property
    def numbers(self) -> tuple[int, ...]:
        """The reference numbers after the name."""
        match = _NAME.fullmatch(self.name)
        return tuple(int(number) for number in re.findall(r"\d+", match["numbers"])) if match else ()


class Description(FrozenModel):
    """The section that describes a dataset, and the printed URL if there is one."""

    record: Id
    section: Line
    address: Verbatim | None = None


class Printed(FrozenModel):
    """The parts of the printed collection that the catalog uses."""

    citation: Citation
    columns: Cells
    sections: dict[Line, Verbatim]
    rows: tuple[Row, ...]
    descriptions: tuple[Description, ...]

    def row(self, record: str) -> Row | None:
        """Return the row of a record; None if there is none."""
        return next((row for row in self.rows if row.record == record), None)

    def names(self, record: str) -> bool:
        """Whether a record has a row or a section in the printed collection."""
        return self.row(record) is not None or any(place.record == record for place in self.descriptions)

    def addresses(self, record: str) -> tuple[str, ...]:
        """Return the URLs printed for a record."""
        return tuple(place.address for place in self.descriptions if place.record == record and place.address)


@cache
def nothing() -> Printed:
    """Return the value that is used in place of the printed collection if its file is not valid."""
    return Printed(
        citation=Citation(authors=("Printed collection",), title="Not read", organisation="Not read", year=2020, terms="Not read", url="https://example.org/"),
        columns=Cells(**dict.fromkeys(CELLS, "Not read")),
        sections={},
        rows=(),
        descriptions=(),
    )
