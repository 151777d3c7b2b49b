"""Four workflows from start to end: a newcomer adds a dataset, a form becomes a record, an owner corrects a license, a reviewer reads one comment."""

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT, small_checkout
from curator.cli import main
from curator.contribute import generated_files
from curator.contribute.issue_urls import ADD, CORRECT
from curator.records import load as catalogs
from curator.records import yaml_source
from curator.records.canonical_format import SCHEMA_LINE as HEAD
from curator.records.canonical_format import formatted
from curator.records.catalog import Catalog
from curator.records.record_addresses import DATASETS
from fake_doi_registry import DATA, Registry
from issue_answers import body, form_of

EXPECTED = ROOT / "tests" / "end_to_end"
GOOD, NEW = (f"{DATASETS}/{id_}.yaml" for id_ in ("good", "harbour-2"))
SUMMARY = (
    "Twelve hundred photographs of the retina, invented to try out how a dataset is added, so that nobody took them and nobody can have them. Each has one map of its "
    "vessels, drawn by nobody. They would serve to compare ways of finding vessels, if they were there. As there is no camera, no patient "
    "and no hospital behind them, nothing that is learned from them holds for anybody at all, on land or at sea."
)
"""A summary of invented data."""
URL = "https://example.org/repository/issues/12"


@dataclass(frozen=True)
class Desk:
    """A git checkout of the small catalog."""

    root: Path

    def run(self, *words: str, answers: Mapping[str, Any] | None = None) -> Result:
        """Run a command with a fake network, and assert that it raises no exception."""
        done = CliRunner().invoke(main, words, obj=Registry(answers or {}))
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    def check(self, file: str) -> str:
        """Return the report of `curator check` on a file."""
        return self.run("check", file).stdout

    def read(self, file: str) -> str:
        """Return the text of a file."""
        return (self.root / file).read_text(encoding="utf-8")

    def write(self, file: str, changes: Mapping[str, str]) -> None:
        """Replace texts in a file. Each must occur once."""
        text = self.read(file)
        for old, new in changes.items():
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (self.root / file).write_text(text, encoding="utf-8")

    def commit(self) -> None:
        """Commit the present files."""
        for words in (("add", "."), ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "commit", "--quiet", "-m", "Step")):
            subprocess.run(["git", *words], cwd=self.root, check=True)

    def undo(self) -> None:
        """Restore the committed files, as the workflow does before it processes an edited issue."""
        subprocess.run(["git", "clean", "--force", "--quiet"], cwd=self.root, check=True)
        subprocess.run(["git", "checkout", "--quiet", "."], cwd=self.root, check=True)

    def value(self, file: str) -> Any:
        """Return the value of a record."""
        return yaml_source.read(file, (self.root / file).read_bytes()).value

    def send(self, form: str, answers: Mapping[str, str], *, catalog: Catalog) -> Result:
        """Run `curator from-issue` on a GitHub event. The text of the pull request is written to text.md."""
        issue = {"number": 12, "html_url": URL, "user": {"login": "octo-cat", "id": 583231}, "updated_at": "2026-12-01T08:00:00Z"}
        event = {"action": "edited", "issue": {**issue, "body": body(form_of(form, catalog.vocabularies), answers)}}
        (self.root / "event.json").write_text(json.dumps(event), encoding="utf-8")
        return self.run("from-issue", "event.json", "--text", "text.md")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The small catalog in canonical format, committed."""
    root = tmp_path / "desk"
    small_checkout(root)
    (root / GOOD).write_text(formatted((root / GOOD).read_text(encoding="utf-8")), encoding="utf-8")
    generated_files.sync(root, catalogs.load(root)[0].vocabularies)
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    Desk(root).commit()
    monkeypatch.chdir(root)
    return Desk(root)


FILLED = {
    "status:\n": "status: available\n",
    "kind:\n": "kind: medical\n",
    "summary:\n": f"summary: {SUMMARY}\n",
    "modality:\n": "modality: [fundus-photography]\n",
    "tasks:\n": "tasks: [segmentation]\n",
    "dimensions:\n": "dimensions: [2d]\n",
}
"""What someone who knows the data writes in the empty fields."""
TRIES: Mapping[str, tuple[dict[str, str], str, dict[str, str]]] = {
    "text with a colon, without quotes": (
        {"\n\naccess:": "\nannotation: Nobody: there are no observers.\n\naccess:"},
        f"""\
{NEW}:13:19: invalid YAML: mapping values are not allowed in this context [yaml-syntax]
    fix: put text that contains `: ` in quotes, or on an indented line after `>-`
1 problem found
""",
        {"annotation: Nobody: there are no observers.": 'annotation: "Nobody: there are no observers."'},
    ),
    "unknown terms, and a comma in a number": (
        {
            "modality: [fundus-photography]": "modality: [fundus photo]",
            "kind: medical": "kind: Medical",
            "dimensions: [2d]\n": "dimensions: [2d]\ncounts: {image: 1,200}\n",
        },
        f"""\
{NEW}:5:7: `Medical` is not a value of this field [wrong-value]
    fix: write `medical` or `natural`
{NEW}:10:12: `fundus photo` is not a term of the vocabulary modality [unknown-term]
    fix: write `fundus-photography` if you mean that; otherwise add the term to catalog/vocabulary/modality.yaml
{NEW}:13:19: `200` has no value [empty-value]
    fix: write 1200: numbers have no commas
3 problems found
""",
        {"modality: [fundus photo]": "modality: [fundus-photography]", "kind: Medical": "kind: medical", "1,200": "1200"},
    ),
    "facts without evidence, and a wrong sum": (
        {"annotation: ": "splits:\n  - {name: official, unit: image, train: 900, test: 200}\nannotation: "},
        f"""\
{NEW}:13:1: `counts` has no source [no-evidence]
    fix: add `counts: [deposit]` to `evidence` if you found it there, or `counts: reason` to `unverified`
{NEW}:14:1: `splits` has no source [no-evidence]
    fix: add `splits: [deposit]` to `evidence` if you found it there, or `splits: reason` to `unverified`
{NEW}:15:5: 900 + 200 = 1,100 images, but counts say 1,200 [split-sum]
    fix: correct the numbers, or add the `task` that uses this subset
{NEW}:16:1: `annotation` has no source [no-evidence]
    fix: add `annotation: [deposit]` to `evidence` if you found it there, or `annotation: reason` to `unverified`
4 problems found
""",
        {
            "train: 900, test: 200": "train: 1000, test: 200",
            "  modality: [deposit]\n": "  modality: [deposit]\n  counts: [deposit]\n  splits: [deposit]\n",
            "\nchanges:": "\nunverified:\n  annotation: nobody said so\nchanges:",
        },
    ),
}
"""The mistakes of a newcomer, one after the other: the text before and after, the complete report, and the correction."""


def test_a_newcomer_adds_a_dataset(desk: Desk) -> None:
    """A record from `curator new` is finished after three mistakes, each corrected by writing what the report says at its line."""
    begun = desk.run("new", "harbour-2", "--doi", "10.5555/Harbour.2", answers={"https://doi.org/10.5555/harbour.2": DATA})
    assert begun.output.startswith(f"wrote {NEW}\nwrote catalog/references.bib\nFill in the empty fields, then run `curator check {NEW}`.\n")
    waiting = re.findall(r":(\d+):\d+: `(\w+)` is required and has no value", desk.check(NEW))
    assert [name for _, name in waiting] == [line.partition(":")[0] for line in FILLED]
    assert [desk.read(NEW).split("\n")[int(line) - 1].partition(":")[0] for line, _ in waiting] == [name for _, name in waiting]
    desk.write(NEW, FILLED)
    for wrong, report, right in TRIES.values():
        desk.write(NEW, wrong)
        assert desk.check(NEW) == report
        desk.write(NEW, right)
    assert f"{NEW}:6:1: not in canonical format: expected `summary: >-`, found `summary: Twelve" in desk.check(NEW)
    assert desk.run("fix").output == f"wrote {NEW}\n"
    assert desk.run("check").output == "no problems found\n"
    text = desk.read(NEW)
    assert (formatted(text), text.count("#")) == (text, HEAD.count("#"))
    assert catalogs.load(desk.root)[0].records["harbour-2"].citations.data == ("mullersample2023harbour2",)
    review = desk.run("review", "--base", "HEAD").output
    assert review.startswith("No problems. 1 record added, 1 entry of other files changed.\n")
    assert "Record completeness: " in review


WRONG_ARGUMENTS: Mapping[tuple[str, ...], str] = {
    ("new", "Mÿ Dataset 2"): "Error: `Mÿ Dataset 2` is not an id: write lowercase letters, digits and hyphens, e.g. my-dataset-2\n",
    ("new", "good"): "Error: `good` is already used: choose another id, or edit catalog/datasets/good.yaml\n",
    ("check", "good"): """\
good:1:1: this is not a file or folder of the catalog [no-such-path]
    fix: write a file or folder of catalog/, e.g. catalog/datasets/good.yaml
1 problem found
""",
    ("rename", "nowhere", "pier"): "Error: `nowhere` is not a record: write the id of a record in catalog/datasets/\n",
    ("review", "--base", "HEAD"): "No problems. Nothing in the catalog changed.\n",
}
"""Wrong arguments of commands, and the output."""


@pytest.mark.parametrize("words", WRONG_ARGUMENTS, ids=" ".join)
def test_wrong_arguments_are_reported(words: tuple[str, ...], desk: Desk) -> None:
    """A command with wrong arguments prints what to write instead, and changes nothing."""
    assert desk.run(*words).output == WRONG_ARGUMENTS[words]
    done = subprocess.run(["git", "status", "--porcelain"], cwd=desk.root, capture_output=True, check=True)
    assert done.stdout == b""


ANSWERS = {
    "name": "Pier 39 Fundus",
    "summary": SUMMARY,
    "kind": "medical",
    "year": "2022",
    "homepage": "https://example.org/pier/",
    "steps": "download, account",
    "modality": "fundus photography",
    "target": "retinal vessels",
    "tasks": "segmentation",
    "counts": "image: 1,200",
    "licence": "CC BY 4.0",
    "where": "https://example.org/pier/about/",
}
"""Answers with a misspelled term and without dimensions."""


def test_a_form_becomes_a_record(desk: Desk, catalog: Catalog) -> None:
    """The answers of a form become a record and the text of a pull request. The comment lists what is missing, and an edit of the issue completes the record."""
    said = desk.send(ADD, ANSWERS, catalog=catalog)
    assert said.output == (EXPECTED / "missing.md").read_text(encoding="utf-8")
    assert desk.read("text.md") == (EXPECTED / "pull-request.md").read_text(encoding="utf-8")
    assert "target" not in desk.value("catalog/datasets/pier-39-fundus.yaml")
    desk.undo()
    said = desk.send(ADD, ANSWERS | {"target": "retinal vessel", "dimensions": "2D"}, catalog=catalog)
    assert said.output == (EXPECTED / "complete.md").read_text(encoding="utf-8")
    assert desk.read("catalog/datasets/pier-39-fundus.yaml") == (EXPECTED / "pier-39-fundus.yaml").read_text(encoding="utf-8")
    assert desk.run("check").output == "no problems found\n"
    assert desk.run("review", "--base", "HEAD").output.startswith("No problems. 1 record added.\n")


OWNER = {"id": "good", "present": "CC BY 4.0", "who": "curator of the data"}
ASSERTED = "as stated by curator of the data, for the owners."
CORRECTED: Mapping[str, tuple[dict[str, str], Any, list[str], str]] = {
    "another license": (
        {"field": "licence", "right": "CC BY-NC 4.0"},
        {"covers": "all", "id": "CC-BY-NC-4.0"},
        ["licence[0].id: CC-BY-4.0 → CC-BY-NC-4.0"],
        "licence.0.id",
    ),
    "the URL of the terms of use": (
        {"field": "licence.all.terms", "right": "https://example.org/harbour/terms/"},
        {"covers": "all", "id": "CC-BY-4.0", "terms": "https://example.org/harbour/terms/"},
        ["licence[0].terms: added https://example.org/harbour/terms/"],
        "licence.0.terms",
    ),
}
"""Corrections of a license: the answers, the new license, the change in the review, and the path with new evidence."""


@pytest.mark.parametrize("case", CORRECTED)
def test_an_owner_corrects_a_license(case: str, desk: Desk, catalog: Catalog) -> None:
    """An owner can correct a license. The record names the role and the date, and the review shows the change."""
    answers, licence, facts, path = CORRECTED[case]
    said = desk.send(CORRECT, OWNER | answers, catalog=catalog)
    assert "- The author claims to be an owner of the data: verify this before merging.\n" in said.output
    record = desk.value(GOOD)
    assert record["licence"] == [licence]
    assert record["sources"]["issue-12"] == {"url": URL, "what": "curator of the data, for the owners", "seen": "2026-12-01"}
    assert record["evidence"][path] == ["issue-12"]
    assert record["checked"] == "2026-11-23"
    assert record["changes"] == [{"date": "2026-12-01", "what": f"Corrected {path.replace('.0.', ', ')}, {ASSERTED}"}]
    assert desk.run("check").output == "no problems found\n"
    review = desk.run("review", "--base", "HEAD").output
    assert review.startswith("No problems. 1 fact changed in 1 record.\n")
    assert [line.removeprefix("  - ") for line in review.split("\n") if line.startswith("  - licence")] == facts
    assert f"  - sources.issue-12.url: added {URL}\n" in review


def test_a_custom_license_is_corrected(desk: Desk, catalog: Catalog) -> None:
    """A single permission of a custom license is changed by its path. A standard license replaces all permissions."""
    own = "id: LicenseRef-Harbour\n    commercial_use: unstated\n    redistribution: forbidden\n    derivatives: unstated\n    attribution: required"
    desk.write(GOOD, {"id: CC-BY-4.0": own})
    desk.commit()
    desk.send(CORRECT, OWNER | {"field": "licence[0].commercial_use", "present": "unstated", "right": "forbidden"}, catalog=catalog)
    assert "  - licence[0].commercial_use: unstated → forbidden\n" in desk.run("review", "--base", "HEAD").output
    assert desk.read(GOOD).count("forbidden") == 2
    assert desk.run("check").output == "no problems found\n"
    desk.send(CORRECT, OWNER | {"field": "licence", "present": "LicenseRef-Harbour", "right": "CC BY 4.0"}, catalog=catalog)
    assert desk.value(GOOD)["licence"] == [{"covers": "all", "id": "CC-BY-4.0"}]
    assert desk.run("check").output == "no problems found\n"


LAGOON = {
    "name: Harbour\n": "name: Lagoon\n",
    "aliases: [Harbour Vessels]": "aliases: [the harbour dataset]",
    "homepage: https://example.org/harbour/": "homepage: https://example.org/lagoon/",
    "http://old.example.org/harbour/images.zip": "https://example.org/lagoon/images.zip",
    "train: 20, test: 10}": "train: 20,  test: 9}",
    "citations: {paper: [example2020harbour], data: [example2021images]}": "citations: {data: [example2021images]}",
    "  classes: [owner]\n": "",
}
"""Differences of a new record from the good one: it could be a duplicate, and has mistakes."""

ANSWERED = {
    "test: 9}": "test: 10}",
    "\nsources:": "relations:\n  - {kind: same-deposit, to: good, note: Other images of one deposit., source: [owner]}\n\nsources:",
    "  access: [owner]\n": "  classes: [owner]\n  access: [owner]\n",
}
"""Corrections made after the comment."""


def test_the_comment_is_complete_for_a_reviewer(desk: Desk) -> None:
    """The comment on a pull request contains everything that a reviewer needs. The updated comment links to the pages."""
    lagoon = f"{DATASETS}/lagoon.yaml"
    shutil.copy(desk.root / GOOD, desk.root / lagoon)
    desk.write(lagoon, LAGOON)
    desk.write(GOOD, {"year: 2021": "year: 2020\nprovider: Harbour Hospital"})
    words = ("review", "--base", "HEAD", "--format", "markdown", "--pages", "https://preview.example.org/7/")
    assert desk.run(*words).output == (EXPECTED / "comment.md").read_text(encoding="utf-8")
    assert desk.run("fix").output == f"wrote {lagoon}\n"
    desk.write(lagoon, ANSWERED)
    desk.write(GOOD, {"year: [owner]\n": "year: [owner]\n  provider: [owner]\n", "checked: 2026-11-23": "checked: 2026-11-24"})
    assert desk.run(*words).output == (EXPECTED / "comment-renewed.md").read_text(encoding="utf-8")
