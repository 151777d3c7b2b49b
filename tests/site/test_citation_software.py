"""Citation software reads all files of citations: pandoc and citation-js, in every format, without warnings, and with the same properties."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pypandoc
import pytest

from citation_js import READER
from conftest import ROOT
from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.records.settings import read
from curator.site import how_to_cite
from curator.site.exports.citation_formats import BIBTEX, CSL_JSON, FORMATS, RIS, CitationFormat

PANDOC = {"bibtex": BIBTEX, "biblatex": BIBTEX, "ris": RIS, "csljson": CSL_JSON}
"""The formats that pandoc reads."""
QUOTES = str.maketrans("’‘“”", "''\"\"")
"""Typographic quotation marks, which pandoc writes."""


class Read(NamedTuple):
    """What a program reads of a work: names as sets of their parts, because programs order prefixes and suffixes differently."""

    authors: list[set[str]]
    title: str
    year: str
    doi: str


@pytest.fixture(scope="module")
def works(catalog: Catalog) -> list[Reference]:
    """All works, the catalog, and the page of a dataset."""
    settings = read(ROOT)
    return [*catalog.references.values(), how_to_cite.catalog_work(settings), how_to_cite.record_page_work("drive", catalog.records["drive"], settings)]


@pytest.fixture(scope="module")
def files(works: list[Reference], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A file of all works in each format."""
    folder = tmp_path_factory.mktemp("citations")
    found = {form.key: folder / f"works.{form.extension}" for form in FORMATS}
    for form in FORMATS:
        found[form.key].write_text(form.bibliography(works), encoding="utf-8", newline="")
    return found


def _words(text: str) -> set[str]:
    return set(re.split(r"[\s,–]+", text.translate(QUOTES))) - {""}


def _plain(title: str) -> str:
    """Return a title without markup, and in lower case: pandoc lowers unprotected words of BibTeX."""
    return re.sub(r"<[^>]+>", "", title).translate(QUOTES).casefold()


def _item(item: dict[str, Any]) -> Read:
    people = [_words(" ".join(map(str, it.values()))) for it in item["author"]]
    return Read([it for it in people if it != {"others"}], _plain(item["title"]), str(item["issued"]["date-parts"][0][0]), item.get("DOI", ""))


def _work(work: Reference) -> Read:
    return Read([_words(f"{it.family} {it.given}") for it in work.authors], _plain(work.title), work.year, work.doi)


@pytest.mark.parametrize("name", PANDOC)
def test_pandoc_reads_all_works(name: str, works: list[Reference], files: dict[str, Path]) -> None:
    """Pandoc reads the authors, title, year and DOI of every work from every format without a warning."""
    command = [pypandoc.get_pandoc_path(), "--from", name, "--to", "csljson", files[PANDOC[name].key]]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert {item["id"]: _item(item) for item in json.loads(done.stdout)} == {work.key: _work(work) for work in works}


@pytest.mark.parametrize("form", [BIBTEX, CSL_JSON], ids=lambda form: form.key)
def test_pandoc_cites_all_works(form: CitationFormat, works: list[Reference], files: dict[str, Path]) -> None:
    """A document that cites every work has a bibliography with all of them, and no warning."""
    cited = " ".join(f"@{work.key}" for work in works)
    command = [pypandoc.get_pandoc_path(), "--citeproc", "--to", "html", f"--bibliography={files[form.key]}"]
    done = subprocess.run(command, input=cited, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert set(re.findall(r'id="ref-([^"]+)"', done.stdout)) == {work.key for work in works}


@pytest.mark.usefixtures("check_citation_js")
def test_citation_js_reads_all_works(works: list[Reference], files: dict[str, Path]) -> None:
    """Citation-js reads the authors, title, year and DOI of every work from every format without a message."""
    done = subprocess.run(["node", READER, *files.values()], capture_output=True, text=True, encoding="utf-8", check=True)
    found = json.loads(done.stdout)
    assert (found["messages"], done.stderr) == ([], "")
    wanted = [_work(work) for work in works]
    for form, items in zip(files, found["works"], strict=True):
        assert [_item(item) for item in items] == wanted, form
