"""Tests of the layout of the source code: names of modules and folders of tests."""

import ast
from collections import Counter

from conftest import ROOT

PACKAGE = ROOT / "scripts" / "curator"
OTHER_TESTS = {"bench", "broken", "browsers", "end_to_end", "fuzz", "generator", "latex", "measuring", "printed", "project", "shapes", "small", "zotero"}
"""Folders of `tests/` that do not belong to one package: tests of the project, tools and data."""


def test_no_module_name_occurs_twice() -> None:
    """A module name is unique in the package, except `__init__`."""
    names = Counter(path.stem for path in PACKAGE.rglob("*.py"))
    assert [name for name, count in names.items() if count > 1 and name != "__init__"] == []


def test_no_class_name_occurs_twice() -> None:
    """The name of a class is unique in the package."""
    names = Counter(node.name for path in PACKAGE.rglob("*.py") for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_test_module_name_occurs_twice() -> None:
    """The name of a test module is unique."""
    names = Counter(path.stem for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []


def test_tests_are_in_the_same_packages() -> None:
    """Tests are in folders with the names of the packages, and every package has tests."""
    packages = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    folders = {path.parent.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert folders == packages | {"project"}
    assert {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"} == packages | OTHER_TESTS
