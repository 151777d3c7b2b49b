"""Tests of the issue forms: they ask for the required fields, follow the model, and are prefilled by the site."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from lxml import html

from conftest import PUBLISHED, ROOT
from curator.contribute import issue_urls as addresses
from curator.contribute.issues.question import ANOTHER_TERM, MAX_OPTIONS, Form, options
from curator.contribute.issues.questions import FILES, FOLDER, forms
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.vocabulary import Vocabularies, Vocabulary, vocabulary_of
from curator.records.vocabulary_entries import Entry
from curator.site import jinja
from curator.site.views import dataset_page, report_links
from curator.site.views.evidence_notes import host

REPOSITORY = "https://example.org/repository"


def _made(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / FOLDER / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(("schema", "names"), [("forms", addresses.FORMS), ("config", ("config.yml",))])
def test_the_forms_are_valid(schema: str, names: tuple[str, ...]) -> None:
    """Every file of the forms is valid by the published schema of GitHub."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.github-issue-{schema}", *(str(ROOT / FOLDER / name) for name in names)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.returncode) == ("ok -- validation done\n", 0)


def test_the_folder_has_only_generated_files() -> None:
    """Every file in the folder of the forms is generated."""
    assert {f"{FOLDER}/{path.name}" for path in (ROOT / FOLDER).iterdir()} == set(FILES)


def test_ids_labels_and_options_are_unique(catalog: Catalog) -> None:
    """The ids, labels and options of a form are unique, as GitHub and the parsing of answers require."""
    for form in forms(catalog.vocabularies):
        for names in ([it.id for it in form.questions], [it.label for it in form.questions], *(it.options for it in form.questions)):
            assert len(set(names)) == len(names)
            assert "None" not in names


def _form(name: str, catalog: Catalog) -> Form:
    return next(form for form in forms(catalog.vocabularies) if form.file == name)


def test_required_fields_are_asked(catalog: Catalog) -> None:
    """The form for new datasets asks for every required field, except those derived from the access steps and the date."""
    required = {name for name, field in Dataset.model_fields.items() if field.is_required()}
    asked = {question.id for question in _form(addresses.ADD, catalog).questions if question.required}
    assert required - {"status", "access", "checked"} | {"steps", "homepage", "where"} == asked


def test_help_texts_come_from_the_model(catalog: Catalog) -> None:
    """The help text of a question for a field begins with the description of the field."""
    questions = [
        question for question in _form(addresses.ADD, catalog).questions if question.id in {"name", "year", "summary", "modality", "tasks", "provider"}
    ]
    assert [it.id for it in questions if not it.help.startswith(Dataset.model_fields[it.id].description or "…")] == []


@pytest.mark.parametrize("field", ["modality", "tasks"])
def test_options_are_the_labels_of_the_terms(field: str, catalog: Catalog) -> None:
    """A dropdown list has the label of each term of its vocabulary, and an option for another term. A long vocabulary has a text area."""
    [made] = [item for item in _made(addresses.ADD)["body"] if item.get("id") == field]
    labels = list(options(vocabulary_of(field), catalog.vocabularies))
    if len(labels) > MAX_OPTIONS:
        assert (made["type"], made["attributes"]["description"].endswith("or another term.")) == ("textarea", True)
        return
    assert made["attributes"]["options"] == [*labels, ANOTHER_TERM]
    assert made["attributes"]["multiple"] is True


def test_the_form_for_new_datasets_asks_six_questions() -> None:
    """The form for new datasets asks for six things, for other terms, and for further information, which names the fields that it accepts."""
    asked = [item["attributes"]["label"] for item in _made(addresses.ADD)["body"] if "id" in item]
    assert asked == ["Name", "Homepage", "DOI", "Modality", "Tasks", "Sources", "Other terms", "Further information"]
    further = _made(addresses.ADD)["body"][-1]["attributes"]["description"]
    assert all(label in further for label in ("Summary", "Counts", "Splits", "Labels", "License", "YAML"))


def _with_targets(words: Vocabularies, number: int) -> Vocabularies:
    entries = {f"thing-{position}": Entry(label="thing", definition="A thing.") for position in range(number)}
    return replace(words, by_name={**words.by_name, "target": Vocabulary("target", entries)})


def test_a_long_vocabulary_has_a_text_area(catalog: Catalog) -> None:
    """Terms with the same label are distinguished by their ids. A long vocabulary has a text area in place of a dropdown list."""
    asked = {
        number: next(it for form in forms(_with_targets(catalog.vocabularies, number)) for it in form.questions if it.id == "target")
        for number in (2, MAX_OPTIONS + 1)
    }
    assert asked[2].options == ("thing (thing-0)", "thing (thing-1)", ANOTHER_TERM)
    assert (asked[MAX_OPTIONS + 1].kind, asked[MAX_OPTIONS + 1].options) == ("textarea", ())


HOSTILE = "a&b=c#d ?e/é\n<script>"


@pytest.mark.parametrize(
    ("address", "form", "answers"),
    [
        (addresses.correction(REPOSITORY, "drive"), addresses.CORRECT, {"title": "Correct: drive", "id": "drive"}),
        (
            addresses.correction(REPOSITORY, "drive", "counts.image", HOSTILE),
            addresses.CORRECT,
            {"title": "Correct: drive, counts.image", "id": "drive", "field": "counts.image", "present": HOSTILE},
        ),
        (
            addresses.dead_link(REPOSITORY, "drive", "https://example.org/?a=b&c=d"),
            addresses.DEAD_LINK,
            {"title": "Dead link: drive", "id": "drive", "address": "https://example.org/?a=b&c=d"},
        ),
    ],
)
def test_a_url_prefills_a_form(address: str, form: str, answers: dict[str, str]) -> None:
    """A URL opens a form of the repository, with the answers by the ids of the questions, whatever text they contain."""
    assert address.startswith(f"{REPOSITORY}/issues/new?")
    assert {name: value for name, [value] in parse_qs(urlsplit(address).query).items()} == {"template": form} | answers
    assert set(answers) - {"title"} <= {item.get("id") for item in _made(form)["body"]}


def test_a_prefilled_url_is_short_enough() -> None:
    """A long value is truncated, so that hosts accept the URL, whatever characters it contains; scripts truncate at the same length."""
    assert len(addresses.correction(REPOSITORY, "i" * 60, "f" * 120, "眼" * 2000)) < 8000
    script = (ROOT / "docs/assets/js/shared/report-forms.js").read_text(encoding="utf-8")
    assert f"const MAX_ANSWER = {addresses.MAX_ANSWER};" in script


@pytest.mark.parametrize("id_", ["drive", "chaos-mri", "imagenet-ilsvrc2012"])
def test_a_dataset_page_links_to_the_forms(id_: str, catalog: Catalog) -> None:
    """A dataset page opens a form for each fact, with its field, and for each URL, without repetition; forms have no other fields."""
    view = dataset_page.view(id_, catalog)
    reported = report_links.forms(view)
    facts, dead = (form.reports for form in reported)
    assert {"modality", "counts", "licence"} <= {report.answer for report in facts}
    assert len({report.answer for report in dead}) == len(dead)
    assert all(f"({host(report.answer)})" in report.label for report in dead)
    assert dead[0].answer == view.record.access.homepage
    words = {
        "view": view,
        "root": "../../",
        "new_issue": addresses.new_issue(REPOSITORY),
        "settings": PUBLISHED,
        "correction": "",
        "edit": f"{REPOSITORY}/edit/",
    }
    shown = html.fromstring(jinja.render("record/edit.html.j2", **words, forms=reported))
    for form, name, reports in zip(shown.xpath("//form"), ("field", "address"), (facts, dead), strict=True):
        assert (form.get("action"), form.get("method", "get")) == (addresses.new_issue(REPOSITORY), "get")
        hidden = {it.get("name"): it.get("value") for it in form.xpath(".//input[@type='hidden']")}
        assert hidden == {"template": addresses.CORRECT if name == "field" else addresses.DEAD_LINK, "id": id_}
        assert [(it.text, it.get("value")) for it in form.xpath(".//button[@name=$name]", name=name)] == [(it.label, it.answer) for it in reports]
        assert {"id", name} <= {item.get("id") for item in _made(hidden["template"])["body"]}


WORKFLOW = (ROOT / ".github" / "workflows" / "from-issue.yml").read_text(encoding="utf-8")


def test_the_workflow_runs_for_every_form(catalog: Catalog) -> None:
    """The workflow runs for the label of each form, and the README says how to create the labels."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for form in forms(catalog.vocabularies):
        assert f"contains(github.event.issue.labels.*.name, '{form.label}')" in WORKFLOW
        assert form.label in readme


def _steps(check: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
    return [step for job in yaml.safe_load(WORKFLOW)["jobs"].values() for step in job["steps"] if check(step)]


def test_the_workflow_puts_no_text_of_an_issue_into_a_shell() -> None:
    """No script contains an expression: the text of the issue is read from the file of the event, and only its number is passed on."""
    assert [step["run"] for step in _steps(lambda step: "${{" in step.get("run", ""))] == []
    assert set(WORKFLOW.split("github.event.issue.")[1:]) == {
        text for text in WORKFLOW.split("github.event.issue.")[1:] if text.startswith(("number }}", "labels.*.name,"))
    }
    assert any('curator from-issue "$GITHUB_EVENT_PATH"' in step["run"] for step in _steps(lambda step: "run" in step))


def test_the_workflow_uses_known_actions() -> None:
    """Every action is pinned to a commit, and the job with write permission uses only the action that downloads files."""
    assert all(len(step["uses"].partition("@")[2]) == 40 for step in _steps(lambda step: "uses" in step))
    writing = yaml.safe_load(WORKFLOW)["jobs"]["propose"]
    assert [step["uses"].partition("@")[0] for step in writing["steps"] if "uses" in step] == ["actions/download-artifact"]
    assert json.dumps(writing).count("curator ") == 0
