"""The model as a tree of fields for the form: labels, help texts, types and limits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import Any

from curator.contribute.web.field_texts import HELP, KEY_HELP, KEY_HELP_OF, KEYS, KEYS_OF, LABELS, VALUE, VALUES
from curator.records.field_order import TALL, WIDE
from curator.records.json_schema import example, schema_of
from curator.records.model import Dataset
from curator.records.vocabulary_entries import UnitEntry

Node = dict[str, Any]
_BOUNDS = {"minimum": "ge", "maximum": "le", "exclusiveMinimum": "gt", "gt": "gt"}
"""Names of number limits in JSON Schema, and in messages."""
_LENGTHS = {"minItems": "least", "minLength": "least", "maxLength": "most"}
_SHAPES = {
    ("array", "integer"): "range",
    ("array", "number"): "range",
    ("array", "string"): "one-or-more",
    ("Label", "string"): "label",
    ("ByPart", "Estimate", "integer"): "count",
}
"""Kinds of fields with several types, by these types."""
_LINES = {model.__name__: lines for lines, models in (("tall", TALL), ("wide", WIDE)) for model in models}
"""Mappings that are always written with one field per line, or always on one line."""
_SHARED = frozenset({"train", "validation", "test", "source", "unverified"})
"""Fields shared by several mappings. They come after the other fields."""


@dataclass(frozen=True)
class Field:
    """A field of the form. `inside` contains the fields of a mapping, the item of a list, or the key and value of a map."""

    name: str
    path: str
    kind: str
    label: str
    help: str
    example: str
    shown: str
    required: bool
    one: str
    limits: tuple[tuple[str, int], ...] = ()
    vocabulary: str = ""
    lines: str = ""
    decimal: bool = False
    choices: tuple[str, ...] = ()
    inside: tuple["Field", ...] = ()


@cache
def fields() -> tuple[Field, ...]:
    """Return the fields of a record, in the order of the model."""
    return _properties(schema_of(Dataset), "", schema_of(Dataset))


@cache
def term_fields() -> tuple[Field, ...]:
    """Return the fields of a new term: its id, then the fields of its entry, in canonical order. `plural` and `counts` are for units only."""
    entry = {field.name: field for field in _properties(schema_of(UnitEntry), "term.", schema_of(UnitEntry))}
    name = _field("key", "term.key", {"type": "string", "x-text": "id"}, schema_of(UnitEntry), required=True)
    name = replace(name, label="Term", help="Id used in records: lowercase letters, digits and hyphens.", shown="retinal-vessel")
    entry["aliases"] = replace(entry["aliases"], label="Synonyms")
    return (name, *(entry[part] for part in ("label", "plural", "counts", "definition", "aliases")))


def every(inside: tuple[Field, ...]) -> Iterator[Field]:
    """Yield fields and all fields inside them."""
    for field in inside:
        yield field
        yield from every(field.inside)


def _properties(node: Node, path: str, schema: Node) -> tuple[Field, ...]:
    required = node.get("required", ())
    names = list(node["properties"])
    shared = list(takewhile(_SHARED.__contains__, names))
    names = [*names[len(shared) :], *shared]
    if "kept" in names:
        names.sort(key=lambda name: name == "kept")  # it belongs after the source
    return tuple(_field(name, f"{path}{name}", child, schema, required=name in required) for name in names for child in (node["properties"][name],))


def _field(name: str, path: str, node: Node, schema: Node, *, required: bool = False) -> Field:
    shapes = list(_shapes(node, schema))
    kind = _kind(shapes)
    limits = {ours: shape[theirs] for shape in reversed(shapes) for theirs, ours in (_BOUNDS | _LENGTHS).items() if theirs in shape}
    number = shapes[-1].get("prefixItems", [shapes[-1]])[0]
    if kind in ("range", "pair"):
        limits = {ours: number[theirs] for theirs, ours in _BOUNDS.items() if theirs in number}
    described = HELP.get(path) or node.get("description", "").replace("`", "")
    help_, shown = _key_help(path, kind) if name == "key" else (described, _shown(node.get("examples", [""])[0]))
    written = example(node, 0, schema).strip("`")
    return Field(
        name,
        path,
        kind,
        label=_label(name, path, kind, shapes[0]),
        help=help_,
        example=written,
        shown=shown,
        required=required,
        one=_one(shapes, schema),
        limits=tuple(limits.items()),
        vocabulary=shapes[0].get("x-vocabulary", ""),
        lines=_LINES.get(shapes[0].get("title", ""), ""),
        decimal=number.get("type") == "number",
        choices=tuple(_choices(shapes)),
        inside=_inside(kind, path, shapes, schema),
    )


def _shapes(node: Node, schema: Node) -> Iterator[Node]:
    """Yield the possible types of a value, with references resolved and without null."""
    branches = node.get("anyOf") or node.get("oneOf")
    if branches:
        for branch in branches:
            yield from _shapes(branch, schema)
    elif "$ref" in node:
        yield schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    elif node.get("type") != "null":
        yield node


def _kind(shapes: list[Node]) -> str:
    if len(shapes) > 1:
        return _SHAPES[tuple(sorted(shape["title"] if shape["type"] == "object" else shape["type"] for shape in shapes))]
    shape = shapes[0]
    if "x-vocabulary" in shape:
        return "term"
    if "enum" in shape:
        return "choice"
    if "prefixItems" in shape:
        return "pair"
    if shape["type"] == "object":
        return "mapping" if "properties" in shape else "map"
    plain = {"array": "list", "boolean": "flag", "integer": "whole", "number": "amount"}
    return str(plain.get(shape["type"]) or shape["x-text"])


def _inside(kind: str, path: str, shapes: list[Node], schema: Node) -> tuple[Field, ...]:
    shape = shapes[0]
    if kind == "mapping":
        return _properties(shape, f"{path}.", schema)
    if kind == "list":
        return (_field("*", f"{path}.*", shape["items"], schema),)
    if kind == "one-or-more":
        return (_field("*", f"{path}.*", shapes[-1]["items"], schema),)
    if kind == "map":
        value = shape.get("additionalProperties") or next(iter(shape["patternProperties"].values()))
        key = {"type": "string", "description": "", **shape.get("propertyNames", {})}
        key.setdefault("x-text", "id")
        return _field("key", f"{path}.key", key, schema), _field("*", f"{path}.*", value, schema)
    if kind in ("count", "label"):
        parts = [part for shape in shapes if "properties" in shape for part in _properties(shape, f"{path}.", schema)]
        return tuple(parts)
    return ()


def _choices(shapes: list[Node]) -> Iterator[str]:
    if len(shapes) == 1:
        yield from ("true", "false") if shapes[0].get("type") == "boolean" else shapes[0].get("enum", ())


def _one(shapes: list[Node], schema: Node) -> str:
    """Return the name of a single item of a list."""
    for item in (shapes[-1].get("items", {}),) if shapes[-1].get("type") == "array" else ():
        named = next((shape["title"] for shape in _shapes(item, schema) if "properties" in shape), "")
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", named).lower() if named else ""
    return ""


def _shown(value: Any) -> str:
    """Return an example as typed in the form; empty for a value with several fields."""
    if isinstance(value, list):
        return "" if any(isinstance(item, (dict, int, float, list)) for item in value) else ", ".join(value)
    return "" if isinstance(value, dict) else str(value).lower() if isinstance(value, bool) else str(value)


def _key_help(path: str, kind: str) -> tuple[str, str]:
    """Return the help text and the example of the keys of a map."""
    return KEY_HELP_OF.get(_parent(path)) or KEY_HELP[kind]


def _label(name: str, path: str, kind: str, shape: Node) -> str:
    """Return the label of a field, of a key, or of the values of a map."""
    if name == "key":
        return KEYS_OF.get(_parent(path)) or str(shape.get("x-vocabulary", "")).capitalize() or KEYS[kind]
    if name == "*":
        return VALUES.get(_parent(path), VALUE)
    return LABELS.get(path) or LABELS.get(name) or capital(name)


def _parent(path: str) -> str:
    """Return the name of the map that a key or a value is in."""
    return path.rsplit(".", 2)[-2]


def capital(name: str) -> str:
    """Return the label of a field without another label."""
    return name.replace("_", " ").capitalize()
