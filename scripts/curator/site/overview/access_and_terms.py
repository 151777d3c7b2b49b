"""The figures of access, commercial use and licenses."""

import pandas as pd

from curator.records.catalog import Catalog
from curator.site.overview import dataset_frames
from curator.site.overview.figure_parts import SITE_ROOT, Chart, Drawing, FigureCell, FigureTable, OverviewFigure, cell, datasets_of, filtered, heat_map_step
from curator.site.views.licenses import UNVERIFIED, held_licenses

MAX_LICENSES = 10
"""Licenses in the figure; the rarer ones are counted together."""
OPEN, ALLOWED, DOUBTED = "download", "allowed", f"allowed{UNVERIFIED}"
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
    alt = f"Heat map of the number of datasets by access and by permission of commercial use: {said}."
    return Drawing(chart, alt, heat_map_step(max(pairs.values())) * len(answers) + 200)


def _access_finding(frame: pd.DataFrame) -> str:
    """Return how many datasets have open access, how many of these allow commercial use, and how many of those licenses are not verified."""
    free = frame[frame["access"] == OPEN]
    certain, doubted = (int((free["use"] == use).sum()) for use in (ALLOWED, DOUBTED))
    more = f", and {doubted:,} more by a license that is not verified" if doubted else ""
    return f"{len(free):,} of {datasets_of(len(frame))} can be downloaded without an account; {certain:,} of these allow commercial use{more}"


def licenses(catalog: Catalog) -> OverviewFigure:
    """Return the number of datasets with each license, and for how many of them it is verified."""
    ids = dataset_frames.medical(catalog)
    found = _held(ids, catalog)
    counts = found.groupby("name")["id"].nunique()
    ordered = sorted(counts.index, key=lambda name: (-counts[name], name))
    rare = ordered[MAX_LICENSES:]
    rows = found.assign(name=found["name"].replace(dict.fromkeys(rare, f"{len(rare)} others"))).groupby(["name", "id"])["doubtful"].any()
    names = ordered[:MAX_LICENSES] + ([f"{len(rare)} others"] if rare else [])
    numbers = {name: (int(rows[name].count()), int((~rows[name]).sum())) for name in names}
    bars = [(name, number, certain, f"{certain:,} of {number:,}") for name, (number, certain) in numbers.items()]
    frame = pd.DataFrame(bars, columns=["label", "number", "part", "text"])
    said = "; ".join(f"{name}, {certain:,} of {number:,} verified" for name, (number, certain) in numbers.items())
    table = FigureTable(
        "Number of datasets by license",
        ("License", "Datasets", "Not verified"),
        tuple((FigureCell(name), cell(number), cell(number - certain)) for name, (number, certain) in numbers.items()),
    )
    note = (
        "The dark part of a bar counts the datasets for which the license was read on a page of the owner; for the others it is not verified. A dataset whose "
        "parts have different licenses is counted under each of them. Custom licenses, each with its own text, are counted together."
    )
    drawings = (Drawing(Chart("bars", {"frame": frame}), f"Bars of the number of datasets by license: {said}."),) if numbers else ()
    return OverviewFigure("licenses", _license_finding(found, counts, len(ids)), note, drawings, table)


def _held(ids: list[str], catalog: Catalog) -> pd.DataFrame:
    """Return the licenses of datasets, and whether they are not verified."""
    found = {id_: held_licenses(id_, catalog) or [(_NOT_RECORDED, True)] for id_ in ids}
    return pd.DataFrame([(id_, *held) for id_, all_ in found.items() for held in all_], columns=["id", "name", "doubtful"])


def _license_finding(found: pd.DataFrame, counts: pd.Series, total: int) -> str:
    """Return the most frequent standard license, for how many datasets it is verified, and how many datasets have custom terms or state none."""
    custom = found["name"].str.startswith(_CUSTOM)
    rest = f"{found[custom]['id'].nunique():,} have a custom license, and {int(counts.get(_NONE, 0)):,} state none"
    other = {_NOT_RECORDED, _NONE, *found[custom]["name"]}
    standard = sorted((name for name in counts.index if name not in other), key=lambda name: (-counts[name], name))
    if not standard:
        return f"Of {datasets_of(total)}, {rest}"
    certain = f"{counts[standard[0]] - found[(found['name'] == standard[0]) & found['doubtful']]['id'].nunique():,} of them verified"
    return f"{standard[0]} is the most frequent standard license ({counts[standard[0]]:,} of {datasets_of(total)}, {certain}); {rest}"
