"""Damaged files of kept results are replaced, and one warning says so."""

import logging
import sqlite3
from pathlib import Path

import pytest

from curator.records.kept_results import FILE, KeptResults

_PAGE = 4096
KINDS = ("pages", "records", "summaries")
CONTENT = {f"key {number}": f"result {number} ".encode() * 60 for number in range(200)}


def _run(file: Path, *, load: bool = False) -> int:
    """Look up the results of all kinds, compute and keep those that are missing, as commands do, and return their number."""
    every = [KeptResults(kind, file) for kind in KINDS]
    missing = 0
    for kept in every:
        if load:
            kept.load()
        for key, result in CONTENT.items():
            found = kept.get(key)
            assert found in (None, result)
            if found is None:
                missing += 1
                kept.put(key, result)
    for kept in every:
        kept.save()
    return missing


def _zero(file: Path, pages: range) -> None:
    content = bytearray(file.read_bytes())
    for page in pages:
        content[page * _PAGE : (page + 1) * _PAGE] = bytes(_PAGE)
    file.write_bytes(content)


@pytest.mark.parametrize("load", [False, True])
@pytest.mark.parametrize("first", [0, 1, 2, 3])
def test_a_damaged_file_is_replaced(first: int, *, load: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A file of which every fourth page is lost is replaced with one warning that names it; what was lost is computed again within two runs."""
    file = tmp_path / FILE
    _run(file)
    _zero(file, range(first, file.stat().st_size // _PAGE, 4))
    _run(file, load=load)
    assert [record.getMessage() for record in caplog.records] == [
        f"{file} was damaged and is replaced: the results in it are computed again, which takes longer"
    ]
    caplog.clear()
    _run(file)
    assert _run(file) == 0
    assert caplog.records == []


def test_a_file_that_was_replaced_is_used_by_all(tmp_path: Path) -> None:
    """Results are kept in the current file if the one that was opened has been removed or replaced meanwhile."""
    file = tmp_path / FILE
    first, second = KeptResults("pages", file), KeptResults("records", file)
    file.unlink()
    for kept in (first, second):
        kept.put("key", b"result")
        kept.save()
    assert [KeptResults(kind, file).get("key") for kind in ("pages", "records")] == [b"result"] * 2


def test_a_file_that_cannot_be_used_is_one_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """With a folder in place of the file, all kinds of results work within the run, and one warning names it."""
    file = tmp_path / FILE
    file.mkdir(parents=True)
    caplog.set_level(logging.WARNING)
    assert _run(file) == len(KINDS) * len(CONTENT)
    [warning] = caplog.records
    assert warning.getMessage().startswith(f"{file} cannot be used (")


def test_a_locked_file_is_not_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another process has locked is not replaced."""
    monkeypatch.setattr("curator.records.results_table._WAIT", 0)
    file = tmp_path / FILE
    _run(file)
    with sqlite3.connect(file) as other:
        other.execute("BEGIN EXCLUSIVE")
        kept = KeptResults("pages", file)
        kept.put("key 1", b"other")
        kept.save()
        assert kept.get("key 1") == b"other"
    assert _run(file) == 0
