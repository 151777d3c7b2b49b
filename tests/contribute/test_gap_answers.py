"""Tests of the form for missing information: the form accepts an answer to every question of the quality page."""

import dataclasses

import pytest

from conftest import ROOT
from curator.contribute.issue_urls import CORRECT
from curator.contribute.issues.field_values import downloads, routes
from curator.contribute.issues.issue import GitHubIssue
from curator.contribute.issues.parse_answer import AnswerError
from curator.contribute.issues.process_issue import processed
from curator.records import yaml_source
from curator.records.canonical_format import edited
from curator.records.catalog import Catalog
from curator.records.edit import REMOVED, Edit
from curator.records.model import Dataset
from curator.records.paths import value_at
from curator.records.record_addresses import DATASETS
from curator.records.validate import validated
from curator.site.views.completeness import LABELS
from curator.site.views.dataset_page import facts_by_path
from issue_answers import body, form_of

ANSWERS = {
    "body_part": ("Retina", ["retina"]),
    "target": ("retinal-vessel", ["retinal-vessel"]),
    "frame_size": ("565 x 584", [{"width": 565, "height": 584}]),
    "counts": ("40 images", {"image": 40}),
    "classes": ("segmentation: background, vessel", [{"task": "segmentation", "labels": ["background", "vessel"]}]),
    "formats": ("png\ncsv", ["png", "csv"]),
    "download_size": ("images: about 400 MB", [{"what": "images", "gigabytes": 0.4, "about": True}]),
    "provider": ("The harbour", "The harbour"),
    "annotation": ("Two observers.", "Two observers."),
    "acquisition.devices": ("A camera\nAnother one", ["A camera", "Another one"]),
    "population.age": ("25 to 90 years, mean 54.1", {"given": "summary", "range": [25, 90], "mean": 54.1}),
    "population.sex": ("1,600 female and 400 male", {"given": "summary", "female": 1600, "male": 400}),
    "labelling": (
        "vessel maps: manual, 3 readers, 2 per image, ophthalmologist, consensus",
        [{"of": "vessel maps", "by": "manual", "readers": 3, "readers_per_item": 2, "grade": ["ophthalmologist"], "adjudication": "consensus"}],
    ),
    "acquisition.population": ("400 people", "400 people"),
    "access.routes": ("images: download, account https://example.org/", [{"to": "images", "steps": ["account", "download"], "url": "https://example.org/"}]),
    "licence": ("cc-by-4.0", [{"covers": "all", "id": "CC-BY-4.0"}]),
    "citations.paper": ("staal2004ridge", ["staal2004ridge"]),
}
"""For each question, an answer and the resulting value."""


@pytest.mark.parametrize("field", LABELS)
def test_every_question_can_be_answered(field: str, catalog: Catalog) -> None:
    """The form adds a missing value to a record, in the format of the field."""
    text = edited((ROOT / DATASETS / "drive.yaml").read_text(encoding="utf-8"), [Edit(tuple(field.split(".")), REMOVED)])
    lacking = dataclasses.replace(catalog, sources={**catalog.sources, "drive": yaml_source.read("", text.encode())})
    said, wanted = ANSWERS[field]
    answers = {"id": "drive", "field": field, "right": said, "where": "https://example.org/page/"}
    issue = GitHubIssue(body(form_of(CORRECT, catalog.vocabularies), answers), day="2026-11-26")
    outcome = processed(issue, lacking, lambda _: text, facts_by_path)
    found = yaml_source.read("drive.yaml", outcome.text.encode())
    assert value_at(found.value, tuple(field.split("."))) == wanted, outcome.notes
    assert validated(found, Dataset, {"vocabularies": catalog.vocabularies})[1] == ()


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("0.4 GB", [{"what": "everything", "gigabytes": 0.4}]),
        ("labels: ~ 1.2 TB\n- images: 3 GB", [{"what": "labels", "gigabytes": 1200, "about": True}, {"what": "images", "gigabytes": 3}]),
    ],
)
def test_a_download_size_is_parsed_in_any_unit(said: str, wanted: list[dict[str, object]]) -> None:
    """A size in any unit is converted to gigabytes. Without a description, it is the size of everything."""
    assert downloads(said) == wanted


@pytest.mark.parametrize("said", ["large", "4", "-4 GB", "images 4 GB", "4 GiB", "9" * 40 + " GB"])
def test_an_invalid_download_size_is_reported(said: str) -> None:
    """For a size without number or unit, the message says what to write."""
    with pytest.raises(AnswerError, match="write e"):
        downloads(said)


@pytest.mark.parametrize("said", ["images", "images:", "https://example.org/", "images: by post"])
def test_an_invalid_access_route_is_reported(said: str, catalog: Catalog) -> None:
    """An access route without steps of the vocabulary is reported."""
    with pytest.raises(AnswerError):
        routes(said, catalog.vocabularies)
