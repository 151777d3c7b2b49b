"""Tests of the registration of rules: a rule that is written runs."""

import sys
from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers, isfunction, signature
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest

from curator.records import rule, rules
from curator.records.catalog import Catalog
from curator.records.problem import Finding, Problem

MODULES = [import_module(f"{rules.__name__}.{module.name}") for module in iter_modules(rules.__path__)]
REGISTERED: tuple[list[Any], ...] = (rule.RECORD_RULES, rule.CATALOG_RULES, rule.DATED_RULES)
NEW_RULE = '''"""A rule of a test."""

from curator.records.problem import Finding
from curator.records.rule import rule


@rule
def names_are_short(_id, record, _catalog):
    """No record has a name."""
    yield Finding(("name",), "wrong-value", "the name is too long", "shorten it")
'''


def rule_functions(module: ModuleType) -> set[str]:
    """Return the names of the public functions of a module that yield findings or problems."""
    yields = (Iterator[Finding], Iterator[Problem])
    return {
        name
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_") and signature(function).return_annotation in yields
    }


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_every_written_rule_is_registered(module: ModuleType) -> None:
    """Every public function of a module of rules that yields findings is registered, once."""
    registered = [function.__name__ for functions in REGISTERED for function in functions if function.__module__ == module.__name__]
    assert sorted(registered) == sorted(rule_functions(module))
    assert registered


@pytest.fixture
def added_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module with a rule, added to the package of rules for one test."""
    (tmp_path / "names_of_a_test.py").write_text(NEW_RULE, encoding="utf-8")
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path)])
    before = [list(functions) for functions in REGISTERED]
    rules.register()
    yield
    for functions, known in zip(REGISTERED, before, strict=True):
        functions[:] = known
    del sys.modules[f"{rules.__name__}.names_of_a_test"]
    delattr(rules, "names_of_a_test")


@pytest.mark.usefixtures("added_rule")
def test_a_new_module_of_rules_runs(catalog: Catalog) -> None:
    """A module that is put into the package runs without being named anywhere else."""
    found = [problem for problem in rules.problems(catalog) if problem.message == "the name is too long"]
    assert {problem.file for problem in found} == {source.file for source in catalog.sources.values()}
