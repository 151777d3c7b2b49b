"""What is promised of the form behind a gap: whatever the page about quality asks of a record, its form can answer."""

import dataclasses

import pytest

from conftest import ROOT
from curator.contribute.issues.answer import answered
from curator.contribute.issues.issue import Issue
from curator.contribute.issues.list_answers import downloads, routes
from curator.contribute.issues.refused_answers import RefusedError
from curator.records import load as catalogs
from curator.records import yaml_source
from curator.records.canonical_format import edited
from curator.records.catalog import Catalog
from curator.records.edit import REMOVED, Edit
from curator.records.model import Dataset
from curator.records.paths import value_at
from curator.records.validate import validated
from curator.site.views.completeness import LABELS
from curator.site.views.dataset_page import facts_by_path

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
    "acquisition.population": ("400 people", "400 people"),
    "access.routes": ("images: download, account https://example.org/", [{"to": "images", "steps": ["account", "download"], "url": "https://example.org/"}]),
    "licence": ("cc-by-4.0", [{"covers": "all", "id": "CC-BY-4.0"}]),
    "citations.paper": ("staal2004ridge", ["staal2004ridge"]),
}
"""For each question what somebody may write, and what then stands in the record."""


@pytest.mark.parametrize("field", LABELS)
def test_what_is_asked_can_be_answered(field: str, catalog: Catalog) -> None:
    """A record that lacks an answer gets it from the form, in the field's own shape."""
    text = edited((ROOT / catalogs.DATASETS / "drive.yaml").read_text(encoding="utf-8"), [Edit(tuple(field.split(".")), REMOVED)])
    lacking = dataclasses.replace(catalog, sources={**catalog.sources, "drive": yaml_source.read("", text.encode())})
    said, wanted = ANSWERS[field]
    told = {"Dataset": "drive", "Field": field, "What is right": said, "Where you saw it": "https://example.org/page/"}
    body = "".join(f"### {label}\n\n{told.get(label, '_No response_')}\n\n" for label in ("Dataset", "Field", "What the record says now", *list(told)[2:]))
    outcome = answered(Issue(body, day="2026-11-26"), lacking, lambda _: text, facts_by_path)
    found = yaml_source.read("drive.yaml", outcome.text.encode())
    assert value_at(found.value, tuple(field.split("."))) == wanted, outcome.remarks
    assert validated(found, Dataset, {"vocabularies": catalog.vocabularies})[1] == ()


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("0.4 GB", [{"what": "everything", "gigabytes": 0.4}]),
        ("labels: ~ 1.2 TB\n- images: 3 GB", [{"what": "labels", "gigabytes": 1200, "about": True}, {"what": "images", "gigabytes": 3}]),
    ],
)
def test_the_size_of_a_download_is_read_in_any_unit(said: str, wanted: list[dict[str, object]]) -> None:
    """A size stands in the record in gigabytes, whichever unit was written, and without what it is of it is that of everything."""
    assert downloads(said) == wanted


@pytest.mark.parametrize("said", ["large", "4", "-4 GB", "images 4 GB", "4 GiB", "9" * 40 + " GB"])
def test_what_is_no_size_is_refused(said: str) -> None:
    """A size without number or unit is refused with what to write."""
    with pytest.raises(RefusedError, match="write e"):
        downloads(said)


@pytest.mark.parametrize("said", ["images", "images:", "https://example.org/", "images: by post"])
def test_what_is_no_way_is_refused(said: str, catalog: Catalog) -> None:
    """A way to the data without steps of the vocabulary is refused."""
    with pytest.raises(RefusedError):
        routes(said, catalog.vocabularies)
