"""The figure of the datasets that share images or patients."""

from dataclasses import dataclass

import pandas as pd

from curator.records.catalog import Catalog
from curator.records.record_addresses import page_path
from curator.site.overview import dataset_frames
from curator.site.overview.arc_layout import Neighbors, components, curve, kept, ordered
from curator.site.overview.figure_parts import FONT_SIZE, SITE_ROOT, WIDTH, Chart, Drawing, FigureCell, FigureTable, OverviewFigure, datasets_of
from curator.site.views.related import sharing

MAX_NODES, MAX_DRAWN, MAX_LISTED = 80, 160, 1000
"""Datasets of a group and of all groups in the figure, and lines of its data table."""
_ROW, _COLUMN = 17, 40
"""Height of a dataset in pixels, and datasets in a drawing, unless a single group has more."""
_LONGEST = 24
_PARTIAL = frozenset({"overlaps-with", "same-patients-as"})
"""Relations of datasets of which each may have images that the other does not have."""


@dataclass(frozen=True)
class SharedData:
    """A pair of datasets that share images or patients, with the relation of the first to the second."""

    one: str
    other: str
    kind: str
    shares: str


def shared(catalog: Catalog) -> list[SharedData]:
    """Return each pair of medical datasets that share images or patients, with its first relation."""
    inside, kinds = set(dataset_frames.medical(catalog)), catalog.vocabularies.relation
    found: dict[frozenset[str], SharedData] = {}
    for id_ in sorted(inside, key=lambda id_: (catalog.summaries[id_].name.casefold(), id_)):
        for to, kind in sharing(id_, catalog):
            if to in inside:
                found.setdefault(frozenset((id_, to)), SharedData(id_, to, kind, kinds[kind].shares))
    return list(found.values())


def figure(catalog: Catalog) -> OverviewFigure:
    """Return the graph of the datasets that share images or patients."""
    pairs = shared(catalog)
    graph = _graph(pairs)
    groups = components(graph)
    drawn = _drawn(groups, graph)
    drawings = tuple(_drawing(column, pairs, graph, catalog) for column in _columns(drawn))
    total, left = len(dataset_frames.medical(catalog)), len(graph) - sum(map(len, drawn))
    note = (
        "A curve connects two datasets that share images or patients, so that training on one and testing on the other may be leakage. Solid: one dataset was made "
        "from images of the other or contains them. Dashed: some images, or the patients, are the same. Each name opens the page of the dataset."
    )
    note += f" {datasets_of(left)} with few relations {'is' if left == 1 else 'are'} not drawn." if left else ""
    return OverviewFigure("overlap", _finding(groups, total), note, drawings, _table(pairs, catalog))


def _graph(pairs: list[SharedData]) -> Neighbors:
    found: dict[str, set[str]] = {}
    for pair in pairs:
        found.setdefault(pair.one, set()).add(pair.other)
        found.setdefault(pair.other, set()).add(pair.one)
    return {node: frozenset(others) for node, others in found.items()}


def _finding(groups: list[list[str]], total: int) -> str:
    """Return how many datasets share data with others, and how many are connected in the largest group."""
    if not groups:
        return f"None of the {datasets_of(total)} is known to share images or patients with another"
    largest = f"; the largest connected group has {len(groups[0]):,}" if len(groups) > 1 else ""
    return f"{sum(map(len, groups)):,} of {datasets_of(total)} share images or patients with another one{largest}"


def _drawn(groups: list[list[str]], graph: Neighbors) -> list[list[str]]:
    """Return the nodes of each drawn group in their order, the largest groups first."""
    found: list[list[str]] = []
    for members in groups:
        nodes = kept(members, graph, MAX_NODES)
        if sum(map(len, found)) + len(nodes) <= MAX_DRAWN:
            found.append(ordered(nodes, graph))
    return found


def _columns(groups: list[list[str]]) -> list[list[list[str]]]:
    """Return the groups of each drawing."""
    found: list[list[list[str]]] = []
    for group in groups:
        if not found or sum(len(it) + 1 for it in found[-1]) + len(group) > _COLUMN:
            found.append([])
        found[-1].append(group)
    return found


def _drawing(groups: list[list[str]], pairs: list[SharedData], graph: Neighbors, catalog: Catalog) -> Drawing:
    place, row = {}, 0
    for group in groups:
        for node in group:
            place[node] = row * _ROW + _ROW / 2
            row += 1
        row += 1
    names = {node: _short(catalog.summaries[node].name) for node in place}
    room = round(max(map(len, names.values())) * FONT_SIZE * 0.6) + 14
    nodes = [
        (
            names[node],
            0,
            y,
            20 + 8 * min(len(graph[node]), 10),
            SITE_ROOT + page_path(node),
            f"{catalog.summaries[node].name}, shares data with {len(graph[node])}",
        )
        for node, y in place.items()
    ]
    inside = [pair for pair in pairs if pair.one in place and pair.other in place]
    width = WIDTH - room - 8
    curves = pd.DataFrame(_curves(inside, place, width), columns=["edge", "part", "x", "y", "some"])
    dots = pd.DataFrame(nodes, columns=["name", "x", "y", "size", "address", "description"])
    chart = Chart("arcs", {"curves": curves, "nodes": dots, "size": [width, (row - 1) * _ROW], "names": room})
    hubs = sorted(place, key=lambda node: (-len(graph[node]), node))[:3]
    said = "; ".join(f"{catalog.summaries[node].name}, {len(graph[node])}" for node in hubs)
    groups_ = f"{len(groups):,} groups of datasets" if len(groups) > 1 else "a group of datasets"
    alt = f"Arc diagram of {groups_}: {len(place):,} datasets and {len(inside):,} pairs that share images or patients. Most relations: {said}."
    return Drawing(chart, alt)


def _curves(pairs: list[SharedData], place: dict[str, float], width: int) -> list[tuple[int, int, float, float, bool]]:
    """Return the points of each curve; a longer curve is wider."""
    longest = max((abs(place[pair.one] - place[pair.other]) for pair in pairs), default=1)
    rows = []
    for edge, pair in enumerate(pairs):
        first, second = sorted((place[pair.one], place[pair.other]))
        reach = min(12 + (second - first) * 0.55, (width - 4) * (0.25 + 0.75 * (second - first) / longest))
        rows += [(edge, part, x, y, pair.kind in _PARTIAL) for part, (x, y) in enumerate(curve(first, second, reach))]
    return rows


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def _table(pairs: list[SharedData], catalog: Catalog) -> FigureTable:
    records, kinds = catalog.summaries, catalog.vocabularies.relation
    rows = tuple(
        (
            FigureCell(records[pair.one].name, page_path(pair.one)),
            FigureCell(kinds.label(pair.kind)),
            FigureCell(records[pair.other].name, page_path(pair.other)),
            FigureCell(pair.shares),
        )
        for pair in pairs
    )
    return FigureTable(
        "Pairs of datasets that share images or patients", ("Dataset", "Relation", "Other dataset", "Shared"), rows[:MAX_LISTED], len(rows[MAX_LISTED:])
    )
