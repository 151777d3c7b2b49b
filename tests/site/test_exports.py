"""Tests for the citation formats, the CSV files and the JSON files."""

import csv
import io
import json
from pathlib import Path

import bibtexparser
import jsonschema
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware
from pybtex.database import parse_string

from curator.records.bibliography import Name, Reference
from curator.records.bibliography import read as read_references
from curator.records.catalog import Catalog
from curator.site.exports import bibtex, csl
from curator.site.exports.citation_formats import FORMATS, CitationFormat, works_to_cite
from curator.site.exports.spreadsheets import disarmed


def test_bibtex_reads_in_bibtexparser(site: Path, catalog: Catalog) -> None:
    """references.bib and every citation.bib are parsed without a failed block."""
    for file in (site / "data" / "references.bib", *sorted(site.glob("datasets/*/citation.bib"))):
        library = bibtexparser.parse_file(str(file))
        assert library.failed_blocks == [], file
        assert library.entries, file
    assert len(list(site.glob("datasets/*/citation.bib"))) == sum(bool(works_to_cite(id_, catalog)) for id_ in catalog.records)


@pytest.mark.parametrize(
    ("written", "exported"),
    [
        ("Abràmoff", r"Abr{\`a}moff"),
        ("García-Feijoó", r"Garc{\'i}a-Feijo{\'o}"),
        ("Decencière", r"Decenci{\`e}re"),
        ("Barış", r"Bar{\i}{\c s}"),
        ("Image Analysis & Stereology", r"Image Analysis \& Stereology"),
        ("{CT} and 50 % of it", r"{CT} and 50 \% of it"),
        ("~a^b|c<d>", r"{\textasciitilde}a{\textasciicircum}b{\textbar}c{\textless}d{\textgreater}"),
        (r"$5 \ #1_x", r"\$5 {\textbackslash} \#1\_x"),
    ],
)
def test_accents_become_commands(written: str, exported: str) -> None:
    """Accented letters and special characters become LaTeX commands in braces; braces that protect capitals are kept."""
    work = Reference("key2000word", "article", (), others=False, fields={"title": written, "year": "2000"})
    assert f"title = {{{exported}}}" in bibtex.entry(work)


@pytest.mark.parametrize("name", ["Abràmoff", "Decencière", "García-Feijoó", "Barış"])
def test_accents_are_read_unchanged(name: str) -> None:
    """A name with accents is unchanged after parsing and decoding by pybtex and bibtexparser."""
    text = bibtex.entry(Reference("key2000word", "article", (Name(name, "A."),), others=False, fields={"title": name, "year": "2000"}))
    [person] = parse_string(text, "bibtex").entries["key2000word"].persons["author"]
    assert [str(part) for part in person.rich_last_names] == [name]
    [entry] = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()]).entries
    assert (entry["author"], entry["title"]) == (f"{name}, A.", name)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.key)
def test_works_are_exported_in_each_format(form: CitationFormat, site: Path, catalog: Catalog) -> None:
    """The works to cite are beside every dataset page in each format, and the whole bibliography is under data/."""
    files = {site / "datasets" / id_ / f"citation.{form.extension}": works for id_ in catalog.records if (works := works_to_cite(id_, catalog))}
    files[site / "data" / f"references.{form.extension}"] = tuple(catalog.references.values())
    for file, works in files.items():
        assert file.read_bytes().decode() == form.bibliography(works), file


def test_csl_has_the_required_fields(catalog: Catalog) -> None:
    """Every work has a type, a title, names and a year in CSL-JSON; datasets have the type dataset."""
    for work in catalog.references.values():
        item = csl.item(work)
        assert item["title"]
        assert "{" not in json.dumps(item["title"])
        assert all(name.get("family") or name.get("literal") for name in item["author"])
        assert item["issued"]["date-parts"] == [[int(work.year)]]
        assert (item["type"] == "dataset") == (work.kind == "dataset")


@pytest.mark.parametrize("start", list("=+-@\t\r＝＋－＠"))
def test_no_cell_is_a_formula(start: str) -> None:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    assert disarmed(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"
    assert [disarmed(text) for text in ("~390×320", "-")] == ["~390×320", "-"]


def test_catalog_csv_has_a_row_a_record(site: Path, catalog: Catalog) -> None:
    """catalog.csv has one row per record, with the cells of the table."""
    rows = list(csv.DictReader(io.StringIO((site / "data" / "catalog.csv").read_text(encoding="utf-8-sig"))))
    assert sorted(row["id"] for row in rows) == sorted(catalog.records)
    drive = next(row for row in rows if row["id"] == "drive")
    assert (drive["name"], drive["modality"], drive["frame_size"], drive["images"]) == ("DRIVE", "fundus photography", "565×584 px", "20 / 20 images")


def test_records_validate_against_the_schema(site: Path, catalog: Catalog) -> None:
    """Every record.json and every record as written is valid under the published schema, which rejects an empty record and an unknown field."""
    schema = json.loads((site / "data" / "schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    files = {id_: json.loads((site / "datasets" / id_ / "record.json").read_text(encoding="utf-8")) for id_ in catalog.records}
    assert [id_ for id_, record in files.items() if record["id"] != id_ or list(validator.iter_errors(record))] == []
    assert files == {id_: {"id": id_} | catalog.sources[id_].value for id_ in catalog.records}
    assert "id" not in schema["required"]
    assert list(validator.iter_errors(catalog.sources["drive"].value)) == []
    assert schema["properties"]["id"]["readOnly"] is True
    assert list(validator.iter_errors({}))
    assert list(validator.iter_errors(files["drive"] | {"ident": "drive"}))
    assert list(validator.iter_errors(files["drive"] | {"id": "../drive"}))


def test_a_bibliography_with_errors_is_read() -> None:
    """A faulty entry is reported with its line, and all readable works are read."""
    found = read_references(b"@article{one2000word,\n  author = {A, B},\n  title = {T},\n  year = {2000},\n}\n@article{two2000word,\n  title = {U}\n", "f.bib")
    assert "one2000word" in found.works
    assert [(problem.code, problem.file) for problem in found.problems if problem.code == "bibtex-syntax"] == [("bibtex-syntax", "f.bib")]
