"""What is promised of issues made with a form: they become a record, a changed fact or a mended address, whatever people write in them."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from curator.cli import main
from curator.contribute.issue_urls import ADD, CORRECT, DEAD_LINK
from curator.contribute.issues.answer import answered
from curator.contribute.issues.issue import Issue, read
from curator.contribute.issues.outcome import Outcome
from curator.contribute.issues.questions import forms
from curator.contribute.issues.reply import comment, proposal
from curator.records import load as catalogs
from curator.records import yaml_source
from curator.records.catalog import Catalog
from curator.site.views.dataset_page import facts_by_path
from workflows import WHO, program, script

URL = "https://example.org/repository/issues/12"
SUMMARY = "Thirty photographs of the retina that nobody took. " * 9
PIER = {
    "name": "Pier 39 Fundus",
    "summary": SUMMARY,
    "kind": "medical",
    "year": "2021",
    "homepage": "https://example.org/pier/",
    "steps": "download, account",
    "modality": "fundus photography, optical coherence tomography",
    "target": "retinal vessel",
    "tasks": "segmentation",
    "dimensions": "2D",
    "counts": "image: 1,200\n- 40 patients\nvolume: about 30",
    "frame_size": "565 × 584\n512x512x95 to 764 pixels",
    "splits": "official: train 1,000, test 200",
    "classes": "segmentation: background, vessel",
    "where": "https://example.org/pier/about/\ncounts, splits: https://example.net/paper/",
}
"""Answers of somebody who adds a dataset."""


def _body(catalog: Catalog, form: str, answers: Mapping[str, str]) -> str:
    """The text of an issue, as GitHub renders a form's answers."""
    questions = next(it.questions for it in forms(catalog.vocabularies) if it.file == form)
    return "\n\n".join(f"### {question.label}\n\n{answers.get(question.id, '_No response_')}" for question in questions)


def _issue(body: str) -> Issue:
    return Issue(body, "octo-cat", 583231, 12, URL, "2026-12-01")


def _text(id_: str) -> str:
    return (ROOT / catalogs.DATASETS / f"{id_}.yaml").read_text(encoding="utf-8")


def _answered(catalog: Catalog, form: str, answers: Mapping[str, str]) -> Outcome:
    return answered(_issue(_body(catalog, form, answers)), catalog, _text, facts_by_path)


def _record(outcome: Outcome) -> Any:
    return yaml_source.read(outcome.file, outcome.text.encode()).value


def _told(outcome: Outcome) -> str:
    return "\n".join(f"{remark.head}: {remark.text}" for remark in outcome.remarks)


def test_a_dataset_becomes_a_record(catalog: Catalog) -> None:
    """The answers about a dataset become a record with terms, numbers and sources in their places."""
    outcome = _answered(catalog, ADD, PIER)
    record = _record(outcome)
    assert (outcome.title, outcome.file, _told(outcome)) == ("Add pier-39-fundus", "catalog/datasets/pier-39-fundus.yaml", "")
    assert record["modality"] == ["fundus-photography", "oct"]
    assert record["counts"] == {"image": 1200, "patient": 40, "volume": {"about": 30}}
    assert record["frame_size"] == [{"width": 565, "height": 584}, {"width": 512, "height": 512, "depth": [95, 764]}]
    assert record["splits"] == [{"name": "official", "unit": "image", "train": 1000, "test": 200}]
    assert record["access"]["routes"] == [{"to": "the data", "steps": ["account", "download"], "url": "https://example.org/pier/"}]
    assert record["sources"] == {"owner": {"url": "https://example.org/pier/about/"}, "example-net": {"url": "https://example.net/paper/"}}
    assert {field: names for field, names in record["evidence"].items() if names != ["owner"]} == {"counts": ["example-net"], "splits": ["example-net"]}
    assert (record["status"], record["checked"]) == ("available", "2026-12-01")


TAKEN: Mapping[str, tuple[dict[str, str], str, Any]] = {
    "an id of one's own": ({"id": "pier"}, "name", "Pier 39 Fundus"),
    "other line ends": ({"counts": "image: 7\r\nslice: 9"}, "counts", {"image": 7, "slice": 9}),
    "a part beyond the usual": (
        {"splits": "ours, patient: train 3, live challenge: 4"},
        "splits",
        [{"name": "ours", "unit": "patient", "train": 3, "further": {"live challenge": 4}}],
    ),
    "labels by number": ({"classes": "classification: 1,000 classes"}, "classes", [{"task": "classification", "number": 1000}]),
    "a standard licence": ({"licence": "CC BY 4.0"}, "licence", [{"covers": "all", "id": "CC-BY-4.0"}]),
    "no licence": ({"licence": "none: I read the owner's pages, and they state no licence"}, "licence", [{"covers": "all", "id": "NONE"}]),
    "the owner's terms": (
        {
            "licence": "the owner's own terms",
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
    "a hard way": ({"steps": "account, application"}, "status", "restricted"),
    "a work that is known": ({"doi": "https://doi.org/10.1109/TMI.2004.825627"}, "citations", {"paper": ["staal2004ridge"]}),
}


@pytest.mark.parametrize(("answers", "field", "value"), TAKEN.values(), ids=TAKEN)
def test_an_answer_becomes_a_field(answers: dict[str, str], field: str, value: Any, catalog: Catalog) -> None:
    """An answer is read as people write it, and stands in the record as the model wants it."""
    assert _record(_answered(catalog, ADD, PIER | answers))[field] == value


REFUSED = {
    "a term that is none": (
        {"target": "retinal vessels"},
        "target",
        (
            "Target could not be taken: `retinal vessels` is not a term of the vocabulary target: write `retinal-vessel` if you mean that; "
            "otherwise add the term to catalog/vocabulary/target.yaml."
        ),
    ),
    "a word for a number": ({"year": "soon"}, "year", "Year could not be taken: `soon` is not a whole number: write digits alone, e.g. 1234."),
    "a year of another age": ({"year": "1066"}, "year", "Year could not be taken: `1066` is out of range: write a number of at least 1895."),
    "markup": ({"provider": "<b>us</b>"}, "provider", "Provider could not be taken: `<b>` is markup: write plain text; the site formats it."),
    "a stand-in": (
        {"provider": "N/A"},
        "provider",
        "Provider could not be taken: `N/A` is a placeholder for a missing value: remove the field: leave out what is not known.",
    ),
    "a count without a unit": (
        {"counts": "1200"},
        "counts",
        "How much there is could not be taken: `1200` is not a unit and its number: write e.g. image: 40.",
    ),
    "a size without a height": (
        {"frame_size": "565"},
        "frame_size",
        "Size of the images could not be taken: `565` is not a size: write width × height, e.g. 565 × 584.",
    ),
    "a split without numbers": (
        {"splits": "official"},
        "splits",
        "Splits could not be taken: `official` is not a split: write e.g. official, image: train 20, test 20.",
    ),
    "no homepage": (
        {"homepage": "example"},
        "access",
        "Homepage could not be taken: expected a complete http or https address, found `example`: write the complete address",
    ),
    "terms without what they say": (
        {"licence": "the owner's own terms"},
        "licence",
        "What the owner's own terms say of commercial_use, redistribution, derivatives, attribution is not told",
    ),
    "no place": ({"where": "I saw it"}, "sources", "Where you saw it could not be taken: `I saw it` holds no address: write the whole address of a page"),
    "a place of an unknown field": (
        {"where": "sises: https://example.org/a/"},
        "sises",
        "Where you saw it could not be taken: `sises` is not a field that this record has",
    ),
}


@pytest.mark.parametrize(("answers", "field", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_told(answers: dict[str, str], field: str, sentence: str, catalog: Catalog) -> None:
    """An answer that the field does not take is left out of the record, and told with what to write."""
    outcome = _answered(catalog, ADD, PIER | answers)
    assert sentence in _told(outcome)
    assert not outcome.text or field not in _record(outcome)


def test_what_is_missing_is_told(catalog: Catalog) -> None:
    """A needed answer that was not given is asked for by its heading."""
    outcome = _answered(catalog, ADD, {name: answer for name, answer in PIER.items() if name not in {"year", "dimensions"}})
    assert [remark.head for remark in outcome.remarks] == ["Year is missing", "Dimensions is missing"]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"homepage": "https://drive.grand-challenge.org"}, "The record drive shares its address."),
        ({"homepage": "http://www.drive.grand-challenge.org/#top"}, "The record drive shares its address."),
        ({"name": "D.R.I.V.E.", "id": "drive-2"}, "The record drive shares its name."),
        ({"name": "The DRIVE dataset", "id": "drive-2"}, "The record drive shares its name."),
        ({"doi": "10.1109/tmi.2004.825627"}, "The record drive shares the work 10.1109/tmi.2004.825627."),
    ],
)
def test_a_possible_double_is_told(answers: dict[str, str], sentence: str, catalog: Catalog) -> None:
    """A new record that shares name, address or work with another is written, and the other is named."""
    outcome = _answered(catalog, ADD, PIER | answers)
    assert outcome.text
    assert sentence in _told(outcome)


@pytest.mark.parametrize("id_", ["drive", "index", "../../x", "a/b", "Drive Two", "-", "a" * 61, "$(touch x)", "..", "con.yaml"])
def test_an_id_that_cannot_be_is_refused(id_: str, catalog: Catalog) -> None:
    """Nothing is written under an id that is taken, reserved, or no id at all."""
    outcome = _answered(catalog, ADD, PIER | {"id": id_})
    assert (outcome.file, outcome.text) == ("", "")
    assert outcome.remarks


OWNER = {"id": "drive", "field": "licence[0].commercial_use", "present": "forbidden", "right": "allowed", "who": "Josiah Carberry, who made the dataset"}


def test_an_owner_corrects_a_licence(catalog: Catalog) -> None:
    """An owner's word changes a fact; the record says who asserted it, and when, and the issue is the source."""
    outcome = _answered(catalog, CORRECT, OWNER)
    record, before = _record(outcome), catalog.sources["drive"].value
    assert record["licence"] == [before["licence"][0] | {"commercial_use": "allowed", "source": ["issue-12", *before["licence"][0]["source"]]}]
    assert record["sources"]["issue-12"] == {"url": URL, "what": "Josiah Carberry, who made the dataset, for the owners", "seen": "2026-12-01"}
    assert record["changes"][-1] == {
        "date": "2026-12-01",
        "what": "Corrected licence, commercial use, as asserted by Josiah Carberry, who made the dataset, for the owners.",
    }
    assert record["checked"] == before["checked"], "one fact was compared, not the record"


CHANGED: Mapping[str, tuple[dict[str, str], tuple[Any, ...], Any]] = {
    "a count": ({"field": "counts.image", "right": "1,041"}, ("counts", "image"), 1041),
    "a rounded count": ({"field": "counts.image", "right": "about 41"}, ("counts", "image"), {"about": 41}),
    "a count that was not there": ({"field": "counts.patient", "right": "38"}, ("counts", "patient"), 38),
    "all counts": ({"field": "counts", "right": "image: 41\npatient: 38"}, ("counts",), {"image": 41, "patient": 38}),
    "terms": ({"field": "Modality", "right": "fundus photography, ultrasound"}, ("modality",), ["fundus-photography", "ultrasound"]),
    "a term": ({"field": "status", "right": "restricted"}, ("status",), "restricted"),
    "a year": ({"field": "year", "right": "2003"}, ("year",), 2003),
    "a text": ({"field": "provider", "right": "Somebody\nelse"}, ("provider",), "Somebody else"),
    "a field that was not there": ({"field": "acquisition.years", "right": "2001 to 2002"}, ("acquisition", "years"), "2001 to 2002"),
    "a part of a named split": ({"field": "splits.official.train", "right": "21"}, ("splits", 0, "train"), 21),
    "yes": ({"field": "splits.0.official", "right": "no"}, ("splits", 0, "official"), False),
    "a side": ({"field": "frame_size.0.width", "right": "500 to 565"}, ("frame_size", 0, "width"), [500, 565]),
    "a list of texts": ({"field": "acquisition.sites", "right": "- One\n- Two"}, ("acquisition", "sites"), ["One", "Two"]),
    "an amount": ({"field": "download_size.0.gigabytes", "right": "0.04 GB"}, ("download_size", 0, "gigabytes"), 0.04),
    "the one licence": ({"field": "licence", "right": "CC BY 4.0"}, ("licence", 0, "id"), "CC-BY-4.0"),
}


@pytest.mark.parametrize(("answers", "path", "value"), CHANGED.values(), ids=CHANGED)
def test_a_fact_is_changed(answers: dict[str, str], path: tuple[Any, ...], value: Any, catalog: Catalog) -> None:
    """What is right is read as the field takes it, and stands at the field's path with the page where it was seen."""
    outcome = _answered(catalog, CORRECT, {"id": "DRIVE", "where": "see https://example.org/x"} | answers)
    record = found = _record(outcome)
    for step in path:
        found = found[step]
    assert found == value
    if path[0] != "status":
        assert record["sources"]["example-org"] == {"url": "https://example.org/x", "seen": "2026-12-01"}
        assert "example-org" in json.dumps([record["evidence"], record["licence"], record["splits"]])


def test_a_standard_licence_settles_what_it_allows(catalog: Catalog) -> None:
    """Where a standard licence takes the place of the owner's terms, the permissions written for those go."""
    [licence] = _record(_answered(catalog, CORRECT, OWNER | {"field": "licence", "present": "LicenseRef-DRIVE", "right": "CC BY 4.0"}))["licence"]
    assert {"commercial_use", "redistribution", "derivatives", "attribution"} & set(licence) == set()


UNCHANGED = {
    "an unknown record": ({"id": "drve"}, "`drve` is not a record of the catalog. Write `drive`, if you mean that."),
    "a way out of the catalog": ({"id": "../../mkdocs"}, "is not a record of the catalog"),
    "an unknown field": ({"field": "colour"}, "`colour` is no field of drive."),
    "what forms do not mend": ({"field": "evidence.year"}, "`evidence.year` is no field of drive."),
    "a field with parts": (
        {"field": "access.routes", "right": "elsewhere"},
        "`access.routes` has several parts: name the one that is wrong as the field, e.g. access.routes.0.to,",
    ),
    "items that say more than a line": ({"field": "frame_size", "right": "565 × 584"}, "name the one that is wrong as the field, e.g. frame_size.0.width,"),
    "no value": ({"right": ""}, "What is right is missing: Write it below the heading `What is right`."),
    "no place": ({"who": ""}, "Where you saw it is missing: Write the address of a page that says so"),
    "a word that is no permission": ({"right": "maybe"}, "`maybe` is not a value of this field: write `allowed`, `forbidden` or `unstated`."),
    "a unit that is none": ({"field": "counts.dragons", "right": "3"}, "`dragons` is not a term of the vocabulary unit"),
    "markup": ({"field": "provider", "right": "**us**"}, "`**` is markup"),
}


@pytest.mark.parametrize(("answers", "sentence"), UNCHANGED.values(), ids=UNCHANGED)
def test_a_fact_stays_where_the_answers_do_not_do(answers: dict[str, str], sentence: str, catalog: Catalog) -> None:
    """A correction that cannot be taken changes nothing, and says what to write."""
    outcome = _answered(catalog, CORRECT, OWNER | answers)
    assert outcome.text == ""
    assert sentence in _told(outcome)


def test_one_bad_line_costs_no_good_one(catalog: Catalog) -> None:
    """Of an answer of several lines the good ones are kept, and every bad one is listed."""
    bad = {
        "counts": "image: 40\nfoo: 3\npatient: 1.234",
        "target": "retinal vessel\nsome thing",
        "classes": "segmentation: background, vessel\nsegmentation: <b>, x",
    }
    outcome = _answered(catalog, ADD, PIER | bad)
    record = _record(outcome)
    assert (record["counts"], record["target"]) == ({"image": 40}, ["retinal-vessel"])
    assert record["classes"] == [{"task": "segmentation", "labels": ["background", "vessel"]}]
    assert [sum(it.head.startswith(head) for it in outcome.remarks) for head in ("How much", "Target", "Labels")] == [2, 1, 1]


def test_names_are_added_and_none_is_lost(catalog: Catalog) -> None:
    """A further alias or count is added to what the record has; where terms take the place of others, those are named."""
    id_, aliases = next((id_, list(record.aliases)) for id_, record in catalog.records.items() if len(record.aliases) > 1)
    record = _record(_answered(catalog, CORRECT, {"id": id_, "field": "aliases", "right": "Pier 39"}))
    assert record["aliases"] == [*aliases, "Pier 39"]
    counted = _record(_answered(catalog, CORRECT, {"id": "drive", "field": "counts", "right": "7 patients", "where": "https://example.org/x"}))
    assert counted["counts"] == {"image": 40, "patient": 7}
    replaced = _answered(catalog, CORRECT, {"id": "drive", "field": "modality", "right": "ultrasound", "where": "https://example.org/x"})
    assert "What the record had and has no more: `fundus-photography`" in _told(replaced)


@pytest.mark.parametrize(("present", "changes"), [("40", True), ("40 images", True), ("image: 40", True), ("44", False), ("nothing", False)])
def test_what_the_record_says_is_compared(present: str, changes: bool, catalog: Catalog) -> None:
    """A correction of something that the record does not say changes nothing, and says what the record has."""
    answers = {"id": "drive", "field": "counts.image", "present": present, "right": "41", "where": "https://example.org/x"}
    outcome = _answered(catalog, CORRECT, answers)
    assert bool(outcome.text) == changes
    assert ("The record says `40`" in _told(outcome)) != changes


def test_a_count_with_its_parts_is_read(catalog: Catalog) -> None:
    """A total with its parts behind it becomes a count by part."""
    answers = {"id": "drive", "field": "counts.image", "right": "223,648 (223,414 train + 234 valid)", "where": "https://example.org/x"}
    assert _record(_answered(catalog, CORRECT, answers))["counts"]["image"] == {"train": 223414, "validation": 234}


TERMS: Mapping[str, tuple[dict[str, str], dict[str, str], str]] = {
    "a prohibition beside a standard licence": (
        {"licence": "CC BY-NC-SA 4.0", "permissions": "redistribution: forbidden"},
        {"id": "CC-BY-NC-SA-4.0", "note": "The owner's page adds to the licence: redistribution forbidden."},
        "CC-BY-NC-SA-4.0 does not say redistribution forbidden",
    ),
    "terms without a licence": (
        {"terms": "<https://example.org/terms/>", "permissions": "You may not pass the images on to anybody\ncommercial_use: forbidden"},
        {
            "id": "LicenseRef-pier-39-fundus",
            "terms": "https://example.org/terms/",
            "commercial_use": "forbidden",
            "note": "You may not pass the images on to anybody.",
        },
        "What the owner's own terms say of redistribution, derivatives, attribution is not told",
    ),
}


@pytest.mark.parametrize(("answers", "licence", "sentence"), TERMS.values(), ids=TERMS)
def test_no_term_of_a_licence_is_lost(answers: dict[str, str], licence: dict[str, str], sentence: str, catalog: Catalog) -> None:
    """Terms beside a standard licence, without one, or in a sentence, are kept, and what they leave open is asked."""
    outcome = _answered(catalog, ADD, PIER | answers)
    assert _record(outcome)["licence"] == [{"covers": "all"} | licence]
    assert sentence in _told(outcome)


@pytest.mark.parametrize(
    "answers", [{"name": "DRIVE: Digital Retinal Images for Vessel Extraction"}, {"homepage": "http://www.isi.uu.nl/Research/Databases/DRIVE"}]
)
def test_a_dataset_is_recognized(answers: dict[str, str], catalog: Catalog) -> None:
    """A dataset that the catalog has is recognized by a name with its long form, and by an address it had before."""
    assert "The record drive shares its" in _told(_answered(catalog, ADD, PIER | {"id": "pier"} | answers))


DEAD = {"id": "drive", "address": "https://drive.grand-challenge.org", "what": "moved", "new": "https://example.org/new/"}


def test_an_address_that_moved_is_replaced(catalog: Catalog) -> None:
    """A moved address is replaced wherever the record has it; what the print said, and what was right of it then, stays."""
    record = _record(_answered(catalog, DEAD_LINK, DEAD | {"id": "stare", "address": "https://cecas.clemson.edu/~ahoover/stare"}))
    assert (record["access"]["homepage"], record["access"]["routes"][0]["url"]) == ("https://example.org/new/", "https://example.org/new/")
    assert record["corrections"] == catalog.sources["stare"].value["corrections"]


def test_a_former_home_and_its_source_are_kept(catalog: Catalog) -> None:
    """Where data moved, the old address stays as a former home, with the page that says so; scheme, www and fragment do not matter."""
    answers = DEAD | {"id": "https://example.org/datasets/drive/", "address": "http://www.drive.grand-challenge.org/#top", "where": "https://example.net/news"}
    record = _record(_answered(catalog, DEAD_LINK, answers))
    assert record["access"]["homepage"] == "https://example.org/new/"
    assert record["access"]["links"][-1] == {
        "kind": "former-home",
        "url": "https://drive.grand-challenge.org/",
        "note": "Moved, as a reader reported on 2026-12-01.",
        "source": ["example-net"],
    }
    assert record["sources"]["example-net"] == {"url": "https://example.net/news", "seen": "2026-12-01"}


@pytest.mark.parametrize("what", ["gone", "other content", "needs a login"])
def test_an_address_that_is_gone_stays(what: str, catalog: Catalog) -> None:
    """An address that is gone is never removed; a remark says what was reported, behind what stood there."""
    outcome = _answered(catalog, DEAD_LINK, DEAD | {"what": what})
    record, before = _record(outcome), catalog.sources["drive"].value
    assert record["access"]["homepage"] == before["access"]["homepage"]
    assert record["notes"]["access.homepage"].startswith(f"{before['notes']['access.homepage']} A reader reported on 2026-12-01 that ")
    assert f"is reported as: {what}. It stays" in " ".join(outcome.done)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"address": "https://example.org/elsewhere/"}, "`https://example.org/elsewhere/` stands nowhere in drive"),
        ({"address": ""}, "stands nowhere in drive"),
        ({"new": ""}, "The new address is missing"),
        ({"new": "javascript:alert(1)"}, "The new address is missing"),
        ({"new": "http://user:secret@example.org/"}, "contains a user name"),
        ({"what": "exploded"}, "Choose one of gone, moved, other content, needs a login."),
        ({"address": "https://medicine.uiowa.edu/eye/rite-dataset", "id": "hrf"}, "stands nowhere in hrf"),
    ],
)
def test_an_address_stays_where_the_answers_do_not_do(answers: dict[str, str], sentence: str, catalog: Catalog) -> None:
    """A report of a dead link that cannot be taken changes nothing, and says what to write."""
    outcome = _answered(catalog, DEAD_LINK, DEAD | answers)
    assert outcome.text == ""
    assert sentence in _told(outcome)


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
    "headings": "\n\n### Right\n\n### Dataset\n\n### Name\n\n### Where you saw it\n" * 900,
    "spaces": "### a" + " " * 30_000 + "b",
    "commas": "a, " * 20_000,
    "dots": "a." * 30_000,
    "digits": "9" * 60_000,
    "lines": "https://example.org/\n" * 3_000,
    "brackets": "[" * 50_000,
    "surrogates": "\ud800\udfff",
    "nothing": "",
}


@pytest.mark.parametrize("form", [ADD, CORRECT, DEAD_LINK])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_answers_do_no_harm(text: str, form: str, catalog: Catalog) -> None:
    """Whatever stands in every answer, or in one beside good ones, nothing raises, and no file is named but a record."""
    good: dict[str, str] = {ADD: PIER, CORRECT: OWNER, DEAD_LINK: DEAD}[form]
    questions = next(it.questions for it in forms(catalog.vocabularies) if it.file == form)
    tried = [dict.fromkeys((it.id for it in questions), text), *(good | {it.id: text} for it in questions)]
    for answers in tried if len(text) < 1000 else tried[:1]:
        outcome = _answered(catalog, form, answers)
        assert outcome.file == "" or re.fullmatch(r"catalog/datasets/[a-z0-9-]+\.yaml", outcome.file)
        assert "@" not in proposal(outcome, _issue("")).replace("@users.noreply.github.com", "")
        assert comment(outcome, text).replace("\n", "").isprintable()
        assert re.search(r"@|<|\$|\]\(|::", _outside_fences(comment(outcome, text))) is None


def test_a_name_that_somebody_gave_stays_out_of_titles(catalog: Catalog) -> None:
    """What is not a word of the record format, nor one that the record had before, does not stand in a title or in our own sentences."""
    answers = OWNER | {"field": "splits.0.further.@octocat", "present": "", "right": "3", "where": "https://example.org/x"}
    outcome = _answered(catalog, CORRECT, answers)
    assert outcome.title == "Correct drive: splits.0.further.…"
    assert "@" not in " ".join(outcome.done)


def test_a_heading_within_an_answer_belongs_to_it(catalog: Catalog) -> None:
    """A heading counts once and in the form's order: one that an answer repeats is text of that answer."""
    outcome = _answered(catalog, ADD, PIER | {"provider": "The harbour\n\n### Year\n\n1950"})
    assert (_record(outcome)["year"], _record(outcome)["provider"]) == (2021, "The harbour ### Year 1950")


def _outside_fences(markdown: str) -> str:
    """What a comment says outside its fences, by the rules of CommonMark, on one line."""
    found, fence = [], ""
    for line in markdown.split("\n"):
        opening = re.match(r"(`{3,})[^`]*$", line)
        if fence:
            fence = "" if re.fullmatch(rf"{fence}`*\s*", line) else fence
        elif opening:
            fence = opening[1]
        else:
            found.append(line)
    assert fence == "", "a fence is not closed"
    return " ".join(found)


@given(st.text(max_size=80), st.binary(max_size=40))
@settings(max_examples=25, deadline=None)
def test_any_text_is_an_issue(text: str, content: bytes) -> None:
    """Any bytes are read as an issue, which a form may have made or not."""
    for given_ in (
        text.encode("utf-8", errors="replace"),
        content,
        b'{"issue": ' + content,
        json.dumps({"issue": {"body": text, "user": text, "number": text}}).encode(),
    ):
        assert isinstance(read(given_), Issue)


def test_a_text_that_no_form_made_is_told(catalog: Catalog) -> None:
    """An issue that was not made with a form, or is too long, changes nothing, and its author is told."""
    assert "Open a new issue with one of the forms" in _told(answered(_issue("Please add DRIVE\n\n### Name\n\nDRIVE"), catalog, _text, facts_by_path))
    assert "has more than 70000 characters" in _told(answered(_issue("x" * 70_001), catalog, _text, facts_by_path))


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
    """The author of an issue becomes the co-author, by handle and number as far as they are known, and by nothing else."""
    assert read(json.dumps(event).encode(), author).trailer == trailer


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a small catalog, which the command works in."""
    shutil.copytree(ROOT / "tests" / "small", tmp_path / "catalog")
    shutil.copytree(ROOT / "catalog" / "vocabulary", tmp_path / "catalog" / "catalog" / "vocabulary")
    monkeypatch.chdir(tmp_path / "catalog")
    return tmp_path


Run = Callable[[str, Mapping[str, str]], str]


@pytest.fixture
def run(small: Path, catalog: Catalog) -> Run:
    """Runs the command on an event with answers of a form; gives what it prints."""

    def command(form: str, answers: Mapping[str, str]) -> str:
        event = small / "event.json"
        event.write_text(json.dumps(EVENT | {"issue": EVENT["issue"] | {"body": _body(catalog, form, answers)}}), encoding="utf-8")  # type: ignore[operator]
        done = CliRunner().invoke(main, ["from-issue", str(event), "--text", str(small / "text.md")], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    return command


def _files(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_command_writes_one_record(run: Run, small: Path) -> None:
    """The command writes the record and the pull request's text, and nothing else; what it prints ends with what the checks say."""
    before = _files(small)
    printed = run(ADD, PIER)
    after = _files(small)
    assert set(after) - set(before) == {"catalog/catalog/datasets/pier-39-fundus.yaml", "text.md", "event.json"}
    assert {name for name in before if after[name] != before[name]} == set()
    assert printed.startswith("### Add pier-39-fundus\n\n- `pier-39-fundus` becomes a record of what could be understood.\n")
    assert "**What `curator check` reports**\n\n```text\n" in printed
    assert after["text.md"] == (
        "Add pier-39-fundus\n\n- `pier-39-fundus` becomes a record of what could be understood.\n\nMade by `curator from-issue` of issue #12, and checked there.\n\n"
        "Closes #12\n\nCo-authored-by: octo-cat <583231+octo-cat@users.noreply.github.com>\n"
    )
    assert [problem for problem in catalogs.load(small / "catalog")[1] if "pier" in problem.file] == []


def test_the_command_leaves_no_text_without_a_change(run: Run, small: Path) -> None:
    """Where nothing changes, no text of a pull request is left, so that none is opened."""
    run(ADD, PIER)
    printed = run(ADD, PIER)
    assert "`pier-39-fundus` is a record already." in printed
    assert not (small / "text.md").exists()


def test_the_command_reads_a_body_alone(small: Path, catalog: Catalog) -> None:
    """The file may hold the text of the body alone, with author and number given as options."""
    (small / "body.md").write_text(_body(catalog, DEAD_LINK, {"id": "good", "address": "https://example.org/harbour/", "what": "gone"}), encoding="utf-8")
    words = ["from-issue", str(small / "body.md"), "--author", "octo-cat", "--number", "3", "--text", str(small / "text.md")]
    assert CliRunner().invoke(main, words, catch_exceptions=False).exit_code == 0
    assert "Closes #3\n\nCo-authored-by: octo-cat <octo-cat@users.noreply.github.com>\n" in (small / "text.md").read_text(encoding="utf-8")


def test_the_workflow_proposes_the_change(small: Path, catalog: Catalog) -> None:
    """The scripts of the workflow put the record on a branch of its own, with the author as co-author, and propose it; a branch on which a person worked stays."""

    def run(script: str, folder: Path, **further: str) -> str:
        environment = os.environ | WHO | {"PATH": f"{small / 'programs'}:{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": "/dev/null"} | further
        return subprocess.run(["bash", "-e", "-c", script], cwd=folder, env=environment, check=True, capture_output=True, text=True, timeout=60).stdout

    checkout, change = small / "catalog", small / "there" / "change"
    (small / "event.json").write_text(json.dumps({"issue": EVENT["issue"] | {"body": _body(catalog, ADD, PIER)}}), encoding="utf-8")  # type: ignore[operator]
    (checkout / ".gitignore").write_text(".venv/\n", encoding="utf-8")
    program(checkout / ".venv" / "bin" / "curator", f'exec "{sys.executable}" -m curator "$@"')
    program(small / "programs" / "gh", f'echo "$@" >> "{small}/gh.log"; [ "$1 $2" != "repo clone" ] || git clone --quiet "{small}/origin" "$4"')
    run("git init --quiet --initial-branch main; git add .; git commit --quiet -m Begin; git clone --quiet --bare . ../origin", checkout)
    run(script("from-issue.yml", "read", "Turn the answers into a change"), checkout, CHANGE=str(change), GITHUB_EVENT_PATH=str(small / "event.json"))
    (change / "review.md").write_text("reviewed\n", encoding="utf-8")
    propose = script("from-issue.yml", "propose", "Open or update the pull request")
    names = {"BRANCH": "from-issue/12", "GITHUB_REPOSITORY": "owner/repository"}
    run(propose, small / "there", **names)
    told = run("git log -1 --format=%B from-issue/12; git diff --name-only main from-issue/12", small / "origin")
    assert told.startswith("Add pier-39-fundus\n\n")
    assert told.endswith("Co-authored-by: octo-cat <583231+octo-cat@users.noreply.github.com>\n\ncatalog/datasets/pier-39-fundus.yaml\n")
    assert "pr create --head from-issue/12 --title Add pier-39-fundus --body-file ../body.md\n" in (small / "gh.log").read_text(encoding="utf-8")
    assert (small / "there" / "checks.md").read_text(encoding="utf-8").endswith("\nreviewed\n")
    for committer, stays in (("robot@example.org", False), ("reviewer@example.org", True)):
        run(f"git -C clone commit --quiet --amend --no-edit --date now; mv clone {committer}", small / "there", GIT_COMMITTER_EMAIL=committer)
        run("git push --quiet --force origin HEAD", small / "there" / committer)
        before = run("git rev-parse from-issue/12", small / "origin")
        (change / "text.md").write_text(f"Again {committer}\n", encoding="utf-8")
        run(propose, small / "there", **names)
        assert (run("git rev-parse from-issue/12", small / "origin") == before) == stays
