"""A visitor of the site, who uses the mouse and the keyboard in any browser."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from browsers.chromium import Chromium
from browsers.firefox import Firefox
from browsers.webkit import WebKit
from browsers.window import Window
from find_programs import sentences

BROWSERS: dict[str, Callable[[Path], Window]] = {"chromium": Chromium, "firefox": Firefox, "webkit": WebKit}
SECONDS = 30
"""The longest wait for what a page should show or save."""
PARTIAL = (".part", ".crdownload", ".wkdownload")
"""Extensions of files that are not saved completely."""
FIND = """
    const found = (selector, words) => [...document.querySelectorAll(selector)].filter(it => it.checkVisibility({ visibilityProperty: true }))
        .find(it => words === null || (it.ariaLabel ?? it.textContent).replace(/\\s+/g, " ").trim() === words);
"""
"""The first visible element of a selector, if wanted with a text or label."""
PLACE = """async (selector, words) => {
    const item = found(selector, words);
    if (!item) return null;
    item.scrollIntoView({ block: "center", behavior: "instant" });
    const place = () => JSON.stringify(item.getBoundingClientRect());
    for (let last = ""; last !== place();) {
        last = place();
        await new Promise(done => setTimeout(done, 60));
    }
    const { left, top, width, height } = item.getClientRects()[0];
    const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
    const front = document.elementFromPoint(x, y);
    if (!front || !(item.contains(front) || front.contains(item) || [...(item.labels ?? [])].some(it => it.contains(front)))) return [front?.outerHTML.slice(0, 200) ?? "nothing"];
    return [x, y];
}"""
"""The middle of an element at rest in the visible part of the page; what covers it, if something does."""
PASTED = """async () => {
    const field = document.createElement("textarea");
    document.body.append(field);
    field.focus({ preventScroll: true });
}"""


class Visitor:
    """A visitor with a browser, of whose downloads and errors there is a list."""

    def __init__(self, window: Window, site: str, downloads: Path, reports: list[str]) -> None:
        """Visit a site."""
        self.window, self.site, self.downloads, self.reports = window, site, downloads, reports

    def open(self, address: str = "") -> None:
        """Open a page of the site."""
        self.window.load(self.site + address)

    def run(self, function: str, *words: Any) -> Any:
        """Return what a function of the page returns."""
        call = f"({function})(...{json.dumps(words)})"
        text = self.window.evaluate(f"(async () => {{ {FIND} return JSON.stringify(await {call}) ?? 'null'; }})()")
        return json.loads(text)

    def wait(self, function: str, *words: Any) -> Any:
        """Return what a function of the page returns, as soon as it is true; a page that is just being replaced has no answer."""
        end, found = time.monotonic() + SECONDS, None
        while time.monotonic() < end:
            try:
                found = self.run(function, *words)
            except Exception as error:  # noqa: BLE001 - each browser has its own
                found = error
            if found and not isinstance(found, Exception):
                return found
            time.sleep(0.05)
        pytest.fail(f"{self.url()}: {function} of {words} is {found!r} after {SECONDS} seconds")

    def url(self) -> str:
        """Return the address of the page without that of the site."""
        return str(self.run("() => location.href")).removeprefix(self.site)

    def at(self, address: str) -> None:
        """Wait until the page has an address."""
        self.wait("address => location.href === address && document.readyState === 'complete'", self.site + address)

    def sees(self, selector: str, words: str | None = None) -> None:
        """Wait until an element is visible, if wanted with a text."""
        self.wait("(selector, words) => Boolean(found(selector, words))", selector, words)

    def text(self, selector: str) -> str:
        """Return the text of the first visible element, as soon as there is one."""
        return str(self.wait("selector => found(selector, null)?.textContent", selector))

    def click(self, selector: str, words: str | None = None) -> None:
        """Click on the middle of an element, which nothing covers."""
        place = self.wait(PLACE, selector, words)
        assert len(place) > 1, f"{self.url()}: {selector} is covered by {place[0]}"
        self.window.click(*place)

    def write(self, selector: str, text: str) -> None:
        """Type a text into an empty field."""
        self.click(selector)
        self.window.type(text)

    def pasted(self) -> str:
        """Return the text that pressing Control and V inserts."""
        self.run(PASTED)
        self.window.press("Control+v")
        text = self.wait("() => document.body.lastElementChild.value")
        self.run("() => document.body.lastElementChild.remove()")
        return str(text)

    def saved(self, pattern: str) -> bytes:
        """Return the content of the file with a name, or a pattern of one, that was downloaded, as soon as it is complete; remove the file."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            found = [it for it in self.downloads.glob(pattern) if it.is_file() and it.stat().st_size]
            if found and not any(it.suffix in PARTIAL for it in self.downloads.iterdir()):
                content = found[0].read_bytes()
                found[0].unlink()
                return content
            self.run("() => 1")  # lets the browser's events be processed
            time.sleep(0.05)
        pytest.fail(f"{self.url()}: {pattern} was not saved; the folder has {[it.name for it in self.downloads.iterdir()]}")

    def rests(self) -> None:
        """Wait until the page has done what it does with a delay."""
        self.run("() => new Promise(done => setTimeout(done, 500))")

    def leave_and_return(self) -> None:
        """Go to another page, and back."""
        here = self.url()
        self.rests()
        self.open("404.html")
        self.window.back()
        self.at(here)
        self.rests()

    def forget(self) -> None:
        """Remove what the site has stored."""
        self.open("404.html")
        self.run("() => { localStorage.clear(); sessionStorage.clear(); }")

    def complaints(self) -> list[str]:
        """Return the errors, warnings, violations and requests to other hosts since the last call."""
        self.rests()
        found = [*self.reports, *self.window.logged()]
        self.reports.clear()
        return found


@contextmanager
def visiting(name: str, site: str, reports: list[str]) -> Iterator[Visitor]:
    """Start a browser by name and provide a visitor with it; fail if a program is missing."""
    if missing := sentences():
        pytest.fail("\n".join(missing), pytrace=False)
    with TemporaryDirectory(ignore_cleanup_errors=True) as downloads:
        window = BROWSERS[name](Path(downloads))
        try:
            yield Visitor(window, site, Path(downloads), reports)
        finally:
            window.close()
