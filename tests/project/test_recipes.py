"""Tests of the recipes in CONTRIBUTING.md: each is followed step by step on a copy of the repository."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from conftest import ROOT, copy_checkout, small_catalog
from curator.records import load as catalogs
from reviewing import GOOD, OTHER, reword

MAX_STEPS = 6
RECORD = f"{catalogs.DATASETS}/lagoon.yaml"
"""The record that recipes edit: one without a row in the printed table."""
_SECTION = re.compile(r"^## Recipes\n(.*?)^## ", re.MULTILINE | re.DOTALL)
_RECIPE = re.compile(r"^### Add an? (\w+)\n(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
_STEP = re.compile(r"^\d\. (.*)\n((?: {3}.*\n|\n(?= {3}))*)", re.MULTILINE)
_EDIT = re.compile(r"Add to (?:the end of )?`([^`]+)`(?:, after `([^`]+)`)?:")
_FIELD = re.compile(r"In a record, write `(([a-z_]+): .*)`\.")
_COMMAND = re.compile(r"Run `curator ([^`]+)`\.")


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
        path, anchor = folder / edit[1], edit[2]
        text = path.read_text(encoding="utf-8")
        if anchor:
            lines = text.splitlines(keepends=True)
            [at] = [at for at, line in enumerate(lines, 1) if line.strip() == anchor]
            text = "".join([*lines[:at], step.code, *lines[at:]])
        else:
            text += step.code
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    elif field := _FIELD.fullmatch(step.text):
        text = (folder / RECORD).read_text(encoding="utf-8")
        line = re.compile(rf"^{field[2]}:.*$", re.MULTILINE)
        text = line.sub(lambda _: field[1], text) if line.search(text) else text.replace("\nsources:", f"\n{field[1]}\n\nsources:")
        (folder / RECORD).write_text(text, encoding="utf-8")
        curator(folder, "fix", RECORD)
    else:
        command = _COMMAND.fullmatch(step.text)
        assert command, f"a recipe has a step that no test can follow: {step.text}"
        done = curator(folder, *shlex.split(command[1]))
        assert done.returncode == 0, done.stderr


def curator(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program of the copy in the copy."""
    environment = os.environ | {"PYTHONPATH": str(folder / "scripts")}
    return subprocess.run([sys.executable, "-m", "curator", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository with the small catalog and one more record, in which all recipes were followed, one after the other."""
    folder = copy_checkout(tmp_path_factory.mktemp("recipes") / "copy")
    shutil.rmtree(folder / "catalog")
    small_catalog(folder)
    shutil.copy(folder / GOOD, folder / RECORD)
    reword(folder / RECORD, OTHER)
    curator(folder, "sync")
    curator(folder, "fix")
    for steps in recipes().values():
        for step in steps:
            follow(step, folder)
    return folder


@pytest.fixture(scope="module")
def built(followed: Path) -> Path:
    """The site of that copy."""
    done = curator(followed, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return followed / "site"


def test_there_is_a_recipe_for_each_extension() -> None:
    """CONTRIBUTING.md has recipes for a term, a facet, a field, a rule and an export, of at most six steps on one line each."""
    assert set(recipes()) == {"term", "facet"}
    assert [name for name, steps in recipes().items() if not 0 < len(steps) <= MAX_STEPS] == []


def test_the_copy_passes_the_checks(followed: Path) -> None:
    """The copy in which the recipes were followed has no problem: generated files are current, and the record has the new values."""
    done = curator(followed, "check")
    assert done.stdout == "no problems found\n"


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
