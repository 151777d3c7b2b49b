"""Trial build: after an unexpected error in a build, works and records are rendered one by one to find those that cause it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from curator.records import bibliography
from curator.records import load as catalogs
from curator.records.catalog import Catalog
from curator.records.kept_results import FILE
from curator.records.problem import Problem
from curator.records.settings import Settings
from curator.records.settings import read as settings_of
from curator.site import how_to_cite
from curator.site.citations import CitationTexts, offered_styles
from curator.site.exports.citation_formats import FORMATS
from curator.site.jinja import BrokenTemplateError
from curator.site.overview.drawn_figures import NoFigures
from curator.site.record_pages import uncached
from curator.site.record_renderer import Renderer
from curator.site.render import Rendering, content

_FIX = "look for anything unusual in it, e.g. a rare character or a huge number; if there is none, report this as a bug in the program"


def unrendered(root: Path, error: Exception) -> tuple[Problem, ...]:
    """Return the problems because of which a build of a catalog without other problems failed with an error, in the files that cause them.

    Raises the error again if it names a template that fails for every record.
    """
    broken = isinstance(error, BrokenTemplateError)
    if found := _causes(root, fewest=1 if broken else 2):
        return found
    if broken:
        raise error
    return (Problem("catalog", 1, 1, "unrendered", f"the site cannot be built: {_sentence(error)}", _FIX),)


def _causes(root: Path, fewest: int) -> tuple[Problem, ...]:
    """Return a problem for each work or record that cannot be rendered; none if none of at least `fewest` can, because they are not the cause then."""
    catalog, settings = catalogs.load(root)[0], settings_of(root)
    citations = CitationTexts.cached_in(root / FILE)
    works = tuple(_work_problems(catalog.references.values(), catalog, citations))
    found = works or tuple(_record_problems(_suspects(catalog, settings, citations) or catalog.records, catalog, settings, citations))
    every = len(catalog.references if works else catalog.records)
    return () if len(found) == every >= fewest else found


def causes_on_page(id_: str, catalog: Catalog, settings: Settings, citations: CitationTexts) -> tuple[Problem, ...]:
    """Return the problems because of which the page of a valid record cannot be rendered; none if the record and its works are not the cause."""
    cited = (catalog.references[key] for key in catalog.summaries[id_].works if key in catalog.references)
    return tuple(_work_problems(cited, catalog, citations)) or tuple(_record_problems((id_,), catalog, settings, citations))


def _work_problems(works: Iterable[bibliography.Reference], catalog: Catalog, citations: CitationTexts) -> Iterator[Problem]:
    """Yield a problem for each work that cannot be cited."""
    styles = offered_styles(catalog)
    for work in works:
        if failure := _failure(partial(_cited, work, citations, styles)):
            yield Problem(bibliography.FILE, work.line, 1, "unrendered", f"`{work.key}` cannot be cited: {failure}", _FIX)


def _suspects(catalog: Catalog, settings: Settings, citations: CitationTexts) -> list[str]:
    """Return the records that cannot be rendered beside the others, which is faster to find out than if each is the only one."""
    try:
        renderer = Renderer(catalog, settings, how_to_cite.texts(catalog, settings, citations))
    except Exception:  # noqa: BLE001 - then each is tried alone
        return []
    return [id_ for id_ in catalog.records if _failure(partial(renderer.rendered, id_))]


def _record_problems(ids: Iterable[str], catalog: Catalog, settings: Settings, citations: CitationTexts) -> Iterator[Problem]:
    """Yield a problem for each of some records that cannot be shown, even alone."""
    for id_ in ids:
        alone = replace(catalog, records={id_: catalog.records[id_]}, sources={id_: catalog.sources[id_]}, resources=())
        if failure := _failure(partial(_rendered, alone, settings, citations)):
            yield Problem(catalog.sources[id_].file, 1, 1, "unrendered", f"this record cannot be shown: {failure}", _FIX)


def _rendered(catalog: Catalog, settings: Settings, citations: CitationTexts) -> None:
    """Render all pages and files of a catalog but the figures, and encode them; those of records are encoded in any case."""
    found = content(catalog, settings, citations, rendering=Rendering(uncached, NoFigures()))
    for text in (*found.files.values(), *found.slots.values()):
        if isinstance(text, str):
            text.encode()


def _cited(work: bibliography.Reference, citations: CitationTexts, styles: Iterable[str]) -> None:
    """Render a work in each citation style and format."""
    for style in styles:
        citations.of([work], style)
    for each in FORMATS:
        each.bibliography([work]).encode()


def _failure(render: Callable[[], object]) -> str:
    """Return the error of rendering as text, or nothing if there is none."""
    try:
        render()
    except Exception as error:  # noqa: BLE001 - any error that breaks a build is reported as a problem
        return _sentence(error)
    return ""


def _sentence(error: Exception) -> str:
    return f"{type(error).__name__}: {next(iter(str(error).splitlines()), '')}".removesuffix(": ")
