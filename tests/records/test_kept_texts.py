"""Texts that are kept together, such as formatted citations and drawn figures."""

import json
import sqlite3
from pathlib import Path

import pytest

from curator.records.kept_results import FILE, KeptResults
from curator.records.kept_texts import keep_texts, kept_texts

TEXTS = {"one": "Fu, H. (2019). “Words”.", "two": "\ud800", "three": ""}


def test_texts_are_kept_until_others_are(tmp_path: Path) -> None:
    """The texts that were kept last are found, of each kind its own."""
    file = tmp_path / FILE
    assert kept_texts("citations", file) == {}
    keep_texts("citations", file, {"old": "text"})
    keep_texts("figures", file, {"one": "<svg/>"})
    keep_texts("citations", file, TEXTS)
    assert kept_texts("citations", file) == TEXTS
    assert kept_texts("figures", file) == {"one": "<svg/>"}


@pytest.mark.parametrize("other", [7, None, ["a"]])
def test_a_text_that_was_changed_in_the_file_is_not_used(other: object, tmp_path: Path) -> None:
    """If a text in the file was replaced, all count as missing; with a checksum that fits, a value that is no text counts as missing."""
    file, changed = tmp_path / FILE, json.dumps(TEXTS | {"one": other}).encode()
    keep_texts("citations", file, TEXTS)
    with sqlite3.connect(file) as database:
        [key] = database.execute("SELECT key FROM citations").fetchone()
        database.execute("UPDATE citations SET result = ?", (changed,))
    assert kept_texts("citations", file) == {}
    kept = KeptResults("citations", file)
    kept.put(key, changed)
    kept.save()
    assert kept_texts("citations", file) == {name: text for name, text in TEXTS.items() if name != "one"}


@pytest.mark.parametrize("content", [b"{", b"[]", b"7", b"\xff"])
def test_other_content_counts_as_missing(content: bytes, tmp_path: Path) -> None:
    """Content that is not an object in JSON counts as missing."""
    file = tmp_path / FILE
    keep_texts("citations", file, TEXTS)
    with sqlite3.connect(file) as database:
        [key] = database.execute("SELECT key FROM citations").fetchone()
    kept = KeptResults("citations", file)
    kept.put(key, content)
    kept.save()
    assert kept_texts("citations", file) == {}
