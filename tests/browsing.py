"""Pages in a browser, monitored for errors."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize

from static_server import AXE

WIDE, NARROW, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=375, height=800), ViewportSize(width=375, height=667)
HOME, DRIVE = "", "datasets/drive/"
EXAMINE = """async ([axeAddress, within, options]) => {
    if (!("axe" in window)) await import(axeAddress);
    return (await axe.run(within, options)).violations;
}"""
"""Runs axe-core, which is loaded if it is not in the page yet, and returns the violations."""
COLOR_RULES = ["color-contrast", "link-in-text-block"]
"""Rules of axe-core that depend on the color scheme."""
TARGET_RULE, SMALLEST = "target-size", 24
"""The rule of axe-core for targets of at least this number of pixels, which it does not apply by default."""
SCHEMES = {"light": "default", "dark": "slate"}
"""Names of the color schemes in the theme."""
HAS_SCHEME = """([scheme, name]) => document.body.getAttribute("data-md-color-scheme") === name
    && matchMedia(`(prefers-reduced-motion: reduce) and (prefers-color-scheme: ${scheme})`).matches"""
"""Whether a page has a color scheme, like the system, which prefers reduced motion."""
SET_SCHEME = "scheme => { document.body.setAttribute('data-md-color-scheme', scheme); document.getAnimations().forEach(it => it.finish()); }"
"""Changes the color scheme without transitions, during which texts have other colors."""

REMOVE_CLOSED = "document.querySelectorAll('details:not([open]) > :not(summary)').forEach(it => it.remove())"
"""Removes the hidden content of closed `details` elements."""
EQUAL = 2
"""Number of equal rows and list items that axe-core examines."""
REMOVE_EQUAL = """equal => {
    window.removed ??= [];
    const kind = it => `${it.localName}.${it.getAttribute("class")}.${it.getAttributeNames()}.${it.hasChildNodes()}`;
    for (const list of document.querySelectorAll("tbody, ul, ol, dl, datalist, select, nav, article, section, form, fieldset, div, g")) {
        const seen = new Map();
        for (const item of [...list.children]) {
            const kinds = [...new Set([item, ...item.querySelectorAll("*")].map(kind))].sort().join();
            seen.set(kinds, (seen.get(kinds) ?? 0) + 1);
            if (seen.get(kinds) <= equal || item.contains(document.activeElement)) continue;
            removed.push([list, item, item.nextSibling]);
            item.remove();
        }
    }
}"""
"""Removes rows, items and sections with the same elements, classes and attributes as several before them, and remembers their places."""

FRAME = ".md-header, .md-tabs, .md-sidebar--primary, .md-footer"
"""The parts that all pages have."""
BLOCKS = "article > :not(form), article > form > *"
"""The parts of which the content of a page consists."""
MARK_PASSED = """([frame, blocks, again, passed]) => {
    const scrolls = it => getComputedStyle(it).overflow !== "visible" && (it.scrollWidth > it.clientWidth || it.scrollHeight > it.clientHeight);
    const state = it => `${it.localName}.${it.getAttribute("class")}.${it.getAttributeNames()}.${it.hasChildNodes()}.${it.checkVisibility({visibilityProperty: true}) && `visible.${scrolls(it)}`}`;
    const statesIn = part => [part, ...part.querySelectorAll("*")].map(state);
    const found = [];
    for (const part of document.querySelectorAll(frame)) {
        const states = [...new Set(statesIn(part))].sort().join();
        part.toggleAttribute("data-passed", passed.includes(states));
        found.push(states);
    }
    for (const part of document.querySelectorAll(blocks)) {
        const states = statesIn(part).join();
        part.toggleAttribute("data-passed", again && part.passed === states);
        part.passed = states;
    }
    return found;
}"""
"""Marks parts of the frame if parts with the same elements, visibility and scrolling have passed before, and in a page that is examined again the blocks in which these have not changed. Returns the states of the parts of the frame."""

MARK_TEXT = """([within, equal, passed]) => {
    document.querySelectorAll("[data-sample]").forEach(it => it.removeAttribute("data-sample"));
    const seen = new Map(passed.map(look => [look, equal]));
    const hasText = it => [...it.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim()) || it.matches("input, select, textarea");
    const isLarge = ({fontSize, fontWeight}) => parseFloat(fontSize) >= (fontWeight < 700 ? 24 : 18.67);
    const found = new Set();
    for (const item of [...document.querySelector(within).querySelectorAll("*")].filter(it => hasText(it) && it.checkVisibility())) {
        const style = getComputedStyle(item), looks = [style.color, isLarge(style), style.textShadow, item.matches(":disabled")];
        if (item.matches("a, input, select, textarea")) looks.push(item.localName, item.parentElement.localName, getComputedStyle(item.parentElement).color, style.fontWeight);
        let isCovered = false;
        for (let it = item; it; it = it.parentElement) {
            const {backgroundColor, backgroundImage, opacity} = getComputedStyle(it);
            if (opacity !== "1") looks.push(opacity);
            if (isCovered || backgroundColor === "rgba(0, 0, 0, 0)" && backgroundImage === "none") continue;
            looks.push(backgroundColor, backgroundImage);
            isCovered = !backgroundColor.startsWith("rgba");
        }
        const look = looks.join();
        seen.set(look, (seen.get(look) ?? 0) + 1);
        if (seen.get(look) > equal) continue;
        item.setAttribute("data-sample", "");
        found.add(look);
    }
    return [...found];
}"""
"""Marks elements with text: some of those that are equal in all properties that affect contrast, unless such elements have passed before. Returns these properties as looks."""

MARK_CROWDED = """([smallest, passed]) => {
    const boxes = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]:not([role=region])")].filter(it => it.checkVisibility({opacityProperty: true, visibilityProperty: true})).map(it => {
        const {left, top, right, bottom, width, height} = it.getBoundingClientRect();
        return {it, left, top, right, bottom, width, height, isSmall: Math.min(width, height) < smallest, x: (left + right) / 2, y: (top + bottom) / 2};
    });
    const overlap = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
    const nearCenter = ({isSmall, x, y}, {left, top, right, bottom}) => isSmall && Math.hypot(Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0)) < smallest / 2 + 1;
    const nearEach = (one, other) => one.isSmall && other.isSmall && Math.hypot(one.x - other.x, one.y - other.y) < smallest + 1;
    const crowded = new Map();
    boxes.sort((one, other) => one.top - other.top).forEach((one, at) => {
        for (let next = at + 1; next < boxes.length && boxes[next].top < one.bottom + smallest; next++) {
            const other = boxes[next];
            if (!(overlap(one, other) || nearCenter(one, other) || nearCenter(other, one) || nearEach(one, other))) continue;
            const sizes = [other.left - one.left, other.top - one.top, one.width, one.height, other.width, other.height].map(Math.round);
            const pair = [one, other].map(({it}) => `${it.localName}.${it.className} in ${it.parentElement.localName}.${it.parentElement.className}`).join();
            crowded.set(`${pair}: ${sizes}`, [one.it, other.it]);
        }
    });
    document.querySelectorAll("[data-crowded]").forEach(it => it.removeAttribute("data-crowded"));
    passed.forEach(pair => crowded.delete(pair));
    [...crowded.values()].flat().forEach(it => it.setAttribute("data-crowded", ""));
    return [...crowded.keys()];
}"""
"""Marks links and controls that overlap another one, or are small and close to another one, unless such a pair has passed before: only these can be violations. Returns the pairs."""

PASSED: dict[str, set[str]] = {"frames": set(), "looks": set(), "pairs": set()}
"""What axe-core has examined in this process without finding a violation: pages share their frame, and most of their looks."""

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
        # Requests to other hosts always fail, because the browser finds none; those that are cancelled because the next page was opened are not errors.
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.hostname != "127.0.0.1":
            self.faults.append(f"{page.url}: requests {request.url}")
        elif request.failure != "net::ERR_ABORTED":
            self._logged(page, "error", f"{request.url} failed: {request.failure}")


def resize(page: Page, viewport: ViewportSize) -> None:
    """Change the size of a window unless it has that size, because a browser lays out a page again for an equal one, too."""
    if page.viewport_size != viewport:
        page.set_viewport_size(viewport)


def open_without_data(page: Page) -> None:
    """Open the address of a page again without the data that it has stored, as in another browser."""
    page.evaluate("localStorage.clear(); sessionStorage.clear(); addEventListener('pagehide', () => { localStorage.clear(); sessionStorage.clear(); })")
    address = page.url
    page.goto("about:blank")  # otherwise this would be the same entry of the history, with its state
    page.goto(address)


def violations(page: Page, *, within: str | None = None, colors_only: bool = False, again: bool = False) -> list[str]:
    """Return the accessibility violations that axe-core finds in a page or a part of it (rule, element and advice), of all rules or of the color rules only.

    Of rows and items with the same markup, and of texts with the same look, two are examined, so that the time depends on the kinds and not on the number of
    records. `again` means in another window or color scheme: blocks that have not changed are examined for colors only.
    """
    if not again:
        page.evaluate(REMOVE_EQUAL, EQUAL)
    found = [] if colors_only else _without_colors(page, within or "html", again=again)
    looks = page.evaluate(MARK_TEXT, [within or "body", EQUAL, [*PASSED["looks"]]])
    return found + _unless_passed(page, "looks", looks, "[data-sample]", COLOR_RULES)


def small_targets(page: Page) -> list[str]:
    """Return the links and controls that are smaller than 24 pixels and closer to each other.

    No items are removed before, because the size of a link depends on its text.
    """
    page.evaluate(REMOVE_CLOSED)
    pairs = page.evaluate(MARK_CROWDED, [SMALLEST, [*PASSED["pairs"]]])
    return [f"{(page.viewport_size or WIDE)['width']} px: {it}" for it in _unless_passed(page, "pairs", pairs, "[data-crowded]", [TARGET_RULE])]


def _viewports(page: Page) -> list[ViewportSize]:
    """Return a wide and a narrow window, the current one first, because resizing takes time."""
    return [NARROW, WIDE] if page.viewport_size == NARROW else [WIDE, NARROW]


def _without_colors(page: Page, within: str, *, again: bool) -> list[str]:
    """Return the violations of all rules except those about colors, in the parts of a page that have not passed before."""
    frames = page.evaluate(MARK_PASSED, [FRAME, BLOCKS, again, [*PASSED["frames"]]])
    found = _examined(page, {"include": [[within]], "exclude": [["[data-passed]"]]}, {"rules": {rule: {"enabled": False} for rule in COLOR_RULES}})
    if not found:
        PASSED["frames"].update(frames)
    return found


def _unless_passed(page: Page, kind: str, examined: list[str], within: str, rules: list[str]) -> list[str]:
    """Return the violations of rules in the marked elements, and remember these if there are none."""
    found = _examined(page, within, {"runOnly": rules}) if examined else []
    if not found:
        PASSED[kind].update(examined)
    return found


def _examined(page: Page, within: str | dict[str, list[list[str]]], options: dict[str, Any]) -> list[str]:
    """Return the violations of the rules in the options; details of passed checks, and files that no rule needs, are not collected."""
    found = page.evaluate(EXAMINE, [AXE, within, options | {"resultTypes": ["violations"], "preload": False}])
    return [f"{rule['id']}: {' '.join(map(str, node['target']))}: {rule['help']}. {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def in_each_mode(page: Page, *, narrow: bool = False) -> list[str]:
    """Return the violations in a page in its window or, if wanted, in a wide and a narrow window: of all rules, and in dark mode of the color rules."""
    found, schemes, again = [], ["light", "dark"], False
    for viewport in _viewports(page) if narrow else [page.viewport_size or WIDE]:
        resize(page, viewport)
        for scheme in schemes:
            if not page.evaluate(HAS_SCHEME, [scheme, SCHEMES[scheme]]):  # a browser styles all elements again, also for an equal one
                page.emulate_media(reduced_motion="reduce", color_scheme="dark" if scheme == "dark" else "light")
                page.evaluate(SET_SCHEME, SCHEMES[scheme])
            found += [f"{scheme}, {viewport['width']} px: {it}" for it in violations(page, colors_only=scheme == "dark", again=again)]
            again = True
        schemes.reverse()  # begin with the current scheme: changing it takes time
    return found


def varied(site: Path, addresses: list[str], known: Iterable[str] = ()) -> list[str]:
    """Return the pages with the longest words, and pages that, with the known ones, have every pair of an element and its parent, with their classes."""
    kinds: dict[str, set[str]] = {}
    words: dict[str, int] = {}
    for address in addresses:
        page = html.fromstring((site / address if address.endswith(".html") else site / address / "index.html").read_bytes())
        elements = [it for it in page.iter() if isinstance(it.tag, str)]
        kinds[address] = {f"{_kind(it.getparent())} > {_kind(it)}" for it in elements if it.getparent() is not None}
        words[address] = max(map(len, page.text_content().split()), default=0)
    chosen = sorted(addresses, key=words.__getitem__)[-3:]
    left = set().union(*kinds.values()).difference(*(kinds[address] for address in {*chosen, *known}))
    while left:
        chosen.append(max(addresses, key=lambda address: len(kinds[address] & left)))
        left -= kinds[chosen[-1]]
    return chosen


def _kind(element: Any) -> str:
    return ".".join([element.tag, *sorted(element.get("class", "").split())])
