"""The JSON Schema of a record: what people write, so without null; for editors with the meaning of every term."""

import json
from typing import Any

from curator.records.json_schema import schema_of
from curator.records.model import Dataset
from curator.records.model.patterns import OWN_TERMS, TEXTS
from curator.records.rules.evidence import BOOKKEEPING
from curator.records.vocabulary import Vocabularies

Node = dict[str, Any]
VALUES = "UnitCount"
"""What the schema for editors calls the values of a mapping from units."""


def schema(words: Vocabularies) -> Node:
    """The schema of a record, with the terms of each vocabulary."""
    return _headed(_with_terms(_as_written(schema_of(Dataset)), words), {})


def schema_text(words: Vocabularies) -> str:
    """The schema as the file for editors holds it."""
    plain = _as_written(schema_of(Dataset))
    shared: Node = {}
    return json.dumps(_headed(_explained(plain, words, shared), shared), ensure_ascii=False, indent=2) + "\n"


def _headed(plain: Node, shared: Node) -> Node:
    """The schema with its head, and with the parts that several of its places share."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A record of the catalog"}
    return head | plain | {"$defs": plain["$defs"] | {name.capitalize(): text for name, text in TEXTS.items()} | shared}


def _as_written(node: Any) -> Any:
    """The schema of what stands in a file: a field is there with a value, or is left out, so that there is no null and no empty default."""
    if isinstance(node, list):
        return [_as_written(item) for item in node]
    if not isinstance(node, dict):
        return node
    # a title that repeats a field's name tells an editor's user nothing; a field called title would be a mapping
    found = {key: _as_written(value) for key, value in node.items() if not (key == "title" and isinstance(value, str))}
    if found.get("default", "there is none") in (None, [], {}):
        del found["default"]
    if known := TEXTS.get(found.get("x-text", "")):
        found = {"$ref": f"#/$defs/{found['x-text'].capitalize()}"} | {key: value for key, value in found.items() if known.get(key) != value}
    if set(found.get("propertyNames", {})) == {"x-text"}:
        del found["propertyNames"]
    if "patternProperties" in found:
        found["additionalProperties"] = False
    if branches := found.get("anyOf"):
        there = [branch for branch in branches if branch != {"type": "null"}]
        return there[0] | {key: value for key, value in found.items() if key != "anyOf"} if len(there) == 1 else found | {"anyOf": there}
    return found


def _with_terms(node: Any, words: Vocabularies) -> Any:
    """The schema with `x-vocabulary` replaced by an enumeration."""
    if isinstance(node, list):
        return [_with_terms(item, words) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _with_terms(value, words) for key, value in node.items() if not key.startswith("x-")}
    return found | {"enum": list(words[node["x-vocabulary"]].entries)} if "x-vocabulary" in node else found


def _explained(node: Any, words: Vocabularies, shared: Node) -> Any:
    """The schema with what editors complete and explain: each term with its meaning, as a value and as a key."""
    if isinstance(node, list):
        return [_explained(item, words, shared) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _explained(value, words, shared) for key, value in node.items() if not key.startswith("x-")}
    keys = node.get("propertyNames", {})
    if "x-vocabulary" in keys:
        shared[VALUES] = found["additionalProperties"]
        told = {term: {"$ref": f"#/$defs/{VALUES}", "description": text} for term, text in _terms(keys["x-vocabulary"], words).items()}
        return _rest(found, "propertyNames") | {"properties": told, "additionalProperties": False}
    return _by_path(found) if keys.get("x-text") == "path" else found | _told(node, words)


def _told(node: Node, words: Vocabularies) -> Node:
    """What an editor is told of a text beside its form."""
    if "x-vocabulary" in node:
        return _choice(_terms(node["x-vocabulary"], words))
    if node.get("x-text") == "licence-id":
        standard = _choice(_terms("licence", words) | {"NONE": "none stated: The owners' pages were read and state no licence."})
        return {"anyOf": [standard, {"pattern": OWN_TERMS}]}
    return {"pattern": f"^({_FIELDS})(\\..+)?$"} if node.get("x-text") == "path" else {}


_FACTS = {name: field for name, field in Dataset.model_fields.items() if name not in BOOKKEEPING}
_FIELDS = "|".join(_FACTS)


def _by_path(node: Node) -> Node:
    """A mapping whose keys are dotted paths: editors offer the fields of a record."""
    value = node["additionalProperties"]
    told = {name: {**value, "description": field.description} for name, field in _FACTS.items()}
    return _rest(node, "propertyNames") | {"properties": told, "patternProperties": {f"^({_FIELDS})\\.": value}, "additionalProperties": False}


def _rest(node: Node, *left_out: str) -> Node:
    return {key: value for key, value in node.items() if key not in left_out}


def _choice(terms: dict[str, str]) -> Node:
    """An enumeration whose values editors explain; `enumDescriptions` is what they read, and no validator minds it."""
    return {"enum": list(terms), "enumDescriptions": list(terms.values())}


def _terms(name: str, words: Vocabularies) -> dict[str, str]:
    """The terms of a vocabulary, each with its label and its meaning."""
    return {term: f"{entry.label}: {entry.definition}" for term, entry in words[name].entries.items()}
