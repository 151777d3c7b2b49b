"""Content added to the pages that the engine built: records and terms in frames, slots, published files, search texts and sitemap."""

import errno
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from html import escape
from pathlib import Path

from curator.contribute import issue_urls
from curator.records import load as catalogs
from curator.records.catalog_license import check_license
from curator.records.file_hashes import FileHashes
from curator.records.kept_results import FILE as KEPT
from curator.records.kept_results import KeptResults, hashed
from curator.records.problem import Problem
from curator.records.record_addresses import page_path, page_url, path_beside
from curator.records.settings import Settings
from curator.records.settings import read as settings_of
from curator.site import engine_output, jinja
from curator.site.citations import CitationTexts
from curator.site.compact_frames import in_short_html, with_compact_frames
from curator.site.exports.export_file import SitemapSource
from curator.site.exports.made_files import MadeFiles
from curator.site.exports.published_files import PAGE_TEXTS, SITEMAP
from curator.site.overview.drawn_figures import DrawnFigures
from curator.site.page_folders import PageFolders
from curator.site.page_frames import (
    FRAMES,
    RECORD_FRAME,
    SITE,
    TERM_FRAME,
    Frame,
    FramedPage,
    facts_of,
    filled,
    finished,
    headings,
    short_menu,
    slot_names,
    split_at_slots,
)
from curator.site.page_sections import Section, sections
from curator.site.record_pages import kept_pages
from curator.site.render import Content, Rendering, content
from curator.site.site_folder import SiteFolder
from curator.site.trial_build import unrendered

OUTPUTS = "outputs"
"""The kind of the kept results that are made of the whole catalog."""
SEARCHED = ("resources", "files", "columns", "fields", "tables", "citing", "printed")
"""The slots whose text the search finds; their pages are not the pages of datasets."""
UNUSED = ("sitemap.xml", "sitemap.xml.gz", "search.json")
"""Files of the engines that the site does not have, or has with another content."""
_UNUSED_PARTS = re.compile(r"assets/javascripts/(lunr|workers)/|assets/(javascripts|stylesheets)/.*\.map$")
"""The theme's own search, which this site replaces, and the sources of its scripts and styles: half as large as the pages of 145 records."""


def prepared(
    root: Path, *, tolerant: bool = False, last: Path | None = None, hashes: FileHashes | None = None
) -> tuple[Content | None, Settings, tuple[Problem, ...]]:
    """Return the rendered content of a catalog, its settings and its problems; no content if there are problems, unless `tolerant`.

    `last` is the last site, and `hashes` are those of the files that were looked at before.
    """
    jinja.reload()
    settings = settings_of(root)
    # while pages are served, a record could change between the hashing and the reading of its file
    catalog, problems = catalogs.load(root, hashes=None if tolerant else hashes or FileHashes(root))
    check_license(settings, catalog, problems)
    if problems and not tolerant:
        return None, settings, problems
    processes = 1 if tolerant else 0  # while pages are served, threads run that other processes cannot inherit
    citations = CitationTexts.cached_in(root / KEPT, processes)
    drawn = DrawnFigures.cached_in(root / KEPT)
    rendering = Rendering(kept_pages(root, processes), drawn, kept=KeptResults(OUTPUTS, root / KEPT), last=last, processes=processes)
    try:
        found = content(catalog, settings, citations, problems, rendering)
    except OSError:
        raise
    except Exception as error:
        if tolerant:
            raise
        return None, settings, unrendered(root, error)
    finally:
        citations.save()
        drawn.save()
    return found, settings, problems


def fill_site(built: Path, found: Content, settings: Settings, *, policy: bool = True) -> None:
    """Turn the output of an engine into the site, in place."""
    pages = engine_output.files_in(built)
    for path in filter(is_unused, pages):
        (built / path).unlink()
    for frame in FRAMES:
        with suppress(OSError):  # the folder of frames contains other pages, or there is none
            (built / frame).rmdir()
            (built / frame).parent.rmdir()
    write_site(pages, PageFolders(SiteFolder(built, built)), found, settings, policy=policy)


def write_site(pages: Mapping[str, bytes], folders: PageFolders, found: Content, settings: Settings, *, policy: bool = True) -> None:
    """Write the site: the files of an engine, by path, with their slots filled, the pages made from frames, and the published files."""
    pages = with_compact_frames(pages)
    frames = {address: frame_of(pages, address, found.slots["version"], settings, policy=policy) for address in FRAMES}
    site, searched = folders.site, [it for path in found.terms if (it := facts_of(found.terms, path).searched)]
    days: dict[str, str] = {}
    folders.drop_others((*map(page_path, found.records), *found.terms))
    for path in sorted((path for path in pages if not is_unused(path)), key=lambda it: it.split("/")):
        if not path.endswith(".html"):
            site.write(path, pages[path])
            continue
        built = pages[path].decode()
        texts = searched_slots(built, found.slots)
        name = f"page {hashed((path, built, str(policy), *texts.values()))}"
        html, read = found.outputs.of(name, partial(_unfilled, path, built, texts, settings, policy=policy))()
        days[path] = day_of(html, found)
        searched += read
        site.write(path, filled(html, found.slots))
    days = (
        days_of_pages(days) | _framed_pages(frames[RECORD_FRAME], folders, found.records, page_path) | _framed_pages(frames[TERM_FRAME], folders, found.terms)
    )
    for old, id_ in found.redirects.items():
        site.write(path_beside(old, "index.html"), redirect(id_, settings, policy=policy))
    for name in found.files:
        if isinstance(found.files, MadeFiles):
            found.files.write(name, site)
        else:
            site.write(name, found.files[name])
    site.write(PAGE_TEXTS.path, PAGE_TEXTS.write(searched))
    site.write(SITEMAP.path, SITEMAP.write(SitemapSource(days, settings)))
    found.outputs.save()


def _framed_pages(frame: Frame, folders: PageFolders, pages: Mapping[str, FramedPage], path_of: Callable[[str], str] = str) -> dict[str, str]:
    """Write the pages made from a frame and the files beside them, one page at a time; return the day of the last change of each page by its path."""
    days, frame_hash = {}, hashed((*frame.pieces, *frame.names))
    for id_ in pages:
        path, facts = path_of(id_), facts_of(pages, id_)
        days[path], key = facts.changed, facts.key and hashed((frame_hash, path, facts.key))
        if folders.linked(path, key):
            continue
        item = pages[id_]
        for name, text in {**item.files, "index.html": frame.page(path, item)}.items():
            folders.site.write(f"{path}{name}", text)
        folders.add(path, key)
    return days


def frame_of(pages: Mapping[str, bytes], address: str, version: str, settings: Settings, *, policy: bool) -> Frame:
    """Return a frame among the pages of an engine, with the slots filled that are the same on all of its pages."""
    path = f"{address}index.html"
    if path not in pages:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
    forms = issue_urls.new_issue(settings.repository) if settings.has_repository else ""
    html = in_short_html(finished(short_menu(pages[path].decode()), policy=policy, forms=forms))
    return split_at_slots(html, {"version": version, "contents": jinja.render("contents.html.j2", sections=headings(html))})


def is_unused(path: str) -> bool:
    """Return whether a file of an engine is not in the site."""
    return path in UNUSED or path.startswith(FRAMES) or _UNUSED_PARTS.match(path) is not None


def hand_written(html: str, settings: Settings, *, policy: bool) -> str:
    """Return a page of the engine with the URL of the site, or what replaces it while it is not set, and, if wanted, a Content-Security-Policy; its slots are not filled yet."""
    return finished(html.replace(SITE, settings.url_in_code), policy=policy)


def _unfilled(path: str, html: str, texts: Mapping[str, str], settings: Settings, *, policy: bool) -> tuple[str, tuple[Section, ...]]:
    """Return a page of the engine before its slots are filled, so that its policy allows no script of a slot, and its sections for the search."""
    unfilled = hand_written(html, settings, policy=policy)
    return unfilled, searched_texts(path, unfilled, texts)


def day_of(html: str, found: Content) -> str:
    """Return the day of the last change of the slots of a hand-written page."""
    return max((found.days.get(name, "") for name in slot_names(html)), default="")


def searched_slots(html: str, slots: Mapping[str, str]) -> dict[str, str]:
    """Return the slots of a hand-written page, without the text of those that the search does not find."""
    return {name: slots[name] if name in SEARCHED else "" for name in slot_names(html) if name in slots}


def searched_texts(path: str, html: str, texts: Mapping[str, str]) -> tuple[Section, ...]:
    """Return the sections of a hand-written page as the search finds them, with the texts of its slots."""
    folder, _, name = path.rpartition("/")
    return tuple(sections(f"{folder}/" if folder else "", filled(html, texts))) if name == "index.html" else ()


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
