"""Record ids: commands, forms and checks use the same rule."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.contribute.issue_urls import ADD
from curator.contribute.issues.issue import GitHubIssue
from curator.contribute.issues.process_issue import processed
from curator.contribute.issues.questions import forms
from curator.records import ids, load
from curator.records.catalog import Catalog
from curator.site.views.dataset_page import facts_by_path
from dataset_names import MADE

REFUSED = {
    "index": "`index` is reserved for a page of the site",
    "frame": "`frame` is reserved for a page of the site",
    **dict.fromkeys(("con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9"), "is a device name in Windows"),
    "Môle": "is not an id: write lowercase letters, digits and hyphens, e.g. mole",
    "a" * 61: "is longer than the 60 characters",
    "a--b": "is not an id: write lowercase letters, digits and hyphens, e.g. a-b",
}
"""Texts that are not valid ids, with the messages."""


@pytest.mark.parametrize(("name", "id_"), MADE.items())
def test_a_name_gives_one_id(name: str, id_: str) -> None:
    """The id for a name has no accents and capitals, and one hyphen for each run of other characters."""
    assert ids.record_id(name) == id_


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an empty catalog."""
    (tmp_path / "catalog" / "datasets").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _by_form(id_: str, catalog: Catalog) -> str:
    answers = {"id": id_, "name": "Pier", "homepage": "https://example.net/pier/"}
    questions = next(it.questions for it in forms(catalog.vocabularies) if it.file == ADD)
    body = "\n\n".join(f"### {question.label}\n\n{answers.get(question.id, '_No response_')}" for question in questions)
    return "\n".join(note.text for note in processed(GitHubIssue(body, day="2026-12-01"), catalog, str, facts_by_path).notes)


@pytest.mark.parametrize(("id_", "why"), REFUSED.items())
def test_an_invalid_id_is_rejected_everywhere(id_: str, why: str, empty: Path, catalog: Catalog) -> None:
    """`curator new`, the issue form and `curator check` reject an invalid id with the same message."""
    assert why in CliRunner().invoke(main, ["new", id_]).output
    assert why in _by_form(id_, catalog)
    (empty / "catalog" / "datasets" / f"{id_}.yaml").write_text("name: x\n", encoding="utf-8")
    [problem] = [it for it in load.load(empty)[1] if it.code == "file-name"]
    assert why.partition(":")[0] in problem.message


def test_the_form_and_the_command_make_the_same_id(catalog: Catalog) -> None:
    """The id that the form makes of a name is the one that the command suggests for it."""
    assert "e.g. mole-vessels" in ids.refusal("Môle Vessels")
    assert processed(_new("Môle Vessels", catalog), catalog, str, facts_by_path).title == "Add mole-vessels"


def _new(name: str, catalog: Catalog) -> GitHubIssue:
    questions = next(it.questions for it in forms(catalog.vocabularies) if it.file == ADD)
    return GitHubIssue("\n\n".join(f"### {it.label}\n\n{name if it.id == 'name' else '_No response_'}" for it in questions), day="2026-12-01")
