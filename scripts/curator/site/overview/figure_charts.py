"""Vega-Lite specifications of charts with one look: text and marks in the color of the page, fixed sizes, no axis lines. Imported only to draw a figure that is not in the cache."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from curator.site.overview.figure_parts import FONT_SIZE, WIDTH, heat_map_step

Spec = dict[str, Any]
_COLOR = "currentColor"
_GAP = 8
MAX_TICKS = 8
"""Powers of ten up to which each one has a label."""
_AXIS = {
    "domain": False,
    "ticks": False,
    "grid": False,
    "title": None,
    "labelColor": _COLOR,
    "labelFontSize": FONT_SIZE,
    "labelLimit": 0,
    "labelOverlap": False,
    "labelPadding": 6,
    "titleColor": _COLOR,
    "titleFontSize": FONT_SIZE,
    "titleFontWeight": "normal",
    "gridColor": _COLOR,
    "gridOpacity": 0.2,
}
_TYPES = {"N": "nominal", "O": "ordinal", "Q": "quantitative"}
_POSITIVE = [{"filter": "datum.number > 0"}]


def spec(chart: Spec, size: Sequence[int], padding: tuple[int, int, int, int]) -> Spec:
    """Return the specification of a chart with a size, and a padding at the left, top, right and bottom.

    Nothing depends on the width of a text, because each machine has other fonts.
    """
    return chart | {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": size[0],
        "height": size[1],
        "padding": dict(zip(("left", "top", "right", "bottom"), padding, strict=True)),
        "autosize": {"type": "none"},
        "background": "transparent",
        "config": {"view": {"stroke": None}, "axis": _AXIS, "text": {"color": _COLOR, "fontSize": FONT_SIZE}},
    }


def heat_map(frame: pd.DataFrame, rows: Sequence[str], columns: Sequence[str]) -> Spec:
    """Return a heat map of the columns row, column, number, address and description; a row of cells is 24 pixels high."""
    step = heat_map_step(int(frame["number"].max()))
    left, top, right = _room(rows), 20 + round(_room(columns) * 0.62), round(_room(columns[-1:]) * 0.75)
    x = _ordered("column:N", columns, 0.06) | {"axis": {"orient": "top", "labelAngle": -40}}
    places = {"x": x, "y": _ordered("row:N", rows, 0.06)}
    shade = {"type": "sqrt", "domain": [0, int(frame["number"].max())], "range": [0.04, 0.45]}
    opacity = {"fillOpacity": _field("number:Q", scale=shade, legend=None)}
    cells = _layer("cells", {"type": "rect", "color": _COLOR, "stroke": _COLOR, "strokeOpacity": 0.35}, places | opacity | _LINKED)
    numbers = _layer("numbers", {"type": "text"}, places | {"text": _field("number:Q", format=",")})
    return spec({"data": _values(frame), "layer": [cells, numbers]}, (step * len(columns), 24 * len(rows)), (left, top, right, 4))


def bars(frame: pd.DataFrame) -> Spec:
    """Return horizontal bars of the columns label, number and text, and if there are any, of address, description and part, in their order."""
    names = list(frame["label"])
    left, right = _room(names), 10 + _room(frame["text"])
    scale = {"domain": [0, max(int(frame["number"].max()), 1)]}
    places = {"x": _field("number:Q", scale=scale, axis=None), "y": _ordered("label:N", names, 0.15)}
    whole = {"type": "bar", "color": _COLOR} | ({"fillOpacity": 0.15, "stroke": _COLOR} if "part" in frame else {})
    layers = [_layer("bars", whole, places | (_LINKED if "address" in frame else {}), transform=_POSITIVE)]
    if "part" in frame:
        layers.append(_layer("parts", {"type": "bar", "color": _COLOR}, places | {"x": _field("part:Q")}))
    layers.append(_layer("numbers", {"type": "text", "align": "left", "dx": 6}, places | {"text": _field("text:N")}))
    return spec({"data": _values(frame), "layer": layers}, (WIDTH - left - right, 26 * len(names)), (left, 4, right, 4))


def by_year(frame: pd.DataFrame) -> Spec:
    """Return a column for each year of the columns label, number, address and description."""
    names, highest = list(frame["label"]), int(frame["number"].max())
    shown = [name for name in names if not name.isdigit() or int(name) % 5 == 0]
    x = _ordered("label:O", names, 0.12) | {"axis": {"values": shown, "labelAngle": 0}}
    axis = {"grid": True, "tickCount": min(max(highest, 1), 5), "format": "d"}
    y = _field("number:Q", scale={"domain": [0, max(highest, 1)]}, axis=axis)
    chart = _layer("bars", {"type": "bar", "color": _COLOR}, {"x": x, "y": y} | _LINKED, transform=_POSITIVE, data=_values(frame))
    return spec(chart, (WIDTH - 32 - 12, 170), (32, 12, 12, 24))


def by_magnitude(frame: pd.DataFrame, name: str, median: float, last: int, highest: int) -> Spec:
    """Return columns of the columns first, end, center and number on a logarithmic scale up to ten to the power of `last`, with a line at the median."""
    powers = range(0, last + 1, 1 if last <= MAX_TICKS else 2)
    axis = {"values": [10**power for power in powers], "format": "~s", "labelFlush": False, "domain": True, "domainColor": _COLOR}
    scale = {"type": "log", "domain": [1, 10**last], "nice": False}
    x = _field("median:Q", scale=scale, axis=axis | {"title": name, "titlePadding": 6})
    y = {"y": _field("number:Q", scale={"domain": [0, highest * 1.1], "nice": False}, axis=None)}
    ends = {"x": _field("first:Q"), "x2": {"field": "end"}, "y2": {"datum": 0}}
    middle = {"values": [{"median": median, "text": f"median {median:,.0f}"}]}
    above = {"type": "text", "align": "left", "baseline": "top", "dx": 5, "dy": -22}
    layers = [
        _layer("medians", {"type": "rule", "color": _COLOR, "strokeDash": [4, 3], "strokeWidth": 1.5}, {"x": x}, data=middle),
        _layer("median_names", above, {"x": x, "y": {"value": 0}, "text": _field("text:N")}, data=middle),
        _layer("bars", {"type": "bar", "color": _COLOR}, y | ends, data=_values(frame)),
        _layer(
            "counts",
            {"type": "text", "baseline": "bottom", "dy": -3},
            y | {"x": _field("center:Q"), "text": _field("number:Q", format=",")},
            data=_values(frame),
        ),
    ]
    return spec({"layer": layers}, (WIDTH - 36, 130), (18, 28, 18, 46))


def arcs(curves: pd.DataFrame, nodes: pd.DataFrame, size: Sequence[int], names: int) -> Spec:
    """Return an arc diagram: curves of the columns edge, part, x, y and some, nodes of the columns name, y, size, address and description.

    The names of the nodes are at the left, in a space of `names` pixels.
    """
    x = _field("x:Q", scale={"domain": [0, size[0]], "nice": False}, axis=None)
    y = _field("y:Q", scale={"domain": [0, size[1]], "nice": False, "reverse": True}, axis=None)
    line = {"type": "line", "color": _COLOR, "strokeWidth": 1.5, "interpolate": "catmull-rom"}
    along = {"x": x, "y": y, "detail": _field("edge:N"), "order": _field("part:Q")}
    dots, text = {"type": "circle", "color": _COLOR, "opacity": 1}, {"type": "text", "align": "right", "dx": -_GAP}
    layers = [
        _layer("edges", line, along, transform=[{"filter": "!datum.some"}], data=_values(curves)),
        _layer("some_edges", line | {"strokeDash": [4, 3]}, along, transform=[{"filter": "datum.some"}], data=_values(curves)),
        _layer("nodes", dots, {"x": x, "y": y, "size": _field("size:Q", scale=None)}, data=_values(nodes)),
        _layer("names", text, {"x": x, "y": y, "text": _field("name:N")} | _LINKED, data=_values(nodes)),
    ]
    return spec({"layer": layers}, size, (names, 0, 8, 0))


def _layer(name: str, mark: Spec, encoding: Spec, **others: Any) -> Spec:
    return {"name": name, "mark": mark, "encoding": encoding, **others}


def _field(name: str, **others: Any) -> Spec:
    """Return a column of the data with the first letter of its type, e.g. `number:Q`."""
    field, _, kind = name.partition(":")
    return {"field": field, "type": _TYPES[kind], **others}


_LINKED = {"href": _field("address:N"), "description": _field("description:N")}


def _ordered(name: str, values: Sequence[str], padding: float) -> Spec:
    """Return a column with its values in an order."""
    return _field(name, sort=list(values), scale={"domain": list(values), "padding": padding})


def _values(frame: pd.DataFrame) -> Spec:
    """Return the rows of a data frame as data of a chart."""
    return {"values": frame.to_dict("records")}


def _room(texts: Sequence[str] | pd.Series) -> int:
    """Return the space in pixels for the longest of some texts, estimated from their length."""
    return round(max((len(text) for text in texts), default=0) * FONT_SIZE * 0.54) + 12


CHARTS: dict[str, Callable[..., Spec]] = {"heat-map": heat_map, "bars": bars, "by-year": by_year, "by-magnitude": by_magnitude, "arcs": arcs}
"""The kinds of charts."""
