"""The parts of a figure: its drawings, its data table, and the words around them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

SITE_ROOT = "https://root.invalid/"
"""Takes the place of the root of the site in the links of a chart."""
FONT_SIZE = 12
WIDTH = 340
"""Width in pixels of a drawing that fits on a phone."""


@dataclass(frozen=True)
class Chart:
    """A chart to draw: its kind, as in `figure_charts.CHARTS`, and the arguments of its function, which are data frames and JSON values."""

    kind: str
    arguments: Mapping[str, Any]

    @property
    def text(self) -> str:
        """Everything that the chart depends on, as text."""
        values = {key: value.to_json(orient="split") if hasattr(value, "to_json") else value for key, value in self.arguments.items()}
        return json.dumps([self.kind, values], sort_keys=True)


@dataclass(frozen=True)
class Drawing:
    """A chart on the page: its text alternative and its width in pixels."""

    chart: Chart
    alt: str
    width: int = WIDTH

    @property
    def scrolls(self) -> bool:
        """Whether the drawing is wider than a phone."""
        return self.width > WIDTH


@dataclass(frozen=True)
class FigureCell:
    """A cell of a data table; `address` is relative to the root of the site; `spoken` is the accessible name of the link if it says more than the text."""

    text: str
    address: str = ""
    spoken: str = ""


@dataclass(frozen=True)
class FigureTable:
    """The data table of a figure; the first cell of each row is its heading. `omitted` is the number of rows that are not listed."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[FigureCell, ...], ...]
    omitted: int = 0


@dataclass(frozen=True)
class OverviewFigure:
    """A figure: the finding as its title, what it shows, its drawings and its data table."""

    key: str
    title: str
    note: str
    drawings: tuple[Drawing, ...]
    table: FigureTable


def filtered(**terms: str | Iterable[str]) -> str:
    """Return the address, relative to the root of the site, of Table 1 with filters; an underscore is a hyphen in the name of a filter."""
    values = {key.replace("_", "-"): [value] if isinstance(value, str) else value for key, value in terms.items()}
    return "?" + "&".join(f"{key}={','.join(quote(item, safe='') for item in items)}" for key, items in values.items())


def cell(number: int, address: str = "", listed: int | None = None) -> FigureCell:
    """Return a number as a cell, with a link if it is not 0; `listed` is the number of datasets that the link opens, if it can be another one."""
    spoken = datasets_of(number, listed) if number and listed not in (None, number) else ""
    return FigureCell(f"{number:,}", address if number else "", spoken)


def heat_map_step(highest: int) -> int:
    """Return the width in pixels of a column of a heat map, whose highest number fits into it."""
    return max(32, 10 + 7 * len(f"{highest:,}"))


def datasets_of(number: int, listed: int | None = None) -> str:
    """Return a number of datasets in words, with the number that Table 1 lists if it is another one."""
    more = f"; Table 1 lists {listed:,}" if listed not in (None, number) else ""
    return f"{number:,} dataset{'' if number == 1 else 's'}{more}"
