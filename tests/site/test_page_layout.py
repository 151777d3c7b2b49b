"""Tests of the layout of pages: targets of links, forced colors, keyboard shortcuts."""

import pytest
from playwright.sync_api import Page, expect

from browsing import DRIVE, HOME, Open


def test_what_receives_the_focus_from_below_is_below_the_header(look: Open) -> None:
    """The header does not hide an element that receives the focus when a visitor moves backward with Shift+Tab."""
    below = "it => it.getBoundingClientRect().top >= document.querySelector('.md-header').getBoundingClientRect().bottom"
    page = look(f"{DRIVE}#sources")
    page.locator("#source-1 a").focus()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(f"({below})(document.activeElement)"), page.evaluate("document.activeElement.outerHTML")


def test_forced_colors_and_reduced_motion(look: Open) -> None:
    """With forced colors, figures and legends have outlines and differ in their fills; with reduced motion, nothing moves."""
    page = look(DRIVE)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
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


@pytest.mark.parametrize("height", [550, 650, 900])
def test_the_key_facts_beside_the_text_never_cover_the_table_of_contents(height: int, look: Open) -> None:
    """In windows of any height, at any place of the page, the card of key facts and the table of contents beside the text do not overlap."""
    page = look(DRIVE)
    page.set_viewport_size({"width": 1280, "height": height})
    for heading in ("#access", "#sources"):
        page.goto(page.url.split("#", maxsplit=1)[0] + heading)
        card, contents = page.locator(".side-box").bounding_box(), page.locator(".md-sidebar--secondary .md-sidebar__scrollwrap").bounding_box()
        assert card
        assert contents
        assert card["y"] + card["height"] <= contents["y"]


def test_tags_are_whole(look: Open) -> None:
    """On narrow screens, a tag has one box with a closed border: its words are not spread over two lines of text."""
    page = look("datasets/lits/")
    for width in (375, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.locator(".tag").evaluate_all("tags => tags.filter(tag => tag.getClientRects().length > 1).map(tag => tag.innerText)") == []


def test_the_caption_of_the_table_fits_its_view(look: Open) -> None:
    """In windows in which the table scrolls sideways, its caption wraps within the view; headings of the printed table are not cut off."""
    page = look(HOME)
    page.set_viewport_size({"width": 768, "height": 800})
    view, caption = page.locator(".table-1-scroll").bounding_box(), page.locator(".table-1 caption").bounding_box()
    assert view
    assert caption
    assert caption["width"] <= view["width"]
    page.get_by_label("As printed in 2020").check()
    classes = page.get_by_role("columnheader", name="# of Classes")
    assert classes.evaluate("heading => heading.firstElementChild.getBoundingClientRect().right <= heading.getBoundingClientRect().right")
