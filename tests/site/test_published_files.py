"""Tests for the one list of published files: nothing else is written, and each file is described and linked with its media type."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.record_addresses import page_path
from curator.records.settings import read
from curator.site.exports.citation_formats import FORMATS
from curator.site.exports.published_files import BULK_FILES, DATASET_FILES, FILES, PAGE_TEXTS, SCRIPT_FILES, files_beside

SETTINGS = read(ROOT)
NO_EXPORT = re.compile(r"assets/|.*\.html$")
"""Pages, and the files of their design."""


def _document(path: Path) -> Any:
    return html.fromstring(path.read_text(encoding="utf-8"))


def _listed(name: str) -> str:
    """Return the path in the list of a file beside the page of a dataset or a modality."""
    return re.sub(r"^browse/modality/[^/]+/", "browse/modality/<term>/", re.sub(r"^datasets/[^/]+/", "datasets/<id>/", name))


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_only_listed_files_are_written(sites: dict[str, Path], engine: str) -> None:
    """Every file of the built site is a page, a file of the engine, or in the list; and every file of the list is written."""
    found = (path.relative_to(sites[engine]).as_posix() for path in sites[engine].rglob("*") if path.is_file())
    exported = {_listed(name) for name in found if not NO_EXPORT.match(name)}
    assert exported == {file.path for file in FILES}
    assert len({file.path for file in FILES}) == len(FILES)


def test_every_file_is_described_with_its_media_type(site: Path) -> None:
    """The page about the files has a row for each, with path, media type and meaning; a file of the whole catalog is linked there."""
    page = _document(site / "data" / "index.html")
    rows = {row.xpath("string(td[1]//code)"): row for row in page.xpath("//table[.//th='Path, media type']//tbody/tr")}
    assert list(rows) == [file.path for file in FILES]
    for file in FILES:
        row = rows[file.path]
        assert (row.xpath("string(td[1]/small)"), row.xpath("string(td[2])")) == (file.media_type, file.description)
        assert row.xpath("td[1]/a/@href") == ([] if "<" in file.path else [f"../{file.path}"])


def test_every_file_beside_a_page_is_linked(site: Path, catalog: Catalog) -> None:
    """The folder of a dataset has exactly the files of its list; its page links each with its meaning, and the page as Markdown links each."""
    for id_ in catalog.records:
        folder = site / page_path(id_)
        files = files_beside(id_, catalog)
        assert {path.name for path in folder.iterdir()} == {"index.html", *(file.name for file in files)}
        page = _document(folder / "index.html")
        lines = [(item.xpath("string(a/@href)"), item.text_content().rstrip()) for item in page.xpath("//ul[@class='machine']/li")]
        assert lines == [(file.name, f"{file.name}: {file.meaning}") for file in files]
        markdown = (folder / "index.md").read_text(encoding="utf-8")
        assert [file.name for file in files if f"[{file.name}](<{file.name}>)" not in markdown] == ["index.md"]
        head = {(link.get("href"), link.get("rel"), link.get("type")) for link in page.xpath("/html/head/link[@type]")}
        assert {(file.name, file.relation, file.media_type) for file in files if file.relation} <= head


def test_works_to_cite_are_not_written_where_there_are_none(catalog: Catalog) -> None:
    """A dataset without works has no files of works, and all others."""
    needing = {file.path for file in DATASET_FILES if file.needs_works}
    assert needing == {f"datasets/<id>/citation.{form.extension}" for form in FORMATS}
    assert {file.path for file in files_beside("drive", replace(catalog, references={}))} == {file.path for file in DATASET_FILES} - needing


def test_bulk_files_are_in_both_descriptions_for_programs(site: Path) -> None:
    """The data package and the catalog's graph give each bulk file the media type of the list."""
    package = json.loads((site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    described = {f"data/{it['path']}": (it["mediatype"], it["description"]) for it in package["resources"]}
    assert described == {file.path: (file.media_type, file.meaning) for file in BULK_FILES if file.name != "datapackage.json"}
    graph = json.loads((site / "data" / "catalog.jsonld").read_text(encoding="utf-8"))["@graph"][0]["encoding"]
    assert {(it["contentUrl"], it["encodingFormat"]) for it in graph} == {(SETTINGS.address(file.path), file.media_type) for file in BULK_FILES}


def test_files_of_scripts_are_read_by_the_scripts(site: Path) -> None:
    """The table of the first page names its data file, and the scripts name the others; all are marked as unstable."""
    table = _document(site / "index.html").xpath("string(//table/@data-table)")
    scripts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "assets" / "js").glob("*/*.js"))
    first, *others = SCRIPT_FILES
    assert table == first.path
    assert [file.path for file in FILES if not file.stable and file != first and f'"{file.path}"' not in scripts] == []
    assert [file for file in FILES if not file.stable] == [first, *others, PAGE_TEXTS]


def test_the_selection_reads_its_formats_from_the_page(site: Path) -> None:
    """The page gives the script of the selection each citation format, with the name and media type of its file."""
    formats = json.loads(_document(site / "index.html").xpath("string(//*[@data-selection]/@data-formats)"))
    assert formats == [{"key": it.key, "label": it.label, "file": f"datasets.{it.extension}", "media_type": it.media_type} for it in FORMATS]
