"""Tests of the page that compares datasets: values, differences and sources."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Locator, Page, Route, ViewportSize, expect

from browsing import NARROW, WIDE, Open, Watched, in_each_mode
from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.settings import read
from curator.site.fill_pages import redirect
from curator.site.views.compared_fields import IDENTIFYING_FIELDS, IMPORTANT_FIELDS
from curator.site.views.completeness import completeness
from curator.site.views.licenses import ANSWER_LABELS, PERMISSION_LABELS, marked, permitted, unverified

THREE = "compare/?ids=drive,stare,hrf"
IDS = ["drive", "stare", "hrf"]
MISSING = "– not recorded"
SHOWN = """
    table => [...table.querySelectorAll('tbody tr:not(.compare-section)')].map(row => {
        const aside = [...row.querySelectorAll('sup, .compare-differs')];
        aside.forEach(it => { it.hidden = true; });
        const texts = [...row.cells].map(cell => cell.innerText.split('\\n').map(line => line.trim()).filter(Boolean).join('; '));
        aside.forEach(it => { it.hidden = false; });
        return texts;
    })
"""
"""The visible text of each row, without source numbers and the sign for differences."""


def table(page: Page) -> Locator:
    """The table, once it is visible."""
    found = page.locator(".compare")
    expect(found).to_be_visible()
    return found


def shown(page: Page) -> dict[str, list[str]]:
    """The table: each field with the text of each dataset."""
    rows: list[list[str]] = table(page).evaluate(SHOWN)
    return {row[0]: row[1:] for row in rows}


def names(page: Page) -> list[str]:
    """The names above the columns, which the table also has in its head."""
    heads = table(page).locator("thead th").all_text_contents()
    found = page.locator(".compare-names li > a:first-child").all_inner_texts()
    assert heads == ["Field", *found]
    return found


def row(page: Page, field: str) -> Locator:
    """The row of a field."""
    return table(page).get_by_role("row").filter(has=page.get_by_role("rowheader", name=field))


def notes(page: Page) -> Locator:
    """The messages of the page."""
    return page.get_by_role("status").and_(page.locator(".compare-notes"))


def squeezed(text: str) -> str:
    """A text without spaces and semicolons."""
    return re.sub(r"[\s;]", "", text)


def facts(site: Path, id_: str) -> dict[str, str]:
    """The facts on a dataset page, without sources and notes."""
    found = {}
    page = html.fromstring((site / "datasets" / id_ / "index.html").read_text(encoding="utf-8"))
    for line in page.xpath("//div[@class='facts']//tr"):
        for aside in line.xpath(".//sup | .//small[contains(@class, 'remark')]"):
            aside.drop_tree()
        label, _, scope = line.findtext("th").partition(" (")
        found[label] = f"{scope[:-1]}: {line.find('td').text_content()}" if scope else line.find("td").text_content()
    return found


def change(page: Page, address: str, *pairs: tuple[str, str]) -> None:
    """Serve a page of the site with words replaced."""

    def changed(route: Route) -> None:
        text = route.fetch().text()
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        route.fulfill(body=text, content_type="text/html")

    page.route(address, changed)


# Contents


def test_values_equal_those_of_the_dataset_pages(look: Open, site: Path, served: str, catalog: Catalog) -> None:
    """Each dataset has a column with all facts and permissions of its page; missing values are marked."""
    page = look(THREE)
    said = shown(page)
    assert names(page) == [catalog.records[id_].name for id_ in IDS] == ["DRIVE", "STARE", "HRF"]
    assert said["Image size"][2] == "3504×2336 pixels"
    for position, id_ in enumerate(IDS):
        record, own = catalog.records[id_], facts(site, id_)
        assert {field: squeezed(texts[position]) for field, texts in said.items() if field in own and squeezed(own[field])} == {
            field: squeezed(text) for field, text in own.items() if squeezed(text)
        }
        for licence, doubtful in zip(record.licence, unverified(record), strict=True):
            for name, value in permitted(licence, catalog.vocabularies).items():
                assert said[PERMISSION_LABELS[name]][position] == ANSWER_LABELS[marked(value, doubtful=doubtful)]
        assert said["Full name"][position] == record.full_name
        assert said["Homepage"][position] == record.access.homepage
        assert said["Record checked"][position] == record.checked
        assert said["Record completeness"][position] == f"{completeness(record).percent} %"
        assert page.get_by_role("link", name=record.name, exact=True).get_attribute("href") == f"{served}datasets/{id_}/"
    assert (said["Commercial use"][2], said["License"][2].partition(";")[0]) == ("allowed, not verified", "CC BY 4.0, not verified")
    assert said["Sites"][0] == said["Commercial use"][1] == MISSING
    assert said["Splits"][0] == "official; train 20; test 20 (labels withheld); unit: images"
    assert said["Classes"][2] == "segmentation: 2 classes; classification (image group): 3 classes; numbers of images"
    assert said["Known issues"][2] == "data leakage; evaluation; file errors; ambiguous name; size and difficulty"


def test_several_licences_name_their_parts(look: Open, catalog: Catalog) -> None:
    """If the parts of a dataset have different licenses, each permission names its part."""
    said = shown(look("compare/?ids=ade20k,drive"))["Commercial use"]
    licences = catalog.records["ade20k"].licence
    assert len(licences) == 3
    answers = ["allowed", "forbidden", "allowed, not verified"]
    assert said == ["; ".join(f"{it.covers}: {answer}" for it, answer in zip(licences, answers, strict=True)), "forbidden"]


def test_important_differences_are_first_and_marked(look: Open) -> None:
    """Differences in access, license, size, splits and labels come first; fields that always differ come last, and have no sign.

    A sign with an accessible name marks the other rows with different values, and a sentence has their number.
    """
    page = look(THREE)
    differs = page.get_by_role("img", name="differs")
    expect(row(page, "Image size").get_by_role("img", name="differs")).to_have_text("≠")
    said = shown(page)
    recorded = {field: {text for text in texts if text != MISSING} for field, texts in said.items()}
    different = [field for field, texts in recorded.items() if len(texts) > 1 and field not in IDENTIFYING_FIELDS]
    same = [field for field, texts in recorded.items() if len(texts) == 1 and MISSING not in said[field] and field not in IDENTIFYING_FIELDS]
    last = [field for field in IDENTIFYING_FIELDS if field in said]
    sections = table(page).evaluate(
        "table => [...table.tBodies].map(it => [...it.rows].map(row => row.cells[0].querySelector('.compare-field').firstChild.data.trim()))"
    )
    assert sections == [
        ["Important differences", *(field for field in IMPORTANT_FIELDS if field in different)],
        ["Other differences", *(field for field in different if field not in IMPORTANT_FIELDS)],
        ["Values are missing", *(field for field in said if field not in (*different, *same, *last))],
        ["No differences", *same],
        ["Names, references and record", *last],
    ]
    assert {"Access", "License", "Commercial use", "Counts", "Splits", "Labeling"} <= set(sections[0])
    assert {"Full name", "Creators", "Homepage", "Paper", "Provider"} <= set(sections[-1])
    assert table(page).locator("tbody tr").filter(has=differs).locator("th").all_inner_texts() == [f"{field}\u00a0≠" for field in different]
    counted = len(said) - len(last)
    expect(notes(page)).to_have_text(
        f"{len(different)} of {counted} fields differ, {len(sections[0]) - 1} of them important; {len(same)} are the same; "
        f"{counted - len(different) - len(same)} cannot be compared because values are missing; {len(last)} with names and references are last and not marked."
    )


def test_the_order_of_the_fields_is_listed(site: Path) -> None:
    """The page lists the fields that come first and last, each of which is on a dataset page."""
    page = html.fromstring((site / "compare" / "index.html").read_text(encoding="utf-8"))
    listed = [tuple(it.text for it in page.xpath(f"//*[@data-fields='{group}']/span")) for group in ("important", "identifying")]
    assert listed == [IMPORTANT_FIELDS, IDENTIFYING_FIELDS]
    texts = (path.read_text(encoding="utf-8") for path in (site / "datasets").glob("*/index.html"))
    marked = {label.partition(" (")[0] for text in texts for label in re.findall(r'(?:data-compare="|data-label="|<tr><th>)([^"<]+)', text)}
    assert len(marked & {*listed[0], *listed[1]}) == len(listed[0]) + len(listed[1])


def test_a_value_may_be_the_same_with_doubts(look: Open) -> None:
    """A doubt about a value is shown, and is not a difference."""
    page = look("compare/?ids=eyepacs,refuge")
    licence = row(page, "License")
    expect(licence.locator(".doubt")).to_contain_text("Not verified")
    expect(licence.locator(".unverified")).to_have_text(", not verified")
    expect(licence.locator(".dispute").first).to_contain_text("Sources disagree")
    expect(licence.get_by_role("img")).to_have_count(0)


def test_evidence_leads_to_the_source(look: Open, site: Path, served: str) -> None:
    """Each source number has an accessible name and links to the source on the dataset page; ids are unique."""
    page = look(THREE)
    links = (
        table(page)
        .locator("sup a")
        .evaluate_all("links => links.map(it => [it.textContent, it.href, it.ariaLabel, it.closest('td').cellIndex, it.closest('tr').cells[0].innerText])")
    )
    fields = set()
    for number, target, name, column, field in links:
        fields.add((column, field.partition("\u00a0")[0]))
        assert target == f"{served}datasets/{IDS[column - 1]}/#source-{number}"
        assert name.startswith(f"Source {number}: ")
    assert {(1, "Image size"), (1, "Commercial use"), (2, "Splits"), (3, "Known issues"), (3, "Data loaders")} <= fields
    assert page.evaluate("[...document.querySelectorAll('[id]')].map(it => it.id).filter((id, at, all) => all.indexOf(id) !== at)") == []
    broken = []
    for target in table(page).locator("a").evaluate_all("links => links.map(it => it.href)"):
        parts = urlsplit(target)
        if target.startswith(served):
            file = site / unquote(parts.path).removeprefix(urlsplit(served).path) / "index.html"
            if not file.is_file() or (parts.fragment and f'id="{parts.fragment}"' not in file.read_text(encoding="utf-8")):
                broken.append(target)
    assert broken == []
    row(page, "Image size").locator("sup a").first.click()
    expect(page).to_have_url(f"{served}datasets/drive/#source-1")
    expect(page.locator(".sources li:target")).to_be_in_viewport()


UNWANTED = (
    '<script>document.title = "run"</script><img src="x.png" alt=""><iframe src="about:blank"></iframe><form><input name="ids"></form>'
    '<a id="twice" href="javascript:alert(1)" target="_top" tabindex="5">a link</a> <b title="a title" data-remove="hrf" hidden>bold</b> '
)


def test_only_safe_content_is_copied(look: Open, served: str) -> None:
    """Only text, markup and web links are copied from a page: no scripts, images, controls, ids or other URLs."""
    page = look("about/")
    change(page, f"{served}datasets/drive/", ("<th>Provider<td>", f"<th>Provider<td>{UNWANTED}"))
    page.goto(served + THREE)
    provider = row(page, "Provider").get_by_role("cell").first
    expect(provider).to_contain_text("a link bold Image Sciences Institute")
    parts = provider.locator("*").evaluate_all("parts => parts.map(it => [it.localName, ...it.getAttributeNames()])")
    assert parts == [["a"], ["b"], ["sup"], ["a", "aria-label", "href"]]


def test_shared_images_are_reported(look: Open, served: str) -> None:
    """If two of the datasets share images or patients, or may because of a third dataset, the page warns against training on one and testing on the other.

    Two datasets from which a third was made are no reason for a warning.
    """
    page = look("compare/?ids=msd,hrf,medmnist-v2,luna16")
    expect(notes(page)).to_contain_text("MSD and MedMNIST v2 share images: MSD contains LiTS, MedMNIST v2 is derived from it.")
    expect(notes(page)).to_contain_text("MedMNIST v2 and LUNA16 may share images: MedMNIST v2 is derived from LIDC-IDRI, LUNA16 is a subset of it.")
    expect(notes(page).get_by_text("Do not train on one and test on the other.")).to_have_count(2)
    page.goto(f"{served}compare/?ids=drishti-gs,refuge")
    table(page)
    expect(notes(page)).not_to_contain_text("share")


# States and URLs


def test_only_differences_can_be_shown(look: Open, served: str) -> None:
    """The switch hides the fields that are the same and those that always differ, and no others; its state is in the URL."""
    page = look(THREE)
    everything = shown(page)
    switch = page.get_by_label("Only differences")
    switch.check()
    expect(notes(page)).to_contain_text("the same and hidden")
    expect(notes(page)).to_contain_text("with names and references are hidden")
    assert page.url == f"{served}{THREE}&only=differences"
    left = shown(page)
    assert left == {field: texts for field, texts in everything.items() if len(set(texts)) > 1 and field not in IDENTIFYING_FIELDS}
    assert 0 < len(left) < len(everything)
    assert "Study population" in left
    page.reload()
    assert shown(page) == left
    expect(switch).to_be_checked()
    page.go_back()
    expect(switch).not_to_be_checked()
    expect(row(page, "Modality")).to_have_count(1)


def test_back_and_forward_go_through_the_comparisons(look: Open, served: str) -> None:
    """Each added or removed dataset makes a new URL, and the browser's back and forward buttons go through them."""
    page = look(THREE)
    remove = page.get_by_role("link", name="Remove STARE")
    expect(remove).to_have_attribute("href", "?ids=drive,hrf")
    remove.click()
    expect(page.get_by_role("link", name="Remove STARE")).to_have_count(0)
    assert names(page) == ["DRIVE", "HRF"]
    assert page.url == f"{served}compare/?ids=drive,hrf"
    page.get_by_label("Add a dataset").fill("refuge")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("link", name="Remove REFUGE")).to_be_visible()
    assert page.url == f"{served}compare/?ids=drive,hrf,refuge"
    expect(page).to_have_title(re.compile("^DRIVE, HRF, REFUGE – Compare datasets"))
    for step, expected in ((page.go_back, ["DRIVE", "HRF"]), (page.go_back, ["DRIVE", "STARE", "HRF"]), (page.go_forward, ["DRIVE", "HRF"])):
        step()
        expect(page.locator(".compare caption")).to_have_text(f"Comparison: {', '.join(expected)}")
        assert names(page) == expected


def test_a_dataset_is_added_by_name(look: Open, catalog: Catalog) -> None:
    """All datasets are suggested by name. A name that matches several is not guessed: they are shown as buttons, as are similar names."""
    page = look("compare/?ids=drive")
    expect(notes(page)).to_have_text("Add at least one more dataset.")
    add, answer = page.get_by_label("Add a dataset"), page.locator("[data-answer]")
    matches = page.locator("[data-matches] strong")
    add.focus()
    expect(page.locator("datalist option")).to_have_count(len(catalog.records))
    offered = page.locator("datalist option").evaluate_all("options => options.map(it => [it.value, it.textContent])")
    assert sorted(offered) == sorted([record.name, record.full_name or ""] for record in catalog.records.values())
    for typed, message, found in (
        ("zzzz", "No dataset matches “zzzz”, and no name is similar", []),
        ("Drive", "DRIVE is already in the comparison", []),
        ("drvie", "No dataset matches “drvie”. Similar names:", ["DRIVE"]),
        ("camelyon", "datasets match “camelyon”. Choose one:", ["CAMELYON16", "CAMELYON17"]),
    ):
        add.fill(typed)
        add.press("Enter")
        expect(answer).to_contain_text(message)
        assert matches.all_inner_texts()[: len(found)] == found
        assert page.url.endswith("?ids=drive")
    expect(page.get_by_role("group", name="Choose one").get_by_role("button", name="CAMELYON16")).to_be_focused()
    page.keyboard.press("Escape")
    expect(matches).to_have_count(0)
    expect(add).to_be_focused()
    add.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Remove CAMELYON17")).to_be_visible()
    expect(answer).to_have_text("Added CAMELYON17.")
    expect(notes(page)).to_contain_text("fields differ")
    add.fill("pascal voc")
    add.press("Enter")
    expect(page.get_by_role("link", name="Remove PASCAL VOC")).to_be_visible()
    expect(add).to_be_focused()
    expect(add).to_have_value("")


def test_the_selected_datasets_are_offered(look: Open, served: str) -> None:
    """The page offers to compare the selected datasets by name; of more than six, the visitor chooses; without any, it says how to select."""
    page = look("compare/")
    offer = page.get_by_role("region", name="Selected datasets")
    expect(offer).to_contain_text("No datasets are selected. To select some, check their boxes in the table of datasets")
    select = "ids => localStorage.setItem(new URL(document.querySelector('.md-logo').href).pathname + 'selection', JSON.stringify(ids))"
    page.evaluate(select, [*IDS, "no-longer-there"])
    page.goto(f"{served}compare/?ids=mura")
    expect(offer).to_have_text("Compare the 3 selected datasets: DRIVE, STARE, HRF")
    offer.get_by_role("link").click()
    expect(page).to_have_url(f"{served}{THREE}")
    assert names(page) == ["DRIVE", "STARE", "HRF"]
    expect(offer).to_be_hidden()
    expect(page.get_by_role("region", name="Comparison", exact=True)).to_be_focused()
    page.evaluate(select, [*IDS, "mura", "glas", "acdc", "lits", "refuge"])
    page.reload()
    expect(offer).to_contain_text("8 datasets are selected. At most six can be compared")
    offer.locator("summary").click()
    expect(offer.get_by_role("checkbox", checked=True)).to_have_count(3)
    for name in ("MURA", "GlaS", "ACDC"):
        offer.get_by_label(name).check()
    expect(offer.get_by_label("LiTS")).to_be_disabled()
    offer.get_by_label("STARE").uncheck()
    expect(offer.get_by_label("LiTS")).to_be_enabled()
    offer.get_by_role("button", name="Compare the 5 checked datasets").click()
    expect(page).to_have_url(f"{served}compare/?ids=drive,hrf,mura,glas,acdc")


@pytest.mark.parametrize(
    ("query", "messages", "there"),
    [
        ("", ["Add two to six datasets by name."], []),
        ("?ids=", ["Add two to six datasets by name."], []),
        ("?ids=drive", ["Add at least one more dataset"], ["DRIVE"]),
        ("?ids=drive,drive,%20Drive", ["Add at least one more dataset"], ["DRIVE"]),
        ("?ids=drive,../stare,hrf", ["Unknown id: “../stare”. Find the dataset in the A–Z list"], ["DRIVE", "HRF"]),
        (
            "?ids=drive,stare,hrf,refuge,mura,glas,acdc",
            ["At most six datasets can be compared. Left out: “acdc”. Remove another dataset first."],
            ["DRIVE", "STARE", "HRF", "REFUGE", "MURA", "GlaS"],
        ),
    ],
    ids=["nothing", "empty", "one", "one-twice", "no-id", "seven"],
)
def test_too_few_and_too_many_datasets_are_reported(look: Open, query: str, messages: list[str], there: list[str]) -> None:
    """A URL with fewer than two datasets, more than six, or an invalid id gives a message that says what to do, and shows the valid datasets."""
    page = look(f"compare/{query}")
    for words in messages:
        expect(notes(page)).to_contain_text(words)
    if there:
        assert names(page) == there
    else:
        expect(page.locator(".compare")).to_be_hidden()
    expect(page.get_by_label("Add a dataset")).to_be_editable(editable=len(there) < 6)


def test_an_unknown_id_is_reported(look: Open, used: Watched) -> None:
    """An unknown id is reported with similar ids and what to do, and the other datasets are compared."""
    page = look("compare/?ids=drive,chase-db,stare")
    expect(notes(page)).to_contain_text("Unknown id: “chase-db”. Similar ids: “chase-db1”. Find the dataset in the A–Z list, or add it by name.")
    assert names(page) == ["DRIVE", "STARE"]
    expect(page.get_by_role("link", name="Remove STARE")).to_have_attribute("href", "?ids=drive")
    assert [fault for fault in used.faults if "404" not in fault] == []
    used.faults.clear()


def test_a_page_that_cannot_be_loaded_is_reported(look: Open, used: Watched, served: str) -> None:
    """A dataset whose page does not load is reported with what to do, and not as unknown."""
    page = look("about/")
    page.route(f"{served}datasets/stare/", lambda route: route.fulfill(status=503))
    page.goto(served + THREE)
    expect(notes(page)).to_contain_text("Could not load “stare”. Check the connection and reload the page.")
    assert names(page) == ["DRIVE", "HRF"]
    assert [fault for fault in used.faults if "503" not in fault] == []
    used.faults.clear()


def test_a_former_id_still_works(look: Open, served: str) -> None:
    """A URL with the former id of a renamed dataset shows the present one, once."""
    page = look("about/")
    page.route(f"{served}datasets/old-drive/", lambda route: route.fulfill(body=redirect("drive", read(ROOT), policy=True), content_type="text/html"))
    page.goto(f"{served}compare/?ids=old-drive,stare,drive")
    assert names(page) == ["DRIVE", "STARE"]
    expect(page.get_by_role("link", name="Remove STARE")).to_have_attribute("href", "?ids=drive")


# CSV and print


def test_the_csv_file_equals_the_table(look: Open, served: str) -> None:
    """The CSV file has a line for each visible row, without source numbers and without anything that a spreadsheet would run."""
    page = look("about/")
    formula = '=HYPERLINK("https://other.invalid", "x")'
    change(page, f"{served}datasets/drive/", ("<th>Devices<td>", f"<th>Devices<td>{formula}, "))
    page.goto(f"{served}compare/?ids=drive,stare&only=differences")
    said = shown(page)
    assert said["Devices"][0].startswith(formula)
    said["Devices"][0] = f"'{said['Devices'][0]}"
    with page.expect_download() as started:
        page.get_by_role("button", name="Download CSV").click()
    assert started.value.suggested_filename == "compare-drive-stare.csv"
    assert started.value.path().read_bytes().startswith(b"\xef\xbb\xbf")
    with started.value.path().open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines == [["Field", "DRIVE", "STARE"], *([field, *("" if text == MISSING else text for text in texts)] for field, texts in said.items())]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "375"])
def test_only_the_table_is_printed(look: Open, viewport: ViewportSize) -> None:
    """The table and its messages are printed in landscape without controls, for any window size; other pages are printed in portrait."""
    page = look(THREE, viewport=viewport)
    table(page)
    page.emulate_media(media="print")
    for control in (".compare-form", ".compare-names", ".compare-order", ".md-header"):
        expect(page.locator(control).first).to_be_hidden()
    expect(notes(page)).to_be_visible()
    expect(row(page, "Image size")).to_be_visible()
    assert table(page).locator("thead th").all_inner_texts() == ["Field", "DRIVE", "STARE", "HRF"]
    assert page.locator(".compare a").evaluate_all("links => links.map(it => getComputedStyle(it, '::after').content).filter(it => it !== 'none')") == []
    assert page.locator(".compare tbody tr").first.evaluate("row => getComputedStyle(row).display") == "table-row"
    sheets = _sheets(page)
    assert all(width > height for width, height in sheets)
    page.goto(page.url.partition("compare/")[0] + "datasets/drive/")
    assert all(width < height for width, height in _sheets(page))


def _sheets(page: Page) -> list[tuple[float, float]]:
    """Width and height of each printed page."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", page.pdf(prefer_css_page_size=True))
    assert boxes
    return [(float(width), float(height)) for width, height in boxes]


# Accessibility


def test_without_scripts_the_page_has_a_note(look: Open, open_page: Open, served: str) -> None:
    """Without JavaScript the page says that it requires it, links to the list of all datasets, and shows no controls."""
    note = look(THREE).get_by_text("Comparing datasets requires JavaScript")
    expect(note).to_be_hidden()
    page = open_page(THREE, java_script_enabled=False)
    expect(page.get_by_text("Comparing datasets requires JavaScript")).to_be_visible()
    expect(page.locator("form:visible").and_(page.locator(".compare-form"))).to_have_count(0)
    page.get_by_role("link", name="list of all datasets, A to Z").click()
    expect(page).to_have_url(f"{served}datasets/")


def test_dataset_pages_link_to_the_comparison(look: Open) -> None:
    """Each dataset page links to a comparison with the dataset."""
    page = look("datasets/drive/")
    page.get_by_role("link", name="Compare with other datasets").click()
    assert names(page) == ["DRIVE"]


def test_the_page_works_by_keyboard(look: Open) -> None:
    """With Tab and Enter a dataset is removed, the focus moves to the next one, and another is added; the table can be scrolled."""
    page = look(THREE)
    table(page)
    page.get_by_label("Add a dataset").focus()
    passed: list[str] = []
    while passed[-1:] != ["Remove DRIVE"] and len(passed) < 10:
        page.keyboard.press("Tab")
        passed.append(page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.innerText"))
    assert passed == ["Add", "", "Download CSV", "DRIVE", "Remove DRIVE"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Remove STARE")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Remove HRF")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Add a dataset")).to_be_focused()
    expect(page.locator(".compare")).to_be_hidden()
    page.keyboard.type("drishti")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Remove Drishti-GS")).to_be_visible()
    region = page.get_by_role("region", name="Comparison", exact=True)
    expect(region).to_have_attribute("tabindex", "0")


def test_a_link_opened_in_a_new_tab_does_not_change_the_page(look: Open) -> None:
    """A remove link opened in another tab shows the smaller comparison there, and does not change this one."""
    page = look(THREE)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Remove STARE").click(modifiers=["ControlOrMeta"])
    assert names(opened.value) == ["DRIVE", "HRF"]
    assert names(page) == ["DRIVE", "STARE", "HRF"]


def test_axe_finds_no_violations(look: Open) -> None:
    """axe-core finds no violation, in light and dark mode, on wide and narrow screens, also while matches are shown."""
    page = look(THREE)
    table(page)
    page.get_by_label("Add a dataset").fill("isic")
    page.keyboard.press("Enter")
    expect(page.locator("[data-matches] button").first).to_be_focused()
    page.locator(".compare-order summary").click()
    page.mouse.move(0, 0)  # without a tooltip, whatever the page shows below the pointer in a narrow window
    assert in_each_mode(page, narrow=True) == []


COVERED = """([region, step]) => {
    const inside = (it, at) => it.contains(document.elementFromPoint(at.left + at.width / 2, at.top + Math.min(at.height / 2, 10)));
    return [...region.querySelectorAll('tbody a')].filter((it, at) => at % step === 0).filter(it => {
        it.focus({focusVisible: true});
        return !inside(it, it.getClientRects()[0]);
    }).map(it => `${it.textContent}: ${it.ariaLabel ?? it.href}`);
}"""
"""The links that something covers when they have the focus, of every so many links."""
EDGES = "parts => parts.map(it => [Math.round(it.getBoundingClientRect().left), Math.round(it.getBoundingClientRect().right)])"


def test_names_and_fields_remain_visible(look: Open) -> None:
    """When scrolling down, the names remain below the header and above their columns; when scrolling right, the fields remain; focused links are not covered."""
    page = look("compare/?ids=drive,stare,hrf,refuge,mura,glas", viewport=ViewportSize(width=375, height=800))
    for width, step in ((375, 18), (800, 9), (1280, 18)):  # most links can be covered where the table scrolls to the side
        page.set_viewport_size({"width": width, "height": 800})
        _names_and_fields_are_visible(page, width)
        assert page.evaluate(COVERED, [page.get_by_role("region", name="Comparison", exact=True).element_handle(), step]) == []


def _names_and_fields_are_visible(page: Page, width: int) -> None:
    """Scroll to the right and down in a comparison, and check the places of names and fields."""
    region = page.get_by_role("region", name="Comparison", exact=True)
    fits = table(page).evaluate("table => table.parentElement.scrollWidth <= table.parentElement.clientWidth")
    assert fits == (width == 1280)
    region.evaluate("region => { region.scrollLeft = region.scrollWidth }")
    for field in ("Splits", "Paper"):
        line = row(page, field)
        line.evaluate("row => scrollTo(0, row.getBoundingClientRect().top + scrollY - 300)")
        expect(page.get_by_role("link", name="Remove GlaS")).to_be_in_viewport(ratio=1)
        expect(line.locator(".compare-field")).to_be_in_viewport(ratio=1)
        header, top = (page.locator(it).bounding_box() for it in (".md-header", ".compare-names"))
        assert header
        assert top
        assert abs(header["y"] + header["height"] - top["y"]) <= 1
        assert page.locator(".compare-names li").evaluate_all(EDGES) == line.locator("td").evaluate_all(EDGES)
    assert page.evaluate("document.documentElement.scrollWidth") == width


# Markup of the dataset pages


def test_compared_values_are_marked_on_every_page(site: Path, catalog: Catalog) -> None:
    """Every dataset page marks its name once, each permission with its heading, and what is no row of its facts."""
    for id_, record in catalog.records.items():
        page = html.fromstring((site / "datasets" / id_ / "index.html").read_text(encoding="utf-8"))
        assert [it.text for it in page.xpath("//*[@data-compare='Name']")] == [record.name]
        assert all([cell.tag for cell in line] == ["th", "td"] for line in page.xpath("//div[@class='facts']//tr"))
        for heading in PERMISSION_LABELS.values():
            assert len(page.xpath(f"//table[@class='permissions']//td[@data-label='{heading}']")) == len(record.licence)
        assert len(page.xpath("//figure[@data-compare='Splits']")) == len(record.splits)
        assert len(page.xpath("//p[@data-compare='Classes']")) == len(record.classes)
        assert len(page.xpath("//*[@data-compare='Known issues']")) == len(record.known_issues)


# The functions on plain data


@pytest.fixture
def call(used: Watched) -> Callable[..., Any]:
    """Call a function of a module of the comparison with plain data."""
    [page] = used.contexts[0].pages

    def called(name: str, *values: Any, module: str = "comparison") -> Any:
        return page.evaluate(
            "async ([module, name, values]) => (await import(module))[name](...values)", [f"{used.site}assets/js/compare/{module}.js", name, values]
        )

    return called


EMPTY: dict[str, Any] = {"ids": [], "over": [], "wrong": [], "only": False}


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ("", EMPTY),
        ("?ids=drive,stare", EMPTY | {"ids": ["drive", "stare"]}),
        ("?ids=drive%2Cstare&only=differences", EMPTY | {"ids": ["drive", "stare"], "only": True}),
        ("?ids=drive&only=all", EMPTY | {"ids": ["drive"]}),
        ("?ids=,drive,, DRIVE ,stare,", EMPTY | {"ids": ["drive", "stare"]}),
        ("?ids=a,b,c,d,e,f,g,h", EMPTY | {"ids": list("abcdef"), "over": ["g", "h"]}),
        ("?ids=drive,a/b,x?y,..,<b>", EMPTY | {"ids": ["drive"], "wrong": ["a/b", "x?y", "..", "<b>"]}),
    ],
)
def test_ids_are_read_from_a_url(call: Callable[..., Any], query: str, state: dict[str, Any]) -> None:
    """Ids are read from a URL without repetitions, in order; invalid ids and those above the maximum are separate."""
    assert call("stateOf", query) == state


@pytest.mark.parametrize(
    ("ids", "only", "address"),
    [([], False, "./"), (["drive"], False, "?ids=drive"), (["drive", "stare"], True, "?ids=drive,stare&only=differences"), ([], True, "?only=differences")],
)
def test_a_comparison_has_one_url(call: Callable[..., Any], ids: list[str], only: bool, address: str) -> None:
    """A comparison has a URL that is easy to read and type, and the URL gives the same comparison."""
    assert call("addressOf", ids, only) == address
    assert call("stateOf", address.removeprefix("./")) == EMPTY | {"ids": ids, "only": only}


def _column(**said: str) -> list[dict[str, str]]:
    return [{"label": label, "value": value, "text": f"{value} (doubtful)"} for label, value in said.items()]


@pytest.mark.parametrize(
    ("columns", "labels"),
    [
        ([], ""),
        ([_column(a="1", b="1")], "ab"),
        ([_column(a="1", c="1"), _column(a="1", b="1", c="1", d="1")], "abcd"),
        ([_column(b="1"), _column(a="1", b="1")], "ab"),
        ([_column(a="1", d="1"), _column(b="1", c="1"), _column(a="1", e="1")], "bcaed"),
    ],
)
def test_rows_follow_the_first_dataset(call: Callable[..., Any], columns: list[Any], labels: str) -> None:
    """Rows have the order of the first dataset; a field of a later dataset only follows its predecessor there."""
    assert "".join(row["label"] for row in call("rowsOf", columns)) == labels


@pytest.mark.parametrize(
    ("values", "differs", "same"),
    [
        (["CT", "CT"], False, True),
        (["CT", "MRI"], True, False),
        (["CT", "CT", "MRI"], True, False),
        (["CT, MRI", "MRI, CT"], False, True),
        (["1,200 images", "1,201 images"], True, False),
        (["CT", None], False, False),
        (["CT", None, "MRI"], True, False),
        (["CT", ""], False, False),
        (["CT"], False, False),
    ],
)
def test_rows_differ_if_values_differ(call: Callable[..., Any], values: list[str | None], differs: bool, same: bool) -> None:
    """A row differs if two values do, regardless of the order of lists; it is the same only if several datasets all have the same value."""
    columns = [_column(**({} if value is None else {"a": value})) for value in values]
    found = call("rowsOf", columns)
    assert [(row["differs"], row["same"]) for row in found] == [(differs, same)]
    assert [cell and cell["value"] for cell in found[0]["cells"]] == values


def test_csv_lines_have_the_full_text(call: Callable[..., Any]) -> None:
    """The lines of a file have the full text of each cell, and an empty cell for a missing value."""
    rows = call("rowsOf", [_column(a="1", b="2"), _column(b="3")])
    assert call("linesOf", ["One", "Two"], rows) == [["Field", "One", "Two"], ["a", "1 (doubtful)", ""], ["b", "2 (doubtful)", "3 (doubtful)"]]


FIELDS = {"important": ["d", "b"], "identifying": ["z", "a"]}


def test_sections_begin_with_important_differences(call: Callable[..., Any]) -> None:
    """Important differences are first in their own order, then other differences, missing values and equal values; fields that always differ are last and not marked."""
    one, other = _column(a="1", b="1", c="1", d="1", e="1", f="1", z="1"), _column(a="2", b="2", c="1", d="2", e="2", z="1")
    sections = call("sectionsOf", call("rowsOf", [one, other]), FIELDS, module="row-sections")
    assert [(it["kind"], "".join(row["label"] for row in it["rows"])) for it in sections] == [
        ("important", "db"),
        ("other", "e"),
        ("missing", "f"),
        ("same", "c"),
        ("identifying", "za"),
    ]
    assert [(row["differs"], row["same"]) for row in sections[-1]["rows"]] == [(False, False)] * 2
    counted = "3 of 5 fields differ, 2 of them important; 1 is the same{}; 1 cannot be compared because values are missing; 2 with names and references are {}."
    assert call("summary", sections, False, module="row-sections") == counted.format("", "last and not marked")
    assert call("summary", sections, True, module="row-sections") == counted.format(" and hidden", "hidden")
    assert [it["kind"] for it in call("differencesOf", sections, module="row-sections")] == ["important", "other", "missing"]
    equal = call("sectionsOf", call("rowsOf", [_column(c="1")] * 2), FIELDS, module="row-sections")
    assert call("summary", equal, True, module="row-sections") == "0 of 1 fields differ; 1 is the same and hidden."


SEVEN = [f"set-{number}" for number in range(7)]


@pytest.mark.parametrize(
    ("selected", "compared", "offer"),
    [
        ([], [], "how"),
        ([], ["a"], "how"),
        ([], ["a", "b"], ""),
        (["a"], [], "add"),
        (["a"], ["b"], "add"),
        (["a"], ["a", "b"], ""),
        (["a"], SEVEN[:6], ""),
        (["a", "b"], [], "compare"),
        (["a", "b"], ["b", "a"], ""),
        (["a", "b"], ["a", "b", "c"], "compare"),
        (["a", "b"], ["a", "c"], "compare"),
        (SEVEN, [], "choose"),
        (SEVEN, SEVEN[:6], "choose"),
    ],
)
def test_the_offer_depends_on_selection_and_comparison(call: Callable[..., Any], selected: list[str], compared: list[str], offer: str) -> None:
    """The selection is offered unless it is what is compared: one dataset to add, up to six to compare, more to choose from."""
    assert call("offerFor", selected, compared, module="offered-selection") == offer


NAMES = [
    {"id": "drive", "name": "DRIVE", "full": "Digital Retinal Images"},
    {"id": "drions-db", "name": "DRIONS-DB", "full": "Digital Retinal Images for Optic Nerve Segmentation"},
    {"id": "busi", "name": "BUSI", "full": ""},
    {"id": "hrf", "name": "HRF", "full": "Échelle"},
]


@pytest.mark.parametrize(
    ("typed", "how", "ids"),
    [
        ("DRIVE", "exact", ["drive"]),
        (" drions-db ", "exact", ["drions-db"]),
        ("dri", "match", ["drive", "drions-db"]),
        ("drio", "match", ["drions-db"]),
        ("nerve images", "match", ["drions-db"]),
        ("echelle", "match", ["hrf"]),
        ("drvie", "similar", ["drive"]),
        ("busy", "similar", ["busi"]),
        ("", "similar", []),
        ("?", "similar", []),
        ("xyzzy", "similar", []),
    ],
)
def test_a_typed_text_matches_names_as_in_the_search(call: Callable[..., Any], typed: str, how: str, ids: list[str]) -> None:
    """A typed text means the dataset with that id or name, else all datasets with its words, best first; without any, similar names are found."""
    found = call("matching", typed, NAMES, module="matching-names")
    assert (found["how"], [name["id"] for name in found["names"]][: len(ids) or None]) == (how, ids)
