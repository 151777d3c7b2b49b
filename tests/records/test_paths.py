"""Paths into records."""

import pytest

from curator.records.paths import bracketed, dotted, evidence_path, exists, is_within, leaf_paths, prefixes, value_at
from curator.records.problem import Path

RECORD = {"counts": {"image": 40}, "releases": [{"name": "v1.0", "year": 2019}], "licence": [{"id": "CC0-1.0"}], "aliases": ["A", "B"]}


@pytest.mark.parametrize(
    ("path", "value", "text", "short", "evidence"),
    [
        (("counts", "image"), 40, "counts.image", "counts.image", "counts.image"),
        (("releases", 0, "year"), 2019, "releases.0.year", "releases[0].year", "releases.v1.0.year"),
        (("licence", 0, "id"), "CC0-1.0", "licence.0.id", "licence[0].id", "licence.0.id"),
        (("licence", 1, "id"), None, "licence.1.id", "licence[1].id", "licence.1.id"),
        (("counts", 0), None, "counts.0", "counts[0]", "counts.0"),
        ((), RECORD, "", "", ""),
    ],
)
def test_a_path_has_one_value_and_is_written_in_three_forms(path: Path, value: object, text: str, short: str, evidence: str) -> None:
    """A path leads to one value or none, and is written with dots, with brackets, or with the names of list items."""
    assert (value_at(RECORD, path), dotted(path), bracketed(path), evidence_path(RECORD, path)) == (value, text, short, evidence)


@pytest.mark.parametrize(("path", "there"), [("", True), ("releases.v1.0.year", True), ("releases.0", True), ("releases.v2", False), ("counts.image.x", False)])
def test_a_dotted_path_may_use_names_with_dots(path: str, there: bool) -> None:
    """A dotted path finds list items by name or position, and names may contain dots."""
    assert exists(RECORD, path) is there


def test_paths_are_enumerated() -> None:
    """The leaves of a record are its single values and lists of them; the prefixes of a path begin with the path itself."""
    assert list(leaf_paths(RECORD)) == [("counts", "image"), ("releases", 0, "name"), ("releases", 0, "year"), ("licence", 0, "id"), ("aliases",)]
    assert prefixes("a.b.c") == ["a.b.c", "a.b", "a"]
    assert [is_within(path, "a.b") for path in ("a.b", "a.b.c", "a.bc")] == [True, True, False]
