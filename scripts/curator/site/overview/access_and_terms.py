"""The figures of access, commercial use and licenses."""

import pandas as pd

from curator.records.catalog import Catalog
from curator.site.overview import dataset_frames
from curator.site.overview.figure_parts import SITE_ROOT, Chart, Drawing, FigureCell, FigureTable, OverviewFigure, cell, datasets_of, filtered
from curator.site.views.licenses import licence_names

MAX_LICENSES = 10
"""Licenses in the figure; the rarer ones are counted together."""
OPEN, ALLOWED = "download", "allowed"
_NOT_RECORDED, _NONE, _CUSTOM = "not recorded", "none stated", "custom license"


def access(catalog: Catalog) -> OverviewFigure:
    """Return the number of datasets for each access level and each answer about commercial use."""
    frame = dataset_frames.datasets(catalog)
    counts = frame.groupby(["access", "use"])["id"].count()
    levels = {term: label for term, label in dataset_frames.labels("access", catalog).items() if term in set(frame["access"])}
    answers = dataset_frames.labels("use", catalog)
    pairs = {(level, use): int(counts.get((level, use), 0)) for level in levels for use in answers}
    addresses = {pair: filtered(access=pair[0], use=pair[1]) for pair in pairs}
    table = FigureTable(
        "Number of datasets by access and commercial use",
        ("Access", *(f"commercial use {answer}" for answer in answers.values())),
        tuple((FigureCell(label), *(cell(pairs[level, use], addresses[level, use]) for use in answers)) for level, label in levels.items()),
    )
    note = (
        "Rows: access, the most restrictive step of the easiest route to labeled data. Columns: commercial use, the most restrictive answer of the licenses. "
        "Each cell opens Table 1 with its datasets."
    )
    drawings = (_access_drawing(pairs, addresses, levels, answers),) if pairs else ()
    return OverviewFigure("access", _access_finding(frame), note, drawings, table)


def _access_drawing(pairs: dict[tuple[str, str], int], addresses: dict[tuple[str, str], str], levels: dict[str, str], answers: dict[str, str]) -> Drawing:
    rows = [
        (levels[level], answers[use], number, SITE_ROOT + addresses[level, use], f"{levels[level]}, commercial use {answers[use]}: {datasets_of(number)}")
        for (level, use), number in pairs.items()
        if number
    ]
    frame = pd.DataFrame(rows, columns=["row", "column", "number", "address", "description"])
    said = "; ".join(f"{label}, {', '.join(f'{answers[use]} {pairs[level, use]:,}' for use in answers)}" for level, label in levels.items())
    chart = Chart("heat-map", {"frame": frame, "rows": list(levels.values()), "columns": list(answers.values())})
    return Drawing(chart, f"Heat map of the number of datasets by access and by permission of commercial use: {said}.")


def _access_finding(frame: pd.DataFrame) -> str:
    """Return how many datasets have open access, and how many of these allow commercial use."""
    free = frame[frame["access"] == OPEN]
    both = int((free["use"] == ALLOWED).sum())
    return f"{len(free):,} of {datasets_of(len(frame))} can be downloaded without an account; {both:,} of these allow commercial use"


def licenses(catalog: Catalog) -> OverviewFigure:
    """Return the number of datasets with each license."""
    ids = dataset_frames.medical(catalog)
    named = [(id_, name) for id_ in ids for name in licence_names(catalog.records[id_], catalog.vocabularies) or (_NOT_RECORDED,)]
    counts = pd.DataFrame(named, columns=["id", "name"]).groupby("name")["id"].nunique()
    ordered = sorted(counts.index, key=lambda name: (-counts[name], name))
    kept, rare = ordered[:MAX_LICENSES], ordered[MAX_LICENSES:]
    numbers = {name: int(counts[name]) for name in kept}
    if rare:
        numbers[f"{len(rare)} others"] = len({id_ for id_, name in named if name in set(rare)})
    frame = pd.DataFrame({"label": list(numbers), "number": list(numbers.values()), "text": [f"{number:,}" for number in numbers.values()]})
    alt = f"Bars of the number of datasets by license: {'; '.join(f'{name}, {number:,}' for name, number in numbers.items())}."
    table = FigureTable("Number of datasets by license", ("License", "Datasets"), tuple((FigureCell(name), cell(number)) for name, number in numbers.items()))
    note = "A dataset whose parts have different licenses is counted under each of them. Custom licenses, each with its own text, are counted together."
    drawings = (Drawing(Chart("bars", {"frame": frame}), alt),) if numbers else ()
    return OverviewFigure("licenses", _license_finding(named, counts, len(ids)), note, drawings, table)


def _license_finding(named: list[tuple[str, str]], counts: pd.Series, total: int) -> str:
    """Return the most frequent standard license, and how many datasets have custom terms or state none."""
    custom = len({id_ for id_, name in named if name.startswith(_CUSTOM)})
    rest = f"{custom:,} have a custom license, and {int(counts.get(_NONE, 0)):,} state none"
    standard = sorted(
        (name for name in counts.index if name not in (_NOT_RECORDED, _NONE) and not name.startswith(_CUSTOM)), key=lambda name: (-counts[name], name)
    )
    if not standard:
        return f"Of {datasets_of(total)}, {rest}"
    return f"{standard[0]} is the most frequent standard license ({counts[standard[0]]:,} of {datasets_of(total)}); {rest}"
