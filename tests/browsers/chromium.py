"""Chromium, driven by Playwright as in the other tests."""

from pathlib import Path

from playwright.sync_api import ConsoleMessage, sync_playwright

import find_browser
from browser_fixtures import CHROMIUM


class Chromium:
    """A window of Chromium."""

    def __init__(self, downloads: Path) -> None:
        """Start the browser."""
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=find_browser.get(), args=CHROMIUM)
        context = self._browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        self._page = context.new_page()
        self._log: list[str] = []
        self._page.on("console", self._heard)
        self._page.on("pageerror", lambda error: self._log.append(str(error)))
        named = context.new_cdp_session(self._page).send("Target.getTargetInfo")["targetInfo"]["browserContextId"]
        saved = {"behavior": "allow", "browserContextId": named, "downloadPath": str(downloads)}
        self._browser.new_browser_cdp_session().send("Browser.setDownloadBehavior", saved)

    def load(self, url: str) -> None:
        """Open a page and wait until it is loaded."""
        self._page.goto(url)

    def evaluate(self, expression: str) -> str:
        """Return the value of an expression, a text or a promise of one."""
        return str(self._page.evaluate(expression))

    def click(self, x: int, y: int) -> None:
        """Click at a position of the visible part of the page."""
        self._page.mouse.click(x, y)

    def press(self, keys: str) -> None:
        """Press a key, or several keys at once."""
        self._page.keyboard.press(keys)

    def type(self, text: str) -> None:
        """Type a text into the element with the focus."""
        self._page.keyboard.type(text)

    def resize(self, width: int, height: int) -> None:
        """Change the size of the visible part of the page."""
        self._page.set_viewport_size({"width": width, "height": height})

    def back(self) -> None:
        """Go back to the previous page or state."""
        self._page.go_back()

    def forward(self) -> None:
        """Go forward again."""
        self._page.go_forward()

    def reload(self) -> None:
        """Load the page again."""
        self._page.reload()

    def screenshot(self, path: Path) -> None:
        """Save a picture of the visible part of the page."""
        self._page.screenshot(path=path)

    def logged(self) -> list[str]:
        """Return the errors and warnings in the browser's log since the last call."""
        found, self._log = self._log, []
        return found

    def close(self) -> None:
        """End the browser."""
        self._browser.close()
        self._playwright.stop()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._log.append(f"{self._page.url}: {message.type}: {message.text}")
