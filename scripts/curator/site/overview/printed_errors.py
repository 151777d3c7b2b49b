"""The figure of the errors of the printed table."""

from collections import Counter

import pandas as pd

from curator.records.catalog import Catalog
from curator.records.model import CELLS
from curator.site.overview.figure_parts import SITE_ROOT, Chart, Drawing, FigureCell, FigureTable, OverviewFigure, cell

KINDS = ("wrong", "outdated", "incomplete", "ambiguous")
"""The kinds of corrections; the first is an error."""
_LIST = "source/#corrections"


def figure(catalog: Catalog) -> OverviewFigure:
    """Return the number of corrected cells of each column of the printed table, by kind of correction."""
    frame = _corrected(catalog)
    rows = len(catalog.printed.rows)
    drawn = pd.DataFrame(
        {
            "label": frame.index,
            "number": frame["all"],
            "part": frame["wrong"],
            "text": [f"{wrong} of {number}" for wrong, number in zip(frame["wrong"], frame["all"], strict=True)],
            "address": SITE_ROOT + _LIST,
            "description": [f"{name}: {row['wrong']} of {row['all']} corrected cells were wrong" for name, row in frame.iterrows()],
        }
    )
    said = "; ".join(f"{name}, {row['wrong']} wrong and {row['all'] - row['wrong']} others" for name, row in frame.iterrows())
    alt = f"Bars of the number of corrected cells by column of the printed table: {said}."
    table = FigureTable(
        f"Corrected cells of the {rows:,} rows of the printed table, by column and kind of correction",
        ("Column", *KINDS, "all"),
        tuple((FigureCell(str(name)), *(cell(int(row[kind])) for kind in (*KINDS, "all"))) for name, row in frame.iterrows()),
    )
    note = (
        "The dark part of a bar counts the cells that were wrong when they were printed; the pale part those that are outdated, incomplete or ambiguous. The numbers "
        "are the wrong cells of all corrected ones. Each bar opens the list of corrections, with reasons and sources."
    )
    return OverviewFigure("printed-errors", _finding(frame, rows), note, (Drawing(Chart("bars", {"frame": drawn}), alt),), table)


def _corrected(catalog: Catalog) -> pd.DataFrame:
    """Return the corrected cells of each column, those with most errors first: a column for each kind, and one for all."""
    counts = Counter[tuple[str, str]]((cell_, kind) for it in catalog.summaries.values() for kind, cell_ in it.corrections if cell_)
    headings = [catalog.printed.columns.of(column) for column in CELLS]
    frame = pd.DataFrame([[counts[column, kind] for kind in KINDS] for column in CELLS], index=headings, columns=list(KINDS))
    return frame.assign(all=frame.sum(axis=1)).sort_values(["wrong", "all"], ascending=False, kind="stable")


def _finding(frame: pd.DataFrame, rows: int) -> str:
    """Return the column with most errors, and the sum of all columns."""
    wrong, cells = int(frame["wrong"].sum()), rows * len(frame)
    if not wrong:
        return f"None of the {cells:,} printed cells is marked as wrong"
    return f"{wrong:,} of {cells:,} cells of the 2020 table were wrong, most often in the column {frame.index[0]} ({int(frame['wrong'].iloc[0]):,} of {rows:,})"
