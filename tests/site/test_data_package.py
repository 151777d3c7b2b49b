"""Tests for datapackage.json: programs for Data Packages read each file with the right type."""

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest


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


def test_the_package_describes_each_file(package: dict[str, Any], site: Path) -> None:
    """The package has the size and hash of each file, and the columns of the table with a schema."""
    for resource in package["resources"]:
        content = (site / "data" / resource["path"]).read_bytes()
        assert (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}") == (resource["bytes"], resource["hash"])
        if fields := resource.get("schema", {}).get("fields"):
            assert [field["name"] for field in fields] == next(csv.reader(content.decode("utf-8-sig").splitlines()))
