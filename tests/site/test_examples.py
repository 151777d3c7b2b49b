"""Tests for the page about the files: it documents every column, and its examples run."""

import os
import re
import shlex
import shutil
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from conftest import ROOT
from curator.records.model import Dataset
from curator.records.settings import read
from curator.site.exports.catalog_json import COMPUTED
from curator.site.exports.database.sqlite_file import TABLES
from curator.site.exports.spreadsheets import csv_columns
from curator.site.page_frames import SITE

SETTINGS = read(ROOT)
BLOCKS: list[tuple[str, str]] = re.findall(r"```(\w+)\n(.*?)```", (ROOT / "docs" / "data.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def page(site: Path) -> Any:
    """The page about the files, parsed."""
    return html.fromstring((site / "data" / "index.html").read_text(encoding="utf-8"))


def test_every_column_is_documented(page: Any, site: Path) -> None:
    """The page has every field of a record, every computed value, and every column of catalog.csv and of the database, with its meaning."""
    words = {" ".join(cell.text_content().split()) for cell in page.xpath("//td")}
    columns = [*csv_columns(), *(column for table in TABLES for column in table.columns)]
    assert [column.name for column in columns if column.name not in words or not column.meaning] == []
    assert [name for name in (*Dataset.model_fields, *(it.key for it in COMPUTED)) if name not in words] == []
    heading = (site / "data" / "catalog.csv").read_text(encoding="utf-8-sig").partition("\n")[0]
    assert heading.split(",") == [column.name for column in csv_columns()]
    assert {table.name for table in TABLES} <= {it.removeprefix("table-") for it in page.xpath("//details/@id")}


def test_numbers_have_units() -> None:
    """Every numeric column of catalog.csv has a unit."""
    assert [column.name for column in csv_columns() if column.type == "number" and not column.unit] == []


def test_the_examples_run(served: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """All examples run unchanged and in order against the built files, and print the results described."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert [language for language, _ in BLOCKS] == ["sh", "python", "python"]
    for language, block in BLOCKS:
        code = block.replace(f"{SITE}/", served)
        if language == "sh":
            _curl(code)
        else:
            exec(compile(code, "docs/data.md", "exec"), {})  # noqa: S102 - our own page
    shown = capsys.readouterr().out
    for words in (f"version {SETTINGS.version} under {SETTINGS.licence}", "computed.totals.image", "fundus photography", "('drive', 'DRIVE')"):
        assert words in shown
    assert (tmp_path / "drive.bib").read_text(encoding="utf-8").startswith("@article{staal2004ridge")


def _curl(code: str) -> None:
    """Run curl commands unchanged; without curl, download the same files in Python."""
    for line in code.splitlines():
        words = shlex.split(line)
        assert words[0] == "curl"
        if shutil.which("curl"):
            subprocess.run(words, env=os.environ.copy(), check=True, timeout=60)
            continue
        address = words[-1]
        name = words[words.index("--output") + 1] if "--output" in words else address.rpartition("/")[2]
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own server
            Path(name).write_bytes(answer.read())
