"""The language server of editors completes, explains and checks records with the schema."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from conftest import ROOT
from curator.records.canonical_format import SCHEMA_LINE
from language_server import Editor

SCHEMA: dict[str, Any] = json.loads((ROOT / "catalog" / "schema.json").read_text(encoding="utf-8"))
BROKEN = ROOT / "tests" / "broken"
ITEM = 0
"""The step of a path into a list."""
KEYS = {"notes": "year", "sources": "owner", "evidence": "year", "unverified": "year", "not_reported": "year"}
"""A key of each mapping whose keys a record chooses."""
MISTAKES = {
    "misspelt-field": "Property task is not allowed.",
    "date-for-a-year": 'Incorrect type. Expected "integer".',
    "not-in-brackets": 'Incorrect type. Expected "array".',
    "modality-that-is-none": 'Value is not accepted. Valid values: "fundus-photography", "oct"',
    "licence-in-words": "Write an SPDX id, e.g. CC-BY-4.0, or LicenseRef-… or NONE.",
    "country-written-out": "Write the two-letter code of ISO 3166, e.g. NL.",
    "no-such-day": "Write YYYY-MM-DD, e.g. 2026-11-23.",
    "address-without-https": "Write the complete URL, e.g. https://example.org/data/",
    "doi-in-capitals": "Write the DOI in lowercase without https://doi.org/, e.g. 10.5281/zenodo.1475998.",
    "field-of-a-split-missing": 'Missing property "unit".',
    "range-with-one-end": "Array has too few items. Expected 2 or more.",
    "repeated-key": "Map keys must be unique",
    "dash-for-unknown": "Write plain text on one line: no markup",
}
"""Broken records, and the beginning of the message that an editor shows."""
Place = tuple[str | int, ...]


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """Return a part of the schema with the contents of the part to which it refers."""
    named = node.get("$ref", "").rpartition("/")[2]
    return SCHEMA["$defs"][named] | node if named else node


def parts(node: dict[str, Any] = SCHEMA, path: Place = (), seen: frozenset[str] = frozenset()) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Yield the parts of the schema with a path at which a record can contain them, each type once on a path."""
    if (name := node.get("$ref", "")) in seen:
        return
    seen |= {name} - {""}
    whole = resolved(node)
    yield path, whole
    for one in (*whole.get("oneOf", ()), *whole.get("anyOf", ())):
        yield from parts(one, path, seen)
    for key, child in whole.get("properties", {}).items():
        yield from parts(child, (*path, key), seen)
    for child in (*whole.get("patternProperties", {}).values(), whole.get("additionalProperties")):
        if isinstance(child, dict):
            yield from parts(child, (*path, KEYS.get(str(path[-1]), "a")), seen)
    if "items" in whole:
        yield from parts(whole["items"], (*path, ITEM), seen)


def text_at(path: Place, value: str) -> tuple[str, int, int]:
    """Return the text of a record with a value at a path, and the line and character at which the value begins."""
    lines, line = [SCHEMA_LINE], ""
    for number, step in enumerate(path):
        if step == ITEM:
            line += "- "
        elif number + 1 < len(path):
            lines.append(f"{line}{step}:")
            line = " " * (len(line) + 2)
        else:
            line += f"{step}: "
    return "\n".join([*lines, line + value, ""]), len(lines), len(line)


def fields() -> dict[Place, dict[str, Any]]:
    """Return every field of a record and of its parts, each once, by an example of its path."""
    found: dict[int, tuple[Place, dict[str, Any]]] = {}
    for path, part in parts():
        for name, field in part.get("properties", {}).items():
            found.setdefault(id(field), ((*path, name), resolved(field)))
    return dict(found.values())


def terms() -> dict[Place, dict[str, str]]:
    """Return the terms of every list of terms with their explanations, by the paths at which a record can have one."""
    return {path: dict(zip(part["enum"], part["enumDescriptions"], strict=True)) for path, part in parts() if "enumDescriptions" in part}


@pytest.fixture(scope="module")
def editor(language_server: Callable[..., AbstractContextManager[Editor]]) -> Iterator[Editor]:
    """An editor with the settings of this repository; one server answers all tests of this file."""
    with language_server(json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))) as found:
        yield found


def test_every_field_is_offered_and_explained(editor: Editor) -> None:
    """An editor offers every field where it belongs, with its description, and shows the description of a field that is there."""
    offered: dict[Place, dict[str, str]] = {}
    lacking = []
    for path, field in fields().items():
        holder, name = path[:-1], path[-1]
        if holder not in offered:
            text, line, character = text_at((*holder, ""), "")
            editor.open(text.removesuffix(": \n"))
            offered[holder] = editor.completions(line, character - len(": "))
        if field["description"] not in offered[holder].get(str(name), ""):
            lacking.append(f"{path} is not offered with its description")
        text, line, character = text_at(path, json.dumps(field.get("examples", ["?"])[0]))
        editor.open(text)
        if field["description"] not in editor.hover(line, character - len(": ") - 1):
            lacking.append(f"{path} is not explained")
    assert len(offered) > 40
    assert lacking == []


def test_every_term_is_offered_and_explained(editor: Editor) -> None:
    """An editor offers every term of a vocabulary where it belongs, with its label and definition, and shows them at a term that is there."""
    lacking = []
    for path, explained in terms().items():
        text, line, character = text_at(path, "")
        editor.open(text)
        offered = editor.completions(line, character)
        text, line, character = text_at(path, next(iter(explained)))
        editor.open(text)
        shown = editor.hover(line, character + 1)
        lacking += [f"{path}: {term}" for term, explanation in explained.items() if explanation not in offered.get(term, "") or explanation not in shown]
    assert len(terms()) > 20
    assert lacking == []


@pytest.mark.parametrize(("name", "message"), MISTAKES.items(), ids=MISTAKES)
def test_a_mistake_is_reported(editor: Editor, name: str, message: str) -> None:
    """An editor reports a mistake at the line where `curator check` reports it, with a message that says what to write."""
    path = BROKEN / f"{name}.yaml"
    editor.open(path.read_text(encoding="utf-8"), name)
    [place] = {int(line) for line in re.findall(r"\.yaml:(\d+):", path.with_suffix(".report").read_text(encoding="utf-8"))}
    found = editor.diagnostics()
    assert (place, message) in [(line, text[: len(message)]) for line, text in found]
    assert "does not match the pattern" not in str(found)


@pytest.mark.parametrize("settings", [{}, {"yaml.schemas": {"./catalog/schema.json": "catalog/datasets/*.yaml"}}], ids=["first line", "settings"])
def test_the_schema_is_found(language_server: Callable[..., AbstractContextManager[Editor]], settings: dict[str, Any]) -> None:
    """The schema is found by the first line of a record without settings, and by the settings of the repository without that line."""
    with language_server(settings) as editor:
        editor.open("year: 2004.5\n" if settings else f"{SCHEMA_LINE}\nyear: 2004.5\n")
        assert (1 if settings else 2, 'Incorrect type. Expected "integer".') in editor.diagnostics()
        editor.open("year: 2004.5\n", "../vocabulary/modality")
        assert editor.diagnostics() == []


def test_correct_records_have_no_problems(editor: Editor) -> None:
    """An editor reports nothing in a complete record."""
    editor.open((ROOT / "catalog" / "datasets" / "drive.yaml").read_text(encoding="utf-8"), "drive")
    assert editor.diagnostics() == []
