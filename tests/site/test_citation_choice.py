"""Tests of citations in a browser: the choice of a style, and copying in all formats."""

import pytest
from playwright.sync_api import Page, expect

from browsing import DRIVE, NARROW, Open, violations
from curator.records.catalog import Catalog
from curator.site.citations import STYLES
from curator.site.exports.citation_formats import BIBTEX, FORMATS

KEY = "staal2004ridge"
FORMATTED = {
    "apa": "Staal, J., Abràmoff, M. D.,",
    "vancouver-nlm": "Staal J, Abràmoff MD,",
    "ieee": "J. Staal, M. D. Abràmoff,",
    "nature": "Staal, J., Abràmoff, M. D.,",
}
"""The beginning of the citation of the DRIVE paper in each style."""
SMALL_GAP = 20
"""Fewer pixels than a line of text."""


def _shown(page: Page) -> set[str]:
    """The styles with a visible citation."""
    return {name for name in STYLES for it in page.locator(f"[data-style={name}]").all() if it.is_visible()}


def _place(page: Page) -> float:
    """The vertical position of the choice in the page."""
    found: float = page.get_by_label("Citation style").evaluate("it => it.getBoundingClientRect().top + scrollY")
    return found


def _gap(page: Page) -> float:
    """The distance between the first citation and its buttons."""
    found: float = page.locator(".work").first.evaluate(
        "work => work.querySelector('.copies').getBoundingClientRect().top - work.querySelector('.style--shown > span, .style--shown > :not(b) > span').getBoundingClientRect().bottom"
    )
    return found


def test_a_style_is_chosen_by_keyboard_and_kept(look: Open, served: str) -> None:
    """A style chosen by keyboard applies to all citations, also on other pages and after coming back. Nothing above the citations moves, and the buttons stay right below the text."""
    page = look(DRIVE, viewport=NARROW)
    assert _shown(page) == {"apa"}
    before = _place(page)
    choice = page.get_by_label("Citation style")
    choice.focus()
    for name in list(STYLES)[1:]:
        page.keyboard.press("ArrowDown")
        assert _shown(page) == {name}
        expect(page.locator(f"#{name}-{KEY}")).to_contain_text(FORMATTED[name])
        assert _place(page) == before
        assert _gap(page) < SMALL_GAP
    assert violations(page) == []
    for address in ("datasets/stare/", "cite/", DRIVE):
        page.goto(served + address)
        expect(choice).to_have_value("nature")
        assert _shown(page) == {"nature"}


def test_without_scripts_every_style_is_shown(open_page: Open) -> None:
    """Without scripts every citation is shown in all styles with their names, and there is no choice."""
    page = open_page(DRIVE, java_script_enabled=False)
    styles = page.locator(".styles").first.locator("p")
    assert styles.evaluate_all("them => them.map(it => it.checkVisibility({visibilityProperty: true}) && it.querySelector('b').textContent)") == [
        f"{label}:" for label in STYLES.values()
    ]
    expect(page.get_by_text("Vancouver:").first).to_be_visible()
    expect(page.locator("select[data-styles]")).to_be_hidden()
    assert page.locator("button.copy").filter(visible=True).count() == 0


def test_every_button_copies_its_text(look: Open, catalog: Catalog) -> None:
    """The buttons copy exactly the citation in the chosen style, BibTeX, the citation of the page in each format, and the code of a data loader, and report it."""
    page = look(DRIVE, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Citation style").select_option("ieee")
    wanted = {f"ieee-{KEY}": page.locator(f"#ieee-{KEY}").text_content()}
    wanted |= {f"bib-{KEY}": BIBTEX.bibliography([catalog.references[KEY]]).rstrip("\n")}
    own = page.locator("[data-saved]").get_attribute("data-cites")
    wanted |= {target: page.locator(f"#{target}").text_content() for target in (f"{form.key}-{own}" for form in FORMATS)}
    wanted |= {"loader-4": page.locator("#loader-4").text_content()}
    for target, text in wanted.items():
        button = page.locator(f"button[data-copy='{target}']")
        button.click()
        expect(button).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == (text or "").replace("\r\n", "\n")


def test_the_clipboard_is_used_before_the_text_is_loaded(look: Open) -> None:
    """A button asks the browser to copy a text that is still being loaded: Safari allows copying only in the handler of the click."""
    page = look(DRIVE)
    page.route("**/citation.bib", lambda _route: None)  # never answered
    page.evaluate("() => { navigator.clipboard.write = async () => {}; }")
    button = page.locator(f"button[data-copy='bib-{KEY}']")
    button.click()
    expect(button).to_have_text("Copied")


@pytest.mark.parametrize("target", [f"bib-{KEY}", f"apa-{KEY}"])
def test_without_a_clipboard_the_text_is_selected(look: Open, target: str) -> None:
    """If the browser does not allow copying, the text is opened and selected, and the button says which keys to press."""
    page = look(DRIVE)
    page.context.grant_permissions([])
    button = page.locator(f"button[data-copy='{target}']")
    button.click()
    expect(button).to_have_text("Selected: press Ctrl+C or ⌘C")
    expect(page.locator(f"#{target}")).to_be_focused()
    assert page.evaluate("getSelection().toString()") == page.locator(f"#{target}").text_content()
