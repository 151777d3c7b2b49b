"""The model as JSON Schema: which part of it describes the value at a path, and what an example of that would be."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from curator.problem import Path


@cache
def adapter_of(model: Any) -> TypeAdapter[Any]:
    """What checks values of a part of the model, made once."""
    return TypeAdapter(model)


@cache
def schema_of(model: Any) -> dict[str, Any]:
    """The JSON Schema of a part of the model, made once, as that takes a tenth of a second; nobody changes it."""
    return adapter_of(model).json_schema()


def forms_of(model: Any, at: Path) -> list[dict[str, Any]]:
    """What the model says of the value at a path, in the words of JSON Schema: each form that it may have; none where there is no such field."""
    node = described(schema_of(model), at)
    return (
        [branch for branch in branches(node, schema_of(model)) if not {"anyOf", "oneOf", "$ref"} & set(branch) and branch.get("type") != "null"] if node else []
    )


def described(schema: dict[str, Any], at: Path) -> dict[str, Any]:
    """The part of the JSON schema that describes the value at a path; empty where none does."""
    node = schema
    for step in at:
        node = next((found for branch in branches(node, schema) if (found := _down(branch, step))), {})
    return node


def branches(node: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A part of the schema, and all that it refers to or may be instead."""
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
    """Names of the fields that a mapping may have; of several kinds of mapping, those of the one that it has begun."""
    kinds = [branch["properties"] for branch in branches(node, schema) if "properties" in branch]
    written = list(value) if isinstance(value, dict) else []
    return list(max(kinds, key=lambda kind: [key in kind for key in written], default={}))


def example(field: dict[str, Any], name: int | str, schema: dict[str, Any]) -> str:
    """The field's own example, or one made of the fields that it needs, as it would stand in a record."""
    examples = [given for branch in branches(field, schema) for given in branch.get("examples", ())]
    value = examples[0] if examples else _made_up(field, schema)
    if value is None:
        return ""
    return f"`{_flow(value)}`" if isinstance(name, int) else f"`{name}: {_flow(value)}`"


def _made_up(field: dict[str, Any], schema: dict[str, Any]) -> Any:
    """An example of a field that holds fields: those that it needs, each with its own."""
    for branch in branches(field, schema):
        if "properties" in branch:
            needed = {name: branch["properties"][name].get("examples", [None])[0] for name in branch.get("required", ())}
            return needed if needed and None not in needed.values() else None
        if "items" in branch:
            inside = _made_up(branch["items"], schema)
            return None if inside is None else [inside]
    return None


def _flow(value: Any) -> str:
    """A value in YAML's flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
