"""Invisible characters: they are reported in every file, and allowed where a script requires them."""

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import command
from curator.records import bibliography, link_history, load
from curator.records.characters import hidden
from curator.records.printed_table import FILE as PRINTED
from curator.records.problem import Problem
from curator.records.record_addresses import DATASETS

REFUSED = {
    "a noncharacter": "\ufffe",
    "a noncharacter of another plane": "\U0001ffff",
    "a control character": "\x07",
    "NUL": "\0",
    "delete": "\x7f",
    "a C1 control": "\x9b",
    "a lone carriage return": "\r",
    "an override of direction": "\u202e",
    "an isolate of direction": "\u2066",
    "a mark of direction": "\u200f",
    "a zero-width space": "\u200b",
    "a word joiner": "\u2060",
    "a byte order mark": "\ufeff",
    "a soft hyphen": "\xad",
    "a tag": "\U000e0041",
    "a filler of Hangul": "\u3164",
    "an empty pattern of Braille": "\u2800",
    "private use": "\uf0b7",
    "a lost character": "\ufffd",
    "a joiner between Latin letters": "\u200d",
    "a non-joiner between Latin letters": "\u200c",
    "a selector behind a letter": "\ufe0f",
    "an ideographic selector behind a letter": "\U000e0100",
}
"""Characters that are not allowed between two Latin letters."""
NEEDED = {
    "a non-joiner in Persian": "می\u200cخواهم",
    "a joiner in Sinhala": "ශ්\u200dරී",
    "a joiner in an emoji": "👩\u200d🔬",
    "a selector behind a symbol": "❤\ufe0f",
    "a keycap": "1\ufe0f\u20e3",
    "an ideograph in one of its shapes": "葛\U000e0100",
    "a selector of Mongolian": "ᠠ\u180b",
    "a space that does not break": "10\u00a0GB",
    "a narrow space that does not break": "10\u202fGB",
    "a hyphen that does not break": "LIDC\u2011IDRI",
    "a combining accent": "e\u0301",
    "lines that end as on Windows": "one\r\ntwo\tthree\n",
    "ten scripts": "Việt Łódź Ελλάδα Кирилл עברית العربية हिन्दी ไทย 中文 한국어 日本語",
}
"""Texts that require characters that are not allowed elsewhere, and other valid texts."""


@pytest.mark.parametrize("character", REFUSED.values(), ids=REFUSED)
def test_an_invisible_character_is_found(character: str) -> None:
    """An invisible character is found at its position."""
    assert [*hidden(f"ab{character}cd")] == [2]


@pytest.mark.parametrize("text", NEEDED.values(), ids=NEEDED)
def test_required_joiners_are_allowed(text: str) -> None:
    """Joiners and selectors are allowed where the script uses them, and no-break spaces and hyphens everywhere."""
    assert [*hidden(text)] == []


@pytest.mark.parametrize("text", ["می\u200c", "\u200cمی", "👩\u200d", "a\u200d🔬", "❤\ufe0f\ufe0f", "葛\U000e0100\U000e0100", "क\u200d\u200dष"])
def test_misplaced_joiners_are_found(text: str) -> None:
    """Joiners are not allowed at the end of a word, next to other scripts, or twice."""
    assert [*hidden(text)] != []


def _after(text: str) -> Callable[[str, str], str]:
    """Return a function that inserts a character after the first occurrence of a text."""
    return lambda content, character: content.replace(text, f"{text}{character}", 1)


PLACES = {
    "a record": (f"{DATASETS}/good.yaml", _after("Thirty photographs")),
    "a comment": (f"{DATASETS}/good.yaml", _after("# yaml-language")),
    "a key": (f"{DATASETS}/good.yaml", _after("\n  owne")),
    "the bibliography": (bibliography.FILE, _after("Blood Vess")),
    "a vocabulary": (f"{load.VOCABULARY}/target.yaml", _after("label: optic d")),
    "the printed table": (PRINTED, _after("Harbo")),
    "the resources": ("catalog/resources.yaml", _after("A list of li")),
    "the exceptions": ("catalog/link-exceptions.yaml", _after("The archive's ser")),
}
"""Files that people write, with a function that inserts a character."""


@pytest.mark.parametrize("character", ["\0", "\x7f", "\x9b", "\u202e", "\ufffe", "\U000e0041"], ids=lambda character: f"U+{ord(character):04X}")
@pytest.mark.parametrize(("file", "change"), PLACES.values(), ids=PLACES)
def test_one_rule_for_all_files(desk: Path, file: str, change: Callable[[str, str], str], character: str) -> None:
    """An invisible character is reported at its line and column in every file."""
    path = desk / file
    before = path.read_text(encoding="utf-8")
    content = change(before, character)
    assert content != before
    path.write_text(content, encoding="utf-8")
    before, _, _ = content.partition(character)
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    found = [(problem.file, problem.line, problem.column) for problem in _hidden(desk)]
    assert found == [(file, *place)]


@pytest.mark.parametrize("escape", [r"\u202e", r"\x00", r"\x7f", r"\ufffe", r"\u200b", r"\u2028", r"\N"])
@pytest.mark.parametrize("line", ['full_name: "a{}b"', 'notes: {{"cou{}nts": x}}', 'acknowledgement: {{quote: "a{}b", source: [owner]}}'])
def test_escaped_characters_are_found(desk: Path, line: str, escape: str) -> None:
    """An invisible character is also reported as a YAML escape: in a text, in a key, and in a quotation."""
    path = desk / DATASETS / "good.yaml"
    path.write_text(path.read_text(encoding="utf-8") + line.format(escape) + "\n", encoding="utf-8")
    assert [problem.line for problem in _hidden(desk)] == [path.read_text(encoding="utf-8").count("\n")]


def test_a_character_is_reported_once_with_its_number(desk: Path) -> None:
    """A character that occurs several times in a file is one problem with the number."""
    path = desk / DATASETS / "good.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(" ", " \u200b"), encoding="utf-8")
    [problem] = _hidden(desk)
    assert (
        problem.message
        == f"the text contains U+200B (zero width space), which is invisible ({path.read_text(encoding='utf-8').count(chr(0x200B))} times in this file)"
    )


@pytest.mark.parametrize("field", ["why", "to"])
def test_invisible_characters_in_the_link_history_are_found(desk: Path, field: str) -> None:
    """An invisible character in the link history is a problem of that file."""
    seen = {"state": "suspicious", "since": "2026-11-23", field: "https://example.org/\u202egpj"}
    (desk / link_history.FILE).write_text(json.dumps({"runs": ["2026-11-23"], "links": {"https://example.org/harbour/": seen}}), encoding="utf-8")
    assert [problem.code for problem in load.load(desk)[1] if problem.file == link_history.FILE] == ["links-file"]


LIMITED = (f"{DATASETS}/good.yaml", bibliography.FILE, link_history.FILE, PRINTED, "catalog/resources.yaml", f"{load.VOCABULARY}/unit.yaml")


@pytest.mark.parametrize("file", LIMITED)
def test_a_file_is_read_up_to_its_limit(desk: Path, file: str) -> None:
    """A file of four gigabytes is read only up to its size limit."""
    with (desk / file).open("wb") as opened:
        opened.truncate(4_000_000_000)
    tracemalloc.start()
    problems = load.load(desk)[1]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [problem.file for problem in problems if problem.code == "too-long"] == [file]
    assert most < 150_000_000


@pytest.mark.parametrize("file", LIMITED[1:])
def test_a_folder_in_place_of_a_file_is_reported(desk: Path, file: str) -> None:
    """A folder with the name of a file of the catalog is reported."""
    (desk / file).unlink(missing_ok=True)
    (desk / file).mkdir()
    done = command(desk, "check", "catalog")
    assert f"{file}:1:1: `{Path(file).name}` is not a file [file-name]" in done.output


def _hidden(desk: Path) -> list[Problem]:
    return [problem for problem in load.load(desk)[1] if problem.code == "hidden-character"]
