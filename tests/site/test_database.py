"""Tests for catalog.sqlite: it is consistent, can be searched, and the same catalog gives the same bytes."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.paths import dotted
from curator.records.record_parts import sourced_items
from curator.records.settings import read
from curator.records.vocabulary_entries import ENTRIES
from curator.site.exports.database import sqlite_file
from curator.site.exports.database.sqlite_file import ROWS, TABLES, about, database, rows_of
from curator.site.exports.last_file import LastFile
from curator.site.exports.made_files import FileFacts
from curator.site.kept_outputs import Outputs
from curator.site.tracked_reads import Reads

T = TypeVar("T")
SETTINGS = read(ROOT)
NAMES = [table.name for table in (about(SETTINGS), *TABLES)]
HELD = {
    "modality": "dataset_modality",
    "body_part": "dataset_body_part",
    "target": "dataset_target",
    "tasks": "dataset_task",
    "dimensions": "dataset_dimension",
    "formats": "dataset_format",
    "aliases": "alias",
    "population": "sex",
    "registries": "registry",
    "formerly": "former_id",
    "counts": "count",
    "releases": "release",
    "splits": "split",
    "classes": "label_set",
    "access": "route",
    "citations": "citation",
    "relations": "relation",
    "known_issues": "known_issue",
    "loaders": "loader",
    "corrections": "correction",
    "notes": "note",
    "sources": "source",
    "unverified": "doubt",
    "disputed": "dispute",
    "changes": "change",
    "contributors": "contributor",
    "withdrawn": "withdrawal",
}
"""The tables of fields whose name differs from that of the field."""


@pytest.fixture
def opened(site: Path) -> Iterator[sqlite3.Connection]:
    """catalog.sqlite, opened with foreign keys on."""
    connection = sqlite3.connect(f"file:{site / 'data' / 'catalog.sqlite'}?mode=ro", uri=True)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


def _all(opened: sqlite3.Connection, query: str, *values: object) -> list[tuple[object, ...]]:
    return opened.execute(query, values).fetchall()


def test_the_database_is_consistent(opened: sqlite3.Connection) -> None:
    """SQLite finds no error in the file, and every foreign key refers to a row."""
    assert _all(opened, "PRAGMA integrity_check") == [("ok",)]
    assert _all(opened, "PRAGMA foreign_key_check") == []
    assert sum(len(_all(opened, f'PRAGMA foreign_key_list("{name}")')) for name in NAMES) > len(NAMES)


def test_a_broken_foreign_key_is_found(site: Path, tmp_path: Path) -> None:
    """A row for an unknown dataset is refused with foreign keys on, and found with foreign keys off."""
    copy = tmp_path / "catalog.sqlite"
    copy.write_bytes((site / "data" / "catalog.sqlite").read_bytes())
    with sqlite3.connect(copy) as connection:
        connection.execute("INSERT INTO alias VALUES ('no-such-dataset', 0, 'None')")
        assert [row[0] for row in connection.execute("PRAGMA foreign_key_check")] == ["alias"]
        connection.rollback()
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute("INSERT INTO alias VALUES ('no-such-dataset', 0, 'None')")


def test_the_same_catalog_gives_the_same_bytes(site: Path, catalog: Catalog) -> None:
    """The file is the same in every process, and does not contain the version of SQLite."""
    content = (site / "data" / "catalog.sqlite").read_bytes()
    code = (
        "import sys; from pathlib import Path; from curator.records import load, settings; from curator.site.exports.database.sqlite_file import database; "
        "root = Path(sys.argv[1]); sys.stdout.buffer.write(database(load.load(root)[0], settings.read(root)))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    other = subprocess.run([sys.executable, "-c", code, str(ROOT)], env=environment, capture_output=True, check=True, timeout=120).stdout
    assert content == database(catalog, SETTINGS) == other
    assert content[96:100] == bytes(4)


@dataclass(frozen=True)
class _LastBuild(Outputs):
    """The result of a build of a catalog, and the rows that have changed since."""

    facts: FileFacts
    before: Catalog
    now: Catalog

    def earlier(self, name: str, kind: type[T]) -> T | None:
        return self.facts if name == "file catalog.sqlite" and isinstance(self.facts, kind) else None

    def reads(self, _name: str) -> Reads:
        return {ROWS: frozenset(self.now.records), "another value": frozenset(self.now.records)}

    def changed(self, what: str) -> frozenset[str]:
        return frozenset(id_ for id_ in self.now.records if what == ROWS and rows_of(id_, self.before) != rows_of(id_, self.now))


@pytest.mark.parametrize("damage", [False, True])
def test_rows_of_changed_records_are_replaced(some: Catalog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, damage: bool) -> None:
    """The file made of the last one, by replacing the rows of changed records, is that of a clean build; a damaged file is not used."""
    other = next(id_ for id_, it in some.records.items() if it.relations and it.splits and it.sources)
    content = database(some, SETTINGS)
    (tmp_path / "catalog.sqlite").write_bytes(content[:-1] + b"?" if damage else content)
    records = dict(some.records)
    drive, less = records["drive"], records[other]
    source = next(iter(drive.sources.values()))
    records["drive"] = drive.model_copy(update={"full_name": "Another name", "aliases": ("A", "B"), "sources": {"a-new-source": source} | drive.sources})
    records[other] = less.model_copy(update={"relations": less.relations[1:], "splits": (), "notes": {"year": "A note."}})
    changed = replace(some, records=records)
    clean = database(changed, SETTINGS)
    if not damage:
        monkeypatch.setattr(sqlite_file, "_fill", lambda *_: pytest.fail("all rows are made"))
    last = _LastBuild(FileFacts(len(content), hashlib.sha256(content).hexdigest()), some, changed)
    sqlite_file.write_database(tmp_path / "new.sqlite", changed, SETTINGS, LastFile("catalog.sqlite", last, tmp_path))
    assert (tmp_path / "new.sqlite").read_bytes() == clean != content


def test_there_is_a_row_for_everything(opened: sqlite3.Connection, catalog: Catalog) -> None:
    """Each table has as many rows as the records have items, and each vocabulary as many as it has terms."""
    records = catalog.records.values()

    def number(table: str) -> object:
        return _all(opened, f'SELECT count(*) FROM "{table}"')[0][0]  # noqa: S608 - our own words

    assert {number(table) for table in ("dataset", "shown")} == {len(catalog.records)}
    lists = {"split": "splits", "label_set": "classes", "known_issue": "known_issues", "loader": "loaders", "correction": "corrections", "change": "changes"}
    lists |= {"dispute": "disputed", "frame_size": "frame_size", "count": "counts", "alias": "aliases", "licence": "licence", "note": "notes"}
    for table, field in lists.items():
        assert number(table) == sum(len(getattr(record, field)) for record in records), table
    assert number("route_step") == sum(len(route.steps) for record in records for route in record.access.routes)
    assert number("label") == sum(len(labels.labels or ()) for record in records for labels in record.classes)
    assert number("reference") == len(catalog.references)
    assert number("relation") == sum(map(len, catalog.relatives.values()))
    for name in ENTRIES:
        assert number(f"term_{name.replace('-', '_')}") == len(catalog.vocabularies[name].entries)


@pytest.mark.parametrize("field", [name for name in Dataset.model_fields if name not in HELD])
def test_every_field_is_a_column_or_a_table(field: str) -> None:
    """Every field of the model is a column of the table of datasets, or a table."""
    assert field in {*NAMES, *(column.name for column in TABLES[0].columns)}


def test_every_field_table_exists() -> None:
    """The tables of fields with other names exist, and so do the fields."""
    assert set(HELD.values()) <= set(NAMES)
    assert set(HELD) <= set(Dataset.model_fields)


def test_every_item_finds_its_sources(opened: sqlite3.Connection, catalog: Catalog) -> None:
    """The sources of an item are found by its dataset and path, which together are its id."""
    for id_, record in catalog.records.items():
        for place, item in sourced_items(record):
            path = dotted(place)
            query = "SELECT source.dataset, name FROM evidence JOIN source ON source.id = source WHERE source.dataset = ? AND field = ?"
            assert set(_all(opened, query, id_, path)) >= {(id_, name) for name in item.source or ()}
    split = _all(opened, "SELECT id FROM split WHERE dataset = 'refuge'")[0]
    assert split == ("refuge/splits.0",)


@pytest.mark.parametrize(
    ("words", "id_"),
    [("DRIVE", "drive"), ("fundoscopy vessel", "drive"), ("Messidor", "messidor"), ("melanoma", "isic-2019"), ("IIIT OR glaucoma", "refuge")],
)
def test_search_finds_datasets(opened: sqlite3.Connection, words: str, id_: str) -> None:
    """The full-text search finds a dataset by name, terms and their synonyms, labels and summary."""
    query = "SELECT dataset.id FROM dataset_fts JOIN dataset ON dataset.rowid = dataset_fts.rowid WHERE dataset_fts MATCH ? ORDER BY rank"
    assert id_ in [row[0] for row in _all(opened, query, words)]


def test_datasette_finds_the_search(opened: sqlite3.Connection) -> None:
    """Datasette recognizes the full-text index, see detect_fts_sql in datasette/utils/__init__.py."""
    query = """SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE '%VIRTUAL TABLE%USING FTS%content="dataset"%'"""
    assert _all(opened, query) == [("dataset_fts",)]


def test_names_require_no_quotes(opened: sqlite3.Connection) -> None:
    """No table or column has a name reserved by SQL, so that queries need no quotes."""
    for table in (about(SETTINGS), *TABLES):
        _all(opened, f"SELECT {', '.join(column.name for column in table.columns)} FROM {table.name} LIMIT 0")  # noqa: S608 - our own words
        assert len({column.name for column in table.columns}) == len(table.columns)


def test_the_database_has_version_and_licence(opened: sqlite3.Connection) -> None:
    """The table of metadata has version and license."""
    query = "SELECT value FROM metadata WHERE key IN ('licence', 'version') ORDER BY key"
    assert _all(opened, query) == [(SETTINGS.licence,), (SETTINGS.version,)]
