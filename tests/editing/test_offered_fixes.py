"""Tests of the fixes in messages: applying the fix removes the problem."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from curator.records import load as catalogs
from curator.records import yaml_source
from curator.records.json_schema import branches, example, flow, schema_of
from curator.records.model import Dataset
from curator.records.problem import Problem
from curator.records.yaml_source import Source
from records.test_broken import CASES, small_catalog

SCHEMA = schema_of(Dataset)


def _fields(node: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every field of the model with its path."""
    for branch in branches(node, SCHEMA):
        for name, field in branch.get("properties", {}).items():
            yield (*at, name), field
            yield from _fields(field, (*at, name))
        for inside in (branch.get("items"), branch.get("additionalProperties")):
            if isinstance(inside, dict):
                yield from _fields(inside, at)


FIELDS = {".".join(at): field for at, field in _fields(SCHEMA)}


def test_an_example_of_a_field_parses() -> None:
    """The example of a field in messages is YAML with the value of the model's example."""
    for path, field in FIELDS.items():
        name = path.rpartition(".")[2]
        shown = example(field, name, SCHEMA).strip("`")
        found = yaml_source.read("x", shown.encode())
        assert found.problems == () or not shown, path
        examples = [given for branch in branches(field, SCHEMA) for given in branch.get("examples", ())]
        assert not examples or found.value == {name: examples[0]}, path


@pytest.mark.parametrize(
    "value",
    [
        "a, b",
        "key: value",
        "x # y",
        "[x",
        "{x}",
        "- x",
        "* x",
        "no",
        "1:30",
        "2026-11-23",
        "null",
        "true",
        "12",
        "1e3",
        "",
        "it's",
        'say "x"',
        "https://a.org/",
        "…",
    ],
)
@pytest.mark.parametrize("inside", [False, True], ids=["alone", "in a list"])
def test_a_value_is_written_as_it_is_read(value: str, inside: bool) -> None:
    """Text is quoted if YAML would read it as another value, alone and within brackets."""
    wanted = [value, {"key": value}] if inside else value
    assert yaml_source.read("x", f"key: {flow(wanted)}".encode()).value == {"key": wanted}


OFFERS = (
    (r"write it in quotes: (?P<value>\".*\")", "set"),
    (r"write it in square brackets: (?P<value>\[.*\])", "set"),
    (r"write it without quotes and separators: (?P<value>\d+)", "set"),
    (r"write (?P<value>true) or false", "set"),
    (r"write one of (?P<value>[^,]+),.*", "set"),
    (r"write .*, e\.g\. (?P<value>[^`;]+)(;.*)?", "set"),
    (r"move it to `(?P<value>\w+)`", "move"),
    (r"(add|write it like|write it, e\.g\.|write) `(?P<value>[\w.]+: [^`…]+)`(?P<to> to `(?P<field>\w+)`)?.*", "put"),
    (r"(write it like|write) `(?P<value>[^`…]+)`.*", "set"),
    (r"(remove (it|the field)\b|write one, or remove the line).*", "remove"),
)
"""The fixes in messages, and the kind of change that each describes."""
NOT_A_VALUE = re.compile(
    r"write `>-`|write a number for each part|add `source: \[a source\]`|write `(withdrawn|to|title|doi|eprint)`|write `https://\S+` if that URL works|add `images:`|.*(vocabulary|references\.bib|datasets/|table-1\.yaml).*"
)
"""Fixes in another file, or of the text of the file."""


def _applied(found: Source, problem: Problem) -> Any:
    """Return the values of the file after the fix of a problem; None if the fix does not describe a change of values."""
    match, way = next(((match, way) for form, way in OFFERS if (match := re.fullmatch(form, problem.fix))), (None, ""))
    places = {(place.line, place.column): path for held in (found.places, found.keys) for path, place in held.items() if path}
    path = places.get((problem.line, problem.column), ())
    if match is None or NOT_A_VALUE.match(problem.fix) or found.value is None or problem.code in ("yaml-tag", "yaml-alias"):
        return None
    value = yaml.safe_load(yaml.safe_dump(found.value))
    parent = value
    for step in path[:-1]:
        parent = parent[step]
    last = path[-1] if path else None
    if way == "remove":
        del parent[last]
    elif way == "move":
        value[match["value"]] = (value.get(match["value"]) or {}) | {last: parent.pop(last)}
    elif way == "put":
        [(key, offered)] = yaml_source.read("x", match["value"].encode()).value.items()
        target = (
            value.setdefault(match["field"], {})
            if match["to"]
            else parent
            if key == last
            else parent[last]
            if last is not None and problem.code != "no-evidence"
            else value
        )
        (target if isinstance(target, dict) else parent if isinstance(parent, dict) else value)[key] = offered
    elif (problem.line, problem.column) not in {(place.line, place.column) for place in found.places.values()}:
        parent[match["value"]] = parent.pop(last)
    else:
        offered = yaml_source.read("x", f"key: {match['value']}".encode()).value["key"]
        parent[last] = offered
    return value


@pytest.mark.parametrize("name", CASES)
def test_a_suggested_fix_removes_the_problem(name: str, tmp_path: Path, small_checked: Path) -> None:
    """After writing the value in a fix, the problem is gone and the record can still be read."""
    folder = small_catalog(tmp_path / "checkout", CASES[name], small_checked)
    problems = catalogs.load(folder)[1]
    for problem in problems:
        path = folder / problem.file
        before = path.read_bytes() if path.is_file() else b""
        value = _applied(yaml_source.read(problem.file, before), problem) if problem.file.endswith(".yaml") else None
        if value is None:
            continue
        path.write_text(yaml.safe_dump(value, sort_keys=False, allow_unicode=True), encoding="utf-8")
        left = catalogs.load(folder)[1]
        path.write_bytes(before)
        assert _number(problem, left) < _number(problem, problems), problem
        assert not {it.code for it in left if it.file == problem.file} & UNREADABLE - {it.code for it in problems}, problem


UNREADABLE = {"yaml-syntax", "yaml-tag", "yaml-alias", "empty-value", "wrong-type", "unknown-field", "missing-field"}
"""Codes that a fix must not cause."""


def _number(problem: Problem, problems: Iterable[Problem]) -> int:
    """Return how often the same problem is reported of a file; lines change when it is written."""
    return sum((it.file, it.code, it.message) == (problem.file, problem.code, problem.message) for it in problems)


def test_enough_suggested_fixes_are_tested() -> None:
    """More than a third of the fixes in the reports of broken files are tested here."""
    offered = {line.strip() for case in CASES.values() for line in case.report.splitlines() if line.startswith("    fix: ")}
    tried = [line for line in offered if any(re.fullmatch(form, line.removeprefix("fix: ")) for form, _ in OFFERS)]
    assert len(tried) > len(offered) / 3
