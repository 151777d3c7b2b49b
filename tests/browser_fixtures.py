"""Fixtures of the tests in a browser: the served site, a browser, and monitored pages."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

import find_browser
from browsing import HOME, WIDE, Open, Watched, resize
from static_server import serving
from table_page import show_table

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""Options of the browser, which has no network access except to this machine."""
CHEAP = ["--force-gpu-mem-available-mb=8", "--js-flags=--no-turbofan"]
"""Options that save processor time where pages are open for a moment: little is drawn beyond the window, and nothing compiled for lasting speed."""
BROWSED = pytest.StashKey[set[Path]]()
"""The files with tests that use a browser."""
NEXT = pytest.StashKey[pytest.Item | None]()
"""The test that runs next."""
KEPT = pytest.StashKey[list[Any]]()
"""The iterator that started the browser, and the browser, while one runs."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Find the files with tests that use a browser."""
    config.stash[BROWSED] = {item.path for item in items if "browser" in getattr(item, "fixturenames", ())}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Remember the next test, which decides whether the browser is kept."""
    item.config.stash[NEXT] = nextitem


@pytest.fixture(scope="session")
def whole_served(site: Path) -> Iterator[str]:
    """URL of the built site."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def served(whole_served: str) -> str:
    """URL of the site that the tests of a file open."""
    return whole_served


@pytest.fixture(scope="session")
def some_served(some_site: Path) -> Iterator[str]:
    """URL of the site of a part of the catalog."""
    with serving(some_site) as address:
        yield address


def started_browser() -> Iterator[Browser]:
    """Start a headless Chromium, and stop it when the iterator is closed; fail if there is none."""
    path = find_browser.found()
    if path is None:
        pytest.fail("no Chromium was found: run `make test`, which installs it, or set $CHROME to its path")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM + CHEAP)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """A headless Chromium, which consecutive files with tests of pages share.

    Playwright keeps an event loop running, so it is stopped before other files: their tests may call `asyncio.run`.
    """
    kept = request.config.stash.setdefault(KEPT, [])
    if not kept:
        starting = started_browser()
        kept += [starting, next(starting)]
    yield kept[1]
    following = request.config.stash.get(NEXT, None)
    if following is None or following.path not in request.config.stash[BROWSED]:
        starting, _ = kept
        kept.clear()
        next(starting, None)


@pytest.fixture
def watched(browser: Browser, served: str) -> Iterator[Watched]:
    """Monitored pages; an error in one of them fails the test at its end."""
    pages = Watched(browser, served)
    yield pages
    for context in pages.contexts:
        context.close()
    pages.check()


@pytest.fixture
def open_page(watched: Watched) -> Open:
    """Function that opens a monitored page of the site."""
    return watched.open


CLEAR = """() => {
    const clear = () => { localStorage.clear(); sessionStorage.clear(); };
    clear();
    addEventListener("pagehide", clear);
    window.left = true;
}"""
"""Removes stored data, including data that the page stores when it is left."""


@pytest.fixture(scope="module")
def used(browser: Browser, served: str) -> Iterator[Watched]:
    """A monitored page that the tests of a file share."""
    pages = Watched(browser, served)
    pages.open("404.html")
    yield pages
    pages.contexts[0].close()
    pages.check()


@pytest.fixture
def look(used: Watched) -> Iterator[Callable[..., Page]]:
    """Function that opens an address in the shared page without stored data of earlier tests; it takes a quarter of the time of a new page.

    Routes, permissions, emulated media, the position of the mouse and further pages of a test do not affect the next one; scripts added to new documents would.
    """
    [context] = used.contexts
    [page] = context.pages
    before = urldefrag(page.url).url

    def opened(address: str = HOME, *, viewport: ViewportSize = WIDE, permissions: Sequence[str] = ()) -> Page:
        nonlocal before
        resize(page, viewport)
        if permissions:
            context.grant_permissions(permissions)
        if "#" in address and before == urldefrag(used.site + address).url:
            page.goto("about:blank")  # otherwise this would remain the page of the earlier test
        before = ""
        page.goto(used.site + address)
        return page

    yield opened
    _put_back(page)
    page.evaluate(CLEAR)
    used.check()


@pytest.fixture
def look_at_table(used: Watched, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Function that shows a state of Table 1 in the shared page, which is loaded only after another page or a failed test; otherwise, this takes a third of the time."""
    [context], failed = used.contexts, request.session.testsfailed
    [page] = context.pages

    def opened(address: str = HOME, *, viewport: ViewportSize = WIDE, permissions: Sequence[str] = ()) -> Page:
        resize(page, viewport)
        if permissions:
            context.grant_permissions(permissions)
        return show_table(page, used.site, address)

    yield opened
    _put_back(page)
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    if request.session.testsfailed > failed:
        page.goto("about:blank")
    used.check()


EMULATED = "['print', '(prefers-reduced-motion)', '(prefers-color-scheme: dark)', '(forced-colors: active)'].some(it => matchMedia(it).matches)"
"""Whether a page has other than the usual media. To set equal ones takes as long: a browser styles all elements again."""


def _put_back(page: Page) -> None:
    """Undo what a test has changed in the shared page and its context."""
    for other in page.context.pages[1:]:
        other.close()
    page.unroute_all()
    page.context.clear_permissions()
    page.mouse.move(0, 0)
    if page.evaluate(EMULATED):
        page.emulate_media(media="null", reduced_motion="null", color_scheme="null", forced_colors="null")
    resize(page, WIDE)
