"""Tests of the generator of large catalogs: the result is valid and depends only on the seed."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from conftest import ROOT
from curator.contribute.generated_files import stale
from curator.records import load as catalogs
from curator.records.catalog import Catalog
from curator.records.editor_schema import schema
from curator.records.normalise import normal_name
from curator.records.record_addresses import DATASETS
from generate import generate, main
from generator.amendments import say_names_and_summary
from generator.catalog import growing
from generator.values import Values

REAL = len(list((ROOT / DATASETS).glob("*.yaml")))
NUMBER = REAL + 27


def _bytes(folder: Path) -> dict[str, bytes]:
    """Return the files of a generated catalog, without the cache."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if not path.is_relative_to(folder / ".cache")}


@pytest.mark.parametrize("seed", [0, 1])
def test_a_generated_catalog_has_no_problem(seed: int, tmp_path: Path) -> None:
    """A generated catalog has no problems and the requested number of records, including the real ones."""
    generate(NUMBER, tmp_path / "made", seed)
    made, problems = catalogs.load(tmp_path / "made")
    assert [str(problem) for problem in (*problems, *stale(tmp_path / "made", made.vocabularies))] == []
    assert len(made.records) == NUMBER
    assert {path.stem for path in (ROOT / DATASETS).glob("*.yaml")} < set(made.records)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """The same seed gives the same bytes; another seed does not."""
    for name, seed in (("once", 5), ("again", 5), ("else", 6)):
        generate(NUMBER, tmp_path / name, seed)
    once, again, other = (_bytes(tmp_path / name) for name in ("once", "again", "else"))
    assert once == again
    assert once != other


def test_real_records_are_not_left_out(tmp_path: Path) -> None:
    """A number smaller than that of the real records is refused, and nothing is written."""
    with pytest.raises(ValueError, match=f"5 records are fewer than the {REAL} real ones"):
        generate(5, tmp_path / "made")
    assert list(tmp_path.iterdir()) == []


def test_the_generator_is_a_command(tmp_path: Path) -> None:
    """`python tests/generate.py` creates the catalog in a new folder and refuses an existing one."""
    words = [str(REAL + 2), str(tmp_path / "made")]
    done = subprocess.run([sys.executable, str(ROOT / "tests" / "generate.py"), *words], capture_output=True, text=True, check=False, timeout=300)
    again = CliRunner().invoke(main, words)
    assert (done.returncode, again.exit_code) == (0, 2), done.stderr
    assert "already exists; choose a new folder" in " ".join(again.stderr.split())
    assert len(list((tmp_path / "made" / DATASETS).iterdir())) == REAL + 2


def test_generated_names_are_new(catalog: Catalog) -> None:
    """The names and full names of generated records differ from each other and from those of real records in more than spelling."""
    growing_catalog = growing(catalog, Random(1))  # noqa: S311 - not used for security
    record: dict[str, str] = {"name": growing_catalog.new_name(), "full_name": str(catalog.records["drive"].full_name)}
    say_names_and_summary(record, growing_catalog)
    drawn = [record["full_name"], *(growing_catalog.new_name() for _ in range(2_000)), *(growing_catalog.new_full_name() for _ in range(2_000))]
    names = {normal_name(name) for name in drawn}
    assert len(names) == len(drawn)
    assert names.isdisjoint(catalog.by_similar_name)


NEW_FIELDS: Mapping[str, dict[str, Any]] = {
    "a term": {"enum": ["grey", "colour"], "type": "string"},
    "a number": {"type": "integer", "minimum": 8, "maximum": 16},
    "a large number": {"type": "integer", "minimum": 3_000_000},
    "a share": {"type": "number", "minimum": 0, "maximum": 0.5},
    "a short text": {"type": "string", "minLength": 1, "maxLength": 12},
    "a list": {"type": "array", "minItems": 2, "items": {"type": "string", "format": "uri"}},
    "a part": {"$ref": "#/$defs/Split"},
    "names with numbers": {"type": "object", "propertyNames": {"maxLength": 40}, "additionalProperties": {"type": "number"}},
    "one thing or another": {"anyOf": [{"type": "boolean"}, {"$ref": "#/$defs/Estimate"}, {"type": "null"}]},
}


@pytest.mark.parametrize("node", NEW_FIELDS.values(), ids=NEW_FIELDS)
def test_a_new_field_is_filled(node: dict[str, Any], catalog: Catalog) -> None:
    """A new field of the model is filled according to its schema, without a change of the generator."""
    plain = schema(catalog.vocabularies)
    grown = plain | {"properties": plain["properties"] | {"news": node}, "required": [*plain["required"], "news"]}
    record = Values(grown, growing(catalog, Random(1)).wording, "pier").record()  # noqa: S311 - not used for security
    assert "news" in record
    jsonschema.validate(record, grown)
