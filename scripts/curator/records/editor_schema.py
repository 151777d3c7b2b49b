"""The JSON schema of a record file, with the terms of the vocabularies; for editors also with their definitions."""

import json
from typing import Any

from curator.records.json_schema import schema_of
from curator.records.messages import MESSAGES, PHRASES
from curator.records.model import Dataset
from curator.records.model.patterns import OWN_TERMS, TEXTS
from curator.records.rules.evidence import BOOKKEEPING
from curator.records.vocabulary import Vocabularies

Node = dict[str, Any]
VALUES = "UnitCount"
"""The name of the schema of counts, which all units share."""


def schema(words: Vocabularies) -> Node:
    """Return the schema of a record, with the terms of the vocabularies."""
    return _headed(_with_terms(_as_written(schema_of(Dataset)), words), {})


def schema_text(words: Vocabularies) -> str:
    """Return the content of the schema file for editors."""
    plain = _as_written(schema_of(Dataset))
    shared: Node = {}
    return json.dumps(_headed(_with_definitions(plain, words, shared), shared), ensure_ascii=False, indent=2) + "\n"


def _headed(plain: Node, shared: Node) -> Node:
    """Return the schema with its title and its shared definitions."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A record of the catalog"}
    return head | plain | {"$defs": plain["$defs"] | {name.capitalize(): text for name, text in TEXTS.items()} | shared}


def _as_written(node: Any) -> Any:
    """Return the schema of a record file, which has no null and no empty defaults: fields without value are left out."""
    if isinstance(node, list):
        return [_as_written(item) for item in node]
    if not isinstance(node, dict):
        return node
    # a title only repeats the name of a field; a field called title would be a mapping
    found = {key: _as_written(value) for key, value in node.items() if not (key == "title" and isinstance(value, str))}
    if found.get("default", "no default") in (None, [], {}):
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
    """Return the schema with enumerations of terms in place of `x-vocabulary`."""
    if isinstance(node, list):
        return [_with_terms(item, words) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _with_terms(value, words) for key, value in node.items() if not key.startswith("x-")}
    return found | {"enum": list(words[node["x-vocabulary"]].entries)} if "x-vocabulary" in node else found


def _with_definitions(node: Any, words: Vocabularies, shared: Node) -> Any:
    """Return the schema with the definition of each term, for completion in editors."""
    if isinstance(node, list):
        return [_with_definitions(item, words, shared) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _with_definitions(value, words, shared) for key, value in node.items() if not key.startswith("x-")}
    if isinstance(node.get("description"), str):
        found = _field_first(found)
    keys = node.get("propertyNames", {})
    if "x-vocabulary" in keys:
        shared[VALUES] = _field_first(found["additionalProperties"])
        counts = {term: {"$ref": f"#/$defs/{VALUES}", "description": text} for term, text in _terms(keys["x-vocabulary"], words).items()}
        return _without(found, "propertyNames") | {"properties": counts, "additionalProperties": False}
    return _by_path(found) if keys.get("x-text") == "path" else found | _text_keywords(node, words)


def _field_first(node: Node) -> Node:
    """Return the schema of a field whose alternatives have no description, which editors would show instead of that of the field."""
    return node | {key: [_titled(it) for it in node[key]] for key in ("oneOf", "anyOf") if key in node}


def _titled(node: Node) -> Node:
    """Return an alternative with its description as a title, or a reference that hides the description."""
    if "$ref" in node:
        return node | {"description": ""}
    return {"title" if key == "description" else key: value for key, value in node.items()}


def _text_keywords(node: Node, words: Vocabularies) -> Node:
    """Return the additional keywords of a text type for editors."""
    if "x-vocabulary" in node:
        return _choice(_terms(node["x-vocabulary"], words))
    if node.get("x-text") == "licence-id":
        standard = _choice(_terms("licence", words) | {"NONE": "none stated: The owners' pages were read and state no license."})
        return {"anyOf": [standard, {"pattern": OWN_TERMS}], **_reported(PHRASES["spdx"])}
    if node.get("x-text") == "path":
        return {"pattern": f"^({_FIELDS})(\\..+)?$", "patternErrorMessage": "Write the name of a field, e.g. counts or counts.image."}
    kind = node.get("x-text", "")
    return _reported(MESSAGES[kind].fix if kind in MESSAGES else PHRASES.get(kind, "")) if "pattern" in node else {}


def _reported(fix: str) -> Node:
    """Return the fix that `curator check` reports, as the message of an editor about a text of another format; nothing if the fix depends on the text."""
    return {"patternErrorMessage": f"{fix[0].upper()}{fix[1:]}."} if fix and "{" not in fix else {}


_FACTS = {name: field for name, field in Dataset.model_fields.items() if name not in BOOKKEEPING}
_FIELDS = "|".join(_FACTS)


def _by_path(node: Node) -> Node:
    """Return the schema of a mapping by path, whose keys editors complete with the fields of a record."""
    value = node["additionalProperties"]
    fields = {name: {**value, "description": field.description} for name, field in _FACTS.items()}
    return _without(node, "propertyNames") | {"properties": fields, "patternProperties": {f"^({_FIELDS})\\.": value}, "additionalProperties": False}


def _without(node: Node, *keywords: str) -> Node:
    return {key: value for key, value in node.items() if key not in keywords}


def _choice(terms: dict[str, str]) -> Node:
    """Return an enumeration with descriptions; editors read `enumDescriptions`, and validators ignore it."""
    return {"enum": list(terms), "enumDescriptions": list(terms.values())}


def _terms(name: str, words: Vocabularies) -> dict[str, str]:
    """Return the terms of a vocabulary with label and definition."""
    return {term: f"{entry.label}: {entry.definition}" for term, entry in words[name].entries.items()}
