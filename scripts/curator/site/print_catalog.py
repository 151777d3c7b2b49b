"""The whole catalog as one PDF, printed by Chromium in the styles of the built site."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from curator.records.settings import Settings
from curator.site.catalog_document import document
from curator.site.engine_commands import SITE
from curator.site.render import Content

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
"""Names of Chromium; the first one opens pages in less than half the time, but is not available on every system."""
FRAME = "docs/datasets/frame.md"
STYLES = ("catalog.css", "table.css", "print.css")
"""Style sheets of the site that apply to the document, after those of the theme."""
TIME_LIMIT = 1800
"""Seconds for printing once; 145 datasets take about a minute."""
_OPTIONS = ("--headless", "--disable-gpu", "--disable-extensions", "--no-first-run", "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND")
_OUTLINE = ("--generate-pdf-document-outline",)
_DRAFT = ("--disable-pdf-tagging",)
_PLACE = re.compile(rb"/([\w-]+) \[(\d+) 0 R /XYZ")
_NUMBER = re.compile(rb"(\d+) 0 R")


class PrintError(Exception):
    """The catalog cannot be printed; the text says why."""


def chromium() -> str | None:
    """Return the browser in $CHROME, or the first one on the path; None if there is none."""
    if named := os.environ.get("CHROME"):
        return named if Path(named).is_file() else None
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def catalog_pdf(root: Path, found: Content, settings: Settings) -> bytes:
    """Return the catalog as a PDF; it is printed twice, because the page numbers of the contents are known after the first time."""
    program = chromium()
    if program is None:
        raise PrintError("no Chromium was found: install Chromium or Chrome, or set $CHROME to its path")
    sheets = _stylesheets(root / SITE)
    frame = (root / FRAME).read_text(encoding="utf-8")
    draft = printed(document(found, settings, frame, sheets), program, *_DRAFT)
    return printed(document(found, settings, frame, sheets, page_numbers(draft)), program, *_OUTLINE)


def _stylesheets(site: Path) -> list[str]:
    """Return the addresses of the style sheets of the built site."""
    sheets = [*sorted((site / "assets" / "stylesheets").glob("*.css")), *(site / "assets" / "css" / name for name in STYLES)]
    if missing := [sheet for sheet in sheets if not sheet.is_file()]:
        raise PrintError(f"{missing[0].relative_to(site.parent)} is missing: run `curator build` first")
    return [sheet.resolve().as_uri() for sheet in sheets]


def printed(html: str, program: str, *options: str) -> bytes:
    """Return an HTML document as Chromium prints it; it has no access to the network."""
    with TemporaryDirectory() as name:
        source, pdf = Path(name) / "catalog.html", Path(name) / "catalog.pdf"
        source.write_text(html, encoding="utf-8")
        # Chromium refuses to run as root in its sandbox; the document contains no scripts
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        words = [program, *_OPTIONS, *as_root, *options, f"--user-data-dir={name}/profile", f"--print-to-pdf={pdf}", source.as_uri()]
        try:
            done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=TIME_LIMIT)  # noqa: S603 - a browser
        except subprocess.TimeoutExpired as error:
            raise PrintError(f"{program} did not print the catalog within {TIME_LIMIT // 60} minutes") from error
        if not pdf.is_file():
            raise PrintError(f"{program} printed nothing: {done.stderr.strip().rpartition(chr(10))[2] or f'exit code {done.returncode}'}")
        return pdf.read_bytes()


def page_numbers(pdf: bytes) -> dict[str, int]:
    """Return the number of the page of each target of a link in a PDF by Chromium."""
    objects = {int(match[1]): match[2] for match in re.finditer(rb"\n(\d+) 0 obj\n(<<.*?)endobj", pdf, re.DOTALL)}
    roots = next((it for it in objects.values() if b"/Type /Catalog" in it), b"")
    first, places = re.search(rb"/Pages (\d+) 0 R", roots), re.search(rb"/Dests (\d+) 0 R", roots)
    if not first or not places:
        return {}
    order = {page: number for number, page in enumerate(_leaves(int(first[1]), objects), start=1)}
    return {name.decode(): order[int(page)] for name, page in _PLACE.findall(objects[int(places[1])])}


def _leaves(node: int, objects: dict[int, bytes]) -> Iterator[int]:
    """Yield the pages below a node of the page tree, in their order."""
    kids = re.search(rb"/Kids \[([^\]]*)\]", objects[node])
    if not kids:
        yield node
        return
    for child in _NUMBER.findall(kids[1]):
        yield from _leaves(int(child), objects)
