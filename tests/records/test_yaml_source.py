"""Tests of reading YAML: values have the types that they seem to have, every value has its place, and no file can crash the process."""

import json
import math
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.records import bibliography
from curator.records.characters import hidden
from curator.records.problem import CODES, Finding, Path
from curator.records.read_file import MAX_BYTES
from curator.records.yaml_reader import MAX_DEPTH, DocumentError, parsed
from curator.records.yaml_source import Source, read
from curator.records.yaml_values import usual_values

FILE = "catalog/datasets/pier.yaml"

TEXTS = [
    "no",
    "NO",
    "yes",
    "on",
    "off",
    "y",
    "tRue",
    "1:30",
    "12:30:45",
    "2026-11-23",
    "2026-11-23T10:00:00Z",
    "0o14",
    "0x1F",
    "1_000",
    "1,000",
    "1e",
    "--1",
    "1.2.3",
    ".inf",
    ".nan",
    "1e999",
    "=",
    "<<",
    "~40",
    "nUll",
    "40 (20/20)",
    "500×500",
    "٣",
]
"""Text that other YAML readers, or other languages, read as another type."""


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_not_read_as_another_type(text: str) -> None:
    """Only true, false, null and plain numbers are not text; words, times, dates and numbers in other formats are text."""
    assert _value(f"key: {text}\n") == text


VALUES = [
    ("true", True),
    ("True", True),
    ("TRUE", True),
    ("false", False),
    ("False", False),
    ("FALSE", False),
    ("0", 0),
    ("40", 40),
    ("-1", -1),
    ("+1", 1),
    ("007", 7),
    ("999999999999999999", 999_999_999_999_999_999),
    ("0.03", 0.03),
    (".5", 0.5),
    ("-2.5", -2.5),
    ("1e3", 1000.0),
    ("1.5E-3", 0.0015),
]


@pytest.mark.parametrize(("text", "value"), VALUES, ids=[text for text, _ in VALUES])
def test_numbers_and_booleans_have_their_types(text: str, value: float) -> None:
    """Plain numbers are numbers, and true and false are booleans, in the three spellings of YAML's core schema."""
    found = _value(f"key: {text}\n")
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("form", ['"{}"', "'{}'", "|-\n  {}", ">-\n  {}"], ids=["double", "single", "literal", "folded"])
def test_quoted_text_is_text(form: str) -> None:
    """Quoted text and text in a block is text."""
    for text in (*(text for text, _ in VALUES), *TEXTS, "null", "~", "-", ""):
        assert _value(f"key: {form.format(text)}\n") == text


@pytest.mark.parametrize("text", ["~", "null", "Null", "NULL", "", "# a comment"])
def test_an_empty_value_is_a_problem(text: str) -> None:
    """A key without a value is reported after its key."""
    source = _read(f"name: Pier\nkey: {text}\n")
    assert source.value == {"name": "Pier", "key": None}
    assert [(problem.code, problem.message, problem.line) for problem in source.problems] == [("empty-value", "`key` has no value", 2)]


PLACED = """\
# a comment
name: "Môle – Pier"
counts: {image: 40, slice: {about: 7}}
splits:
  - name: official
    train: 20

  - [é, b]
"two words": >-
  text
"""
PLACES = {
    (): (2, 1),
    ("name",): (2, 7),
    ("counts",): (3, 9),
    ("counts", "image"): (3, 17),
    ("counts", "slice"): (3, 28),
    ("counts", "slice", "about"): (3, 36),
    ("splits",): (5, 3),
    ("splits", 0): (5, 5),
    ("splits", 0, "name"): (5, 11),
    ("splits", 0, "train"): (6, 12),
    ("splits", 1): (8, 5),
    ("splits", 1, 0): (8, 6),
    ("splits", 1, 1): (8, 9),
    ("two words",): (9, 14),
}
KEYS = {
    ("name",): (2, 1),
    ("counts",): (3, 1),
    ("counts", "image"): (3, 10),
    ("counts", "slice"): (3, 21),
    ("counts", "slice", "about"): (3, 29),
    ("splits",): (4, 1),
    ("splits", 0, "name"): (5, 5),
    ("splits", 0, "train"): (6, 5),
    ("two words",): (9, 1),
}


@pytest.mark.parametrize(
    ("text", "fixes"),
    [
        ("{image: 1,200}", ["write 1200: numbers have no commas"]),
        ("{image: 1,234,567, slice: 9}", ["write 1234: numbers have no commas", "write 1234567: numbers have no commas"]),
        ("{image: about,200}", ["write numbers without commas, and text that contains a comma in quotes"]),
        ("{official: true,200}", ["write numbers without commas, and text that contains a comma in quotes"]),
    ],
)
def test_a_number_with_commas_is_reported_without_them(text: str, fixes: list[str]) -> None:
    """The digits that a comma separates from a number are reported with the number to write."""
    assert [problem.fix for problem in read(FILE, text.encode()).problems] == fixes


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_every_value_and_key_has_its_place(line_end: str) -> None:
    """Lines and columns of values and keys count from 1 and in characters, with any line ends."""
    source = _read(PLACED.replace("\n", line_end))
    assert {path: (place.line, place.column) for path, place in source.places.items()} == PLACES
    assert {path: (place.line, place.column) for path, place in source.keys.items()} == KEYS


FOUND_AT: list[tuple[Path, bool, tuple[int, int]]] = [
    (("counts", "image"), False, (3, 17)),
    (("counts", "image"), True, (3, 10)),
    (("counts", "volume"), False, (3, 1)),
    (("splits", 0, "unit"), False, (5, 5)),
    (("splits", 0, "source", 1), True, (5, 5)),
    (("splits", 1, 0), True, (8, 6)),
    (("checked",), False, (1, 1)),
    ((), False, (1, 1)),
]


@pytest.mark.parametrize(("at", "key", "place"), FOUND_AT)
def test_a_finding_has_the_place_of_its_value_or_parent(at: Path, key: bool, place: tuple[int, int]) -> None:
    """A problem of a value that is not written is reported at the item or key around it."""
    problem = _read(PLACED).problem(Finding(at, "missing-field", "what", "how", key=key))
    assert (problem.file, problem.line, problem.column) == (FILE, *place)


def test_the_order_is_that_of_the_file() -> None:
    """Fields keep the order of the file."""
    assert list(_read("c: 1\na: 2\nb: 3\n").value) == ["c", "a", "b"]


@pytest.mark.parametrize("times", [2, 3, 4])
def test_a_repeated_key_keeps_the_first(times: int) -> None:
    """The first value of a repeated key is kept, and each further one is reported at its key."""
    source = _read("top:\n" + "".join(f"  key: {number}\n" for number in range(times)))
    assert source.value == {"top": {"key": 0}}
    assert [(problem.code, problem.line, problem.column) for problem in source.problems] == [("repeated-key", line, 3) for line in range(3, times + 2)]


UNFIT = {
    "alias": ("a: 1\nb: *x\n", {"a": 1, "b": None}, [("yaml-alias", 2, 4)]),
    "anchor": ("a: &x 1\n", {"a": 1}, [("yaml-alias", 1, 4)]),
    "anchor on a key": ("&x a: 1\n", {"a": 1}, [("yaml-alias", 1, 1)]),
    "anchor on a list": ("a: &x [1]\n", {"a": [1]}, [("yaml-alias", 1, 4)]),
    "merge key": ("a: &x {b: 1}\nc:\n  <<: *x\n", {"a": {"b": 1}, "c": {"<<": None}}, [("yaml-alias", 1, 4), ("yaml-alias", 3, 7)]),
    "tag": ("a: !!float 1\n", {"a": "1"}, [("yaml-tag", 1, 4)]),
    "tag on a key": ("!new a: 1\n", {"a": 1}, [("yaml-tag", 1, 1)]),
    "python tag": ("a: !!python/object/apply:os.system [ls]\n", {"a": ["ls"]}, [("yaml-tag", 1, 4)]),
    "empty key": ('"": 1\na: 2\n', {"a": 2}, [("wrong-type", 1, 1)]),
    "list as a key": ("[a, b]: 1\nc: 2\n", {"c": 2}, [("wrong-type", 1, 1)]),
    "template": ("a: {{ b }}\n", {"a": {}}, [("wrong-type", 1, 5)]),
}


@pytest.mark.parametrize(("text", "value", "problems"), UNFIT.values(), ids=UNFIT)
def test_unsupported_yaml_is_a_problem(text: str, value: Any, problems: list[tuple[str, int, int]]) -> None:
    """Aliases, anchors, tags and keys that are not words are reported at their place, and the rest is read."""
    source = _read(text)
    assert (source.value, [(problem.code, problem.line, problem.column) for problem in source.problems]) == (value, problems)


BOMBS = {
    "lists": "[" * 60_000,
    "closed lists": "[" * 60_000 + "]" * 60_000,
    "mappings": "{a: " * 40_000,
    "closed mappings": "{a: " * 30_000 + "1" + "}" * 30_000,
    "lists below lists": "\n".join(" " * depth + "-" for depth in range(600)),
    "lists in lists": "- " * 60_000,
    "keys of keys": "? " * 60_000,
    "keys in braces": "{? " * 60_000,
    "lists as keys": "{[" * 60_000,
    "anchors": "&a " * 60_000,
    "quotes": '"' * 59_999,
    "one number": "9" * 199_000,
    "one fraction": "." + "9" * 199_000,
    "one key": "a" * 199_000 + ": 1",
}


@pytest.mark.parametrize("indent", ["", "key: "], ids=["bare", "below a key"])
@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_deep_nesting_is_reported(text: str, indent: str) -> None:
    """A file with endless nesting, which crashes other readers, is read up to the limit and reported."""
    source = _read(indent + text)
    assert source.value is not None or source.problems
    assert {problem.code for problem in source.problems} <= {"too-deep", "yaml-syntax", "repeated-key", "empty-value", "wrong-type"}


def test_aliases_are_never_followed() -> None:
    """A few lines of aliases for a billion values are a few problems."""
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 11))]
    source = _read("\n".join(lines))
    assert source.value == {"a0": ["x"]} | {f"a{n}": [None] * 8 for n in range(1, 11)}
    assert {problem.code for problem in source.problems} == {"yaml-alias"}


@pytest.mark.parametrize(("depth", "codes"), [(MAX_DEPTH, []), (MAX_DEPTH + 1, ["too-deep"])])
def test_the_limit_of_nesting_is_exact(depth: int, codes: list[str]) -> None:
    """Twelve levels are read, and a thirteenth is a problem."""
    assert [problem.code for problem in _read("[" * depth + "1" + "]" * depth).problems] == codes


@pytest.mark.parametrize(("size", "codes"), [(MAX_BYTES, []), (MAX_BYTES + 1, ["too-long"])])
def test_the_limit_of_length_is_exact(size: int, codes: list[str]) -> None:
    """A file of 200,000 bytes is read, and one byte more is a problem."""
    assert [problem.code for problem in read(FILE, b"name: Pier\n".ljust(size, b"#")).problems] == codes


@pytest.mark.parametrize(("size", "codes"), [(bibliography.MAX_BYTES, []), (bibliography.MAX_BYTES + 1, ["too-long"])])
def test_the_bibliography_has_a_separate_limit(size: int, codes: list[str]) -> None:
    """A bibliography of 10,000,000 bytes is read, and one byte more is a problem."""
    assert [problem.code for problem in bibliography.read(b"% works\n".ljust(size, b"%")).problems] == codes


def test_a_byte_order_mark_is_ignored() -> None:
    """A byte order mark at the start of a file is ignored."""
    assert read(FILE, b"\xef\xbb\xbfname: Pier\n").value == {"name": "Pier"}


@pytest.mark.parametrize("text", ["---\nname: Pier\n", "name: Pier\n...\n", "%YAML 1.2\n---\nname: Pier\n"], ids=["begin", "end", "version"])
def test_marks_around_the_one_document_are_allowed(text: str) -> None:
    """Markers of the start and end of a document, and of the version, change nothing."""
    assert (_read(text).value, _read(text).problems) == ({"name": "Pier"}, ())


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"], ids=["next line", "line separator", "paragraph separator"])
def test_lines_are_counted_as_in_editors(end: str) -> None:
    """A character that ends a line in YAML but not in editors is a problem, because the numbers of later lines would be wrong."""
    source = _read(f"name: Pier\nkind: a{end}b\n")
    assert [(problem.code, problem.line, problem.column) for problem in source.problems] == [("yaml-syntax", 2, 8)]


PLAIN = st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs")), min_size=1, max_size=20).filter(lambda text: [*hidden(text)] == [])
JSON = st.recursive(
    st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | st.floats(allow_nan=False, allow_infinity=False) | PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PLAIN, inner, max_size=4),
    max_leaves=12,
)


@given(value=st.dictionaries(PLAIN, JSON, max_size=5), indent=st.none() | st.integers(0, 4))
@settings(deadline=None)
def test_json_is_read_unchanged(value: dict[str, Any], indent: int | None) -> None:
    """JSON is YAML: every value is read with its value, type and place."""
    source = _read(json.dumps(value, indent=indent, ensure_ascii=False))
    assert source.problems == ()
    assert json.dumps(source.value) == json.dumps(value)
    assert set(source.places) == set(_paths(value, ()))


SNIPPETS = [
    "a",
    "b: ",
    "- ",
    "? ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "&x ",
    "*x",
    "!y ",
    "|\n",
    ">-\n",
    '"',
    "'",
    "#",
    " #",
    "%",
    "@",
    "`",
    "\t",
    "\n",
    "  ",
    "---\n",
]
MESS = st.lists(
    st.sampled_from([*SNIPPETS, "...\n", "~", "no", "1", ".5", "1e999", "<<: ", "\0", "\x85", "\u2028", "\ufeff", "é", "\U0001f600"]), max_size=30
).map("".join)


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", errors="surrogatepass")) | MESS.map(str.encode))
@settings(max_examples=500, deadline=None)
def test_any_bytes_are_a_value_or_a_problem(content: bytes) -> None:
    """Any bytes give plain values or problems with places that count from 1, and never an exception."""
    source = read(FILE, content)
    assert source.value is not None or source.problems
    assert all(_is_plain(value) for value in _values(source.value))
    assert all(problem.code in CODES and problem.fix and problem.line >= 1 and problem.column >= 1 for problem in source.problems)


ODD = (
    "&a x",
    "*a",
    "!!str x",
    "! x",
    "~",
    "",
    "{a: 1, a: 2}",
    "{[]: 1}",
    '"\\u200b"',
    "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
    "x\n---\ny: 1",
    "x\n...",
    "[",
)
"""Values with something that is reported, or that the fast reader leaves to the other one."""


@given(st.lists(st.sampled_from([*ODD, "x", "1", "[a, {b: c}]", "{a: 1.5}", "'#'", ">-\n  a #b", '"\\u00e9"']), min_size=1, max_size=4))
@settings(deadline=None)
def test_a_fast_reader_reports_nothing_and_misses_nothing(values: list[str]) -> None:
    """The reader without places gives the values of the reader with places, or nothing wherever that one reports something."""
    text = "".join(f"key-{number}: {value}\n" for number, value in enumerate(values))
    fast = usual_values(text)
    try:
        found = parsed(text)
    except (DocumentError, yaml.YAMLError):
        assert fast is None
        return
    assert fast == (None if found.findings else found.value) or (fast is None and {"! x", "x\n..."} & {*values})


def _read(text: str) -> Source:
    return read(FILE, text.encode())


def _value(text: str) -> Any:
    """Return the value of the only key of a file without problems."""
    source = _read(text)
    assert source.problems == ()
    return source.value["key"]


def _paths(value: Any, path: Path) -> Iterator[Path]:
    """Yield the path of a value and of all values in it."""
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from _paths(child, (*path, key))


def _values(value: Any) -> Iterator[Any]:
    """Yield a value and all values in it, including keys."""
    yield value
    for child in (*value, *value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _values(child)


def _is_plain(value: Any) -> bool:
    """Return whether a value has a type of records; null replaces a value with a problem."""
    return value is None or type(value) in (str, int, bool, list, dict) or (type(value) is float and math.isfinite(value))
