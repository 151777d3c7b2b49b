"""Tests of the layout of pages: edges, length of lines, small windows, forced colors, keyboard shortcuts."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from browsing import DRIVE, HOME, WIDE, Open, Watched

READ = ("references/", "source/", "contribute/", "contribute/fields/", "quality/", "about/", "guides/splits/", "cite/", "data/", "decisions/")
KINDS = (*READ, HOME, "datasets/", DRIVE, "browse/organ/retina/", "compare/?ids=drive,stare", "contribute/new/")
"""A page of each kind."""
MAX_LINE = 75
ZOOMED = ViewportSize(width=320, height=256)
"""A window of 1280 × 1024 pixels at a zoom of 400 %."""

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
    const {top, height, width, right} = it.getBoundingClientRect();
    const {position, top: edge} = getComputedStyle(it);
    return ["fixed", "sticky"].includes(position) && edge !== "auto" && it.checkVisibility({visibilityProperty: true, opacityProperty: true})
        && top <= 0 && top + height > 40 && width > innerWidth / 2 && right > 0;
}).map(it => it.outerHTML.slice(0, 100))"""
"""Elements that stay at the top of the window and hide more than 40 pixels of it."""


@dataclass
class Layout:
    """What was measured in the pages of each kind."""

    edges: dict[str, float] = field(default_factory=dict)
    long: list[tuple[str, int, str]] = field(default_factory=list)
    widths: dict[str, int] = field(default_factory=dict)
    outside: list[tuple[str, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def layout(used: Watched) -> Layout:
    """The layout of a page of each kind, in a window of 1280 pixels and at a zoom of 400 %."""
    [page] = used.contexts[0].pages
    found, viewports = Layout(), [WIDE, ZOOMED]
    for address in KINDS:
        page.goto(used.site + address)
        for viewport in viewports:
            page.set_viewport_size(viewport)
            measure(page, address, found)
        viewports.reverse()  # begin the next page at the present width: resizing costs time
    page.set_viewport_size(WIDE)
    return found


def measure(page: Page, address: str, found: Layout) -> None:
    """Measure a page in its window."""
    if page.viewport_size == WIDE:
        found.edges[address] = page.evaluate("document.querySelector('h1').getBoundingClientRect().x")
        found.long += [(address, length, words) for length, words in page.evaluate(LINES) if length > MAX_LINE]
    else:
        found.widths[address] = page.evaluate("document.documentElement.scrollWidth")
        page.evaluate("scrollTo({top: 600, behavior: 'instant'})")
        found.outside += [(address, it) for it in page.evaluate(WIDER) + page.evaluate(COVERING)]


def test_pages_have_the_same_left_edge_and_short_lines(layout: Layout) -> None:
    """In a window of 1280 pixels, the headings of all pages begin at the same place, and lines of text have at most 75 characters."""
    assert len(set(layout.edges.values())) == 1, layout.edges
    assert layout.long == []


def test_pages_fit_into_320_pixels(layout: Layout) -> None:
    """At a zoom of 400 %, no page scrolls horizontally, and nothing stays on top of the text."""
    assert layout.widths == dict.fromkeys(KINDS, ZOOMED["width"])
    assert layout.outside == []


def test_targets_and_focus_are_below_the_header(look: Open) -> None:
    """The target of a link, and an element that receives the focus from below, are not hidden by the header."""
    below = "it => it.getBoundingClientRect().top >= document.querySelector('.md-header').getBoundingClientRect().bottom"
    for address in (f"{DRIVE}#licence", f"{DRIVE}#source-3", "references/#ref-30", "guides/glossary/#split"):
        page = look(address)
        target = page.locator(":target")
        expect(target).to_be_in_viewport()
        assert target.evaluate(below), address
    page = look(f"{DRIVE}#sources")
    page.locator("#source-1 a").focus()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(f"({below})(document.activeElement)"), page.evaluate("document.activeElement.outerHTML")


def test_forced_colors_and_reduced_motion(open_page: Open) -> None:
    """With forced colors, figures and legends have outlines and differ in their fills; with reduced motion, nothing moves."""
    page = open_page(DRIVE, forced_colors="active", reduced_motion="reduce")
    border = "(it, part) => getComputedStyle(it, part).borderTopStyle + getComputedStyle(it, part).borderTopWidth"
    for selector, part in ((".share--1", "::before"), (".steps li", "::before"), (".badges li", None), (".tag", None)):
        assert page.locator(selector).first.evaluate(border, part) == "solid1px", selector
    fills = page.locator(".split .part").evaluate_all("them => them.map(it => getComputedStyle(it).fill + getComputedStyle(it).fillOpacity)")
    assert len(set(fills)) == len(fills) > 1
    assert page.locator(".part").first.evaluate("it => getComputedStyle(it).stroke") != "none"
    moving = "them => them.filter(it => getComputedStyle(it).transitionProperty !== 'none' || getComputedStyle(it).scrollBehavior === 'smooth').length"
    assert page.locator("html, body *").evaluate_all(moving) == 0


def shortcuts(page: Page) -> list[str]:
    """Return the keys in the open list of shortcuts."""
    return page.get_by_role("dialog", name="Keyboard shortcuts").locator("dt").all_inner_texts()


def test_a_question_mark_lists_the_shortcuts_of_the_page(look: Open) -> None:
    """`?` opens the list of the shortcuts that the page has; Escape closes it, and the focus returns; a button in the footer opens it too."""
    page = look(HOME)
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    heading = page.locator("table[data-table] thead button").first
    heading.focus()
    page.keyboard.press("?")
    expect(dialog).to_be_visible()
    assert shortcuts(page) == ["/", "↓ or ↑", "Enter", "?", "Esc", "Shift + Enter"]
    expect(dialog.locator("dd").first).to_have_text("Search the table")
    tops = dialog.locator("dt:has(kbd + kbd)").evaluate_all("terms => terms.map(term => new Set([...term.children].map(key => key.offsetTop)).size)")
    assert tops == [1, 1], "the keys of a shortcut are beside each other"
    page.keyboard.press("/")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(heading).to_be_focused()
    page = look("contribute/new/")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    assert "Enter" in shortcuts(page)
    expect(dialog.locator("dd").first).to_have_text("Search the site")
    page.get_by_role("button", name="Close", exact=True).click()
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("address", [HOME, "contribute/new/"])
def test_a_question_mark_in_a_field_is_text(address: str, look: Open) -> None:
    """In a text field, `?` is written and opens nothing."""
    page = look(address)
    field = page.locator("article input:is([type=search], [type=text], :not([type]))").locator("visible=true").first
    field.focus()
    page.keyboard.type("a?")
    expect(field).to_have_value("a?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_hidden()
