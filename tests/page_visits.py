"""Visits pages and measures everything that depends on the window: layout, touch targets, and accessibility in each mode."""

from dataclasses import dataclass, field

from playwright.sync_api import Page, ViewportSize, expect

from browsing import NARROW, WIDE, in_each_mode, resize, small_targets
from page_kinds import PageKind

READ = {
    *("home", "datasets-a-z", "dataset", "browse-term", "compare", "references", "printed-table", "quality", "guide", "about", "cite", "data"),
    *("decisions", "contribute", "new-record", "fields"),
}
"""The kinds of pages whose lines are measured."""
MAX_LINE = 75
"""Maximum number of characters in a line of text."""
ZOOMED = ViewportSize(width=320, height=256)
"""A window of 1280 × 1024 pixels at a zoom of 400 %."""
FINAL_WIDTH = "document.getAnimations().forEach(it => it.finish()), document.documentElement.scrollWidth"
"""The width of the page after all transitions."""

LINES = """() => {
    const article = document.querySelector("article"), range = document.createRange(), lines = new Map();
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode, parent = text.parentElement;
        if (!text.data.trim() || !parent.checkVisibility() || parent.closest("table, pre, nav, svg, select, .spoken")) continue;
        let block = parent;
        while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
        if (block.clientWidth < 450) continue;
        const measure = (start, end) => {
            range.setStart(text, start);
            range.setEnd(text, end);
            const {width, height, bottom} = range.getBoundingClientRect();
            if (height > 1.6 * parseFloat(getComputedStyle(parent).fontSize) && end > start + 1) for (let at = start; at < end; at++) measure(at, at + 1);
            else if (width) {
                const line = lines.get(block) ?? lines.set(block, {}).get(block), place = Math.round(bottom / 6);
                line[place] = (line[place] ?? 0) + end - start;
            }
        };
        for (const {0: part, index} of text.data.matchAll(/\\s|\\S+/g)) measure(index, index + part.length);
    }
    return [...lines].map(([block, numbers]) => [Math.max(...Object.values(numbers)), block.textContent.trim().slice(0, 60)]);
}"""
"""The number of characters of the longest line of each block of text, with its first words."""

WIDER = """() => [...document.querySelectorAll("article *")].filter(it => {
    if (!it.checkVisibility() || it.getBoundingClientRect().right <= innerWidth + 1) return false;
    for (let up = it.parentElement; up !== document.body; up = up.parentElement) if (getComputedStyle(up).overflowX !== "visible") return false;
    return true;
}).map(it => it.outerHTML.slice(0, 100))"""
"""Elements that are wider than the window and not in a region that scrolls."""

COVERING = """() => [...document.querySelectorAll("body *")].filter(it => {
    if (!it.checkVisibility({visibilityProperty: true, opacityProperty: true})) return false;
    const {top, height, width, right} = it.getBoundingClientRect();
    if (!(top <= 0 && top + height > 40 && width > innerWidth / 2 && right > 0)) return false;
    const {position, top: edge} = getComputedStyle(it);
    return ["fixed", "sticky"].includes(position) && edge !== "auto";
}).map(it => it.outerHTML.slice(0, 100))"""
"""Elements that stay at the top of the window and hide more than 40 pixels of it."""


@dataclass
class Visit:
    """What was found in a page: where its heading begins, its width by the width of the window, and its problems."""

    edge: float
    widths: dict[int, int] = field(default_factory=dict)
    long: list[tuple[int, str]] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)


def visit(page: Page, address: str, kind: PageKind) -> Visit:
    """Open a page, and return what is measured in a wide, a zoomed and a narrow window."""
    page.goto(address)
    expect(page.locator("[data-unstarted]")).to_have_count(0)
    if kind.added:
        expect(page.locator(kind.added).first).to_be_visible()
    found = Visit(page.locator("h1").first.evaluate("it => it.getBoundingClientRect().x"))
    if kind.name in READ:
        found.long = [(length, words) for length, words in page.evaluate(LINES) if length > MAX_LINE]
    for viewport in (WIDE, ZOOMED, NARROW):  # the examination in each mode begins with the last one: resizing takes time
        resize(page, viewport)
        found.widths[viewport["width"]] = page.evaluate(FINAL_WIDTH)
        if viewport == ZOOMED:
            page.evaluate("scrollTo({top: 600, behavior: 'instant'})")
            found.outside = page.evaluate(WIDER) + page.evaluate(COVERING)
        else:
            found.violations += small_targets(page)
    found.violations += in_each_mode(page, narrow=True)
    return found
