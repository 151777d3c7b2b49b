"""The references of the catalog: facts that were once wrong or missing stay correct, and entries are complete."""

import re
from collections.abc import Callable

import pytest

from conftest import ROOT
from curator.records import bibliography
from curator.records.bibliography import Reference
from curator.records.catalog import Catalog

FACTS = {
    ("polonia2020bach", "year"): "2019",
    ("lepetitaimon2024maplesdr", "volume"): "11",
    ("lepetitaimon2024maplesdr", "number"): "1",
    ("lepetitaimon2024maplesdr", "pages"): "914",
    ("tampu2022inflation", "volume"): "9",
    ("tampu2022inflation", "pages"): "580",
    ("kovacs2022baseline", "volume"): "75",
    ("kovacs2022baseline", "pages"): "102300",
    ("kovacs2022baseline", "doi"): "10.1016/j.media.2021.102300",
    ("voets2019reproduction", "volume"): "14",
    ("voets2019reproduction", "number"): "6",
    ("voets2019reproduction", "year"): "2019",
    ("maninis2016deep", "series"): "Lecture Notes in Computer Science",
    ("maninis2016deep", "volume"): "9901",
    ("janowczyk2016deep", "number"): "1",
    ("janowczyk2016deep", "publisher"): "Wolters Kluwer Medknow Publications",
    ("cuadros2009eyepacs", "publisher"): "SAGE Publications",
    ("decenciere2014feedback", "publisher"): "Slovenian Society for Stereology and Quantitative Image Analysis",
    ("fumero2020rimonedl", "publisher"): "Slovenian Society for Stereology and Quantitative Image Analysis",
    ("irvin2019chexpert", "journal"): "Proceedings of the AAAI Conference on Artificial Intelligence",
    ("kavur2019chaosdata", "doi"): "10.5281/zenodo.3362844",
    ("kavur2019chaosdata", "versiondoi"): "10.5281/zenodo.3431873",
    ("litjens2023promise12", "doi"): "10.5281/zenodo.8026660",
    ("litjens2023promise12", "conceptdoi"): "10.5281/zenodo.8014040",
}
"""Fields of references by key, as in their sources."""
AUTHORS = {
    "garbin2021structured": "Christian Garbin, Pranav Rajpurkar, Jeremy Irvin, Matthew P. Lungren, Oge Marques",
    "guo2019automatic": "Jiapan Guo, George Azzopardi, Chenyu Shi, Nomdo M. Jansonius, Nicolai Petkov",
    "hemelings2019artery": "Ruben Hemelings, Bart Elen, Ingeborg Stalmans, Karel Van Keer, Patrick De Boever, Matthew B. Blaschko",
    "hu2013automated": "Qiao Hu, Michael D. Abràmoff, Mona K. Garvin",
    "orlando2017discriminatively": "José Ignacio Orlando, Elena Prokofyeva, Matthew B. Blaschko",
    "hoover2000locating": "Adam D. Hoover, Valentina Kouznetsova, Michael Goldbaum",
    "combalia2019bcn20000": "Marc Combalia, Noel C. F. Codella, Veronica Rotemberg, Brian Helba, Veronica Vilaplana, Ofer Reiter, Cristina Carrera, "
    "Alicia Barreiro, Allan C. Halpern, Susana Puig, Josep Malvehy",
    "voets2019reproduction": "Mike Voets, Kajsa Møllersen, Lars Ailo Bongo",
    "sivaswamy2015comprehensive": "Jayanthi Sivaswamy, S. R. Krishnadas, Arunava Chakravarty, Gopal Datt Joshi, Ujjwal, Tabish Abbas Syed",
}
"""Authors of references, as printed in their sources."""
DOUBTS = {
    "andreopoulos2008efficient": ("doi",),
    "fu2019refuge": ("author", "year"),
    "fumero2011rimone": ("doi",),
    "fumero2015interactive": ("pages",),
    "hernandezperez2024bcn20000": ("author",),
    "irvin2025chexpert": ("author",),
    "jin2022fivesdata": ("author",),
    "kovalyk2022papiladata": ("author",),
    "litjens2023promise12": ("conceptdoi",),
    "nickparvar2021brain": ("year",),
    "rajpurkar2018mura": ("author", "year"),
    "sivaswamy2014drishti": ("author",),
}
"""Unverified fields; a line is removed when a source is found."""
UNNAMED = {"fu2019refuge", "irvin2025chexpert", "kovalyk2022papiladata", "liew2022large", "rajpurkar2018mura", "saha2024artificial"}
"""Works for which the sources that were read do not name all authors."""


def _has(work: Reference, *fields: str) -> bool:
    """Whether a reference has each of the fields, or says that no source gives it."""
    return all(work.get(field) or field in work.unverified for field in fields)


COMPLETE: dict[str, Callable[[Reference], bool]] = {
    "a journal article has a volume, pages or an article number, and a publisher": lambda work: (
        work.kind != "article" or _has(work, "volume", "pages", "publisher") or work.key == "sivaswamy2015comprehensive"
    ),
    "a paper of proceedings has pages": lambda work: work.kind != "inproceedings" or _has(work, "pages") or work.key == "northcutt2021pervasive",
    "data have a publisher and an address": lambda work: work.kind != "dataset" or bool(_has(work, "publisher") and work.address),
    "what Kaggle published is data": lambda work: work.get("publisher") != "Kaggle" or work.kind == "dataset",
    "all authors are named, or the list is marked as unverified": lambda work: (
        work.others == (work.key in UNNAMED) or (work.others and "author" in work.unverified)
    ),
}
"""Required fields of references, as CONTRIBUTING.md lists them, except those that do not exist according to a source."""


@pytest.mark.parametrize(("key", "field"), FACTS)
def test_verified_facts_are_unchanged(key: str, field: str, catalog: Catalog) -> None:
    """A verified field has the value of its source."""
    assert catalog.references[key].get(field) == FACTS[key, field]


@pytest.mark.parametrize("key", AUTHORS)
def test_verified_authors_are_unchanged(key: str, catalog: Catalog) -> None:
    """Verified authors are named as in their source."""
    work = catalog.references[key]
    assert ", ".join(f"{name.given} {name.family}".strip() for name in work.authors) == AUTHORS[key]
    assert not {"author", *(field for other, field in FACTS if other == key)} & set(work.unverified)


@pytest.mark.parametrize("rule", COMPLETE)
def test_works_are_complete(rule: str, catalog: Catalog) -> None:
    """Every reference of the catalog has the fields of its entry type."""
    assert [key for key, work in catalog.references.items() if not COMPLETE[rule](work)] == []


@pytest.mark.parametrize("key", DOUBTS)
def test_doubtful_fields_are_unverified(key: str, catalog: Catalog) -> None:
    """A field stays marked as unverified until a source is found."""
    assert catalog.references[key].unverified == DOUBTS[key]


def test_the_example_of_a_work_is_complete() -> None:
    """The BibTeX entry in CONTRIBUTING.md has no problem and every required field."""
    [entry] = re.findall(r"^```bibtex\n(.*?)^```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    [work] = bibliography.read(entry.encode()).works.values()
    assert [rule for rule, holds in COMPLETE.items() if not holds(work)] == []
