"""Four stories, from start to end: a newcomer adds a dataset, a form becomes a record, an owner corrects a licence, a reviewer reads one comment."""

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

from conftest import ROOT
from curator import catalog as catalogs
from curator import source, sync
from curator.cli import main
from curator.contents import Catalog
from curator.forms.questions import forms
from curator.views.forms import ADD, CORRECT
from curator.writing.form import formatted
from curator.writing.tree import HEAD
from registry import DATA, Registry

STORIES = ROOT / "tests" / "stories"
GOOD, NEW = (f"{catalogs.DATASETS}/{id_}.yaml" for id_ in ("good", "harbour-2"))
SUMMARY = (
    "Twelve hundred photographs of the retina, invented to try out how a dataset is added, so that nobody took them and nobody can have them. Each has one map of its "
    "vessels, drawn by nobody. They would serve to compare ways of finding vessels, if they were there. As there is no camera, no patient "
    "and no hospital behind them, nothing that is learned from them holds for anybody at all, on land or at sea."
)
"""What a newcomer, or the author of a form, says of data that there are not."""
URL = "https://example.org/repository/issues/12"


@dataclass(frozen=True)
class Desk:
    """A checkout of the small catalog under git, in which somebody works."""

    root: Path

    def run(self, *words: str, answers: Mapping[str, Any] | None = None) -> Result:
        """What a command says, with a double for the network; it never ends in a traceback."""
        done = CliRunner().invoke(main, words, obj=Registry(answers or {}).asker())
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    def check(self, file: str) -> str:
        """What `curator check` reports of a file."""
        return self.run("check", file).stdout

    def read(self, file: str) -> str:
        """A file's text."""
        return (self.root / file).read_text(encoding="utf-8")

    def write(self, file: str, changes: Mapping[str, str]) -> None:
        """Replace words of a file as one does in an editor; each has to be there once."""
        text = self.read(file)
        for old, new in changes.items():
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (self.root / file).write_text(text, encoding="utf-8")

    def value(self, file: str) -> Any:
        """What a record says."""
        return source.read(file, (self.root / file).read_bytes()).value

    def send(self, form: str, answers: Mapping[str, str], *, catalog: Catalog) -> Result:
        """Hand over an issue as GitHub's event gives it; the text of the pull request goes to text.md."""
        issue = {"number": 12, "html_url": URL, "user": {"login": "octo-cat", "id": 583231}, "updated_at": "2026-12-01T08:00:00Z"}
        event = {"action": "edited", "issue": {**issue, "body": body(form, answers, catalog)}}
        (self.root / "event.json").write_text(json.dumps(event), encoding="utf-8")
        return self.run("from-issue", "event.json", "--text", "text.md")


def body(form: str, answers: Mapping[str, str], catalog: Catalog) -> str:
    """The text of an issue, as GitHub renders a form's answers."""
    questions = next(it.questions for it in forms(catalog.vocabularies) if it.file == form)
    assert set(answers) <= {question.id for question in questions}
    return "\n\n".join(f"### {question.label}\n\n{answers.get(question.id, '_No response_')}" for question in questions)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The small catalog in the one form, committed."""
    root = tmp_path / "desk"
    shutil.copytree(ROOT / "tests" / "small", root)
    shutil.copytree(ROOT / catalogs.VOCABULARY, root / catalogs.VOCABULARY)
    (root / GOOD).write_text(formatted((root / GOOD).read_text(encoding="utf-8")), encoding="utf-8")
    sync.sync(root, catalogs.load(root)[0].vocabularies)
    for words in (("init", "--quiet"), ("add", "."), ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "commit", "--quiet", "-m", "Begin")):
        subprocess.run(["git", *words], cwd=root, check=True)
    monkeypatch.chdir(root)
    return Desk(root)


FILLED = {
    "status:  #": "status: available  #",
    "kind:  #": "kind: medical  #",
    "summary:  #": f"summary: {SUMMARY}  #",
    "modality:  #": "modality: [fundus-photography]  #",
    "tasks:  #": "tasks: [segmentation]  #",
    "dimensions:  #": "dimensions: [2d]  #",
}
"""What somebody who knows the data writes behind the fields that wait."""
TRIES: Mapping[str, tuple[dict[str, str], str, dict[str, str]]] = {
    "text with a colon, without quotes": (
        {"# annotation:  #": "annotation: Nobody: there are no observers.  #"},
        f"""\
{NEW}:36:19: this is not valid YAML: mapping values are not allowed in this context [yaml-syntax]
    fix: put text that holds `: ` in quotes, or on an indented line after `>-`
1 problem found
""",
        {"annotation: Nobody: there are no observers.": 'annotation: "Nobody: there are no observers."'},
    ),
    "words of one's own, and a comma in a number": (
        {"modality: [fundus-photography]": "modality: [fundus]", "kind: medical": "kind: Medical", "# counts: {image: 40}": "counts: {image: 1,200}"},
        f"""\
{NEW}:13:7: `Medical` is not one of the values of this field [wrong-value]
    fix: write `medical` or `natural`
{NEW}:18:12: `fundus` is not a term of the vocabulary modality [unknown-term]
    fix: write `fundus-photography`
{NEW}:25:19: `200` has no value [empty-value]
    fix: write 1200: numbers have no commas
3 problems found
""",
        {"modality: [fundus]": "modality: [fundus-photography]", "kind: Medical": "kind: medical", "1,200": "1200"},
    ),
    "facts without evidence, parts that do not add up": (
        {"# splits:": "splits:", "#   - {name: official, unit: image, train: 20, test: 20}": "  - {name: official, unit: image, train: 900, test: 200}"},
        f"""\
{NEW}:25:1: `counts` names no source [no-evidence]
    fix: add `counts: [deposit]` to `evidence` if you saw it there, or `counts: why` to `unverified`
{NEW}:29:1: `splits` names no source [no-evidence]
    fix: add `splits: [deposit]` to `evidence` if you saw it there, or `splits: why` to `unverified`
{NEW}:30:5: 900 + 200 = 1,100 images, but counts say 1,200 [split-sum]
    fix: mend the numbers, or name the `task` that leaves some out
{NEW}:36:1: `annotation` names no source [no-evidence]
    fix: add `annotation: [deposit]` to `evidence` if you saw it there, or `annotation: why` to `unverified`
4 problems found
""",
        {
            "train: 900, test: 200": "train: 1000, test: 200",
            "  modality: [deposit]\n": "  modality: [deposit]\n  counts: [deposit]\n  splits: [deposit]\n",
            "# unverified:  #": "unverified:  #",
            "#   year: seen in lists only": "  annotation: nobody said so",
        },
    ),
}
"""What a newcomer does wrong, one try after the other: what is written, the whole report, and what it says to write."""


def test_a_newcomer_adds_a_dataset(desk: Desk) -> None:
    """A record begun by `curator new` is finished after three wrong tries, each mended by writing what the report says at its line."""
    begun = desk.run("new", "harbour-2", "--doi", DATA["DOI"], answers={"https://doi.org/10.5555/harbour.2": DATA})
    assert begun.output == f"wrote {NEW}\nwrote catalog/references.bib\nfill it in, then run `curator check {NEW}`\n"
    waiting = re.findall(r":(\d+):\d+: `(\w+)` is needed and has no value", desk.check(NEW))
    assert [name for _, name in waiting] == [line.partition(":")[0] for line in FILLED]
    assert [desk.read(NEW).split("\n")[int(line) - 1].partition(":")[0] for line, _ in waiting] == [name for _, name in waiting]
    desk.write(NEW, FILLED)
    for wrong, report, right in TRIES.values():
        desk.write(NEW, wrong)
        assert desk.check(NEW) == report
        desk.write(NEW, right)
    assert f"{NEW}:2:1: the first of 74 remarks for whoever fills the record in is still here [left-over]" in desk.check(NEW)
    assert desk.run("fix").output == f"wrote {NEW}\n"
    assert desk.run("check").output == "no problems found\n"
    text = desk.read(NEW)
    assert (formatted(text), text.count("#")) == (text, HEAD.count("#"))
    assert catalogs.load(desk.root)[0].records["harbour-2"].citations.data == ("mullersample2023harbour2",)
    review = desk.run("review", "--base", "HEAD").output
    assert review.startswith("Nothing to mend. 1 record added, 1 entry of other files changed.\n")
    assert "Completeness: " in review
