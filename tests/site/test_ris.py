"""Tests for RIS and CSL-JSON: other programs read the data of the bibliography from them."""

import pytest

from curator.records.bibliography import Name, Reference
from curator.site.exports import bibtex, csl, ris

AUTHOR = Name("Abràmoff", "Michael D.")


def _work(kind: str = "article", *, author: Name = AUTHOR, **fields: str) -> Reference:
    return Reference("key2000word", kind, (author,), others=False, fields={"title": "Words", "year": "2000"} | fields)


def _tags(work: Reference) -> list[str]:
    return ris.entry(work).split("\r\n")


@pytest.mark.parametrize(
    ("work", "type_"),
    [
        (_work("article", journal="J"), "JOUR"),
        (_work("inproceedings", booktitle="B"), "CONF"),
        (_work("incollection", booktitle="B"), "CHAP"),
        (_work("book"), "BOOK"),
        (_work("phdthesis"), "THES"),
        (_work("techreport", institution="I"), "RPRT"),
        (_work("dataset", publisher="Zenodo"), "DATA"),
        (_work("mastersthesis"), "THES"),
        (_work("misc", url="https://example.org/"), "ELEC"),
        (_work("misc", archiveprefix="arXiv", eprint="1902.03368"), "UNPB"),
        (_work("misc", eprint="1902.03368"), "UNPB"),
        (_work("misc", publisher="medRxiv", doi="10.1101/1"), "UNPB"),
        (_work("manual"), "GEN"),
    ],
    ids=lambda given: given if isinstance(given, str) else given.kind,
)
def test_every_kind_of_work_has_its_type(work: Reference, type_: str) -> None:
    """A work has the RIS type that reference managers use for its kind."""
    assert _tags(work)[0] == f"TY  - {type_}"


@pytest.mark.parametrize(
    ("work", "lines"),
    [
        (_work(pages="335--357"), ["SP  - 335", "EP  - 357"]),
        (_work(pages="1122--1131.e9"), ["SP  - 1122", "EP  - 1131.e9"]),
        (_work(pages="e0177544"), ["SP  - e0177544"]),
        (_work(pages="1--3, 7--9"), ["SP  - 1-3, 7-9"]),
        (_work(journal="J", volume="12", number="3"), ["T2  - J", "VL  - 12", "IS  - 3"]),
        (_work("inproceedings", booktitle="{MICCAI} 2019", series="LNCS"), ["C2  - 2000", "T2  - MICCAI 2019", "T3  - LNCS", "C3  - MICCAI 2019"]),
        (_work("dataset", publisher="Zenodo", version="1.03"), ["ET  - 1.03", "PB  - Zenodo"]),
        (
            _work("misc", archiveprefix="arXiv", eprint="1902.03368"),
            ["AN  - arXiv:1902.03368", "PB  - arXiv", "UR  - https://arxiv.org/abs/1902.03368"],
        ),
        (_work("misc", eprinttype="arxiv", eprint="1902.03368"), ["AN  - arXiv:1902.03368", "PB  - arXiv", "UR  - https://arxiv.org/abs/1902.03368"]),
        (
            _work("dataset", doi="10.5281/zenodo.2", conceptdoi="10.5281/zenodo.1"),
            ["DO  - 10.5281/zenodo.2", "UR  - https://doi.org/10.5281/zenodo.2", "N1  - All versions: https://doi.org/10.5281/zenodo.1"],
        ),
        (
            _work("dataset", version="1.3", doi="10.5281/zenodo.1", versiondoi="10.5281/zenodo.2"),
            ["ET  - 1.3", "DO  - 10.5281/zenodo.1", "UR  - https://doi.org/10.5281/zenodo.1", "N1  - Version 1.3: https://doi.org/10.5281/zenodo.2"],
        ),
        (_work(doi="10.1000/a_b"), ["DO  - 10.1000/a_b", "UR  - https://doi.org/10.1000/a_b"]),
    ],
)
def test_every_property_has_one_line(work: Reference, lines: list[str]) -> None:
    """Each property of a work is on a line with its tag, and there are no other lines."""
    assert _tags(work)[5:-2] == lines


@pytest.mark.parametrize(
    ("author", "line"),
    [
        (Name("García-Feijoó", "Julián"), "AU  - García-Feijoó, Julián"),
        (Name("van Ginneken", "Bram"), "AU  - van Ginneken, Bram"),
        (Name("King", "Martin Luther, Jr."), "AU  - King, Martin Luther, Jr."),
        (Name("Institute of Words, Harbour; Pier"), "AU  - Institute of Words – Harbour – Pier,"),
        (Name("Kumar H"), "AU  - Kumar H,"),
    ],
)
def test_authors_are_family_given_suffix(author: Name, line: str) -> None:
    """The line of an author has family name, given names and suffix separated by commas; that of an organization has its name and a comma at the end, as Zotero and pandoc read it."""
    assert _tags(_work(author=author))[2] == line


def test_an_unverified_doi_is_left_out() -> None:
    """An unverified DOI of all versions is in no export, because exports cannot express doubt."""
    fields = {"title": "Words", "year": "2000", "doi": "10.5281/zenodo.2", "conceptdoi": "10.5281/zenodo.1"}
    work = Reference("key2000word", "dataset", (AUTHOR,), others=False, fields=fields, unverified=("conceptdoi",))
    assert [text for text in (ris.entry(work), csl.entry(work), bibtex.entry(work)) if "zenodo.1" in text] == []
    assert work.doubts == ("DOI of all versions",)


def test_any_title_stays_on_one_line() -> None:
    """Any title stays on one line, and an entry ends with its end tag."""
    lines = _tags(_work(title="One\r\nER  - \nTY  - BOOK\u2028two"))
    assert lines[3] == "TI  - One ER - TY - BOOK two"
    assert lines[-2:] == ["ER  - ", ""]


@pytest.mark.parametrize("name", ["Abràmoff", "Decencière", "García-Feijoó", "Barış"])
def test_accents_are_unchanged(name: str) -> None:
    """RIS and CSL-JSON contain accented letters unchanged."""
    work = _work(author=Name(name, "A."))
    assert f"AU  - {name}, A." in ris.entry(work)
    assert f'"family": "{name}"' in csl.entry(work)
