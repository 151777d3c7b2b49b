"""Tests of the canonical format of records: what it keeps, what it changes, and edits of a record's text."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from curator.records import yaml_source
from curator.records.canonical_format import SCHEMA_LINE, edited, formatted, other_comments, written
from curator.records.characters import hidden
from curator.records.edit import REMOVED, Edit, EditError

RECORDS = sorted((ROOT / "catalog" / "datasets").glob("*.yaml"))
CHARACTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")) | st.sampled_from("\n\t :#-,[]{}'\"&*!|>%@`~")
TEXT = st.text(CHARACTERS, max_size=200).filter(lambda text: [*hidden(text)] == [])
SINGLE = st.booleans() | st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6) | TEXT
VALUE = st.recursive(SINGLE, lambda inside: st.lists(inside, max_size=4) | st.dictionaries(TEXT.filter(bool), inside, max_size=4), max_leaves=12)
FIELDS = st.sampled_from(["name", "counts", "splits", "sources", "evidence", "access", "checked", "aliases", "disputed"]) | TEXT.filter(bool)
RECORD = st.dictionaries(FIELDS, VALUE, min_size=1, max_size=6)
HEAD = f"{SCHEMA_LINE}\n"


def values(text: str) -> str:
    """Return the values of a text, comparable including their types."""
    found = yaml_source.read("", text.encode())
    return json.dumps(found.value, sort_keys=True)


@settings(deadline=None)
@given(RECORD)
def test_a_written_record_has_the_given_values(record: dict[str, Any]) -> None:
    """The text written from plain values is read as these values, and is in canonical format."""
    text = written(record)
    assert values(text) == json.dumps(record, sort_keys=True)
    assert formatted(text) == text


@settings(deadline=None)
@given(RECORD, st.booleans(), st.integers(20, 200))
def test_formatting_keeps_values(record: dict[str, Any], flow: bool, width: int) -> None:
    """A text in another style has the same values in canonical format, and formatting it again changes nothing."""
    text = yaml.safe_dump(record, default_flow_style=flow, width=width, sort_keys=False, allow_unicode=True)
    assert formatted(text).startswith(HEAD)
    assert values(formatted(text)) == values(text)
    assert formatted(formatted(text)) == formatted(text)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(RECORDS), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 8), st.booleans()), min_size=1, max_size=8))
def test_comments_are_found_and_not_lost(path: Path, places: list[tuple[int, int, bool]]) -> None:
    """A comment anywhere, on its own line or after a value, is found at its place, and the text is not changed; a # within a value is no comment."""
    lines = path.read_text(encoding="utf-8").split("\n")[1:]
    for number, (line, indent, behind) in enumerate(places):
        if behind:
            lines[line % len(lines)] += f" #comment-{number}-"
        else:
            lines.insert(line % len(lines), " " * indent + f"#comment-{number}-")
    text = "\n".join(lines)
    source = yaml_source.read("", text.encode())
    found = other_comments(source)
    assert formatted(text) == text or (not found and source.problems == ())
    for place, comment in found:
        assert text.split("\n")[place.line - 1][place.column - 1 :].rstrip() == comment
    assert source.problems or text.count("#comment-") == json.dumps(source.value).count("#comment-") + sum(comment.count("#comment-") for _, comment in found)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab:-#[]{},\n '\"|>?&*!%@\\~"), max_size=60))
def test_no_text_is_damaged(text: str) -> None:
    """Any text has the same values in canonical format, or is returned unchanged."""
    new = formatted(text)
    assert new == text or values(new) == values(text)
    assert formatted(new) == new


FORMATS = {
    "fields are in the model's order": ("year: 2004\nname: A\n", "name: A\nyear: 2004\n"),
    "unknown fields come last": ("shape: round\nname: A\n", "name: A\nshape: round\n"),
    "a field's own parts precede its source": (
        "disputed: [{source: [a], kept: b, states: c, field: year}]\n",
        "disputed:\n  - {field: year, states: c, source: [a], kept: b}\n",
    ),
    "quotes are used only where YAML needs them": ("name: 'A'\naliases: ['B, C', \"D\", '2012']\n", 'name: A\naliases: ["B, C", D, "2012"]\n'),
    "an address within brackets is quoted": ("sources: {a: {url: 'https://a.org/'}}\n", 'sources:\n  a: {url: "https://a.org/"}\n'),
    "an address in a block is not quoted": ('access:\n  homepage: "https://a.org/"\n', "access:\n  homepage: https://a.org/\n"),
    "short lists are on one line": ("tasks:\n  - segmentation\n  - detection\n", "tasks: [segmentation, detection]\n"),
    "a list of mappings has one item per line": ("splits: [{unit: image, name: a}]\n", "splits:\n  - {name: a, unit: image}\n"),
    "an issue has one line per field": ("known_issues:\n- {kind: split, text: T}\n", "known_issues:\n  - kind: split\n    text: T\n"),
    "long text is folded": (f"summary: {'word ' * 30}\n", f"summary: >-\n  {('word ' * 25).strip()}\n  {('word ' * 5).strip()}\n"),
    "short text is not folded": ("annotation: >-\n  by\n  two\n", "annotation: by two\n"),
    "a number has one spelling": ("year: 2004\ncounts: {image: 1.50}\n", "year: 2004\n\ncounts: {image: 1.5}\n"),
    "a blank line precedes each group": ("name: A\n\nyear: 1\nsources: {}\nnotes: {}\n", "name: A\nyear: 1\n\nnotes: {}\n\nsources: {}\n"),
    "a field without a value is kept": ("name:\nyear: 1\n", "name:\nyear: 1\n"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_each_rule_of_the_format(name: str) -> None:
    """Each rule of the format changes a text into another one, which is in canonical format."""
    given_text, wanted = FORMATS[name]
    assert formatted(given_text) == HEAD + wanted
    assert formatted(HEAD + wanted) == HEAD + wanted


UNREAD = ["", "- a\n", "name: [\n", "a: &x 1\nb: *x\n", "a: 1\na: 2\n", "a: !!str 1\n", "a: 1\n---\nb: 2\n", "name: \ud800\n"]
COMMENTED = ["year: 1\nname: A  # a comment\n", "# a comment\nyear: 1\nname: A\n", "year: 1\nsummary: > # a comment\n  A\n", f"year: 1\n{HEAD}name: A\n"]


@pytest.mark.parametrize("text", [*UNREAD, *COMMENTED])
def test_other_texts_are_returned_unchanged(text: str) -> None:
    """A text that is not a record in valid YAML, or has comments, is returned unchanged."""
    assert formatted(text) == text


def test_records_are_in_canonical_format() -> None:
    """Every record of the catalog is in canonical format."""
    for path in RECORDS:
        text = path.read_text(encoding="utf-8")
        assert formatted(text) == text, path


EDITED = "name: A\n\ncounts: {image: 1}\n\nlicence:\n  - covers: all\n    id: NONE\n"


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (Edit(("name",), "B"), EDITED.replace("name: A", "name: B")),
        (Edit(("licence", 0, "id"), "MIT"), EDITED.replace("NONE", "MIT")),
        (Edit(("licence", 1), {"id": "MIT", "covers": "code"}), f"{EDITED}  - covers: code\n    id: MIT\n"),
        (Edit(("licence", 0), REMOVED), "name: A\n\ncounts: {image: 1}\n"),
        (Edit(("evidence", "year"), ["a"]), f"{EDITED}\nevidence:\n  year: [a]\n"),
        (Edit(("evidence", "year"), REMOVED), EDITED),
        (Edit(("tasks", 0), "segmentation"), EDITED.replace("counts", "tasks: [segmentation]\ncounts")),
    ],
)
def test_an_edit_changes_one_place(edit: Edit, wanted: str) -> None:
    """An edit sets or removes one value, creates the mappings on its path, and changes nothing else."""
    assert edited(EDITED, [edit]) == HEAD + wanted


def test_an_edit_to_the_same_value_changes_nothing() -> None:
    """A record whose every field is set to its present value has the same bytes."""
    for path in RECORDS:
        text = path.read_text(encoding="utf-8")
        fields = yaml_source.read("", text.encode()).value
        assert edited(text, [Edit((name,), value) for name, value in fields.items()]) == text, path


@pytest.mark.parametrize(
    ("text", "path"), [("name: [\n", ("name",)), ("name: A  # a comment\n", ("name",)), (EDITED, ("name", "x")), (EDITED, ("licence", 5)), (EDITED, ())]
)
def test_an_impossible_edit_is_reported(text: str, path: tuple[str | int, ...]) -> None:
    """An edit of a text that cannot be read, that has comments, or at a path that does not exist raises a sentence."""
    with pytest.raises(EditError):
        edited(text, [Edit(path, "x")])
