"""Tests of the tests: every test has a docstring."""

import ast

from conftest import ROOT


def test_every_test_has_a_docstring() -> None:
    """Each test begins with a sentence that states the rule it checks."""
    silent = [
        f"{path.name}: {node.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not (ast.get_docstring(node) or "").partition("\n")[0].endswith(".")
    ]
    assert silent == []
