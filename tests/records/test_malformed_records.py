"""Malformed records: every command reports them, and none raises an exception."""

import errno
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import ROOT
from curator.cli import main
from curator.records import read_file
from curator.records.record_addresses import DATASETS
from curator.review.compare import review
from curator.review.document import document
from curator.review.document_blocks import Pages
from curator.review.output_formats import MAX_COMMENT, annotations, markdown, plain_text

GOOD = (ROOT / "tests" / "small" / DATASETS / "good.yaml").read_bytes()
ODD = {
    "empty": b"",
    "a list": b"- a\n- b\n",
    "a word": b"hello\n",
    "numbers for lists": b"name: [a]\naccess: [x]\nsources: 3\nevidence: [q]\nunverified: 1\nformerly: 5\nsplits: 7\nchanges: {}\nlicence: x\ndimensions: 5\n",
    "items of another kind": b"formerly: {a: b}\nsplits: [1, 2]\nchanges: [1]\nrelations: {to: x}\nlicence: [1]\nsources: [1]\ndimensions: [[1]]\n",
    "no values": b"name:\nsplits:\naccess:\nformerly:\nchanges:\nsources:\nevidence:\n",
    "a word without end": GOOD + b"notes: {year: " + b"x" * 150_000 + b"}\n",
    "a key without end": GOOD + b"x" * 100_000 + b": 1\n",
    "a line without end": GOOD + b"# " + b"x" * 100_000 + b"\n",
    "keys that are numbers": GOOD + b"1: {2: 3}\n",
    "another end of lines": GOOD.replace(b"\n", b"\r\n"),
    "a mark of the byte order": b"\xef\xbb\xbf" + GOOD,
    "other letters": GOOD.decode().encode("utf-16"),
}
"""Malformed records by kind."""
COMMANDS = (("check", "--today"), ("fmt",), ("fix",), ("new", "fresh", "--from", "catalog/datasets/good.yaml"), ("rename", "good", "better"))


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_no_command_raises_an_exception(desk: Path, content: bytes) -> None:
    """For every malformed record, each command ends with output and without an exception."""
    record = desk / DATASETS / "good.yaml"
    for words in COMMANDS:
        record.write_bytes(content)
        done = CliRunner().invoke(main, words)
        assert done.exception is None or isinstance(done.exception, SystemExit), words
        assert done.output


@pytest.mark.parametrize("words", [words for words in COMMANDS if words != ("fmt",)], ids=lambda words: words[0])
@pytest.mark.usefixtures("desk")
def test_a_file_that_cannot_be_read_is_reported(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    """If a file cannot be read, each command ends with a message."""

    def damaged(*_: str) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(read_file, "open", damaged, raising=False)
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, done.output) == (1, "Error: cannot read or write a file: Input/output error\n")


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_a_malformed_record_can_be_reviewed(desk: Path, tmp_path: Path, content: bytes) -> None:
    """A change to and from every malformed record is reported in every format."""
    shutil.copytree(desk, tmp_path / "other")
    (desk / DATASETS / "good.yaml").write_bytes(content)
    for before, after in ((tmp_path / "other", desk), (desk, tmp_path / "other")):
        found = review(before, after)
        assert len(markdown(document(found, Pages()))) < MAX_COMMENT + 1000
        assert plain_text(document(found, Pages()))
        assert annotations(found)
