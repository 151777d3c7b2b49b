"""Tests of the fast reader of records in canonical format, whose results must not differ from those of the YAML parser."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from curator.records import canonical_source, yaml_source
from curator.records.all_problems import comment_problem, format_problem
from curator.records.canonical_format import SCHEMA_LINE, formatted, written

RECORDS = sorted((ROOT / "catalog" / "datasets").glob("*.yaml"))
PARTS = [
    "",
    " ",
    "  ",
    "- ",
    ": ",
    "a: b",
    "#",
    " # c",
    ",",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "\\",
    '""',
    "null",
    "true",
    "1.50",
    "007",
    ">-",
    "|-",
    "~",
    "&a ",
    "*a",
    "\t",
    "\n",
    "é",
    "\u200b",
]
SCALARS = st.sampled_from([*PARTS, "word " * 40 + "end", "https://a.org/x", "a, b", "2026-01-01"]) | st.integers() | st.floats(allow_nan=False) | st.booleans()
KEYS = st.sampled_from(["name", "notes", "note", "url", "a b", "1", "null", "it's", "a: b", "x" * 130, "k" * 1_100])
VALUES = st.recursive(SCALARS, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(KEYS, inside, max_size=3), max_leaves=8)


def differences(text: str) -> list[str]:
    """Return the differences between the results of the fast reader and of the YAML parser for a text."""
    content = text.encode("utf-8", "replace")
    quick, slow = canonical_source.read("a.yaml", content), yaml_source.read("a.yaml", content)
    one, other = ([repr(it.value), repr(it.comments), repr(it.problems), repr(comment_problem(it)), repr(format_problem(it))] for it in (quick, slow))
    found = [f"{a} instead of {b}" for a, b in zip(one, other, strict=True) if a != b]
    return [*found, *(["not in canonical format"] if quick.canonical and formatted(text) != text else [])]


def test_records_are_read_the_quick_way() -> None:
    """Every record of the catalog is read without a YAML parser, and has the same values."""
    for path in RECORDS:
        text = path.read_text(encoding="utf-8")
        assert canonical_source.read(path.name, text.encode()).canonical, path
        assert differences(text) == [], path


@settings(deadline=None)
@given(st.sampled_from(RECORDS), st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 3), st.sampled_from(PARTS)), min_size=1, max_size=3))
def test_a_changed_record_is_read_as_yaml(path: Path, changes: list[tuple[int, int, str]]) -> None:
    """A record that was changed anywhere has the values and the problems that the YAML parser finds."""
    text = path.read_text(encoding="utf-8")
    for at, length, part in changes:
        start = at % len(text)
        text = text[:start] + part + text[start + length :]
    assert differences(text) == []


@settings(deadline=None)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=3))
def test_any_values_are_read_as_yaml(record: dict[str, object]) -> None:
    """A text that is written from any values has the values and problems that the YAML parser finds."""
    assert differences(written(record)) == []


@pytest.mark.parametrize(
    "text",
    ["", "a: \n", '"": b\n', "a: 1\na: 2\n", f"a: {'[' * 12}1{']' * 12}\n", f"{'k' * 1_100}: a\n", "name: a\n\n\nyear: 1\n", "a:\n  b: 1\nc: 2\n  d: 3\n"],
)
def test_what_only_looks_canonical_is_left_to_the_parser(text: str) -> None:
    """An empty record, missing values and keys, repeated and long keys, deep nesting and wrong indentation are reported as before."""
    assert differences(f"{SCHEMA_LINE}\n{text}") == []
    assert not canonical_source.read("a.yaml", f"{SCHEMA_LINE}\n{text}".encode()).canonical
