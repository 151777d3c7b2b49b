"""Facts that were wrong once stay corrected, and every loader is recorded with the version in which it was found."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from curator.records.catalog import Catalog
from curator.records.model import SourcePage


class CorrectedFact(NamedTuple):
    """One field of a record: text that it contains, and text that it must not contain again."""

    dataset: str
    field: str
    says: tuple[str, ...]
    never: tuple[str, ...] = ()


FACTS = (
    CorrectedFact("acdc", "licence", ("CC-BY-NC-SA-4.0", "scientific research only", "cite the paper of 2018")),
    CorrectedFact("acdc", "known_issues", ("sform", "qform", "nnunet-2741")),
    CorrectedFact("acdc", "loaders", ("Dataset027_ACDC.py",), ("dataset conversion 027",)),
    CorrectedFact("ade20k", "licence", ('"covers": "annotations and software of the full release", "id": "BSD-3-Clause"', "images of the full release")),
    CorrectedFact("ade20k", "access.routes", ("since February 2026", "captcha"), ("since 2025, of a site that is down",)),
    CorrectedFact("ade20k", "loaders", ("ADE20KDataset",)),
    CorrectedFact("bus-dataset-b", "notes", (), ("No packaged loader",)),
    CorrectedFact("busi", "known_issues", ("their terms are not known",), ("No statement by the owners",)),
    CorrectedFact("cardiac-mri-york", "access.links", ("http://jtl.lassonde.yorku.ca/software/datasets/",)),
    CorrectedFact("chaos-ct", "citations.data", ("kavur2019chaosdata", "kavur2019chaosversion")),
    CorrectedFact("chaos-mri", "citations.data", ("kavur2019chaosdata", "kavur2019chaosversion")),
    CorrectedFact("chaos-ct", "splits", (), ("torch_em",)),
    CorrectedFact("chestxray2017", "known_issues", ("229 identifiers",), ("225 normal",)),
    CorrectedFact("chexpert", "known_issues", ("ad blocker", "BlobNotFound")),
    CorrectedFact("chexpert", "access.routes", ("ad blocker",)),
    CorrectedFact("mura", "access.routes", ("ad blocker",)),
    CorrectedFact("mura", "loaders", (), ("PyHealth",)),
    CorrectedFact("mura", "known_issues", ("PyHealth 2.1.0 has none",)),
    CorrectedFact("drishti-gs", "access.routes", ('"to": "images and labels of both parts", "steps": ["account", "download"]',), ('"steps": ["download"]',)),
    CorrectedFact("drive", "access.links", ("Guo et al.", "guo-deposit")),
    CorrectedFact("hrf", "access.links", ("Guo et al.", "guo-deposit")),
    CorrectedFact("messidor", "access.links", ("Guo et al.", "guo-deposit")),
    CorrectedFact("drions-db", "access.links", ("Guo et al.", "guo-deposit")),
    CorrectedFact("drishti-gs", "access.links", ("Guo et al.", "guo-deposit")),
    CorrectedFact("drive", "citations.further", ("guo2019automatic",)),
    CorrectedFact("hrf", "citations.further", ("guo2019automatic",)),
    CorrectedFact("messidor", "citations.further", ("guo2019automatic",)),
    CorrectedFact("glas", "access.routes.0.steps", ('["account", "download"]',)),
    CorrectedFact("glas", "acquisition.note", ("Staining varies",), ("processed in the laboratory on different occasions",)),
    CorrectedFact("luna16", "loaders", ("nndetection",)),
    CorrectedFact("monuseg", "loaders", ("cell_segmentation.datasets.monuseg.MoNuSegDataset",)),
    CorrectedFact("nci-isbi-2013-prostate", "loaders", ("since 0.10.7", "up to version 2.7.1")),
    CorrectedFact("pancreas-ct", "loaders", ("since 0.10.7", "1.7.1")),
    CorrectedFact("pascal-voc", "summary", ("twenty since 2007",), ("twenty everyday classes",)),
    CorrectedFact("pascal-voc", "known_issues", ("Since 2 March 2026 it has redirected permanently", "since version 0.27.0"), ("was still open",)),
    CorrectedFact("pascal-voc", "access.links", ("2 March 2026", "6cd6e144f989b92b3379bac3b3de84fd"), ("was not seen on a page",)),
    CorrectedFact("promise12", "citations.data", ("litjens2023promise12", "litjens2023promise12deposit")),
    CorrectedFact("promise12", "loaders", ("since 0.10.7", "up to version 2.7.1")),
    CorrectedFact("refuge", "loaders", ("since 0.10.7", '"name": "refuge2"'), ('"name": "refuge2018"',)),
)
HOSTS = {"Hugging Face", "Kaggle", "PyPI"}
"""Services that host copies of the data or lists of their files; these have an address and no version."""
AT_A_VERSION = re.compile(r"^https://github\.com/\S+/([0-9a-f]{40}|v?\d+(\.\d+)+)(/|$)")
"""A file at a commit or a tag."""
PUBLISHED = re.compile(r" (\d+(?:\.\d+)+), the published package")
"""Descriptions of sources that are versions of packages; their URL is that of the package's repository."""


def _at_a_version(source: SourcePage) -> bool:
    return bool(AT_A_VERSION.match(source.url) or PUBLISHED.search(source.what or ""))


def _at(record: dict[str, Any], path: str) -> str:
    """The value at a dotted path of a record, as JSON; empty if there is none."""
    value: Any = record
    for key in path.split("."):
        value = value[int(key)] if isinstance(value, list) else value.get(key, "")
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.dataset}-{fact.field}")
def test_corrected_facts_stay_corrected(fact: CorrectedFact, site: Path) -> None:
    """A fact that was wrong or incomplete is published in its corrected form."""
    published = _at(json.loads((site / "datasets" / fact.dataset / "record.json").read_text(encoding="utf-8")), fact.field)
    assert [words for words in fact.says if words not in published] == []
    assert [words for words in fact.never if words in published] == []


def test_loaders_have_a_version(catalog: Catalog) -> None:
    """Every loader that is code has a source at a version, a tag or a commit."""
    unseen = {
        (id_, loader.library, loader.name)
        for id_, record in catalog.records.items()
        for loader in record.loaders
        if loader.library not in HOSTS and not any(_at_a_version(record.sources[name]) for name in loader.source or () if name in record.sources)
    }
    assert unseen == set()


def test_versions_in_notes_match_the_source(catalog: Catalog) -> None:
    """If a note gives the version in which a loader was checked, one of its sources is that version."""
    for id_, record in catalog.records.items():
        for loader in record.loaders:
            for version in re.findall(r"[Cc]hecked in (?:version )?(\d[\d.]*\d)", loader.note or ""):
                assert any(
                    f"/{version}/" in record.sources[name].url or f" {version}, the published" in (record.sources[name].what or "")
                    for name in loader.source or ()
                    if name in record.sources
                ), (id_, loader.library)
