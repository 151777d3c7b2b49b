"""The figure of the numbers of images and of patients."""

import pandas as pd

from curator.records.catalog import Catalog
from curator.site.overview import dataset_frames
from curator.site.overview.figure_parts import Chart, Drawing, FigureCell, FigureTable, OverviewFigure, cell, datasets_of

_MEASURES = {"images": "images or volumes", "patients": "patients"}


def figure(catalog: Catalog) -> OverviewFigure:
    """Return the number of datasets for each power of ten of images and of patients."""
    frame = dataset_frames.datasets(catalog)
    known = {measure: frame.loc[frame[measure] > 0, measure] for measure in _MEASURES}
    last = max((len(str(int(numbers.max()))) for numbers in known.values() if len(numbers)), default=1)
    counts = {measure: _counts(numbers, last) for measure, numbers in known.items()}
    highest = max(int(counted["number"].max()) for counted in counts.values())
    return OverviewFigure(
        "sizes",
        _finding(known, len(frame)),
        "The scale is logarithmic: each column is a power of ten. Images are whole images, volumes or slides; datasets that are counted only in other units, such as "
        "studies, slices or patches, or for which no number is recorded, are not in the columns. The dashed line is the median.",
        tuple(_drawing(measure, known[measure], counts[measure], last, highest) for measure in _MEASURES if len(known[measure])),
        _table(known, counts, len(frame)),
    )


def _counts(numbers: pd.Series, last: int) -> pd.DataFrame:
    """Return the number of datasets for each power of ten, with its name, its first number, its end, and its center on the scale."""
    powers = numbers.map(lambda number: len(str(number)) - 1).value_counts()
    rows = [(f"{10**at:,} to {10 ** (at + 1) - 1:,}", 10**at, 10 ** (at + 1), 10 ** (at + 0.5), int(powers.get(at, 0))) for at in range(last)]
    return pd.DataFrame(rows, columns=["size", "first", "end", "center", "number"])


def _drawing(measure: str, numbers: pd.Series, counts: pd.DataFrame, last: int, highest: int) -> Drawing:
    shown = counts[counts["number"] > 0]
    said = "; ".join(f"{size}, {number}" for size, number in zip(shown["size"], shown["number"], strict=True))
    alt = f"Histogram of datasets by number of {_MEASURES[measure]} on a logarithmic scale, with the median at {numbers.median():,.0f}. Datasets: {said}."
    arguments = {"frame": shown.drop(columns="size"), "name": _MEASURES[measure], "median": float(numbers.median()), "last": last, "highest": highest}
    return Drawing(Chart("by-magnitude", arguments), alt)


def _table(known: dict[str, pd.Series], counts: dict[str, pd.DataFrame], total: int) -> FigureTable:
    rows = [(FigureCell(size), *(cell(int(counts[measure]["number"].iloc[at])) for measure in _MEASURES)) for at, size in enumerate(counts["images"]["size"])]
    rows.append((FigureCell("no number recorded"), *(cell(total - len(known[measure])) for measure in _MEASURES)))
    return FigureTable("Number of datasets by size", ("Size", "Images or volumes", "Patients"), tuple(rows))


def _finding(known: dict[str, pd.Series], total: int) -> str:
    """Return the medians, and for how many datasets they are known."""
    parts = [f"{known[measure].median():,.0f} {name} (recorded for {len(known[measure]):,})" for measure, name in _MEASURES.items() if len(known[measure])]
    if not parts:
        return f"None of the {datasets_of(total)} has a number of images or patients"
    return f"The median of {datasets_of(total)} is {' and '.join(parts)}"
