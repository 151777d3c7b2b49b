"""Pages in a browser, watched for faults."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize

WIDE, NARROW = ViewportSize(width=1280, height=800), ViewportSize(width=375, height=800)
HOME, DRIVE = "", "datasets/drive/"
COLOR_RULES = ["color-contrast", "link-in-text-block"]
"""The rules of axe-core whose result depends on the color scheme."""
SCHEMES = {"light": "default", "dark": "slate"}
"""What the theme calls its colours."""

Open = Callable[..., Page]


class Watched:
    """Pages that are watched: what they log as error or warning, throw, or ask of another machine."""

    def __init__(self, browser: Browser, site: str) -> None:
        """Pages of a site, in contexts of their own."""
        self.browser, self.site = browser, site
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def open(self, address: str = HOME, *, viewport: ViewportSize = WIDE, **options: Any) -> Page:
        """A page of the site in a new context."""
        context = self.browser.new_context(viewport=viewport, **options)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._heard(page, message.type, message.text))
        page.on("pageerror", lambda error: self._heard(page, "error", str(error)))
        page.on("request", lambda request: self._asked(page, request.url))
        page.on("requestfailed", lambda request: self._failed(page, request))
        page.goto(self.site + address)
        return page

    def check(self) -> None:
        """Fail if there was a fault."""
        faults, self.faults = self.faults, []
        assert not faults, "\n".join(faults)

    def _heard(self, page: Page, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.faults.append(f"{page.url}: {kind}: {text}")

    def _failed(self, page: Page, request: Request) -> None:
        # What a page had not finished to fetch when the next one was opened is no fault.
        if request.failure != "net::ERR_ABORTED":
            self._heard(page, "error", f"{request.url} failed: {request.failure}")

    def _asked(self, page: Page, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.hostname != "127.0.0.1":
            self.faults.append(f"{page.url}: asks {url}")


def violations(page: Page, *, colors_only: bool = False) -> list[str]:
    """The violations that axe-core finds in a page, each with rule, place and advice; on request those of the rules about colors alone.

    Nodes without violations are not reported, which saves a fifth of the time.
    """
    options = {"resultTypes": ["violations"]} | ({"runOnly": COLOR_RULES} if colors_only else {})
    found = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {' '.join(map(str, node['target']))}: {rule['help']}. {node['failureSummary']}" for rule in found for node in rule["nodes"]]
