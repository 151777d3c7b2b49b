"""What a person with a browser finds: pages without faults, a table that filters and sorts, and a way from question to citation."""

import json
import re
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from browsing import DRIVE, HOME, NARROW, SCHEMES, WIDE, Open, Watched, violations
from conftest import ROOT
from curator.contents import Catalog
from curator.exports import bibtex
from curator.views import access, table

SIZED = {column.key: column.sort for column in table.COLUMNS if column.sort}
"""The columns that sort by number."""
FACETS = {"modality": "modality", "body-part": "body_part", "task": "tasks"}
"""Filters by the terms of a field, and the field."""
IN_VIEW = "[...document.querySelectorAll('[data-table] tbody tr')].filter(row => row.checkVisibility()).map(row => row.id)"
TIP = "link => getComputedStyle(link, '::after').content"


# Every page


def addresses(site: Path) -> list[str]:
    """The address of every page that the site has, within it."""
    return ["404.html", *sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("index.html"))]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "375"])
def test_every_page_opens_without_a_fault(watched: Watched, site: Path, served: str, viewport: ViewportSize) -> None:
    """Every page opens under its Content-Security-Policy without an error or a request to another host, and is no wider than the window."""
    page = watched.open(viewport=viewport)
    for address in addresses(site):
        page.goto(served + address)
        policies, width = page.evaluate(
            "[document.querySelectorAll('head > meta[http-equiv=Content-Security-Policy]').length, document.documentElement.scrollWidth]"
        )
        if policies != 1:
            watched.faults.append(f"{address}: {policies} policies")
        if width > viewport["width"]:
            watched.faults.append(f"{address}: {width} px wide")
    page.wait_for_load_state("networkidle")
    watched.check()


def test_a_fault_in_a_page_is_noticed(watched: Watched) -> None:
    """The watch over pages sees errors, warnings, what the policy forbids, and requests to other hosts."""
    page = watched.open()
    page.evaluate("console.error('an error'); console.warn('a warning'); setTimeout(() => { throw new Error('a fault') })")
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {textContent: 'let unwanted'}))")
    page.evaluate("new Image().src = 'https://other.invalid/picture.png'")
    page.goto("about:blank")
    page.evaluate("fetch('https://other.invalid/').catch(() => null)")
    heard = "\n".join(watched.faults)
    watched.faults.clear()
    for words in ("error: an error", "warning: a warning", "error: a fault", "inline script violates", "loading the image", "asks https://other.invalid/"):
        assert words.casefold() in heard.casefold()


def test_the_tabs_are_readable_at_once(open_page: Open) -> None:
    """The tab bar is fully there as soon as the page is back at its top, and marks the open tab by more than its shade."""
    page = open_page()
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


# Accessibility


@pytest.mark.parametrize(
    ("address", "viewport", "schemes"),
    [
        (HOME, WIDE, ["light", "dark"]),
        (DRIVE, WIDE, ["light", "dark"]),
        ("references/", WIDE, ["light", "dark"]),
        ("source/", WIDE, ["light", "dark"]),
        (HOME, NARROW, ["light", "dark"]),
        (DRIVE, NARROW, ["light"]),
        ("contribute/fields/", WIDE, ["light"]),
        ("404.html", WIDE, ["dark"]),
    ],
    ids=["home", "drive", "references", "source", "home-375", "drive-375", "fields", "404"],
)
def test_axe_finds_nothing(open_page: Open, address: str, viewport: ViewportSize, schemes: list[str]) -> None:
    """The checks of axe-core find no fault in the main pages, in light and dark."""
    found = []
    for scheme in schemes:
        page = open_page(address, viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
        found += [f"{scheme}: {violation}" for violation in violations(page)]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_opened_parts(open_page: Open) -> None:
    """The checks of axe-core find no fault in search results, in opened BibTeX, or in a table without rows."""
    page = open_page(DRIVE, reduced_motion="reduce")
    for summary in page.locator("details > summary").filter(visible=True).all():
        summary.click()
    search(page, "vessel")
    empty = open_page("?text=nothing-fits", reduced_motion="reduce")
    found = [*violations(page), *violations(empty)]
    assert not found, "\n".join(found)


# Table 1


def ids(page: Page) -> list[str]:
    """The ids of the rows that a person sees, in order."""
    found: list[str] = page.evaluate(IN_VIEW)
    return found


def in_table(catalog: Catalog) -> list[str]:
    """The ids of all rows, in the order of the page."""
    return [row.id for row in table.rows(catalog)]


def with_terms(catalog: Catalog, **chosen: str) -> list[str]:
    """The ids of the records that have the terms, in the order of the page."""
    return [id_ for id_ in in_table(catalog) if all(term in getattr(catalog.records[id_], field) for field, term in chosen.items())]


def with_words(catalog: Catalog, *words: str) -> list[str]:
    """The ids of the records that a search for words finds, in the order of the page."""
    return [row.id for row in table.rows(catalog) if all(word in row.words for word in words)]


def by_number(catalog: Catalog, column: str, *, down: bool = False) -> list[str]:
    """The ids in the order of a column's numbers; equal ones as on the page, missing ones last."""
    keys = {id_: SIZED[column](catalog.records[id_], catalog.vocabularies) for id_ in in_table(catalog)}
    known = sorted((id_ for id_, key in keys.items() if key is not None), key=lambda id_: (keys[id_] or 0) * (-1 if down else 1))
    return [*known, *(id_ for id_, key in keys.items() if key is None)]


def count(page: Page) -> Locator:
    """The line that says how many rows are shown."""
    return page.get_by_role("status").and_(page.locator("[data-count]"))


def heading(page: Page, name: str) -> Locator:
    """A column's heading."""
    return page.locator("[data-table] thead").get_by_role("columnheader", name=name)


@pytest.mark.parametrize(
    ("label", "facet", "term"),
    [
        ("Modality", "modality", "ultrasound"),
        ("Modality", "modality", "fundus-photography"),
        ("Body part", "body-part", "retina"),
        ("Task", "task", "segmentation"),
    ],
)
def test_a_filter_leaves_the_rows_with_its_term(open_page: Open, catalog: Catalog, label: str, facet: str, term: str) -> None:
    """Choosing a term leaves exactly the datasets that have it, as many as the choice said, and puts it into the address."""
    page = open_page()
    choice = page.get_by_label(label, exact=True)
    said = page.locator(f"#filter-{facet} option[value={term}]").inner_text()
    choice.select_option(term)
    expected = with_terms(catalog, **{FACETS[facet]: term})
    assert 0 < len(expected) < len(catalog.records)
    assert ids(page) == expected
    assert said.endswith(f"({len(expected)})")
    expect(count(page)).to_have_text(f"{len(expected)} of {len(catalog.records)} datasets")
    assert urlsplit(page.url).query == f"{facet}={term}"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("drive", ["drive"]),
        ("  VESSEL ", ["vessel"]),
        ("Rétïnal Vessël", ["retinal", "vessel"]),
        ("vessel fundus", ["fundus", "vessel"]),
        ("Digital Retinal Images", ["digital", "retinal", "images"]),
    ],
)
def test_the_search_finds_words_in_any_case_and_order(open_page: Open, catalog: Catalog, typed: str, words: list[str]) -> None:
    """Typed words leave the datasets that have them all, whatever their case, accents and order."""
    page = open_page()
    page.get_by_label("Search the table").press_sequentially(typed)
    expected = with_words(catalog, *words)
    assert "drive" in expected
    expect(count(page)).to_have_text(f"{len(expected)} of {len(catalog.records)} datasets")
    assert ids(page) == expected


def test_accents_in_a_record_are_no_obstacle(open_page: Open, served: str) -> None:
    """A name with accents is found by typing it without them."""
    page = open_page("about/")
    page.route(served, lambda route: route.fulfill(body=route.fetch().text().replace('data-words="drive ', 'data-words="drívé ', 1), content_type="text/html"))
    page.goto(served)
    page.get_by_label("Search the table").fill("drive")
    assert "drive" in ids(page)


def test_filters_and_search_work_together(open_page: Open, catalog: Catalog) -> None:
    """Filters and search narrow down together; where nothing is left the count says so."""
    page = open_page()
    page.get_by_label("Modality", exact=True).select_option("fundus-photography")
    page.get_by_label("Task", exact=True).select_option("segmentation")
    page.get_by_label("Search the table").fill("vessel")
    both = with_terms(catalog, modality="fundus-photography", tasks="segmentation")
    expected = [id_ for id_ in with_words(catalog, "vessel") if id_ in both]
    assert 0 < len(expected) < len(both)
    assert ids(page) == expected
    page.get_by_label("Search the table").fill("no such words")
    assert ids(page) == []
    expect(count(page)).to_have_text(f"No dataset fits; {len(catalog.records)} without filters")


def test_clear_brings_everything_back(open_page: Open, catalog: Catalog, served: str) -> None:
    """The button Clear empties filters, search, sorting and address."""
    page = open_page("?text=vessel&modality=fundus-photography&sort=-year")
    assert len(ids(page)) < len(catalog.records)
    page.locator("[data-filters]").get_by_role("button", name="Clear").click()
    expect(count(page)).to_have_text(f"{len(catalog.records)} of {len(catalog.records)} datasets")
    assert ids(page) == in_table(catalog)
    expect(page.get_by_label("Search the table")).to_have_value("")
    expect(page.get_by_label("Modality", exact=True)).to_have_value("")
    expect(page.locator("[aria-sort]")).to_have_count(0)
    assert page.url == served


def test_the_address_gives_the_same_table_again(open_page: Open, catalog: Catalog) -> None:
    """An address copied from a filtered and sorted table gives that table in another browser, and after a reload."""
    page = open_page()
    page.get_by_label("Body part", exact=True).select_option("retina")
    page.get_by_label("Search the table").fill("vessel")
    page.get_by_role("button", name="# of Images").click()
    page.get_by_role("button", name="# of Images").click()
    seen, query = ids(page), urlsplit(page.url).query
    fitting = {*with_terms(catalog, body_part="retina")} & {*with_words(catalog, "vessel")}
    assert seen == [id_ for id_ in by_number(catalog, "images", down=True) if id_ in fitting]
    other = open_page(f"?{query}")
    page.reload()
    for again in (page, other):
        assert ids(again) == seen
        expect(again.get_by_label("Body part", exact=True)).to_have_value("retina")
        expect(again.get_by_label("Search the table")).to_have_value("vessel")
        expect(heading(again, "# of Images")).to_have_attribute("aria-sort", "descending")


def test_what_one_may_use_and_get_can_be_asked(open_page: Open, catalog: Catalog) -> None:
    """Filters for data without an account and for commercial use give the records whose routes and licences say so."""
    words = catalog.vocabularies
    page = open_page("?access=download&use=allowed")
    expected = [
        id_
        for id_ in in_table(catalog)
        if access.easiest_step(catalog.records[id_], words) == "download" and access.strictest(catalog.records[id_], words)["commercial_use"] == "allowed"
    ]
    assert {"luna16", "pancreas-ct"} <= set(expected)
    assert "drive" not in expected
    assert ids(page) == expected
    expect(page.get_by_label("Access", exact=True)).to_have_value("download")
    expect(page.get_by_label("Commercial use", exact=True)).to_have_value("allowed")


def test_back_and_forward_go_through_the_choices(open_page: Open, catalog: Catalog) -> None:
    """The browser's back and forward buttons undo and redo choices, with the controls in step."""
    page = open_page()
    steps = [in_table(catalog), with_terms(catalog, modality="fundus-photography"), with_terms(catalog, modality="fundus-photography", tasks="segmentation")]
    page.get_by_label("Modality", exact=True).select_option("fundus-photography")
    page.get_by_label("Task", exact=True).select_option("segmentation")
    assert ids(page) == steps[2]
    page.go_back()
    expect(page.get_by_label("Task", exact=True)).to_have_value("")
    assert ids(page) == steps[1]
    page.go_back()
    expect(page.get_by_label("Modality", exact=True)).to_have_value("")
    assert ids(page) == steps[0]
    page.go_forward()
    page.go_forward()
    expect(page.get_by_label("Task", exact=True)).to_have_value("segmentation")
    expect(page.get_by_label("Modality", exact=True)).to_have_value("fundus-photography")
    assert ids(page) == steps[2]


@pytest.mark.parametrize("query", ["modality=no-such-term", "sort=no-such-column", "sort=-", "colour=red", "task=__proto__&sort=constructor", "text=%20"])
def test_what_an_address_cannot_mean_is_ignored(open_page: Open, catalog: Catalog, query: str) -> None:
    """Terms, columns and names in the address that the table does not know leave it as it is."""
    page = open_page(f"?{query}")
    assert ids(page) == in_table(catalog)
    expect(page.locator("[aria-sort]")).to_have_count(0)
    expect(page.get_by_label("Task", exact=True)).to_have_value("")


def test_a_term_leads_to_the_datasets_that_share_it(open_page: Open) -> None:
    """Each term on a dataset's page leads to a table with that dataset in it, open to use: the theme's own search stays closed."""
    page = open_page(DRIVE)
    links = page.locator(".facts a[href*='?']").evaluate_all("links => links.map(it => it.href)")
    assert len(links) >= len(FACETS)
    for link in links:
        page.goto(link)
        expect(page.locator(".md-search")).not_to_have_attribute("data-md-state", "active")
        assert not page.locator("#__search").is_checked()
        assert "drive" in ids(page), link
        page.locator("[data-filters]").get_by_role("button", name="Clear").click()
        expect(page.get_by_label("Search the table")).to_have_value("")


@pytest.mark.parametrize(
    ("name", "column", "key"),
    [
        ("Frame Size", "frame_size", "mouse"),
        ("Frame Size", "frame_size", "Enter"),
        ("# of Images", "images", "mouse"),
        ("# of Images", "images", "Enter"),
        ("# of Classes", "classes", "Space"),
        ("Year", "year", "mouse"),
    ],
)
def test_a_heading_sorts_by_number(open_page: Open, catalog: Catalog, name: str, column: str, key: str) -> None:
    """Pressing a heading, by mouse or key, sorts by number: up, then down, then as printed; it keeps the focus and tells its state."""
    page = open_page()
    button, told = heading(page, name).get_by_role("button"), []
    for expected in (by_number(catalog, column), by_number(catalog, column, down=True), in_table(catalog)):
        if key == "mouse":
            button.click()
        else:
            button.focus()
            page.keyboard.press(key)
        assert ids(page) == expected
        expect(button).to_be_focused()
        told.append(heading(page, name).get_attribute("aria-sort"))
    assert told == ["ascending", "descending", None]


def test_a_heading_sorts_by_word(open_page: Open, catalog: Catalog) -> None:
    """Names sort without regard to case."""
    page = open_page()
    heading(page, "Name").get_by_role("button").click()
    assert ids(page) == sorted(in_table(catalog), key=lambda id_: catalog.records[id_].name.casefold())


def test_missing_values_stand_last(open_page: Open, catalog: Catalog, served: str) -> None:
    """A dataset whose number is not known stands last, sorted up or down."""
    page, missing = open_page("about/"), in_table(catalog)[0]
    known = re.compile(r'(data-label="# of Images" data-sort=")[\d.]+')
    page.route(served, lambda route: route.fulfill(body=known.sub(r"\1", route.fetch().text(), count=1), content_type="text/html"))
    page.goto(served)
    for down in (False, True):
        heading(page, "# of Images").get_by_role("button").click()
        assert ids(page) == [*(id_ for id_ in by_number(catalog, "images", down=down) if id_ != missing), missing]


def test_sorting_works_on_a_phone(open_page: Open, catalog: Catalog) -> None:
    """Where rows are cards the headings stand above them as buttons that one can see and press."""
    page = open_page(viewport=NARROW)
    button = page.get_by_role("button", name="# of Images")
    box = button.bounding_box()
    assert box
    assert box["height"] >= 24
    button.click()
    assert ids(page) == by_number(catalog, "images")


def test_the_table_stands_without_scripts(open_page: Open, catalog: Catalog) -> None:
    """Without JavaScript every row is there, and nothing is shown that would not work."""
    page = open_page(java_script_enabled=False)
    assert page.locator("[data-table] tbody tr:visible").count() == len(catalog.records)
    expect(page.locator("[data-filters]")).to_be_hidden()
    expect(page.locator("[data-table] button")).to_have_count(0)
    page = open_page(DRIVE, java_script_enabled=False)
    expect(page.get_by_role("button", name="Copy BibTeX")).to_have_count(0)
    summary = page.locator("details.bibtex > summary").first
    summary.click()
    expect(page.locator("details.bibtex pre").first).to_be_visible()


# The table's functions

ROW = {"id": "drive", "words": "drive retinal vessel", "terms": {"modality": ["fundus-photography"], "task": ["segmentation", "classification"]}, "keys": {}}
NOTHING = {"text": "", "chosen": {"modality": "", "task": ""}, "sort": "", "down": False}
FACET_TERMS = {"modality": ["mri", "ct"], "task": ["segmentation"]}


@pytest.fixture(scope="module")
def call(browser: Browser, served: str) -> Iterator[Callable[..., Any]]:
    """Calls a function of the table's module, as served, with plain data."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(served)

    def called(name: str, *values: Any) -> Any:
        return page.evaluate("async ([module, name, values]) => (await import(module))[name](...values)", [f"{served}assets/js/table.js", name, values])

    yield called
    context.close()


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({}, True),
        ({"text": "Vessel DRIVE"}, True),
        ({"text": "vessel nodule"}, False),
        ({"chosen": {"modality": "fundus-photography", "task": "classification"}}, True),
        ({"chosen": {"modality": "fundus", "task": ""}}, False),
        ({"chosen": {"modality": "", "task": "detection"}}, False),
        ({"text": "nodule", "chosen": {"modality": "fundus-photography", "task": ""}}, False),
    ],
)
def test_a_row_matches_all_of_a_state(call: Callable[..., Any], change: dict[str, Any], shown: bool) -> None:
    """A row is shown if it has every chosen term, whole, and every word of the search."""
    assert call("matches", ROW, NOTHING | change) is shown


@pytest.mark.parametrize(("text", "plain"), [("Kovács", "kovacs"), (" ÅNGSTRÖM ", "angstrom"), ("390×320", "390×320"), ("", "")])
def test_folded_text_has_no_case_and_no_accents(call: Callable[..., Any], text: str, plain: str) -> None:
    """Folded text is lower-case, without accents and outer space."""
    assert call("folded", text) == plain


@pytest.mark.parametrize(
    ("sort", "down", "order"),
    [("", False, "abcde"), ("n", False, "bdace"), ("n", True, "acbde"), ("none", False, "abcde"), ("none", True, "abcde")],
)
def test_rows_without_a_value_stand_last(call: Callable[..., Any], sort: str, down: bool, order: str) -> None:
    """Rows are sorted by a column's keys; equal ones stay in order, and those without a key stand last in either direction."""
    keys = {"a": "2", "b": "1", "c": "2", "d": "1", "e": ""}
    rows = [{"id": id_, "keys": {"n": key, "none": ""}} for id_, key in keys.items()]
    assert "".join(row["id"] for row in call("sorted", rows, NOTHING | {"sort": sort, "down": down})) == order


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ("", NOTHING),
        ("?text=a+b%26c", NOTHING | {"text": "a b&c"}),
        ("?modality=mri&task=segmentation", NOTHING | {"chosen": {"modality": "mri", "task": "segmentation"}}),
        ("?modality=xyz&colour=red", NOTHING),
        ("?sort=year", NOTHING | {"sort": "year"}),
        ("?sort=-year", NOTHING | {"sort": "year", "down": True}),
        ("?sort=-size", NOTHING),
        ("?sort=--year", NOTHING),
    ],
)
def test_an_address_names_a_state(call: Callable[..., Any], query: str, state: dict[str, Any]) -> None:
    """A state is read from an address, without what the table does not know."""
    assert call("stateOf", query, FACET_TERMS, ["name", "year"]) == state


@pytest.mark.parametrize(
    ("change", "query"),
    [
        ({}, ""),
        ({"text": "a b&c"}, "text=a+b%26c"),
        ({"chosen": {"modality": "mri", "task": ""}, "sort": "year"}, "modality=mri&sort=year"),
        (
            {"text": "é", "chosen": {"modality": "ct", "task": "segmentation"}, "sort": "name", "down": True},
            "text=%C3%A9&modality=ct&task=segmentation&sort=-name",
        ),
    ],
)
def test_a_state_is_named_by_one_address(call: Callable[..., Any], change: dict[str, Any], query: str) -> None:
    """A state gives one query without empty parts, and the query gives the state back."""
    assert call("queryOf", NOTHING | change) == query
    assert call("stateOf", query, FACET_TERMS, ["name", "year"]) == NOTHING | change


def test_a_heading_turns_up_down_and_back(call: Callable[..., Any]) -> None:
    """A column pressed again and again sorts up, down and not at all; another column begins anew, and the filters stay."""
    state = NOTHING | {"text": "vessel"}
    up = call("turned", state, "year")
    down = call("turned", up, "year")
    assert up == state | {"sort": "year"}
    assert down == state | {"sort": "year", "down": True}
    assert call("turned", down, "year") == state
    assert call("turned", down, "name") == state | {"sort": "name"}


# A newcomer's minute


def search(page: Page, text: str) -> Locator:
    """The results of the search in the header."""
    page.locator("header").get_by_placeholder("Search").click()
    page.keyboard.type(text)
    results = page.locator(".md-search-result__list")
    expect(results.get_by_role("link").first).to_be_visible()
    return results


@pytest.mark.parametrize("typed", ["vessel", "DRIVE"])
def test_a_newcomer_finds_gets_and_cites_a_dataset(open_page: Open, catalog: Catalog, served: str, typed: str) -> None:
    """From the first page a search leads to DRIVE, and there stand its licence, the way to the data and the BibTeX."""
    page = open_page()
    search(page, typed).get_by_role("link").filter(has=page.get_by_role("heading", name="DRIVE", exact=True)).first.click()
    page.wait_for_url(re.compile(re.escape(f"{served}{DRIVE}")))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^DRIVE"))
    contents = page.get_by_role("navigation", name="Table of contents")
    contents.get_by_role("link", name="What you may do").click()
    expect(page.get_by_role("heading", name="What you may do")).to_be_in_viewport()
    expect(page.locator(".permissions").get_by_role("cell", name="forbidden")).to_have_count(2)
    contents.get_by_role("link", name="Get the data").click()
    expect(page.locator(".steps").first.get_by_role("listitem")).to_have_text(["account", "join challenge", "download"])
    contents.get_by_role("link", name="Cite").click()
    page.locator("details.bibtex > summary").first.click()
    expect(page.locator("details.bibtex pre").first).to_be_visible()
    assert page.locator("details.bibtex pre").first.text_content() == bibtex.entry(catalog.references["staal2004ridge"]).rstrip()


def test_the_search_works_by_keyboard_alone(open_page: Open, served: str) -> None:
    """The first key press leads to a link that skips to the content; the search opens and leads to a page without a mouse."""
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    page.keyboard.press("/")
    expect(page.locator("[data-md-component=search-query]")).to_be_focused()
    page.keyboard.type("DRIVE digital retinal images vessel extraction")
    leads_there = re.compile(re.escape(DRIVE))
    expect(page.locator(".md-search-result__list").get_by_role("link").first).to_have_attribute("href", leads_there)
    for _ in range(10):  # on a busy machine the theme shows the results anew under the key press, and drops the focus
        if page.locator(":focus").count() == 0:
            page.keyboard.press("/")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
        if DRIVE in page.url:
            break
    expect(page).to_have_url(re.compile(re.escape(f"{served}{DRIVE}")))


def test_the_button_copies_the_bibtex(open_page: Open, catalog: Catalog) -> None:
    """The copy button puts exactly the BibTeX on the clipboard, and says so."""
    page = open_page(DRIVE, permissions=["clipboard-read", "clipboard-write"])
    for position, key in enumerate((*catalog.records["drive"].citations.paper, *catalog.records["drive"].citations.further)):
        button = page.locator("button.copy").nth(position)
        button.click()
        expect(button).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == bibtex.entry(catalog.references[key]).rstrip()


def test_without_a_clipboard_the_text_is_selected(open_page: Open, catalog: Catalog) -> None:
    """Where the browser allows no copying the BibTeX is opened and selected, and the button says what to press."""
    page = open_page(DRIVE)
    page.context.grant_permissions([])
    button = page.locator("button.copy").first
    button.click()
    expect(button).to_have_text("Selected: press Ctrl+C or ⌘C")
    expect(page.locator("details.bibtex pre").first).to_be_focused()
    assert page.evaluate("getSelection().toString()") == bibtex.entry(catalog.references["staal2004ridge"]).rstrip()


# Hints


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "375"])
def test_a_dagger_says_what_was_printed(open_page: Open, catalog: Catalog, viewport: ViewportSize) -> None:
    """Each dagger has a name for those who do not see it, and shows on focus what was printed, inside the window."""
    page = open_page(viewport=viewport)
    marked = [(row.id, cell.difference) for row in table.rows(catalog) for cell in row.cells if cell.difference]
    daggers = page.locator("[data-table]").get_by_role("link", name=re.compile("^Printed: "))
    assert daggers.count() == len(marked) > 0
    assert daggers.first.evaluate(TIP) == "none"
    shown = daggers.evaluate_all(f"links => links.map(it => [it.focus() ?? it.getAttribute('href'), ({TIP})(it), document.documentElement.scrollWidth])")
    assert shown == [
        [f"datasets/{id_}/#print", json.dumps(f"Printed: {cell.printed} ({cell.kind}). {cell.why}", ensure_ascii=False), viewport["width"]]
        for id_, cell in marked
    ]


@pytest.mark.parametrize("id_", ["drive", "pascal-voc", "refuge"])
def test_evidence_leads_to_its_source(open_page: Open, id_: str) -> None:
    """Each number behind a fact names its source, and leads to the source of that number on the page."""
    page = open_page(f"datasets/{id_}/")
    evidence = page.locator("sup.evidence a")
    assert evidence.count() > 0
    for number, target, name, tip, there in evidence.evaluate_all(
        "links => links.map(it => [it.textContent, it.getAttribute('href'), it.ariaLabel, it.dataset.tip, document.querySelector(it.getAttribute('href'))?.value])"
    ):
        assert (target, name, there) == (f"#source-{number}", f"Source {number}: {tip}", int(number))
    evidence.first.focus()
    assert evidence.first.evaluate(TIP) == f'"{evidence.first.get_attribute("data-tip")}"'
    page.keyboard.press("Enter")
    expect(page.locator(".sources li:target")).to_be_in_viewport()


# The picture in the README


def test_the_screenshot_shows_the_table(open_page: Open, request: pytest.FixtureRequest) -> None:
    """The first page gives a picture for the README; `pytest --screenshot` writes it."""
    picture = open_page(color_scheme="light").screenshot()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture[16:24]) == (1280, 800)
    assert len(picture) > 20_000
    if request.config.getoption("--screenshot"):
        (ROOT / "docs" / "assets" / "screenshot.png").write_bytes(picture)
