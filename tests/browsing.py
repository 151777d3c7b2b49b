"""Pages in a browser, monitored for errors."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize

WIDE, NARROW = ViewportSize(width=1280, height=800), ViewportSize(width=375, height=800)
HOME, DRIVE = "", "datasets/drive/"
COLOR_RULES = ["color-contrast", "link-in-text-block"]
"""Rules of axe-core that depend on the color scheme."""
SCHEMES = {"light": "default", "dark": "slate"}
"""Names of the color schemes in the theme."""

Open = Callable[..., Page]


class Watched:
    """Pages that are monitored for logged errors and warnings, exceptions, and requests to other hosts."""

    def __init__(self, browser: Browser, site: str) -> None:
        """Open pages of a site, each in its own context."""
        self.browser, self.site = browser, site
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def open(self, address: str = HOME, *, viewport: ViewportSize = WIDE, **options: Any) -> Page:
        """Open a page of the site in a new context."""
        context = self.browser.new_context(viewport=viewport, **options)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._logged(page, message.type, message.text))
        page.on("pageerror", lambda error: self._logged(page, "error", str(error)))
        page.on("request", lambda request: self._requested(page, request.url))
        page.on("requestfailed", lambda request: self._failed(page, request))
        page.goto(self.site + address)
        return page

    def check(self) -> None:
        """Fail if there was an error."""
        faults, self.faults = self.faults, []
        assert not faults, "\n".join(faults)

    def _logged(self, page: Page, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.faults.append(f"{page.url}: {kind}: {text}")

    def _failed(self, page: Page, request: Request) -> None:
        # Requests that are cancelled because the next page was opened are not errors.
        if request.failure != "net::ERR_ABORTED":
            self._logged(page, "error", f"{request.url} failed: {request.failure}")

    def _requested(self, page: Page, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.hostname != "127.0.0.1":
            self.faults.append(f"{page.url}: requests {url}")


def violations(page: Page, *, colors_only: bool = False) -> list[str]:
    """Return the accessibility violations that axe-core finds in a page (rule, element and advice), of all rules or of the color rules only."""
    # Details of passed checks, which axe-core also collects, are not needed.
    options = {"resultTypes": ["violations"]} | ({"runOnly": COLOR_RULES} if colors_only else {})
    found = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {' '.join(map(str, node['target']))}: {rule['help']}. {node['failureSummary']}" for rule in found for node in rule["nodes"]]
