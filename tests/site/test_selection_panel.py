"""Tests of the selection: storage, citations, tables, terms, overlaps; and four questions that a URL answers."""

import csv
import io
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from browsing import NARROW, Open, in_each_mode, open_without_data
from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.site.exports import latex_table, markdown_table
from curator.site.exports.citation_formats import BIBTEX, CSL_JSON, RIS, works_to_cite
from curator.site.views.access_routes import easiest_step
from curator.site.views.columns import COLUMNS
from curator.site.views.filters import test_labels as labels_for_testing
from curator.site.views.licenses import strictest

Text = Callable[[list[str], Catalog], str]
CHOSEN = ["chaos-ct", "chaos-mri", "messidor", "drive"]
"""Two of them cite the same work, and one has a required acknowledgement."""


@pytest.fixture(scope="session")
def catalog(some: Catalog) -> Catalog:
    """A part of the catalog: the selection does not depend on the number of records."""
    return some


@pytest.fixture(scope="session")
def served(some_served: str) -> str:
    """URL of the site of that part."""
    return some_served


@pytest.fixture
def open_panel(look_at_table: Open) -> Callable[..., Page]:
    """Open the home page with some datasets selected, and open the panel, which until then may have the content of an earlier test."""

    def opened(*ids: str, **options: object) -> Page:
        page = look_at_table(f"?selection={','.join(ids)}", **options)
        page.locator("[data-selection] summary").click()
        content = page.locator("[data-selection-content]:not([aria-busy])" + "".join(f'[data-shows*="{id_}"]' for id_ in ids))
        expect(content.locator(".selection__list li")).to_have_count(len(ids))
        expect(content.locator(".selection__exports")).to_be_visible()
        return page

    return opened


def selected(page: Page) -> list[str]:
    """The selected ids in the URL."""
    return parse_qs(urlsplit(page.url).query).get("selection", [""])[0].split(",")


def to_cite(ids: list[str], catalog: Catalog) -> list[Reference]:
    """The works to cite of some datasets, each once."""
    return list({work.key: work for id_ in ids for work in works_to_cite(id_, catalog)}.values())


def table(exporter: Any, ids: list[str], catalog: Catalog) -> str:
    """A table of some datasets, from the exporter's rows."""
    text: str = exporter.joining(catalog).of(exporter.row(id_, catalog) for id_ in ids)
    return text


def number(page: Page, text: str) -> None:
    """Wait for the heading of the panel."""
    expect(page.locator("[data-selection-number]")).to_have_text(text)


def tick(page: Page, name: str) -> None:
    """Add a dataset to the selection, or remove it."""
    page.get_by_role("checkbox", name=f"Select {name}", exact=True).click()


def in_order(catalog: Catalog, ids: list[str]) -> list[str]:
    """Ids in the order of the table."""
    return [id_ for id_ in catalog.printed_order if id_ in ids]


# Storage


def test_selected_rows_are_stored(look: Open, served: str) -> None:
    """Selected rows are in the URL and in the panel, also after a reload, on other pages, and on a later visit."""
    page = look()
    tick(page, "DRIVE")
    tick(page, "STARE")
    number(page, "Selection: 2 datasets")
    assert sorted(selected(page)) == ["drive", "stare"]
    page.reload()
    number(page, "Selection: 2 datasets")
    page.goto(f"{served}datasets/hrf/")
    page.get_by_role("button", name="Add to selection").click()
    expect(page.get_by_role("button", name="Remove from selection (3)")).to_be_visible()
    page.goto(served)
    number(page, "Selection: 3 datasets")
    assert sorted(selected(page)) == ["drive", "hrf", "stare"]
    expect(page.get_by_role("checkbox", name="Select HRF", exact=True)).to_be_checked()
    page.go_back()
    page.get_by_role("button", name="Remove from selection (3)").click()
    page.go_forward()
    number(page, "Selection: 2 datasets")
    tick(page, "STARE")
    number(page, "Selection: 1 dataset")


def test_all_matching_datasets_are_selected_at_once(look: Open, catalog: Catalog) -> None:
    """One button adds all matching datasets to the selection, and removes them again."""
    page = look("?modality=ultrasound&selection=drive")
    fitting = [id_ for id_ in catalog.printed_order if "ultrasound" in catalog.records[id_].modality]
    page.get_by_role("button", name=f"Add all {len(fitting)} to selection").click()
    assert selected(page) == in_order(catalog, [*fitting, "drive"])
    page.get_by_role("button", name=f"Remove all {len(fitting)} from selection").click()
    assert selected(page) == ["drive"]


def test_a_shared_selection_does_not_replace_the_stored_one(look: Open, served: str) -> None:
    """A URL with another selection shows that one with a notice, and a button adds the stored selection."""
    page = look("?selection=drive")
    number(page, "Selection: 1 dataset")
    page.goto("about:blank")
    page.goto(f"{served}?selection=stare,hrf")
    number(page, "Selection: 2 datasets")
    expect(page.locator("[data-notes]")).to_contain_text("Showing the selection from the URL")
    page.get_by_role("button", name="Add your previous selection (1)").click()
    number(page, "Selection: 3 datasets")
    expect(page.locator("[data-notes]")).to_be_hidden()


def test_all_windows_have_the_same_selection(look: Open, served: str) -> None:
    """A dataset selected in one window is selected in another window that shows the table."""
    page = look("?selection=drive")
    other = page.context.new_page()
    other.goto(served)
    number(other, "Selection: 1 dataset")
    tick(other, "STARE")
    number(page, "Selection: 2 datasets")
    expect(page.get_by_role("checkbox", name="Select STARE", exact=True)).to_be_checked()


def test_datasets_are_removed(open_panel: Callable[..., Page]) -> None:
    """The panel has a button to remove each dataset and one to clear the selection; an empty selection is not shown."""
    page = open_panel("drive", "stare", "hrf")
    page.get_by_role("button", name="Remove STARE from the selection").click()
    expect(page.locator(".selection__list li")).to_have_count(2)
    page.get_by_role("button", name="Clear selection").click()
    expect(page.locator("[data-selection]")).to_be_hidden()
    assert selected(page) == [""]
    page.reload()
    expect(page.locator("[data-found]")).to_have_text(re.compile(r"^\d+ of \d+ datasets"))
    expect(page.locator("[data-selection]")).to_be_hidden()


# Texts

FILES: list[tuple[str, str, Text]] = [
    ("BibTeX", "datasets.bib", lambda ids, catalog: BIBTEX.bibliography(to_cite(ids, catalog))),
    ("RIS", "datasets.ris", lambda ids, catalog: RIS.bibliography(to_cite(ids, catalog))),
    ("CSL-JSON", "datasets.csl.json", lambda ids, catalog: CSL_JSON.bibliography(to_cite(ids, catalog))),
]


def test_files_are_those_of_the_build(open_panel: Callable[..., Page], catalog: Catalog) -> None:
    """Each file is identical to the export of the build for the same records; a work cited twice occurs once."""
    page = open_panel(*CHOSEN)
    ids = in_order(catalog, CHOSEN)
    assert len(to_cite(ids, catalog)) < sum(len(to_cite([id_], catalog)) for id_ in ids)
    for button, name, text in FILES:
        with page.expect_download() as waiting:
            page.get_by_role("button", name=button, exact=True).click()
        assert waiting.value.suggested_filename == name
        assert Path(waiting.value.path()).read_bytes() == text(ids, catalog).encode(), name


def test_the_csv_of_a_selection_has_the_rows_of_the_catalog(open_panel: Callable[..., Page], catalog: Catalog, some_site: Path) -> None:
    """The CSV file has the id and every text column of the chosen rows of catalog.csv, cell by cell."""
    page = open_panel(*CHOSEN)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV", exact=True).click()
    assert waiting.value.suggested_filename == "datasets.csv"
    chosen, whole = Path(waiting.value.path()).read_bytes().decode(), (some_site / "data" / "catalog.csv").read_bytes().decode()
    assert chosen.startswith("\ufeff")
    heading, *rows = csv.reader(io.StringIO(chosen.removeprefix("\ufeff")))
    known = {row[0]: row for row in csv.reader(io.StringIO(whole.removeprefix("\ufeff")))}
    assert heading == ["id", *(column.key for column in COLUMNS)]
    assert rows == [known[id_][: len(heading)] for id_ in in_order(catalog, CHOSEN)]
    assert "\r" not in chosen


def test_tables_are_those_of_the_build(open_panel: Callable[..., Page], catalog: Catalog) -> None:
    """The copied table is identical to the export of the build for the same records."""
    page = open_panel(*CHOSEN, permissions=["clipboard-read", "clipboard-write"])
    for name, exporter in (("Copy as Markdown", markdown_table), ("Copy as LaTeX", latex_table)):
        page.get_by_role("button", name=name).click()
        expect(page.locator(f"button[data-label='{name}']")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == table(exporter, in_order(catalog, CHOSEN), catalog)


def test_without_a_clipboard_the_table_is_selected(open_panel: Callable[..., Page], catalog: Catalog) -> None:
    """If the browser does not allow copying, the table is shown in a field and selected."""
    page = open_panel("drive")
    page.context.grant_permissions([])
    page.get_by_role("button", name="Copy as LaTeX").click()
    field = page.get_by_label("Table to copy")
    expect(field).to_be_focused()
    assert field.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)") == table(latex_table, ["drive"], catalog)


# Terms of use and overlaps


def test_the_strictest_terms_are_shown(open_panel: Callable[..., Page], catalog: Catalog) -> None:
    """The panel shows the most restrictive answer to each permission, the datasets that give it, and required acknowledgements."""
    page = open_panel("luna16", "drive", "messidor")
    rows = page.locator(".selection__terms tbody tr").evaluate_all("rows => rows.map(row => [...row.cells].map(it => it.textContent))")
    assert rows[0] == ["Commercial use", "forbidden", "DRIVE, MESSIDOR"]
    assert [strictest(catalog.records[id_], catalog.vocabularies)["commercial_use"] for id_ in ("luna16", "drive", "messidor")] == [
        "allowed",
        "forbidden",
        "forbidden",
    ]
    expect(page.locator(".selection__terms .doubt")).to_have_count(0)
    sentence = catalog.records["messidor"].acknowledgement
    assert sentence
    expect(page.locator(".selection__terms q")).to_have_text(sentence.quote)


def test_a_license_that_is_not_verified_is_named(open_panel: Callable[..., Page]) -> None:
    """The panel marks answers from a license that is not verified, and names the datasets with such a license."""
    page = open_panel("luna16", "hrf", "fives")
    rows = page.locator(".selection__terms tbody tr").evaluate_all("rows => rows.map(row => [...row.cells].map(it => it.textContent))")
    assert rows[0] == ["Commercial use", "allowed, not verified", "all"]
    expect(page.locator(".selection__terms .doubt")).to_contain_text("License not verified: HRF, FIVES.")


def test_on_a_phone_each_answer_has_its_own_label(open_panel: Callable[..., Page]) -> None:
    """On a narrow screen the cells are below each other, each with the heading of its column."""
    page = open_panel("luna16", "drive", viewport=NARROW)
    rows = page.locator(".selection__terms tbody tr").first
    labels = rows.locator("> *").evaluate_all("all => all.map(it => [getComputedStyle(it, '::before').content, it.textContent])")
    assert labels == [["none", "Commercial use"], ['"Most restrictive terms: "', "forbidden"], ['"Datasets: "', "DRIVE"]]


def test_shared_images_cause_warnings(open_panel: Callable[..., Page], catalog: Catalog) -> None:
    """There is a warning for each pair of records that share images or patients, also because of a third record, and for no other pair."""
    words = catalog.vocabularies.relation
    ends = {
        id_: {end.to or end.name.casefold(): words[end.kind].extent for end in catalog.relatives[id_] if words[end.kind].shares != "nothing"}
        for id_ in catalog.records
    }
    ids = [id_ for id_ in catalog.printed_order if ends[id_]]
    expected = []
    for one, other in combinations(ids, 2):
        extents = {extent for third in ends[one].keys() & ends[other].keys() for extent in (ends[one][third], ends[other][third])}
        verb = "share" if other in ends[one] or "all-of-other" in extents else "may share" if "taken-from-other" in extents else ""
        expected += [f"{catalog.records[one].name} and {catalog.records[other].name} {verb} "] if verb else []
    page = open_panel(*ids)
    warned = page.locator(".selection__warnings", has_text="Overlap").locator("strong").all_inner_texts()
    assert [text.removesuffix("images").removesuffix("patients").removesuffix("images or ") for text in warned] == expected
    assert {text.split(" share")[0].endswith(" may") for text in warned} == {True, False}
    page = open_panel("tnbc", "mura")
    expect(page.get_by_role("heading", name="Combined terms of use")).to_be_visible()
    expect(page.locator(".selection__warnings", has_text="Overlap")).to_have_count(0)


def test_models_trained_on_the_data_are_warned_about(open_panel: Callable[..., Page], catalog: Catalog) -> None:
    """The panel names each public model that was trained on a selected dataset."""
    models = [it.model for it in catalog.records["chexpert"].seen_by]
    assert models
    warned = open_panel("chexpert", "stare").locator(".selection__warnings", has_text="Models trained on these data").locator("strong").all_inner_texts()
    assert {f"{model} was trained on CheXpert" for model in models} <= set(warned)


def test_two_to_six_can_be_compared(open_panel: Callable[..., Page]) -> None:
    """The panel links to the comparison of two to six datasets."""
    page = open_panel("drive", "stare", "hrf")
    page.get_by_role("link", name="Compare 3 datasets").click()
    assert urlsplit(page.url).path.endswith("/compare/")
    assert sorted(parse_qs(urlsplit(page.url).query)["ids"][0].split(",")) == ["drive", "hrf", "stare"]
    expect(open_panel("drive").locator("[data-selection]")).to_contain_text("Select at least two datasets")
    seven = ("drive", "stare", "hrf", "mura", "refuge", "tnbc", "acdc")
    expect(open_panel(*seven).locator("[data-selection]")).to_contain_text("At most 6 datasets")


def test_a_selection_that_cannot_be_loaded_is_reported(look: Open) -> None:
    """If the data of the selection cannot be loaded, the panel reports it and the selection is kept."""
    page = look("?selection=drive")
    page.route("**/data/selection.json", lambda route: route.fulfill(body="not json"))
    page.locator("[data-selection] summary").click()
    expect(page.locator("[data-selection-content]")).to_contain_text("Could not load the selection")
    assert selected(page) == ["drive"]


def test_axe_finds_no_violations_in_the_panel(open_panel: Callable[..., Page]) -> None:
    """axe-core finds no violation in an open panel, in light and dark mode, on wide and narrow screens."""
    assert in_each_mode(open_panel(*CHOSEN, "busi", "oct2017"), narrow=True) == []


def test_the_panel_works_by_keyboard(look: Open) -> None:
    """Space selects a row without moving the focus; Enter opens the panel, and Tab moves through it and out of it."""
    page = look("?text=drive")
    expect(page.locator("[data-found]")).to_have_text(re.compile(r" of \d+"))
    box = page.get_by_role("checkbox", name="Select DRIVE", exact=True)
    box.focus()
    page.keyboard.press("Space")
    number(page, "Selection: 1 dataset")
    expect(box).to_be_focused()
    page.locator("[data-selection] summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="BibTeX")).to_be_visible()
    last = page.get_by_role("button", name="Copy as LaTeX")
    for _ in range(12):
        page.keyboard.press("Tab")
        if last.evaluate("it => it === document.activeElement"):
            break
    expect(last).to_be_focused()
    page.keyboard.press("Tab")
    expect(last).not_to_be_focused()


# Four questions, each answered by a URL


def answered(page: Page) -> list[str]:
    """The ids that a page shows; its URL shows the same ids without stored data, as in another browser."""
    shown = "[...document.querySelectorAll('[data-table] tbody tr')].map(row => row.id)"
    found = page.locator("[data-found]").inner_text()
    expect(page.locator("[data-table] tbody tr")).to_have_count(int(found.split()[0]))
    ids: list[str] = page.evaluate(shown)
    open_without_data(page)
    expect(page.locator("[data-found]")).to_have_text(found)
    assert page.evaluate(shown) == ids
    return ids


def ask(page: Page, facet: str, *labels: str) -> None:
    """Choose options of a filter by label."""
    panel = page.locator(f"details[data-facet={facet}]")
    if not panel.is_visible():
        page.get_by_role("button", name="More filters").click()
    panel.locator("summary").click()
    for label in labels:
        panel.get_by_text(label, exact=True).click()
    panel.locator("summary").click()


def fits(catalog: Catalog, rule: Callable[[Dataset], bool]) -> list[str]:
    """The ids of the records with medical images that match a rule, in the order of the table."""
    return [id_ for id_ in catalog.printed_order if catalog.records[id_].kind == "medical" and rule(catalog.records[id_])]


def test_which_vessel_sets_have_public_test_labels(look: Open, catalog: Catalog) -> None:
    """Retinal vessel segmentation with public test labels: filters by target, task and test labels; those of DRIVE are withheld."""
    page = look()
    ask(page, "target", "retinal vessel")
    ask(page, "task", "segmentation")
    ask(page, "test-labels", "public", "no official test set")
    expected = fits(catalog, lambda it: "retinal-vessel" in it.target and "segmentation" in it.tasks and labels_for_testing(it) in ("public", "none"))
    ids = answered(page)
    assert ids == expected
    assert {"stare", "hrf"} <= set(ids)
    assert "drive" not in ids


def test_what_is_usable_commercially_without_an_account(look: Open, catalog: Catalog) -> None:
    """Datasets for commercial use with open access and 1,000 images or more."""
    page = look()
    ask(page, "use", "allowed")
    ask(page, "access", "open access")
    page.locator("details[data-facet=images] summary").click()
    page.locator("input[name=images-from]").fill("1000")
    expect(page).to_have_url(re.compile("images=1000-$"))
    words = catalog.vocabularies
    ids = answered(page)
    assert ids
    for id_ in ids:
        record = catalog.records[id_]
        assert (strictest(record, words)["commercial_use"], easiest_step(record, words)) == ("allowed", "download")
    large = fits(catalog, lambda it: strictest(it, words)["commercial_use"] == "allowed" and easiest_step(it, words) == "download")
    counts = next(column for column in COLUMNS if column.key == "counts")
    numbers = {id_: re.findall(r"([\d,]+) (?:images?|volumes?|slides?)\b", counts.text(id_, catalog)) for id_ in large}
    assert ids == [id_ for id_ in large if any(int(number.replace(",", "")) >= 1000 for number in numbers[id_])]


def test_the_bibtex_of_all_ultrasound_sets(look: Open, catalog: Catalog) -> None:
    """The BibTeX of all ultrasound datasets: one filter, one button to select all, one for the file."""
    page = look()
    ask(page, "modality", "ultrasound")
    page.get_by_role("button", name=re.compile("^Add all .* to selection$")).click()
    ids = answered(page)
    assert ids == fits(catalog, lambda it: "ultrasound" in it.modality)
    page.locator("[data-selection] summary").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="BibTeX").click()
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == BIBTEX.bibliography(to_cite(ids, catalog))


def test_drive_stare_and_hrf_side_by_side(look: Open) -> None:
    """DRIVE, STARE and HRF: three checkboxes and a link, whose URL shows the same comparison."""
    page = look()
    for name in ("DRIVE", "STARE", "HRF"):
        tick(page, name)
    page.locator("[data-selection] summary").click()
    page.get_by_role("link", name="Compare 3 datasets").click()
    columns = page.get_by_role("table").get_by_role("columnheader")
    expect(columns.filter(has_text=re.compile("DRIVE|STARE|HRF"))).to_have_count(3)
    open_without_data(page)
    expect(columns.filter(has_text=re.compile("DRIVE|STARE|HRF"))).to_have_count(3)
