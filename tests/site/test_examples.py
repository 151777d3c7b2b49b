"""Tests for the page about the files: it documents every column, and its examples run."""

import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.settings import read
from curator.site.exports.catalog_json import COMPUTED
from curator.site.exports.data_page import datasette_link
from curator.site.exports.database.sqlite_file import TABLES
from curator.site.exports.spreadsheets import csv_columns
from curator.site.page_frames import SITE

SETTINGS = read(ROOT)
LINES, BLOCKS = (re.findall(r"```(\w+)\n(.*?)```", part, re.DOTALL) for part in (ROOT / "docs" / "data.md").read_text(encoding="utf-8").split("## Examples"))
"""The languages and texts of the one-line examples, and of the longer ones."""
PROGRAMS = ("pandas", "polars", "duckdb")


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


def test_the_lines_for_programs_run(served: str, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalog: Catalog) -> None:
    """The line for each program runs unchanged on the built files and reads every dataset; that of R is checked by `make check-r`.

    Polars and DuckDB read the file from its folder: they request parts of a file, which this server does not send, and DuckDB downloads an extension for it.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    (_, curl), (_, sqlite), *python, (language, _) = LINES
    assert language == "r"
    _curl(curl.replace(f"{SITE}/", served))
    program, file, query = shlex.split(sqlite)
    with sqlite3.connect(file) as connection:
        assert (program, len(connection.execute(query).fetchall())) == ("sqlite3", 5)
    for (_, code), name in zip(python, PROGRAMS, strict=True):
        names: dict[str, Any] = {}
        line = code.replace(f"{SITE}/", served if name == "pandas" else f"{site}/")
        exec(compile(f"import {name}\n{line}", "docs/data.md", "exec"), names)  # noqa: S102 - our own page
        assert f" {name}." in code
        assert names["datasets"].shape == (len(catalog.records), len(csv_columns()))


def test_datasette_lite_opens_the_database() -> None:
    """The link has the URL of the database, and facets of columns; without a URL of the site there is no link."""
    settings = replace(SETTINGS, url="https://catalog.health/a b/")
    link = urlsplit(datasette_link(settings))
    assert (link.netloc, parse_qs(link.query)) == ("lite.datasette.io", {"url": ["https://catalog.health/a b/data/catalog.sqlite"]})
    path, _, query = link.fragment.partition("?")
    table = next(table for table in TABLES if path == f"/catalog/{table.name}")
    assert set(parse_qs(query)["_facet"]) <= {column.name for column in table.columns}
    assert datasette_link(replace(settings, url="https://example.org/catalog/")) == ""


@pytest.mark.parametrize(("url", "set_"), [("https://example.org/", False), ("https://data.example.com/x", False), ("https://example.org.uk/", True)])
def test_the_url_of_a_new_copy_is_a_placeholder(url: str, set_: bool) -> None:
    """The URL of the site is set unless its host is reserved for examples."""
    assert replace(SETTINGS, url=url).has_url is set_


def test_a_placeholder_is_not_shown_as_a_url(page: Any) -> None:
    """The page about the files says which setting is missing as long as the URL of the site is a placeholder, and links to Datasette Lite otherwise."""
    links = page.xpath("//article//a[starts-with(@href, 'https://lite.datasette.io/')]")
    assert (bool(links), "site_url" in page.text_content()) == (SETTINGS.has_url, not SETTINGS.has_url)


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
