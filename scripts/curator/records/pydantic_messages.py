"""Pydantic's errors as findings: the path in the record, what was found, and what to write."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic_core import ErrorDetails

from curator.records.json_schema import branches, described, example, fields, flow
from curator.records.messages import finding, message_parts, phrase
from curator.records.normalise import nearest
from curator.records.paths import value_at
from curator.records.problem import Finding, Path

MAX_LISTED = 12
"""Maximum number of fields that a message lists; if there are more, it refers to the field reference."""
_BRANCHES = frozenset({"plain-number", "estimate", "by-part", "smallest-and-largest", "plain-name", "with-numbers", "single", "multiple"})
"""The model's names for the branches of its unions."""
_KINDS = {str: phrase("text"), int: phrase("number"), float: phrase("fraction"), bool: "true or false", list: "a list", dict: "a mapping"}
_BOUNDS = ("ge", "gt", "le", "lt")
_SEPARATED = re.compile(r"[0-9][0-9, ]*|[0-9]{1,3}(?:\.[0-9]{3})+")
"""A whole number with thousands separators."""


def finding_of(error: ErrorDetails, value: Any, schema: dict[str, Any]) -> Finding:
    """Return the finding of one of pydantic's errors."""
    at = tuple(steps(error["loc"], value))
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    name = at[-1] if at else ""
    if "fix" in context:
        return Finding(at, kind, context["message"], context["fix"], key=_in_key(error))
    if kind == "extra_forbidden":
        return Finding(at, "unknown-field", f"`{name}` is not a field", _field_fix(at, value, schema), key=True)
    field = described(schema, at)
    shown = example(field, name, schema)
    if kind == "missing":
        return finding(at, "missing", name=name, example=shown or f"`{name}:`")
    if parts := _out_of_bounds(error, name, shown):
        return Finding(at, *parts, key=_in_key(error))
    return finding(at, "kind", given=kind_of(given), wanted=_wanted(kind, field), fix=_type_fix(kind, given, shown))


def steps(location: tuple[int | str, ...], value: Any) -> Iterator[int | str]:
    """Yield the steps of pydantic's location that are in the record, without its names for branches of unions and for keys."""
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


def kind_of(value: Any) -> str:
    """Return the name of a value's type."""
    return _KINDS.get(type(value), "something else")


def similar_field(at: Path, value: Any, schema: dict[str, Any]) -> str:
    """Return the field whose name is similar to the unknown one at a path; empty if there is none."""
    return nearest(str(at[-1]), fields(described(schema, at[:-1]), schema, value_at(value, at[:-1]))) or ""


def _field_fix(at: Path, value: Any, schema: dict[str, Any]) -> str:
    """Return what to write instead of an unknown field: one with a similar name, or the place where it belongs."""
    name = str(at[-1])
    if near := similar_field(at, value, schema):
        return f"write `{near}`"
    parent = described(schema, at[:-1])
    names = fields(parent, schema, value_at(value, at[:-1]))
    if len(at) == 1:
        inside = [field for field in names if name in fields(described(schema, (field,)), schema, {})]
        if len(inside) == 1:
            return f"move it to `{inside[0]}`"
    if name in {field for branch in branches(parent, schema) for field in branch.get("properties", {})}:
        return "remove it or the other field: only one of the two is allowed"
    if len(names) > MAX_LISTED:
        return "remove it, or see the field reference for the field that you mean"
    return f"remove it; the fields here are {', '.join(names)}"


def _in_key(error: ErrorDetails) -> bool:
    """Return whether the error is in a key rather than in its value."""
    return "[key]" in error["loc"]


def _out_of_bounds(error: ErrorDetails, name: int | str, example: str) -> tuple[str, str, str] | None:
    """Return the code, message and fix of a value that has the right type and is not accepted."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    bound = next((bound for bound in _BOUNDS if bound in context), "")
    if kind == "literal_error":
        return "wrong-value", f"`{given}` is not a value of this field", f"write {context['expected'].replace(chr(39), '`')}"
    if kind == "string_too_short":
        return message_parts("no-value", name=name)
    if bound:
        return message_parts("range", given=given, bound=phrase(bound), limit=context[bound])
    if "min_length" in context:
        return message_parts("too-few", name=name, least=context["min_length"], example=example or "more")
    if "max_length" in context:
        return message_parts("too-much", name=name, most=context["max_length"])
    return _mismatch(error, example) if kind == "string_pattern_mismatch" else None


def _mismatch(error: ErrorDetails, example: str) -> tuple[str, str, str]:
    """Return the code, message and fix of a text that does not match the pattern of its field."""
    fix = phrase("like", example=example) if example else "see the field reference"
    if _in_key(error):
        fix = "write letters and digits, with hyphens or dots between them"
    return "wrong-value", f"`{error['input']}` does not have the format of this field", fix


def _wanted(kind: str, field: dict[str, Any]) -> str:
    """Return the name of the type that a field takes."""
    whole = phrase("whole-number")
    words = {"string_type": phrase("text"), "int_type": whole, "int_from_float": whole, "float_type": phrase("number"), "bool_type": "true or false"}
    if kind in words:
        return words[kind]
    if "tuple" in kind or "list" in kind:
        return "a list"
    return phrase("number") if "items" not in field and kind.startswith(("int", "float")) else "a mapping of fields"


def _type_fix(kind: str, given: Any, example: str) -> str:
    """Return how to write a value of the right type."""
    if kind == "bool_type":
        return "write true or false"
    if kind == "string_type" and not isinstance(given, (list, dict)):
        return f'write it in quotes: "{str(given).lower() if isinstance(given, bool) else given}"'
    if ("tuple" in kind or "list" in kind) and isinstance(given, str) and "{" not in example:
        return f"write it in square brackets: {flow([part.strip() for part in given.split(',')])}"
    if kind.startswith("int") and isinstance(given, str) and _SEPARATED.fullmatch(given):
        return phrase("separators", number=re.sub("[,. ]", "", given))
    return phrase("like", example=example) if example else phrase("shape")
