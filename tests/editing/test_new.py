"""Tests of new records: required fields, values from the metadata of a DOI, and completing a record until it has no problems."""

import asyncio
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT
from curator.cli import main
from curator.editing import bibtex_entry, doi_record
from curator.editing.bibtex_entry import EntryError, added
from curator.editing.new_record import OPTIONAL, REQUIRED, new_record, refusal
from curator.links.doi_client import MAX_BYTES, MAX_REDIRECTS, MetadataError, metadata
from curator.links.fetch import RequestError
from curator.records import bibliography, bibtex_source, yaml_source
from curator.records import load as catalogs
from curator.records.canonical_format import edited, formatted
from curator.records.catalog import Catalog
from curator.records.edit import Edit
from curator.records.model import Dataset
from curator.site.exports import bibtex, ris
from curator.site.exports import csl as csl_json
from fake_doi_registry import DATA, PAPER, Registry

DOI = "10.5555/harbour.2"
ADDRESS = f"https://doi.org/{DOI}"


def run(*words: str, answers: dict[str, Any] | None = None) -> Result:
    """Run a command, with a test double for the network."""
    return CliRunner().invoke(main, words, obj=Registry(answers or {}))


def test_a_new_record_has_the_required_fields() -> None:
    """A new record has every required field without a value, in the model's order and in canonical format, and `fix` does not change it."""
    text = new_record({})
    value = yaml_source.read("", text.encode()).value
    assert [name for name in value if name in REQUIRED] == list(REQUIRED)
    assert {name for name, given in value.items() if given is not None} == {"access", "sources", "evidence"}
    assert formatted(text) == text


def test_a_new_record_can_be_completed(desk: Path) -> None:
    """Each required field without a value is reported once, at its line, with what to write; when all are filled in, nothing is reported."""
    output = run("new", "pier").output
    assert output.startswith("wrote catalog/datasets/pier.yaml\nFill in the empty fields, then run `curator check catalog/datasets/pier.yaml`.\n")
    assert output.endswith(f"Optional fields: {', '.join(OPTIONAL)}. See docs/contribute/fields.md.\n")
    file = desk / "catalog" / "datasets" / "pier.yaml"
    text = file.read_text(encoding="utf-8")
    assert run("fix").output == "nothing to change\n"
    output = run("check", "catalog/datasets/pier.yaml").output
    reported = [int(line.split(":")[1]) for line in output.split("\n") if line.startswith("catalog/")]
    groups = ("access:", "sources:", "evidence:", "changes:", "  owner:")
    empty = [number for number, line in enumerate(text.split("\n"), 1) if (line.endswith(":") and not line.startswith(groups)) or "{url: ," in line]
    assert reported == empty
    assert "`name` is required and has no value [empty-value]\n    fix: write it, e.g. `name: DRIVE`" in output
    assert "fix: write what the data are, what they are used for, and what to know before using them: 60 to 120 words, in your own words" in output
    good = yaml_source.read("", (desk / "catalog" / "datasets" / "good.yaml").read_bytes()).value
    facts = {name: good[name] for name in ("status", "kind", "summary", "year", "modality", "tasks", "dimensions")}
    home = "https://example.org/pier/"
    filled = [Edit(("name",), "Pier"), Edit(("access", "homepage"), home), Edit(("sources", "owner", "url"), home)]
    file.write_text(edited(text, [*filled, *(Edit((name,), fact) for name, fact in facts.items())]), encoding="utf-8")
    assert run("check", "catalog/datasets/pier.yaml").output == "no problems found\n"
    assert run("fix").output == "nothing to change\n"


def test_every_field_is_required_or_listed_as_optional() -> None:
    """Every field of a record is in a new record or among the optional ones."""
    assert {*REQUIRED, *OPTIONAL, "sources", "evidence", "changes"} == set(Dataset.model_fields)


def _written(folder: Path) -> list[Path]:
    """Return the files and folders in a folder, without the cache."""
    return sorted(path for path in folder.rglob("*") if ".cache" not in path.parts)


@pytest.mark.parametrize(
    ("id_", "why"),
    [
        ("Pier One", "is not an id: write lowercase letters, digits and hyphens, e.g. pier-one"),
        ("../pier", "is not an id"),
        ("index", "is reserved for a page of the site"),
        ("good", "is already used"),
        ("quay", "is a former id of good"),
        ("link", "catalog/datasets/link.yaml already exists"),
    ],
)
def test_an_invalid_id_is_refused(id_: str, why: str, desk: Path) -> None:
    """An id that is malformed, reserved, taken or a former id is refused in a sentence, and nothing is written."""
    good = desk / "catalog" / "datasets" / "good.yaml"
    good.write_text(good.read_text(encoding="utf-8").replace("status:", "formerly: [quay]\nstatus:", 1), encoding="utf-8")
    (good.parent / "link.yaml").symlink_to("nowhere")
    before = _written(desk)
    done = run("new", id_)
    assert done.exit_code == 1
    assert why in done.output
    assert _written(desk) == before
    assert refusal("pier", catalogs.load(desk)[0], desk) == ""


def test_the_first_record_creates_its_folder(desk: Path) -> None:
    """The folder of records, which git does not keep if it is empty, is created for the first record."""
    shutil.rmtree(desk / "catalog" / "datasets")
    assert run("new", "pier").exit_code == 0
    assert (desk / "catalog" / "datasets" / "pier.yaml").is_file()


def test_a_record_can_be_copied(desk: Path) -> None:
    """`--from` copies the values of a record, except fields about that record; a file that cannot be read is reported, and nothing is written."""
    good = desk / "catalog" / "datasets" / "good.yaml"
    done = run("new", "pier", "--from", str(good))
    assert done.exit_code == 0, done.output
    old, new = (yaml_source.read("", (good.parent / name).read_bytes()).value for name in ("good.yaml", "pier.yaml"))
    assert {name: value for name, value in new.items() if name not in ("changes", "checked")} == {
        name: value for name, value in old.items() if name != "checked"
    }
    part = desk / "part.yaml"
    part.write_text("name: [\n", encoding="utf-8")
    done = run("new", "quay", "--from", str(part))
    assert done.exit_code == 1
    assert "[yaml-syntax]" in done.output
    part.write_text("name: Quay\nyear:\nshape: round\nevidence: {access.homepage: [owner]}\n", encoding="utf-8")
    assert run("new", "quay", "--from", str(part)).exit_code == 0
    quay = yaml_source.read("", (good.parent / "quay.yaml").read_bytes()).value
    assert (quay["name"], quay["year"], quay["shape"], "access" in quay["evidence"]) == ("Quay", None, "round", False)


def test_metadata_of_a_deposit_fill_a_record(desk: Path) -> None:
    """The metadata of data give name, year, provider, homepage, license and citation, each with its source, and the work is added to the bibliography."""
    done = run("new", "harbour-2", "--doi", "https://doi.org/10.5555/Harbour.2", answers={ADDRESS: DATA})
    assert done.output.startswith("wrote catalog/datasets/harbour-2.yaml\nwrote catalog/references.bib\n")
    value = yaml_source.read("", (desk / "catalog" / "datasets" / "harbour-2.yaml").read_bytes()).value
    assert value["name"] == "HARBOUR-2"
    assert value["full_name"] == "HARBOUR-2: Retinal Images of Sailors"
    assert (value["year"], value["provider"], value["access"]["homepage"]) == (2023, "Zenodo", ADDRESS)
    assert value["licence"] == [{"covers": "all", "id": "CC-BY-4.0", "source": ["deposit"]}]
    assert value["citations"] == {"data": ["mullersample2023harbour2"]}
    assert value["sources"]["deposit"]["url"] == ADDRESS
    assert value["evidence"]["year"] == ["deposit"]
    works = bibliography.read((desk / bibliography.FILE).read_bytes())
    assert works.works["mullersample2023harbour2"].doi == DOI


def test_a_paper_is_cited_only(desk: Path) -> None:
    """The metadata of a paper give only the citation: its year, publisher and license are not those of the data."""
    run("new", "pier", "--doi", DOI, answers={ADDRESS: "https://api.crossref.org/works", "https://api.crossref.org/works": PAPER})
    value = yaml_source.read("", (desk / "catalog" / "datasets" / "pier.yaml").read_bytes()).value
    assert value["citations"] == {"paper": ["vansample2021finding"]}
    assert (value["name"], value["year"], "provider" in value, "licence" in value) == (None, None, False, False)
    assert (
        (desk / bibliography.FILE)
        .read_text(encoding="utf-8")
        .endswith(
            "@article{vansample2021finding,\n  author = {van Sample, Bo},\n  title = {Finding vessels in {MRI} & {OCT}: a survey},\n"
            "  journal = {Journal of Invented Results},\n  volume = {7},\n  pages = {1--9},\n  year = {2021},\n  publisher = {Nobody},\n"
            f"  doi = {{{DOI}}},\n}}\n"
        )
    )


def test_a_known_work_is_not_added_again(desk: Path) -> None:
    """A DOI that is in the bibliography is cited by its key, and the bibliography does not change."""
    works = bibliography.read((desk / bibliography.FILE).read_bytes()).works
    key, known = next((key, work.doi) for key, work in works.items() if work.doi)
    before = (desk / bibliography.FILE).read_bytes()
    done = run("new", "pier", "--doi", known, answers={f"https://doi.org/{known}": DATA})
    assert done.exit_code == 0, done.output
    assert yaml_source.read("", (desk / "catalog" / "datasets" / "pier.yaml").read_bytes()).value["citations"] == {"data": [key]}
    assert (desk / bibliography.FILE).read_bytes() == before


def test_a_record_is_written_without_metadata(desk: Path) -> None:
    """If metadata cannot be fetched, a sentence says so and the record is written without them; a text that is not a DOI is refused."""
    done = run("new", "pier", "--doi", DOI, answers={ADDRESS: RequestError("host", "the host doi.org has no IP address")})
    assert done.exit_code == 0
    assert (
        f"the metadata of {DOI} could not be fetched: doi.org could not be reached: the host doi.org has no IP address; the record is written without them"
        in done.output
    )
    assert (desk / "catalog" / "datasets" / "pier.yaml").is_file()
    done = run("new", "quay", "--doi", "doi:none")
    assert done.exit_code == 1
    assert "`doi:none` is not a DOI" in done.output


def test_a_work_without_an_author_is_left_out(desk: Path) -> None:
    """A work with incomplete metadata is not added to the bibliography, and a sentence says why."""
    before = (desk / bibliography.FILE).read_bytes()
    done = run("new", "pier", "--doi", DOI, answers={ADDRESS: {"type": "dataset", "title": "Pier"}})
    assert "the metadata lack an author, a year or a title; add the work there yourself" in done.output
    assert (desk / bibliography.FILE).read_bytes() == before


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown DOI": ({}, "has no such DOI"),
    "an error": ({ADDRESS: 503}, "returned status 503"),
    "no JSON": ({ADDRESS: b"<html>"}, "is not metadata"),
    "a list": ({ADDRESS: b"[1]"}, "is not metadata"),
    "too much": ({ADDRESS: b" " * MAX_BYTES + b"{}"}, "too large"),
    "plain http": ({ADDRESS: "http://example.org/"}, "not https"),
    "a file": ({ADDRESS: "file:///etc/passwd"}, "not https"),
    "another port": ({ADDRESS: "https://example.org:8443/"}, "not https"),
    "this machine": ({ADDRESS: "https://127.0.0.1/"}, "is not public"),
    "a private host": ({ADDRESS: "https://inside.example.org/"}, "is not public"),
    "a circle": ({ADDRESS: ADDRESS}, f"more than {MAX_REDIRECTS} times"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_only_public_hosts_are_requested(name: str) -> None:
    """Redirects to private or insecure addresses, endless redirects, and responses of another type or size give a sentence and no metadata."""
    answers, why = REFUSED[name]
    registry = Registry(answers, {"inside.example.org": "10.0.0.1"})
    with pytest.raises(MetadataError, match=why):
        asyncio.run(metadata(DOI, registry))
    assert {urlsplit(url).hostname for url, _ in registry.asked} == {"doi.org"}


def test_metadata_are_requested_by_media_type() -> None:
    """The request accepts CSL JSON, and special characters of a DOI are escaped in its address."""
    registry = Registry({"https://doi.org/10.5555/a%3Cb%3E%3F": DATA})
    assert asyncio.run(metadata("10.5555/a<b>?", registry)) == DATA
    assert registry.asked[0][1]["Accept"] == "application/vnd.citationstyles.csl+json"


@pytest.mark.parametrize(
    ("title", "taken", "key"),
    [
        ("Ridge-Based Vessel Segmentation", (), "sample2004ridge"),
        ("The RIM-ONE Database", (), "sample2004rimone"),
        ("Ridge-Based Vessel Segmentation", ("sample2004ridge",), "sample2004vessel"),
        ("A Ridge", ("sample2004ridge",), "sample2004ridgeb"),
        ("Über Gefäße", (), "sample2004uber"),
        ("2018 of the", (), ""),
    ],
)
def test_a_key_is_author_year_word(title: str, taken: tuple[str, ...], key: str) -> None:
    """A key consists of the first author, the year and the first word that is not a stop word; if it is taken, of the next word, then a letter."""
    work = {"author": [{"family": "Sample", "given": "A"}], "issued": {"date-parts": [["2004"]]}, "title": title}
    assert bibtex_entry.key(work, taken) == key
    assert not key or bibliography.KEY.fullmatch(key)


@pytest.mark.parametrize(
    ("stated", "id_"),
    [
        ({"copyright": "Creative Commons Attribution Non Commercial Share Alike 4.0 International"}, "CC-BY-NC-SA-4.0"),
        ({"license": [{"URL": "http://creativecommons.org/licenses/by/4.0/legalcode"}]}, "CC-BY-4.0"),
        ({"copyright": "Creative Commons Attribution 4.0 International, with exceptions"}, ""),
        ({"copyright": "CC0-1.0"}, "CC0-1.0"),
        ({"copyright": "All rights reserved"}, ""),
        ({"license": [{"URL": "https://creativecommons.org/licenses/by/4.0/"}, {"URL": "https://creativecommons.org/publicdomain/zero/1.0/"}]}, ""),
        ({}, ""),
    ],
)
def test_a_licence_is_used_only_if_stated(stated: dict[str, Any], id_: str, catalog: Catalog) -> None:
    """A license is used if the metadata name exactly one of the vocabulary, in any spelling."""
    assert doi_record.licence_id(stated, catalog.vocabularies.licence) == id_


def test_markup_in_metadata_is_removed(catalog: Catalog) -> None:
    """Markup, braces and commands in metadata are removed."""
    work = {**DATA, "title": "A {\\input{x}} <script>alert(1)</script>\nDock", "publisher": {"no": "text"}, "issued": None, "author": "nobody"}
    assert doi_record.values(work, "", DOI, catalog.vocabularies.licence)["name"] == "A inputx alert(1) Dock"
    assert bibtex_entry.key(work, ()) == ""
    assert "\\" not in bibtex_entry.entry(work, "a2000b", DOI)


ODD: dict[str, dict[str, Any]] = {
    "letters of every script": {
        "author": [{"family": "Nguyễn", "given": "Văn"}, {"family": "Иванов", "given": "Иван"}],
        "title": "Words of the 1º Harbour\u2011side",
    },
    "et al. as an author": {"author": [{"family": "Doe", "given": "Jane"}, {"literal": "et al."}]},
    "a suffix": {"author": [{"family": "Doe", "given": "Samuel G.", "suffix": "III"}]},
    "an organisation with a comma": {"author": [{"literal": "Institute of Words, Harbour"}]},
    "HTML twice over": {"title": "Words &amp;amp; Images of <i>T</i><sub>2</sub>"},
    "mathematics and ties": {"title": "$T_2$ of~Words ^^5cinput"},
    "pages in words": {"page": "1^^5cinput{/etc/hostname}", "volume": "12\\%", "issue": "n/a?"},
    "no journal": {"container-title": ""},
    "a report without a publisher": {"type": "report", "publisher": "", "container-title": ""},
    "a preprint": {"type": "article", "container-title": "", "publisher": "arXiv", "DOI": "10.48550/arxiv.1902.03368"},
}
"""Unusual metadata of registries."""


@pytest.mark.parametrize("name", ODD)
def test_entries_from_any_metadata_are_valid(name: str) -> None:
    """The entry that `--doi` writes has no problems and can be exported in every format."""
    work = {**PAPER, **ODD[name]}
    text = bibtex_entry.entry(work, bibtex_entry.key(work, ()) or "doe2020words", work.get("DOI", DOI))
    found = bibliography.read(text.encode())
    assert [str(problem) for problem in found.problems if problem.code != "printed-number"] == []
    [written] = found.works.values()
    for module in (bibtex, csl_json, ris):
        assert module.entry(written)


def test_a_preprint_has_its_number() -> None:
    """The metadata of arXiv give an entry with the number of the preprint, and "et al." becomes `others`."""
    work = {**PAPER, **ODD["a preprint"], **ODD["et al. as an author"]}
    text = bibtex_entry.entry(work, "doe2019words", "10.48550/arxiv.1902.03368")
    assert "  author = {Doe, Jane and others},\n" in text
    assert "  eprint = {1902.03368},\n  archiveprefix = {arXiv},\n" in text


def test_the_bibliography_stays_sorted() -> None:
    """An entry is inserted in the order of keys and changes no other byte; one with a problem is refused."""
    text = (ROOT / bibliography.FILE).read_text(encoding="utf-8")
    for name in ("aaa2000word", "kkk2000word", "zzz2000word"):
        entry = f"@misc{{{name},\n  author = {{A, B}},\n  title = {{T}},\n  year = {{2000}},\n}}\n"
        new = added(text, entry)
        keys = bibtex_source.keys(new)
        assert keys == sorted(keys)
        assert new.replace(f"{entry}\n", "").replace(f"\n{entry}", "") == text
    with pytest.raises(EntryError, match="`author` is missing"):
        added(text, "@misc{aaa2000word,\n  title = {T},\n  year = {2000},\n}\n")
