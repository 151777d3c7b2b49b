"""Tests of the form for new records: it has every field, reports problems as the checks do, and creates valid records."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Browser, Page, expect

from browsing import NARROW, WIDE, Open, in_each_mode
from conftest import PUBLISHED, ROOT
from curator.contribute.issue_urls import ADD
from curator.contribute.issues.further import further
from curator.contribute.issues.questions import forms
from curator.contribute.web.form_data import FORM_MESSAGES, FORM_PHRASES, form_data
from curator.contribute.web.form_fields import every, fields
from curator.contribute.web.form_page import lists
from curator.editing.fix_bibliography import in_order
from curator.records import load as catalogs
from curator.records import rules, yaml_source
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.record_addresses import DATASETS
from curator.records.settings import REPOSITORY_SECTION
from fill_record_form import BASE, NEW, SUMMARY, Draft, Person, changed, drafted
from form_mistakes import CHECKED_LATER, MISTAKES

Made = dict[str, Any]

SET_REPOSITORY = """
    repository => {
        const form = document.querySelector('form[data-new]');
        form.dataset.new = repository;
        form.querySelector('input').dispatchEvent(new Event('input', { bubbles: true }));
    }
"""
RUN = """
    async ([base, drafts]) => {
        const [model, problems, yaml] = await Promise.all(['form-model', 'problems', 'write-yaml'].map(name => import(`${base}${name}.js`)));
        const known = model.readPageData(document.querySelector('form[data-new]'));
        return drafts.map(draft => {
            const {id, record, values, rules} = problems.outcomeOf(known, draft);
            return {id, text: yaml.yamlOf(known.fields, record, known.form), values, rules};
        });
    }
"""


@pytest.fixture(scope="module")
def page(browser: Browser, served: str) -> Iterator[Page]:
    """The page of the form, to call its functions."""
    context = browser.new_context()
    found = context.new_page()
    found.goto(served + NEW)
    yield found
    context.close()


Make = Callable[[list[Draft]], list[Made]]


@pytest.fixture(scope="module")
def make(page: Page, served: str) -> Make:
    """Converts drafts to records with the functions of the page."""

    def made(drafts: list[Draft]) -> list[Made]:
        found: list[Made] = page.evaluate(RUN, [f"{served}assets/js/record-form/", drafts])
        return found

    return made


def check_reports(folder: Path, texts: dict[str, str]) -> dict[str, set[tuple[str, str]]]:
    """Return message and fix of each problem that `curator check` reports on records in a copy of the catalog, by id, without mention of `curator fix`."""
    shutil.copytree(ROOT / "catalog", folder / "catalog")
    for id_, text in texts.items():
        (folder / DATASETS / f"{id_}.yaml").write_text(text, encoding="utf-8")
    found: dict[str, set[tuple[str, str]]] = {id_: set() for id_ in texts}
    for problem in catalogs.load(folder)[1]:
        if (id_ := Path(problem.file).stem) in found:
            found[id_].add((problem.message, problem.fix.removesuffix(", or run `curator fix`")))
    return found


def renamed(name: str, draft: Draft) -> Draft:
    """Return a draft with its own id, name and URLs, unless these are the mistake, so that many drafts fit in one catalog."""
    own = deepcopy(draft)
    own["id"] = name if draft["id"] == BASE["id"] else draft["id"]
    if draft.get("name") == BASE["name"]:
        own["name"] = name
    if access := own.get("access"):
        access["homepage"] = access["homepage"].replace("pier.example.org", f"{name}.example.org")
        access["routes"] = [route | {"url": f"https://{name}.example.org/all.zip"} for route in access["routes"]]
    return own


def test_the_form_reports_what_the_check_reports(make: Make, tmp_path: Path) -> None:
    """For every mistake, message and fix in the form are those of `curator check` on its YAML. Other mistakes are left to the check."""
    drafts = {"pier": changed()} | {name: renamed(name, draft) for name, draft in (MISTAKES | CHECKED_LATER).items()}
    found = dict(zip(drafts, make(list(drafts.values())), strict=True))
    reported = check_reports(tmp_path, {made["id"]: made["text"] for made in found.values()})
    in_form = {name: {(it["message"], it["fix"]) for it in made["values"] or made["rules"]} for name, made in found.items()}
    by_check = {name: reported[made["id"]] for name, made in found.items()}
    assert {name: in_form[name] for name in MISTAKES} == {name: by_check[name] for name in MISTAKES}
    assert all(in_form[name] for name in MISTAKES)
    assert (in_form["pier"], by_check["pier"]) == (set(), set())
    assert {name for name in CHECKED_LATER if in_form[name] or not by_check[name]} == set()


def test_the_form_reports_dates_in_the_future(make: Make, catalog: Catalog) -> None:
    """Dates of work on a record that are in the future are reported as `curator check --today` reports them; today is no problem."""
    pages = [{**BASE["sources"][0], "*": BASE["sources"][0]["*"] | {"seen": "2931-01-01"}}]
    ahead, today = make([changed(checked="2930-01-01", sources=pages), changed(checked=datetime.now(UTC).date().isoformat())])
    record = catalog.records["drive"].model_copy(update={"checked": "2930-01-01"})
    by_check = next(it for it in rules.problems_today(replace(catalog, records={"drive": record}), date(2929, 1, 1)) if it.code == "future-date")
    found = [(it["message"], it["fix"]) for it in ahead["values"]]
    assert found == [(by_check.message, by_check.fix), (by_check.message.replace("2930", "2931"), by_check.fix)]
    assert today["values"] == today["rules"] == []


def test_the_form_gets_the_messages_that_it_uses() -> None:
    """Every message and every part of a message in the data of the form is used by its script, and the script uses no other one."""
    scripts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs/assets/js/record-form").glob("*.js")}
    every = "\n".join(scripts.values())
    by_kind = {"id", "country", "licence-id", "md5", "sha256", "location", "doi"}
    assert {name for name in FORM_MESSAGES - by_kind if f'"{name}"' not in every} == set()
    assert set(re.findall(r'problem\(known, (?:\[[^\]]*\]|\w+), "([a-z0-9-]+)"', every)) | by_kind <= FORM_MESSAGES
    assert {name for name in FORM_PHRASES - {"ge", "gt", "le"} if f'"{name}"' not in every} == set()
    assert set(re.findall(r'phrase\(known, "([a-z-]+)"', every)) <= FORM_PHRASES


# Content of the page


UNFOLDED = """
    async base => {
        const controls = await import(`${base}form-controls.js`);
        const form = document.querySelector('form[data-new]');
        const empty = () => [...form.querySelectorAll('[data-list]')].filter(it => !controls.rowsOf(it).length);
        for (let lists = empty(); lists.length; lists = empty()) lists.forEach(controls.addRow);
        const pathOf = part => {
            const steps = [part.dataset.field];
            for (let at = part.parentElement; at !== form; at = at.parentElement) {
                if (at.dataset.field) steps.unshift(at.dataset.field);
                else if (at.localName === 'li' && !['key', '*'].includes(steps[0])) steps.unshift('*');
            }
            return steps.join('.');
        };
        const lists = [...new Set([...form.querySelectorAll('input[list]')].map(it => it.getAttribute('list')))];
        return {paths: [...form.querySelectorAll('[data-field]')].map(pathOf), text: form.textContent, lists: lists.map(id => [id, form.querySelectorAll(`datalist#${id} option`).length])};
    }
"""
PRECISIONS = {"about", "at_least", "exactly"}
"""Estimates that are an option next to the number."""


def test_help_shows_no_yaml() -> None:
    """Help texts of the form show no values as they are written in a file."""
    assert [(field.path, field.help) for field in every(fields()) if re.search(r"[{}\[\]`]", field.help)] == []


@pytest.fixture(scope="module")
def unfolded(browser: Browser, served: str) -> dict[str, Any]:
    """The form with a row in every list: the paths of its fields, its text, and the size of each list of suggestions."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(served + NEW)
    expect(page.locator("form[data-new]")).to_be_visible()
    found: dict[str, Any] = page.evaluate(UNFOLDED, f"{served}assets/js/record-form/")
    context.close()
    return found


def test_every_field_has_a_control(unfolded: dict[str, Any]) -> None:
    """The form has a control for every field of the model, at any depth, with the description of the field."""
    there, shown = set(unfolded["paths"]), " ".join(unfolded["text"].split())
    assert [field.path for field in fields()] == list(Dataset.model_fields)
    written = [field for field in every(fields()) if field.name not in PRECISIONS or field.kind == "flag"]
    missing = {field.path for field in written if field.path not in there and field.name != "*" and ".source." not in field.path}
    assert missing == set()
    assert {field.path for field in written if " ".join(field.help.split()) not in shown and not field.path.endswith(".source")} == set()


def test_the_page_stays_small(site: Path) -> None:
    """The page of the form is smaller than 115 kB without what grows with the catalog: suggestions, and names and URLs in use. No other page loads its files."""
    text = (site / NEW / "index.html").read_text(encoding="utf-8")
    data = html.fromstring(text).xpath("//form[@data-new]/script")[0].text
    grows = {name: json.loads(data)[name] for name in ("lists", "taken")}
    assert len(text.encode()) - len(json.dumps(grows, ensure_ascii=False, separators=(",", ":")).encode()) < 115_000
    assert "record-form/" not in (site / "assets/js/table/table.js").read_text(encoding="utf-8")
    assert 'import("./record-form/form-page.js")' in (site / "assets/js/main.js").read_text(encoding="utf-8")
    assert "new.css" not in (site / "index.html").read_text(encoding="utf-8")


def test_the_page_stays_small_in_a_large_catalog(catalog: Catalog) -> None:
    """For a catalog of more than a thousand records, the page lists neither records nor works. The pull request checks these."""
    record = next(iter(catalog.records.values()))
    large = replace(catalog, records={f"id-{number}": record for number in range(1_001)})
    assert form_data(catalog)["taken"]["whole"] is True
    assert form_data(large)["taken"] == {"whole": False, "ids": [], "names": {}, "addresses": {}, "dois": {}}
    assert lists(large)["works"] == lists(large)["records"] == []


def test_other_pages_link_to_the_form(site: Path) -> None:
    """The page Contribute and the list of datasets link to the form."""
    for address in ("contribute", "datasets"):
        assert html.fromstring((site / address / "index.html").read_text(encoding="utf-8")).xpath("//article//a[contains(@href, 'new/')]")


def test_every_list_of_suggestions_exists(unfolded: dict[str, Any]) -> None:
    """Each field with suggestions has a list of that name that is not empty."""
    sizes = dict(unfolded["lists"])
    assert {"list-licence", "list-modality", "list-task", "list-reportable"} <= set(sizes)
    assert [name for name, size in sizes.items() if not size] == []


def test_alternatives_are_shown_without_scripts(open_page: Open) -> None:
    """Without JavaScript, the form, its navigation and the search are hidden, and the page says how to contribute without them, but nothing about files."""
    page = open_page(NEW, java_script_enabled=False)
    expect(page.locator("form[data-new]")).to_be_hidden()
    expect(page.get_by_text("The form requires JavaScript")).to_be_visible()
    expect(page.get_by_role("navigation", name="Sections of the form")).to_be_hidden()
    expect(page.get_by_text("Search the site")).to_be_hidden()
    expect(page.get_by_text("make serve")).to_be_hidden()


# Functions of the page

WORDS = st.text(st.sampled_from("abcdeé -"), max_size=9)


@example(text="ab", words=["abd", "abc", "abe"], cutoff=0.6)
@example(text="ab", words=["abe", "abc"], cutoff=0.6)
@given(text=WORDS, words=st.lists(WORDS, max_size=8), cutoff=st.sampled_from([0.6, 0.7, 0.75, 0.8]))
@settings(max_examples=150, deadline=None)
def test_form_and_checks_suggest_the_same_word(page: Page, served: str, text: str, words: list[str], cutoff: float) -> None:
    """The form suggests the same word as the checks."""
    near = page.evaluate("async ([at, ...v]) => (await import(at)).closest(...v)", [f"{served}assets/js/record-form/nearest.js", text, words, cutoff])
    assert near == next(iter(get_close_matches(text, words, n=1, cutoff=cutoff)), "")


ODD = [
    "",
    "no",
    "true",
    "~",
    "null",
    "1",
    "1.5",
    "-3e4",
    "0x1F",
    "1:30",
    "2026-11-23",
    "- a",
    "a: b",
    "a #b",
    "#a",
    "'",
    '"',
    "'a'",
    "a'b\"c",
    "\\",
    "{a}",
    "[a",
    "a, b",
    "*a",
    "&a",
]
ODD += [
    "!a",
    "%a",
    "@a",
    "`a",
    "|",
    ">",
    "? a",
    "?a",
    ":",
    "a:",
    " a",
    "a ",
    "a  b",
    "a\nb",
    "a\n\nb",
    "\n",
    "a\tb",
    "\u2028",
    "\x85",
    "\x00",
    "\ufeff",
    "---",
    "...",
    "https://a.b/#c, d",
]
ODD += ["long " * 60, "é" * 140, "two  spaces " * 20, "line\n" * 3, " lead\nwords", ("word " * 30 + "\n") * 2 + "end", "=", "<<", "1e999", "9" * 25]
TEXT = (
    st.sampled_from(ODD) | st.text(st.characters(exclude_categories=["Cs"])) | st.lists(st.sampled_from([*ODD[1:20], "word", "a"]), max_size=40).map(" ".join)
)
RECORD = st.fixed_dictionaries(
    {
        "name": TEXT,
        "aliases": st.lists(TEXT, min_size=1, max_size=4),
        "year": st.integers(0, 10**12),
        "counts": st.dictionaries(st.sampled_from(["image", "volume"]), st.integers(0, 99) | st.fixed_dictionaries({"about": st.integers(1, 9)}), min_size=1),
        "download_size": st.lists(st.fixed_dictionaries({"what": TEXT, "gigabytes": st.floats(0.001, 1e9), "about": st.booleans()}), min_size=1, max_size=2),
        "known_issues": st.lists(st.fixed_dictionaries({"text": TEXT, "source": st.lists(TEXT, min_size=1, max_size=3)}), min_size=1, max_size=2),
        "notes": st.dictionaries(TEXT.filter(bool), TEXT, min_size=1, max_size=3),
        "sources": st.dictionaries(st.sampled_from(["owner", "no", "1"]), st.fixed_dictionaries({"url": TEXT}), min_size=1),
    }
)
WRITE = """
    async ([base, records]) => {
        const [model, yaml] = await Promise.all(['form-model', 'write-yaml'].map(name => import(`${base}${name}.js`)));
        const known = model.readPageData(document.querySelector('form[data-new]'));
        return records.map(record => yaml.yamlOf(known.fields, JSON.parse(record), known.form));
    }
"""


@given(records=st.lists(RECORD, min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_yaml_of_the_form_is_read_unchanged(page: Page, served: str, records: list[Draft]) -> None:
    """The YAML of the form is read by the checks as the same texts and numbers."""
    texts = page.evaluate(WRITE, [f"{served}assets/js/record-form/", [json.dumps(record) for record in records]])
    for text, record in zip(texts, records, strict=True):
        found = yaml_source.read("pier.yaml", text.encode())
        # hidden characters are written unchanged, and reported
        assert (found.value, [problem for problem in found.problems if problem.code != "hidden-character"]) == (record, [])


# Use of the form

SEEN = (
    *("year", "provider", "modality", "body_part", "target", "tasks", "dimensions", "frame_size"),
    *("counts", "splits", "classes", "formats", "annotation", "acquisition", "access", "licence"),
    *("releases", "labelling", "imaging", "population", "synthetic", "registries"),
)
THREE: dict[str, Draft] = {
    "pier": BASE | {"splits": [], "vouch": {name: it for name, it in BASE["vouch"].items() if name != "splits"}},
    "mole-ct": {
        "id": "mole-ct",
        "name": "Mole CT",
        "full_name": "Computed Tomography of a Mole: no, of a harbour's",
        "aliases": ["MOLE-1", "Mole, the"],
        "kind": "medical",
        "status": "restricted",
        "summary": SUMMARY,
        "year": "2019",
        "provider": "Harbour Office #2",
        "sources": [
            {"key": "owner", "*": {"url": "https://mole.example.org/", "what": "owners' page"}},
            {"key": "paper", "*": {"url": "https://mole.example.org/paper?a=1,2", "what": "paper, section 2: data", "seen": "2026-11-20"}},
        ],
        "checked": "2026-11-23",
        "modality": ["ct", "mri"],
        "body_part": ["lung"],
        "target": ["lung-nodule"],
        "tasks": ["segmentation", "classification"],
        "dimensions": ["3d"],
        "frame_size": [{"width": {"0": "512"}, "height": {"0": "512"}, "depth": {"0": "95", "1": "764"}, "about": "true", "part": ["train", "test"]}],
        "counts": [
            {"key": "volume", "*": {"number": "888"}},
            {"key": "slice", "*": {"how": "about", "number": "227225"}},
            {"key": "nodule", "*": {"how": "parts", "train": "7", "test": "0"}},
            {"key": "patient", "*": {"how": "at_least", "number": "500", "on": "2026-05-01"}},
            {"key": "study", "*": {"how": "between", "between": {"0": "900", "1": "1000"}}},
            {"key": "candidate", "*": {"number": "888", "on": "2026-05-01"}},
        ],
        "releases": [
            {
                "name": "v2",
                "date": "2019-05-01",
                "url": "https://mole.example.org/v2",
                "doi": "10.5281/zenodo.12",
                "counts": [{"key": "volume", "*": {"number": "888"}}],
            }
        ],
        "splits": [
            {
                "name": "official",
                "unit": "volume",
                "train": "800",
                "test": "88",
                "withheld": ["test"],
                "note": "Drawn by lot.",
                "members": [{"part": "train", "url": "https://mole.example.org/train.txt", "sha256": "0" * 64}, {"url": "https://mole.example.org/all.txt"}],
                "by_site": [{"key": "Utrecht: old", "*": {"train": "400", "test": "80"}}, {"key": "Porto", "*": {"train": "400"}}],
            },
            {"name": "two halves", "unit": "volume", "official": "false", "of_part": "train", "train": "400", "test": "400"},
            {"name": "ten folds", "unit": "volume", "official": "false", "folds": "10", "train": "800", "source": ["paper"]},
        ],
        "classes": [
            {"task": "segmentation", "labels": [{"name": "background"}, {"name": "nodule"}]},
            {"task": "detection", "name": "diameter", "measured_in": "mm"},
            {"task": "classification", "unit": "nodule", "labels": [{"name": "no", "train": "3"}, {"name": "yes", "train": "4", "test": "0"}]},
        ],
        "labelling": [
            {
                "of": "outlines of nodules",
                "by": "manual",
                "readers": "4",
                "readers_per_item": "2",
                "grade": ["radiologist"],
                "adjudication": "consensus",
                "citations": ["setio2017luna16"],
                "source": ["paper"],
            },
            {
                "of": "grades, by others",
                "by": "model-output",
                "model": "MoleNet",
                "official": "false",
                "url": "https://grades.example.org/",
                "licence": "CC0-1.0",
            },
        ],
        "imaging": {
            "pixel_spacing_mm": {"0": "0.6", "1": "0.9"},
            "slice_thickness_mm": {"0": "2.5"},
            "field_strength_t": ["1.5", "3"],
            "contrast": ["portal-venous"],
            "sequences": ["t1", "t2"],
            "tracers": ["18F-FDG"],
            "channels": "1",
            "bit_depth": ["12", "16"],
        },
        "population": {
            "age": {"given": "summary", "range": {"0": "0", "1": "89.5"}, "mean": "54.1", "median": "52"},
            "sex": {"given": "per-patient", "female": "600", "male": "0", "other": "2"},
            "ethnicity": {"given": "summary", "groups": [{"key": "White", "*": "120"}, {"key": "no", "*": "0"}]},
        },
        "synthetic": {"images": "some", "generator": "StyleGAN2", "trained_on": [{"to": "luna16"}, {"name": "Moles", "url": "https://moles.example.org/"}]},
        "seen_by": [{"model": "MoleNet v2", "use": "training", "part": ["train"], "url": "https://grades.example.org/", "source": ["paper"]}],
        "registries": {"idc": "mole_ct"},
        "not_reported": [{"key": "population.skin_tone", "*": ["owner", "setio2017luna16"]}, {"key": "imaging.frames", "*": ["owner"]}],
        "formats": ["nifti"],
        "download_size": [{"what": "everything", "gigabytes": {"0": "0.5", "1": "60"}}],
        "annotation": f"{SUMMARY}\n{SUMMARY}",
        "acquisition": {"devices": ["Scanner X, 0.5 mm"], "countries": ["NL", "NO"], "years": "2010 to 2014"},
        "access": {
            "homepage": "https://mole.example.org/",
            "routes": [
                {
                    "to": "scans and labels",
                    "steps": ["account", "application", "download"],
                    "eligibility": ["institutional-email"],
                    "waiting": [{"days": {"0": "3", "1": "16"}, "reported": "2026-05-01", "note": "Twice.", "source": ["paper"]}],
                    "url": "https://mole.example.org/ask",
                    "note": "Ask: they answer.",
                }
            ],
            "links": [{"kind": "documentation", "url": "https://mole.example.org/read-me", "md5": "d41d8cd98f00b204e9800998ecf8427e", "source": ["paper"]}],
        },
        "licence": [
            {
                "covers": "all",
                "id": "LicenseRef-Mole",
                "terms": "https://mole.example.org/terms",
                "commercial_use": "forbidden",
                "redistribution": "unstated",
                "derivatives": "allowed",
                "attribution": "required",
                "trained_models": "forbidden",
                "conditions": ["no-reidentification", "approved-project-only"],
            }
        ],
        "acknowledgement": {"quote": "Kindly provided by the {Harbour} Office.", "source": ["owner"]},
        "citations": {"paper": ["setio2017luna16"], "concept_doi": "10.5281/zenodo.11"},
        "relations": [
            {
                "kind": "alternative",
                "to": "luna16",
                "counts": [{"key": "volume", "*": {"how": "about", "number": "20"}}],
                "licence": "CC-BY-4.0",
                "note": "Real scans.",
                "source": ["owner"],
            }
        ],
        "known_issues": [{"kind": "leakage", "text": "Both sides of a mole are in it.", "source": ["paper", "owner"]}],
        "loaders": [{"library": "MONAI", "name": "monai.apps", "source": ["setio2017luna16"]}],
        "notes": [{"key": "counts.slice", "*": "Counted by hand."}],
        "evidence": [{"key": "counts.nodule", "*": ["paper"]}],
        "unverified": [{"key": "acquisition.years", "*": "mentioned in a talk"}],
        "disputed": [{"field": "counts.volume", "states": "889 volumes", "source": ["paper"], "kept": "the owners' page"}],
        "changes": [{"date": "2026-11-23", "what": "First record."}],
        "vouch": {name: {"source": ["owner"]} for name in SEEN} | {"download_size": {"unverified": "seen in lists only"}},
    },
    "quay": {
        "id": "quay",
        "name": "Quay",
        "kind": "natural",
        "status": "withdrawn",
        "withdrawn": {"date": "2024-02-29", "reason": "Names were found in the pictures.", "successor": "ade20k"},
        "summary": SUMMARY,
        "year": "2015",
        "sources": [{"key": "archive", "*": {"url": "http://archive.example.org/quay"}}],
        "checked": "2026-11-23",
        "modality": ["photograph"],
        "tasks": ["classification"],
        "dimensions": ["2d"],
        "counts": [{"key": "image", "*": {"number": "12"}}],
        "access": {"homepage": "https://quay.example.org/"},
        "licence": [{"covers": "images", "id": "NONE"}],
        "bibtex": "@article{quay2015pictures,\n  author = {Quay, Ann},\n  title = {Pictures of a quay},\n  journal = {Harbours},\n  year = {2015},\n}",
        "citations": {"paper": ["quay2015pictures"]},
        "vouch": {name: {"source": ["archive"]} for name in ("year", "modality", "tasks", "dimensions", "counts", "access", "licence")},
    },
}
"""Three drafts: a small dataset; volumes with splits, labels and a custom license; withdrawn natural images with a new work."""


@pytest.mark.parametrize("id_", THREE)
def test_a_record_typed_in_passes_the_checks(look: Open, served: str, id_: str, tmp_path: Path) -> None:
    """A record typed into the controls has no problems, and its YAML passes `curator check` unchanged, with its works in the order of `curator fix`."""
    page = look(NEW)
    person = Person(page, served)
    person.type({name: value for name, value in THREE[id_].items() if name != "vouch"})
    for name, said in THREE[id_]["vouch"].items():
        person.type(said, "vouch", name)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".new-state")).to_have_text("No problems found. The pull request runs the remaining checks.")
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Download", exact=True).click()
    assert downloaded.value.suggested_filename == f"{id_}.yaml"
    text = downloaded.value.path().read_text(encoding="utf-8")
    assert text == person.text()
    shutil.copytree(ROOT / "catalog", tmp_path / "catalog")
    (tmp_path / DATASETS / f"{id_}.yaml").write_text(text, encoding="utf-8")
    for block in page.locator("[data-file='catalog/references.bib'] pre").all():
        bibliography = tmp_path / "catalog" / "references.bib"
        bibliography.write_text(in_order(f"{bibliography.read_text(encoding='utf-8')}\n{block.text_content()}"), encoding="utf-8")
    catalog, problems = catalogs.load(tmp_path)
    assert [str(problem) for problem in problems] == []
    assert catalog.records[id_].name == THREE[id_]["name"]


@pytest.mark.parametrize("id_", THREE)
def test_a_record_can_be_pasted_into_an_issue(make: Make, catalog: Catalog, id_: str) -> None:
    """The issue form for a new dataset accepts all fields of the YAML that the form writes, with the same values."""
    [made] = make([THREE[id_]])
    [form] = [form for form in forms(catalog.vocabularies) if form.file == ADD]
    found = further(f"```yaml\n{made['text']}```", form, catalog.vocabularies)
    record = yaml_source.read("pasted.yaml", made["text"].encode()).value
    assert found.errors == ()
    assert dict(found.values) | {name: text for name, text in found.answers.items() if name in record} == {
        name: str(value) if name in found.answers else value for name, value in record.items()
    }


def test_problems_are_shown_at_their_fields(look: Open, served: str) -> None:
    """A problem is shown at its field when the user leaves it, as the description of the control, and is removed when it is fixed."""
    page = look(NEW)
    person = Person(page, served)
    expect(page.locator(".new-message")).to_have_count(0)
    person.type("drve", "id")
    person.type(["retina vessels"], "target")
    target = page.get_by_role("combobox", name="Target 1")
    message = "retina vessels is not in the vocabulary. Fix: choose retinal-vessel if you mean that, or define a new term."
    expect(page.locator("[data-field=target] .new-message")).to_have_text(message)
    expect(target).to_have_attribute("aria-invalid", "true")
    expect(target).to_have_accessible_description(message)
    person.type("a day in May", "checked")
    expect(page.get_by_role("textbox", name="Last checked")).to_have_accessible_description(
        "Date on which a person last compared the record with its sources. E.g. 2026-11-23 a day in May is not a date. Fix: write YYYY-MM-DD, e.g. 2026-11-23."
    )
    page.get_by_role("button", name="Use “retinal-vessel”").click()
    expect(target).to_have_value("retinal-vessel")
    expect(target).to_be_focused()
    expect(page.locator("[data-field=target] .new-message")).to_have_count(0)
    expect(target).not_to_have_attribute("aria-invalid", "true")
    person.type("soon", "year")
    expect(page.locator("[data-field=year] .new-message")).to_have_text("expected a whole number, found text. Fix: write it like 2004.", ignore_case=True)
    person.type("drive", "id")
    expect(page.locator("[data-field=id] .new-message")).to_have_text("drive is the id of another record. Fix: choose another id.")


def test_the_check_lists_all_problems(look: Open, served: str) -> None:
    """The button lists all problems by label and moves the focus there. Each says what to do and links to its control, also in collapsed parts. Fixed ones are removed."""
    draft = changed(
        vouch__year=None,
        kind=None,
        access=None,
        counts=[{"key": "pictures", "*": {"number": "6"}}],
        corrections=[{"text": "1.6", "kind": "wrong", "printed": "40", "why": "n/a", "source": ["owner"]}],
    )
    person = drafted(look, served, draft)
    page = person.page
    page.get_by_role("button", name="Check", exact=True).click()
    problems = page.get_by_role("group", name="Problems to fix")
    expect(problems).to_be_focused()
    assert sorted(problems.get_by_role("listitem").all_inner_texts()) == [
        "Access: required. Fix: fill in Homepage.",
        "Correction 1, Reason: n/a is a placeholder for a missing value. Fix: remove the field: omit unknown values.",
        "Count 1, Unit: pictures is not in the vocabulary. Fix: choose image if you mean that, or define a new term.",
        "Image type: required. Fix: choose one.",
        "Year: no source. Fix: select a source, or give the reason why there is none.",
    ]
    problems.get_by_role("link", name="n/a is a placeholder").press("Enter")
    expect(page.get_by_role("textbox", name="Reason required")).to_be_focused()
    page.keyboard.type("One letter is lost.")
    page.keyboard.press("Tab")
    problems.get_by_role("link", name="Year: no source").click()
    expect(page.get_by_role("group", name="Sources of year").get_by_label("owner")).to_be_focused()
    page.keyboard.press("Space")
    expect(problems.get_by_role("listitem")).to_have_count(3)
    expect(page.locator(".new-state")).to_have_text("3 problems to fix.")


def test_a_renamed_source_stays_selected(look: Open, served: str) -> None:
    """Every source can be selected for every field with a value. A renamed source stays selected, and a removed one is reported."""
    person = drafted(look, served, changed())
    page = person.page
    name = page.locator("[data-field=sources]").get_by_label("Name")
    year = page.get_by_role("group", name="Sources of year")
    expect(year.get_by_role("checkbox")).to_have_count(1)
    expect(page.get_by_role("group", name="Sources of provider")).to_be_hidden()
    name.fill("harbour")
    name.blur()
    expect(year.get_by_label("harbour")).to_be_checked()
    assert "  year: [harbour]\n" in person.text()
    assert "owner:" not in person.text()
    page.get_by_role("button", name="Remove source 1").click()
    page.get_by_role("button", name="Check", exact=True).click()
    assert "harbour is not one of your sources" in page.locator(".new-problems").inner_text()


def test_rows_are_added_and_removed_by_keyboard(look: Open, served: str) -> None:
    """Enter in a list of single values adds a row, and a button adds an item with several fields. The focus moves to the new row, or to a remaining one."""
    page = look(NEW)
    person = Person(page, served)
    page.get_by_role("textbox", name="Other names 1").press_sequentially("P")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Other names 2")).to_be_focused()
    page.keyboard.type("Q")
    assert "aliases: [P, Q]\n" in person.text()
    page.get_by_role("button", name="Remove other names 1").press("Enter")
    expect(page.get_by_role("textbox", name="Other names 1")).to_be_focused()
    assert "aliases: [Q]\n" in person.text()
    page.get_by_role("button", name="Add split").press("Enter")
    expect(page.get_by_role("group", name="Split 1").get_by_label("Name")).to_be_focused()
    page.get_by_role("button", name="Remove split 1").press("Enter")
    expect(page.get_by_role("button", name="Add split")).to_be_focused()


def test_a_draft_is_stored_and_can_be_cleared(look: Open, served: str) -> None:
    """A draft is restored when the page is opened again, with a message. Clearing the form can be undone."""
    page = look(NEW)
    person = Person(page, served)
    expect(page.locator(".new-kept")).to_be_empty()
    person.type({"name": "Pier", "aliases": ["P", "Q"], "sources": BASE["sources"], "year": "2001", "bibtex": "@misc{a,}"})
    person.type(["owner"], "vouch", "year", "source")
    text = person.text()
    assert "evidence:\n  year: [owner]\n" in text
    page.reload()
    expect(page.locator(".new-kept")).to_contain_text("Your draft of Pier was restored.")
    assert person.text() == text
    page.get_by_role("button", name="Clear form").click()
    expect(page.get_by_role("textbox", name="Name required", exact=True)).to_have_value("")
    back = page.get_by_role("button", name="Undo")
    expect(back).to_be_focused()
    back.click()
    assert person.text() == text
    page.get_by_role("button", name="Clear form").click()
    page.reload()
    expect(page.locator(".new-kept")).to_be_empty()


def test_a_draft_survives_leaving_the_page(look: Open, served: str) -> None:
    """A draft is stored as soon as the user leaves the page, and no field or form of a page that the browser keeps is one that WebKit resets."""
    page = look(NEW)
    Person(page, served).type({"name": "Pier", "aliases": ["P", "Q"], "year": "2001"})
    reset = page.locator(":is(input, form)[autocomplete=off]")
    before = reset.count()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert json.loads(page.evaluate("localStorage.getItem('/catalog/new-record')"))["aliases"] == ["P", "Q"]
    expect(reset).to_have_count(0)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert reset.count() == before > 50


def test_the_record_opens_in_the_repository(look: Open, served: str) -> None:
    """The link opens the editor on a new file with name and text, or leads to the section about the repository if that is not set. A record too long for a URL is copied instead, with a message."""
    person = drafted(look, served, changed(), permissions=["clipboard-read", "clipboard-write"])
    page, link = person.page, person.page.get_by_role("link", name="Open on GitHub")
    text = person.text()
    assert link.get_attribute("href") == f"../../{REPOSITORY_SECTION}"
    page.evaluate(SET_REPOSITORY, PUBLISHED.repository)
    expect(link).to_have_attribute("href", re.compile(re.escape(f"{PUBLISHED.repository}/new/main/catalog/datasets?")))
    parts = urlsplit(link.get_attribute("href") or "")
    assert parse_qs(parts.query) == {"filename": ["pier.yaml"], "value": [text]}
    expect(page.get_by_text("too long for a URL")).to_be_hidden()
    person.type([{"kind": "leakage", "text": f"{at} {SUMMARY * 4}", "source": ["owner"]} for at in range(5)], "known_issues")
    text = person.text()
    expect(page.get_by_text("too long for a URL")).to_be_visible()
    assert parse_qs(urlsplit(link.get_attribute("href") or "").query) == {"filename": ["pier.yaml"]}
    link.evaluate("it => it.addEventListener('click', event => event.preventDefault())")
    link.click()
    assert page.evaluate("navigator.clipboard.readText()") == text


def test_axe_finds_no_violations(look: Open, served: str) -> None:
    """axe-core finds no violations in a form with problems and all parts expanded, narrow and light or wide and dark. Nothing is wider than the screen."""
    draft = THREE["mole-ct"] | {"summary": "Short.", "year": "1", "licence": [{"covers": "all", "id": "LicenseRef-Mole"}]}
    draft |= {"modality": ["quay-view", "water colour"], "new-modality": [{"key": "quay-view", "label": "", "definition": "", "aliases": []}]}
    draft |= {"start": "https://drive.grand-challenge.org/", "bibtex": "@misc{a,}", "reviewer": "A note."}
    page = drafted(look, served, draft).page
    page.get_by_role("button", name="Check", exact=True).click()
    page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })")
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert in_each_mode(page) == []
