"""Content added to the pages that the engine built: records and terms in frames, slots, published files, search texts and sitemap."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path

from curator.records import load as catalogs
from curator.records.problem import Problem
from curator.records.record_addresses import page_path, page_url, path_beside
from curator.records.settings import FILE, Settings, SettingsError
from curator.records.settings import read as settings_of
from curator.site import jinja
from curator.site.citations import CitationTexts
from curator.site.exports.export_file import SitemapSource
from curator.site.exports.published_files import PAGE_TEXTS, SITEMAP
from curator.site.overview.drawn_figures import DrawnFigures
from curator.site.page_frames import RECORD_FRAME, SITE, TERM_FRAME, Frame, FramedPage, filled, finished, headings, split_at_slots
from curator.site.page_sections import Section, sections
from curator.site.record_pages import kept_pages
from curator.site.render import Content, Rendering, content

CACHE = ".cache/curator/citations.json"
"""Cache of formatted citations."""
FIGURES = ".cache/curator/figures.json"
"""Cache of drawn figures."""
FRAMES = (RECORD_FRAME, TERM_FRAME)
"""The paths of the frames."""
SEARCHED = ("resources", "files", "columns", "fields", "tables", "citing")
"""The slots whose text the search finds; their pages are not the pages of datasets."""
UNUSED = ("sitemap.xml.gz", "search.json")
"""Files of the engines that the site does not have."""


def prepared(root: Path, *, tolerant: bool = False) -> tuple[Content | None, Settings, tuple[Problem, ...]]:
    """Return the rendered content of a catalog, its settings and its problems; no content if there are problems, unless `tolerant`."""
    settings = settings_of(root)
    catalog, problems = catalogs.load(root)
    if settings.licence not in catalog.vocabularies.licence and not catalogs.within(problems, [catalogs.VOCABULARY]):
        fix = "write the id of a term of catalog/vocabulary/licence.yaml, e.g. CC-BY-4.0"
        raise SettingsError((Problem(FILE, 1, 1, "unknown-term", f"`extra.licence` is `{settings.licence}`, which is not in the vocabulary", fix),))
    if problems and not tolerant:
        return None, settings, problems
    processes = 1 if tolerant else 0  # while pages are served, threads run that other processes cannot inherit
    citations = CitationTexts.cached_in(root / CACHE, processes)
    drawn = DrawnFigures.cached_in(root / FIGURES)
    found = content(catalog, settings, citations, problems, Rendering(kept_pages(root, processes), drawn))
    citations.save()
    drawn.save()
    return found, settings, problems


def fill_site(built: Path, found: Content, settings: Settings, *, policy: bool = True) -> None:
    """Turn the output of an engine into the site, in place."""
    frames = {address: _removed_frame(built, address, policy=policy) for address in FRAMES}
    framed: dict[str, dict[str, FramedPage]] = {address: {} for address in frames}
    days, searched = {}, [page.searched for page in found.terms.values() if page.searched]
    for path in sorted(built.rglob("*.html")):
        # computed before slots are filled, so that the policy allows no script of a slot
        html = finished(path.read_text(encoding="utf-8").replace(SITE, settings.address("").rstrip("/")), policy=policy)
        days[path] = max((found.days.get(name, "") for name in split_at_slots(html).names), default="")
        searched += _searched(path.relative_to(built), html, found.slots)
        _write(path, filled(html, found.slots))
    pages = {RECORD_FRAME: ((page_path(id_), item) for id_, item in found.records.items()), TERM_FRAME: found.terms.items()}
    for address, (frame, slots) in frames.items():
        for page, item in pages[address]:
            _write(built / page / "index.html", frame.page(page, item, {"version": found.slots["version"], **slots}))
            for name, text in item.files.items():
                _write(built / page / name, text)
            framed[address][page] = replace(item, slots={}, files={})  # of 10,000 pages they would fill the memory
    for old, id_ in found.redirects.items():
        _write(built / path_beside(old, "index.html"), finished(_redirect(id_, settings), policy=policy))
    for name, text_or_bytes in found.files.items():
        _write(built / name, text_or_bytes)
    _write(built / PAGE_TEXTS.path, PAGE_TEXTS.write(searched))
    for unused in UNUSED:
        (built / unused).unlink(missing_ok=True)
    _write(built / SITEMAP.path, SITEMAP.write(SitemapSource(_days(built, days, framed), settings)))


def _removed_frame(built: Path, address: str, *, policy: bool) -> tuple[Frame, dict[str, str]]:
    """Remove a frame from the site; return it with the slots that are the same on all of its pages."""
    folder = built / address
    html = finished((folder / "index.html").read_text(encoding="utf-8"), policy=policy)
    shutil.rmtree(folder)
    if not any(folder.parent.iterdir()):
        folder.parent.rmdir()
    return split_at_slots(html), {"contents": jinja.render("contents.html.j2", sections=headings(html))}


def _searched(path: Path, html: str, slots: Mapping[str, str]) -> tuple[Section, ...]:
    """Return the sections of a hand-written page as the search finds them."""
    if path.name != "index.html":
        return ()
    return tuple(sections(path.as_posix().removesuffix("index.html"), filled(html, {name: text if name in SEARCHED else "" for name, text in slots.items()})))


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def _redirect(id_: str, settings: Settings) -> str:
    """Return a page that redirects from a former id to the record's page."""
    to = escape(page_url(id_, settings))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Moved</title><link rel="canonical" href="{to}">'
        f'<meta http-equiv="refresh" content="0; url=../{id_}/"></head><body><p>This record is now at <a href="../{id_}/">{id_}</a>.</p></body></html>\n'
    )


def _days(built: Path, written: Mapping[Path, str], framed: Mapping[str, Mapping[str, FramedPage]]) -> dict[str, str]:
    """Return the day of the last change of each page by its path: hand-written pages as written, then those made from frames."""
    days = {path.relative_to(built).as_posix().removesuffix("index.html"): day for path, day in written.items() if path.name == "index.html"}
    return days | {page: item.changed for pages in framed.values() for page, item in pages.items()}
