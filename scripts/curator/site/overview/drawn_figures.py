"""Drawings as SVG for a page: rendered by vl-convert, reduced to what a page allows, with a cache between builds."""

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeGuard
from xml.etree import ElementTree as ET

from curator.site import json_cache
from curator.site.overview.figure_parts import SITE_ROOT, Chart, Drawing

_SVG, _LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset({"svg", "g", "a", "path", "rect", "line", "circle", "text", "tspan"})
_SHAPE = {"d", "x", "y", "x1", "x2", "y1", "y2", "r", "width", "height", "viewBox", "transform"}
_LOOK = {"fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity", "text-anchor", "font-size"}
_ATTRIBUTES = frozenset(_SHAPE | _LOOK)
"""What a drawing may consist of: no styles, scripts, ids or embedded files."""
_DECIMALS = re.compile(r"-?\d+\.\d{3,}")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass
class DrawnFigures:
    """Drawings as SVG by specification and versions, cached in a file between builds."""

    file: Path | None = None
    known: dict[str, Any] = field(default_factory=dict)
    used: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def cached_in(cls, file: Path) -> "DrawnFigures":
        """Return the drawings of an earlier build, or none if the file is missing or unreadable."""
        return cls(file, json_cache.cached_in(file))

    def save(self) -> None:
        """Write the drawings of this build to the file if there are any and they changed; warn if it cannot be written."""
        if self.file and self.used and self.used != self.known:
            json_cache.save(self.file, self.used, "draw the figures")

    def svg(self, drawing: Drawing, root: str) -> str:
        """Return a drawing as SVG for a page with a relative path to the root of the site."""
        key = _cache_key(drawing)
        kept: Any = self.used.get(key) or self.known.get(key)
        svg = kept["svg"] if _is_sound(key, kept) else _cleaned(_rendered(drawing.chart), drawing)
        self.used[key] = {"svg": svg, "sum": _checksum(key, svg)}
        return svg.replace(f'href="{SITE_ROOT}', f'href="{root}')


@dataclass
class NoFigures(DrawnFigures):
    """No drawings, where only the rest of the pages is wanted: drawing needs a second and a large address space."""

    def svg(self, drawing: Drawing, root: str) -> str:  # noqa: ARG002 - the same arguments
        """Return nothing."""
        return ""


def _is_sound(key: str, kept: Any) -> TypeGuard[dict[str, str]]:
    """Whether a drawing in the cache is the one that was written under this key."""
    return isinstance(kept, dict) and isinstance(kept.get("svg"), str) and kept.get("sum") == _checksum(key, kept["svg"])


def _checksum(key: str, svg: str) -> str:
    return hashlib.sha256(f"{key}\0{svg}".encode()).hexdigest()


@cache
def _program() -> str:
    """Return what draws: the versions of the packages, and the code of this package that makes and cleans drawings."""
    files = (Path(__file__).with_name("figure_charts.py"), Path(__file__))
    return "\0".join((version("vl-convert-python"), *(file.read_text(encoding="utf-8") for file in files)))


def _cache_key(drawing: Drawing) -> str:
    """Return a hash of everything that a drawing depends on."""
    return hashlib.sha256(f"{_program()}\0{drawing.chart.text}\0{drawing.alt}".encode()).hexdigest()


def _rendered(chart: Chart) -> str:
    """Return the SVG of a chart, without access to files and other hosts."""
    # imported only if a drawing is not in the cache, because they need half a second
    import vl_convert  # noqa: PLC0415

    from curator.site.overview.figure_charts import CHARTS  # noqa: PLC0415

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
