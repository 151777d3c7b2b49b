"""Tests for the bulk files: complete, and with version and license inside."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import ROOT, command
from curator.records.catalog import Catalog
from curator.records.settings import read
from curator.site.exports.catalog_json import COMPUTED, catalog_json

SETTINGS = read(ROOT)


@pytest.fixture(scope="module")
def whole(site: Path) -> dict[str, object]:
    """catalog.json, parsed."""
    found: dict[str, object] = json.loads((site / "data" / "catalog.json").read_text(encoding="utf-8"))
    return found


def test_catalog_json_contains_every_record(site: Path, catalog: Catalog, whole: dict[str, list[dict[str, object]]]) -> None:
    """catalog.json has each record exactly as in record.json, with computed values under `computed`."""
    computed = {record["id"]: record.pop("computed") for record in json.loads(json.dumps(whole["datasets"]))}
    assert [list(values) for values in computed.values()] == [[it.key for it in COMPUTED]] * len(catalog.records)
    for record in whole["datasets"]:
        written = {key: value for key, value in record.items() if key != "computed"}
        assert written == json.loads((site / "datasets" / str(record["id"]) / "record.json").read_text(encoding="utf-8"))
    assert list(computed) == sorted(catalog.records)


def test_computed_values_equal_those_of_the_pages(catalog: Catalog, whole: dict[str, list[dict[str, dict[str, object]]]]) -> None:
    """The computed values of DRIVE are those of its page."""
    drive = next(record["computed"] for record in whole["datasets"] if str(record["id"]) == "drive")
    changed = max(change.date for change in catalog.records["drive"].changes)
    assert (drive["access"], drive["totals"], drive["changed"]) == ("join-challenge", {"image": 40}, changed)
    permissions = {"commercial_use": "forbidden", "redistribution": "forbidden", "derivatives": "unstated"}
    assert {name: drive["permissions"][name] for name in permissions} == permissions  # type: ignore[index]
    assert drive["numbers"]["frame_size"] == 565 * 584  # type: ignore[index]


def test_counts_of_a_relation_are_written_as_in_the_record(catalog: Catalog) -> None:
    """An estimated count and a count by part in a relation are the same in catalog.json as in the record."""
    counts = {"image": {"at_least": 500}, "patient": {"train": 20, "test": 10}}
    record = catalog.records["drive"]
    relation = record.relations[0].model_validate(record.relations[0].model_dump(exclude_unset=True) | {"counts": counts})
    changed = replace(catalog, records={**catalog.records, "drive": record.model_copy(update={"relations": (relation,)})})
    [drive] = [it for it in json.loads(catalog_json(changed, SETTINGS))["datasets"] if it["id"] == "drive"]
    assert counts in [it.get("counts") for it in drive["computed"]["relations"]]


def test_bulk_files_have_version_and_licence(site: Path, whole: dict[str, object]) -> None:
    """catalog.json states version and license at the top, catalog.csv in each row, schema.json in its comment."""
    import pandas as pd  # noqa: PLC0415 - slow to import, which every process of the tests would do

    assert (whole["version"], whole["licence"]) == (SETTINGS.version, SETTINGS.licence)
    rows = pd.read_csv(site / "data" / "catalog.csv")
    assert {*rows["catalog_version"], *rows["catalog_licence"]} == {SETTINGS.version, SETTINGS.licence}
    comment = json.loads((site / "data" / "schema.json").read_text(encoding="utf-8"))["$comment"]
    assert SETTINGS.version in comment
    assert SETTINGS.licence in comment


def test_the_licence_is_the_same_everywhere() -> None:
    """mkdocs.yml, CITATION.cff and LICENSE-DATA name the same license."""
    assert f"\nlicense: {SETTINGS.licence}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert SETTINGS.licence.removeprefix("CC-").replace("-4.0", " 4.0") in (ROOT / "LICENSE-DATA").read_text(encoding="utf-8")


def test_catalog_csv_can_be_read_by_excel_and_pandas(site: Path, catalog: Catalog) -> None:
    """catalog.csv starts with a byte order mark, has no formula, and pandas reads ids, text and numbers from it."""
    import pandas as pd  # noqa: PLC0415 - slow to import, which every process of the tests would do

    content = (site / "data" / "catalog.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))] == []
    frame = pd.read_csv(site / "data" / "catalog.csv", index_col="id")
    assert sorted(frame.index) == sorted(catalog.records)
    drive = frame.to_dict("index")["drive"]
    assert [drive[key] for key in ("frame_size", "frame_size_number", "images_number", "year_number")] == ["565×584 px", 329960, 40, 2004]


def test_an_id_in_a_record_is_a_problem(desk: Path) -> None:
    """The published schema has the id; a record that contains it is reported."""
    record = desk / "catalog" / "datasets" / "good.yaml"
    record.write_text(f"id: good\n{record.read_text(encoding='utf-8')}", encoding="utf-8")
    done = command(desk, "check", "catalog/datasets/good.yaml")
    assert done.exit_code == 1
    assert "`id` is not a field [unknown-field]" in done.stdout
