"""Drawings as SVG for a page: rendered by vl-convert, reduced to what a page allows, with a cache between builds."""

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from curator.records.kept_results import packages
from curator.records.kept_texts import keep_texts, kept_texts
from curator.site.overview.figure_parts import SITE_ROOT, Drawing

_KIND = "figures"
"""The kind of the kept results."""
DRAWN_BY = ("figure_charts.py", "figure_parts.py", "svg_drawing.py")
"""The modules of this package that make and clean drawings."""


@dataclass
class DrawnFigures:
    """Drawings as SVG by specification and versions, kept in a file between builds."""

    file: Path | None = None
    known: dict[str, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)

    @classmethod
    def cached_in(cls, file: Path) -> "DrawnFigures":
        """Return the drawings of an earlier build; none if they are missing or damaged."""
        return cls(file, kept_texts(_KIND, file))

    def save(self) -> None:
        """Keep the drawings of this build if there are any and they changed."""
        if self.file and self.used and self.used != self.known:
            keep_texts(_KIND, self.file, self.used)

    def svg(self, drawing: Drawing, root: str) -> str:
        """Return a drawing as SVG for a page with a relative path to the root of the site."""
        key = _cache_key(drawing)
        svg = self.used[key] = self.used.get(key) or self.known.get(key) or _drawn(drawing)
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


@cache
def _program() -> str:
    """Return what draws: the versions of the packages, and the code of this package that makes and cleans drawings."""
    files = (Path(__file__).with_name(name) for name in DRAWN_BY)
    return "\0".join((*packages("vl_convert_python"), *(file.read_text(encoding="utf-8") for file in files)))


def _cache_key(drawing: Drawing) -> str:
    """Return a hash of everything that a drawing depends on."""
    return hashlib.sha256(f"{_program()}\0{drawing.chart.text}\0{drawing.alt}".encode()).hexdigest()
