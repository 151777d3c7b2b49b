"""Content added to the pages that the engine built: records and terms in frames, slots, published files, search texts and sitemap."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path

from curator.records import load as catalogs
from curator.records.catalog import Catalog
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
    check_license(settings, catalog, problems)
    if problems and not tolerant:
        return None, settings, problems
    processes = 1 if tolerant else 0  # while pages are served, threads run that other processes cannot inherit
    citations = CitationTexts.cached_in(root / CACHE, processes)
    drawn = DrawnFigures.cached_in(root / FIGURES)
    found = content(catalog, settings, citations, problems, Rendering(kept_pages(root, processes), drawn))
    citations.save()
    drawn.save()
    return found, settings, problems


def check_license(settings: Settings, catalog: Catalog, problems: tuple[Problem, ...]) -> None:
    """Raise SettingsError if the license of the catalog is not in its vocabulary."""
    if settings.licence not in catalog.vocabularies.licence and not catalogs.within(problems, [catalogs.VOCABULARY]):
        fix = "write the id of a term of catalog/vocabulary/licence.yaml, e.g. CC-BY-4.0"
        raise SettingsError((Problem(FILE, 1, 1, "unknown-term", f"`extra.licence` is `{settings.licence}`, which is not in the vocabulary", fix),))


def fill_site(built: Path, found: Content, settings: Settings, *, policy: bool = True) -> None:
    """Turn the output of an engine into the site, in place."""
    frames = {address: _removed_frame(built, address, policy=policy) for address in FRAMES}
    framed: dict[str, dict[str, FramedPage]] = {address: {} for address in frames}
    days: dict[str, str] = {}
    searched = [page.searched for page in found.terms.values() if page.searched]
    for path in sorted(built.rglob("*.html")):
        # computed before slots are filled, so that the policy allows no script of a slot
        html = hand_written(path.read_text(encoding="utf-8"), settings, policy=policy)
        days[path.relative_to(built).as_posix()] = day_of(html, found)
        searched += searched_texts(path.relative_to(built).as_posix(), html, found.slots)
        _write(path, filled(html, found.slots))
    pages = {RECORD_FRAME: ((page_path(id_), item) for id_, item in found.records.items()), TERM_FRAME: found.terms.items()}
    for address, (frame, slots) in frames.items():
        for page, item in pages[address]:
            _write(built / page / "index.html", frame.page(page, item, {"version": found.slots["version"], **slots}))
            for name, text in item.files.items():
                _write(built / page / name, text)
            framed[address][page] = replace(item, slots={}, files={})  # of 10,000 pages they would fill the memory
    for old, id_ in found.redirects.items():
        _write(built / path_beside(old, "index.html"), redirect(id_, settings, policy=policy))
    for name, text_or_bytes in found.files.items():
        _write(built / name, text_or_bytes)
    _write(built / PAGE_TEXTS.path, PAGE_TEXTS.write(searched))
    for unused in UNUSED:
        (built / unused).unlink(missing_ok=True)
    changed = {page: item.changed for pages in framed.values() for page, item in pages.items()}
    _write(built / SITEMAP.path, SITEMAP.write(SitemapSource(days_of_pages(days) | changed, settings)))


def _removed_frame(built: Path, address: str, *, policy: bool) -> tuple[Frame, dict[str, str]]:
    """Remove a frame from the site; return it with the slots that are the same on all of its pages."""
    folder = built / address
    html = finished((folder / "index.html").read_text(encoding="utf-8"), policy=policy)
    shutil.rmtree(folder)
    if not any(folder.parent.iterdir()):
        folder.parent.rmdir()
    return frame(html)


def frame(html: str) -> tuple[Frame, dict[str, str]]:
    """Return a frame with the slots that are the same on all of its pages."""
    return split_at_slots(html), {"contents": jinja.render("contents.html.j2", sections=headings(html))}


def hand_written(html: str, settings: Settings, *, policy: bool) -> str:
    """Return a page of the engine with the URL of the site and, if wanted, a Content-Security-Policy; its slots are not filled yet."""
    return finished(html.replace(SITE, settings.address("").rstrip("/")), policy=policy)


def day_of(html: str, found: Content) -> str:
    """Return the day of the last change of the slots of a hand-written page."""
    return max((found.days.get(name, "") for name in split_at_slots(html).names), default="")


def searched_texts(path: str, html: str, slots: Mapping[str, str]) -> tuple[Section, ...]:
    """Return the sections of a hand-written page as the search finds them."""
    folder, _, name = path.rpartition("/")
    if name != "index.html":
        return ()
    names = split_at_slots(html).names
    texts = {name: slots[name] if name in SEARCHED else "" for name in names if name in slots}
    return tuple(sections(f"{folder}/" if folder else "", filled(html, texts)))


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def redirect(id_: str, settings: Settings, *, policy: bool) -> str:
    """Return a page that redirects from a former id to the record's page."""
    to = escape(page_url(id_, settings))
    html = (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Moved</title><link rel="canonical" href="{to}">'
        f'<meta http-equiv="refresh" content="0; url=../{id_}/"></head><body><p>This record is now at <a href="../{id_}/">{id_}</a>.</p></body></html>\n'
    )
    return finished(html, policy=policy)


def days_of_pages(days: Mapping[str, str]) -> dict[str, str]:
    """Return the days of files by the URL paths of their pages; other files have none."""
    return {path.removesuffix("index.html"): day for path, day in days.items() if path == "index.html" or path.endswith("/index.html")}
