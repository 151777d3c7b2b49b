"""The slots of the page with the catalog in figures."""

from dataclasses import dataclass

from markupsafe import Markup

from curator.records.catalog import Catalog
from curator.site import jinja
from curator.site.overview import (
    KEYS,
    access_and_terms,
    modality_by_organ,
    overlap_graph,
    patient_characteristics,
    printed_errors,
    release_years,
    size_distribution,
)
from curator.site.overview.drawn_figures import DrawnFigures
from curator.site.overview.figure_parts import Drawing, OverviewFigure

ROOT_PATH = "../"
"""The relative path from the page to the root of the site."""
_MAKERS = (
    modality_by_organ.figure,
    size_distribution.figure,
    access_and_terms.access,
    access_and_terms.licenses,
    release_years.figure,
    patient_characteristics.figure,
    overlap_graph.figure,
    printed_errors.figure,
)
FIGURES = dict(zip(KEYS, _MAKERS, strict=True))
"""The functions that return the figures, by key."""


@dataclass(frozen=True)
class ShownDrawing:
    """A drawing with its SVG."""

    drawing: Drawing
    svg: Markup


def slots(catalog: Catalog, drawn: DrawnFigures) -> dict[str, str]:
    """Return the slots of the page: what is counted, and each figure."""
    kinds = [it.kind for it in catalog.summaries.values()]
    head = jinja.render("slot/overview.html.j2", root=ROOT_PATH, medical=kinds.count("medical"), natural=kinds.count("natural"))
    return {"overview": head} | {f"overview-{key}": _shown(make(catalog), drawn) for key, make in FIGURES.items()}


def _shown(figure: OverviewFigure, drawn: DrawnFigures) -> str:
    # escaped by the renderer of the drawings
    shown = [ShownDrawing(it, Markup(drawn.svg(it, ROOT_PATH))) for it in figure.drawings]  # noqa: S704
    return jinja.render("_overview_figure.html.j2", root=ROOT_PATH, figure=figure, drawings=shown)
