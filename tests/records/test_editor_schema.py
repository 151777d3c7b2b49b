"""The schema for editors: it completes, explains and validates records, and editors are configured to use it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT
from curator.contribute import generated_files
from curator.records.catalog import Catalog

BROKEN = ROOT / "tests" / "broken"
SCHEMA: dict[str, Any] = json.loads((ROOT / "catalog" / "schema.json").read_text(encoding="utf-8"))
CANNOT_READ = """
    key-in-braces key-three-times merge-conflict no-space-after-a-colon repeated-key tab-for-indentation text-that-begins-with-a-star
    text-that-begins-with-an-exclamation-mark text-with-a-colon two-records-in-a-file unclosed-bracket
"""
"""Broken files that are not valid YAML, which editors report before they use the schema."""
CANNOT_KNOW = {
    "another field": """
        correction-of-no-place correction-of-two-places correction-without-what-is-right evidence-and-doubt item-twice
        labels-without-a-unit licence-with-permissions misspelt-source more-labels-than-a-part more-labels-than-images no-evidence
        no-evidence-for-one-of-two no-evidence-for-one-split own-terms-without-permissions reason-without-withdrawal relation-to-nothing
        relation-written-twice relations-in-both-directions seen-after-the-check split-of-an-unknown-release split-of-uncounted-things split-too-large count-of-an-older-release split-too-small
        status-of-another-route unused-source withdrawn-without-reason work-cited-twice address-for-a-source
        count-in-two-forms exact-count-without-a-date not-reported-by-an-unknown-source not-reported-with-a-value site-without-numbers
        sites-larger-than-the-split split-larger-than-its-part split-of-a-part-without-a-number trained-models-with-a-license
    """,
    "another file": """
        archive-wiki correction-of-a-row-that-is-not-there correction-of-an-unknown-section id-of-another missing-successor misspelt-own-id misspelt-record
        print-that-does-not-name-the-record
        deposit-of-another doi-for-a-key misspelt-reference name-of-another plain-http related-to-itself shared-homepage unknown-reference
        generator-trained-on-an-unknown-record labels-with-an-unknown-work
    """,
    "the order of numbers": "age-range-descending count-between-two-descending-numbers",
    "which fields sources can leave out": "misspelled-field-not-reported not-reported-of-a-count",
    "which countries have a code": "country-without-a-code",
    "the number of words": "summary-too-long summary-too-short",
    "how the value is written": "alias anchor endless-number mojibake tag",
    "what an address leads to": "address-of-one-version address-that-tracks shortened-address",
}
"""Broken records that fit the schema, by the information that it lacks."""


def _checked(*files: Path) -> dict[str, Any]:
    """Return the output of check-jsonschema for files."""
    command = [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile", str(ROOT / "catalog" / "schema.json")]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False, timeout=120)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_every_record_fits_the_schema(catalog: Catalog, tmp_path: Path) -> None:
    """The schema for editors accepts every record."""
    for id_, source in catalog.sources.items():
        (tmp_path / f"{id_}.json").write_text(json.dumps(source.value), encoding="utf-8")  # read in a tenth of the time
    assert sorted(catalog.sources) == sorted(path.stem for path in (ROOT / "catalog" / "datasets").iterdir())
    assert _checked(*tmp_path.iterdir(), ROOT / "catalog" / "datasets" / "drive.yaml") == {"status": "ok", "errors": []}


def test_the_schema_rejects_detectable_errors() -> None:
    """The schema rejects every broken record except those in the table, whose error no schema can detect."""
    files = sorted(BROKEN.glob("*.yaml"))
    found = _checked(*files)
    rejected, unread = ({Path(error["filename"]).stem for error in found[key]} for key in ("errors", "parse_errors"))
    beyond = [name for names in CANNOT_KNOW.values() for name in names.split()]
    assert unread == set(CANNOT_READ.split())
    assert sorted(beyond) == sorted({path.stem for path in files} - rejected - unread)


def _nodes(node: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every mapping of the schema with its path."""
    if isinstance(node, dict):
        yield at, node
    for key, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from _nodes(child, f"{at}/{key}")


def test_every_field_is_explained() -> None:
    """Every field of the record and its parts has a description, or its type has one."""
    parts = [SCHEMA, *SCHEMA["$defs"].values()]
    fields = [(name, field) for part in parts for name, field in part.get("properties", {}).items()]
    assert [name for name, field in fields if "description" not in field | SCHEMA["$defs"].get(field.get("$ref", "").rpartition("/")[2], {})] == []


def test_every_term_is_explained(catalog: Catalog) -> None:
    """Editors offer every term of every vocabulary with its label and definition."""
    explained = {
        (term, text) for _, node in _nodes(SCHEMA) if "enumDescriptions" in node for term, text in zip(node["enum"], node["enumDescriptions"], strict=True)
    }
    explained |= {(name, field["description"]) for name, field in SCHEMA["properties"]["counts"]["properties"].items()}
    vocabularies = {name: words for name, words in catalog.vocabularies.by_name.items() if name != "code-system"}  # used in vocabularies only
    assert {(term, f"{it.label}: {it.definition}") for words in vocabularies.values() for term, it in words.entries.items()} <= explained


@pytest.mark.parametrize(
    ("at", "word"),
    [
        ("/$defs/Download/properties/gigabytes/oneOf/0", {"type": "number", "exclusiveMinimum": 0}),
        ("/$defs/FrameSize/properties/width/oneOf/0", {"type": "integer", "minimum": 1, "maximum": 10**12}),
        ("/$defs/Route/properties/labelled", {"type": "boolean", "default": True}),
        ("/properties/withdrawn", {"$ref": "#/$defs/Withdrawal", "description": "Date and reason of withdrawal by the owners; only with status withdrawn."}),
        ("/properties/body_part", {"type": "array", "examples": [["retina"]]}),
        ("/$defs/Link/properties/md5", {"type": "string", "pattern": "^[0-9a-f]{32}$"}),
        ("/$defs/Change/properties/date", {"$ref": "#/$defs/Day", "examples": ["2026-11-23"]}),
        ("/$defs/Day", {"type": "string", "format": "date", "patternErrorMessage": "Write YYYY-MM-DD, e.g. 2026-11-23."}),
    ],
)
def test_the_schema_uses_standard_keywords(at: str, word: dict[str, Any]) -> None:
    """Bounds, defaults, patterns and examples are standard JSON schema keywords, also in nested parts."""
    node = dict(_nodes(SCHEMA))[at]
    assert {key: node.get(key) for key in word} == word


def test_the_schema_has_no_custom_keywords() -> None:
    """The schema has no null, no empty defaults and no internal keywords."""
    odd = [
        at for at, node in _nodes(SCHEMA) if node.get("type") == "null" or node.get("default", 1) in (None, [], {}) or {"gt", "ge", "x-vocabulary"} & set(node)
    ]
    assert odd == []


def _json(name: str) -> Any:
    return json.loads((ROOT / ".vscode" / name).read_text(encoding="utf-8"))


def test_the_editor_is_configured() -> None:
    """The settings of VS Code recommend the extension that reads schemas, and assign the schema to records."""
    assert _json("extensions.json") == {"recommendations": ["redhat.vscode-yaml"]}
    [(schema, records)] = _json("settings.json")["yaml.schemas"].items()
    assert (ROOT / schema).resolve() == ROOT / generated_files.SCHEMA
    assert sorted(ROOT.glob(records)) == sorted((ROOT / "catalog" / "datasets").glob("*"))


def test_generated_files_are_read_only_in_the_editor() -> None:
    """Generated files are read-only in VS Code."""
    assert _json("settings.json")["files.readonlyInclude"] == dict.fromkeys(generated_files.FILES, True)


def test_hooks_run_installed_programs() -> None:
    """Pre-commit hooks run the programs of .venv and download nothing."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    [repository] = config["repos"]
    assert repository["repo"] == "local"
    assert {hook["language"] for hook in repository["hooks"]} == {"system"}
    entries = [hook["entry"] for hook in repository["hooks"]]
    assert entries == [".venv/bin/curator check", ".venv/bin/curator fmt --check", ".venv/bin/ruff check", ".venv/bin/ruff format --check"]
    assert all({"id", "name"} <= set(hook) for hook in repository["hooks"])
