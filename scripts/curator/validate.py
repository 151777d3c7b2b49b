"""From a source to a value of the model; what does not fit is said in the contributor's words, at its place."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from curator.problem import Finding, Path, Problem
from curator.source import Source
from curator.wording import finding, phrase, told

T = TypeVar("T")
_READING = frozenset({"yaml-tag", "yaml-alias", "wrong-type", "repeated-key"})
"""Faults of reading, which make whatever the model says of the same line a repetition."""
_BRANCHES = frozenset({"plain-number", "rounded", "by-part", "smallest-and-largest", "plain-name", "with-numbers", "single", "multiple"})
"""What the model calls the branches of its unions."""
_WHAT = {str: phrase("text"), int: phrase("number"), float: phrase("fraction"), bool: "true or false", list: "a list", dict: "a mapping"}


def validated(source: Source, model: type[T], context: Mapping[str, Any] | None = None) -> tuple[T | None, tuple[Problem, ...]]:
    """The source's value as the model, or None, with all that is wrong in it."""
    if source.value is None:
        return None, source.problems
    if not isinstance(source.value, dict):
        fault = Finding((), "not-a-mapping", f"the file holds {_what(source.value)}, not fields", "begin with a field, e.g. `name: …`")
        return None, (*source.problems, source.problem(fault))
    try:
        adapter: TypeAdapter[T] = _adapter(model)  # type: ignore[arg-type]
        value = adapter.validate_python(_without_gaps(source.value), context=dict(context or {}))
    except ValidationError as error:
        schema = schema_of(model)  # type: ignore[arg-type]
        errors = error.errors(include_url=False)
        needed = {(problem.line, problem.column): problem for problem in map(source.problem, _unfilled(errors, source, schema))}
        told = {needed.get((problem.line, problem.column), problem) if problem.code == "empty-value" else problem for problem in source.problems}
        return None, tuple(sorted({*told, *map(source.problem, _told(errors, source, schema))}))
    return (None if source.problems else value), source.problems


def _without_gaps(value: Any) -> Any:
    """The value without what the reader could not take, which has a problem of its own already."""
    if isinstance(value, dict):
        return {key: _without_gaps(child) for key, child in value.items() if child is not None}
    if isinstance(value, list):
        return [_without_gaps(child) for child in value if child is not None]
    return value


def _told(errors: list[ErrorDetails], source: Source, schema: dict[str, Any]) -> Iterator[Finding]:
    """The errors as findings, without those that only follow from others."""
    found = [(_finding(error, source.value, schema), error) for error in errors]
    places = [fault.at for fault, _ in found]
    mended = {(*fault.at[:-1], near) for fault, _ in found if (near := fault.fix.removeprefix("write `").rstrip("`")) and fault.code == "unknown-field"}
    for fault, error in found:
        follows = error["type"] == "too_short" and any(len(place) > len(fault.at) and place[: len(fault.at)] == fault.at for place in places)
        gap = fault.code == "missing-field" and (fault.at in mended or fault.at in source.keys)
        known = any(problem.line == place.line and problem.code in _READING for problem in source.problems) if (place := source.places.get(fault.at)) else False
        if not (follows or gap or known):
            yield fault


def _unfilled(errors: list[ErrorDetails], source: Source, schema: dict[str, Any]) -> Iterator[Finding]:
    """Fields that are needed, and stand there without a value; what the reader told of them knows of no need."""
    for error in errors:
        at = tuple(_steps(error["loc"], source.value))
        if error["type"] == "missing" and at in source.keys:
            field = _described(schema, at)
            said = field.get("description", "")
            shown = example(field, at[-1], schema)
            fix = f"write it, e.g. {shown}" if shown else f"write {said[:1].lower()}{said[1:].rstrip('.')}"
            yield Finding(at, "empty-value", f"`{at[-1]}` is needed and has no value", fix)


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)


@cache
def schema_of(model: Any) -> dict[str, Any]:
    """The JSON Schema of a part of the model, made once, as that takes a tenth of a second; nobody changes it."""
    return _adapter(model).json_schema()


def _finding(error: ErrorDetails, value: Any, schema: dict[str, Any]) -> Finding:
    """Pydantic's error, told at the path that the contributor sees and in words that say what to write."""
    at = tuple(_steps(error["loc"], value))
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    name = at[-1] if at else ""
    if "fix" in context:
        return Finding(at, kind, context["message"], context["fix"], key=_in_key(error))
    if kind == "extra_forbidden":
        return Finding(at, "unknown-field", f"`{name}` is not a field", _field_fix(at, value, schema), key=True)
    field = _described(schema, at)
    shown = example(field, name, schema)
    if kind == "missing":
        return finding(at, "missing", name=name, example=shown or f"`{name}:`")
    if said := _out_of_bounds(error, name, shown):
        return Finding(at, *said, key=_in_key(error))
    return finding(at, "kind", given=_what(given), wanted=_wanted(kind, field), fix=_type_fix(kind, given, shown))


_BOUNDS = ("ge", "gt", "le", "lt")


def _in_key(error: ErrorDetails) -> bool:
    """Whether the fault is in a key rather than in its value."""
    return "[key]" in error["loc"]


def _out_of_bounds(error: ErrorDetails, name: int | str, example: str) -> tuple[str, str, str] | None:
    """Code, message and fix for a value of the right kind that the field does not take."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    said: tuple[str, str, str] | None = None
    bound = next((bound for bound in _BOUNDS if bound in context), "")
    if kind == "literal_error":
        said = "wrong-value", f"`{given}` is not one of the values of this field", f"write {context['expected'].replace(chr(39), '`')}"
    elif kind == "string_too_short":
        said = told("no-value", name=name)
    elif "min_length" in context:
        said = told("too-few", name=name, least=context["min_length"], example=example or "more")
    elif "max_length" in context:
        said = told("too-much", name=name, most=context["max_length"])
    elif bound:
        said = told("range", given=given, bound=phrase(bound), limit=context[bound])
    elif kind == "string_pattern_mismatch":
        fix = (
            "write letters and digits, with hyphens or dots between them"
            if _in_key(error)
            else f"write it like {example}"
            if example
            else "look at the field reference"
        )
        said = "wrong-value", f"`{given}` is not of the form this field takes", fix
    return said


def _steps(location: tuple[int | str, ...], value: Any) -> Iterator[int | str]:
    """The location without the names that pydantic gives to branches of a union and to keys."""
    last = len(location) - 1
    for position, step in enumerate(location):
        if step == "[key]":
            continue
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        elif position != last or not isinstance(value, dict) or step in _BRANCHES:
            continue
        yield step


def forms_of(model: Any, at: Path) -> list[dict[str, Any]]:
    """What the model says of the value at a path, in the words of JSON Schema: each form that it may have; none where there is no such field."""
    node = _described(schema_of(model), at)
    return (
        [branch for branch in _branches(node, schema_of(model)) if not {"anyOf", "oneOf", "$ref"} & set(branch) and branch.get("type") != "null"]
        if node
        else []
    )


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


def example(field: dict[str, Any], name: int | str, schema: dict[str, Any]) -> str:
    """The field's own example, or one made of the fields that it needs, as it would stand in a record."""
    examples = [given for branch in _branches(field, schema) for given in branch.get("examples", ())]
    value = examples[0] if examples else _made_up(field, schema)
    if value is None:
        return ""
    return f"`{_flow(value)}`" if isinstance(name, int) else f"`{name}: {_flow(value)}`"


def _made_up(field: dict[str, Any], schema: dict[str, Any]) -> Any:
    """An example of a field that holds fields: those that it needs, each with its own."""
    for branch in _branches(field, schema):
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


MANY = 12
"""Fields from which on a list of them helps nobody."""


def _field_fix(at: Path, value: Any, schema: dict[str, Any]) -> str:
    """What to write instead of a field that there is not: one with a similar name, or the place where it belongs."""
    name = str(at[-1])
    fields = _fields(_described(schema, at[:-1]), schema, _reached(value, at[:-1]))
    near = get_close_matches(name.lower().replace("-", "_"), fields, n=1, cutoff=0.6)
    if near:
        return f"write `{near[0]}`"
    if len(at) == 1:
        inside = [parent for parent in fields if name in _fields(_described(schema, (parent,)), schema, {})]
        if len(inside) == 1:
            return f"write it inside `{inside[0]}`"
    if name in {field for branch in _branches(_described(schema, at[:-1]), schema) for field in branch.get("properties", {})}:
        return "remove it, or what stands beside it: the two do not go together"
    return (
        f"remove it; the fields here are {', '.join(fields)}"
        if len(fields) <= MANY
        else "remove it, or look in the field reference for the field that you mean"
    )


def _fields(node: dict[str, Any], schema: dict[str, Any], value: Any) -> list[str]:
    """Names of the fields that a mapping may have; of several kinds of mapping, those of the one that it has begun."""
    kinds = [branch["properties"] for branch in _branches(node, schema) if "properties" in branch]
    written = list(value) if isinstance(value, dict) else []
    return list(max(kinds, key=lambda kind: [key in kind for key in written], default={}))


def _reached(value: Any, at: Path) -> Any:
    for step in at:
        value = value[step]
    return value


def _wanted(kind: str, field: dict[str, Any]) -> str:
    whole = phrase("whole-number")
    words = {"string_type": phrase("text"), "int_type": whole, "int_from_float": whole, "float_type": phrase("number"), "bool_type": "true or false"}
    if kind in words:
        return words[kind]
    if "tuple" in kind or "list" in kind:
        return "a list"
    return "a number" if "items" not in field and kind.startswith(("int", "float")) else "a mapping of fields"


def _type_fix(kind: str, given: Any, example: str) -> str:
    if kind == "bool_type":
        return "write true or false"
    if kind == "string_type" and not isinstance(given, (list, dict)):
        return f'write it in quotes: "{str(given).lower() if isinstance(given, bool) else given}"'
    if ("tuple" in kind or "list" in kind) and isinstance(given, str) and "{" not in example:
        return f"write it in square brackets: [{given}]"
    if kind.startswith("int") and isinstance(given, str) and given.replace(",", "").replace(" ", "").isdigit():
        return phrase("separators", number=given.replace(",", "").replace(" ", ""))
    return phrase("like", example=example) if example else phrase("shape")


def _what(value: Any) -> str:
    return _WHAT.get(type(value), "something else")
