"""What is promised of the forms: they ask for what a record needs, in its words, and the site opens them filled in."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from conftest import ROOT
from curator.contribute import issue_urls as addresses
from curator.contribute.issues import form_files
from curator.contribute.issues.questions import MOST, Form, forms
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.vocabulary import Entry, Vocabularies, Vocabulary, vocabulary_of
from curator.site import jinja
from curator.site.views import dataset_page, report_links
from curator.site.views.source_notes import host

FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"
REPOSITORY = "https://example.org/repository"


def _made(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(("schema", "names"), [("forms", addresses.FORMS), ("config", ("config.yml",))])
def test_the_host_takes_the_forms(schema: str, names: tuple[str, ...]) -> None:
    """Every file of the forms is as GitHub asks, by the schema that is published for it."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.github-issue-{schema}", *(str(FOLDER / name) for name in names)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.returncode) == ("ok -- validation done\n", 0)


def test_the_folder_holds_the_generated_forms_alone() -> None:
    """Every file in the folder of forms is generated."""
    assert {f"{form_files.FOLDER}/{path.name}" for path in FOLDER.iterdir()} == set(form_files.FILES)


def test_a_form_has_no_id_heading_or_choice_twice(catalog: Catalog) -> None:
    """Within a form every id, heading and choice is there once, which GitHub asks for and answers are told apart by."""
    for form in forms(catalog.vocabularies):
        for names in ([it.id for it in form.questions], [it.label for it in form.questions], *(it.options for it in form.questions)):
            assert len(set(names)) == len(names)
            assert "None" not in names


def _form(name: str, catalog: Catalog) -> Form:
    return next(form for form in forms(catalog.vocabularies) if form.file == name)


def test_a_new_dataset_is_asked_what_a_record_needs(catalog: Catalog) -> None:
    """The form for a dataset asks for every field that a record needs, but for what follows from the steps and the day."""
    needed = {name for name, field in Dataset.model_fields.items() if field.is_required()}
    asked = {question.id for question in _form(addresses.ADD, catalog).questions if question.needed}
    assert needed - {"status", "access", "checked"} | {"steps", "homepage", "where"} == asked


def test_a_question_is_explained_by_the_model(catalog: Catalog) -> None:
    """The help of a question that is a field begins as the model describes the field."""
    questions = [
        question for question in _form(addresses.ADD, catalog).questions if question.id in {"name", "year", "summary", "modality", "tasks", "provider"}
    ]
    assert [it.id for it in questions if not it.help.startswith(Dataset.model_fields[it.id].description or "…")] == []


@pytest.mark.parametrize("field", ["modality", "body_part", "target", "tasks", "dimensions"])
def test_a_choice_has_the_terms_as_readers_see_them(field: str, catalog: Catalog) -> None:
    """A list to choose from has the label of each term of its vocabulary."""
    [made] = [item for item in _made(addresses.ADD)["body"] if item.get("id") == field]
    assert made["attributes"]["options"] == [entry.label for entry in catalog.vocabularies[vocabulary_of(field)].entries.values()]
    assert made["attributes"]["multiple"] is True


def _with_targets(words: Vocabularies, number: int) -> Vocabularies:
    entries = {f"thing-{position}": Entry(label="thing", definition="A thing.") for position in range(number)}
    return replace(words, by_name={**words.by_name, "target": Vocabulary("target", entries)})


def test_a_long_vocabulary_is_written_and_not_chosen(catalog: Catalog) -> None:
    """Terms that share a label are told apart, and of too many terms a form lists none."""
    asked = {
        number: next(it for form in forms(_with_targets(catalog.vocabularies, number)) for it in form.questions if it.id == "target")
        for number in (2, MOST + 1)
    }
    assert asked[2].options == ("thing (thing-0)", "thing (thing-1)")
    assert (asked[MOST + 1].kind, asked[MOST + 1].options) == ("textarea", ())


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
        (addresses.addition(REPOSITORY), addresses.ADD, {}),
    ],
)
def test_an_address_fills_in_a_form(address: str, form: str, answers: dict[str, str]) -> None:
    """An address opens a form of the repository with the answers under the ids of its questions, whatever they hold."""
    assert address.startswith(f"{REPOSITORY}/issues/new?")
    assert {name: value for name, [value] in parse_qs(urlsplit(address).query).items()} == {"template": form} | answers
    assert set(answers) - {"title"} <= {item.get("id") for item in _made(form)["body"]}


def test_a_filled_in_address_is_short_enough() -> None:
    """A long value is cut, so that a host takes the address whatever it is spelled with."""
    assert len(addresses.correction(REPOSITORY, "i" * 60, "f" * 120, "眼" * 2000)) < 8000


@pytest.mark.parametrize("id_", ["drive", "chaos-mri", "imagenet-ilsvrc2012"])
def test_a_page_opens_the_forms(id_: str, catalog: Catalog) -> None:
    """The foot of a dataset's page leads to a form for each fact with what stands there, and for each address, once."""
    view = dataset_page.view(id_, catalog)
    mistakes, dead = report_links.mistakes(REPOSITORY, view), report_links.dead_links(REPOSITORY, view)
    facts = [parse_qs(urlsplit(report.url).query) for report in mistakes]
    assert {"modality", "counts", "licence"} <= {fact["field"][0] for fact in facts}
    assert all(fact["present"][0] for fact in facts)
    assert len({report.url for report in dead}) == len(dead)
    assert all(f"({host(parse_qs(urlsplit(report.url).query)['address'][0])})" in report.label for report in dead)
    assert dead[0].url == addresses.dead_link(REPOSITORY, id_, view.record.access.homepage)
    words = {"view": view, "root": "../../", "repository": REPOSITORY, "correction": addresses.correction(REPOSITORY, id_)}
    html = jinja.render("record/edit.html.j2", **words, mistakes=mistakes, dead_links=dead)
    assert html.count('href="https://example.org/repository/issues/new?template=') == 1 + len(mistakes) + len(dead)


WORKFLOW = (ROOT / ".github" / "workflows" / "from-issue.yml").read_text(encoding="utf-8")


def test_the_workflow_hears_every_form(catalog: Catalog) -> None:
    """The workflow runs for the label of each form, and README says how to make the labels."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for form in forms(catalog.vocabularies):
        assert f"contains(github.event.issue.labels.*.name, '{form.label}')" in WORKFLOW
        assert form.label in readme


def _steps(check: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
    return [step for job in yaml.safe_load(WORKFLOW)["jobs"].values() for step in job["steps"] if check(step)]


def test_the_workflow_puts_no_text_of_an_issue_into_a_shell() -> None:
    """No script holds an expression: what people wrote is read from the event's file, and only the issue's number is passed on."""
    assert [step["run"] for step in _steps(lambda step: "${{" in step.get("run", ""))] == []
    assert set(WORKFLOW.split("github.event.issue.")[1:]) == {
        text for text in WORKFLOW.split("github.event.issue.")[1:] if text.startswith(("number }}", "labels.*.name,"))
    }
    assert any('curator from-issue "$GITHUB_EVENT_PATH"' in step["run"] for step in _steps(lambda step: "run" in step))


def test_the_workflow_uses_known_actions() -> None:
    """Every action is pinned by its commit, and the job that writes uses none but the one that hands over files."""
    assert all(len(step["uses"].partition("@")[2]) == 40 for step in _steps(lambda step: "uses" in step))
    writing = yaml.safe_load(WORKFLOW)["jobs"]["propose"]
    assert [step["uses"].partition("@")[0] for step in writing["steps"] if "uses" in step] == ["actions/download-artifact"]
    assert json.dumps(writing).count("curator ") == 0
