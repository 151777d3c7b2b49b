"""Tests of issues created with a form: they add a record, change a fact or replace a URL, whatever text they contain."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from curator.cli import main
from curator.contribute.issue_urls import ADD, CORRECT, DEAD_LINK
from curator.contribute.issues.issue import GitHubIssue, Outcome, read
from curator.contribute.issues.process_issue import comment, processed, proposal
from curator.contribute.issues.question import CUSTOM_LICENSE, NO_LICENSE
from curator.records import load as catalogs
from curator.records import yaml_source
from curator.records.catalog import Catalog
from curator.records.record_addresses import DATASETS
from curator.site.views.dataset_page import facts_by_path
from issue_answers import PIER, body, form_of
from workflows import WHO, program, script

URL = "https://example.org/repository/issues/12"


def _body(catalog: Catalog, form: str, answers: Mapping[str, str]) -> str:
    return body(form_of(form, catalog.vocabularies), answers)


def _issue(text: str) -> GitHubIssue:
    return GitHubIssue(text, "octo-cat", 583231, 12, URL, "2026-12-01")


def _text(id_: str) -> str:
    return (ROOT / DATASETS / f"{id_}.yaml").read_text(encoding="utf-8")


def _processed(catalog: Catalog, form: str, answers: Mapping[str, str]) -> Outcome:
    return processed(_issue(_body(catalog, form, answers)), catalog, _text, facts_by_path)


def _record(outcome: Outcome) -> Any:
    return yaml_source.read(outcome.file, outcome.text.encode()).value


def _notes(outcome: Outcome) -> str:
    return "\n".join(f"{note.heading}: {note.text}" for note in outcome.notes)


def test_a_dataset_becomes_a_record(catalog: Catalog) -> None:
    """The answers become a record with terms, numbers and sources."""
    outcome = _processed(catalog, ADD, PIER)
    record = _record(outcome)
    assert (outcome.title, outcome.file, _notes(outcome)) == ("Add pier-39-fundus", "catalog/datasets/pier-39-fundus.yaml", "")
    assert record["modality"] == ["fundus-photography", "oct"]
    assert record["counts"] == {"image": 1200, "patient": 40, "volume": {"about": 30}}
    assert record["frame_size"] == [{"width": 565, "height": 584}, {"width": 512, "height": 512, "depth": [95, 764]}]
    assert record["splits"] == [{"name": "official", "unit": "image", "train": 1000, "test": 200}]
    assert record["access"]["routes"] == [{"to": "the data", "steps": ["account", "download"], "url": "https://example.org/pier/"}]
    assert record["sources"] == {"owner": {"url": "https://example.org/pier/about/"}, "example-net": {"url": "https://example.net/paper/"}}
    assert {field: names for field, names in record["evidence"].items() if names != ["owner"]} == {"counts": ["example-net"], "splits": ["example-net"]}
    assert (record["status"], record["checked"]) == ("available", "2026-12-01")


TAKEN: Mapping[str, tuple[dict[str, str], str, Any]] = {
    "another id": ({"id": "pier"}, "name", "Pier 39 Fundus"),
    "other line endings": ({"counts": "image: 7\r\nslice: 9"}, "counts", {"image": 7, "slice": 9}),
    "a part of another name": (
        {"splits": "ours, patient: train 3, live challenge: 4"},
        "splits",
        [{"name": "ours", "unit": "patient", "train": 3, "further": {"live challenge": 4}}],
    ),
    "the number of labels": ({"classes": "classification: 1,000 classes"}, "classes", [{"task": "classification", "number": 1000}]),
    "a standard license": ({"licence": "CC BY 4.0"}, "licence", [{"covers": "all", "id": "CC-BY-4.0"}]),
    "no license": ({"licence": NO_LICENSE}, "licence", [{"covers": "all", "id": "NONE"}]),
    "a custom license": (
        {
            "licence": CUSTOM_LICENSE,
            "permissions": "Commercial use: forbidden\nredistribution: unstated\nderivatives: unstated\nattribution: required",
        },
        "licence",
        [
            {
                "covers": "all",
                "id": "LicenseRef-pier-39-fundus",
                "commercial_use": "forbidden",
                "redistribution": "unstated",
                "derivatives": "unstated",
                "attribution": "required",
            }
        ],
    ),
    "a difficult route": ({"steps": "account, application"}, "status", "restricted"),
    "a work in the bibliography": ({"doi": "https://doi.org/10.1109/TMI.2004.825627"}, "citations", {"paper": ["staal2004ridge"]}),
}


@pytest.mark.parametrize(("answers", "field", "value"), TAKEN.values(), ids=TAKEN)
def test_an_answer_becomes_a_field(answers: dict[str, str], field: str, value: Any, catalog: Catalog) -> None:
    """An answer is parsed and written to its field in the format of the model."""
    assert _record(_processed(catalog, ADD, PIER | answers))[field] == value


REFUSED = {
    "an unknown term": (
        {"target": "retina vesels"},
        "target",
        (
            "Target: not accepted: `retina vesels` is not a term of the vocabulary target: write `retinal-vessel` if you mean that; "
            "otherwise add the term to catalog/vocabulary/target.yaml."
        ),
    ),
    "a word for a number": ({"year": "soon"}, "year", "Year: not accepted: `soon` is not an integer: write digits only, e.g. 1234."),
    "a year out of range": ({"year": "1066"}, "year", "Year: not accepted: `1066` is out of range: write a number of at least 1895."),
    "markup": ({"provider": "<b>us</b>"}, "provider", "Provider: not accepted: `<b>` is markup: write plain text; the site formats it."),
    "a placeholder": (
        {"provider": "N/A"},
        "provider",
        "Provider: not accepted: `N/A` is a placeholder for a missing value: remove the field: omit unknown values.",
    ),
    "a count without a unit": (
        {"counts": "1200"},
        "counts",
        "Counts: not accepted: `1200` is not a unit with a number: write e.g. image: 40.",
    ),
    "a size without a height": (
        {"frame_size": "565"},
        "frame_size",
        "Image size: not accepted: `565` is not a size: write width × height, e.g. 565 × 584.",
    ),
    "a split without numbers": (
        {"splits": "official"},
        "splits",
        "Splits: not accepted: `official` is not a split: write e.g. official, image: train 20, test 20.",
    ),
    "no homepage": (
        {"homepage": "example"},
        "access",
        "Homepage: not accepted: expected a complete http or https URL, found `example`: write the complete URL",
    ),
    "a custom license without permissions": (
        {"licence": CUSTOM_LICENSE},
        "licence",
        "Missing permissions of the custom license: commercial_use, redistribution, derivatives, attribution.",
    ),
    "no source": ({"where": "I saw it"}, "sources", "Sources: not accepted: `I saw it` contains no URL: write the full URL of a page"),
    "a source of an unknown field": (
        {"where": "sises: https://example.org/a/"},
        "sises",
        "Sources: not accepted: `sises` is not a field of this record",
    ),
}


@pytest.mark.parametrize(("answers", "field", "sentence"), REFUSED.values(), ids=REFUSED)
def test_an_invalid_answer_is_reported(answers: dict[str, str], field: str, sentence: str, catalog: Catalog) -> None:
    """An invalid answer is left out of the record, and reported with what to write."""
    outcome = _processed(catalog, ADD, PIER | answers)
    assert sentence in _notes(outcome)
    assert not outcome.text or field not in _record(outcome)


def test_a_missing_answer_is_reported(catalog: Catalog) -> None:
    """A missing required answer is reported by its heading."""
    outcome = _processed(catalog, ADD, {name: answer for name, answer in PIER.items() if name not in {"year", "dimensions"}})
    assert [note.heading for note in outcome.notes] == ["Year: missing", "Dimensions: missing"]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"homepage": "https://drive.grand-challenge.org"}, "The record drive has the same URL."),
        ({"homepage": "http://www.drive.grand-challenge.org/#top"}, "The record drive has the same URL."),
        ({"name": "D.R.I.V.E.", "id": "drive-2"}, "The record drive has the same name."),
        ({"name": "The DRIVE dataset", "id": "drive-2"}, "The record drive has the same name."),
        ({"doi": "10.1109/tmi.2004.825627"}, "The record drive has the same publication 10.1109/tmi.2004.825627."),
    ],
)
def test_a_possible_duplicate_is_reported(answers: dict[str, str], sentence: str, catalog: Catalog) -> None:
    """A new record that shares a name, URL or publication with another record is written, and the other record is reported."""
    outcome = _processed(catalog, ADD, PIER | answers)
    assert outcome.text
    assert sentence in _notes(outcome)


@pytest.mark.parametrize("id_", ["drive", "index", "../../x", "a/b", "Drive Two", "-", "a" * 61, "$(touch x)", "..", "con.yaml"])
def test_an_invalid_id_is_rejected(id_: str, catalog: Catalog) -> None:
    """Nothing is written if the id is used, reserved or malformed."""
    outcome = _processed(catalog, ADD, PIER | {"id": id_})
    assert (outcome.file, outcome.text) == ("", "")
    assert outcome.notes


OWNER = {"id": "drive", "field": "licence[0].commercial_use", "present": "forbidden", "right": "allowed", "who": "Josiah Carberry, who made the dataset"}


def test_an_owner_corrects_a_license(catalog: Catalog) -> None:
    """An owner can correct a fact. The record names the role and the date, and cites the issue as the source."""
    outcome = _processed(catalog, CORRECT, OWNER)
    record, before = _record(outcome), catalog.sources["drive"].value
    assert record["licence"] == [before["licence"][0] | {"commercial_use": "allowed", "source": ["issue-12", *before["licence"][0]["source"]]}]
    assert record["sources"]["issue-12"] == {"url": URL, "what": "Josiah Carberry, who made the dataset, for the owners", "seen": "2026-12-01"}
    assert record["changes"][-1] == {
        "date": "2026-12-01",
        "what": "Corrected licence, commercial use, as stated by Josiah Carberry, who made the dataset, for the owners.",
    }
    assert record["checked"] == before["checked"], "one fact was compared, not the record"


CHANGED: Mapping[str, tuple[dict[str, str], tuple[Any, ...], Any]] = {
    "a count": ({"field": "counts.image", "right": "1,041"}, ("counts", "image"), 1041),
    "a rounded count": ({"field": "counts.image", "right": "about 41"}, ("counts", "image"), {"about": 41}),
    "a count that was missing": ({"field": "counts.patient", "right": "38"}, ("counts", "patient"), 38),
    "all counts": ({"field": "counts", "right": "image: 41\npatient: 38"}, ("counts",), {"image": 41, "patient": 38}),
    "terms": ({"field": "Modality", "right": "fundus photography, ultrasound"}, ("modality",), ["fundus-photography", "ultrasound"]),
    "a term": ({"field": "status", "right": "restricted"}, ("status",), "restricted"),
    "a year": ({"field": "year", "right": "2003"}, ("year",), 2003),
    "a text": ({"field": "provider", "right": "Somebody\nelse"}, ("provider",), "Somebody else"),
    "a field that was missing": ({"field": "acquisition.years", "right": "2001 to 2002"}, ("acquisition", "years"), "2001 to 2002"),
    "a part of a named split": ({"field": "splits.official.train", "right": "21"}, ("splits", 0, "train"), 21),
    "a boolean": ({"field": "splits.0.official", "right": "no"}, ("splits", 0, "official"), False),
    "a side": ({"field": "frame_size.0.width", "right": "500 to 565"}, ("frame_size", 0, "width"), [500, 565]),
    "a list of texts": ({"field": "acquisition.sites", "right": "- One\n- Two"}, ("acquisition", "sites"), ["One", "Two"]),
    "a decimal number": ({"field": "download_size.0.gigabytes", "right": "0.04 GB"}, ("download_size", 0, "gigabytes"), 0.04),
    "the only license": ({"field": "licence", "right": "CC BY 4.0"}, ("licence", 0, "id"), "CC-BY-4.0"),
}


@pytest.mark.parametrize(("answers", "path", "value"), CHANGED.values(), ids=CHANGED)
def test_a_fact_is_changed(answers: dict[str, str], path: tuple[Any, ...], value: Any, catalog: Catalog) -> None:
    """The correct value is parsed for its field and written to its path, with the page as its source."""
    outcome = _processed(catalog, CORRECT, {"id": "DRIVE", "where": "see https://example.org/x"} | answers)
    record = found = _record(outcome)
    for step in path:
        found = found[step]
    assert found == value
    if path[0] != "status":
        assert record["sources"]["example-org"] == {"url": "https://example.org/x", "seen": "2026-12-01"}
        assert "example-org" in json.dumps([record["evidence"], record["licence"], record["splits"]])


def test_a_standard_license_replaces_the_permissions(catalog: Catalog) -> None:
    """A standard license that replaces a custom one removes the permissions of the custom one."""
    [licence] = _record(_processed(catalog, CORRECT, OWNER | {"field": "licence", "present": "LicenseRef-DRIVE", "right": "CC BY 4.0"}))["licence"]
    assert {"commercial_use", "redistribution", "derivatives", "attribution"} & set(licence) == set()


UNCHANGED = {
    "an unknown record": ({"id": "drve"}, "`drve` is not a record of the catalog. Did you mean `drive`?"),
    "a path outside the catalog": ({"id": "../../mkdocs"}, "is not a record of the catalog"),
    "an unknown field": ({"field": "colour"}, "`colour` is not a field of drive."),
    "a field that forms do not change": ({"field": "evidence.year"}, "`evidence.year` is not a field of drive."),
    "a field with parts": (
        {"field": "access.routes", "right": "elsewhere"},
        "`access.routes` has several parts: write the path of one part as the field, e.g. access.routes.0.to,",
    ),
    "items with details": ({"field": "frame_size", "right": "565 × 584"}, "write the path of one part as the field, e.g. frame_size.0.width,"),
    "no value": ({"right": ""}, "Correct value: missing: Write it below the heading `Correct value`."),
    "no source": ({"who": ""}, "Source: missing: Every fact needs a source: write the URL of a page"),
    "an unknown permission": ({"right": "maybe"}, "`maybe` is not a value of this field: write `allowed`, `forbidden` or `unstated`."),
    "an unknown unit": ({"field": "counts.dragons", "right": "3"}, "`dragons` is not a term of the vocabulary unit"),
    "markup": ({"field": "provider", "right": "**us**"}, "`**` is markup"),
}


@pytest.mark.parametrize(("answers", "sentence"), UNCHANGED.values(), ids=UNCHANGED)
def test_an_invalid_correction_changes_nothing(answers: dict[str, str], sentence: str, catalog: Catalog) -> None:
    """An invalid correction changes nothing, and the message says what to write."""
    outcome = _processed(catalog, CORRECT, OWNER | answers)
    assert outcome.text == ""
    assert sentence in _notes(outcome)


def test_an_invalid_line_does_not_affect_the_others(catalog: Catalog) -> None:
    """Valid lines of an answer are kept, and each invalid line is reported."""
    bad = {
        "counts": "image: 40\nfoo: 3\npatient: 1.234",
        "target": "retinal vessel\nsome thing",
        "classes": "segmentation: background, vessel\nsegmentation: <b>, x",
    }
    outcome = _processed(catalog, ADD, PIER | bad)
    record = _record(outcome)
    assert (record["counts"], record["target"]) == ({"image": 40}, ["retinal-vessel"])
    assert record["classes"] == [{"task": "segmentation", "labels": ["background", "vessel"]}]
    assert [sum(it.heading.startswith(heading) for it in outcome.notes) for heading in ("Counts", "Target", "Labels")] == [2, 1, 1]


def test_items_are_added(catalog: Catalog) -> None:
    """An alias or a count is added to the present ones. Terms replace the present ones, which are reported."""
    id_, aliases = next((id_, list(record.aliases)) for id_, record in catalog.records.items() if len(record.aliases) > 1)
    record = _record(_processed(catalog, CORRECT, {"id": id_, "field": "aliases", "right": "Pier 39"}))
    assert record["aliases"] == [*aliases, "Pier 39"]
    counted = _record(_processed(catalog, CORRECT, {"id": "drive", "field": "counts", "right": "7 patients", "where": "https://example.org/x"}))
    assert counted["counts"] == {"image": 40, "patient": 7}
    replaced = _processed(catalog, CORRECT, {"id": "drive", "field": "modality", "right": "ultrasound", "where": "https://example.org/x"})
    assert "Removed from the record: `fundus-photography`" in _notes(replaced)


@pytest.mark.parametrize(("present", "changes"), [("40", True), ("40 images", True), ("image: 40", True), ("44", False), ("nothing", False)])
def test_the_current_value_is_compared(present: str, changes: bool, catalog: Catalog) -> None:
    """A correction of a value that the record does not have changes nothing, and the message gives the value in the record."""
    answers = {"id": "drive", "field": "counts.image", "present": present, "right": "41", "where": "https://example.org/x"}
    outcome = _processed(catalog, CORRECT, answers)
    assert bool(outcome.text) == changes
    assert ("The record has `40`" in _notes(outcome)) != changes


def test_a_count_with_its_parts_is_read(catalog: Catalog) -> None:
    """A total followed by its parts becomes a count by part."""
    answers = {"id": "drive", "field": "counts.image", "right": "223,648 (223,414 train + 234 valid)", "where": "https://example.org/x"}
    assert _record(_processed(catalog, CORRECT, answers))["counts"]["image"] == {"train": 223414, "validation": 234}


TERMS: Mapping[str, tuple[dict[str, str], dict[str, str], str]] = {
    "a prohibition with a standard license": (
        {"licence": "CC BY-NC-SA 4.0", "permissions": "redistribution: forbidden"},
        {"id": "CC-BY-NC-SA-4.0", "note": "The owner's page adds to the license: redistribution forbidden."},
        "CC-BY-NC-SA-4.0 does not include redistribution forbidden",
    ),
    "terms without a license": (
        {"terms": "<https://example.org/terms/>", "permissions": "You may not pass the images on to anybody\ncommercial_use: forbidden"},
        {
            "id": "LicenseRef-pier-39-fundus",
            "terms": "https://example.org/terms/",
            "commercial_use": "forbidden",
            "note": "You may not pass the images on to anybody.",
        },
        "Missing permissions of the custom license: redistribution, derivatives, attribution.",
    ),
}


@pytest.mark.parametrize(("answers", "licence", "sentence"), TERMS.values(), ids=TERMS)
def test_all_terms_of_use_are_kept(answers: dict[str, str], licence: dict[str, str], sentence: str, catalog: Catalog) -> None:
    """Terms of use are kept with a standard license, without a license, and as sentences. Missing permissions are reported."""
    outcome = _processed(catalog, ADD, PIER | answers)
    assert _record(outcome)["licence"] == [{"covers": "all"} | licence]
    assert sentence in _notes(outcome)


@pytest.mark.parametrize(
    "answers", [{"name": "DRIVE: Digital Retinal Images for Vessel Extraction"}, {"homepage": "http://www.isi.uu.nl/Research/Databases/DRIVE"}]
)
def test_a_dataset_is_recognized(answers: dict[str, str], catalog: Catalog) -> None:
    """A duplicate is found by a name with its full name, and by a former URL."""
    assert "The record drive has the same" in _notes(_processed(catalog, ADD, PIER | {"id": "pier"} | answers))


DEAD = {"id": "drive", "address": "https://drive.grand-challenge.org", "what": "moved", "new": "https://example.org/new/"}


def test_a_moved_url_is_replaced(catalog: Catalog) -> None:
    """A moved URL is replaced everywhere in the record except in corrections of the printed collection."""
    record = _record(_processed(catalog, DEAD_LINK, DEAD | {"id": "stare", "address": "https://cecas.clemson.edu/~ahoover/stare"}))
    assert (record["access"]["homepage"], record["access"]["routes"][0]["url"]) == ("https://example.org/new/", "https://example.org/new/")
    assert record["corrections"] == catalog.sources["stare"].value["corrections"]


def test_a_former_home_and_its_source_are_kept(catalog: Catalog) -> None:
    """The old URL of moved data is kept as a former home, with its source. Scheme, www and fragment are ignored."""
    answers = DEAD | {"id": "https://example.org/datasets/drive/", "address": "http://www.drive.grand-challenge.org/#top", "where": "https://example.net/news"}
    record = _record(_processed(catalog, DEAD_LINK, answers))
    assert record["access"]["homepage"] == "https://example.org/new/"
    assert record["access"]["links"][-1] == {
        "kind": "former-home",
        "url": "https://drive.grand-challenge.org/",
        "note": "Moved, as reported by a reader on 2026-12-01.",
        "source": ["example-net"],
    }
    assert record["sources"]["example-net"] == {"url": "https://example.net/news", "seen": "2026-12-01"}


@pytest.mark.parametrize("what", ["gone", "other content", "login required"])
def test_a_dead_link_is_kept(what: str, catalog: Catalog) -> None:
    """A dead link is never removed. A note with the report is added to the existing note."""
    outcome = _processed(catalog, DEAD_LINK, DEAD | {"what": what})
    record, before = _record(outcome), catalog.sources["drive"].value
    assert record["access"]["homepage"] == before["access"]["homepage"]
    assert record["notes"]["access.homepage"].startswith(f"{before['notes']['access.homepage']} A reader reported on 2026-12-01 that ")
    assert f"was reported as: {what}. It is kept" in " ".join(outcome.done)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"address": "https://example.org/elsewhere/"}, "The record drive does not contain `https://example.org/elsewhere/`"),
        ({"address": ""}, "The record drive does not contain"),
        ({"new": ""}, "New URL: missing"),
        ({"new": "javascript:alert(1)"}, "New URL: missing"),
        ({"new": "http://user:secret@example.org/"}, "contains a user name"),
        ({"what": "exploded"}, "Choose one of gone, moved, other content, login required."),
        ({"address": "https://medicine.uiowa.edu/eye/rite-dataset", "id": "hrf"}, "The record hrf does not contain"),
    ],
)
def test_an_invalid_report_changes_nothing(answers: dict[str, str], sentence: str, catalog: Catalog) -> None:
    """An invalid report of a dead link changes nothing, and the message says what to write."""
    outcome = _processed(catalog, DEAD_LINK, DEAD | answers)
    assert outcome.text == ""
    assert sentence in _notes(outcome)


HOSTILE = {
    "yaml": 'x\nstatus: withdrawn\n"}]\n- !!python/object/apply:os.system ["id"]',
    "an anchor": "&a [*a, *a]",
    "mentions": "@octocat @org/team and #1 and <!-- -->",
    "markup": "<img src=x onerror=alert(1)> [a](javascript:alert(1)) ![b](//c)",
    "fences": "```\n````\n~~~~\n</details>\n" + "`" * 300,
    "an expression": "${{ secrets.GITHUB_TOKEN }} {{ 7*7 }} {% raw %}",
    "a shell": "$(id) `id` ; rm -rf / | cat && :(){ :|:& };: '\"\\",
    "a path": "../../../../etc/passwd\0.yaml",
    "other directions": "\u202egro.elpmaxe\u202c\u2066\u200b\ufeff\u2028\u0085",
    "control characters": "\x1b[31mred\x07\x08\x7f",
    "a log command": "::error::x\n::set-output name=x::y\n##[group]",
    "headings": "\n\n### Correct value\n\n### Dataset\n\n### Name\n\n### Sources\n" * 900,
    "spaces": "### a" + " " * 30_000 + "b",
    "commas": "a, " * 20_000,
    "dots": "a." * 30_000,
    "digits": "9" * 60_000,
    "lines": "https://example.org/\n" * 3_000,
    "brackets": "[" * 50_000,
    "surrogates": "\ud800\udfff",
    "nothing": "",
}


@pytest.fixture(scope="module")
def few(catalog: Catalog) -> Catalog:
    """A few records of the catalog: comparing a new record with all others takes most of the time to process an issue."""
    ids = ("drive", "hrf", "stare")
    return replace(catalog, records={id_: catalog.records[id_] for id_ in ids}, sources={id_: catalog.sources[id_] for id_ in ids})


@pytest.mark.parametrize("form", [ADD, CORRECT, DEAD_LINK])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_answers_do_no_harm(text: str, form: str, few: Catalog) -> None:
    """Hostile text in all answers, or in one of them, raises no exception and leads to no file other than a record."""
    good: dict[str, str] = {ADD: PIER, CORRECT: OWNER, DEAD_LINK: DEAD}[form]
    questions = form_of(form, few.vocabularies).questions
    tried = [dict.fromkeys((it.id for it in questions), text), *(good | {it.id: text} for it in questions)]
    for answers in tried if len(text) < 1000 else tried[:1]:
        outcome = _processed(few, form, answers)
        assert outcome.file == "" or re.fullmatch(r"catalog/datasets/[a-z0-9-]+\.yaml", outcome.file)
        assert "@" not in proposal(outcome, _issue("")).replace("@users.noreply.github.com", "")
        assert comment(outcome, text).replace("\n", "").isprintable()
        assert re.search(r"@|<|\$|\]\(|::", _outside_fences(comment(outcome, text))) is None


def test_titles_contain_no_text_of_the_issue(catalog: Catalog) -> None:
    """Names given by contributors do not appear in titles or in our own sentences."""
    answers = OWNER | {"field": "splits.0.further.@octocat", "present": "", "right": "3", "where": "https://example.org/x"}
    outcome = _processed(catalog, CORRECT, answers)
    assert outcome.title == "Correct drive: splits.0.further.…"
    assert "@" not in " ".join(outcome.done)


def test_a_heading_within_an_answer_belongs_to_it(catalog: Catalog) -> None:
    """A heading within an answer is part of that answer."""
    outcome = _processed(catalog, ADD, PIER | {"provider": "The harbour\n\n### Year\n\n1950"})
    assert (_record(outcome)["year"], _record(outcome)["provider"]) == (2021, "The harbour ### Year 1950")


def _outside_fences(markdown: str) -> str:
    """Return the text of a comment outside its code fences, by the rules of CommonMark, on one line."""
    found, fence = [], ""
    for line in markdown.split("\n"):
        opening = re.match(r"(`{3,})[^`]*$", line)
        if fence:
            fence = "" if re.fullmatch(rf"{fence}`*\s*", line) else fence
        elif opening:
            fence = opening[1]
        else:
            found.append(line)
    assert fence == "", "a code fence is not closed"
    return " ".join(found)


@given(st.text(max_size=80), st.binary(max_size=40))
@settings(max_examples=25, deadline=None)
def test_any_text_is_an_issue(text: str, content: bytes) -> None:
    """Any bytes can be read as an issue."""
    for given_ in (
        text.encode("utf-8", errors="replace"),
        content,
        b'{"issue": ' + content,
        json.dumps({"issue": {"body": text, "user": text, "number": text}}).encode(),
    ):
        assert isinstance(read(given_), GitHubIssue)


def test_other_issues_are_reported(catalog: Catalog) -> None:
    """An issue that was not created with a form, or is too long, changes nothing, and its author gets a message."""
    assert "Open a new issue with one of the forms" in _notes(processed(_issue("Please add DRIVE\n\n### Name\n\nDRIVE"), catalog, _text, facts_by_path))
    assert "has more than 70000 characters" in _notes(processed(_issue("x" * 70_001), catalog, _text, facts_by_path))


EVENT = {
    "action": "opened",
    "issue": {
        "number": 12,
        "html_url": URL,
        "created_at": "2026-12-01T08:00:00Z",
        "user": {"login": "octo-cat", "id": 583231},
        "labels": [{"name": "add-dataset"}],
    },
}


@pytest.mark.parametrize(
    ("event", "author", "trailer"),
    [
        (EVENT, "", "Co-authored-by: octo-cat <583231+octo-cat@users.noreply.github.com>"),
        (EVENT["issue"], "", "Co-authored-by: octo-cat <583231+octo-cat@users.noreply.github.com>"),
        (EVENT, "another", "Co-authored-by: another <another@users.noreply.github.com>"),
        ({"issue": {"user": {"login": "x>\nSigned-off-by: y", "id": "1"}}}, "", ""),
        ({"body": 7, "number": True, "user": []}, "", ""),
        ({}, "a b", ""),
    ],
)
def test_the_author_is_named(event: dict[str, Any], author: str, trailer: str) -> None:
    """The author of an issue becomes the co-author, with user name and number if known."""
    assert read(json.dumps(event).encode(), author).trailer == trailer


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The parent folder of a small catalog, which is the working directory."""
    shutil.copytree(ROOT / "tests" / "small", tmp_path / "catalog")
    shutil.copytree(ROOT / "catalog" / "vocabulary", tmp_path / "catalog" / "catalog" / "vocabulary")
    monkeypatch.chdir(tmp_path / "catalog")
    return tmp_path


Run = Callable[[str, Mapping[str, str]], str]


@pytest.fixture
def run(small: Path, catalog: Catalog) -> Run:
    """Runs the command on an event with answers of a form, and returns its output."""

    def command(form: str, answers: Mapping[str, str]) -> str:
        event = small / "event.json"
        event.write_text(json.dumps(EVENT | {"issue": EVENT["issue"] | {"body": _body(catalog, form, answers)}}), encoding="utf-8")  # type: ignore[operator]
        done = CliRunner().invoke(main, ["from-issue", str(event), "--text", str(small / "text.md")], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    return command


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


def test_the_command_writes_one_record(run: Run, small: Path) -> None:
    """The command writes only the record and the text of the pull request. Its output ends with the report of the checks."""
    before = _files(small)
    printed = run(ADD, PIER)
    after = _files(small)
    assert set(after) - set(before) == {"catalog/catalog/datasets/pier-39-fundus.yaml", "text.md", "event.json"}
    assert {name for name in before if after[name] != before[name]} == set()
    assert printed.startswith("### Add pier-39-fundus\n\n- The record `pier-39-fundus` was created from the answers.\n")
    assert "**Report of `curator check`**\n\n```text\n" in printed
    assert after["text.md"] == (
        "Add pier-39-fundus\n\n- The record `pier-39-fundus` was created from the answers.\n\nCreated by `curator from-issue` from issue #12.\n\n"
        "Closes #12\n\nCo-authored-by: octo-cat <583231+octo-cat@users.noreply.github.com>\n"
    )
    assert [problem for problem in catalogs.load(small / "catalog")[1] if "pier" in problem.file] == []


def test_the_command_leaves_no_text_without_a_change(run: Run, small: Path) -> None:
    """Without a change, the text of a pull request is removed, so that no pull request is opened."""
    run(ADD, PIER)
    printed = run(ADD, PIER)
    assert "The catalog already has the record `pier-39-fundus`." in printed
    assert not (small / "text.md").exists()


def test_the_command_reads_a_body_alone(small: Path, catalog: Catalog) -> None:
    """The file can be the text of the issue, with author and number given as options."""
    (small / "body.md").write_text(_body(catalog, DEAD_LINK, {"id": "good", "address": "https://example.org/harbour/", "what": "gone"}), encoding="utf-8")
    words = ["from-issue", str(small / "body.md"), "--author", "octo-cat", "--number", "3", "--text", str(small / "text.md")]
    assert CliRunner().invoke(main, words, catch_exceptions=False).exit_code == 0
    assert "Closes #3\n\nCo-authored-by: octo-cat <octo-cat@users.noreply.github.com>\n" in (small / "text.md").read_text(encoding="utf-8")


def test_the_workflow_proposes_the_change(small: Path, catalog: Catalog) -> None:
    """The workflow commits the record to a branch, with the author as co-author, and opens a pull request. A branch with commits by a person is not overwritten."""

    def run(script: str, folder: Path, **further: str) -> str:
        environment = os.environ | WHO | {"PATH": f"{small / 'programs'}:{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": "/dev/null"} | further
        return subprocess.run(["bash", "-e", "-c", script], cwd=folder, env=environment, check=True, capture_output=True, text=True, timeout=60).stdout

    checkout, change = small / "catalog", small / "there" / "change"
    (small / "event.json").write_text(json.dumps({"issue": EVENT["issue"] | {"body": _body(catalog, ADD, PIER)}}), encoding="utf-8")  # type: ignore[operator]
    (checkout / ".gitignore").write_text(".venv/\n", encoding="utf-8")
    program(checkout / ".venv" / "bin" / "curator", f'exec "{sys.executable}" -m curator "$@"')
    program(small / "programs" / "gh", f'echo "$@" >> "{small}/gh.log"; [ "$1 $2" != "repo clone" ] || git clone --quiet "{small}/origin" "$4"')
    run("git init --quiet --initial-branch main; git add .; git commit --quiet -m Begin; git clone --quiet --bare . ../origin", checkout)
    run(script("from-issue.yml", "read", "Convert the answers into a change"), checkout, CHANGE=str(change), GITHUB_EVENT_PATH=str(small / "event.json"))
    (change / "review.md").write_text("reviewed\n", encoding="utf-8")
    propose = script("from-issue.yml", "propose", "Open or update the pull request")
    names = {"BRANCH": "from-issue/12", "GITHUB_REPOSITORY": "owner/repository"}
    run(propose, small / "there", **names)
    commit = run("git log -1 --format=%B from-issue/12; git diff --name-only main from-issue/12", small / "origin")
    assert commit.startswith("Add pier-39-fundus\n\n")
    assert commit.endswith("Co-authored-by: octo-cat <583231+octo-cat@users.noreply.github.com>\n\ncatalog/datasets/pier-39-fundus.yaml\n")
    assert "pr create --head from-issue/12 --title Add pier-39-fundus --body-file ../body.md\n" in (small / "gh.log").read_text(encoding="utf-8")
    assert (small / "there" / "checks.md").read_text(encoding="utf-8").endswith("\nreviewed\n")
    for committer, stays in (("robot@example.org", False), ("reviewer@example.org", True)):
        run(f"git -C clone commit --quiet --amend --no-edit --date now; mv clone {committer}", small / "there", GIT_COMMITTER_EMAIL=committer)
        run("git push --quiet --force origin HEAD", small / "there" / committer)
        before = run("git rev-parse from-issue/12", small / "origin")
        (change / "text.md").write_text(f"Again {committer}\n", encoding="utf-8")
        run(propose, small / "there", **names)
        assert (run("git rev-parse from-issue/12", small / "origin") == before) == stays
