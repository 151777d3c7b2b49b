"""The figure of the years of the first release."""

import pandas as pd

from curator.records.catalog import Catalog
from curator.site.overview import dataset_frames
from curator.site.overview.figure_parts import SITE_ROOT, Chart, Drawing, FigureCell, FigureTable, OverviewFigure, cell, datasets_of, filtered

MAX_YEARS = 30
"""Columns of the figure; earlier years are counted together."""


def figure(catalog: Catalog) -> OverviewFigure:
    """Return the number of datasets for each year of the first release."""
    years = dataset_frames.datasets(catalog)["year"]
    rows = [(label, number, address) for label, number, address in _rows(years) if label]
    frame = pd.DataFrame(
        [(label, number, SITE_ROOT + address, f"{label}: {datasets_of(number)}") for label, number, address in rows],
        columns=["label", "number", "address", "description"],
    )
    said = "; ".join(f"{label}, {number:,}" for label, number, _ in rows if number)
    drawing = Drawing(Chart("by-year", {"frame": frame}), f"Columns of the number of datasets by year of the first release: {said}.") if rows else None
    table = FigureTable(
        "Number of datasets by year of the first release",
        ("Year", "Datasets"),
        tuple((FigureCell(label), cell(number, address)) for label, number, address in rows),
    )
    note = "The year is that of the first public release, not of the images. Each column opens Table 1 with its datasets."
    return OverviewFigure("years", _finding(years), note, (drawing,) if drawing else (), table)


def _rows(years: pd.Series) -> list[tuple[str, int, str]]:
    """Return label, number and address of each year, with those before the last ones together."""
    if years.empty:
        return []
    last = int(years.max())
    first = max(int(years.min()), last - MAX_YEARS + 1)
    numbers = years.clip(lower=first).value_counts()
    found = [(str(year), int(numbers.get(year, 0)), filtered(year=f"{year}-{year}")) for year in range(first, last + 1)]
    if int(years.min()) < first:
        found[0] = (f"≤ {first}", found[0][1], filtered(year=f"-{first}"))
    return found


def _finding(years: pd.Series) -> str:
    """Return the shortest span of years in which at least half of the datasets were released."""
    if years.empty:
        return "No dataset has a year"
    ordered = sorted(int(year) for year in years)
    half = (len(ordered) + 1) // 2
    _, first = min((ordered[at + half - 1] - ordered[at], ordered[at]) for at in range(len(ordered) - half + 1))
    end = first + min(ordered[at + half - 1] - ordered[at] for at in range(len(ordered) - half + 1))
    number = sum(first <= year <= end for year in ordered)
    span = str(first) if first == end else f"the {end - first + 1} years {first} to {end}"
    return f"{number:,} of {datasets_of(len(ordered))} were first released in {span}"
