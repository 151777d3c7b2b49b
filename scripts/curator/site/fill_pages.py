"""Content added to the pages that the engine built: records and terms in frames, slots, published files, search index and sitemap."""

import json
import shutil
from collections.abc import Mapping
from html import escape
from pathlib import Path

from curator.records import load as catalogs
from curator.records.problem import Problem
from curator.records.record_addresses import page_path, page_url, path_beside
from curator.records.settings import FILE, Settings, SettingsError
from curator.records.settings import read as settings_of
from curator.site import jinja, search_index
from curator.site.citations import CitationTexts
from curator.site.exports.export_file import SitemapSource
from curator.site.exports.published_files import SITEMAP
from curator.site.overview.drawn_figures import DrawnFigures
from curator.site.page_frames import RECORD_FRAME, SITE, TERM_FRAME, Frame, FramedPage, filled, finished, headings, split_at_slots
from curator.site.render import Content, content

CACHE = ".cache/curator/citations.json"
"""Cache of formatted citations."""
FIGURES = ".cache/curator/figures.json"
"""Cache of drawn figures."""
SECTIONS = {RECORD_FRAME: "Datasets", TERM_FRAME: "Browse"}
"""The frames, each with the section of the site in which search results show its pages."""


def prepared(root: Path, *, tolerant: bool = False) -> tuple[Content | None, Settings, tuple[Problem, ...]]:
    """Return the rendered content of a catalog, its settings and its problems; no content if there are problems, unless `tolerant`."""
    settings = settings_of(root)
    catalog, problems = catalogs.load(root)
    if settings.licence not in catalog.vocabularies.licence and not catalogs.within(problems, [catalogs.VOCABULARY]):
        fix = "write the id of a term of catalog/vocabulary/licence.yaml, e.g. CC-BY-4.0"
        raise SettingsError((Problem(FILE, 1, 1, "unknown-term", f"`extra.licence` is `{settings.licence}`, which is not in the vocabulary", fix),))
    if problems and not tolerant:
        return None, settings, problems
    citations = CitationTexts.cached_in(root / CACHE)
    drawn = DrawnFigures.cached_in(root / FIGURES)
    found = content(catalog, settings, citations, problems, drawn)
    citations.save()
    drawn.save()
    return found, settings, problems


def fill_site(built: Path, found: Content, settings: Settings, *, policy: bool = True) -> None:
    """Turn the output of an engine into the site, in place."""
    frames = {address: _removed_frame(built, address, policy=policy) for address in SECTIONS}
    framed = {RECORD_FRAME: {page_path(id_): item for id_, item in found.records.items()}, TERM_FRAME: found.terms}
    days = {}
    for path in sorted(built.rglob("*.html")):
        # computed before slots are filled, so that the policy allows no script of a slot
        html = finished(path.read_text(encoding="utf-8").replace(SITE, settings.address("").rstrip("/")), policy=policy)
        days[path] = max((found.days.get(name, "") for name in split_at_slots(html).names), default="")
        _write(path, filled(html, found.slots))
    for address, (frame, slots) in frames.items():
        for page, item in framed[address].items():
            _write(built / page / "index.html", frame.page(page, item, {"version": found.slots["version"], **slots}))
    for old, id_ in found.redirects.items():
        _write(built / path_beside(old, "index.html"), finished(_redirect(id_, settings), policy=policy))
    for name, text_or_bytes in found.files.items():
        _write(built / name, text_or_bytes)
    _extend_search(built, framed, settings)
    (built / "sitemap.xml.gz").unlink(missing_ok=True)
    _write(built / SITEMAP.path, SITEMAP.write(SitemapSource(_days(built, days, framed), settings)))


def _removed_frame(built: Path, address: str, *, policy: bool) -> tuple[Frame, dict[str, str]]:
    """Remove a frame from the site; return it with the slots that are the same on all of its pages."""
    folder = built / address
    html = finished((folder / "index.html").read_text(encoding="utf-8"), policy=policy)
    shutil.rmtree(folder)
    if not any(folder.parent.iterdir()):
        folder.parent.rmdir()
    return split_at_slots(html), {"contents": jinja.render("contents.html.j2", sections=headings(html))}


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


def _extend_search(built: Path, framed: Mapping[str, Mapping[str, FramedPage]], settings: Settings) -> None:
    """Add the pages made from frames to the engine's search index."""
    for name, (key, fields) in search_index.FILES.items():
        path = built / name
        if path.is_file():
            index = json.loads(path.read_text(encoding="utf-8").replace(SITE, settings.address("").rstrip("/")))
            entries = (
                {"location": page, "title": escape(it.title), "text": escape(it.searched), **fields(SECTIONS[address])}
                for address, pages in framed.items()
                for page, it in pages.items()
            )
            _write(path, json.dumps(search_index.extended(index, key, entries), ensure_ascii=False, separators=(",", ":")))


def _days(built: Path, written: Mapping[Path, str], framed: Mapping[str, Mapping[str, FramedPage]]) -> dict[str, str]:
    """Return the day of the last change of each page by its path: hand-written pages as written, then those made from frames."""
    days = {path.relative_to(built).as_posix().removesuffix("index.html"): day for path, day in written.items() if path.name == "index.html"}
    return days | {page: item.changed for pages in framed.values() for page, item in pages.items()}
