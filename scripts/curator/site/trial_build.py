"""Renders what a build renders, so that what would break a build is a problem of the record or the work that is to blame."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from curator.records import bibliography
from curator.records.catalog import Catalog
from curator.records.problem import Problem
from curator.records.settings import Settings, SettingsError
from curator.records.settings import read as settings_of
from curator.site.citations import Citations, offered_styles
from curator.site.exports.citation_formats import FORMATS
from curator.site.render import Content, content
from curator.site.stamp import CACHE

_FIX = "look for what is unusual in it, e.g. a rare character or a huge number; if nothing is, report this: the fault is in the program"


def unrendered(root: Path, catalog: Catalog) -> tuple[Problem, ...]:
    """What breaks a build of a catalog that has no problems otherwise, in the files that are to blame."""
    try:
        settings = settings_of(root)
    except SettingsError as error:
        return error.problems
    citations = Citations.kept_in(root / CACHE)
    fault = _fault(partial(_rendered, catalog, settings, citations))
    with contextlib.suppress(OSError):  # formatted citations are kept to spare time only
        citations.keep()
    if not fault:
        return ()
    works = tuple(_uncited(catalog, citations))
    found = works or tuple(_unshown(catalog, settings, citations))
    # what breaks all of several is no fault of one of them
    general = len(found) == len(catalog.references if works else catalog.records) > 1
    return found if found and not general else (Problem("catalog", 1, 1, "unrendered", f"the site cannot be built: {fault}", _FIX),)


def _uncited(catalog: Catalog, citations: Citations) -> Iterator[Problem]:
    """The works that cannot be cited."""
    for key, work in catalog.references.items():
        if fault := _fault(partial(_cited, work, citations, offered_styles(catalog))):
            yield Problem(bibliography.FILE, work.line, 1, "unrendered", f"`{key}` cannot be cited: {fault}", _FIX)


def _unshown(catalog: Catalog, settings: Settings, citations: Citations) -> Iterator[Problem]:
    """The records that cannot be shown, each as if it were the only one."""
    for id_, record in catalog.records.items():
        alone = replace(catalog, records={id_: record}, sources={id_: catalog.sources[id_]}, resources=())
        if fault := _fault(partial(_rendered, alone, settings, citations)):
            yield Problem(catalog.sources[id_].file, 1, 1, "unrendered", f"this record cannot be shown: {fault}", _FIX)


def _rendered(catalog: Catalog, settings: Settings, citations: Citations) -> None:
    """Render everything of a catalog, down to the bytes of its files."""
    found: Content = content(catalog, settings, citations)
    slots = (text for page in found.records.values() for text in page.slots.values())
    for text in (*found.files.values(), *found.slots.values(), *slots):
        if isinstance(text, str):
            text.encode()


def _cited(work: bibliography.Reference, citations: Citations, styles: Iterable[str]) -> None:
    """Write a work in each style and format."""
    for style in styles:
        citations.of([work], style)
    for each in FORMATS:
        each.bibliography([work]).encode()


def _fault(render: Callable[[], None]) -> str:
    """How rendering breaks off, in words; empty where it does not."""
    try:
        render()
    except Exception as error:  # noqa: BLE001 - whatever breaks a build is a problem here
        return f"{type(error).__name__}: {next(iter(str(error).splitlines()), '')}".removesuffix(": ")
    return ""
