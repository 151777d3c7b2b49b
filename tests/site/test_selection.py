"""Tests for the part of a dataset in a selection: rows that join to the exporters' tables, and overlaps that match."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from curator.records.catalog import Catalog
from curator.site.exports import latex_table, markdown_table, selection
from curator.site.exports.citation_formats import works_to_cite
from curator.site.views.licenses import share_alike, strictest, unverified

SELECTIONS: tuple[list[str], ...] = (["drive"], ["chaos-mri", "chaos-ct", "isic-2019"], ["oct2017", "stare", "chestxray2017"], [])
TABLES = {"markdown": markdown_table, "latex": latex_table}


def _pieces(ids: Sequence[str], catalog: Catalog) -> list[dict[str, Any]]:
    """Return the parts of some datasets as the scripts read them from the file of all datasets."""
    file = json.loads(selection.selections(catalog))
    found = []
    for id_ in ids:
        at = file["ids"].index(id_)
        answers, doubtful = file["terms"]["values"][file["terms"]["at"][at]]
        known = {"id": id_, "name": file["names"][at], "permissions": dict(zip(file["permissions"], answers, strict=True)), "unverified": doubtful}
        found.append({"share_alike": [], "acknowledgement": None, "shares": [], "models": [], "uncited": False} | known | file["others"].get(id_, {}))
    return found


def _joined(form: str, pieces: list[str], catalog: Catalog) -> str:
    """Return the entries joined as the page joins them."""
    around = selection.joinings(catalog)[form]
    return around["head"] + around["between"].join(pieces) + around["foot"]


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("ids", SELECTIONS, ids=" ".join)
def test_joined_rows_are_the_exporters_table(form: str, ids: list[str], catalog: Catalog) -> None:
    """The rows of some datasets join to a table of the exporter's rows, in the order of selection."""
    rows = [TABLES[form].row(id_, catalog) for id_ in ids]
    file = json.loads(selection.rows(catalog))
    assert _joined(form, [file[id_][form] for id_ in ids], catalog) == TABLES[form].joining(catalog).of(rows)


def test_a_dataset_cites_papers_before_data(catalog: Catalog) -> None:
    """The works to cite are the papers, then the data, each once; two datasets of one deposit cite the same works."""
    assert [work.key for work in works_to_cite("chaos-mri", catalog)] == ["kavur2021chaos", "kavur2019chaosdata", "kavur2019chaosversion"]
    assert works_to_cite("chaos-mri", catalog) == works_to_cite("chaos-ct", catalog)


@pytest.mark.parametrize("id_", ["messidor", "ade20k", "busi", "acdc", "hrf"])
def test_a_part_has_the_permissions(id_: str, catalog: Catalog) -> None:
    """The part has the strictest permissions, the share-alike licenses, the required acknowledgement, and whether there is no work to cite."""
    [piece], record, words = _pieces([id_], catalog), catalog.records[id_], catalog.vocabularies
    sentence = record.acknowledgement
    assert (piece["id"], piece["name"], piece["permissions"]) == (id_, record.name, strictest(record, words))
    assert (piece["share_alike"], piece["uncited"]) == (list(share_alike(record, words)), not works_to_cite(id_, catalog))
    assert piece["unverified"] == any(unverified(record))
    assert piece["acknowledgement"] == ({"quote": sentence.quote, "note": sentence.note or ""} if sentence else None)


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("drishti-gs", "refuge", {"smdg-19"}),
        ("drions-db", "drishti-gs", set()),
        ("oct2017", "chestxray2017", {"medmnist-v2", "omnimedvqa"}),
        ("ham10000", "fitzpatrick17k", set()),
        ("drive", "stare", set()),
    ],
)
def test_overlaps_with_the_same_data_have_a_common_key(one: str, other: str, common: set[str], catalog: Catalog) -> None:
    """Two datasets that overlap with the same data have a common key; two that overlap with different data on one page have none."""
    keys = [{share["key"] for share in piece["shares"]} for piece in _pieces([one, other], catalog)]
    assert keys[0] & keys[1] == common


def test_only_shared_data_cause_warnings(catalog: Catalog) -> None:
    """The part has exactly the related data with common images or patients, records by id."""
    for piece in _pieces(list(catalog.records), catalog):
        ends = [end for end in catalog.relatives[piece["id"]] if catalog.vocabularies.relation[end.kind].shares != "nothing"]
        assert [(share["name"], share["doubt"]) for share in piece["shares"]] == [(end.name, end.unverified) for end in ends]
        assert all(share["key"] == end.to for share, end in zip(piece["shares"], ends, strict=True) if end.to)
        assert all(share["what"] in ("images", "patients") and share["label"] and share["key"] for share in piece["shares"])


def test_records_share_by_their_ids(catalog: Catalog) -> None:
    """A relation between two records is in the parts of both, with the other's id as key."""
    relation = catalog.records["drive"].relations[0].model_copy(update={"kind": "same-patients-as", "to": "stare", "name": None, "url": None})
    related = replace(catalog, records={**catalog.records, "drive": catalog.records["drive"].model_copy(update={"relations": (relation,)})})
    found = [[(share["key"], share["what"]) for share in piece["shares"]] for piece in _pieces(["drive", "stare"], related)]
    assert found == [[("stare", "patients")], [("drive", "patients")]]


LEAKING = (
    ("lidc-idri", "luna16"),
    ("ham10000", "isic-2019"),
    ("messidor", "messidor-2"),
    ("rim-one-r3", "rim-one-dl"),
    ("bc-2015", "bach"),
    ("camelyon16", "patch-camelyon"),
    ("nih-chestxray14", "rsna-pneumonia-2018"),
    ("hyperkvasir", "kvasir-seg"),
    ("glas", "lizard"),
    ("monuseg", "pannuke"),
)
"""Pairs of datasets with the same images or patients."""


@pytest.mark.parametrize(("one", "other"), LEAKING, ids="-".join)
def test_known_leakage_is_warned_about(one: str, other: str, catalog: Catalog) -> None:
    """The selection warns about datasets that are known to share images or patients, from both sides."""
    for piece, partner in zip(_pieces([one, other], catalog), (other, one), strict=True):
        assert partner in {share["key"] for share in piece["shares"]}
