"""What a person does with chosen datasets: keep them, cite them, tabulate them, know what they share; and four questions answered by an address."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from browsing import NARROW, Open, violations
from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.site.exports import latex_table, markdown_table
from curator.site.exports.citation_formats import BIBTEX, CSL_JSON, RIS, works_to_cite
from curator.site.views.columns import COLUMNS
from curator.site.views.facets import test_labels as labels_for_testing
from curator.site.views.get_the_data import easiest_step, strictest

Text = Callable[[list[str], Catalog], str]
CHOSEN = ["chaos-ct", "chaos-mri", "messidor", "drive"]
"""Two of them cite one work, and one has a sentence that its owner requires."""


@pytest.fixture
def open_basket(open_page: Open, look: Open) -> Callable[..., Page]:
    """Opens the first page with some datasets in the basket, and opens the basket; in a browser of its own if one with options is asked for."""

    def opened(*ids: str, **options: object) -> Page:
        page = (open_page if options else look)(f"?basket={','.join(ids)}", **options)
        page.locator("[data-basket] summary").click()
        expect(page.locator("[data-basket-content] .basket__exports")).to_be_visible()
        return page

    return opened


def basket(page: Page) -> list[str]:
    """The ids in the basket, as the address has them."""
    return parse_qs(urlsplit(page.url).query).get("basket", [""])[0].split(",")


def to_cite(ids: list[str], catalog: Catalog) -> list[Reference]:
    """The works to cite of some datasets, each once."""
    return list({work.key: work for id_ in ids for work in works_to_cite(id_, catalog)}.values())


def table(exporter: Any, ids: list[str], catalog: Catalog) -> str:
    """A table of some datasets, from the exporter's rows."""
    text: str = exporter.joining(catalog).of(exporter.row(id_, catalog) for id_ in ids)
    return text


def number(page: Page, text: str) -> None:
    """Wait for the heading of the basket."""
    expect(page.locator("[data-basket-number]")).to_have_text(text)


def tick(page: Page, name: str) -> None:
    """Put a dataset into the basket, or take it out."""
    page.get_by_role("checkbox", name=f"{name} into the basket").click()


def in_order(catalog: Catalog, ids: list[str]) -> list[str]:
    """Ids in the order of the table."""
    return [id_ for id_ in catalog.in_order_of_print if id_ in ids]


# Keeping


def test_ticked_rows_are_kept(open_page: Open, served: str) -> None:
    """What is ticked stands in the address and in the basket, through a reload, a walk over other pages, and a later visit."""
    page = open_page()
    tick(page, "DRIVE")
    tick(page, "STARE")
    number(page, "Basket: 2 datasets")
    assert sorted(basket(page)) == ["drive", "stare"]
    page.reload()
    number(page, "Basket: 2 datasets")
    page.goto(f"{served}datasets/hrf/")
    page.get_by_role("button", name="Put it into the basket").click()
    expect(page.get_by_role("button", name="In the basket (3): take it out")).to_be_visible()
    page.goto(served)
    number(page, "Basket: 3 datasets")
    assert sorted(basket(page)) == ["drive", "hrf", "stare"]
    expect(page.get_by_role("checkbox", name="HRF into the basket")).to_be_checked()
    page.go_back()
    page.get_by_role("button", name="In the basket (3): take it out").click()
    page.go_forward()
    number(page, "Basket: 2 datasets")
    tick(page, "STARE")
    number(page, "Basket: 1 dataset")


def test_all_that_fit_are_ticked_at_once(open_page: Open, catalog: Catalog) -> None:
    """One button puts every dataset that fits into the basket beside what is there, and takes them out again."""
    page = open_page("?modality=ultrasound&basket=drive")
    fitting = [id_ for id_ in catalog.in_order_of_print if "ultrasound" in catalog.records[id_].modality]
    page.get_by_role("button", name=f"Put all {len(fitting)} into the basket").click()
    assert basket(page) == in_order(catalog, [*fitting, "drive"])
    page.get_by_role("button", name=f"Take all {len(fitting)} out of the basket").click()
    assert basket(page) == ["drive"]


def test_a_shared_basket_does_not_lose_ones_own(open_page: Open, served: str) -> None:
    """An address with another basket shows that one, says so, and gives back one's own at the press of a button."""
    page = open_page("?basket=drive")
    number(page, "Basket: 1 dataset")
    page.goto("about:blank")
    page.goto(f"{served}?basket=stare,hrf")
    number(page, "Basket: 2 datasets")
    expect(page.locator("[data-notes]")).to_contain_text("The address brought a basket of its own.")
    page.get_by_role("button", name="Add your 1").click()
    number(page, "Basket: 3 datasets")
    expect(page.locator("[data-notes]")).to_be_hidden()


def test_a_basket_is_one_in_all_windows(open_page: Open, served: str) -> None:
    """What is ticked in one window is ticked in another that is open on the table."""
    page = open_page("?basket=drive")
    other = page.context.new_page()
    other.goto(served)
    number(other, "Basket: 1 dataset")
    tick(other, "STARE")
    number(page, "Basket: 2 datasets")
    expect(page.get_by_role("checkbox", name="STARE into the basket")).to_be_checked()


def test_datasets_leave_the_basket(open_basket: Callable[..., Page]) -> None:
    """In the basket each dataset can be taken out, and all at once; an empty basket is not shown."""
    page = open_basket("drive", "stare", "hrf")
    page.get_by_role("button", name="Take STARE out of the basket").click()
    expect(page.locator(".basket__list li")).to_have_count(2)
    page.get_by_role("button", name="Empty the basket").click()
    expect(page.locator("[data-basket]")).to_be_hidden()
    assert basket(page) == [""]
    page.reload()
    expect(page.locator("[data-found]")).to_have_text(re.compile("^33 of"))
    expect(page.locator("[data-basket]")).to_be_hidden()


# Texts

FILES: list[tuple[str, str, Text]] = [
    ("BibTeX", "datasets.bib", lambda ids, catalog: BIBTEX.bibliography(to_cite(ids, catalog))),
    ("RIS", "datasets.ris", lambda ids, catalog: RIS.bibliography(to_cite(ids, catalog))),
    ("CSL-JSON", "datasets.csl.json", lambda ids, catalog: CSL_JSON.bibliography(to_cite(ids, catalog))),
]


def test_files_are_those_of_the_build(open_basket: Callable[..., Page], catalog: Catalog) -> None:
    """Each file of the basket is byte for byte what the build's own exporter writes of those records, with a shared work once."""
    page = open_basket(*CHOSEN)
    ids = in_order(catalog, CHOSEN)
    assert len(to_cite(ids, catalog)) < sum(len(to_cite([id_], catalog)) for id_ in ids)
    for button, name, text in FILES:
        with page.expect_download() as waiting:
            page.get_by_role("button", name=button, exact=True).click()
        assert waiting.value.suggested_filename == name
        assert Path(waiting.value.path()).read_bytes() == text(ids, catalog).encode(), name


def test_the_csv_of_a_selection_has_the_rows_of_the_catalog(open_basket: Callable[..., Page], catalog: Catalog, site: Path) -> None:
    """The CSV file has the id and every text column of the chosen rows of catalog.csv, cell by cell."""
    page = open_basket(*CHOSEN)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV", exact=True).click()
    assert waiting.value.suggested_filename == "datasets.csv"
    chosen, whole = Path(waiting.value.path()).read_bytes().decode(), (site / "data" / "catalog.csv").read_bytes().decode()
    assert chosen.startswith("\ufeff")
    heading, *rows = csv.reader(io.StringIO(chosen.removeprefix("\ufeff")))
    known = {row[0]: row for row in csv.reader(io.StringIO(whole.removeprefix("\ufeff")))}
    assert heading == ["id", *(column.key for column in COLUMNS)]
    assert rows == [known[id_][: len(heading)] for id_ in in_order(catalog, CHOSEN)]
    assert "\r" not in chosen


@pytest.mark.parametrize(("button", "exporter"), [("Copy as Markdown", markdown_table), ("Copy as LaTeX", latex_table)])
def test_tables_are_those_of_the_build(open_basket: Callable[..., Page], catalog: Catalog, button: str, exporter: Any) -> None:
    """The copied table is what the build's own exporter writes of those records."""
    page = open_basket(*CHOSEN, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == table(exporter, in_order(catalog, CHOSEN), catalog)


def test_without_a_clipboard_the_table_is_selected(open_basket: Callable[..., Page], catalog: Catalog) -> None:
    """Where the browser allows no copying the table stands in a field, selected."""
    page = open_basket("drive")
    page.context.grant_permissions([])
    page.get_by_role("button", name="Copy as LaTeX").click()
    field = page.get_by_label("The table, to copy")
    expect(field).to_be_focused()
    assert field.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)") == table(latex_table, ["drive"], catalog)


# What one may do, and what is shared


def test_the_strictest_terms_hold_for_all(open_basket: Callable[..., Page], catalog: Catalog) -> None:
    """The basket says the strictest answer to each permission and whose it is, and quotes what owners require."""
    page = open_basket("luna16", "drive", "messidor")
    rows = page.locator(".basket__terms tbody tr").evaluate_all("rows => rows.map(row => [...row.cells].map(it => it.textContent))")
    assert rows[0] == ["Commercial use", "forbidden", "DRIVE, MESSIDOR"]
    assert [strictest(catalog.records[id_], catalog.vocabularies)["commercial_use"] for id_ in ("luna16", "drive", "messidor")] == [
        "allowed",
        "forbidden",
        "forbidden",
    ]
    sentence = catalog.records["messidor"].acknowledgement
    assert sentence
    expect(page.locator(".basket__terms q")).to_have_text(sentence.quote)


def test_on_a_phone_each_answer_has_its_own_label(open_basket: Callable[..., Page]) -> None:
    """On a narrow screen the permissions stand below each other, each cell with the heading of its column."""
    page = open_basket("luna16", "drive", viewport=NARROW)
    rows = page.locator(".basket__terms tbody tr").first
    labels = rows.locator("> *").evaluate_all("all => all.map(it => [getComputedStyle(it, '::before').content, it.textContent])")
    assert labels == [["none", "Commercial use"], ['"Strictest answer: "', "forbidden"], ['"Given by: "', "DRIVE"]]


def test_shared_images_are_warned_of(open_basket: Callable[..., Page], catalog: Catalog) -> None:
    """Every pair of records that a relation says to share images or patients is warned of, also by way of a third; other pairs are not."""
    words = catalog.vocabularies.relation
    ends = {id_: {end.to or end.name.casefold() for end in catalog.relatives[id_] if words[end.kind].shares != "nothing"} for id_ in catalog.records}
    ids = [id_ for id_ in catalog.in_order_of_print if ends[id_]]
    pairs = [(one, other) for at, one in enumerate(ids) for other in ids[at + 1 :] if other in ends[one] or ends[one] & ends[other]]
    assert pairs
    page = open_basket(*ids)
    names = {id_: record.name for id_, record in catalog.records.items()}
    told = page.locator(".basket__warnings strong").all_inner_texts()
    assert [text.partition(" share ")[0] for text in told] == [f"{names[one]} and {names[other]}" for one, other in pairs]
    page = open_basket("tnbc", "mura")
    expect(page.locator(".basket__warnings")).to_have_count(0)


def test_two_to_six_can_be_compared(open_basket: Callable[..., Page]) -> None:
    """From the basket a link leads to two to six datasets side by side."""
    page = open_basket("drive", "stare", "hrf")
    page.get_by_role("link", name="Compare these 3 side by side").click()
    assert urlsplit(page.url).path.endswith("/compare/")
    assert sorted(parse_qs(urlsplit(page.url).query)["ids"][0].split(",")) == ["drive", "hrf", "stare"]
    expect(open_basket("drive").locator("[data-basket]")).to_contain_text("With a second dataset")
    seven = ("drive", "stare", "hrf", "mura", "refuge", "tnbc", "acdc")
    expect(open_basket(*seven).locator("[data-basket]")).to_contain_text("Up to 6 datasets")


def test_a_basket_that_cannot_be_read_says_so(open_page: Open, watched: object) -> None:
    """Where the data of a dataset cannot be had the basket says so, and keeps what it holds."""
    page = open_page("?basket=drive")
    assert watched
    page.route("**/selection.json", lambda route: route.fulfill(json={}, status=200) if "stare" in route.request.url else route.fulfill(body="not json"))
    page.locator("[data-basket] summary").click()
    expect(page.locator("[data-basket-content]")).to_contain_text("The basket cannot be read")
    assert basket(page) == ["drive"]


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": NARROW}], ids=["light", "dark", "375"])
def test_axe_finds_nothing_in_the_basket(open_basket: Callable[..., Page], options: dict[str, object]) -> None:
    """The checks of axe-core find no fault in an open basket."""
    page = open_basket(*CHOSEN, "busi", "oct2017", reduced_motion="reduce", **options)
    assert violations(page, colors_only="color_scheme" in options) == []


def test_the_basket_works_by_keyboard(open_page: Open) -> None:
    """Space ticks a row without moving the focus; the basket opens by Enter, and Tab leads through it and out."""
    page = open_page("?text=drive")
    expect(page.locator("[data-found]")).to_have_text(re.compile(" of 33"))
    box = page.get_by_role("checkbox", name="DRIVE into the basket")
    box.focus()
    page.keyboard.press("Space")
    number(page, "Basket: 1 dataset")
    expect(box).to_be_focused()
    page.locator("[data-basket] summary").focus()
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


# Four questions, each answered by an address


def answered(open_page: Open, page: Page) -> list[str]:
    """The ids that a page shows, which its address shows again in another browser."""
    shown = "[...document.querySelectorAll('[data-table] tbody tr')].map(row => row.id)"
    ids: list[str] = page.evaluate(shown)
    again = open_page(f"?{urlsplit(page.url).query}")
    expect(again.locator("[data-found]")).to_have_text(page.locator("[data-found]").inner_text())
    assert again.evaluate(shown) == ids
    return ids


def ask(page: Page, facet: str, *labels: str) -> None:
    """Choose in a filter by its words."""
    panel = page.locator(f"details[data-facet={facet}]")
    if not panel.is_visible():
        page.get_by_role("button", name="More filters").click()
    panel.locator("summary").click()
    for label in labels:
        panel.get_by_text(label, exact=True).click()
    panel.locator("summary").click()


def fits(catalog: Catalog, rule: Callable[[Dataset], bool]) -> list[str]:
    """The ids of the records that a rule fits, in the order of the table."""
    return [id_ for id_ in catalog.in_order_of_print if rule(catalog.records[id_])]


def test_which_vessel_sets_have_public_test_labels(open_page: Open, catalog: Catalog) -> None:
    """Retinal vessel segmentation whose labels to test on are public: by target, task and test labels; DRIVE's are withheld."""
    page = open_page()
    ask(page, "target", "retinal vessel")
    ask(page, "task", "segmentation")
    ask(page, "test-labels", "public", "no official test part")
    expected = fits(catalog, lambda it: "retinal-vessel" in it.target and "segmentation" in it.tasks and labels_for_testing(it) in ("public", "none"))
    ids = answered(open_page, page)
    assert ids == expected
    assert {"stare", "hrf"} <= set(ids)
    assert "drive" not in ids


def test_what_is_usable_commercially_without_an_account(open_page: Open, catalog: Catalog) -> None:
    """Anything that may be used commercially, can be had without an account, and has 1,000 images or more."""
    page = open_page()
    ask(page, "use", "allowed")
    ask(page, "access", "no account needed")
    page.locator("details[data-facet=images] summary").click()
    page.locator("input[name=images-from]").fill("1000")
    expect(page).to_have_url(re.compile("images=1000-$"))
    words = catalog.vocabularies
    ids = answered(open_page, page)
    assert ids
    for id_ in ids:
        record = catalog.records[id_]
        assert (strictest(record, words)["commercial_use"], easiest_step(record, words)) == ("allowed", "download")
    large = fits(catalog, lambda it: strictest(it, words)["commercial_use"] == "allowed" and easiest_step(it, words) == "download")
    counts = next(column for column in COLUMNS if column.key == "counts")
    numbers = {id_: re.findall(r"([\d,]+) (?:images?|volumes?|slides?)\b", counts.text(id_, catalog)) for id_ in large}
    assert ids == [id_ for id_ in large if any(int(number.replace(",", "")) >= 1000 for number in numbers[id_])]


def test_the_bibtex_of_all_ultrasound_sets(open_page: Open, catalog: Catalog) -> None:
    """The BibTeX of every ultrasound dataset: one filter, one button for all, one for the file."""
    page = open_page()
    ask(page, "modality", "ultrasound")
    page.get_by_role("button", name=re.compile("^Put all .* into the basket$")).click()
    ids = answered(open_page, page)
    assert ids == fits(catalog, lambda it: "ultrasound" in it.modality)
    page.locator("[data-basket] summary").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="BibTeX").click()
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == BIBTEX.bibliography(to_cite(ids, catalog))


def test_drive_stare_and_hrf_side_by_side(open_page: Open) -> None:
    """DRIVE against STARE against HRF: three ticks and a link, and its address shows them again."""
    page = open_page()
    for name in ("DRIVE", "STARE", "HRF"):
        tick(page, name)
    page.locator("[data-basket] summary").click()
    page.get_by_role("link", name="Compare these 3 side by side").click()
    columns = page.get_by_role("table").get_by_role("columnheader")
    expect(columns.filter(has_text=re.compile("DRIVE|STARE|HRF"))).to_have_count(3)
    again = open_page(f"compare/?{urlsplit(page.url).query}")
    expect(again.get_by_role("table").get_by_role("columnheader").filter(has_text=re.compile("DRIVE|STARE|HRF"))).to_have_count(3)


def test_a_selection_file_is_json_for_each_record(site: Path, catalog: Catalog) -> None:
    """What the basket reads of a dataset stands beside its page, with its id."""
    for id_ in catalog.records:
        assert json.loads((site / "datasets" / id_ / "selection.json").read_text(encoding="utf-8"))["id"] == id_
