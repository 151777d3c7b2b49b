"""Tests for datapackage.json: programs for Data Packages read each file with the right type."""

import csv
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

_KINDS = {"csv": "table", "json": "json", "txt": "text"}
"""How files are read, by extension."""


@pytest.fixture(scope="module")
def package(site: Path) -> dict[str, Any]:
    """datapackage.json, parsed."""
    found: dict[str, Any] = json.loads((site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    return found


def test_the_package_declares_its_version(package: dict[str, Any]) -> None:
    """The profile is that of version 1, which allows values of `type` other than `table`; no later schema is declared."""
    assert package["profile"] == "data-package"
    assert "$schema" not in package


def test_json_is_not_read_as_a_table(package: dict[str, Any]) -> None:
    """Every JSON file has the type json, because Frictionless mistakes `catalog.json` and `schema.json` for its own formats otherwise."""
    types = {resource["path"]: resource.get("type") for resource in package["resources"]}
    assert {path for path, kind in types.items() if kind == "json"} == {"catalog.json", "quality.json", "references.csl.json", "schema.json"}
    assert {kind for path, kind in types.items() if not path.endswith(".json")} == {None}


def test_frictionless_finds_no_error(site: Path, tmp_path: Path) -> None:
    """Frictionless validates all files of the package with their hashes and, of catalog.csv, the type of every cell; it finds a text in a column of numbers."""
    import frictionless  # noqa: PLC0415 - slow to import, which every process of the tests would do

    report = frictionless.validate(str(site / "data" / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert {task.name: task.type for task in report.tasks} == {task.name: _KINDS.get(task.name.rpartition("-")[2], "file") for task in report.tasks}
    for name in ("datapackage.json", "catalog.csv"):
        shutil.copy(site / "data" / name, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [
        {key: it for key, it in resource.items() if key not in ("bytes", "hash")} for resource in package["resources"] if "schema" in resource
    ]
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    with (tmp_path / "catalog.csv").open("a", encoding="utf-8") as file:
        file.write(",".join(["new", *["many"] * (len(package["resources"][0]["schema"]["fields"]) - 1)]) + "\n")
    errors = frictionless.validate(str(tmp_path / "datapackage.json")).flatten(["type", "fieldName"])
    assert ["type-error", "images_number"] in errors


def test_the_package_describes_each_file(package: dict[str, Any], site: Path) -> None:
    """The package has the size and hash of each file, and the columns of the table with a schema."""
    for resource in package["resources"]:
        content = (site / "data" / resource["path"]).read_bytes()
        assert (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}") == (resource["bytes"], resource["hash"])
        if fields := resource.get("schema", {}).get("fields"):
            assert [field["name"] for field in fields] == next(csv.reader(content.decode("utf-8-sig").splitlines()))
