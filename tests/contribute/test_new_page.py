"""What is promised of the page on which a record is written: every field, the words of the checks, and a record that passes them."""

import json
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Browser, Page, expect

from browsing import NARROW, SCHEMES, WIDE, Open, violations
from conftest import ROOT
from curator.contribute.web.form_fields import every, fields
from curator.contribute.web.form_page import lists
from curator.contribute.web.form_rules import known
from curator.records import load as catalogs
from curator.records import yaml_source
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from filling import BASE, NEW, SUMMARY, Draft, Person, changed, drafted

Made = dict[str, Any]

RUN = """
    async ([base, drafts]) => {
        const [model, faults, yaml] = await Promise.all(['form-model', 'problems', 'write-yaml'].map(name => import(`${base}${name}.js`)));
        const known = model.knownOf(document.querySelector('form[data-new]'));
        return drafts.map(draft => {
            const {id, record, values, rules} = faults.outcomeOf(known, draft);
            return {id, text: yaml.yamlOf(known.fields, record, known.form), values, rules};
        });
    }
"""


@pytest.fixture(scope="module")
def page(browser: Browser, served: str) -> Iterator[Page]:
    """The page, for calls of its functions."""
    context = browser.new_context()
    found = context.new_page()
    found.goto(served + NEW)
    yield found
    context.close()


Make = Callable[[list[Draft]], list[Made]]


@pytest.fixture(scope="module")
def make(page: Page, served: str) -> Make:
    """Makes records of drafts."""

    def made(drafts: list[Draft]) -> list[Made]:
        found: list[Made] = page.evaluate(RUN, [f"{served}assets/js/record-form/", drafts])
        return found

    return made


def told(folder: Path, texts: dict[str, str]) -> dict[str, set[tuple[str, str]]]:
    """What `curator check` says of records laid into a copy of the catalog, by their ids: message and fix of each problem."""
    shutil.copytree(ROOT / "catalog", folder / "catalog")
    for id_, text in texts.items():
        (folder / catalogs.DATASETS / f"{id_}.yaml").write_text(text, encoding="utf-8")
    found: dict[str, set[tuple[str, str]]] = {id_: set() for id_ in texts}
    for problem in catalogs.load(folder)[1]:
        if (id_ := Path(problem.file).stem) in found:
            found[id_].add((problem.message, problem.fix))
    return found


FAULTY: dict[str, Draft] = {
    "missing-fields": changed(name=None, modality=None, access=None),
    "missing-in-an-item": changed(splits=[{"train": "30", "test": "10"}]),
    "near-term": changed(modality=["fundus photographs"]),
    "alias-of-a-term": changed(tasks=["Semantic Segmentation"]),
    "term-that-is-only-a-little-alike": changed(body_part=["knee"], vouch__body_part={"source": ["owner"]}),
    "term-of-a-long-vocabulary": changed(modality=["water colour"]),
    "term-of-a-short-vocabulary": changed(dimensions=["flat"]),
    "unknown-unit-as-a-key": changed(counts=[{"key": "imags", "*": {"number": "40"}}]),
    "address-with-a-space": changed(access__homepage="https://example.org/a b"),
    "address-without-scheme": changed(access__homepage="www.example.org"),
    "address-with-a-user": changed(access__homepage="https://me@example.org/"),
    "address-with-a-bad-port": changed(access__homepage="https://example.org:port/"),
    "address-without-https": changed(access__homepage="http://pier.example.org/data/"),
    "address-of-another": changed(access__homepage="https://drive.grand-challenge.org/"),
    "address-reserved-for-examples": changed(access__homepage="https://pier.example/data/"),
    "address-in-a-network": changed(access__homepage="http://files.harbour.INTERNAL:8080/"),
    "address-of-one-machine": changed(access__homepage="http://localhost:8000/data"),
    "number-of-a-network": changed(access__homepage="https://192.168.0.7/data/"),
    "number-for-examples": changed(access__homepage="https://198.51.100.7/"),
    "number-that-all-can-reach": changed(access__homepage="http://8.8.8.8/"),
    "long-number-of-one-machine": changed(access__homepage="http://[::1]:80/"),
    "long-number-for-examples": changed(access__homepage="https://[2001:db8::7]/"),
    "long-number-that-all-can-reach": changed(access__homepage="https://[2606:4700::1111]/"),
    "location-as-an-address": changed(access__homepage="s3://pier-images/all/"),
    "location-with-a-command": changed(access__locations=[{"to": "images", "uri": "s3://pier-images/$(id)"}]),
    "no-such-day": changed(checked="2026-02-30"),
    "day-first": changed(checked="23.11.2026"),
    "markup": changed(provider="The **Harbour** Office", vouch__provider={"source": ["owner"]}),
    "html": changed(annotation="Drawn by <b>two</b> people.", vouch__annotation={"source": ["owner"]}),
    "placeholder": changed(provider="n/a", vouch__provider={"source": ["owner"]}),
    "tab-in-a-line": changed(provider="Harbour\tOffice", vouch__provider={"source": ["owner"]}),
    "several-lines": changed(provider="Harbour\nOffice", vouch__provider={"source": ["owner"]}),
    "too-long-a-line": changed(provider="Harbour " * 40, vouch__provider={"source": ["owner"]}),
    "too-long-a-text": changed(annotation="word " * 500, vouch__annotation={"source": ["owner"]}),
    "year-out-of-range": changed(year="1776"),
    "year-as-words": changed(year="last year"),
    "number-with-separators": changed(counts=[{"key": "image", "*": {"number": "40,000"}}]),
    "less-than-nothing": changed(counts=[{"key": "image", "*": {"number": "-40"}}]),
    "half-an-image": changed(counts=[{"key": "image", "*": {"number": "40.5"}}]),
    "no-number": changed(counts=[{"key": "image", "*": {"number": ""}}]),
    "no-gigabytes": changed(download_size=[{"what": "all", "gigabytes": {"0": "0"}}], vouch__download_size={"source": ["owner"]}),
    "falling-gigabytes": changed(download_size=[{"what": "all", "gigabytes": {"0": "2.5", "1": "1"}}], vouch__download_size={"source": ["owner"]}),
    "falling-sides": changed(frame_size=[{"width": {"0": "20", "1": "10"}, "height": {"0": "5"}}], vouch__frame_size={"source": ["owner"]}),
    "side-as-words": changed(frame_size=[{"width": {"0": "wide"}, "height": {"0": "5", "1": "high"}}], vouch__frame_size={"source": ["owner"]}),
    "one-label": changed(classes=[{"task": "segmentation", "labels": [{"name": "pier"}]}], vouch__classes={"source": ["owner"]}),
    "country-written-out": changed(acquisition={"countries": ["Portugal"]}, vouch__acquisition={"source": ["owner"]}),
    "source-with-capitals": changed(sources=[{"key": "Owner", "*": {"url": "https://pier.example.org/"}}]),
    "source-without-address": changed(sources=[{"key": "owner", "*": {"what": "owners' page"}}]),
    "id-with-capitals": changed(id="Pier-Two"),
    "reserved-id": changed(id="frame"),
    "short-summary": changed(summary="Forty photographs of a harbour."),
    "long-summary": changed(summary=f"{SUMMARY} {SUMMARY}"),
    "split-smaller": changed(splits=[{"name": "official", "unit": "image", "train": "20", "test": "10"}]),
    "split-larger": changed(splits=[{"name": "official", "unit": "image", "train": "1000", "test": "500", "task": "segmentation"}]),
    "split-of-about": changed(counts=[{"key": "image", "*": {"how": "about", "number": "39"}}]),
    "split-in-another-unit": changed(splits=[{"name": "official", "unit": "volume", "train": "30"}]),
    "split-of-no-release": changed(splits=[{"name": "official", "unit": "image", "train": "40", "release": "second"}]),
    "labels-without-unit": changed(
        classes=[{"task": "segmentation", "labels": [{"name": "a", "count": "3"}, {"name": "b"}]}], vouch__classes={"source": ["owner"]}
    ),
    "too-many-labels": changed(
        classes=[{"task": "segmentation", "unit": "image", "labels": [{"name": "a", "count": "39", "test": "11"}, {"name": "b", "count": "2"}]}],
        vouch__classes={"source": ["owner"]},
    ),
    "seen-after-the-check": changed(sources=[{"key": "owner", "*": {"url": "https://pier.example.org/", "seen": "2026-12-01"}}]),
    "no-evidence": changed(vouch__year=None, vouch__licence=None),
    "no-evidence-for-one-of-two": changed(
        vouch__licence=None, licence=[{"covers": "images", "id": "CC-BY-4.0", "source": ["owner"]}, {"covers": "labels", "id": "CC0-1.0"}]
    ),
    "unused-source": changed(sources=[*BASE["sources"], {"key": "list", "*": {"url": "https://pier.example.org/list/"}}]),
    "misspelt-source": changed(vouch__year={"source": ["ownr"]}),
    "unknown-source": changed(vouch__year={"source": ["somebody"]}),
    "print-that-does-not-name-it": changed(vouch__year={"source": ["collection"]}),
    "evident-and-not": changed(vouch__year={"source": ["owner"], "unverified": "seen in lists only"}),
    "path-that-leads-nowhere": changed(notes=[{"key": "yeer", "*": "A remark."}]),
    "own-terms-without-permissions": changed(licence=[{"covers": "all", "id": "LicenseRef-Pier", "commercial_use": "forbidden"}]),
    "permission-beside-a-licence": changed(licence=[{"covers": "all", "id": "CC-BY-4.0", "commercial_use": "allowed"}]),
    "licence-in-small-letters": changed(licence=[{"covers": "all", "id": "cc-by-4.0"}]),
    "licence-in-words": changed(licence=[{"covers": "all", "id": "free for all"}]),
    "licence-with-spaces": changed(licence=[{"covers": "all", "id": "cc BY  4.0"}]),
    "withdrawn-without-reason": changed(status="withdrawn"),
    "reason-without-withdrawal": changed(withdrawn={"date": "2026-01-01", "reason": "Taken back."}),
    "status-that-does-not-fit": changed(access__routes=[{"to": "everything", "steps": ["account", "application"]}]),
    "unknown-work": changed(citations={"paper": ["nobody2020nothing"]}),
    "misspelt-work": changed(citations={"paper": ["staal2004ridg"]}),
    "doi-for-a-work": changed(citations={"paper": ["10.5281/zenodo.12345"]}),
    "work-cited-twice": changed(citations={"paper": ["staal2004ridge"], "further": ["staal2004ridge"]}),
    "relation-to-nothing": changed(relations=[{"kind": "alternative", "source": ["owner"]}]),
    "relation-to-a-misspelt-record": changed(relations=[{"kind": "alternative", "to": "drve", "source": ["owner"]}]),
    "contributors": changed(
        contributors=[
            {"name": "A", "orcid": "0000-0002-1825-0098"},
            {"name": "B", "orcid": "https://orcid.org/0000000218250097"},
            {"name": "C", "orcid": "0000", "github": "https://github.com/octocat/"},
            {"github": "-" * 40},
        ]
    ),
    "name-of-another": changed(name="Drive", aliases=["STARE"]),
    "former-id-of-another": changed(formerly=["drive", "pier-two"]),
    "correction-of-a-cell": changed(corrections=[{"cell": "images", "kind": "wrong", "why": "One letter is lost.", "source": ["owner"]}]),
    "correction-of-two-places": changed(corrections=[{"cell": "images", "text": "1.6", "kind": "wrong", "why": "One letter is lost.", "source": ["owner"]}]),
    "correction-of-no-section": changed(corrections=[{"text": "9.9", "kind": "wrong", "why": "One letter is lost.", "source": ["owner"]}]),
}
"""What a person may type wrong, by a name for it."""


def apart(name: str, draft: Draft) -> Draft:
    """A draft with an id, a name and addresses of its own, so that many can stand in one catalog, but for what it has wrong."""
    own = deepcopy(draft)
    own["id"] = name if draft["id"] == BASE["id"] else draft["id"]
    if draft.get("name") == BASE["name"]:
        own["name"] = name
    if access := own.get("access"):
        access["homepage"] = access["homepage"].replace("pier.example.org", f"{name}.example.org")
        access["routes"] = [route | {"url": f"https://{name}.example.org/all.zip"} for route in access["routes"]]
    return own


def test_the_page_says_what_the_check_says(make: Make, tmp_path: Path) -> None:
    """For every slip the message and the fix in the page are those of `curator check` for the YAML that the page makes."""
    drafts = [changed(), *(apart(name, draft) for name, draft in FAULTY.items())]
    found = dict(zip(["pier", *FAULTY], make(drafts), strict=True))
    said = told(tmp_path, {made["id"]: made["text"] for made in found.values()})
    pages = {name: {(it["message"], it["fix"]) for it in made["values"] or made["rules"]} for name, made in found.items()}
    checks = {name: said[made["id"]] for name, made in found.items()}
    assert pages == checks
    assert not pages.pop("pier")
    assert all(pages.values())


# What stands in the page


def reached(page: html.HtmlElement) -> set[str]:
    """The paths of the fields that a page holds: what stands in a template is an item of the list around it."""
    found = set()
    for part in page.xpath("//form[@data-new]//*[@data-field]"):
        steps = [part.get("data-field")]
        for above in part.iterancestors():
            if above.tag == "template" and steps[0] not in {"key", "*"}:
                steps.insert(0, "*")
            elif above.get("data-field"):
                steps.insert(0, above.get("data-field"))
        found.add(".".join(steps))
    return found


def test_every_field_can_be_written(site: Path) -> None:
    """The page has a control for every field of the model, at any depth, in the HTML, with the field's own description."""
    page = html.fromstring((site / NEW / "index.html").read_text(encoding="utf-8"))
    there, shown = reached(page), " ".join(page.text_content().split())
    assert [field.path for field in fields()] == list(Dataset.model_fields)
    written = [
        field for field in every(fields()) if not field.path.endswith(".about") or field.kind == "flag"
    ]  # a rounded number is a choice beside the number
    missing = {field.path for field in written if field.path not in there and field.name != "*" and ".source." not in field.path}
    assert missing == set()
    assert {field.path for field in written if " ".join(field.help.split()) not in shown and not field.path.endswith(".source")} == set()


def test_the_page_stays_small(site: Path) -> None:
    """The page with its form is no larger than 150 kB, and what no other page needs is fetched by this one only."""
    assert (site / NEW / "index.html").stat().st_size < 150_000
    assert "record-form/" not in (site / "assets/js/table/table.js").read_text(encoding="utf-8")
    assert 'import("./record-form/form-page.js")' in (site / "assets/js/main.js").read_text(encoding="utf-8")
    assert "new.css" not in (site / "index.html").read_text(encoding="utf-8")


def test_the_page_stays_small_in_a_large_catalog(catalog: Catalog) -> None:
    """Of a catalog of a thousand records the page lists neither names nor works, and leaves to the pull request what they would tell."""
    record = next(iter(catalog.records.values()))
    large = replace(catalog, records={f"id-{number}": record for number in range(1_000)})
    assert known(catalog)["taken"]["whole"] is True
    assert known(large)["taken"] == {"whole": False, "ids": [], "names": {}, "addresses": {}, "dois": {}}
    assert lists(large)["works"] == lists(large)["records"] == ()


def test_the_page_is_found(site: Path) -> None:
    """The page of contributions and the list of datasets lead to the form."""
    for address in ("contribute", "datasets"):
        assert html.fromstring((site / address / "index.html").read_text(encoding="utf-8")).xpath("//article//a[contains(@href, 'new/')]")


def test_every_list_that_completes_a_field_is_there(site: Path) -> None:
    """Each field that is completed from a list, that of licences included, has a list of that name with something in it."""
    page = html.fromstring((site / NEW / "index.html").read_text(encoding="utf-8"))
    names = set(page.xpath("//input/@list"))
    assert {"list-licence", "list-modality", "list-task"} <= names
    assert [name for name in names if not page.xpath(f"//*[@id='{name}'][self::datalist]/option")] == []


def test_without_scripts_another_way_is_named(open_page: Open) -> None:
    """Where scripts do not run there is neither a form nor a way into it, and the page tells how to contribute without it."""
    page = open_page(NEW, java_script_enabled=False)
    expect(page.locator("form[data-new]")).to_be_hidden()
    expect(page.get_by_text("The form needs JavaScript")).to_be_visible()
    expect(page.get_by_role("navigation", name="Sections of the form")).to_be_hidden()


# What its functions promise

WORDS = st.text(st.sampled_from("abcdeé -"), max_size=9)


@example(text="ab", words=["abd", "abc", "abe"], cutoff=0.6)
@example(text="ab", words=["abe", "abc"], cutoff=0.6)
@given(text=WORDS, words=st.lists(WORDS, max_size=8), cutoff=st.sampled_from([0.6, 0.7, 0.75, 0.8]))
@settings(max_examples=150, deadline=None)
def test_the_nearest_word_is_that_of_the_checks(page: Page, served: str, text: str, words: list[str], cutoff: float) -> None:
    """Of several words the page suggests the one that the checks suggest."""
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
        const known = model.knownOf(document.querySelector('form[data-new]'));
        return records.map(record => yaml.yamlOf(known.fields, JSON.parse(record), known.form));
    }
"""


@given(records=st.lists(RECORD, min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read(page: Page, served: str, records: list[Draft]) -> None:
    """Whatever texts and numbers a record holds, the reader of the checks reads from the page's YAML what went into it."""
    texts = page.evaluate(WRITE, [f"{served}assets/js/record-form/", [json.dumps(record) for record in records]])
    for text, record in zip(texts, records, strict=True):
        found = yaml_source.read("pier.yaml", text.encode())
        # what readers cannot see is written as it is, and reported
        assert (found.value, [problem for problem in found.problems if problem.code != "hidden-character"]) == (record, [])


# A person at the form

SEEN = (
    *("year", "provider", "modality", "body_part", "target", "tasks", "dimensions", "frame_size"),
    *("counts", "splits", "classes", "formats", "annotation", "acquisition", "access", "licence"),
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
        ],
        "splits": [
            {"name": "official", "unit": "volume", "train": "800", "test": "88", "withheld": ["test"], "note": "Drawn by lot."},
            {"name": "ten folds", "unit": "volume", "official": "false", "folds": "10", "train": "800", "source": ["paper"]},
        ],
        "classes": [
            {"task": "segmentation", "labels": [{"name": "background"}, {"name": "nodule"}]},
            {"task": "classification", "unit": "nodule", "labels": [{"name": "no", "train": "3"}, {"name": "yes", "train": "4", "test": "0"}]},
        ],
        "formats": ["nifti"],
        "download_size": [{"what": "everything", "gigabytes": {"0": "0.5", "1": "60"}}],
        "annotation": f"{SUMMARY}\n{SUMMARY}",
        "acquisition": {"devices": ["Scanner X, 0.5 mm"], "countries": ["NL", "NO"], "years": "2010 to 2014"},
        "access": {
            "homepage": "https://mole.example.org/",
            "routes": [
                {"to": "scans and labels", "steps": ["account", "application", "download"], "url": "https://mole.example.org/ask", "note": "Ask: they answer."}
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
            }
        ],
        "acknowledgement": {"quote": "Kindly provided by the {Harbour} Office.", "source": ["owner"]},
        "citations": {"paper": ["setio2017luna16"]},
        "relations": [{"kind": "alternative", "to": "luna16", "note": "Real scans.", "source": ["owner"]}],
        "known_issues": [{"kind": "leakage", "text": "Both sides of a mole are in it.", "source": ["paper", "owner"]}],
        "loaders": [{"library": "MONAI", "name": "monai.apps", "source": ["setio2017luna16"]}],
        "notes": [{"key": "counts.slice", "*": "Counted by hand."}],
        "evidence": [{"key": "counts.nodule", "*": ["paper"]}],
        "unverified": [{"key": "acquisition.years", "*": "heard at a talk"}],
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
"""Three records as a person types them: a small one; volumes with splits, classes and the owner's terms; natural images taken back, with a new work."""


@pytest.mark.parametrize("id_", THREE)
def test_a_record_typed_in_passes_the_checks(open_page: Open, served: str, id_: str, tmp_path: Path) -> None:
    """A record typed in control by control is shown without a problem, and its YAML passes `curator check` unchanged."""
    page = open_page(NEW)
    person = Person(page, served)
    person.type({name: value for name, value in THREE[id_].items() if name != "vouch"})
    for name, said in THREE[id_]["vouch"].items():
        person.type(said, "vouch", name)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".new-state")).to_have_text("No problems found. The pull request checks the rest.")
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Download", exact=True).click()
    assert downloaded.value.suggested_filename == f"{id_}.yaml"
    text = downloaded.value.path().read_text(encoding="utf-8")
    assert text == person.text()
    shutil.copytree(ROOT / "catalog", tmp_path / "catalog")
    (tmp_path / catalogs.DATASETS / f"{id_}.yaml").write_text(text, encoding="utf-8")
    for block in page.locator("[data-file='catalog/references.bib'] pre").all():
        with (tmp_path / "catalog" / "references.bib").open("a", encoding="utf-8") as bibliography:
            bibliography.write(f"\n{block.text_content()}")
    catalog, problems = catalogs.load(tmp_path)
    assert [str(problem) for problem in problems] == []
    assert catalog.records[id_].name == THREE[id_]["name"]


def test_faults_are_told_where_they_are(open_page: Open, served: str) -> None:
    """A fault is told at its field once that is left, in the words of the checks and joined to the control, and goes when it is mended."""
    page = open_page(NEW)
    person = Person(page, served)
    expect(page.locator(".new-said")).to_have_count(0)
    person.type("drve", "id")
    person.type(["retina vessels"], "target")
    target = page.get_by_role("combobox", name="Target 1")
    message = "retina vessels is not in the list of terms. Fix: choose retinal-vessel if you mean it, or define a new term."
    expect(page.locator("[data-field=target] .new-said")).to_have_text(message)
    expect(target).to_have_attribute("aria-invalid", "true")
    expect(target).to_have_accessible_description(message)
    person.type("a day in May", "checked")
    expect(page.get_by_role("textbox", name="Checked")).to_have_accessible_description(
        "The day on which a person last compared the record with its sources. E.g. 2026-11-23 a day in May is not a day. Fix: write year-month-day, e.g. 2026-11-23."
    )
    page.get_by_role("button", name="Use “retinal-vessel”").click()
    expect(target).to_have_value("retinal-vessel")
    expect(target).to_be_focused()
    expect(page.locator("[data-field=target] .new-said")).to_have_count(0)
    expect(target).not_to_have_attribute("aria-invalid", "true")
    person.type("drive", "id")
    expect(page.locator("[data-field=id] .new-said")).to_have_text("drive is the id of another record. Fix: an id is never used again.")


def test_a_check_lists_what_is_to_mend(open_page: Open, served: str) -> None:
    """The button lists every fault by its label, and takes the focus there; each says what to do in the form and leads to its control, out of what is folded; mended ones leave the list."""
    draft = changed(vouch__year=None, kind=None, corrections=[{"text": "1.6", "kind": "wrong", "printed": "40", "why": "n/a", "source": ["owner"]}])
    person = drafted(open_page, served, draft)
    page = person.page
    page.get_by_role("button", name="Check", exact=True).click()
    faults = page.get_by_role("group", name="Problems to fix")
    expect(faults).to_be_focused()
    assert sorted(faults.get_by_role("listitem").all_inner_texts()) == [
        "Correction 1, Why: n/a is a placeholder for a missing value. Fix: remove the field: leave out what is not known.",
        "Correction 1: the correction does not say what is right. Fix: add Right: ….",
        "Kind: required. Fix: choose one.",
        "Year: no source. Fix: tick where you saw it, or say why no page can be named.",
    ]
    faults.get_by_role("link", name="n/a stands").press("Enter")
    expect(page.get_by_role("textbox", name="Why required")).to_be_focused()
    page.keyboard.type("One letter is lost.")
    page.keyboard.press("Tab")
    faults.get_by_role("link", name="Year: no source").click()
    expect(page.get_by_role("group", name="Where did you see this: year?").get_by_label("owner")).to_be_focused()
    page.keyboard.press("Space")
    person.type("medical", "kind")
    expect(faults.get_by_role("listitem")).to_have_count(1)
    expect(page.locator(".new-state")).to_have_text("1 problem to fix.")


def test_a_source_keeps_its_ticks_under_another_name(open_page: Open, served: str) -> None:
    """Every named source can be ticked at every fact that is there; a source renamed stays ticked, and one removed from the list is told."""
    person = drafted(open_page, served, changed())
    page = person.page
    name = page.locator("[data-field=sources]").get_by_label("Name")
    year = page.get_by_role("group", name="Where did you see this: year?")
    expect(year.get_by_role("checkbox")).to_have_count(1)
    expect(page.get_by_role("group", name="Where did you see this: provider?")).to_be_hidden()
    name.fill("harbour")
    name.blur()
    expect(year.get_by_label("harbour")).to_be_checked()
    assert "  year: [harbour]\n" in person.text()
    assert "owner:" not in person.text()
    page.get_by_role("button", name="Remove source 1").click()
    page.get_by_role("button", name="Check", exact=True).click()
    assert "harbour is not one of your sources" in page.locator(".new-faults").inner_text()


def test_rows_come_and_go_by_keyboard(open_page: Open, served: str) -> None:
    """Enter in a list of single values begins the next one; a button adds what has several fields; the focus goes to what was added, or to what is left."""
    page = open_page(NEW)
    person = Person(page, served)
    page.get_by_role("textbox", name="Aliases 1").press_sequentially("P")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Aliases 2")).to_be_focused()
    page.keyboard.type("Q")
    assert "aliases: [P, Q]\n" in person.text()
    page.get_by_role("button", name="Remove aliases 1").press("Enter")
    expect(page.get_by_role("textbox", name="Aliases 1")).to_be_focused()
    assert "aliases: [Q]\n" in person.text()
    page.get_by_role("button", name="Add split").press("Enter")
    expect(page.get_by_role("group", name="Split 1").get_by_label("Name")).to_be_focused()
    page.get_by_role("button", name="Remove split 1").press("Enter")
    expect(page.get_by_role("button", name="Add split")).to_be_focused()


def test_a_draft_is_kept_and_can_be_begun_anew(open_page: Open, served: str) -> None:
    """What was typed is there when the page is opened again, with a sentence; starting anew empties the form, and can be undone."""
    page = open_page(NEW)
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
    back = page.get_by_role("button", name="Bring it back")
    expect(back).to_be_focused()
    back.click()
    assert person.text() == text
    page.get_by_role("button", name="Clear form").click()
    page.reload()
    expect(page.locator(".new-kept")).to_be_empty()


def test_the_record_opens_in_the_repository(open_page: Open, served: str) -> None:
    """The link opens the editor on a new file with name and text; a record too long for an address is copied instead, with a sentence."""
    person = drafted(open_page, served, changed(), permissions=["clipboard-read", "clipboard-write"])
    page, link = person.page, person.page.get_by_role("link", name="Open on GitHub")
    text = person.text()
    parts = urlsplit(link.get_attribute("href") or "")
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://example.org/repository/new/main/catalog/datasets"
    assert parse_qs(parts.query) == {"filename": ["pier.yaml"], "value": [text]}
    expect(page.get_by_text("too long for an address")).to_be_hidden()
    person.type([{"kind": "leakage", "text": f"{at} {SUMMARY * 4}", "source": ["owner"]} for at in range(5)], "known_issues")
    text = person.text()
    expect(page.get_by_text("too long for an address")).to_be_visible()
    assert parse_qs(urlsplit(link.get_attribute("href") or "").query) == {"filename": ["pier.yaml"]}
    link.evaluate("it => it.addEventListener('click', event => event.preventDefault())")
    link.click()
    assert page.evaluate("navigator.clipboard.readText()") == text


@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "dark"), (NARROW, "light")])
def test_axe_finds_nothing(open_page: Open, served: str, viewport: Any, scheme: str) -> None:
    """The checks of axe-core find no fault in a filled form with faults, unfolded, wide and dark or narrow and light; nothing is wider than the screen."""
    draft = THREE["mole-ct"] | {"summary": "Short.", "year": "1", "licence": [{"covers": "all", "id": "LicenseRef-Mole"}]}
    draft |= {"modality": ["quay-view", "water colour"], "new-modality": [{"key": "quay-view", "label": "", "definition": "", "aliases": []}]}
    draft |= {"start": "https://drive.grand-challenge.org/", "bibtex": "@misc{a,}", "reviewer": "A note."}
    page = drafted(open_page, served, draft, viewport=viewport, color_scheme=scheme, reduced_motion="reduce").page
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
    page.get_by_role("button", name="Check", exact=True).click()
    page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
