"""Tests for internal links: each one has a target, and the checker of these tests finds each kind of error."""

from pathlib import Path

import pytest

from conftest import ROOT
from curator.records.settings import read
from internal_links import Site, faults

ADDRESS = "https://site.invalid/catalog/"
SMALL = {
    "index.html": '<h1 id="top-of-all">Home</h1>',
    "page/index.html": '<h2 id="one two">Page</h2><a name="old">here</a><a href="../">home</a>',
    "page/data.json": "{}",
    "a b.png": "",
    "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g id="part"/></svg>',
    "style.css": "body { color: black }",
    "main.js": "export const one = 1;",
}
"""A site without errors, to which each case adds files."""
PLANTED = {
    "href": ("x.html", '<a href="missing/">x</a>', "href missing/ leads to no file: missing/index.html"),
    "href-of-a-file": ("x.html", '<a href="page/data.csv">x</a>', "href page/data.csv leads to no file: page/data.csv"),
    "href-without-its-stroke": ("x.html", '<a href="page">x</a>', "href page leads to no file: page"),
    "href-from-the-root": ("x.html", '<a href="/catalog/missing/">x</a>', "href /catalog/missing/ leads to no file: missing/index.html"),
    "href-out-of-the-site": ("x.html", '<a href="../../page/">x</a>', "href ../../page/ leaves the site"),
    "href-by-the-whole-address": ("x.html", f'<a href="{ADDRESS}missing/">x</a>', f"href {ADDRESS}missing/ leads to no file: missing/index.html"),
    "href-in-other-letters": ("x.html", '<a href="Page/">x</a>', "href Page/ leads to no file: Page/index.html"),
    "href-encoded": ("x.html", '<a href="a%20c.png">x</a>', "href a%20c.png leads to no file: a c.png"),
    "href-encoded-twice": ("x.html", '<a href="a%2520b.png">x</a>', "href a%2520b.png leads to no file: a%20b.png"),
    "fragment": ("x.html", '<a href="page/#three">x</a>', "href page/#three leads to no place: page/index.html#three"),
    "fragment-of-the-same-page": ("x.html", '<a href="#three">x</a>', "href #three leads to no place: x.html#three"),
    "fragment-in-other-letters": ("x.html", '<a href="page/#OLD">x</a>', "href page/#OLD leads to no place: page/index.html#OLD"),
    "fragment-of-a-drawing": ("x.html", '<svg><use href="drawing.svg#whole"/></svg>', "href drawing.svg#whole leads to no place: drawing.svg#whole"),
    "image": ("x.html", '<img src="missing.png">', "src missing.png leads to no file: missing.png"),
    "image-without-an-address": ("x.html", '<img src="">', "src is empty"),
    "image-in-several-sizes": ("x.html", '<img srcset="a%20b.png 1x, missing.png 2x">', "srcset missing.png leads to no file: missing.png"),
    "source-of-a-picture": ("x.html", '<picture><source srcset="missing.webp"></picture>', "srcset missing.webp leads to no file: missing.webp"),
    "poster": ("x.html", '<video poster="missing.jpg"></video>', "poster missing.jpg leads to no file: missing.jpg"),
    "object": ("x.html", '<object data="missing.svg"></object>', "data missing.svg leads to no file: missing.svg"),
    "script": ("x.html", '<script src="missing.js"></script>', "src missing.js leads to no file: missing.js"),
    "style-sheet": ("x.html", '<link rel="stylesheet" href="missing.css">', "href missing.css leads to no file: missing.css"),
    "link-of-the-head": ("x.html", '<link rel="describedby" href="missing.json">', "href missing.json leads to no file: missing.json"),
    "form": ("x.html", '<form action="missing/"></form>', "action missing/ leads to no file: missing/index.html"),
    "button-of-a-form": ("x.html", '<form><button formaction="missing/">x</button></form>', "formaction missing/ leads to no file: missing/index.html"),
    "quotation": ("x.html", '<blockquote cite="missing/">x</blockquote>', "cite missing/ leads to no file: missing/index.html"),
    "redirect": ("x.html", '<meta http-equiv="Refresh" content="0; URL=\'missing/\'">', "refresh missing/ leads to no file: missing/index.html"),
    "tag-of-the-head": ("x.html", f'<meta property="og:image" content="{ADDRESS}a.png">', f"meta {ADDRESS}a.png leads to no file: a.png"),
    "text-of-a-page": ("x.html", f"<pre>curl {ADDRESS}a.csv\n</pre>", f"text {ADDRESS}a.csv leads to no file: a.csv"),
    "json-ld": ("x.html", f'<script type="application/ld+json">{{"url": "{ADDRESS}a/"}}</script>', f"json {ADDRESS}a/ leads to no file: a/index.html"),
    "style-of-an-element": ("x.html", "<p style=\"background: url('missing.png')\">x</p>", "style missing.png leads to no file: missing.png"),
    "style-of-a-page": ("x.html", "<style>p { background: url(missing.png) }</style>", "style missing.png leads to no file: missing.png"),
    "style-in-a-sheet": ("page/x.css", "p { background: url(a%20b.png) }", "style a%20b.png leads to no file: page/a b.png"),
    "style-sheet-of-a-sheet": ("x.css", '@import "missing.css";', "style missing.css leads to no file: missing.css"),
    "module": ("x.js", 'import {\n  one,\n} from "./missing.js";', "import ./missing.js leads to no file: missing.js"),
    "module-when-needed": ("x.js", 'const two = await import("./missing.js");', "import ./missing.js leads to no file: missing.js"),
    "feed": ("feed.xml", f'<feed><link href="{ADDRESS}a/"/></feed>', f"text {ADDRESS}a/ leads to no file: a/index.html"),
    "sitemap": ("sitemap.xml", f"<urlset><url><loc>{ADDRESS}a/</loc></url></urlset>", f"text {ADDRESS}a/ leads to no file: a/index.html"),
    "robots": ("robots.txt", f"Sitemap: {ADDRESS}sitemap.xml\n", f"text {ADDRESS}sitemap.xml leads to no file: sitemap.xml"),
    "markdown": ("x.md", "[x](missing/index.md)", "markdown missing/index.md leads to no file: missing/index.md"),
    "json": ("x.json", f'[{{"item": "{ADDRESS}page/#three"}}]', f"json {ADDRESS}page/#three leads to no place: page/index.html#three"),
    "bibtex": ("x.bib", f"url = {{{ADDRESS}a/}}", f"text {ADDRESS}a/ leads to no file: a/index.html"),
}
"""One error of each kind: the file with the error, and the expected report."""
SOUND = """
<a href=""></a> <a href="#"></a> <a href="#top"></a> <a href="?text=vessel#x"></a> <p id="x"></p> <a href="page/?ids=a#one%20two"></a>
<a href="page/#old"></a> <a href="page/#:~:text=Page"></a> <a href="/catalog/page/"></a> <a href="https://site.invalid/catalog/page/"></a>
<a href="https://site.invalid/other/"></a> <a href="//other.invalid/x"></a> <a href="mailto:a@other.invalid"></a> <a href="https://other.invalid/#x"></a>
<img src="a b.png" srcset="a%20b.png 1x, drawing.svg 2x"> <img src="data:image/gif;base64,AAAA"> <svg><use href="drawing.svg#part"/></svg>
<script type="application/ld+json">{"@id": "https://site.invalid/catalog/#thing", "about": "https://site.invalid/catalog/#thing"}</script>
<meta http-equiv="refresh" content="5"> <style>p { background: url("a b.png") }</style> <span data="missing"></span>
"""


def _site(folder: Path, name: str, content: str) -> Site:
    for path, text in (SMALL | {name: content}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return Site(folder, ADDRESS)


def test_every_link_within_the_site_resolves(site: Path) -> None:
    """Every internal URL in a page, style sheet, script, feed or file of the site leads to a file and to an anchor in it."""
    assert faults(Site(site, read(ROOT).url)) == []


@pytest.mark.parametrize("kind", PLANTED)
def test_planted_errors_are_reported(kind: str, tmp_path: Path) -> None:
    """The checker reports each kind of error once, with its file, and nothing else."""
    name, content, report = PLANTED[kind]
    assert faults(_site(tmp_path, name, content)) == [f"{name}: {report}"]


def test_valid_links_are_accepted(tmp_path: Path) -> None:
    """Encoded names, queries, anchors, other sites, other schemes and identifiers are not errors."""
    assert faults(_site(tmp_path, "x.html", SOUND)) == []


def test_a_removed_page_is_reported(site: Path) -> None:
    """A page removed from the real site is reported for the pages, files and feeds that link to it."""
    linking = {"index.html", "datasets/index.html", "feed.xml", "sitemap.xml", "data/catalog.jsonld"}
    removed = Site(site, read(ROOT).url, without=frozenset({"datasets/drive/index.html"}))
    assert {fault.partition(":")[0] for fault in faults(removed, linking)} == linking
