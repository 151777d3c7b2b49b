"""From a source to a value of the model; what does not fit is said in the contributor's words, at its place."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from curator.problem import Finding, Path, Problem
from curator.source import Source

T = TypeVar("T")
_WHAT = {str: "text", int: "a number", float: "a number with a fraction", bool: "true or false", list: "a list", dict: "a mapping"}


def validated(source: Source, model: type[T], context: Mapping[str, Any] | None = None) -> tuple[T | None, tuple[Problem, ...]]:
    """The source's value as the model, or None, with all that is wrong in it."""
    if source.problems or source.value is None:
        return None, source.problems
    if not isinstance(source.value, dict):
        fault = Finding((), "not-a-mapping", f"the file holds {_what(source.value)}, not fields", "begin with a field, e.g. `name: …`")
        return None, (source.problem(fault),)
    try:
        adapter: TypeAdapter[T] = _adapter(model)  # type: ignore[arg-type]
        return adapter.validate_python(source.value, context=dict(context or {})), ()
    except ValidationError as error:
        schema = _schema(model)  # type: ignore[arg-type]
        found = {source.problem(_finding(fault, source.value, schema)) for fault in error.errors(include_url=False)}
        return None, tuple(sorted(found))


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)


@cache
def _schema(model: Any) -> dict[str, Any]:
    return _adapter(model).json_schema()


def _finding(error: ErrorDetails, value: Any, schema: dict[str, Any]) -> Finding:
    """Pydantic's error, told at the path that the contributor sees and in words that say what to write."""
    at = tuple(_steps(error["loc"], value))
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    name = at[-1] if at else ""
    if "fix" in context:
        return Finding(at, kind, context["message"], context["fix"])
    if kind == "extra_forbidden":
        return Finding(at, "unknown-field", f"`{name}` is not a field", _nearest_field(str(name), _described(schema, at[:-1])), key=True)
    field = _described(schema, at)
    example = _example(field, name)
    if kind == "missing":
        return Finding(at, "missing-field", f"`{name}` is missing", f"add {example or f'`{name}:`'}")
    if said := _out_of_bounds(kind, given, context, name, example):
        return Finding(at, "wrong-value", *said)
    return Finding(at, "wrong-type", f"this is {_what(given)}, where {_wanted(kind, field)} belongs", _type_fix(kind, given, example))


_BOUNDS = {"ge": "of at least", "gt": "above", "le": "of at most", "lt": "below"}


def _out_of_bounds(kind: str, given: Any, context: dict[str, Any], name: int | str, example: str) -> tuple[str, str] | None:
    """Message and fix for a value of the right kind that the field does not take."""
    said: tuple[str, str] | None = None
    bound = next((bound for bound in _BOUNDS if bound in context), "")
    if kind == "literal_error":
        said = f"`{given}` is not one of the values of this field", f"write {context['expected'].replace(chr(39), '`')}"
    elif "min_length" in context:
        said = f"`{name}` is too short: at least {context['min_length']} needed", f"write {example or 'more'}, or remove the field"
    elif "max_length" in context:
        said = f"`{name}` is too long: at most {context['max_length']} fit", "shorten it"
    elif bound:
        said = f"`{given}` is out of range", f"write a number {_BOUNDS[bound]} {context[bound]}"
    elif kind == "string_pattern_mismatch":
        said = f"`{given}` is not of the form this field takes", f"write it like {example}" if example else "look at the field reference"
    return said


def _steps(location: tuple[int | str, ...], value: Any) -> Iterator[int | str]:
    """The location without the names that pydantic gives to branches of a union."""
    for position, step in enumerate(location):
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        elif position != len(location) - 1 or not isinstance(value, dict):
            continue
        yield step


def _described(schema: dict[str, Any], at: Path) -> dict[str, Any]:
    """The part of the JSON schema that describes the value at a path; empty where none does."""
    node = schema
    for step in at:
        node = next((found for branch in _branches(node, schema) if (found := _down(branch, step))), {})
    return node


def _branches(node: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    if reference := node.get("$ref"):
        yield from _branches(schema["$defs"][reference.rsplit("/", 1)[-1]], schema)
    for branch in (*node.get("anyOf", ()), *node.get("oneOf", ()), *node.get("allOf", ())):
        yield from _branches(branch, schema)


def _down(node: dict[str, Any], step: int | str) -> dict[str, Any] | None:
    if isinstance(step, int):
        items = node.get("items")
        return items if isinstance(items, dict) else None
    patterns = next(iter(node.get("patternProperties", {}).values()), None)
    inside = node.get("properties", {}).get(step) or node.get("additionalProperties") or patterns
    return inside if isinstance(inside, dict) else None


def _example(field: dict[str, Any], name: int | str) -> str:
    """The field's own example as it would stand in a record."""
    examples = field.get("examples")
    return f"`{name}: {_flow(examples[0])}`" if examples else ""


def _flow(value: Any) -> str:
    """A value in YAML's flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _nearest_field(name: str, parent: dict[str, Any]) -> str:
    schema = list(parent.get("properties", {}))
    near = get_close_matches(name.lower().replace("-", "_"), schema, n=1, cutoff=0.6)
    return f"write `{near[0]}`" if near else f"remove it; the fields here are {', '.join(schema)}"


def _wanted(kind: str, field: dict[str, Any]) -> str:
    words = {"string_type": "text", "int_type": "a whole number", "int_from_float": "a whole number", "float_type": "a number", "bool_type": "true or false"}
    if kind in words:
        return words[kind]
    if "tuple" in kind or "list" in kind:
        return "a list"
    return "a number" if "items" not in field and kind.startswith(("int", "float")) else "a mapping of fields"


def _type_fix(kind: str, given: Any, example: str) -> str:
    if kind == "string_type" and not isinstance(given, (list, dict)):
        return f'write it in quotes: "{str(given).lower() if isinstance(given, bool) else given}"'
    if ("tuple" in kind or "list" in kind) and isinstance(given, str):
        return f"write it in square brackets: [{given}]"
    if kind.startswith("int") and isinstance(given, str) and given.replace(",", "").replace(" ", "").isdigit():
        return f"write it without quotes and separators: {given.replace(',', '').replace(' ', '')}"
    return f"write it like {example}" if example else "look at the field reference for its shape"


def _what(value: Any) -> str:
    return _WHAT.get(type(value), "something else")
