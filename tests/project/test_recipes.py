"""Tests of the recipes in CONTRIBUTING.md: each is followed step by step on a copy of the repository."""

import contextlib
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from conftest import ROOT, small_copy
from curator.records.record_addresses import DATASETS
from reviewing import GOOD, OTHER, reword

MAX_STEPS = 6
RECORD = f"{DATASETS}/lagoon.yaml"
"""The record that recipes edit: one without a row in the printed table."""
_SECTION = re.compile(r"^## Recipes\n(.*?)^## ", re.MULTILINE | re.DOTALL)
_RECIPE = re.compile(r"^### Add an? (\w+)\n(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
_STEP = re.compile(r"^\d\. (.*)\n((?: {3}.*\n|\n(?=\n* {3}))*)", re.MULTILINE)
_EDIT = re.compile(r"Add to (?:the end of )?`([^`]+)`(?:, (after|before) `([^`]+)`)?:")
_RECORD = re.compile(r"In a record, write (`.*`)\.")
_COPY = re.compile(r"Copy `([^`]+)` to `([^`]+)`, and write `(.*)` in it\.")
_COMMAND = re.compile(r"Run `curator ([^`]+)`\.")
_REPORT = re.compile(r"Run `pytest (\S+) -k (\S+) --reports`, which writes `[^`]+`\.")
TESTS = {
    "tests/contribute/test_issue_cases.py": "test_every_label_of_a_page_names_its_field",
    "tests/records/test_age.py": "test_without_the_flag_dates_are_not_checked",
    "tests/records/test_editor_schema.py": "test_the_schema_rejects_detectable_errors",
    "tests/site/test_data_package.py": "test_frictionless_finds_no_error",
}
"""Quick tests of other files that a new field, rule and export must pass."""
_SITE = """\
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def site() -> Path:
    return Path(__file__).parents[2] / "site"
"""
"""Lets the tests of the copy read its site instead of building one."""


@dataclass(frozen=True)
class Step:
    """One step of a recipe: its sentence, and the lines of its code block."""

    text: str
    code: str = ""


def recipes() -> dict[str, list[Step]]:
    """Return the steps of each recipe by what it adds."""
    [section] = _SECTION.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8") + "\n## ")
    return {name: list(_steps(text)) for name, text in _RECIPE.findall(section)}


def _steps(text: str) -> Iterator[Step]:
    for sentence, block in _STEP.findall(text):
        lines = dedent(block).strip("\n").split("\n")
        yield Step(sentence, "\n".join([*lines[1:-1], ""]) if block else "")


def follow(step: Step, folder: Path) -> None:
    """Carry out one step in a copy of the repository."""
    if edit := _EDIT.fullmatch(step.text):
        path, where, anchor = folder / edit[1], edit[2], edit[3]
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        at = len(lines)
        if where:
            [at] = [at for at, line in enumerate(lines) if line.startswith(anchor) or line.lstrip().startswith(anchor)]
            at += where == "after"
        path.write_text("".join([*lines[:at], step.code, *lines[at:]]), encoding="utf-8")
    elif fields := _RECORD.fullmatch(step.text):
        write_fields(folder / RECORD, fields[1].strip("`").split("` and `"))
    elif copied := _COPY.fullmatch(step.text):
        shutil.copy(folder / copied[1], folder / copied[2])
        write_fields(folder / copied[2], [copied[3]])
    elif not _REPORT.fullmatch(step.text):  # the report is written together with the other tests
        command = _COMMAND.fullmatch(step.text)
        assert command, f"a recipe has a step that no test can follow: {step.text}"
        done = curator(folder, *shlex.split(command[1]))
        assert done.returncode == 0, done.stderr


def write_fields(record: Path, lines: Iterable[str]) -> None:
    """Replace or add fields of a record; add to a mapping that is in one line."""
    text = record.read_text(encoding="utf-8")
    for line in lines:
        name = line.partition(":")[0]
        if found := re.search(rf"^{name}:(?: \{{(.*)\}}| .*)$", text, re.MULTILINE):
            new = line.replace("{", f"{{{found[1]}, ") if found[1] else line
            text = f"{text[: found.start()]}{new}{text[found.end() :]}"
        else:
            text += f"{line}\n"
    record.write_text(text, encoding="utf-8")


def report(folder: Path, record: Path) -> str:
    """Return the report about a record, which is part of the catalog only during the check."""
    path = folder / DATASETS / record.name
    shutil.copy(record, path)
    done = curator(folder, "check", str(path.relative_to(folder)))
    path.unlink()
    return done.stdout


def curator(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program of the copy in the copy."""
    return run(folder, "curator", *words)


def run(folder: Path, module: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a module in the copy, with the program of the copy."""
    environment = os.environ | {"PYTHONPATH": str(folder / "scripts")}
    return subprocess.run([sys.executable, "-m", module, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory, small_built: Path) -> Path:
    """A copy of the repository with the small catalog and one more record, in which all recipes were followed, one after the other."""
    folder = small_copy(tmp_path_factory.mktemp("recipes") / "copy", small_built)
    for name in ("CONTRIBUTING.md", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "tests" / "site" / "conftest.py").write_text(_SITE, encoding="utf-8")
    shutil.copy(folder / GOOD, folder / RECORD)
    reword(folder / RECORD, OTHER | {"target: [retinal-vessel]\n": "", "  target: [owner]\n": ""})
    for steps in recipes().values():
        for step in steps:
            follow(step, folder)
    curator(folder, "fix")
    return folder


@pytest.fixture(scope="module")
def built(followed: Path) -> Path:
    """The site of that copy."""
    done = curator(followed, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return followed / "site"


@pytest.fixture(scope="module")
def tested(built: Path) -> str:
    """The outcome of the quick tests of that copy, which also write the report of the broken record."""
    [(file, words)] = [found.groups() for steps in recipes().values() for step in steps if (found := _REPORT.fullmatch(step.text))]
    folder = built.parent
    done = run(folder, "pytest", "-p", "no:cacheprovider", "--reports", file, *TESTS, "-k", " or ".join([words, *TESTS.values()]))
    return done.stdout


def test_there_is_a_recipe_for_each_extension() -> None:
    """CONTRIBUTING.md has recipes for a term, a facet, a field, a rule and an export, of at most six one-line steps each."""
    assert list(recipes()) == ["term", "facet", "field", "rule", "export"]
    assert [name for name, steps in recipes().items() if not 0 < len(steps) <= MAX_STEPS] == []


def test_the_copy_passes_the_checks(followed: Path) -> None:
    """The copy in which the recipes were followed has no problem: generated files are current, and the record has the new values."""
    done = curator(followed, "check")
    assert done.stdout == "no problems found\n"


@pytest.mark.parametrize("words", [("check",), ("format", "--check")])
def test_the_copy_passes_ruff(words: tuple[str, ...], followed: Path) -> None:
    """The modules with the lines of the recipes have no problem and are formatted."""
    done = run(followed, "ruff", *words, "--no-cache", "scripts")
    assert done.returncode == 0, done.stdout


def test_the_copy_passes_other_tests(tested: str) -> None:
    """A new field, rule and export pass the tests of other files that depend on all fields, rules or files."""
    assert f"{len(TESTS) + 1} passed" in tested, tested


def test_a_new_term_is_on_the_page(built: Path) -> None:
    """The page of a record shows the label of a new term, and the home page has it as an option of its filter."""
    assert "corneal nerve" in (built / "datasets" / "lagoon" / "index.html").read_text(encoding="utf-8")
    assert 'value="corneal-nerve"' in (built / "index.html").read_text(encoding="utf-8")


def test_a_new_term_is_not_in_the_vocabulary() -> None:
    """The term of the recipe is an example, not a term of the catalog."""
    [step] = [step for step in recipes()["term"] if step.code]
    edit = _EDIT.fullmatch(step.text)
    assert edit
    assert step.code.partition(":")[0] not in (ROOT / edit[1]).read_text(encoding="utf-8")


def test_a_new_facet_is_a_filter(built: Path) -> None:
    """The home page has the new filter with its options."""
    page = (built / "index.html").read_text(encoding="utf-8")
    assert 'data-facet="loader"' in page
    assert "Data loader" in page


def test_a_new_field_is_shown(built: Path) -> None:
    """The page of a record, its Markdown file, the form *New record*, the reference and the database have the new field."""
    folder = built / "datasets" / "lagoon"
    assert ">Version<" in (folder / "index.html").read_text(encoding="utf-8")
    assert "- **Version:** 2.1" in (folder / "index.md").read_text(encoding="utf-8")
    assert json.loads((folder / "record.json").read_text(encoding="utf-8"))["version"] == "2.1"
    assert re.search(r'data-fields="[^"]*\bversion\b', (built / "contribute" / "new" / "index.html").read_text(encoding="utf-8"))
    assert "Version of the data that the record describes." in (built / "contribute" / "fields" / "index.html").read_text(encoding="utf-8")
    with contextlib.closing(sqlite3.connect(built / "data" / "catalog.sqlite")) as database:
        assert database.execute("SELECT version FROM dataset WHERE id = 'lagoon'").fetchall() == [("2.1",)]


def test_the_annotated_record_shows_a_new_field(followed: Path) -> None:
    """The annotated record in CONTRIBUTING.md is valid with the new field."""
    [record] = re.findall(r"^```yaml\n(.*?)^```", (followed / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert "\nversion:" in record
    path = followed / "example.yaml"
    path.write_text(re.sub(r" +# .*", "", record), encoding="utf-8")
    assert "version" not in report(followed, path)


@pytest.mark.usefixtures("tested")
def test_a_new_rule_runs(followed: Path, built: Path) -> None:
    """The report of a record that breaks the new rule has the problem, and the page *Problems* explains it."""
    text = (followed / "tests" / "broken" / "future-year.report").read_text(encoding="utf-8")
    assert "the year 2099 is after the last check [future-year]\n    fix: write the year of the first public release\n" in text
    assert "future-year" in (built / "contribute" / "problems" / "index.html").read_text(encoding="utf-8")


def test_a_new_export_is_published(built: Path) -> None:
    """The new file is written, and the page *Data* lists it."""
    assert (built / "data" / "names.txt").read_text(encoding="utf-8") == "Harbour\nLagoon\n"
    assert "data/names.txt" in (built / "data" / "index.html").read_text(encoding="utf-8")
