"""What is promised of citations in a browser: a style that is chosen once, and text to copy in every format."""

import pytest
from playwright.sync_api import Page, expect

from browsing import DRIVE, NARROW, Open, violations
from curator.records.catalog import Catalog
from curator.site.citations import STYLES
from curator.site.exports.citation_formats import FORMATS

KEY = "staal2004ridge"
FORMATTED = {
    "apa": "Staal, J., Abràmoff, M. D.,",
    "vancouver-nlm": "Staal J, Abràmoff MD,",
    "ieee": "J. Staal, M. D. Abràmoff,",
    "nature": "Staal, J., Abràmoff, M. D.,",
}
"""How the paper of DRIVE begins in each style."""


def _shown(page: Page) -> set[str]:
    """The styles of which a citation can be seen."""
    return {name for name in STYLES for it in page.locator(f"[data-style={name}]").all() if it.is_visible()}


def _places(page: Page) -> list[float]:
    """How far down each heading stands."""
    found: list[float] = page.locator("article :is(h2, h3)").evaluate_all("headings => headings.map(it => it.getBoundingClientRect().top + scrollY)")
    return found


def test_a_style_is_chosen_by_keyboard_and_kept(open_page: Open, served: str) -> None:
    """A style that is chosen by keyboard holds for every citation, moves nothing, and holds on other pages and after coming back."""
    page = open_page(DRIVE, viewport=NARROW)
    assert _shown(page) == {"apa"}
    before = _places(page)
    choice = page.get_by_label("Style of the citations")
    choice.focus()
    for name in list(STYLES)[1:]:
        page.keyboard.press("ArrowDown")
        assert _shown(page) == {name}
        expect(page.locator(f"#{name}-{KEY}")).to_contain_text(FORMATTED[name])
        assert _places(page) == before
    assert violations(page) == []
    for address in ("datasets/stare/", "cite/", DRIVE):
        page.goto(served + address)
        expect(choice).to_have_value("nature")
        assert _shown(page) == {"nature"}
    assert _places(page) == before


def test_without_scripts_every_style_stands_there(open_page: Open) -> None:
    """Where scripts do not run every citation stands in all styles, each by name, and there is nothing to choose."""
    page = open_page(DRIVE, java_script_enabled=False)
    assert _shown(page) == set(STYLES)
    expect(page.get_by_text("Vancouver:").first).to_be_visible()
    expect(page.locator("select[data-styles]")).to_be_hidden()
    assert page.locator("button.copy").filter(visible=True).count() == 0


def test_every_button_copies_its_text(open_page: Open, catalog: Catalog) -> None:
    """The buttons put on the clipboard exactly the citation in the chosen style, each format, and the code of a loader, and say so."""
    page = open_page(DRIVE, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Style of the citations").select_option("ieee")
    wanted = {f"ieee-{KEY}": page.locator(f"#ieee-{KEY}").text_content()}
    wanted |= {f"{form.key}-{KEY}": form.bibliography([catalog.references[KEY]]).rstrip("\r\n") for form in FORMATS}
    wanted |= {"loader-4": page.locator("#loader-4").text_content()}
    for target, text in wanted.items():
        button = page.locator(f"button[data-copy='{target}']")
        button.click()
        expect(button).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == (text or "").replace("\r\n", "\n")


@pytest.mark.parametrize("target", [f"bib-{KEY}", f"apa-{KEY}"])
def test_without_a_clipboard_the_text_is_selected(open_page: Open, target: str) -> None:
    """Where the browser allows no copying the text is opened and selected, and the button says what to press."""
    page = open_page(DRIVE)
    page.context.grant_permissions([])
    button = page.locator(f"button[data-copy='{target}']")
    button.click()
    expect(button).to_have_text("Selected: press Ctrl+C or ⌘C")
    expect(page.locator(f"#{target}")).to_be_focused()
    assert page.evaluate("getSelection().toString()") == page.locator(f"#{target}").text_content()
