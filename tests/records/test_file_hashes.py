"""Tests of cached hashes: an unchanged file is not read again, and every change is noticed."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.records import file_hashes, read_file
from curator.records.file_hashes import FileHashes, status_of
from curator.records.kept_results import FILE

NAME = "record.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file whose hash is kept; every file counts as unchanged for a long time."""
    monkeypatch.setattr(file_hashes, "_SETTLED", -(10**12))
    (tmp_path / NAME).write_text("first", encoding="utf-8")
    looked_up(tmp_path)
    return tmp_path


def status(root: Path) -> str:
    return status_of(os.lstat(root / NAME))


def looked_up(root: Path) -> str:
    """Return the hash of the file as a build does."""
    hashes = FileHashes(root)
    found = hashes.of(NAME, status(root))
    hashes.save()
    return found


def known(root: Path) -> str:
    return FileHashes(root).known(NAME, status(root))


def right(root: Path) -> str:
    return hashlib.sha256((root / NAME).read_bytes()).hexdigest()


def _with_the_same_time(change: Callable[[Path], object]) -> Callable[[Path], None]:
    def changed(file: Path) -> None:
        before = file.stat()
        change(file)
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    return changed


def _replace(file: Path) -> None:
    other = file.with_name("other")
    other.write_text("other", encoding="utf-8")
    other.replace(file)


CHANGES: dict[str, Callable[[Path], object]] = {
    "another text": lambda file: file.write_text("another text", encoding="utf-8"),
    "another text of the same size and time": _with_the_same_time(lambda file: file.write_text("other", encoding="utf-8")),
    "another file of the same size and time": _with_the_same_time(_replace),
}


def test_a_file_is_not_read_again(root: Path) -> None:
    """The hash of a file that was read before is known, and only for the status that it had."""
    assert known(root) == right(root)
    assert FileHashes(root).known(NAME, f"{status(root)}1") == FileHashes(root).known("another", status(root)) == ""


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_file_is_read_again(change: str, root: Path) -> None:
    """The hash is that of the current content, even after a change that leaves size and modification time the same."""
    CHANGES[change](root / NAME)
    assert known(root) == ""
    assert looked_up(root) == right(root) == known(root)


def test_the_hash_of_a_file_that_was_just_changed_is_not_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was changed within two seconds before it was read is read again, because a second change could have the same timestamp."""
    monkeypatch.undo()
    (root / NAME).write_text("other", encoding="utf-8")
    assert looked_up(root) == right(root)
    assert known(root) == ""


def test_damaged_hashes_are_not_used(root: Path) -> None:
    """Files are read again if the cached hashes are damaged."""
    content = (root / FILE).read_bytes()
    (root / FILE).write_bytes(content.replace(right(root).encode(), b"0" * 64))
    assert (root / FILE).read_bytes() != content
    assert known(root) == ""
    assert looked_up(root) == right(root)


def test_a_record_that_is_changed_before_it_is_read_is_an_error(root: Path) -> None:
    """No output is made from a content other than the one that was hashed."""
    content = read_file.unread(root, NAME, right(root))
    assert content.read() == b"first"
    (root / NAME).write_text("other", encoding="utf-8")
    with pytest.raises(OSError, match="run the command again"):
        content.read()
