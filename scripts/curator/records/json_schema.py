"""The JSON schema of the model: the part that describes the value at a path, and an example of that value."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml
from pydantic import TypeAdapter

from curator.records.problem import Path
from curator.records.yaml_reader import scalar

_MAX_WIDTH = 1_000_000
"""A line width at which YAML breaks no line."""


@cache
def adapter_of(model: Any) -> TypeAdapter[Any]:
    """Return the validator of a part of the model."""
    return TypeAdapter(model)


@cache
def schema_of(model: Any) -> dict[str, Any]:
    """Return the JSON schema of a part of the model, cached because it takes a tenth of a second; do not modify it."""
    return adapter_of(model).json_schema()


def forms_of(model: Any, at: Path) -> list[dict[str, Any]]:
    """Return the JSON schemas of the value at a path, one for each type that it may have; none if there is no such field."""
    node = described(schema_of(model), at)
    return (
        [branch for branch in branches(node, schema_of(model)) if not {"anyOf", "oneOf", "$ref"} & set(branch) and branch.get("type") != "null"] if node else []
    )


def described(schema: dict[str, Any], at: Path) -> dict[str, Any]:
    """Return the part of a JSON schema that describes the value at a path; empty if there is none."""
    node = schema
    for step in at:
        node = next((found for branch in branches(node, schema) if (found := _down(branch, step))), {})
    return node


def branches(node: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a part of the schema, its references and its alternatives."""
    yield node
    if reference := node.get("$ref"):
        yield from branches(schema["$defs"][reference.rsplit("/", 1)[-1]], schema)
    for branch in (*node.get("anyOf", ()), *node.get("oneOf", ()), *node.get("allOf", ())):
        yield from branches(branch, schema)


def _down(node: dict[str, Any], step: int | str) -> dict[str, Any] | None:
    if isinstance(step, int):
        items = node.get("items")
        return items if isinstance(items, dict) else None
    patterns = next(iter(node.get("patternProperties", {}).values()), None)
    inside = node.get("properties", {}).get(step) or node.get("additionalProperties") or patterns
    return inside if isinstance(inside, dict) else None


def fields(node: dict[str, Any], schema: dict[str, Any], value: Any) -> list[str]:
    """Return the fields that a mapping may have; of several types of mapping, those of the type with most of its fields."""
    kinds = [branch["properties"] for branch in branches(node, schema) if "properties" in branch]
    written = list(value) if isinstance(value, dict) else []
    return list(max(kinds, key=lambda kind: [key in kind for key in written], default={}))


def example(field: dict[str, Any], name: int | str, schema: dict[str, Any]) -> str:
    """Return the example of a field, or one made of its required fields, as YAML in backquotes; empty if there is none."""
    examples = [given for branch in branches(field, schema) for given in branch.get("examples", ())]
    value = examples[0] if examples else _composed(field, schema)
    if value is None:
        return ""
    return f"`{flow(value)}`" if isinstance(name, int) else f"`{name}: {flow(value)}`"


def _composed(field: dict[str, Any], schema: dict[str, Any]) -> Any:
    """Return an example of a mapping, made of the examples of its required fields; None if there is none."""
    for branch in branches(field, schema):
        if "properties" in branch:
            required = {name: branch["properties"][name].get("examples", [None])[0] for name in branch.get("required", ())}
            return required if required and None not in required.values() else None
        if "items" in branch:
            inside = _composed(branch["items"], schema)
            return None if inside is None else [inside]
    return None


class _Dumper(yaml.SafeDumper):
    """Writes YAML of the core schema, as the reader reads it, with double quotation marks."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        if kind is not yaml.ScalarNode or not implicit[0]:
            return str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call]
        return _TAGS.get(type(scalar(value)), "tag:yaml.org,2002:str")

    def choose_scalar_style(self) -> str:
        style = super().choose_scalar_style()
        return '"' if style == "'" else style


_TAGS: dict[type, str] = {type_: f"tag:yaml.org,2002:{name}" for type_, name in ((bool, "bool"), (int, "int"), (float, "float"), (type(None), "null"))}


def flow(value: Any) -> str:
    """Return a value as YAML on one line."""
    inline = isinstance(value, (dict, list))
    text = yaml.dump(value if inline else {"": value}, Dumper=_Dumper, default_flow_style=inline, allow_unicode=True, sort_keys=False, width=_MAX_WIDTH)
    return text.strip() if inline else text.strip().partition(": ")[2]
