"""Renders drawings as SVG with vl-convert, reduced to what a page allows. The module is imported only if a drawing is not in the cache, because this takes half a second."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import vl_convert

from curator.site.overview.figure_charts import CHARTS
from curator.site.overview.figure_parts import SITE_ROOT, Chart, Drawing

_SVG, _LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset({"svg", "g", "a", "path", "rect", "line", "circle", "text", "tspan"})
_SHAPE = {"d", "x", "y", "x1", "x2", "y1", "y2", "r", "width", "height", "viewBox", "transform"}
_LOOK = {"fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity", "text-anchor", "font-size"}
_ATTRIBUTES = frozenset(_SHAPE | _LOOK)
"""What a drawing may consist of: no styles, scripts, ids or embedded files."""
_DECIMALS = re.compile(r"-?\d+\.\d{3,}")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def drawn(drawing: Drawing) -> str:
    """Return a drawing as SVG."""
    return _cleaned(_rendered(drawing.chart), drawing)


def _rendered(chart: Chart) -> str:
    """Return the SVG of a chart, without access to files and other hosts."""
    return str(vl_convert.vegalite_to_svg(_allowed(CHARTS[chart.kind](**chart.arguments)), allowed_base_urls=[]))


def _allowed(value: Any) -> Any:
    """Return a specification without the characters that XML forbids, which would end the process."""
    if isinstance(value, str):
        return _FORBIDDEN.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _allowed(item) for key, item in value.items()}
    return [_allowed(item) for item in value] if isinstance(value, list) else value


def _cleaned(svg: str, drawing: Drawing) -> str:
    """Return an SVG with only the elements and attributes that a page needs, and with names for assistive technology."""
    top = ET.fromstring(svg)  # noqa: S314 - written by vl-convert, which escapes all texts
    links = list(top.iter(f"{_SVG}a"))
    named = {link: next((child.get("aria-label", "") for child in link), "") for link in links}
    linked_texts = {text for link in links for text in link.iter(f"{_SVG}text")}
    _reduce(top)
    for link, name in named.items():
        link.set("aria-label", name)
    if links:  # the text alternative and the names of the links say the same
        for text in set(top.iter(f"{_SVG}text")) - linked_texts:
            text.set("aria-hidden", "true")
    top.attrib |= {"class": "drawing", "role": "group" if links else "img", "aria-label": drawing.alt}
    for item in top.iter():
        item.tag = item.tag.removeprefix(_SVG)
    return ET.tostring(top, encoding="unicode")


def _reduce(item: ET.Element) -> None:
    """Reduce an element and what it contains, and remove what is invisible."""
    for child in list(item):
        _reduce(child)
        name = child.tag.removeprefix(_SVG)
        if name not in _ELEMENTS or (name == "g" and not len(child)) or (name in {"path", "rect"} and not _is_visible(child)):
            item.remove(child)
    link = item.get(_LINK, "")
    names = [part.removesuffix("_marks") for part in item.get("class", "").split() if part.endswith("_marks")]
    kept = {key: _DECIMALS.sub(lambda match: f"{float(match[0]):.2f}", value) for key, value in item.items() if key in _ATTRIBUTES} | (
        {"class": names[0]} if names else {}
    )
    item.attrib.clear()
    item.attrib |= kept | ({"href": link} if link.startswith(SITE_ROOT) else {})


def _is_visible(shape: ET.Element) -> bool:
    return shape.get("d") != "" and any(shape.get(paint, "none") not in {"none", "transparent"} for paint in ("fill", "stroke"))
