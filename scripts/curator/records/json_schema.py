"""The model as JSON Schema: which part of it describes the value at a path, and what an example of that would be."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml
from pydantic import TypeAdapter

from curator.records.problem import Path
from curator.records.yaml_reader import scalar

_ENDLESS = 1_000_000
"""A width at which no line is broken."""


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
    return f"`{flow(value)}`" if isinstance(name, int) else f"`{name}: {flow(value)}`"


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


class _Dumper(yaml.SafeDumper):
    """Writes values as the reader takes them: only true, false, null and numbers are not text; quotes are double."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        if kind is not yaml.ScalarNode or not implicit[0]:
            return str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call]
        return _TAGS.get(type(scalar(value)), "tag:yaml.org,2002:str")

    def choose_scalar_style(self) -> str:
        style = super().choose_scalar_style()
        return '"' if style == "'" else style


_TAGS: dict[type, str] = {type_: f"tag:yaml.org,2002:{name}" for type_, name in ((bool, "bool"), (int, "int"), (float, "float"), (type(None), "null"))}


def flow(value: Any) -> str:
    """A value on one line, as YAML."""
    inline = isinstance(value, (dict, list))
    text = yaml.dump(value if inline else {"": value}, Dumper=_Dumper, default_flow_style=inline, allow_unicode=True, sort_keys=False, width=_ENDLESS)
    return text.strip() if inline else text.strip().partition(": ")[2]
