"""A visit to the site in Chromium, Firefox and WebKitGTK; `make test-browsers` runs it."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsers.reporting_server import reporting
from browsers.visitor import BROWSERS, Visitor, visiting
from curator.records.catalog import Catalog
from curator.site.exports import latex_table
from curator.site.exports.citation_formats import BIBTEX, works_to_cite
from fill_record_form import BASE, NEW, TYPE, Draft
from form_mistakes import CHECKED_LATER, MISTAKES
from page_kinds import PUBLISHED

WIDTHS = {"wide": 1280, "phone": 375}
ROWS = "() => [...document.querySelectorAll('[data-table] tbody tr')].map(row => row.id)"
RECORDS = """
    async (base, drafts) => {
        const [model, problems, yaml] = await Promise.all(['form-model', 'problems', 'write-yaml'].map(name => import(`${base}${name}.js`)));
        const known = model.readPageData(document.querySelector('form[data-new]'));
        return drafts.map(draft => {
            const {id, record, values, rules} = problems.outcomeOf(known, draft);
            return [id, yaml.yamlOf(known.fields, record, known.form), values, rules];
        });
    }
"""
"""The record of each draft, as YAML, and its problems."""
CHOSEN = ["drive", "stare"]
NAMES = {"drive": "DRIVE", "stare": "STARE"}


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[tuple[str, list[str]]]:
    """URL of the built site, and the list of what its pages report."""
    with reporting(site) as found:
        yield found


@pytest.fixture(scope="session", params=BROWSERS)
def started(request: pytest.FixtureRequest, server: tuple[str, list[str]]) -> Iterator[Visitor]:
    """A visitor with one browser after the other."""
    with visiting(request.param, *server) as visitor:
        yield visitor


@pytest.fixture
def visitor(started: Visitor) -> Iterator[Visitor]:
    """A visitor without earlier choices; complaints of the browser fail the test at its end."""
    started.window.resize(WIDTHS["wide"], 900)
    started.forget()
    started.complaints()
    yield started
    assert started.complaints() == []


def choose(visitor: Visitor, facet: str, term: str) -> None:
    """Choose a term of a filter with the mouse."""
    panel = f"details[data-facet={facet}]"
    visitor.click(f"{panel} summary")
    visitor.click(f"{panel} label:has(input[value={term}])")
    visitor.click(f"{panel} summary")


def rows(visitor: Visitor) -> list[str]:
    """Return the ids of the rows."""
    found: list[str] = visitor.run(ROWS)
    return found


def test_choices_are_restored_by_going_back(visitor: Visitor) -> None:
    """Filters by modality and organ, a search and a sort order leave fewer rows; going back from a dataset, and one step further, restores them."""
    visitor.open()
    visitor.sees("[data-table] th button")
    choose(visitor, "modality", "fundus-photography")
    choose(visitor, "body-part", "retina")
    filtered = rows(visitor)
    visitor.write("#search-table", "vessel")
    address = "?text=vessel&modality=fundus-photography&body-part=retina"
    visitor.at(address)
    visitor.rests()  # the rows below the view follow after a pause
    found = rows(visitor)
    assert set(found) < set(filtered)
    visitor.click("th[data-key=year] button")
    visitor.at(f"{address}&sort=year")
    ordered = rows(visitor)
    assert ordered != found
    assert sorted(ordered) == sorted(found)
    visitor.click("[data-table] a", "DRIVE")
    visitor.sees("h1")
    assert visitor.url().startswith("datasets/drive/")
    visitor.window.back()
    visitor.at(f"{address}&sort=year")
    visitor.wait(f"ids => JSON.stringify(({ROWS})()) === JSON.stringify(ids)", ordered)
    chosen = "() => [...document.querySelectorAll('#search-table, [name=modality]:checked, [name=body-part]:checked')].map(it => it.value)"
    visitor.rests()
    assert visitor.run(chosen) == ["vessel", "fundus-photography", "retina"]
    visitor.window.back()
    visitor.at(address)
    visitor.wait(f"ids => JSON.stringify(({ROWS})()) === JSON.stringify(ids)", found)
    visitor.window.forward()
    visitor.at(f"{address}&sort=year")
    visitor.wait(f"ids => JSON.stringify(({ROWS})()) === JSON.stringify(ids)", ordered)


def test_a_search_of_the_site_is_restored_by_going_back(visitor: Visitor) -> None:
    """Going back from a result shows the search in the header and its results again."""
    visitor.open("about/")
    visitor.write("#site-search", "drive")
    visitor.click(".search-result")
    visitor.wait("() => !location.pathname.endsWith('/about/')")
    visitor.window.back()
    visitor.at("about/")
    visitor.sees(".search-result")
    visitor.rests()
    assert visitor.run("() => document.querySelector('#site-search').value") == "drive"


def test_a_citation_is_copied_and_saved(visitor: Visitor, site: Path) -> None:
    """A citation of a dataset is copied to the clipboard, and its files for BibTeX and RIS are saved unchanged."""
    visitor.open("datasets/drive/")
    for start in ("button[data-copy^=apa-]", "button[data-copy^=bib-]"):
        source = visitor.run("selector => found(selector, null)?.dataset.copy", start)
        if source is None:
            visitor.click("details.bibtex summary")
            source = visitor.wait("selector => found(selector, null)?.dataset.copy", start)
        visitor.click(f"button[data-copy={source}]")
        visitor.sees(f"button[data-copy={source}]", "Copied")
        assert visitor.pasted() == visitor.run("id => document.getElementById(id).textContent", source)
    for extension in ("bib", "ris"):
        visitor.click(f"a[download='drive.{extension}']")
        assert visitor.saved(f"drive.{extension}") == (site / "datasets" / "drive" / f"citation.{extension}").read_bytes()


def test_a_file_of_the_catalog_is_saved(visitor: Visitor, site: Path) -> None:
    """A link of the page about data saves the file unchanged."""
    visitor.open("data/")
    visitor.click("a[href$='catalog.sqlite']")
    assert visitor.saved("catalog.sqlite") == (site / "data" / "catalog.sqlite").read_bytes()


def test_two_datasets_are_selected_exported_and_compared(visitor: Visitor, catalog: Catalog) -> None:
    """Two selected datasets are saved as BibTeX and CSV, copied as a LaTeX table, and compared; the comparison is saved as CSV."""
    visitor.open()
    visitor.sees("[data-table] th button")
    for id_ in CHOSEN:
        visitor.click(f"#{id_} input[type=checkbox]")
    visitor.sees("[data-selection-number]", "Selection: 2 datasets")
    visitor.click("[data-selection] summary")
    visitor.click(".selection__exports button", "BibTeX")
    ids = [id_ for id_ in catalog.printed_order if id_ in CHOSEN]
    works = {work.key: work for id_ in ids for work in works_to_cite(id_, catalog)}
    assert visitor.saved("datasets.bib").decode() == BIBTEX.bibliography(works.values())
    visitor.click(".selection__exports button", "CSV")
    assert [row[0] for row in csv.reader(io.StringIO(visitor.saved("datasets.csv").decode("utf-8-sig")))] == ["id", *ids]
    visitor.click(".selection__exports button", "Copy as LaTeX")
    visitor.sees(".selection__exports button", "Copied")
    assert visitor.pasted() == latex_table.joining(catalog).of(latex_table.row(id_, catalog) for id_ in ids)
    visitor.click("[data-selection] a", "Compare 2 datasets")
    visitor.sees(".compare thead th")
    assert visitor.url() == f"compare/?ids={','.join(ids)}"
    heads = visitor.run("() => document.querySelector('.compare thead').textContent")
    assert all(NAMES[id_] in heads for id_ in ids)
    visitor.click("button[name=csv]")
    compared = visitor.saved("*.csv").decode()
    assert all(NAMES[id_] in compared for id_ in ids)


def test_dark_mode_is_kept(visitor: Visitor) -> None:
    """The button in the header makes the page dark, also on the next page and after it is loaded again."""
    visitor.open()
    dark = (
        "() => document.body.dataset.mdColorScheme === 'slate' && Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3)) < 64"
    )
    assert not visitor.run(dark)
    visitor.click("label[for=__palette_1]")
    visitor.wait(dark)
    visitor.open("datasets/drive/")
    visitor.wait(dark)
    visitor.window.reload()
    visitor.wait(dark)


def test_a_draft_is_kept(visitor: Visitor) -> None:
    """A record that was typed in is shown as YAML, restored when the page is loaded again, and saved unchanged."""
    visitor.open(NEW)
    visitor.sees("form[data-new]")
    visitor.write("[data-field=name] input", "Pier")
    base = f"{visitor.site}assets/js/record-form/"
    visitor.run(f"(...words) => ({TYPE})(words)", base, [], {name: value for name, value in BASE.items() if name not in {"name", "vouch"}})
    for name, said in BASE["vouch"].items():
        visitor.run(f"(...words) => ({TYPE})(words)", base, ["vouch", name], said)
    visitor.leave_and_return()
    visitor.write("[data-field=full_name] input", "Pier 39")
    visitor.wait(
        "() => document.querySelector('.new-preview').textContent.startsWith('# yaml-language-server: $schema=../schema.json\\nname: Pier\\nfull_name: Pier 39')"
    )
    visitor.window.press("Control+a")
    visitor.window.press("Backspace")
    [[id_, text, values, rules]] = visitor.run(RECORDS, base, [BASE])
    assert (id_, values, rules) == ("pier", [], [])
    shown = "text => document.querySelector('.new-preview').textContent === text"
    visitor.wait(shown, text)
    visitor.window.reload()
    visitor.sees("form[data-new]")
    visitor.wait("() => document.querySelector('.new-kept').textContent.includes('Your draft of Pier was restored.')")
    visitor.wait(shown, text)
    visitor.click("button[data-download]")
    assert visitor.saved("pier.yaml").decode() == text


def test_styles_apply(visitor: Visitor) -> None:
    """Abbreviations have a dotted line, and scroll bars have a color of the site, where the browser has colors for them."""
    visitor.open()
    style = "(selector, ...names) => names.map(name => getComputedStyle(document.querySelector(selector))[name])"
    assert visitor.run(style, ".table-1 td abbr", "textDecorationLine", "textDecorationStyle") == ["underline", "dotted"]
    assert visitor.run(style, ".tiles", "scrollbarColor") != ["auto"]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_page_opens(visitor: Visitor, width: str) -> None:
    """Every kind of page opens without errors and is not wider than the window."""
    visitor.window.resize(WIDTHS[width], 800)
    wider = []
    for kind in PUBLISHED:
        visitor.open(kind.address)
        if kind.added:
            visitor.wait("selector => document.querySelector(selector) !== null", kind.added)
        if visitor.run("() => document.documentElement.scrollWidth > innerWidth"):
            wider.append(kind.address)
    assert wider == []


def test_errors_are_reported(visitor: Visitor) -> None:
    """Logged errors, exceptions, missing files, violations of the policy and requests to other hosts are reported."""
    visitor.open()
    visitor.run("() => { console.error('an error'); console.warn('a warning'); setTimeout(() => { throw new Error('a fault'); }); }")
    visitor.run("() => { new Image().src = 'https://other.invalid/picture.png'; fetch('missing.json'); Promise.reject(new Error('a rejection')); }")
    visitor.wait("() => performance.getEntriesByName(new URL('missing.json', location.href).href).length")
    found = "\n".join(visitor.complaints())
    for words in ("an error", "a warning", "a fault", "a rejection", "missing.json does not exist", "the policy blocks https://other.invalid/picture.png"):
        assert words in found


def test_drafts_give_the_same_record_in_every_browser(server: tuple[str, list[str]]) -> None:
    """The form writes the same YAML and reports the same problems in every browser."""
    drafts: dict[str, Draft] = {"correct": BASE} | MISTAKES | CHECKED_LATER
    found: dict[str, dict[str, Any]] = {}
    for name in BROWSERS:
        with visiting(name, *server) as visitor:
            visitor.open(NEW)
            visitor.sees("form[data-new]")
            made = visitor.run(RECORDS, f"{visitor.site}assets/js/record-form/", list(drafts.values()))
            found[name] = dict(zip(drafts, made, strict=True))
    first, *others = found.values()
    for other in others:
        assert other == first
