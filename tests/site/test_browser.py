"""Tests in a browser: pages without errors, accessibility, tooltips, and the route from a search to a citation."""

import re
import struct
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, ViewportSize, expect

from browsing import DRIVE, HOME, NARROW, PHONE, SCHEMES, WIDE, Open, Watched, in_each_mode, violations
from conftest import ROOT
from curator.records.catalog import Catalog
from curator.site.exports import bibtex
from curator.site.views import table_rows
from page_kinds import addresses


@pytest.fixture(scope="session")
def catalog(some: Catalog) -> Catalog:
    """A part of the catalog: what is tested here does not depend on the number of records."""
    return some


@pytest.fixture(scope="session")
def served(some_served: str) -> str:
    """URL of the site of that part."""
    return some_served


HINT = "[document.querySelector('.hint:popover-open')?.textContent ?? null, document.documentElement.scrollWidth]"
"""The text of the open tooltip, and the width of the page."""
CHANGES_OF_ALL = """
  window.changesOfAll = [];
  new MutationObserver((changes) => {
    const found = changes.filter(({ target, attributeName, oldValue }) =>
      (target.localName === "html" || target.localName === "body") && /^class$|^data-md-color/.test(attributeName) && target.getAttribute(attributeName) !== oldValue);
    if (document.querySelector("article > p")) changesOfAll.push(...found.map(({ target, attributeName }) => `${target.localName} ${attributeName}`));
  }).observe(document, { attributes: true, attributeOldValue: true, subtree: true });
"""
"""Records changes of what the styles of all elements depend on."""


# Every page


def test_every_page_has_a_policy_and_loads_nothing_else(site: Path) -> None:
    """Every page has one Content-Security-Policy, and no element that loads a file from another host."""
    for address in addresses(site):
        page = html.fromstring((site / address if address.endswith(".html") else site / address / "index.html").read_bytes())
        loaded = page.xpath(
            "//@src | //link[contains(@rel, 'stylesheet') or contains(@rel, 'icon') or contains(@rel, 'load') or contains(@rel, 'connect')]/@href"
        )
        assert (address, len(page.xpath("/html/head/meta[@http-equiv='Content-Security-Policy']"))) == (address, 1)
        assert (address, [url for url in loaded if urlsplit(url).netloc]) == (address, [])


def test_errors_in_a_page_are_detected(watched: Watched) -> None:
    """Errors, warnings, violations of the policy, and requests to other hosts are noticed."""
    page = watched.open()
    page.evaluate("console.error('an error'); console.warn('a warning'); setTimeout(() => { throw new Error('a fault') })")
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {textContent: 'let unwanted'}))")
    page.evaluate("new Image().src = 'https://other.invalid/picture.png'")
    page.goto("about:blank")
    page.evaluate("Promise.allSettled([fetch('https://other.invalid/'), fetch('http://203.0.113.1/')])")
    heard = "\n".join(watched.faults)
    watched.faults.clear()
    requests = ("requests https://other.invalid/", "requests http://203.0.113.1/")
    for words in ("error: an error", "warning: a warning", "error: a fault", "inline script violates", "loading the image", *requests):
        assert words.casefold() in heard.casefold()


def test_the_tabs_are_immediately_readable(look: Open) -> None:
    """The tab bar is fully visible as soon as the page is scrolled to its top, and underlines the active tab."""
    page = look()
    tabs = page.locator(".md-tabs")
    page.evaluate("scrollTo({top: 600, behavior: 'instant'})")
    expect(tabs).to_have_attribute("hidden", "")
    shades = page.evaluate(
        """async () => {
            const tabs = document.querySelector(".md-tabs");
            const back = new Promise(done => new MutationObserver(() => tabs.hidden || done()).observe(tabs, {attributes: true}));
            scrollTo({top: 0, behavior: "instant"});
            await back;
            return [...tabs.querySelectorAll(".md-tabs__link")].map(link => getComputedStyle(link).opacity);
        }"""
    )
    assert set(shades) == {"1"}
    expect(tabs.locator(".md-tabs__item--active a")).to_have_css("text-decoration-line", "underline")


def test_the_menu_of_narrow_screens_opens(look: Open) -> None:
    """On a narrow screen the button in the header shows and hides the menu, whose links are hidden until then."""
    page = look(DRIVE, viewport=NARROW)
    link = page.locator(".md-sidebar--primary").get_by_role("link", name="Compare", exact=True)
    expect(link).to_be_hidden()
    page.locator("header label[for=__drawer]").click()
    expect(link).to_be_in_viewport()
    page.locator("label.md-overlay").click(position={"x": 360, "y": 400})
    expect(link).to_be_hidden()


def test_pages_without_the_table_do_not_load_its_scripts(look: Open) -> None:
    """Only the home page loads the scripts of Table 1."""
    loaded = "performance.getEntriesByType('resource').filter(it => it.name.includes('/js/table/')).length"
    assert look(DRIVE).evaluate(loaded) == 0
    assert look().evaluate(loaded) > 10


def test_the_theme_requests_no_translations(look: Open) -> None:
    """The theme does not request sitemaps for the feed and the Markdown version of a page, as it would for translations of the site."""
    page = look(DRIVE)
    page.wait_for_load_state("networkidle")
    fetched = page.evaluate("performance.getEntriesByType('resource').map(it => it.name)")
    assert [name for name in fetched if name.endswith(".js")]
    assert [name for name in fetched if "sitemap" in name] == []


COVERED = """() => {
    const {activeElement: it} = document, {left, top, width, height} = it.getClientRects()[0];
    const front = document.elementFromPoint(left + Math.min(width, 40) / 2, top + Math.min(height, 20) / 2);
    return front && (it.contains(front) || front.contains(it) || it.labels?.[0]?.contains(front)) ? null : it.outerHTML;
}"""
"""The element with the focus if something covers it."""


@pytest.mark.parametrize(
    ("address", "start"), [("?selection=drive,stare", "#mura a"), (DRIVE, ".copies button"), ("compare/?ids=drive,stare", "tbody tr:nth-of-type(9) a")]
)
def test_what_has_the_focus_is_not_covered(look: Open, address: str, start: str) -> None:
    """On a phone, moving the focus up and down a long page never leaves it under the header, the button to the top or the selection."""
    page = look(address, viewport=PHONE)
    page.wait_for_load_state("networkidle")
    page.locator(start).first.focus()
    for key in ("Shift+Tab",) * 25 + ("Tab",) * 45:
        page.keyboard.press(key)
        assert page.evaluate(COVERED) is None


def test_the_target_of_a_link_is_below_the_header(look: Open, served: str) -> None:
    """Sections, sources, terms and rows that a link leads to are below the header, on a wide and on a narrow screen."""
    page = look(DRIVE)
    for viewport in (WIDE, PHONE):
        page.set_viewport_size(viewport)
        for address in (f"{DRIVE}#licence", f"{DRIVE}#source-2", "references/#ref-9", "guides/glossary/#split", "#recent", "#mura"):
            page.goto(served + address)
            place = page.locator(f"#{address.partition('#')[2]}")
            expect(place).to_be_in_viewport()
            assert page.locator(".md-header").evaluate("(it, y) => it.getBoundingClientRect().bottom <= y + 1", (place.bounding_box() or {"y": 0})["y"])


# Accessibility


def test_the_color_scheme_is_that_of_the_system(look: Open) -> None:
    """A page is dark if the system is, and axe-core finds no violation in it."""
    look("404.html").emulate_media(color_scheme="dark", reduced_motion="reduce")
    page = look("404.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES["dark"])
    assert violations(page) == []


@pytest.mark.parametrize("address", ["about/", DRIVE])
def test_a_page_follows_the_system_until_its_reader_chooses_a_color_scheme(look: Open, address: str) -> None:
    """A change of the system's color scheme changes the page, also when it is opened again; after a choice with the keyboard, only another choice does."""
    page = look(address)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.reload()
    body, browser_colors = page.locator("body"), page.locator("meta[name=color-scheme]")
    for scheme in ("light", "dark", "light"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        expect(body).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
        expect(browser_colors).to_have_attribute("content", scheme)
    page.get_by_label("Switch to dark mode").first.focus()
    page.keyboard.press("Enter")
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.reload()
        expect(body).to_have_attribute("data-md-color-scheme", SCHEMES["dark"])
        expect(page.locator("form label[title='Switch to light mode']")).to_be_visible()


def test_scripts_do_not_style_the_whole_page_again(watched: Watched) -> None:
    """Once the article has begun, no script changes the classes or colors of the root or the body, after which a browser would style all elements again."""
    page = watched.open("404.html")
    page.add_init_script(CHANGES_OF_ALL)
    for address in (HOME, DRIVE):
        page.goto(watched.site + address)
        expect(page.locator(".hint")).to_be_attached()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("changesOfAll") == [], address


def test_a_violation_in_one_of_many_rows_is_found(look: Open) -> None:
    """A row that differs from others is examined, although most equal rows are not."""
    page = look("cite/")
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', `<ul>${'<li>equal</li>'.repeat(9)}<li><img src=''></li></ul>`)")
    assert [it.partition(":")[0] for it in violations(page)] == ["image-alt"]
    expect(page.locator("li").filter(has_text=re.compile("^equal$"))).to_have_count(2)


OF_ONE_MODE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("@media (min-width: 400px) { .n { display: none } } [data-md-color-scheme=slate] .d { color: #333; background-color: #222 }");
    document.adoptedStyleSheets.push(sheet);
    document.querySelector("article").insertAdjacentHTML("beforeend", "<p><button class=n></button></p><p class=d>A text</p>");
    document.querySelector(".md-footer").insertAdjacentHTML("beforeend", "<p class=n><a href=n></a></p>");
}"""
"""Adds a button and a link without names that are visible in a narrow window, and a text with low contrast in dark mode."""


def test_a_violation_in_one_mode_is_found(look: Open) -> None:
    """What only a narrow window shows, and colors of dark mode, are examined, although the rest of the page has passed in a wide window and in light mode."""
    page = look("404.html")
    assert in_each_mode(page) == []
    page.evaluate(OF_ONE_MODE)
    found = sorted(" ".join(it.split(": ")[:2]) for it in in_each_mode(page, narrow=True))
    assert found == ["dark, 1280 px color-contrast", "dark, 375 px color-contrast", "light, 375 px button-name", "light, 375 px link-name"]


def test_axe_finds_no_violations_in_opened_parts(look: Open) -> None:
    """axe-core finds no violation in search results, in opened BibTeX, or in a table without rows."""
    page = look(DRIVE)
    page.emulate_media(reduced_motion="reduce")
    for summary in page.locator("details > summary").filter(visible=True).all():
        summary.click()
    page.get_by_role("combobox", name="Search the site").fill("vessel")
    expect(page.locator(".search-result").first).to_be_visible()
    found = violations(page)
    found += violations(look("?text=nothing-fits"))
    assert found == []


# Finding and citing a dataset


def test_a_newcomer_finds_gets_and_cites_a_dataset(look: Open, catalog: Catalog, served: str) -> None:
    """A search on the home page for a subject or a name leads to DRIVE, whose page has license, access route and BibTeX."""
    page = look()
    for typed in ("retinal vessel", "DRIVE"):
        page.get_by_label("Search the table").fill(typed)
        expect(page).to_have_url(f"{served}?text={typed.replace(' ', '+')}")
        expect(page.locator("tr#drive")).to_be_visible()
    page.locator("[data-table]").get_by_role("link", name="DRIVE", exact=True).click()
    page.wait_for_url(re.compile(re.escape(f"{served}{DRIVE}")))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^DRIVE"))
    contents = page.get_by_role("navigation", name="Table of contents")
    contents.get_by_role("link", name="License and terms of use").click()
    expect(page.get_by_role("heading", name="License and terms of use")).to_be_in_viewport()
    expect(page.locator(".permissions").get_by_role("cell", name="forbidden")).to_have_count(2)
    contents.get_by_role("link", name="Get the data").click()
    expect(page.locator(".steps").first.get_by_role("listitem")).to_have_text(
        [catalog.vocabularies["access"].label(step) for step in ("account", "join-challenge", "download")]
    )
    contents.get_by_role("link", name="Cite").click()
    page.locator("details.bibtex > summary").first.click()
    expect(page.locator("#bib-staal2004ridge")).not_to_be_empty()
    assert page.locator("#bib-staal2004ridge").text_content() == bibtex.entry(catalog.references["staal2004ridge"]).rstrip()


# Tooltips


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "375"])
def test_a_dagger_shows_the_printed_value(look: Open, catalog: Catalog, viewport: ViewportSize) -> None:
    """Each dagger has an accessible name, and on focus a tooltip inside the window with the printed value."""
    page = look("?kind=medical,natural", viewport=viewport)
    marked = [(row.id, cell.difference) for row in table_rows.rows(catalog) for cell in row.cells if cell.difference]
    daggers = page.locator("[data-table]").get_by_role("link", name=re.compile("^Printed: "))
    expect(daggers).to_have_count(len(marked))
    expect(page.locator(".hint")).to_be_hidden()
    shown = daggers.evaluate_all(f"links => links.map(it => [it.focus() ?? it.getAttribute('href'), ...{HINT}])")
    assert shown == [[f"datasets/{id_}/#print", f"Printed: {cell.printed} ({cell.kind}). {cell.why}", viewport["width"]] for id_, cell in marked]
    box = page.locator(".hint").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= viewport["width"]


def test_a_tooltip_opens_on_hover_and_closes_by_escape(look: Open) -> None:
    """A tooltip opens on hover and stays while the pointer is on it; Escape closes it."""
    page = look()
    dagger, hint = page.locator("tr#chexpert a.dagger").first, page.locator(".hint")
    dagger.hover()
    expect(hint).to_be_visible()
    expect(dagger).to_have_attribute("aria-describedby", "hint")
    hint.hover()
    page.wait_for_timeout(400)
    expect(hint).to_be_visible()
    page.keyboard.press("Escape")
    expect(hint).to_be_hidden()
    expect(dagger).not_to_have_attribute("aria-describedby", "hint")


def test_a_tap_opens_a_tooltip_and_the_second_follows_the_link(open_page: Open, served: str) -> None:
    """On a touch screen the first tap shows the tooltip, the second one follows the link; a tap elsewhere closes the tooltip."""
    page = open_page(viewport=NARROW, has_touch=True)
    dagger, hint = page.locator("tr#chexpert a.dagger").first, page.locator(".hint")
    expect(hint).to_be_attached()
    dagger.tap()
    expect(hint).to_be_visible()
    assert page.url.rstrip("?") == served
    page.get_by_role("heading", level=1).tap()
    expect(hint).to_be_hidden()
    dagger.tap()
    dagger.tap()
    expect(page).to_have_url(re.compile("datasets/chexpert/#print$"))


@pytest.mark.parametrize("id_", ["drive", "pascal-voc", "refuge"])
def test_evidence_links_to_its_source(look: Open, id_: str) -> None:
    """Each source number names its source, and links to it on the page."""
    page = look(f"datasets/{id_}/")
    evidence = page.locator("sup a")
    assert evidence.count() > 0
    for number, target, name, there, source in evidence.evaluate_all(
        """links => links.map(it => [it, document.querySelector(it.getAttribute('href'))]).map(
            ([it, source]) => [it.textContent, it.getAttribute('href'), it.ariaLabel, [...source.parentElement.children].indexOf(source) + 1, source.textContent])"""
    ):
        assert (target, there) == (f"#source-{number}", int(number))
        assert source.startswith(name.removeprefix(f"Source {number}: "))
    evidence.first.focus()
    expect(page.locator(".hint")).to_have_text(evidence.first.get_attribute("aria-label") or "")
    page.keyboard.press("Enter")
    expect(page.locator(".sources li:target")).to_be_in_viewport()


# Touch targets


SMALL = """([selector]) => [...document.querySelectorAll(selector)].filter(it => it.checkVisibility()).flatMap(it => {
    const {width, height} = it.getBoundingClientRect();
    return Math.min(width, height) < 23.9 ? [`${it.textContent} ${width}×${height}`] : [];
})"""


@pytest.mark.parametrize(
    ("address", "selector"),
    [
        (DRIVE, "sup a, .facts sup a"),
        ("compare/?ids=drive,stare", ".compare sup a, .compare-remove"),
        ("quality/", ".quality a, .concerns a, .works a"),
        (HOME, ".table-1 .refs a, .table-1 a.dagger"),
    ],
    ids=["drive", "compare", "quality", "home"],
)
def test_small_links_are_large_enough_to_touch(look: Open, address: str, selector: str) -> None:
    """Source and reference numbers, daggers, and the links of the quality page are at least 24 pixels wide and high, in a wide and a narrow window."""
    page = look(address)
    expect(page.locator(selector.partition(",")[0]).first).to_be_attached()
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)
        assert page.evaluate(SMALL, [selector]) == []


# Without scripts, or without a server


UNSTARTED = {
    "compare/": "Comparing datasets requires",
    "contribute/new/": "The form requires",
    HOME: "Searching, filtering and sorting the table requires",
}
"""What a page says without its scripts."""


def test_a_page_opened_as_a_file_has_a_note(browser: Browser, site: Path) -> None:
    """A page opened as a file says what its parts require, hides the controls that do not work, and links to pages instead of folders."""
    context = browser.new_context()
    pages = {address: context.new_page() for address in UNSTARTED}
    for address, page in pages.items():
        page.goto((site / address / "index.html").as_uri())
    for address, what in UNSTARTED.items():
        note = pages[address].locator("[data-unstarted]")
        expect(note).to_have_css("visibility", "visible")
        expect(note).to_contain_text(f"{what} JavaScript and a web server.")
        expect(note).to_be_in_viewport()
        assert note.evaluate("it => it.getBoundingClientRect().height") > 20
    form = pages["contribute/new/"]
    expect(form.locator("form[data-new]")).to_be_hidden()
    expect(form.get_by_role("navigation", name="Sections of the form")).to_be_hidden()
    home = pages[HOME]
    expect(home.get_by_role("searchbox", name="Search the table")).to_be_hidden()
    home.locator("table[data-table]").get_by_role("link", name="DRIVE", exact=True).click()
    expect(home.get_by_role("heading", level=1)).to_contain_text("DRIVE")
    expect(home.locator("article")).to_contain_text(
        "This page was opened from a file. Search, filters, comparison, the selection and the form require a web server"
    )
    context.close()


@pytest.mark.parametrize("address", ["compare/", "contribute/new/", HOME])
def test_the_note_disappears_when_scripts_run(look: Open, address: str) -> None:
    """The note disappears as soon as the scripts of the page run."""
    expect(look(address).locator("[data-unstarted]")).to_have_count(0)


# The screenshot in the README


def test_the_screenshot_shows_the_table(watched: Watched, whole_served: str, request: pytest.FixtureRequest) -> None:
    """The home page gives a screenshot for the README; `pytest --screenshot` writes it."""
    page = watched.open("404.html", color_scheme="light")
    page.goto(whole_served)
    picture = page.screenshot()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture[16:24]) == (1280, 800)
    assert len(picture) > 20_000
    if request.config.getoption("--screenshot"):
        (ROOT / "docs" / "assets" / "screenshot.png").write_bytes(picture)
