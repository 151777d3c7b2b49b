"""Tests of renaming: every file that names the record changes, nothing else does, and the old id redirects."""

import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT
from curator.cli import main
from curator.editing.rename_record import replaced
from curator.records import load as catalogs
from curator.records import printed_table
from curator.records.model import ID, Dataset
from curator.records.record_addresses import DATASETS

OTHER = """\
# yaml-language-server: $schema=../schema.json
name: Pier  # a comment
status: withdrawn
withdrawn: {date: 2026-01-01, reason: good, successor: "good"}   # not in canonical format
relations:
  - {kind: alternative, to: good, note: good, source: [good]}  # beside
  - {kind: alternative, to: goods, name: good}
sources:
  good: {url: "https://example.org/good/"}
"""


@pytest.fixture
def desk(desk: Path) -> Path:
    """A checkout with two records, of which one names the other, as the working directory."""
    (desk / DATASETS / "pier.yaml").write_text(OTHER, encoding="utf-8")
    return desk


def rename(*words: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["rename", *words])


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file with its content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and ".cache" not in path.parts}


def test_all_references_are_renamed(desk: Path) -> None:
    """The file gets its new name, with its old id under `formerly`, and every file that names it is changed; all other bytes are kept."""
    before = contents(desk)
    done = rename("good", "harbour")
    assert done.exit_code == 0, done.output
    after = contents(desk)
    assert {name for name in before if before[name] != after.get(name)} == {
        "catalog/datasets/good.yaml",
        "catalog/datasets/pier.yaml",
        *([printed_table.FILE] if b"record: good" in before[printed_table.FILE] else []),
    }
    good, harbour = (files[f"catalog/datasets/{name}.yaml"].decode() for files, name in ((before, "good"), (after, "harbour")))
    assert harbour.replace("formerly: [good]\n", "") == good
    assert after["catalog/datasets/pier.yaml"].decode() == OTHER.replace('"good"}', "harbour}").replace("to: good,", "to: harbour,")
    assert "catalog/datasets/good.yaml" not in after


def test_the_printed_table_is_renamed(desk: Path) -> None:
    """The row of the record in the printed table gets the new id, and the rest of the table is unchanged."""
    table = desk / printed_table.FILE
    real = (ROOT / printed_table.FILE).read_text(encoding="utf-8").replace("record: drive,", "record: good,  ")
    table.write_text(real, encoding="utf-8")
    assert rename("good", "harbour").exit_code == 0
    assert table.read_text(encoding="utf-8") == real.replace("record: good,  ", "record: harbour,  ")


def test_renaming_back_restores_the_catalog(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After renaming a record of the catalog and renaming it back, the catalog has no problems and the same content."""
    monkeypatch.chdir(checkout)
    before = contents(checkout / "catalog")
    assert rename("chaos-ct", "chaos-liver").exit_code == 0
    assert catalogs.load(checkout)[1] == ()
    assert rename("chaos-liver", "chaos-ct").exit_code == 0
    after = contents(checkout / "catalog")
    place = "datasets/chaos-ct.yaml"
    assert {name for name in before if before[name] != after[name]} == {place}
    assert after[place].decode().replace("formerly: [chaos-liver]\n", "") == before[place].decode()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("nothing", "harbour", "`nothing` is not a record"),
        ("good", "pier", "is already used"),
        ("good", "frame", "is reserved for a page of the site"),
        ("good", "Harbour", "is not an id"),
        ("good", "../good", "is not an id"),
        ("quay", "dock", "its id is pier now"),
        ("good", "quay", "is a former id of pier"),
        ("good", "link", "catalog/datasets/link.yaml already exists"),
    ],
)
def test_invalid_ids_are_refused(old: str, new: str, why: str, desk: Path) -> None:
    """An unknown record, and an id that is malformed, reserved, taken or a former id, are refused in a sentence; nothing changes."""
    file = desk / DATASETS / "pier.yaml"
    good = (desk / DATASETS / "good.yaml").read_text(encoding="utf-8")
    file.write_text(good.replace("Harbour", "Pier").replace("status:", "formerly: [quay]\nstatus:", 1), encoding="utf-8")
    link = file.with_name("link.yaml")
    link.symlink_to("nowhere")
    before = contents(desk)
    done = rename(old, new)
    assert done.exit_code == 1
    assert why in done.output
    assert contents(desk) == before
    assert link.is_symlink()


def test_an_unreadable_file_prevents_renaming(desk: Path) -> None:
    """If a file that may name the record cannot be read, or a file cannot be written, nothing changes."""
    broken = desk / DATASETS / "dock.yaml"
    broken.write_text("name: [\n", encoding="utf-8")
    before = contents(desk)
    done = rename("good", "harbour")
    assert done.exit_code == 1
    assert "catalog/datasets/dock.yaml may refer to the record, but cannot be read" in done.output
    broken.unlink()
    (desk / DATASETS / f".pier.yaml.{os.getpid()}.new").mkdir()
    done = rename("good", "harbour")
    assert done.exit_code == 1
    assert f"nothing was written: cannot write in {desk / DATASETS}: " in done.output
    assert contents(desk) == {name: content for name, content in before.items() if not name.endswith("dock.yaml")}


def test_renaming_covers_every_id_field() -> None:
    """Renaming knows every field of the model that contains ids; names of sources have the same format, but are not ids."""
    plain = Dataset.model_json_schema()

    def holds(field: Any) -> bool:
        return any(f"^{ID}$" == branch.get("pattern", branch.get("items", {}).get("pattern")) for branch in (field, *field.get("anyOf", ())))

    parts = {"Dataset": plain, **plain["$defs"]}
    assert {(part, name) for part, body in parts.items() for name, field in body["properties"].items() if holds(field)} == {
        ("Dataset", "formerly"),
        ("DatasetReference", "to"),
        ("Relation", "to"),
        ("Withdrawal", "successor"),
    }
    assert replaced("relations: [{to: a}]\nwithdrawn: {successor: a}\n", "a", "b", lambda _: True) == "relations: [{to: b}]\nwithdrawn: {successor: b}\n"
