"""Tests of Table 1: filters, search, sorting, columns, the printed view, and URLs."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from browsing import HOME, NARROW, PHONE, WIDE, Open, Watched, in_each_mode, open_without_data, violations
from conftest import ROOT
from curator.records import settings
from curator.records.catalog import Catalog
from curator.records.kept_results import FILE
from curator.site import render
from curator.site.citations import CitationTexts
from curator.site.exports.table_json import first
from curator.site.overview.drawn_figures import NoFigures
from curator.site.record_pages import uncached
from curator.site.render import Rendering
from curator.site.views import table_rows
from curator.site.views.columns import COLUMNS, PRESETS
from curator.site.views.filter_options import choices, groups
from curator.site.views.filters import FACETS
from curator.site.views.number_filters import RANGES
from curator.site.views.quantities import quantities
from table_page import woken

NUMBERED = {column.key: column.number.of for column in COLUMNS if column.number}
"""The sort key of each column that has one."""
TERMS = {facet.key: facet for facet in FACETS}
IN_VIEW = "[...document.querySelectorAll('[data-table] tbody tr')].filter(row => row.checkVisibility()).map(row => row.id)"
MARKED = "[...CSS.highlights.get('hits') ?? []].map(range => range.startContainer.data.slice(range.startOffset, range.endOffset))"

MARKED_ROWS = "[...new Set([...CSS.highlights.get('hits') ?? []].map(range => range.startContainer.parentElement.closest('tr')))]"
"""The rows with highlights."""


@pytest.fixture(scope="session")
def catalog(some: Catalog) -> Catalog:
    """A part of the catalog: the table does not depend on the number of records."""
    return some


@pytest.fixture(scope="session")
def served(some_served: str) -> str:
    """URL of the site of that part."""
    return some_served


@pytest.fixture
def open_table(look: Open) -> Open:
    """Open the home page and wait until the table has started."""
    return lambda *words, **options: woken(look(*words, **options))


def ids(page: Page) -> list[str]:
    """The ids of the visible rows, in order."""
    found: list[str] = page.evaluate(IN_VIEW)
    return found


def having(catalog: Catalog, **chosen: str) -> list[str]:
    """The ids of the records with one of the terms (separated by commas) of each filter, in the order of the page; natural images only if chosen."""
    wanted = {key.replace("_", "-"): set(terms.split(",")) for key, terms in ({"kind": "medical"} | chosen).items()}
    return [id_ for id_ in catalog.printed_order if all(terms & {*TERMS[key].terms_of(id_, catalog)} for key, terms in wanted.items())]


def listed(catalog: Catalog) -> list[str]:
    """The ids of the rows without filters, in the order of the page."""
    return having(catalog)


def by_number(catalog: Catalog, column: str, *, down: bool = False) -> list[str]:
    """The ids of the rows without filters in the order of a column's units and numbers; equal ones as on the page, missing ones last."""
    keys = {id_: NUMBERED[column](catalog.records[id_], catalog.vocabularies) for id_ in listed(catalog)}
    unit_of = next(it.number.unit_of for it in COLUMNS if it.number and it.key == column)
    units = [*catalog.vocabularies.unit.entries]
    unit = {id_: units.index(unit_of(catalog.records[id_])) if unit_of and key is not None else 0 for id_, key in keys.items()}
    known = sorted((id_ for id_, key in keys.items() if key is not None), key=lambda id_: (unit[id_], (keys[id_] or 0) * (-1 if down else 1)))
    return [*known, *(id_ for id_, key in keys.items() if key is None)]


def found(page: Page, number: int, catalog: Catalog) -> None:
    """Wait for the line with the number of datasets."""
    said = f"{number} of {len(catalog.records)} datasets" if number else "No datasets match."
    expect(page.locator("[data-found]")).to_have_text(said)


def query(page: Page) -> str:
    """The query of a page's URL."""
    return urlsplit(page.url).query


def asks(page: Page, query: str) -> None:
    """Wait until the URL of a page has a query; typed text appears there after a moment."""
    expect(page).to_have_url(re.compile(f"{re.escape(f'?{query}' if query else '/')}$"))


def choose(page: Page, facet: str, *terms: str) -> None:
    """Choose terms of a filter."""
    panel = page.locator(f"details[data-facet={facet}]")
    if not panel.is_visible():
        page.get_by_role("button", name="More filters").click()
    panel.locator("summary").click()
    for term in terms:
        panel.locator(f'input[value="{term}"]').check()
    panel.locator("summary").click()


def heading(page: Page, name: str) -> Locator:
    """The heading of a column."""
    return page.locator("[data-table] thead").get_by_role("columnheader", name=re.compile(rf"^{re.escape(name)}( ?[↕↑↓]\d?)?$"))


def type_(page: Page, text: str) -> None:
    """Type into the table's search."""
    page.get_by_role("searchbox", name="Search the table").fill(text)


# Filters


FILTERED = [
    ("modality", "ultrasound"),
    ("modality", "ultrasound,oct"),
    ("body-part", "retina"),
    ("target", "retinal-vessel"),
    ("task", "segmentation"),
    ("dimension", "3d"),
    ("access", "download"),
    ("license", "CC-BY-4.0,CC-BY-4.0-unverified"),
    ("license", "NONE"),
    ("use", "allowed-unverified"),
    ("country", "NL,DE"),
    ("field-strength", "3"),
    ("contrast", "portal-venous"),
    ("population", "sex"),
    ("sharing", "forbidden"),
    ("split", "no-test"),
    ("test-labels", "withheld"),
    ("format", "png"),
    ("issue", "leakage,duplicates"),
    ("kind", "natural"),
    ("completeness", "90"),
]
"""A filter, and the terms chosen in it."""
CHOOSE = """async all => {
    const found = [];
    for (const [facet, ...terms] of all) {
        const boxes = terms.map(term => document.querySelector(`details[data-facet=${facet}] input[value="${term}"]`));
        const said = boxes[0].closest("label").querySelector("[data-count]").textContent;
        boxes.forEach(box => box.click());
        await new Promise(requestAnimationFrame);
        found.push([said, document.querySelector("[data-found]").textContent, IN_VIEW, location.search]);
        boxes.forEach(box => box.click());
        await new Promise(requestAnimationFrame);
    }
    return found;
}"""
"""Chooses and removes the terms of each filter in turn; returns the announced count, the line with the number of datasets, the rows, and the query of the URL."""


def test_a_filter_leaves_the_rows_with_its_terms(look_at_table: Open, catalog: Catalog) -> None:
    """Chosen terms leave the datasets that have one of them, as many as the count of the first term announced, and are in the URL."""
    page = look_at_table()
    shown = page.evaluate(CHOOSE.replace("IN_VIEW", IN_VIEW), [[facet, *terms.split(",")] for facet, terms in FILTERED])
    for (facet, terms), (said, line, rows, query_) in zip(FILTERED, shown, strict=True):
        expected = having(catalog, **{facet: terms})
        assert 0 < len(expected) < len(catalog.records)
        assert (rows, line) == (expected, f"{len(expected)} of {len(catalog.records)} datasets")
        assert said == str(len(having(catalog, **{facet: terms.partition(",")[0]})))
        assert sorted(query_.removeprefix(f"?{facet}=").split(",")) == sorted(terms.split(","))
    assert ids(page) == listed(catalog)


@pytest.mark.parametrize(("facet", "terms"), [("modality", "ultrasound,oct"), ("completeness", "90")])
def test_a_filter_is_used_with_the_mouse(look_at_table: Open, catalog: Catalog, facet: str, terms: str) -> None:
    """Terms of a visible filter and of one behind the button *More filters* are chosen with the mouse."""
    page = look_at_table()
    choose(page, facet, *terms.split(","))
    expected = having(catalog, **{facet: terms})
    found(page, len(expected), catalog)
    assert ids(page) == expected


def test_every_filter_of_the_catalog_can_be_chosen(look_at_table: Open, catalog: Catalog) -> None:
    """Each filter has all terms of the records, each with the number of its records."""
    page = look_at_table()
    options = page.locator("[data-facets] .option:has([data-count])").evaluate_all(
        "options => options.map(it => [it.querySelector('input').name, it.querySelector('input').value, it.querySelector('[data-count]').textContent])"
    )
    shown = [it for group in groups(catalog) for it in group.facets]
    assert options == [[it.facet.key, option.term, str(option.number)] for it in shown for option in it.options]
    assert {option[0] for option in options} == set(TERMS)


def test_counts_show_the_results_of_a_choice(look_at_table: Open, catalog: Catalog) -> None:
    """After a choice, the counts of other filters refer to the remaining datasets, those of the same filter do not; options without results are marked."""
    page = look_at_table()
    choose(page, "modality", "ultrasound")
    counts: dict[str, list[object]] = dict(
        page.locator(".option:has([data-count])").evaluate_all(
            "all => all.map(it => [`${it.querySelector('input').name}=${it.querySelector('input').value}`, [it.querySelector('[data-count]').textContent, it.classList.contains('option--empty')]])"
        )
    )
    for choice, shown_count in counts.items():
        facet, _, term = choice.partition("=")
        chosen = {facet: term} if facet == "modality" else {"modality": "ultrasound", facet: term}
        number = len(having(catalog, **chosen))
        assert shown_count == [str(number), number == 0], choice
    assert any(empty for _, empty in counts.values())


def within(catalog: Catalog, range_: str, low: float, high: float) -> list[str]:
    """The ids of the records with a number within the limits, in the order of the page."""
    numbers = next(it.numbers for it in RANGES if it.key == range_)
    return [id_ for id_ in listed(catalog) if any(low <= number <= high for number in numbers(catalog.records[id_]))]


@pytest.mark.parametrize(("range_", "low", "high"), [("year", 2015, 2017), ("patients", 40, 100), ("images", 100, 1000), ("download", 0.5, 2.5)])
def test_a_range_of_numbers_is_a_filter(look_at_table: Open, catalog: Catalog, range_: str, low: float, high: float) -> None:
    """Smallest and largest number leave the datasets with a number between them, and are active filters and parts of the URL."""
    page = look_at_table()
    panel = page.locator(f"details[data-facet={range_}]")
    if range_ == "year":
        page.get_by_role("button", name="More filters").click()
    panel.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(str(low))
    page.keyboard.press("Tab")
    page.keyboard.type(str(high))
    expected = within(catalog, range_, low, high)
    assert 0 < len(expected) < len(catalog.records)
    found(page, len(expected), catalog)
    expect(page.locator("[data-table] tbody tr")).to_have_count(len(expected))
    assert ids(page) == expected
    asks(page, f"{range_}={low}-{high}")
    page.keyboard.press("Escape")
    expect(panel.locator("summary")).to_be_focused()
    expect(panel.locator("[data-number]")).to_have_text(" (2)")
    look_at_table()
    asks(look_at_table(f"?{range_}={low}-{high}"), f"{range_}={low}-{high}")
    found(page, len(expected), catalog)
    heading, unit = next((it.heading, f" {it.unit}" if it.unit else "") for it in RANGES if it.key == range_)
    high_ = str(high) if range_ == "year" else f"{high:,}"
    expect(page.get_by_role("group", name="Active filters").get_by_role("button")).to_have_text(
        [f"{heading}: from {low}{unit}", f"{heading}: to {high_}{unit}", "Clear all"]
    )
    page.get_by_role("button", name="Clear all", exact=True).click()
    asks(page, "")
    expect(panel.locator("input").first).to_have_value("")


def test_a_range_says_what_it_leaves_out_and_can_keep_it(look_at_table: Open, catalog: Catalog) -> None:
    """A range counts the datasets found without it that have no value, and keeps them if its checkbox is checked; the URL and the active filters include it."""
    page, mri = look_at_table("?modality=mri&patients=60-"), having(catalog, modality="mri")
    numbers = next(it.numbers for it in RANGES if it.key == "patients")
    without = [id_ for id_ in mri if not numbers(catalog.records[id_])]
    few = [id_ for id_ in mri if id_ in within(catalog, "patients", 60, float("inf"))]
    assert ids(page) == few
    panel = page.locator("details[data-facet=patients]")
    panel.locator("summary").click()
    expect(panel.locator("[data-silent]")).to_have_text(
        f"{len(without)} of the {len(mri)} datasets found so far {'have no value and are' if len(without) > 1 else 'has no value and is'} left out."
    )
    panel.get_by_label("Keep datasets without a value").check()
    found(page, len(few) + len(without), catalog)
    assert ids(page) == [id_ for id_ in mri if id_ in {*few, *without}]
    asks(page, "modality=mri&patients=60-,none")
    expect(panel.locator("[data-silent]")).to_have_text(re.compile("ha(ve|s) no value and (are|is) kept.$"))
    expect(panel.locator("[data-number]")).to_have_text(" (1)")
    page.reload()
    page.get_by_role("button", name="Remove filter Patients: or no value").click()
    found(page, len(few), catalog)
    expect(panel.get_by_label("Keep datasets without a value")).not_to_be_checked()


def test_an_incomplete_year_does_not_filter(look_at_table: Open) -> None:
    """A year of three digits is incomplete and filters nothing."""
    page = look_at_table()
    page.get_by_role("button", name="More filters").click()
    page.locator("details[data-facet=year] summary").click()
    page.locator("input[name=year-from]").press_sequentially("201")
    asks(page, "")
    page.locator("input[name=year-from]").press_sequentially("5")
    asks(page, "year=2015-")


@pytest.mark.parametrize(
    ("id_", "range_", "numbers"),
    [
        ("cardiac-mri-york", "images", (33, 7980)),
        ("cardiac-mri-york", "patients", (33,)),
        ("luna16", "images", (888,)),
        ("luna16", "patients", ()),
        ("acdc", "patients", (150,)),
        ("monuseg", "images", (51,)),
        ("oct2017", "images", (109309,)),
        ("ade20k", "images", (27574,)),
        ("pascal-voc", "images", (22531,)),
        ("isic-2019", "images", (33569,)),
    ],
)
def test_patients_and_images_are_counted_apart(catalog: Catalog, id_: str, range_: str, numbers: tuple[int, ...]) -> None:
    """The filters by number use counts, the current release and splits; patients are separate from images and volumes, and slices and annotations are not counted."""
    assert next(it.numbers for it in RANGES if it.key == range_)(catalog.records[id_]) == numbers


def test_counts_can_come_from_a_split(catalog: Catalog) -> None:
    """A record without counts and releases has the number of its largest split."""
    drive = catalog.records["drive"].model_copy(update={"counts": {}})
    assert quantities(drive) == {"image": 40}
    assert quantities(drive.model_copy(update={"splits": ()})) == {}


def test_active_filters_can_be_removed(look_at_table: Open, catalog: Catalog) -> None:
    """Each active filter has a button that removes it; the last button clears all, including the sorting."""
    page = look_at_table("?text=vessel&modality=fundus-photography&use=forbidden,allowed&year=2000-&sort=-year")
    chips = page.get_by_role("group", name="Active filters").get_by_role("button")
    expect(chips).to_have_text(
        ["“vessel”", "Modality: fundus photography", "Commercial use: allowed", "Commercial use: forbidden", "Year: from 2000", "Clear all"]
    )
    page.get_by_role("button", name="Remove filter Commercial use: allowed").click()
    asks(page, "text=vessel&modality=fundus-photography&use=forbidden&year=2000-&sort=-year")
    expect(page.locator("input[name=use][value=allowed]")).not_to_be_checked()
    page.get_by_role("button", name="Remove filter “vessel”").click()
    expect(page.get_by_role("searchbox", name="Search the table")).to_have_value("")
    page.get_by_role("button", name="Clear all", exact=True).click()
    found(page, len(listed(catalog)), catalog)
    asks(page, "")
    expect(page.get_by_role("group", name="Active filters")).to_be_hidden()
    expect(page.locator("[aria-sort]")).to_have_count(0)
    assert ids(page) == listed(catalog)


PLACE = "name => { const {left, top, width} = document.querySelector(name).getBoundingClientRect(); return [left, top, width]; }"
CONTROLS = ["[data-facet=columns]", "[data-facet=patients]", "[data-more]", "[data-table] thead"]


def test_controls_keep_their_places(look_at_table: Open) -> None:
    """A chosen filter moves no control, sorting moves neither controls nor the table, and a second click anywhere in the heading reverses the order."""
    page = look_at_table()
    start = [page.evaluate(PLACE, name) for name in CONTROLS]
    box = page.locator("th[data-key=images]").bounding_box()
    assert box
    for order in ("ascending", "descending"):
        page.mouse.click(box["x"] + box["width"] - 3, box["y"] + 3)
        expect(heading(page, "Images")).to_have_attribute("aria-sort", order)
        expect(page.get_by_role("group", name="Active filters")).to_be_hidden()
    assert [page.evaluate(PLACE, name) for name in CONTROLS] == start
    choose(page, "task", "segmentation")
    expect(page.locator("details[data-facet=task] [data-number]")).to_have_text(" (1)")
    assert [page.evaluate(PLACE, name) for name in CONTROLS[:-1]] == start[:-1]


# Natural images


@pytest.fixture(scope="session")
def natural(catalog: Catalog) -> list[str]:
    """The ids of the datasets of natural images, in the order of the page."""
    ids = [id_ for id_ in catalog.printed_order if catalog.records[id_].kind == "natural"]
    assert len(ids) > 1
    return ids


def switch(page: Page, number: int) -> Locator:
    """The switch that shows natural images, with the number of those that match the filters."""
    return page.get_by_role("switch", name=f"Show natural images ({number})", exact=True)


def test_a_switch_shows_natural_images(look_at_table: Open, catalog: Catalog, natural: list[str]) -> None:
    """Natural images are hidden until a switch, which works with the keyboard, shows them; the URL and the back button include it."""
    page, both = look_at_table(), list(catalog.printed_order)
    assert ids(page) == [id_ for id_ in both if id_ not in natural]
    switch(page, len(natural)).focus()
    page.keyboard.press("Space")
    found(page, len(both), catalog)
    assert ids(page) == both
    asks(page, "kind=medical,natural")
    expect(switch(page, len(natural))).to_be_focused()
    expect(page.get_by_role("group", name="Active filters")).to_be_hidden()
    page.reload()
    expect(switch(page, len(natural))).to_be_checked()
    assert ids(page) == both
    page.keyboard.press("Tab")
    switch(page, len(natural)).press("Space")
    found(page, len(listed(catalog)), catalog)
    asks(page, "")
    page.go_back()
    expect(switch(page, len(natural))).to_be_checked()
    assert ids(page) == both


def test_a_search_reports_hidden_natural_images(look_at_table: Open, catalog: Catalog) -> None:
    """If hidden natural images match a search, the line has their number, and the switch adds them to the rows."""
    page = look_at_table("?text=imagenet")
    medical, line = ids(page), page.locator("[data-found]")
    start = f"{len(medical)} of {len(catalog.records)} datasets" if medical else "No datasets match"
    expect(line).to_have_text(f"{start}. 1 natural-image dataset matches{'' if medical else '.'}")
    switch(page, 1).check()
    found(page, len(medical) + 1, catalog)
    assert {*ids(page)} - {*medical} == {"imagenet-ilsvrc2012"}
    asks(page, "text=imagenet&kind=medical,natural")
    page.get_by_role("button", name="Clear all", exact=True).click()
    expect(line).to_have_text(f"{len(listed(catalog))} of {len(catalog.records)} datasets")


def test_filters_count_hidden_natural_images(look_at_table: Open, catalog: Catalog, natural: list[str]) -> None:
    """The switch has the number of natural images that match the other filters; if no other dataset matches, the line has it too."""
    page = look_at_table("?modality=photograph&year=-2009")
    hidden = [id_ for id_ in natural if catalog.records[id_].year <= 2009]
    assert having(catalog, modality="photograph", kind="medical") == []
    expect(page.locator("[data-found]")).to_have_text(f"No datasets match. {len(hidden)} natural-image datasets match.")
    expect(switch(page, len(hidden))).not_to_be_checked()
    page.get_by_role("button", name="Clear all", exact=True).click()
    choose(page, "modality", "ultrasound")
    found(page, len(having(catalog, modality="ultrasound")), catalog)
    expect(switch(page, 0)).not_to_be_checked()


def test_a_link_to_a_hidden_row_shows_it(open_table: Open, natural: list[str]) -> None:
    """A URL with the anchor of a dataset of natural images shows its row; a selection keeps such a dataset without its row."""
    page = open_table(f"?selection={natural[0]}#{natural[1]}")
    expect(page.locator(f"tr#{natural[1]}")).to_be_visible()
    expect(switch(page, len(natural))).to_be_checked()
    switch(page, len(natural)).uncheck()
    expect(page.locator(f"tr#{natural[1]}")).to_have_count(0)
    asks(page, f"selection={natural[0]}")
    expect(page.locator("[data-selection-number]")).to_contain_text("1 dataset")


# Search


SEARCHED = [
    ("drive", "drive", "DRIVE"),
    ("  VESSEL ", "drive", "vessel"),
    ("Rétïnal Vessël", "drive", "retinal"),
    ("vesel", "drive", "vessel"),
    ("Digital Retinal Images for Vessel", "drive", "Digital"),
    ("Staal", "drive", "Staal"),
    ("fundoscopy", "drive", "fundoscopy"),
    ("screening program", "drive", "screening"),
    ("xray", "mura", "X-ray"),
    ("OCT2017", "oct2017", "OCT2017"),
    ("KIMCCS", "intel-mobileodt", "KIMCCS"),
    ("Cervoscope", "intel-mobileodt", "Cervoscope"),
    ("CLS", "eyepacs", "CLS"),
    ("H&E", "tnbc", "H&E"),
    ("H/E", "monuseg", "H/E"),
    ("TCIA", "nci-isbi-2013-prostate", "TCIA"),
    ("TCIA", "cbis-ddsm", "TCIA"),
    ("Cancer Imaging Archive", "nci-isbi-2013-prostate", "Cancer"),
    ("MRI", "acdc", "MRI"),
    ("magnetic resonance", "acdc", "magnetic"),
    ("UDIAT", "bus-dataset-b", "UDIAT"),
]
"""A typed text, a dataset that it finds, and a highlighted word."""


def test_a_search_finds_and_marks(look_at_table: Open, catalog: Catalog) -> None:
    """A dataset is found by its name, full name, target, terms, authors or summary, and the row shows the highlighted result, but no part of a URL."""
    page = look_at_table()
    for typed, id_, mark in SEARCHED:
        type_(page, "")
        found(page, len(listed(catalog)), catalog)
        type_(page, typed)
        expect(page.locator("[data-found]")).not_to_have_text(re.compile(f"^{len(listed(catalog))} of"))
        row = page.locator(f"tr#{id_}")
        expect(row).to_contain_text(mark)
        row.scroll_into_view_if_needed()
        page.wait_for_function(f"word => {MARKED}.includes(word)", arg=mark)
    type_(page, "TCIA")
    expect(page.locator("tr#pancreas-ct .hit")).to_have_text("in the address of the dataset or of a work to cite")


def test_a_search_matches_all_words(look_at_table: Open, catalog: Catalog) -> None:
    """More words find fewer datasets. If nothing matches, the line says so and a button clears the filters."""
    page = look_at_table("?text=vessel")
    wide = ids(page)
    type_(page, "vessel screening")
    narrow = ids(page)
    assert set(narrow) < set(wide)
    type_(page, "no such words")
    found(page, 0, catalog)
    assert ids(page) == []
    asks(page, "text=no+such+words")
    page.get_by_role("button", name=f"Clear all ({len(listed(catalog))})").click()
    found(page, len(listed(catalog)), catalog)
    asks(page, "")


def test_a_misspelled_word_is_corrected(look_at_table: Open) -> None:
    """If no dataset contains a word, the line names the similar words that were found instead."""
    page = look_at_table("?text=vesel")
    expect(page.locator("[data-found]")).to_have_text(re.compile("of \\d+ datasets\\. “vesel” was not found; showing “vessel”"))


def test_highlights_are_removed_with_the_search(look_at_table: Open, catalog: Catalog) -> None:
    """Without a search text there are no highlights and no result lines."""
    page = look_at_table("?text=Staal")
    expect(page.locator(".hit")).to_have_count(1)
    type_(page, "")
    found(page, len(listed(catalog)), catalog)
    assert page.evaluate(MARKED) == []
    expect(page.locator(".hit")).to_have_count(0)


def test_results_below_the_view_are_highlighted_when_it_moves(look_at_table: Open, catalog: Catalog) -> None:
    """While a visitor types, only results in the view are highlighted; the others are when the view moves, in wide and narrow windows, or the rows become lower."""
    for viewport, step in ((WIDE, "scroll"), (PHONE, "scroll"), (WIDE, "dense")):
        page = look_at_table(viewport=viewport)
        found(page, len(listed(catalog)), catalog)
        type_(page, "segmentation")
        page.wait_for_function(f"() => {IN_VIEW}.length > 30 && {MARKED_ROWS}.length > 0")
        assert len(page.evaluate(MARKED_ROWS)) < len(ids(page))
        if step == "scroll":
            page.locator("[data-table] tbody tr").first.hover()
            page.mouse.wheel(0, 100)
        else:
            page.locator("input[name=dense]").evaluate("box => box.click()")
        page.wait_for_function(f"() => {MARKED_ROWS}.length === {IN_VIEW}.length")


def test_a_slash_focuses_the_search(look_at_table: Open) -> None:
    """The key / moves the focus to the search of the table, not of the header; in a field it is a character."""
    page = look_at_table()
    page.keyboard.press("/")
    box = page.get_by_role("searchbox", name="Search the table")
    expect(box).to_be_focused()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")


# Sorting


SORTED = {
    HOME: {
        "Image size": ("frame_size", "mouse"),
        "Images": ("images", "Enter"),
        "Classes": ("classes", "Space"),
        "Access": ("access", "mouse"),
        "Year": ("year", "Enter"),
    },
    "?columns=name,images,counts,split,known_issues,acquired": {
        "Counts": ("counts", "mouse"),
        "Official split": ("split", "mouse"),
        "Known issues": ("known_issues", "mouse"),
        "Acquisition period": ("acquired", "mouse"),
    },
}
"""The headings of a table that sort by number: the column, and the key or mouse that presses the heading."""


@pytest.mark.parametrize("address", SORTED, ids=["shown", "optional"])
def test_a_heading_sorts_by_number(look_at_table: Open, catalog: Catalog, address: str) -> None:
    """Pressing a heading, by mouse or key, sorts by number: ascending, descending, then in printed order; it keeps the focus and reports its state."""
    page = look_at_table(address)
    for name, (column, key) in SORTED[address].items():
        button, orders = heading(page, name).get_by_role("button"), []
        for expected in (by_number(catalog, column), by_number(catalog, column, down=True), listed(catalog)):
            if key == "mouse":
                button.click()
            else:
                button.focus()
                page.keyboard.press(key)
            assert ids(page) == expected
            expect(button).to_be_focused()
            orders.append(heading(page, name).get_attribute("aria-sort"))
        assert orders == ["ascending", "descending", None]


def test_a_second_key_sorts_what_is_equal(look_at_table: Open, catalog: Catalog) -> None:
    """With Shift a heading sorts rows that are equal by the first key, by mouse or key; only the first key has aria-sort."""
    page = look_at_table()
    heading(page, "Year").get_by_role("button").click()
    heading(page, "Name").get_by_role("button").click(modifiers=["Shift"])
    year = {id_: catalog.records[id_].year for id_ in listed(catalog)}
    names = {id_: catalog.records[id_].name.casefold() for id_ in listed(catalog)}
    assert ids(page) == sorted(names, key=lambda id_: (year[id_], names[id_]))
    heading(page, "Name").get_by_role("button").focus()
    page.keyboard.press("Shift+Enter")
    asks(page, "sort=year,-name")
    assert ids(page) == sorted(sorted(names, key=names.__getitem__, reverse=True), key=year.__getitem__)
    assert page.locator("th[aria-sort]").evaluate_all("all => all.map(it => it.dataset.key)") == ["year"]
    expect(heading(page, "Name").get_by_role("button")).to_have_attribute("aria-description", "second sort key, descending")


def test_missing_values_are_sorted_last(look: Open, served: str, catalog: Catalog) -> None:
    """A dataset without a number is last in both directions."""
    page, missing = look("about/"), catalog.printed_order[0]
    page.route(
        f"{served}data/table.json",
        lambda route: route.fulfill(
            json=(data := route.fetch().json()) and data | {"columns": [_without(it) if it["key"] == "images" else it for it in data["columns"]]}
        ),
    )
    page.goto(served)
    for down in (False, True):
        heading(page, "Images").get_by_role("button").click()
        assert ids(page) == [*(id_ for id_ in by_number(catalog, "images", down=down) if id_ != missing), missing]


def _without(column: dict[str, list[object]]) -> dict[str, list[object]]:
    """A column whose first row has no value."""
    return column | {"values": [*column["values"], ""], "numbers": [*column["numbers"], None], "at": [len(column["values"]), *column["at"][1:]]}


@pytest.mark.parametrize(("name", "first"), [("Frame Size", "cifar-100"), ("# of Images", "stare"), ("# of Classes", "monuseg")])
def test_the_printed_view_sorts_by_printed_values(look_at_table: Open, catalog: Catalog, name: str, first: str) -> None:
    """In the printed view, cells sort by their printed value: sizes by area, `1.3M/60000` as images, several numbers as a sum."""
    page = look_at_table("?view=printed&kind=medical,natural")
    heading(page, name).get_by_role("button").click()
    key = heading(page, name).get_attribute("data-key") or ""
    column = next(column for column in COLUMNS if column.key == key)
    numbers = [table_rows.printed_number(column, table_rows.printed(key, id_, catalog)) for id_ in ids(page)]
    known = [number for number in numbers if number is not None]
    assert known == sorted(known)
    assert numbers[: len(known)] == known
    assert len(known) > 25, first


# Columns and view


def test_columns_are_chosen(look_at_table: Open, catalog: Catalog) -> None:
    """Optional columns appear in the order of the list, are in the URL, and can be reset."""
    page = look_at_table()
    shown = page.locator("[data-table] thead th")
    start = shown.evaluate_all("all => all.map(it => it.dataset.key)")
    choose(page, "columns", "provider", "homepage", "commercial_use")
    page.locator("details[data-facet=columns] summary").click()
    page.locator("input[name=columns][value=licence]").uncheck()
    wanted = [column.key for column in COLUMNS if column.key in {*start, "provider", "homepage", "commercial_use"} - {"licence"}]
    assert shown.evaluate_all("all => all.map(it => it.dataset.key)") == wanted
    region, added = page.locator(".table-1-scroll").bounding_box(), page.locator("th[data-key=homepage]").bounding_box()
    assert region
    assert added
    assert added["x"] + added["width"] <= region["x"] + region["width"] + 1
    cells = page.locator("tr#drive > *").evaluate_all("all => all.map(it => [it.dataset.key, it.textContent.replace('†', '')])")
    texts = {column.key: column.text("drive", catalog) or "–" for column in COLUMNS}
    assert [[key, text.removesuffix(" [32]")] for key, text in cells] == [[key, texts[key]] for key in wanted]
    expect(page.locator("tr#drive td[data-key=homepage] a")).to_have_attribute("href", catalog.records["drive"].access.homepage)
    asks(page, f"columns={','.join(wanted)}")
    page.get_by_role("button", name="Reset columns").click()
    assert shown.evaluate_all("all => all.map(it => it.dataset.key)") == start
    asks(page, "")


def test_columns_can_be_chosen_by_topic(look_at_table: Open) -> None:
    """A button shows the columns on a topic, after the name and in the order of the list."""
    page = look_at_table()
    page.locator("details[data-facet=columns] summary").click()
    for name, keys in PRESETS.items():
        page.get_by_role("button", name=name, exact=True).click()
        wanted = ["name", *(column.key for column in COLUMNS if column.key in keys)]
        assert len(wanted) == 1 + len(keys)
        assert page.locator("[data-table] thead th").evaluate_all("all => all.map(it => it.dataset.key)") == wanted
        asks(page, f"columns={','.join(wanted)}")


def test_the_link_to_the_view_is_copied(open_table: Open) -> None:
    """A button copies the URL, which contains the text that was just typed; without a clipboard it points to the address bar."""
    page = open_table(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Search the table").fill("vessel")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.url.endswith("?text=vessel")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.locator("[data-copy-link]").click()
    expect(page.locator("[data-copy-link]")).to_have_text("Copy it from the address bar")


def test_every_column_can_be_shown_and_sorted(look_at_table: Open, catalog: Catalog) -> None:
    """The table can show all columns at once, each with a heading that sorts."""
    page = look_at_table(f"?columns={','.join(column.key for column in COLUMNS)}&sort=-completeness")
    expect(page.locator("[data-table] thead th")).to_have_text([column.heading for column in COLUMNS])
    expect(page.locator("[data-table] thead th button")).to_have_count(len(COLUMNS))
    assert ids(page) == by_number(catalog, "completeness", down=True)


MADE = """async address => {
    const { rowOf } = await import(new URL("assets/js/table/row.js", address));
    const { modelOf } = await import(new URL("assets/js/table/table-model.js", address));
    const { table, known } = modelOf(await (await fetch(new URL("data/table.json", address))).json(), []);
    return known.ids.map((_, row) => rowOf(table, row, {columns: known.shown, printed: false}).outerHTML);
}"""
"""The rows that the script makes of the data."""


def test_rows_made_by_script_equal_those_of_the_page(browser: Browser, whole_served: str) -> None:
    """A row made by the script is identical to the row in the page, for every record of the whole catalog."""
    pages = Watched(browser, whole_served)
    page = woken(pages.open("?kind=medical,natural"))
    made = page.evaluate(MADE, whole_served)
    written = {row.get("id"): row for row in html.fromstring(page.content()).xpath("//table[@data-table]/tbody/tr")}
    pages.contexts[0].close()
    pages.check()
    assert len(made) == len(written) > 100
    for text in made:
        row = html.fromstring(f"<table>{text}</table>").xpath("//tr")[0]
        assert html.tostring(row).strip() == html.tostring(written[row.get("id")]).strip()


def test_the_dense_view_reduces_row_height(look_at_table: Open) -> None:
    """The switch reduces the height of rows, and is in the URL."""
    page = look_at_table()
    height = page.locator("tr#drishti-gs").evaluate("row => row.getBoundingClientRect().height")
    page.get_by_label("Compact rows").check()
    assert page.locator("tr#drishti-gs").evaluate("row => row.getBoundingClientRect().height") < height
    asks(page, "view=dense")


def test_the_table_can_be_shown_as_printed(look_at_table: Open, catalog: Catalog) -> None:
    """The switch shows the headings and cells as printed; a dagger with the corrected value marks those that differ."""
    page = look_at_table()
    page.get_by_role("switch", name="As printed in 2020").check()
    asks(page, "view=printed")
    for id_ in ("chexpert", "stare"):
        row = catalog.printed.row(id_)
        assert row
        shown = page.locator(f"tr#{id_} > *").evaluate_all("all => Object.fromEntries(all.map(it => [it.dataset.key, it.textContent.replace('†', '')]))")
        assert {key: text for key, text in shown.items() if key in ("images", "frame_size", "task")} == {
            key: row.of(key) for key in ("frame_size", "images", "task")
        }
    dagger = page.locator("tr#chexpert td[data-key=images] a.dagger")
    expect(dagger).to_have_attribute("data-tip", re.compile(r"^Corrected: 223,414 / 234 / 668 images \(wrong\)\. "))
    expect(page.locator("[data-table] caption")).to_contain_text("As printed in 2020")
    expect(page.locator("[data-table] thead th[data-key=images]")).to_have_text("# of Images")


# Address


def test_the_url_restores_the_table(look_at_table: Open) -> None:
    """The URL of a table with search, filters, sorting and selection shows the same table after a reload, and without stored data, as in another browser."""
    page = look_at_table()
    choose(page, "body-part", "retina")
    type_(page, "vessel")
    heading(page, "Images").get_by_role("button").click()
    heading(page, "Images").get_by_role("button").click()
    page.get_by_label("Compact rows").check()
    page.get_by_role("checkbox", name="Select DRIVE", exact=True).check()
    asked = "text=vessel&body-part=retina&sort=-images&view=dense&selection=drive"
    asks(page, asked)
    seen = ids(page)
    for again in (Page.reload, open_without_data):
        again(page)
        expect(heading(page, "Images")).to_have_attribute("aria-sort", "descending")
        assert ids(page) == seen
        asks(page, asked)
        expect(page.locator("input[name=body-part][value=retina]")).to_be_checked()
        expect(page.get_by_role("searchbox", name="Search the table")).to_have_value("vessel")
        expect(page.get_by_role("checkbox", name="Select DRIVE", exact=True)).to_be_checked()


def test_back_and_forward_go_through_the_choices(look_at_table: Open, catalog: Catalog) -> None:
    """The browser's back and forward buttons undo and redo choices, and the controls follow."""
    page = look_at_table()
    choose(page, "modality", "fundus-photography")
    choose(page, "task", "segmentation")
    steps = [
        listed(catalog),
        having(catalog, modality="fundus-photography"),
        having(catalog, modality="fundus-photography", task="segmentation"),
    ]
    assert ids(page) == steps[2]
    box = page.locator("input[name=task][value=segmentation]")
    page.go_back()
    expect(box).not_to_be_checked()
    assert ids(page) == steps[1]
    page.go_back()
    found(page, len(steps[0]), catalog)
    page.go_forward()
    page.go_forward()
    expect(box).to_be_checked()
    assert ids(page) == steps[2]


@pytest.mark.parametrize("asked", ["modality=no-such-term", "sort=no-such-column", "colour=red", "task=__proto__&sort=constructor", "size=1k,10k"])
def test_unknown_filters_in_the_url_are_ignored_and_reported(look_at_table: Open, catalog: Catalog, asked: str) -> None:
    """Unknown terms, columns and parameters in the URL do not change the table, and a notice names them."""
    page = look_at_table(f"?{asked}")
    expect(page.locator("[data-notes]")).to_contain_text(
        f"Unknown filter in the URL ignored: {asked.partition('&')[0].removesuffix('=red').removesuffix('=1k,10k')}"
    )
    assert ids(page) == listed(catalog)
    asks(page, "")
    expect(page.locator("[aria-sort]")).to_have_count(0)


def test_a_valid_url_has_no_notice(look_at_table: Open) -> None:
    """A valid URL opens without a notice."""
    expect(look_at_table("?modality=mri&sort=year").locator("[data-notes]")).to_be_hidden()


# Without a mouse, a wide screen, or scripts


def test_filters_work_by_keyboard_alone(look_at_table: Open, catalog: Catalog) -> None:
    """Tab moves from the search to each filter; Enter opens it, Space chooses, Escape closes it and returns the focus, and Tab moves on."""
    page = look_at_table()
    page.keyboard.press("/")
    page.keyboard.press("Tab")
    summary = page.locator("details[data-facet=modality] summary")
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Find in this list").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(page.locator("details[data-facet=modality]")).not_to_have_attribute("open", "")
    [modality] = [choice for choice in choices(catalog) if choice.facet.key == "modality"]
    first = modality.options[0]
    asks(page, f"modality={first.term}")
    found(page, first.number, catalog)
    outline = summary.evaluate("it => getComputedStyle(it).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Tab")
    expect(page.locator("details[data-facet=body-part] summary")).to_be_focused()


def test_a_long_list_of_options_can_be_searched(look_at_table: Open) -> None:
    """A text in the search of a long list leaves the options that contain it, and is no part of the table's state; the list is whole when it opens again."""
    page = look_at_table()
    page.get_by_role("button", name="More filters").click()
    panel = page.locator("details[data-facet=target]")
    panel.locator("summary").click()
    options = panel.locator(".option:visible")
    number = options.count()
    panel.get_by_label("Find in this list").fill("Kidney")
    expect(options).to_have_text([re.compile("^kidney"), re.compile("^kidney tumor")])
    asks(page, "")
    panel.locator("summary").click()
    panel.locator("summary").click()
    expect(options).to_have_count(number)


def test_one_filter_is_open_at_a_time(look_at_table: Open) -> None:
    """Opening a filter closes the previous one, and so does a click elsewhere."""
    page = look_at_table()
    for facet in ("modality", "task"):
        page.locator(f"details[data-facet={facet}] summary").click()
    expect(page.locator("details.facet[open]")).to_have_count(1)
    page.get_by_role("heading", level=1).click()
    expect(page.locator("details.facet[open]")).to_have_count(0)


def test_on_a_phone_filters_are_in_a_drawer(look_at_table: Open, catalog: Catalog) -> None:
    """On a narrow screen a button opens the filters in a drawer with a title and the number of results; its buttons, Escape or leaving it closes it, and the focus returns."""
    page = look_at_table(viewport=NARROW)
    opener, drawer = page.get_by_role("button", name="Filters and columns"), page.get_by_role("dialog", name="Filters and columns")
    expect(drawer).to_be_hidden()
    opener.click()
    expect(drawer.get_by_role("heading", name="Filters and columns")).to_be_in_viewport(ratio=1)
    drawer.get_by_role("button", name="Close filters").click()
    expect(drawer).to_be_hidden()
    expect(opener).to_be_focused()
    opener.press("Enter")
    expect(page.locator("details[data-facet=modality] summary")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(drawer).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    page.locator("details[data-facet=modality] summary").click()
    page.locator("input[name=modality][value=ultrasound]").check()
    number = len(having(catalog, modality="ultrasound"))
    page.get_by_role("button", name=f"Show {number} of {len(catalog.records)} datasets").click()
    expect(drawer).to_be_hidden()
    assert ids(page) == having(catalog, modality="ultrasound")
    expect(opener).to_be_focused()
    opener.click()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(opener).to_be_focused()


OPEN_EACH = """async () => {
    const covered = [];
    for (const filter of document.querySelectorAll("[data-facets] details:not([data-facet=columns])")) {
        filter.open = true;
        await new Promise(done => filter.addEventListener("toggle", done, {once: true}));
        const place = [...document.querySelectorAll("[data-results], [data-done]")].find(it => it.checkVisibility());
        const {left, top, width, height} = place.getBoundingClientRect();
        const front = document.elementFromPoint(left + width / 2, top + height - 1);
        const box = filter.querySelector(".panel").getBoundingClientRect();
        const button = filter.querySelector("summary").getBoundingClientRect();
        const apart = innerWidth > 1000 && (box.top < button.bottom || box.top > button.bottom + 8 || box.left > button.left || box.right < button.right);
        if (apart || !place.textContent.includes(document.querySelector("[data-found]").textContent) || front !== place || (innerWidth > 1000 && box.bottom > innerHeight)) covered.push(filter.dataset.facet);
    }
    return covered;
}"""
"""Opens each filter in turn; returns those during which the number of results is not visible, or whose list is partly below the window or not at its button."""


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "375"])
def test_the_number_of_results_is_visible_while_a_filter_is_open(look_at_table: Open, catalog: Catalog, viewport: ViewportSize) -> None:
    """While any filter is open, its list is directly below its button, and the number of results is visible and follows the choices."""
    page = look_at_table("?country=NL", viewport=viewport)
    page.get_by_role("button", name="More filters" if viewport == WIDE else "Filters and columns").click()
    assert page.evaluate(OPEN_EACH) == []
    page.locator("details[data-facet=license] summary").click()
    page.locator('input[name=license][value="CC0-1.0"]').check()
    said = f"{len(having(catalog, country='NL', license='CC0-1.0'))} of {len(catalog.records)} datasets"
    place = page.locator("details[data-facet=license] [data-results]" if viewport == WIDE else "[data-done]")
    expect(place).to_have_text(said if viewport == WIDE else f"Show {said}")


def test_the_first_dataset_is_on_the_first_screen_of_a_phone(open_table: Open) -> None:
    """On a phone the name of the first dataset is visible without scrolling, and the page is not wider than the screen."""
    page = open_table(viewport=PHONE)
    expect(page.locator("[data-table] tbody tr").first.get_by_role("link").first).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_cards_have_the_cells_of_the_table(look_at_table: Open, catalog: Catalog) -> None:
    """On a narrow screen each row is a card with headings, a control above sorts, and controls are at least 24 pixels high."""
    page = look_at_table(viewport=NARROW)
    assert ids(page) == listed(catalog)
    labels = page.locator("tr#drive td").evaluate_all("all => all.map(it => getComputedStyle(it, '::before').content)")
    assert labels == [f'"{column.heading}: "' for column in table_rows.SHOWN[1:]]
    expect(page.locator("[data-table] thead")).to_be_hidden()
    control = page.get_by_label("Sort by")
    for label, down in (("Images: lowest first", False), ("Images: highest first", True)):
        control.select_option(label)
        assert ids(page) == by_number(catalog, "images", down=down)
        asks(page, "sort=-images" if down else "sort=images")
    control.select_option("printed order")
    assert ids(page) == listed(catalog)
    asks(page, "")
    small = page.locator(".controls :is(button, summary, select):visible").evaluate_all(
        "all => all.filter(it => it.getBoundingClientRect().height < 24).map(it => it.textContent)"
    )
    assert small == []


def test_screen_readers_get_polite_updates(look_at_table: Open) -> None:
    """The line with the number of datasets is a polite live region; the table has a caption, column and row headings."""
    page = look_at_table()
    expect(page.locator("[data-found]")).to_have_attribute("aria-live", "polite")
    rows = page.get_by_role("table", name=re.compile("^Table 1")).get_by_role("row")
    expect(rows.first.get_by_role("columnheader")).to_have_count(len(table_rows.SHOWN))
    expect(rows.nth(1).get_by_role("rowheader")).to_have_count(1)


def test_the_table_works_without_scripts(open_page: Open, catalog: Catalog) -> None:
    """Without JavaScript all rows are there with links and anchors, and no control is shown."""
    page = open_page(java_script_enabled=False)
    assert page.locator("[data-table] tbody tr:visible").count() == len(catalog.records)
    expect(page.locator("tr#drive a").first).to_have_attribute("href", "datasets/drive/")
    controls = page.locator("article :is(button, input, select, summary)")
    assert controls.count() > 100
    expect(controls.locator("visible=true")).to_have_count(0)


@pytest.mark.parametrize(
    "address",
    ["?text=vesel", "?text=nothing-fits", "?text=imagenet", "?kind=medical,natural", "?view=printed,dense", "?columns=name,homepage,paper&modality=mri"],
)
def test_axe_finds_no_violations_in_a_table_in_use(look_at_table: Open, address: str) -> None:
    """axe-core finds no violation in a table that is searched, empty, as printed, or has other columns."""
    page = look_at_table(address)
    page.emulate_media(reduced_motion="reduce")
    assert violations(page) == []


def test_axe_finds_no_violations_in_open_filters(look_at_table: Open) -> None:
    """axe-core finds no violation in an open list of terms, list of columns, or range of numbers."""
    page = look_at_table()
    page.emulate_media(reduced_motion="reduce")
    found = []
    for facet in ("modality", "columns", "patients"):
        page.locator(f"details[data-facet={facet}] summary").click()
        found += violations(page, within=f"details[data-facet={facet}]")
    assert found == []


def test_axe_finds_no_violations_in_the_drawer(look_at_table: Open) -> None:
    """axe-core finds no violation in the filters of a narrow screen, in light and dark mode."""
    page = look_at_table(viewport=NARROW)
    page.get_by_role("button", name="Filters and columns").click()
    page.locator("details[data-facet=access] summary").click()
    assert in_each_mode(page) == []


def test_the_layout_does_not_shift_while_the_table_starts(open_page: Open) -> None:
    """Controls that need scripts have their place from the start: loading shifts nothing."""
    page = open_page("about/")
    page.add_init_script(
        "window.shifts = []; new PerformanceObserver(list => shifts.push(...list.getEntries().map(it => it.value))).observe({type: 'layout-shift', buffered: true})"
    )
    for viewport in (WIDE, PHONE):
        page.set_viewport_size(viewport)
        page.goto(page.url.removesuffix("about/"))
        expect(page.locator("[data-found]")).to_have_text(re.compile(" of "))
        page.wait_for_load_state("networkidle")
        assert sum(page.evaluate("shifts")) < 0.01, viewport


# A table wider than its window

WIDE_TABLE = "?columns=name,modality,target,frame_size,images,classes,task,access,licence,year,full_name,counts,split,formats,provider,homepage"
PLACES = """() => {
    const view = document.querySelector('.table-1-scroll');
    const at = selector => { const {left, top, right, bottom} = view.querySelector(selector).getBoundingClientRect(); return {left, top, right, bottom}; };
    return {view: at(':scope'), corner: at('thead th'), heading: at('thead th:last-child'), name: at('tbody tr:nth-child(9) th'),
        header: document.querySelector('.md-header').getBoundingClientRect().bottom, page: document.documentElement.scrollWidth};
}"""


@pytest.mark.parametrize("address", ["", "&selection=drive"])
def test_headings_and_names_remain_visible(look_at_table: Open, address: str) -> None:
    """At every width the table scrolls to all columns, and its headings and names remain visible below the theme's header."""
    page = look_at_table(WIDE_TABLE + address)
    for width, height in ((768, 1024), (1280, 720), (1600, 900)):
        page.set_viewport_size({"width": width, "height": height})
        _headings_and_names_are_visible(page, width)


def _headings_and_names_are_visible(page: Page, width: int) -> None:
    """Scroll to the last column and the end of the page, and check the places of headings and names."""
    view = page.locator(".table-1-scroll")
    sizes = view.evaluate("it => [it.scrollWidth - it.clientWidth, it.scrollHeight - it.clientHeight]")
    assert min(sizes) > 100
    view.evaluate("it => it.scrollTo(it.scrollWidth, 600)")
    page.evaluate("document.querySelector('.table-1-view').scrollIntoView({block: 'end', behavior: 'instant'})")
    seen = page.evaluate(
        PLACES.replace(":scope", ".table-1").replace("view.querySelector(selector)", "(selector === '.table-1' ? view : view.querySelector(selector))")
    )
    assert seen["page"] <= width
    assert seen["view"]["top"] >= seen["header"]
    assert seen["corner"]["left"] == pytest.approx(seen["view"]["left"], abs=1)
    assert seen["name"]["left"] == pytest.approx(seen["view"]["left"], abs=1)
    assert seen["corner"]["top"] == seen["heading"]["top"] == pytest.approx(seen["view"]["top"], abs=1)
    assert seen["heading"]["right"] <= seen["view"]["right"] + 1
    in_front = "([x, y]) => document.elementFromPoint(x, y).closest('th')?.dataset.key"
    assert page.evaluate(in_front, [seen["corner"]["left"] + 30, seen["corner"]["bottom"] - 12]) == "name"
    assert page.evaluate(in_front, [seen["heading"]["left"] + 20, seen["heading"]["bottom"] - 12]) == "homepage"


def test_sorting_scrolls_to_the_first_row(look_at_table: Open) -> None:
    """Sorting or filtering scrolls to the first rows; selecting a row does not."""
    page = look_at_table(viewport={"width": 1280, "height": 720})
    view = page.locator(".table-1-scroll")
    view.evaluate("it => it.scrollTo(0, 600)")
    page.locator("tr#drishti-gs .tick").evaluate("it => it.click()")
    expect(page.locator("[data-selection]")).to_be_visible()
    assert view.evaluate("it => it.scrollTop") == 600
    heading(page, "Year").get_by_role("button").click()
    expect(heading(page, "Year")).to_have_attribute("aria-sort", "ascending")
    assert view.evaluate("it => it.scrollTop") == 0


def test_a_linked_row_is_below_the_headings(open_table: Open) -> None:
    """A URL with the anchor of a row shows the row below the headings, and these below the header of the page."""
    page = open_table("#mura")
    header = page.locator(".md-header").bounding_box()
    row, head = (page.locator(it).bounding_box() for it in ("tr#mura td >> nth=0", "[data-table] thead th >> nth=1"))
    assert row
    assert head
    assert header
    assert head["y"] >= header["y"] + header["height"] - 1
    assert row["y"] >= head["y"] + head["height"] - 1
    expect(page.locator("tr#mura")).to_be_in_viewport()


@pytest.mark.parametrize("media", ["screen", "print"])
def test_abbreviations_have_the_full_term(look_at_table: Open, catalog: Catalog, media: Literal["screen", "print"]) -> None:
    """Cells have the usual abbreviation of a modality, with the full term as a title and as hidden text for screen readers."""
    page = look_at_table()
    page.emulate_media(media=media)
    for id_, short, full in (
        ("acdc", "MRI", "magnetic resonance imaging"),
        ("luna16", "CT", "computed tomography"),
        ("oct2017", "OCT", "optical coherence tomography"),
    ):
        cell = page.locator(f"tr#{id_} td[data-key=modality]")
        expect(cell.locator("abbr")).to_have_text(short)
        expect(cell.locator("abbr")).to_have_attribute("title", full)
        assert f"{short} ({full})" in (cell.text_content() or "")
        box = cell.locator(".spoken").bounding_box()
        assert box
        assert box["width"] <= 1
        assert next(column for column in COLUMNS if column.key == "modality").text(id_, catalog) == full
    page.emulate_media(media="screen")


def test_active_filters_are_printed(look_at_table: Open) -> None:
    """A printed table names the search text and the active filters, without buttons to remove them and without the list of modalities."""
    page = look_at_table("?text=vessel&modality=fundus-photography&year=2000-")
    page.emulate_media(media="print")
    chips = page.get_by_role("group", name="Active filters")
    expect(chips.locator("button:visible")).to_have_text(["“vessel”", "Modality: fundus photography", "Year: from 2000"])
    assert chips.evaluate("it => getComputedStyle(it, '::before').content") == '"Filters: "'
    expect(page.locator(".tiles")).to_be_hidden()
    expect(page.locator(".lead__guides")).to_be_hidden()


@pytest.mark.parametrize("query", ["", "?columns=name,modality,target,frame_size,images,classes,task,access,licence,year,provider,known_issues"])
def test_all_columns_are_on_the_printed_page(look_at_table: Open, query: str) -> None:
    """The home page prints all columns of the table on A4 with headings, without breaking words."""
    page = look_at_table(query)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1047, "height": 718})  # A4, landscape, without the margins
    boxes = page.locator("[data-table] thead th").evaluate_all(
        "all => all.map(it => [it.textContent, it.getBoundingClientRect().right, it.getBoundingClientRect().width])"
    )
    assert [box for box in boxes if box[1] > 1047 or box[2] < 20] == []
    broken = page.locator("[data-table] tbody td").evaluate_all(
        """cells => cells.flatMap(cell => {
            const words = document.createRange(), found = [];
            for (const node of cell.childNodes) if (node instanceof Text) for (const {0: word, index} of node.data.matchAll(/[\\p{L}\\d]+/gu)) {
                words.setStart(node, index); words.setEnd(node, index + word.length);
                if (words.getClientRects().length > 1) found.push(word);
            }
            return found;
        })"""
    )
    assert broken == []
    size = page.locator("[data-table] tbody td").first.evaluate("it => parseFloat(getComputedStyle(it).fontSize)")
    assert size >= 9  # 7 pt
    assert page.evaluate("document.documentElement.scrollWidth") <= 1047
    pdf = page.pdf(format="A4")
    [media_box] = set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf))
    width, height = (float(side) for side in media_box.split()[2:])
    assert width > height


# Large catalogs


def test_a_large_catalog_shows_its_first_rows(catalog: Catalog, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of a large catalog has the first rows, those that the table hides apart, says so, and links to the list of all datasets; the page of a small one has all rows."""
    catalog = replace(catalog, records={id_: catalog.records[id_] for id_ in catalog.printed_order[:40]})
    citations = CitationTexts.cached_in(site.parent / FILE)
    plain = Rendering(uncached, NoFigures())
    whole = render.content(catalog, settings.read(ROOT), citations, rendering=plain).slots
    monkeypatch.setattr(render, "MAX_WHOLE", 39)
    monkeypatch.setattr(render, "MAX_ROWS", 30)
    first = render.content(catalog, settings.read(ROOT), citations, rendering=plain).slots
    rows = "//table[@data-table]/tbody/tr/@id"
    assert html.fromstring(whole["table"]).xpath(rows) == list(catalog.printed_order)
    usual = listed(catalog)
    shown = catalog.printed_order[: catalog.printed_order.index(usual[29]) + 1]
    assert html.fromstring(first["table"]).xpath(rows) == list(shown)
    table = html.fromstring(first["table"]).xpath("//table[@data-table]")[0]
    hidden = " ".join(id_ for id_ in shown if id_ not in usual)
    assert [table.get(name) for name in ("data-size", "data-usual", "data-hidden")] == [str(len(catalog.records)), str(len(usual)), hidden]
    assert hidden
    beyond = html.fromstring(first["table"]).xpath("//*[@data-beyond]")[0]
    assert beyond.text_content() == f"Showing {len(shown)} of {len(catalog.records)} datasets; see all datasets, A to Z."
    assert beyond.xpath("a/@href") == ["datasets/"]
    assert "data-beyond" not in whole["table"]
    for slot, shown_rows in ((whole, "All rows are below."), (first, "The first rows are below.")):
        assert html.fromstring(slot["table"]).xpath("//*[@data-unstarted]")[0].text_content().strip().endswith(shown_rows)
    assert first["list"] == whole["list"]


def test_a_long_table_grows_on_demand(look: Open, catalog: Catalog, served: str) -> None:
    """Of very many rows the first 200 are shown, and a button adds a thousand at a time; the line has the number of all."""
    data, times = json.loads(first(catalog)), 1_320 // len(listed(catalog)) + 1
    size, shown = times * len(catalog.records), times * len(listed(catalog))
    for column in (*data["columns"], *data["facets"], *data["printed"]):
        column["at"] *= times
    data["ids"] = [f"{id_}-{copy}" if copy else id_ for copy in range(times) for id_ in data["ids"]]
    page = look("about/")
    page.route(f"{served}data/table.json", lambda route: route.fulfill(json=data))
    page.goto(served)
    rows, more = page.locator("[data-table] tbody tr"), page.locator("[data-show-more]")
    expect(page.locator("[data-found]")).to_have_text(f"{shown:,} of {size:,} datasets")
    expect(rows).to_have_count(200)
    expect(more).to_have_text("Show 1,000 more")
    more.click()
    expect(rows).to_have_count(1200)
    expect(more).to_have_text(f"Show {min(1000, shown - 1200)} more")
    more.click()
    expect(rows).to_have_count(shown)
    expect(more).to_be_hidden()


STATE = """() => [...document.querySelectorAll("[data-found], [data-natural-number], [data-select-all], [data-count], [data-results], [data-done], thead th, .controls__sort, [data-table] tbody tr")]
    .map(it => [it.checkVisibility(), it.textContent])"""
"""What the table shows: numbers, headings, sort orders and rows."""


def test_a_large_table_loads_its_data_when_it_is_used(look: Open, catalog: Catalog, served: str) -> None:
    """In a large catalog, the page shows the same rows and numbers before its data are fetched as after; the first use fetches them, and what was done until then is done."""
    page = look("about/")
    hidden = " ".join(sorted(set(catalog.records) - set(listed(catalog))))
    large = f'<table class="table-1" data-size="{len(catalog.records)}" data-usual="{len(listed(catalog))}" data-hidden="{hidden}"'
    page.route(served, lambda route: route.fulfill(body=route.fetch().text().replace('<table class="table-1"', large), content_type="text/html"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(served)))
    page.goto(served)
    before = woken(page).evaluate(STATE)
    page.wait_for_timeout(500)
    assert (ids(page), [name for name in asked if name.startswith("data/")]) == (listed(catalog), [])
    page.get_by_role("searchbox", name="Search the table").hover()
    expect(page.locator("[data-clear]")).to_have_text(f"Clear all ({len(listed(catalog))})", use_inner_text=False)
    assert page.evaluate(STATE) == before

    held: list[Route] = []
    page.route(f"{served}data/table.json", lambda route: held.extend([route]))
    page.goto(served)
    with page.expect_request(f"{served}data/table.json"):
        woken(page).get_by_role("searchbox", name="Search the table").fill("vessel")
    page.locator("thead").get_by_role("button", name="Year").click()
    page.get_by_role("checkbox", name="Select DRIVE").check()
    expect(page.locator("[data-table]")).to_have_attribute("aria-busy", "true")
    held[0].continue_()
    expect(page).to_have_url(f"{served}?text=vessel&sort=year&selection=drive")
    expect(page.locator("[data-table]")).to_have_attribute("aria-busy", "false")
    expect(page.get_by_role("checkbox", name="Select DRIVE")).to_be_checked()
    used = ids(page)
    page.unroute(f"{served}data/table.json")
    page.reload()
    assert ids(woken(page)) == used != listed(catalog)


def test_data_are_fetched_when_they_are_needed(look: Open, served: str) -> None:
    """The table fetches the searched texts for a search, and the other columns when one is shown."""
    page = look("about/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(served)))
    page.goto(served)
    page.wait_for_load_state("networkidle")
    assert [name for name in asked if name.startswith(("data/", "search"))] == ["data/table.json"]
    page.goto(f"{served}?q=staal")
    expect(page.locator("tr#drive .hit")).to_have_text(re.compile("^authors: Joes Staal"))
    assert "data/table-rest.json" not in asked
    page.goto(f"{served}?columns=name,provider")
    expect(page.get_by_role("columnheader", name="Provider")).to_be_visible()
    assert asked.count("data/search.json") == 1
