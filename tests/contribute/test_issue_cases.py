"""Tests of answers as people write them: further information, licenses in words, DOIs, names of fields, and new entries of lists."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from conftest import ROOT
from curator.cli import main
from curator.contribute.issue_urls import ADD, CORRECT, DEAD_LINK
from curator.contribute.issues.field_synonyms import named_path
from curator.contribute.issues.issue import GitHubIssue, Outcome
from curator.contribute.issues.parse_answer import AnswerError, unwrapped
from curator.contribute.issues.process_issue import comment, processed
from curator.contribute.issues.question import ANOTHER_TERM
from curator.contribute.issues.works import Works
from curator.links.doi_client import MetadataError
from curator.records import load as catalogs
from curator.records import yaml_source
from curator.records.catalog import Catalog
from curator.records.doi import doi_url
from curator.records.record_addresses import DATASETS
from curator.site.views.columns import COLUMNS
from curator.site.views.dataset_page import facts_by_path, view
from fake_doi_registry import DATA, PAPER, Registry
from issue_answers import PIER, body, form_of

URL = "https://example.org/repository/issues/12"
ASKED = {name: PIER[name] for name in ("name", "homepage", "modality", "tasks", "where")}
"""Answers of the questions that the form asks."""
REST = {name: answer for name, answer in PIER.items() if name not in ASKED}
DATA_DOI, PAPER_DOI = "10.5555/harbour.2", "10.5555/paper"


def _text(id_: str) -> str:
    return (ROOT / DATASETS / f"{id_}.yaml").read_text(encoding="utf-8")


def _lookup(doi: str) -> Mapping[str, Any]:
    if doi in (DATA_DOI, PAPER_DOI):
        return DATA if doi == DATA_DOI else PAPER
    raise MetadataError("the DOI registry has no such DOI")


def _processed(catalog: Catalog, form: str, answers: Mapping[str, str], works: Works | None = None) -> Outcome:
    issue = GitHubIssue(body(form_of(form, catalog.vocabularies), answers), "octo-cat", 583231, 12, URL, "2026-12-01")
    return processed(issue, catalog, _text, facts_by_path, works)


def _added(catalog: Catalog, **answers: str) -> Outcome:
    return _processed(catalog, ADD, ASKED | answers, Works(catalog, "", _lookup))


def _corrected(catalog: Catalog, field: str, right: str, **more: str) -> Outcome:
    answers = {"id": "drive", "field": field, "right": right, "where": "https://example.org/x"} | more
    return _processed(catalog, CORRECT, {name: answer for name, answer in answers.items() if answer}, Works(catalog, "", _lookup))


def _record(outcome: Outcome) -> Any:
    assert outcome.text, _notes(outcome)
    return yaml_source.read(outcome.file, outcome.text.encode()).value


def _notes(outcome: Outcome) -> str:
    return "\n".join(f"{note.heading}: {note.text}" for note in outcome.notes)


def test_lines_answer_further_questions(catalog: Catalog) -> None:
    """Lines that begin with a label, a field or a synonym make the same record as answers of their own; a unit is a count."""
    labels = {question.id: question.label for question in form_of(ADD, catalog.vocabularies).questions}
    text = "\n".join(f"{labels[name]}: {answer}" for name, answer in REST.items())
    assert _record(_added(catalog, further=text)) == _record(_processed(catalog, ADD, PIER))
    found = _record(_added(catalog, further="**License:** CC BY 4.0\n# of images: 40\n- patients: about 38\nResolution: 565 x 584\nPublication year: 2020"))
    assert found["licence"] == [{"covers": "all", "id": "CC-BY-4.0"}]
    assert (found["counts"], found["frame_size"], found["year"]) == ({"image": 40, "patient": {"about": 38}}, [{"width": 565, "height": 584}], 2020)
    outcome = _added(catalog, further="It is a good dataset.\nYear: 2020")
    assert _record(outcome)["year"] == 2020
    assert "Further information: not accepted: Not processed; a reviewer reads it: It is a good dataset." in _notes(outcome)


YAML = """```yaml
# yaml-language-server: $schema=../schema.json
name: Pier 39 Fundus
year: 2021
modality: [fundus-photography]
counts: {image: 1200}
classes:
  - {task: segmentation, labels: [background, vessel], source: [paper]}
access:
  homepage: https://example.org/pier/
  routes:
    - {to: images, steps: [download], source: [paper]}
known_issues:
  - {kind: leakage, text: Both eyes of a patient are in different parts., source: [paper]}
sources:
  paper: {url: "https://example.net/paper/"}
evidence:
  year: [paper]
unverified:
  counts: seen in a talk
```"""


def test_the_yaml_of_the_form_page_is_accepted(catalog: Catalog) -> None:
    """The YAML of a record completes the answers, with its own sources; the pages of the issue are the sources of what it leaves open."""
    outcome = _added(catalog, further=YAML)
    record = _record(outcome)
    assert record["known_issues"][0]["kind"] == "leakage"
    assert record["sources"] == {"paper": {"url": "https://example.net/paper/"}, "owner": {"url": "https://example.org/pier/about/"}}
    assert record["evidence"] == {"year": ["paper"], "modality": ["owner"], "tasks": ["owner"], "access": ["owner"]}
    assert record["unverified"] == {"counts": "seen in a talk"}
    assert (record["tasks"], record["changes"]) == (["segmentation"], [{"date": "2026-12-01", "what": "First record."}])
    assert "Summary: missing: Write `Summary: …` on a line below the heading `Further information`." in _notes(outcome)


@pytest.mark.parametrize(
    ("yaml", "sentence"),
    [
        ("year: [2021", "Further information: not accepted: invalid YAML"),
        ("counts: {image: 40}\nimages: [a]", "`images` is not a field of a record"),
        ("counts: {image: 40}\nknown_issues: [{kind: dragons, text: There are some.}]", "`dragons` is not a term of the vocabulary issue"),
        ("counts: {image: forty, patient: 3}", "Counts: not accepted"),
    ],
)
def test_wrong_yaml_is_reported(yaml: str, sentence: str, catalog: Catalog) -> None:
    """A mistake in the YAML is reported, and the rest is used."""
    outcome = _added(catalog, further=yaml)
    assert sentence in _notes(outcome)
    assert "name" in _record(outcome)


WRAPPED = ("<{}>", "[{}]", "`{}`", "**{}**", "- {}", '"{}"', "“{}”", "<<{}>>", "{},", "1. {}")
"""Brackets, quotation marks and list marks around an answer."""


@pytest.mark.parametrize("around", WRAPPED)
def test_what_surrounds_an_answer_is_removed(around: str, catalog: Catalog) -> None:
    """Brackets, quotation marks, emphasis, list marks and final punctuation around an answer are not part of it."""
    more = "\n".join(f"{name}: {around.format(answer)}" for name, answer in {"Year": "2021", "License": "CC BY 4.0", "Dimensions": "2D"}.items())
    wrapped = {name: around.format(ASKED[name]) for name in ("name", "homepage", "where")} | {"modality": around.format("fundus photography")}
    record = _record(_added(catalog, **wrapped, further=more))
    assert (record["name"], record["access"]["homepage"], record["year"]) == ("Pier 39 Fundus", "https://example.org/pier/", 2021)
    assert (record["modality"], record["dimensions"], record["licence"][0]["id"]) == (["fundus-photography"], ["2d"], "CC-BY-4.0")


@pytest.mark.parametrize("text", ["(a) and (b)", "<b> or <i>", "[95,764] × 512", '"a" and "b"', "a", "", "H&E (stained)"])
def test_other_brackets_are_kept(text: str) -> None:
    """Brackets and quotation marks within an answer are kept."""
    assert unwrapped(text) == text


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("[the page](https://example.org/p/)", "https://example.org/p/"),
        ("example.org/p", "https://example.org/p"),
        ("www.example.org.", "https://www.example.org"),
        ("http://example.org", "http://example.org"),
        ("- https://example.org/p/.", "https://example.org/p/"),
    ],
)
def test_a_homepage_is_read_without_link_syntax(given: str, url: str, catalog: Catalog) -> None:
    """The URL of a Markdown link, and a URL without https://, are read as the URL."""
    assert _record(_added(catalog, homepage=given))["access"]["homepage"] == url


NUMBERS: Mapping[str, tuple[str, Any]] = {
    "Counts: 1,370 knee MRI exams": ("counts", {"study": 1370}),
    "Counts: over 32,000 CT images": ("counts", {"image": {"about": 32000}}),
    "Counts: 1,018 CT scans": ("counts", {"volume": 1018}),
    "Image size: 100,000 x 100,000": ("frame_size", [{"width": 100000, "height": 100000}]),
    "Counts: 1,370 knee MRI exams\nSplits: 1,130 train / 120 validation / 120 test": (
        "splits",
        [{"name": "official", "unit": "study", "train": 1130, "validation": 120, "test": 120}],
    ),
    "Labels: normal / abnormal / ACL tear": ("classes", [{"task": "segmentation", "labels": ["normal", "abnormal", "ACL tear"]}]),
}


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_and_labels_are_read(text: str, catalog: Catalog) -> None:
    """Counts with words around them, splits without a name and labels without a task are read; the task is the only one of the dataset."""
    field, value = NUMBERS[text]
    assert _record(_added(catalog, further=text))[field] == value


LICENSES: Mapping[str, tuple[Any, str]] = {
    "License: CC0": ({"id": "CC0-1.0"}, ""),
    "License: Apache 2.0": ({"id": "Apache-2.0"}, ""),
    "License: Creative Commons Attribution 4.0 International": ({"id": "CC-BY-4.0"}, ""),
    "License: CC BY-NC-SA": (
        {
            "id": "LicenseRef-pier-39-fundus",
            "commercial_use": "forbidden",
            "redistribution": "allowed",
            "derivatives": "allowed",
            "attribution": "required",
            "note": "The license is stated as CC BY-NC-SA, without a version.",
        },
        "License: to be confirmed: `CC BY-NC-SA` has no version: which one does the owner's page state, e.g. CC-BY-NC-SA-",
    ),
    "License: public domain": (
        {"id": "LicenseRef-pier-39-fundus", "note": "The license is described as: public domain."},
        "License: to be confirmed: `public domain` is not a known license, and was kept as a note.",
    ),
    "License: research only\nTerms of use: https://example.org/terms/": (
        {"id": "LicenseRef-pier-39-fundus", "terms": "https://example.org/terms/", "note": "The license is described as: research only."},
        "Missing permissions of the custom license: commercial_use, redistribution, derivatives, attribution.",
    ),
    "License: see website": (None, "License: to be confirmed: `see website` names no license, so that it is recorded as not known."),
    "License: CC BY 4": (None, "License: not accepted: `CC BY 4` is not a known license: write `CC-BY-4.0`"),
}
"""Licenses as people name them, the license in the record, and what is asked."""


@pytest.mark.parametrize("text", LICENSES)
def test_a_license_is_read_or_asked_about(text: str, catalog: Catalog) -> None:
    """A license in another spelling is recognized. Without a version, and in words, it is a custom license with a note, and the rest is asked."""
    value, sentence = LICENSES[text]
    outcome = _added(catalog, further=text)
    found = _record(outcome).get("licence", [None])[0]
    assert (found and {name: it for name, it in found.items() if name not in ("covers", "trained_models")}) == value
    assert sentence in _notes(outcome)


def test_the_terms_of_an_unknown_license_are_kept(catalog: Catalog) -> None:
    """If no license is known, the page with the terms is kept as a link."""
    record = _record(_added(catalog, further="License: see website\nTerms of use: https://example.org/terms/"))
    assert "licence" not in record
    assert record["access"]["links"] == [{"kind": "terms", "url": "https://example.org/terms/"}]


def test_another_term_reaches_the_reviewer(catalog: Catalog) -> None:
    """The option for another term is not a term. The free text is in the comment for the reviewer, and is asked for if it is missing."""
    outcome = _added(catalog, modality=f"fundus photography, {ANOTHER_TERM}", terms_wanted="laparoscopy: video of the abdomen")
    assert _record(outcome)["modality"] == ["fundus-photography"]
    assert "laparoscopy: video of the abdomen" in comment(outcome, "")
    assert "You chose another term: write it below the heading `Other terms`" in _notes(_added(catalog, tasks=ANOTHER_TERM))


def test_many_unknown_terms_are_reported_quickly(catalog: Catalog) -> None:
    """A term is suggested for the first unknown ones only, since each suggestion reads the whole vocabulary."""
    outcome = _added(catalog, further="Target: " + ", ".join(f"thing {number}" for number in range(2_000)))
    texts = [note.text for note in outcome.notes if note.heading == "Target: not accepted"]
    assert (len(texts), texts[-1]) == (13, "1988 further answers are not terms of the vocabulary target: write one term per line.")


def test_a_doi_is_looked_up(catalog: Catalog) -> None:
    """The work of a DOI that is not in the bibliography is added to it, and the metadata of a deposit complete the record."""
    outcome = _added(catalog, doi=f"https://doi.org/{DATA_DOI.upper()} and {PAPER_DOI}")
    record = _record(outcome)
    assert record["citations"] == {"paper": ["vansample2021finding"], "data": ["mullersample2023harbour2"]}
    assert outcome.bibliography.count("@") == 2
    assert (record["year"], record["provider"], record["licence"][0]["id"]) == (2023, "Zenodo", "CC-BY-4.0")
    assert record["evidence"]["year"] == ["deposit"]
    assert record["evidence"]["tasks"] == ["owner"]
    assert "The work `vansample2021finding` was added to the bibliography, from the metadata of its DOI." in outcome.done
    assert _record(_added(catalog, doi=DATA_DOI, further="Year: 2020"))["year"] == 2020


@pytest.mark.parametrize("works", [False, True])
def test_a_doi_without_metadata_is_reported(works: bool, catalog: Catalog) -> None:
    """Without a network, and for a DOI that is not registered, the record is written and the author learns why the work is missing."""
    outcome = _processed(catalog, ADD, ASKED | {"doi": "10.5555/nothing"}, Works(catalog, "", _lookup) if works else None)
    assert "citations" not in _record(outcome)
    why = "the DOI registry has no such DOI" if works else "because there is no network"
    assert "DOI: not in the bibliography: `10.5555/nothing` is not in the bibliography, and its metadata could not be requested" in _notes(outcome)
    assert why in _notes(outcome)
    assert outcome.bibliography == ""


def test_data_and_papers_are_distinguished(catalog: Catalog) -> None:
    """The type in the registry decides whether a DOI is that of data or of a paper; an answer that says otherwise is asked about."""
    outcome = _added(catalog, doi=f"data: {PAPER_DOI}\npaper: {DATA_DOI}")
    assert _record(outcome)["citations"] == {"paper": ["vansample2021finding"], "data": ["mullersample2023harbour2"]}
    assert f"`{PAPER_DOI}` is registered as a paper, and was recorded as one. Is that right?" in _notes(outcome)
    assert f"`{DATA_DOI}` is registered as a dataset, and was recorded as one." in _notes(outcome)
    swapped = _corrected(catalog, "citations.data", PAPER_DOI)
    assert (swapped.text, f"`{PAPER_DOI}` is registered as a paper: write `citations.paper` as the field." in _notes(swapped)) == ("", True)
    known = _corrected(catalog, "citations.data", "10.1109/tmi.2004.825627")
    assert "is registered as a paper" in _notes(known)
    right = _corrected(catalog, "paper", f"https://doi.org/{PAPER_DOI}")
    assert _record(right)["citations"]["paper"] == ["staal2004ridge", "vansample2021finding"]
    assert right.bibliography.startswith("@article{vansample2021finding,")


def test_the_command_adds_works_to_the_bibliography(desk: Path, catalog: Catalog) -> None:
    """The command asks the DOI's registry, and writes the record and the bibliography; the result has no unknown reference."""
    text = body(form_of(ADD, catalog.vocabularies), PIER | {"doi": DATA_DOI})
    (desk / "event.json").write_text(json.dumps({"issue": {"number": 12, "body": text}}), encoding="utf-8")
    done = CliRunner().invoke(main, ["from-issue", "event.json", "--text", "text.md"], obj=Registry({doi_url(DATA_DOI): DATA}), catch_exceptions=False)
    assert "- The work `mullersample2023harbour2` was added to the bibliography" in done.output
    assert "mullersample2023harbour2" not in done.output.partition("Report of")[2]
    assert catalogs.load(desk)[0].records["pier-39-fundus"].citations.data == ("mullersample2023harbour2",)


FIELDS = {
    "# of images": "counts.image",
    "Number of patients": "counts.patient",
    "Counts: images": "counts.image",
    "no. of CT scans": "counts.volume",
    "license": "licence",
    "License and terms of use": "licence",
    "splits": "splits",
    "Official split": "splits",
    "known issues": "known_issues",
    "Limitations": "known_issues",
    "Resolution": "frame_size",
    "website": "access.homepage",
    "Gender": "population.sex",
    "Slice thickness": "imaging.slice_thickness_mm",
    "models trained on it": "seen_by",
    "paper": "citations.paper",
    "Collection in the Imaging Data Commons": "registries.idc",
    "dragons": "",
    "image quality": "",
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_has_many_names(name: str, catalog: Catalog) -> None:
    """Labels of the page and common synonyms name fields, and units name their counts."""
    assert named_path(name, {"image": 40}, catalog.vocabularies) == FIELDS[name]


def test_every_label_of_a_page_names_its_field(catalog: Catalog) -> None:
    """Every label of a fact on a page, and of a column of the table, names the field."""
    facts = {(fact.label, fact.path) for id_ in catalog.records for fact in view(id_, catalog).facts if fact.path != "creators"}
    wrong = {label: path for label, path in facts if named_path(label, {"image": 1}, catalog.vocabularies) not in (path, path.removesuffix(".note"))}
    assert set(wrong) <= {"Acquisition details"}
    columns = {
        column.heading for column in COLUMNS if column.key in {"modality", "target", "frame_size", "images", "classes", "task", "licence", "year", "provider"}
    }
    assert [label for label in columns if not named_path(label, {"image": 1}, catalog.vocabularies)] == []


@pytest.mark.parametrize(("name", "counted"), [("size", {}), ("# of images", {"volume": 3})])
def test_an_unclear_name_is_asked_about(name: str, counted: Mapping[str, int], catalog: Catalog) -> None:
    """A name of several fields is asked about, and so are images of a dataset that counts something else."""
    with pytest.raises(AnswerError, match=r"could be more than one field|has no count of images"):
        named_path(name, counted, catalog.vocabularies)


def test_a_field_is_corrected_by_its_label(catalog: Catalog) -> None:
    """A fact is corrected by the label of its field, with the parts of a number."""
    record = _record(_corrected(catalog, "# of images", "223,648 (223,414 train + 234 valid)"))
    assert record["counts"]["image"] == {"train": 223414, "validation": 234}
    assert _record(_corrected(catalog, "license", "CC BY 4.0"))["licence"][0]["id"] == "CC-BY-4.0"


def test_a_known_issue_is_added(catalog: Catalog) -> None:
    """A sentence with the URL of a page becomes a known issue with its source. The kind is before a colon, and is asked for if it is missing."""
    before = catalog.sources["drive"].value["known_issues"]
    sentence = "Images of two patients are in both parts, see https://example.net/thread"
    outcome = _corrected(catalog, "known issues", f"data leakage: {sentence}", where="")
    record = _record(outcome)
    assert record["known_issues"] == [*before, {"kind": "leakage", "text": "Images of two patients are in both parts.", "source": ["example-net"]}]
    assert record["sources"]["example-net"] == {"url": "https://example.net/thread", "seen": "2026-12-01"}
    assert (outcome.title, outcome.notes) == ("Add to drive: known_issues", ())
    asked = _corrected(catalog, "Known issues", sentence)
    assert _record(asked)["known_issues"][-1] == {"text": "Images of two patients are in both parts.", "source": ["example-net", "example-org"]}
    assert "Kind: missing: Which kind is it? Write the kind and a colon before the text. Kinds: leakage, duplicates," in _notes(asked)
    again = _corrected(catalog, "known issues", before[0]["text"])
    assert (again.text, "has this entry already" in _notes(again)) == ("", True)


ENTRIES: Mapping[str, tuple[str, str, str, Any]] = {
    "a link": (
        "links",
        "documentation: https://example.net/readme/ in Dutch",
        "access.links",
        {"kind": "documentation", "url": "https://example.net/readme/", "note": "in Dutch.", "source": ["example-net", "example-org"]},
    ),
    "a loader": (
        "data loaders",
        "some-package: Drive https://example.net/code/",
        "loaders",
        {"library": "some-package", "name": "Drive", "url": "https://example.net/code/", "source": ["example-net", "example-org"]},
    ),
    "a relation": ("related datasets", "alternative: STARE", "relations", {"kind": "alternative", "to": "stare", "source": ["example-org"]}),
    "a split": (
        "splits",
        "my split, image: train 30, test 10",
        "splits",
        {"name": "my split", "unit": "image", "train": 30, "test": 10, "source": ["example-org"]},
    ),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_is_added_to_a_list(name: str, catalog: Catalog) -> None:
    """An answer for a list of entries is added at its end."""
    field, right, path, entry = ENTRIES[name]
    found: Any = _record(_corrected(catalog, field, right))
    before: Any = catalog.sources["drive"].value
    for step in path.split("."):
        found, before = found[step], before[step]
    assert found == [*before, entry]


@pytest.mark.parametrize(
    ("field", "right", "where", "sentence"),
    [
        ("known issues", "bad", "https://example.org/x", "`bad` is not a description of an issue"),
        ("known issues", "The images of two patients are in both parts.", "", "Every entry needs a source"),
        ("loaders", "torch_em", "https://example.org/x", "`torch_em` is not a loader"),
        ("links", "documentation", "https://example.org/x", "`documentation` is not a link"),
        ("relations", "alternative: Nothing", "https://example.org/x", "`alternative: Nothing` is not a relation"),
    ],
)
def test_an_incomplete_entry_changes_nothing(field: str, right: str, where: str, sentence: str, catalog: Catalog) -> None:
    """An entry that is not clear or has no source is reported, and nothing changes."""
    outcome = _corrected(catalog, field, right, where=where)
    assert outcome.text == ""
    assert sentence in _notes(outcome)


@pytest.mark.parametrize("id_", ["https://example.org/datasets/drive/", "https://example.org/datasets/drive/#counts", "datasets/drive", "<DRIVE>"])
def test_a_record_is_named_by_its_page(id_: str, catalog: Catalog) -> None:
    """The id is read from the address of a page, and from a name in brackets."""
    assert _record(_corrected(catalog, "year", "2005", id=id_))["year"] == 2005


DEAD = {"id": "drive", "what": "gone"}


@pytest.mark.parametrize(
    "address",
    ["http://www.isi.uu.nl/Research/Databases/DRIVE/", "https://isi.uu.nl/Research/Databases/DRIVE", "www.isi.uu.nl/Research/Databases/DRIVE/#top"],
)
def test_a_dead_link_is_found_in_another_spelling(address: str, catalog: Catalog) -> None:
    """A reported URL is found without regard to scheme, www, final slash and fragment."""
    link = _record(_processed(catalog, DEAD_LINK, DEAD | {"address": address}))["access"]["links"][0]
    assert link["note"].endswith("A reader reported on 2026-12-01 that the page no longer exists.")


def test_a_printed_link_is_answered(catalog: Catalog) -> None:
    """A report of a URL that only the printed collection has is answered with what the record has in its place."""
    outcome = _processed(catalog, DEAD_LINK, DEAD | {"id": "busi", "address": "https://scholar.cu.edu.sg/?q=afahmy/pages/dataset"})
    home = catalog.records["busi"].access.homepage
    assert outcome.text == ""
    assert f"is a URL of the printed collection of 2020, which is not changed. The record has `{home}` as the homepage" in _notes(outcome)
