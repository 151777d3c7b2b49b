"""Tests for unforeseen errors: an error that breaks a build is reported as a problem of the file that causes it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import command, small_copy
from curator.records.record_addresses import DATASETS
from curator.site.exports import bibtex, feed, page_markdown, record_json
from curator.site.preview.answers import Answers
from curator.site.preview.live_site import LiveSite

UNFORESEEN = {
    "a citation": (bibtex, "latex", lambda text: text == "An Overview of Overviews", "catalog/references.bib:19:1: `sample2022overview` cannot be cited: "),
    "a record": (page_markdown, "markdown", lambda view: view.id == "good", "catalog/datasets/good.yaml:1:1: this record cannot be shown: "),
    "an export": (record_json, "record_json", lambda id_: id_ == "quay", "catalog/datasets/quay.yaml:1:1: this record cannot be shown: "),
    "everything": (feed, "feed", lambda _: True, "catalog:1:1: the site cannot be built: "),
}
"""The function that fails, the first argument for which it fails, and the reported problem."""


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory, small_built: Path) -> Path:
    """A small catalog of two records without problems, with its site."""
    folder = small_copy(tmp_path_factory.mktemp("clean") / "checkout", small_built, program=False)
    good = (folder / DATASETS / "good.yaml").read_text(encoding="utf-8")
    for old, new in (
        (", data: [example2021images]", ""),
        ("Harbour", "Quay"),
        ("example.org/harbour/", "example.org/quay/"),
        ("old.example.org/harbour/", "old.example.org/quay/"),
    ):
        good = good.replace(old, new)
    (folder / DATASETS / "quay.yaml").write_text(good, encoding="utf-8")
    assert command(folder, "sync").exit_code == 0
    assert command(folder, "build").exit_code == 0
    return folder


def broken(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, fails: Callable[[Any], bool]) -> None:
    """Make a function of the program fail for some values of its first argument."""
    written = getattr(module, name)

    def failing(first: Any, *further: Any) -> Any:
        if fails(first):
            raise RuntimeError("an odd letter\nin two lines")
        return written(first, *further)

    monkeypatch.setattr(module, name, failing)
    for user in ("record_renderer", "kept_outputs", "build_inputs"):
        monkeypatch.setattr(f"curator.site.{user}.program", lambda: f"the program with a fault in {name}")


def contents(site: Path) -> dict[str, bytes]:
    """Return the files of a site by path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("fault", UNFORESEEN.values(), ids=UNFORESEEN)
def test_unexpected_errors_are_problems_of_their_file(clean: Path, monkeypatch: pytest.MonkeyPatch, fault: tuple[Any, str, Callable[[Any], bool], str]) -> None:
    """An exception in rendering is reported for the work, the record or the catalog that causes it, never as a traceback, and the last site stays."""
    module, name, fails, report = fault
    before = contents(clean / "site")
    broken(monkeypatch, module, name, fails)
    done = command(clean, "build")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (1, f"{report}RuntimeError: an odd letter [unrendered]")
    assert done.stderr.endswith("1 problem found\nError: the catalog has problems; site/ was not changed\n")
    assert contents(clean / "site") == before
    [file, *_] = report.split(":")
    assert command(clean, "build", "--format", "github").stdout.startswith(f"::error file={file},line=")


def test_the_check_does_not_render(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`curator check` checks the data and renders nothing, which takes most of the time of a build."""
    broken(monkeypatch, page_markdown, "markdown", lambda _: True)
    done = command(clean, "check")
    assert (done.exit_code, done.output) == (0, "no problems found\n")


def test_the_preview_names_the_record(clean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The preview shows and prints the same problem for the page that cannot be rendered."""
    folder, said = tmp_path / "checkout", list[str]()
    shutil.copytree(clean, folder)
    broken(monkeypatch, page_markdown, "markdown", lambda view: view.id == "good")
    site = LiveSite(folder, said.append)
    page = Answers(site, said.append).get(f"{site.base}datasets/good/")
    report = "catalog/datasets/good.yaml:1:1: this record cannot be shown: RuntimeError: an odd letter [unrendered]"
    assert any(text.startswith(report) for text in said)
    assert report in page.content.decode()
