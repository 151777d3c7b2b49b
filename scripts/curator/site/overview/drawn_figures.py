"""Drawings as SVG for a page: rendered by vl-convert, reduced to what a page allows, with a cache between builds."""

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard

from curator.records.kept_results import packages
from curator.site import json_cache
from curator.site.overview.figure_parts import SITE_ROOT, Drawing

DRAWN_BY = ("figure_charts.py", "figure_parts.py", "svg_drawing.py")
"""The modules of this package that make and clean drawings."""


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
        svg = kept["svg"] if _is_sound(key, kept) else _drawn(drawing)
        self.used[key] = {"svg": svg, "sum": _checksum(key, svg)}
        return svg.replace(f'href="{SITE_ROOT}', f'href="{root}')


@dataclass
class NoFigures(DrawnFigures):
    """No drawings, where only the rest of the pages is wanted: drawing needs a second and a large address space."""

    def svg(self, drawing: Drawing, root: str) -> str:  # noqa: ARG002 - the same arguments
        """Return nothing."""
        return ""


def _drawn(drawing: Drawing) -> str:
    """Return a drawing as SVG."""
    from curator.site.overview.svg_drawing import drawn  # noqa: PLC0415 - takes half a second, and most builds draw nothing

    return drawn(drawing)


def _is_sound(key: str, kept: Any) -> TypeGuard[dict[str, str]]:
    """Whether a drawing in the cache is the one that was written under this key."""
    return isinstance(kept, dict) and isinstance(kept.get("svg"), str) and kept.get("sum") == _checksum(key, kept["svg"])


def _checksum(key: str, svg: str) -> str:
    return hashlib.sha256(f"{key}\0{svg}".encode()).hexdigest()


@cache
def _program() -> str:
    """Return what draws: the versions of the packages, and the code of this package that makes and cleans drawings."""
    files = (Path(__file__).with_name(name) for name in DRAWN_BY)
    return "\0".join((*packages("vl_convert_python"), *(file.read_text(encoding="utf-8") for file in files)))


def _cache_key(drawing: Drawing) -> str:
    """Return a hash of everything that a drawing depends on."""
    return hashlib.sha256(f"{_program()}\0{drawing.chart.text}\0{drawing.alt}".encode()).hexdigest()
