"""The one form of a record: what it keeps, what it sets, and how a change goes into it."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from curator.editing.canonical_format import formatted, written
from curator.editing.edit import REMOVED, Edit, EditError, edited
from curator.editing.record_tree import HEAD as SCHEMA
from curator.records import yaml_source

RECORDS = sorted((ROOT / "catalog" / "datasets").glob("*.yaml"))
TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")) | st.sampled_from("\n\t :#-,[]{}'\"&*!|>%@`~"), max_size=200)
SINGLE = st.booleans() | st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6) | TEXT
VALUE = st.recursive(SINGLE, lambda inside: st.lists(inside, max_size=4) | st.dictionaries(TEXT.filter(bool), inside, max_size=4), max_leaves=12)
FIELDS = st.sampled_from(["name", "counts", "splits", "sources", "evidence", "access", "checked", "aliases", "disputed"]) | TEXT.filter(bool)
RECORD = st.dictionaries(FIELDS, VALUE, min_size=1, max_size=6)
HEAD = f"{SCHEMA}\n"


def values(text: str) -> str:
    """The values of a text, comparable to the kind of each."""
    found = yaml_source.read("", text.encode())
    return json.dumps(found.value, sort_keys=True)


@settings(deadline=None)
@given(RECORD)
def test_a_written_record_says_what_it_was_given(record: dict[str, Any]) -> None:
    """The text written of plain values is read as just these values, and is in the one form already."""
    text = written(record)
    assert values(text) == json.dumps(record, sort_keys=True)
    assert formatted(text) == text


@settings(deadline=None)
@given(RECORD, st.booleans(), st.integers(20, 200))
def test_values_stay(record: dict[str, Any], flow: bool, width: int) -> None:
    """The one form of a text in another style has the same values, and is its own one form."""
    text = yaml.safe_dump(record, default_flow_style=flow, width=width, sort_keys=False, allow_unicode=True)
    assert formatted(text).startswith(HEAD)
    assert values(formatted(text)) == values(text)
    assert formatted(formatted(text)) == formatted(text)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(RECORDS), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 8), st.booleans()), max_size=8))
def test_comments_stay(path: Path, places: list[tuple[int, int, bool]]) -> None:
    """No comment is lost wherever it stands, on a line of its own or behind a value."""
    lines = path.read_text(encoding="utf-8").split("\n")[1:]
    for number, (line, indent, behind) in enumerate(places):
        if behind:
            lines[line % len(lines)] += f" #remark-{number}-"
        else:
            lines.insert(line % len(lines), " " * indent + f"#remark-{number}-")
    text = "\n".join(lines)
    new = formatted(text)
    assert new.startswith(HEAD) or yaml_source.read("", text.encode()).problems
    assert values(new) == values(text)
    assert formatted(new) == new
    assert all(new.count(f"#remark-{number}-") == text.count(f"#remark-{number}-") for number in range(len(places)))


@settings(deadline=None)
@given(st.text(st.sampled_from("ab:-#[]{},\n '\"|>?&*!%@\\~"), max_size=60))
def test_nothing_is_damaged(text: str) -> None:
    """Whatever the text is, its one form has the same values, or it comes back as it was."""
    new = formatted(text)
    assert new == text or values(new) == values(text)
    assert formatted(new) == new


FORMS = {
    "the fields stand in the model's order": ("year: 2004\nname: A\n", "name: A\nyear: 2004\n"),
    "an unknown field stands behind the known ones": ("shape: round\nname: A\n", "name: A\nshape: round\n"),
    "a field's own parts stand before its source": (
        "disputed: [{source: [a], kept: b, states: c, field: year}]\n",
        "disputed:\n  - {field: year, states: c, source: [a], kept: b}\n",
    ),
    "quotes stand only where YAML needs them": ("name: 'A'\naliases: ['B, C', \"D\", '2012']\n", 'name: A\naliases: ["B, C", D, "2012"]\n'),
    "an address within brackets is quoted": ("sources: {a: {url: 'https://a.org/'}}\n", 'sources:\n  a: {url: "https://a.org/"}\n'),
    "an address in a block is not quoted": ('access:\n  homepage: "https://a.org/"\n', "access:\n  homepage: https://a.org/\n"),
    "short lists stand on a line": ("tasks:\n  - segmentation\n  - detection\n", "tasks: [segmentation, detection]\n"),
    "an item of a list of mappings has a line": ("splits: [{unit: image, name: a}]\n", "splits:\n  - {name: a, unit: image}\n"),
    "an issue has a line for each field": ("known_issues:\n- {kind: split, text: T}\n", "known_issues:\n  - kind: split\n    text: T\n"),
    "long text is folded": (f"summary: {'word ' * 30}\n", f"summary: >-\n  {('word ' * 25).strip()}\n  {('word ' * 5).strip()}\n"),
    "short text is not folded": ("annotation: >-\n  by\n  two\n", "annotation: by two\n"),
    "a number is spelled as before": ("year: 2004\ncounts: {image: 1.50}\n", "year: 2004\n\ncounts: {image: 1.50}\n"),
    "groups have an empty line before them": ("name: A\n\nyear: 1\nsources: {}\nnotes: {}\n", "name: A\nyear: 1\n\nnotes: {}\n\nsources: {}\n"),
    "a field without a value stays one": ("name:\nyear: 1\n", "name:\nyear: 1\n"),
    "a comment moves with its field": ("# when\nyear: 1  # or 2\n# who\nname: A\n", "# who\nname: A\n# when\nyear: 1  # or 2\n"),
    "a comment keeps a list open": ("tasks: [a, # one\n  b]  # all\n", "tasks:  # all\n  - a  # one\n  - b\n"),
    "a comment at the end of a list stays there": (
        "splits:\n- {name: a}\n# - {name: b}\nyear: 1\n",
        "# - {name: b}\nyear: 1\n\nsplits:\n  - {name: a}\n",
    ),
    "an indented comment ends its list": (
        "splits:\n  - {name: a}\n  # - {name: b}\nyear: 1\n",
        "year: 1\n\nsplits:\n  - {name: a}\n  # - {name: b}\n",
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_form(name: str) -> None:
    """Each rule of the form turns a text into another one, which is its own form."""
    given_text, wanted = FORMS[name]
    assert formatted(given_text) == HEAD + wanted
    assert formatted(HEAD + wanted) == HEAD + wanted


@pytest.mark.parametrize("text", ["", "- a\n", "name: [\n", "a: &x 1\nb: *x\n", "a: 1\na: 2\n", "a: !!str 1\n", "a: 1\n---\nb: 2\n", "name: \ud800\n"])
def test_what_cannot_be_kept_comes_back(text: str) -> None:
    """A text that is no record, or holds what the form does not keep, comes back unchanged."""
    assert formatted(text) == text


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_the_records_are_in_the_form(path: Path) -> None:
    """Every record of the catalog is in the one form, which changes nothing that it says."""
    text = path.read_text(encoding="utf-8")
    assert formatted(text) == text


EDITED = "name: A  # the name\n# by unit\ncounts: {image: 1}\nlicence:\n  - covers: all\n    id: NONE  # today\n"


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (Edit(("name",), "B"), "name: B  # the name\n\n# by unit\ncounts: {image: 1}\n\nlicence:\n  - covers: all\n    id: NONE  # today\n"),
        (Edit(("licence", 0, "id"), "MIT"), "name: A  # the name\n\n# by unit\ncounts: {image: 1}\n\nlicence:\n  - covers: all\n    id: MIT  # today\n"),
        (
            Edit(("licence", 1), {"id": "MIT", "covers": "code"}),
            "name: A  # the name\n\n# by unit\ncounts: {image: 1}\n\nlicence:\n  - covers: all\n    id: NONE  # today\n  - covers: code\n    id: MIT\n",
        ),
        (Edit(("licence", 0), REMOVED), "name: A  # the name\n\n# by unit\ncounts: {image: 1}\n"),
        (Edit(("evidence", "year"), ["a"]), EDITED.replace("# by", "\n# by").replace("lic", "\nlic") + "\nevidence:\n  year: [a]\n"),
        (Edit(("evidence", "year"), REMOVED), EDITED.replace("# by", "\n# by").replace("lic", "\nlic")),
    ],
)
def test_an_edit_changes_one_place(edit: Edit, wanted: str) -> None:
    """An edit sets or removes one value, makes the mappings on its way, and leaves all else with its comments."""
    assert edited(EDITED, [edit]) == HEAD + wanted


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_an_edit_to_the_same_changes_nothing(path: Path) -> None:
    """A record whose every field is set to what it is already stays the same to the byte."""
    text = path.read_text(encoding="utf-8")
    fields = yaml_source.read("", text.encode()).value
    assert edited(text, [Edit((name,), value) for name, value in fields.items()]) == text


@pytest.mark.parametrize(("text", "path"), [("name: [\n", ("name",)), (EDITED, ("name", "x")), (EDITED, ("licence", 5)), (EDITED, ())])
def test_an_edit_without_a_place_is_told(text: str, path: tuple[str | int, ...]) -> None:
    """An edit of a broken text, or at a path that leads nowhere, raises a sentence."""
    with pytest.raises(EditError):
        edited(text, [Edit(path, "x")])
