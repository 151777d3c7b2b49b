"""Tests for the Content-Security-Policy: it allows the scripts of the theme, and nothing from a record or a browser extension."""

import base64
import hashlib
import re
from html import unescape
from pathlib import Path

import pytest

from conftest import PUBLISHED
from curator.site.fill_pages import fill_site
from curator.site.page_frames import FRAMES, FramedPage
from curator.site.render import Content

PAGE = '<html><head><meta charset="utf-8"></head><body><h1>Page</h1><script>own()</script><p>SITE-ADDRESS/data/</p><!-- slot:table --></body></html>'
HOSTILE = "<script>alert(1)</script><p>SITE-ADDRESS is what it says</p><!-- slot:other -->"


def mark(script: str) -> str:
    """Return the hash of a script as in a policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def policy(html: str) -> str:
    """Return the policy of a page."""
    [found] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    return unescape(found)


@pytest.fixture
def filled_site(tmp_path: Path) -> Path:
    """Build a site of one hand-written page and one record, whose slots contain scripts."""
    for folder in (*FRAMES, "about"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "index.html").write_text(PAGE, encoding="utf-8")
    slots = {"table": HOSTILE, "version": ""}
    fill_site(tmp_path, Content({"drive": FramedPage("DRIVE", "", slots, "")}, slots, {}, {}, {}), PUBLISHED)
    return tmp_path


@pytest.mark.parametrize("page", ["about", "datasets/drive"])
def test_a_script_in_a_slot_is_not_allowed(page: str, filled_site: Path) -> None:
    """The policy of a page allows its own scripts, inline or in a file, and none from a slot."""
    html = (filled_site / page / "index.html").read_text(encoding="utf-8")
    assert "<script>alert(1)</script>" in html
    own = [script for path in re.findall(r'src="([^"]+)"', html) if (script := (filled_site / page / path).read_text(encoding="utf-8"))]
    assert mark("own()") in policy(html) if page == "about" else own == ["own()"]
    assert mark("alert(1)") not in policy(html)


def test_only_handwritten_pages_have_the_site_url_inserted(filled_site: Path) -> None:
    """The site's URL is inserted into hand-written pages, and not into text of the catalog that contains the placeholder."""
    html = (filled_site / "about" / "index.html").read_text(encoding="utf-8")
    assert "<p>https://someone.github.io/catalog/data/</p>" in html
    assert "<p>SITE-ADDRESS is what it says</p><!-- slot:other -->" in html


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_no_page_requests_blocked_resources(engine: str, sites: dict[str, Path]) -> None:
    """No page links to another one as next or for prefetching: Firefox fetches both, and the policy blocks and reports that."""
    asking = r'<link [^>]*\brel=["\']?[^"\'>]*\b(next|prefetch|preload|prerender|modulepreload)\b'
    pages = {path: path.read_text(encoding="utf-8") for path in sites[engine].rglob("*.html")}
    assert [path for path, text in pages.items() if re.search(asking, text)] == []
    assert any('rel="prev"' in text for text in pages.values())
