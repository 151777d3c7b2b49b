"""Tests of a check of a catalog that has not changed since a check without problems."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import command, small_copy
from curator.cli.last_check import FILE, compared

CHANGES = {
    "a record": ("catalog/datasets/good.yaml", "year: ", "yeer: "),
    "a vocabulary": ("catalog/vocabulary/modality.yaml", "label: ", "lable: "),
    "the printed table": ("catalog/table-1.yaml", "rows:", "rowz:"),
    "the bibliography": ("catalog/references.bib", "title", "titel"),
    "a generated file": ("docs/contribute/problems.md", "# ", "## "),
    "the editor schema": ("catalog/schema.json", "{", "{ "),
    "an issue form": (".github/ISSUE_TEMPLATE/dead-link.yml", "name: ", "name:  "),
    "the settings": ("mkdocs.yml", "site_name: ", "name_of_site: "),
    "the version": ("pyproject.toml", "version = ", "edition = "),
}
"""Changes that a check reports: the file, its original text, and the replacement."""


def found_nothing(root: Path) -> bool:
    """Return whether the last check found no problems in the files, which have not changed since."""
    return compared(root)[1]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalog in which a check found no problems."""
    folder = small_copy(tmp_path_factory.mktemp("checked") / "catalog")
    command(folder, "sync")
    assert command(folder, "check").output == "no problems found\n"
    return folder


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_checked(change: str, checked: Path) -> None:
    """After a check without problems, a change of any file that a check reads is reported until it is undone."""
    name, right, wrong = CHANGES[change]
    file = checked / name
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    try:
        assert command(checked, "check").exit_code == 1
    finally:
        file.write_text(text, encoding="utf-8")
    assert command(checked, "check").output == "no problems found\n"


def test_a_new_and_a_missing_file_are_checked(checked: Path) -> None:
    """After a check without problems, a file that is added or missing is reported."""
    (checked / "catalog" / "datasets" / "new.yaml").write_text("", encoding="utf-8")
    assert command(checked, "check").exit_code == 1
    (checked / "catalog" / "datasets" / "new.yaml").unlink()
    form = checked / ".github" / "ISSUE_TEMPLATE" / "dead-link.yml"
    form.rename(checked / "form")
    assert command(checked, "check").exit_code == 1
    (checked / "form").rename(form)
    assert command(checked, "check").exit_code == 0


def test_nothing_is_imported_for_it(checked: Path) -> None:
    """A check without changes has the same output as the last one, and does not import the modules that check."""
    code = "import sys; from curator.cli import main; main(['check'], standalone_mode=False); print({'pydantic', 'yaml'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=checked, capture_output=True, text=True, check=True)
    assert done.stdout == "no problems found\nset()\n"
    assert json.loads(command(checked, "check", "--format", "json").output) == []


def test_options_check_more(checked: Path) -> None:
    """With options that report more, or a path that does not exist, the result of the last check is not used."""
    assert found_nothing(checked)
    assert command(checked, "check", "--publish").exit_code == 1
    assert command(checked, "check", "catalog/nothing.yaml").exit_code == 1


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"sources": [], "contents": ""}', '{"sources": ["catalog"], "contents": "0"}', '{"sources": 1}'])
def test_a_damaged_file_proves_nothing(content: str, checked: Path) -> None:
    """If the file about the last check is damaged or about something else, everything is checked."""
    kept = (checked / FILE).read_text(encoding="utf-8")
    (checked / FILE).write_text(content, encoding="utf-8")
    assert not found_nothing(checked)
    assert command(checked, "check").output == "no problems found\n"
    assert (checked / FILE).read_text(encoding="utf-8") == kept


@pytest.mark.parametrize(("changed", "value"), [("program", "another program"), ("packages", ("another-package-1.0.dist-info",))])
def test_another_program_checks_again(checked: Path, monkeypatch: pytest.MonkeyPatch, changed: str, value: object) -> None:
    """After a change of the program or of an installed package, everything is checked."""
    assert found_nothing(checked)
    monkeypatch.setattr(f"curator.site.build_inputs.{changed}", lambda: value)
    assert not found_nothing(checked)
