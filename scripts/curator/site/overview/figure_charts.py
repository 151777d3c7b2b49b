"""Altair charts with one look: text and marks in the color of the page, fixed sizes, no axis lines. Imported only to draw a figure that is not in the cache."""

from collections.abc import Callable, Sequence
from typing import Any

import altair as alt
import pandas as pd

from curator.site.overview.figure_parts import FONT_SIZE, WIDTH, heat_map_step

_COLOR = "currentColor"
_GAP = 8
MAX_TICKS = 8
"""Powers of ten up to which each one has a label."""


def spec(chart: Any, size: Sequence[int], padding: tuple[int, int, int, int]) -> dict[str, Any]:
    """Return the Vega-Lite specification of a chart with a size, and a padding at the left, top, right and bottom.

    Nothing depends on the width of a text, because each machine has other fonts.
    """
    sides = dict(zip(("left", "top", "right", "bottom"), padding, strict=True))
    found: dict[str, Any] = (
        chart.properties(width=size[0], height=size[1], padding=sides, autosize=alt.AutoSizeParams(type="none"), background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            domain=False,
            ticks=False,
            grid=False,
            title=None,
            labelColor=_COLOR,
            labelFontSize=FONT_SIZE,
            labelLimit=0,
            labelOverlap=False,
            labelPadding=6,
            titleColor=_COLOR,
            titleFontSize=FONT_SIZE,
            titleFontWeight="normal",
            gridColor=_COLOR,
            gridOpacity=0.2,
        )
        .configure_text(fontSize=FONT_SIZE, color=_COLOR)
        .to_dict()
    )
    return found


def heat_map(frame: pd.DataFrame, rows: Sequence[str], columns: Sequence[str]) -> dict[str, Any]:
    """Return a heat map of the columns row, column, number, address and description; a row of cells is 24 pixels high."""
    step = heat_map_step(int(frame["number"].max()))
    left, top, right = _room(rows), 20 + round(_room(columns) * 0.62), round(_room(columns[-1:]) * 0.75)
    x = alt.X("column:N", sort=list(columns), scale=alt.Scale(domain=list(columns), padding=0.06), axis=alt.Axis(orient="top", labelAngle=-40))
    base = alt.Chart(frame).encode(x=x, y=alt.Y("row:N", sort=list(rows), scale=alt.Scale(domain=list(rows), padding=0.06)))
    shade = alt.Scale(type="sqrt", domain=[0, int(frame["number"].max())], range=[0.04, 0.45])
    cells = base.mark_rect(color=_COLOR, stroke=_COLOR, strokeOpacity=0.35).encode(
        fillOpacity=alt.FillOpacity("number:Q", scale=shade, legend=None), href="address:N", description="description:N"
    )
    numbers = base.mark_text().encode(text=alt.Text("number:Q", format=","))
    chart = alt.layer(cells.properties(name="cells"), numbers.properties(name="numbers"))
    return spec(chart, (step * len(columns), 24 * len(rows)), (left, top, right, 4))


def bars(frame: pd.DataFrame) -> dict[str, Any]:
    """Return horizontal bars of the columns label, number and text, and if there are any, of address, description and part, in their order."""
    names = list(frame["label"])
    left, right = _room(names), 10 + _room(frame["text"])
    base = alt.Chart(frame).encode(
        x=alt.X("number:Q", scale=alt.Scale(domain=[0, max(int(frame["number"].max()), 1)]), axis=None),
        y=alt.Y("label:N", sort=names, scale=alt.Scale(domain=names, padding=0.15)),
    )
    bar = base.mark_bar(color=_COLOR).transform_filter("datum.number > 0")
    if "address" in frame:
        bar = bar.encode(href="address:N", description="description:N")
    if "part" in frame:
        bar = bar.mark_bar(color=_COLOR, fillOpacity=0.15, stroke=_COLOR)
    layers = [bar.properties(name="bars"), base.mark_text(align="left", dx=6).encode(text="text:N").properties(name="numbers")]
    if "part" in frame:
        layers.insert(1, base.mark_bar(color=_COLOR).encode(x="part:Q").properties(name="parts"))
    return spec(alt.layer(*layers), (WIDTH - left - right, 26 * len(names)), (left, 4, right, 4))


def by_year(frame: pd.DataFrame) -> dict[str, Any]:
    """Return a column for each year of the columns label, number, address and description."""
    names, highest = list(frame["label"]), int(frame["number"].max())
    shown = [name for name in names if not name.isdigit() or int(name) % 5 == 0]
    chart = (
        alt.Chart(frame)
        .mark_bar(color=_COLOR)
        .transform_filter("datum.number > 0")
        .encode(
            x=alt.X("label:O", sort=names, scale=alt.Scale(domain=names, padding=0.12), axis=alt.Axis(values=shown, labelAngle=0)),
            y=alt.Y("number:Q", scale=alt.Scale(domain=[0, max(highest, 1)]), axis=alt.Axis(grid=True, tickCount=min(max(highest, 1), 5), format="d")),
            href="address:N",
            description="description:N",
        )
        .properties(name="bars")
    )
    return spec(chart, (WIDTH - 32 - 12, 170), (32, 12, 12, 24))


def by_magnitude(frame: pd.DataFrame, name: str, median: float, last: int, highest: int) -> dict[str, Any]:
    """Return columns of the columns first, end, center and number on a logarithmic scale up to ten to the power of `last`, with a line at the median."""
    powers = range(0, last + 1, 1 if last <= MAX_TICKS else 2)
    axis = alt.Axis(values=[10**power for power in powers], format="~s", labelFlush=False, domain=True, domainColor=_COLOR, title=name, titlePadding=6)
    scale = alt.Scale(type="log", domain=[1, 10**last], nice=False)
    base = alt.Chart(frame).encode(y=alt.Y("number:Q", scale=alt.Scale(domain=[0, highest * 1.1], nice=False), axis=None))
    middle = alt.Chart(pd.DataFrame({"median": [median], "text": [f"median {median:,.0f}"]})).encode(x=alt.X("median:Q", scale=scale, axis=axis))
    chart = alt.layer(
        middle.mark_rule(color=_COLOR, strokeDash=[4, 3], strokeWidth=1.5).properties(name="medians"),
        middle.mark_text(align="left", baseline="top", dx=5, dy=-22).encode(y=alt.value(0), text="text:N").properties(name="median_names"),
        base.mark_bar(color=_COLOR).encode(x="first:Q", x2="end:Q", y2=alt.datum(0)).properties(name="bars"),
        base.mark_text(baseline="bottom", dy=-3).encode(x="center:Q", text=alt.Text("number:Q", format=",")).properties(name="counts"),
    )
    return spec(chart, (WIDTH - 36, 130), (18, 28, 18, 46))


def arcs(curves: pd.DataFrame, nodes: pd.DataFrame, size: Sequence[int], names: int) -> dict[str, Any]:
    """Return an arc diagram: curves of the columns edge, part, x, y and some, nodes of the columns name, y, size, address and description.

    The names of the nodes are at the left, in a space of `names` pixels.
    """
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, size[0]], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, size[1]], nice=False, reverse=True), axis=None)
    line = alt.Chart(curves).mark_line(color=_COLOR, strokeWidth=1.5, interpolate="catmull-rom").encode(x=x, y=y, detail="edge:N", order="part:Q")
    whole = line.transform_filter("!datum.some").properties(name="edges")
    some = (
        line.mark_line(color=_COLOR, strokeWidth=1.5, strokeDash=[4, 3], interpolate="catmull-rom").transform_filter("datum.some").properties(name="some_edges")
    )
    base = alt.Chart(nodes).encode(x=x, y=y)
    dots = base.mark_circle(color=_COLOR, opacity=1).encode(size=alt.Size("size:Q", scale=None)).properties(name="nodes")
    text = base.mark_text(align="right", dx=-_GAP).encode(text="name:N", href="address:N", description="description:N").properties(name="names")
    return spec(alt.layer(whole, some, dots, text), size, (names, 0, 8, 0))


def _room(texts: Sequence[str] | pd.Series) -> int:
    """Return the space in pixels for the longest of some texts, estimated from their length."""
    return round(max((len(text) for text in texts), default=0) * FONT_SIZE * 0.54) + 12


CHARTS: dict[str, Callable[..., dict[str, Any]]] = {"heat-map": heat_map, "bars": bars, "by-year": by_year, "by-magnitude": by_magnitude, "arcs": arcs}
"""The kinds of charts."""
