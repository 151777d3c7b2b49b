"""Screenshots of every kind of page, wide and narrow, light and dark, and a page that shows all of them."""

import shutil
import tempfile
from collections.abc import Iterable
from html import escape
from itertools import product
from pathlib import Path

import click
from playwright.sync_api import Browser, Page, sync_playwright

import find_browser
from browser_fixtures import CHROMIUM
from browsing import NARROW, WIDE
from page_kinds import PUBLISHED, PageKind
from special_site import SPECIAL, special_site
from static_server import serving

HEIGHT = 2400
"""Longer pages are cut off."""
SCHEMES = ("light", "dark")
VIEWS = {f"{viewport['width']}-{scheme}": (viewport, scheme) for viewport, scheme in product((WIDE, NARROW), SCHEMES)}
"""Window and color scheme by the end of the file name."""
SHEET = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Screenshots</title>
<style>body {{ font-family: sans-serif; }} div {{ align-items: start; display: flex; gap: 1rem; }} img {{ border: 1px solid; width: 36rem; }} img[alt^="375"] {{ width: 11rem; }}</style></head>
<body><h1>Screenshots</h1>
{}
</body></html>
"""


def take(browser: Browser, address: str, kinds: Iterable[PageKind], folder: Path) -> None:
    """Save the screenshots of pages."""
    for scheme in SCHEMES:
        context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce", bypass_csp=True)
        page = context.new_page()
        for kind in kinds:
            page.goto(address + kind.address)
            page.locator("[data-unstarted]").first.wait_for(state="detached")
            if kind.added:
                page.locator(kind.added).first.wait_for()
            page.add_style_tag(content="* { content-visibility: visible !important; }")  # all rows, not only those near the window
            for name, (viewport, of) in VIEWS.items():
                if of == scheme:
                    page.set_viewport_size(viewport)
                    _save(page, folder / f"{kind.name}-{name}.png")
        context.close()


def _save(page: Page, path: Path) -> None:
    height = min(page.evaluate("document.documentElement.scrollHeight"), HEIGHT)
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": page.evaluate("innerWidth"), "height": height})


def sheet(kinds: Iterable[PageKind]) -> str:
    """Return a page that shows all screenshots."""
    lines = []
    for kind in kinds:
        images = "".join(f'<img src="{kind.name}-{view}.png" alt="{view}" loading="lazy">' for view in VIEWS)
        lines.append(f"<h2>{escape(kind.name)}: <code>/{escape(kind.address)}</code></h2>\n<div>{images}</div>")
    return SHEET.format("\n".join(lines))


@click.command()
@click.option("--built", default="site", show_default=True, type=click.Path(exists=True, path_type=Path), help="Folder of the site.")
@click.option("--into", default="screenshots", show_default=True, type=click.Path(path_type=Path), help="Folder of the screenshots, which is replaced.")
def main(built: Path, into: Path) -> None:
    """Save screenshots of every kind of page."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser.get(), args=CHROMIUM)
        for site, kinds in ((built, PUBLISHED), (special_site(Path(folder) / "copy"), SPECIAL)):
            with serving(site) as address:
                take(browser, address, kinds, into)
        browser.close()
    (into / "index.html").write_text(sheet((*PUBLISHED, *SPECIAL)), encoding="utf-8")
    click.echo(f"{len(list(into.glob('*.png')))} screenshots in {into}/; open {into}/index.html")


if __name__ == "__main__":
    main()
