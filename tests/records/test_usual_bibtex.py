"""Tests of the quick way to read a bibliography, which must not differ from pybtex."""

from typing import Any

import pytest
from pybtex.database.input.bibtex import Parser

from conftest import ROOT
from curator.records.usual_bibtex import usual_entries

NAMES = [
    "Doe, Jane Ann", "van der Berg, Jan", "Jan van der Berg", "Jan", "jan", "De La Cruz, A", "de Silva, Jr., John", "x y Z", "X Y", "1x Y", "(y) Z, A",
    "{The Group}", "{A and B}", "A AND B", "A,", ",", "others", "Doe, Jane and others", "É, x", "Ⅷ x, Y", "and and b",
]  # fmt: skip
UNUSUAL = [
    "@string{a = {b}}", "@a{k, title = a}", '@a{k, title = "b"}', "@a{k, title = {b} # {c}}", "@a{k, title = {b}, title = {c}}", "@a{k, title = {b}",
    "@a{k, title = {b}} @", "@a{k, author = {A, B, C, D}}", "@a{k, author = {A~B}}", "@a{k, author = {{A} B}}", "@a{k, crossref = {b}}", "@a{k, Title = {b}}",
    "@a{k, title = {b}} @b{K, title = {b}}", "@comment{k, title = {b}}",
]  # fmt: skip


def facts(entries: dict[str, Any]) -> dict[str, Any]:
    """Return everything that the catalog uses of entries."""
    parts = ("first_names", "middle_names", "prelast_names", "last_names", "lineage_names")
    people = {
        key: {role: [(str(it), *(getattr(it, part) for part in parts)) for it in found] for role, found in entry.persons.items()}
        for key, entry in entries.items()
    }
    return {key: (entry.type, [*entry.fields.items()], people[key]) for key, entry in entries.items()}


def by_pybtex(text: str) -> dict[str, Any]:
    """Return the entries of a text by key, as pybtex reads them."""
    return dict(Parser(encoding="utf-8").parse_string(text).entries.items())


def test_the_bibliography_is_read_the_quick_way() -> None:
    """The entries of the catalog are read without pybtex, and are those that pybtex reads."""
    text = (ROOT / "catalog" / "references.bib").read_text(encoding="utf-8")
    found = usual_entries(text)
    assert found
    assert facts(found) == facts(by_pybtex(text))


@pytest.mark.parametrize("names", NAMES)
def test_names_have_the_parts_of_bibtex(names: str) -> None:
    """A list of names is divided as pybtex does."""
    text = f"% a comment\n@Article{{k,\n  author = {{{names}}}, title={{A {{B {{C}}}}  d}}\n}}"
    found = usual_entries(text)
    assert found
    assert facts(found) == facts(by_pybtex(text))


@pytest.mark.parametrize("text", UNUSUAL)
def test_everything_else_is_left_to_pybtex(text: str) -> None:
    """Errors, and what records do not use, are left to pybtex, which reports them."""
    assert usual_entries(text) is None
