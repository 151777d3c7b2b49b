"""Tests for unforeseen errors: an error that breaks a build is reported as a problem of the file that causes it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import command, small_checkout
from curator.records import load as catalogs
from curator.site.exports import bibtex, feed, page_markdown, record_json

UNFORESEEN = {
    "a citation": (bibtex, "latex", lambda text: text == "An Overview of Overviews", "catalog/references.bib:19:1: `sample2022overview` cannot be cited: "),
    "a record": (page_markdown, "markdown", lambda view: view.id == "good", "catalog/datasets/good.yaml:1:1: this record cannot be shown: "),
    "an export": (record_json, "record_json", lambda id_: id_ == "quay", "catalog/datasets/quay.yaml:1:1: this record cannot be shown: "),
    "everything": (feed, "feed", lambda _: True, "catalog:1:1: the site cannot be built: "),
}
"""The function that fails, the first argument for which it fails, and the reported problem."""


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small catalog of two records without problems."""
    folder = small_checkout(tmp_path_factory.mktemp("clean") / "checkout")
    good = (folder / catalogs.DATASETS / "good.yaml").read_text(encoding="utf-8")
    for old, new in (
        (", data: [example2021images]", ""),
        ("Harbour", "Quay"),
        ("example.org/harbour/", "example.org/quay/"),
        ("old.example.org/harbour/", "old.example.org/quay/"),
    ):
        good = good.replace(old, new)
    (folder / catalogs.DATASETS / "quay.yaml").write_text(good, encoding="utf-8")
    assert command(folder, "sync").exit_code == 0
    return folder


def test_a_renderable_catalog_has_no_problems(clean: Path) -> None:
    """A catalog that can be rendered has no problems."""
    done = command(clean, "check")
    assert (done.exit_code, done.output) == (0, "no problems found\n")


@pytest.mark.parametrize("fault", UNFORESEEN.values(), ids=UNFORESEEN)
def test_unexpected_errors_are_problems_of_their_file(clean: Path, monkeypatch: pytest.MonkeyPatch, fault: tuple[Any, str, Callable[[Any], bool], str]) -> None:
    """An exception in rendering is reported for the work, the record or the catalog that causes it, never as a traceback."""
    module, name, fails, report = fault
    written = getattr(module, name)

    def failing(first: Any, *further: Any) -> Any:
        if fails(first):
            raise RuntimeError("an odd letter\nin two lines")
        return written(first, *further)

    monkeypatch.setattr(module, name, failing)
    for renderer in ("record_pages", "kept_outputs"):
        monkeypatch.setattr(f"curator.site.{renderer}.program", lambda: f"the program with a fault in {name}")
    done = command(clean, "check")
    assert (done.exit_code, done.output.splitlines()[0]) == (1, f"{report}RuntimeError: an odd letter [unrendered]")
    assert done.output.endswith("1 problem found\n")
