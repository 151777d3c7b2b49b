"""Trial build: everything but the drawings of figures is rendered, and an error becomes a problem of the record or work that causes it."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

from curator.records import bibliography
from curator.records.catalog import Catalog
from curator.records.kept_results import FILE, KeptResults, hashed
from curator.records.problem import Problem
from curator.records.settings import Settings
from curator.records.settings import read as settings_of
from curator.records.settings_error import SettingsError
from curator.site import how_to_cite
from curator.site.citations import CACHE, CitationTexts, offered_styles
from curator.site.exports.citation_formats import FORMATS
from curator.site.record_pages import Pages, Renderer, kept_pages, uncached

_FIX = "look for anything unusual in it, e.g. a rare character or a huge number; if there is none, report this as a bug in the program"


def unrendered(root: Path, catalog: Catalog) -> tuple[Problem, ...]:
    """Return the problems that a build of a catalog without other problems would have, in the files that cause them."""
    try:
        settings = settings_of(root)
    except SettingsError as error:
        return error.problems
    citations = CitationTexts.cached_in(root / CACHE, processes=0)
    failure = _error(partial(_rendered_again, root, catalog, settings, citations))
    with contextlib.suppress(OSError):  # the cache only saves time
        citations.save()
    if not failure:
        return ()
    works = tuple(_work_problems(catalog, citations))
    found = works or tuple(_record_problems(catalog, settings, citations))
    # an error in all of several records or works is not caused by one of them
    general = len(found) == len(catalog.references if works else catalog.records) > 1
    return found if found and not general else (Problem("catalog", 1, 1, "unrendered", f"the site cannot be built: {failure}", _FIX),)


def _work_problems(catalog: Catalog, citations: CitationTexts) -> Iterator[Problem]:
    """Yield a problem for each work that cannot be cited."""
    for key, work in catalog.references.items():
        if failure := _error(partial(_cited, work, citations, offered_styles(catalog))):
            yield Problem(bibliography.FILE, work.line, 1, "unrendered", f"`{key}` cannot be cited: {failure}", _FIX)


def _record_problems(catalog: Catalog, settings: Settings, citations: CitationTexts) -> Iterator[Problem]:
    """Yield a problem for each record that cannot be shown, even alone."""
    for id_, record in catalog.records.items():
        alone = replace(catalog, records={id_: record}, sources={id_: catalog.sources[id_]}, resources=())
        if failure := _error(partial(_rendered, alone, settings, citations)):
            yield Problem(catalog.sources[id_].file, 1, 1, "unrendered", f"this record cannot be shown: {failure}", _FIX)


def _rendered_again(root: Path, catalog: Catalog, settings: Settings, citations: CitationTexts) -> None:
    """Render what no earlier trial has rendered: works, records and, with this program and these settings, everything that is made from the values of records."""
    tried = KeptResults("trials", root / FILE)
    pages, renderer = kept_pages(root), Renderer(catalog, settings, how_to_cite.texts(catalog, settings, citations))
    pages(renderer)
    works = hashed((renderer.common, *catalog.work_digests.values()))
    if not tried.get(works):
        for each in FORMATS:
            each.bibliography(catalog.references.values()).encode()
        tried.put(works, b"rendered")
    if not tried.get(renderer.common):
        _rendered(catalog, settings, citations, pages)
        tried.put(renderer.common, b"rendered")
    tried.save()


def _rendered(catalog: Catalog, settings: Settings, citations: CitationTexts, pages: Pages = uncached) -> None:
    """Render all pages and files of a catalog, and encode them; those of records are encoded in any case."""
    # a catalog that was rendered before needs neither the page with figures nor the library that it uses, which takes a second to load
    render, no_figures = import_module("curator.site.render"), import_module("curator.site.overview.drawn_figures").NoFigures()
    found = render.content(catalog, settings, citations, rendering=render.Rendering(pages, no_figures))
    for text in (*found.files.values(), *found.slots.values()):
        if isinstance(text, str):
            text.encode()


def _cited(work: bibliography.Reference, citations: CitationTexts, styles: Iterable[str]) -> None:
    """Render a work in each citation style and format."""
    for style in styles:
        citations.of([work], style)
    for each in FORMATS:
        each.bibliography([work]).encode()


def _error(render: Callable[[], None]) -> str:
    """Return the error of rendering as text, or nothing if there is none."""
    try:
        render()
    except Exception as error:  # noqa: BLE001 - any error that breaks a build is reported as a problem
        return f"{type(error).__name__}: {next(iter(str(error).splitlines()), '')}".removesuffix(": ")
    return ""
