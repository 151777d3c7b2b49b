"""Pydantic's errors in the contributor's words: the path that he sees, what stands there, and what to write."""

from collections.abc import Iterator
from typing import Any

from pydantic_core import ErrorDetails

from curator.records.json_schema import branches, described, example, fields, flow
from curator.records.messages import finding, phrase, told
from curator.records.normalise import nearest
from curator.records.paths import value_at
from curator.records.problem import Finding, Path

_BRANCHES = frozenset({"plain-number", "rounded", "by-part", "smallest-and-largest", "plain-name", "with-numbers", "single", "multiple"})
"""What the model calls the branches of its unions."""
_WHAT = {str: phrase("text"), int: phrase("number"), float: phrase("fraction"), bool: "true or false", list: "a list", dict: "a mapping"}


def finding_of(error: ErrorDetails, value: Any, schema: dict[str, Any]) -> Finding:
    """Pydantic's error, told at the path that the contributor sees and in words that say what to write."""
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
    if said := _out_of_bounds(error, name, shown):
        return Finding(at, *said, key=_in_key(error))
    return finding(at, "kind", given=what(given), wanted=_wanted(kind, field), fix=_type_fix(kind, given, shown))


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


def steps(location: tuple[int | str, ...], value: Any) -> Iterator[int | str]:
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


MANY = 12
"""Fields from which on a list of them helps nobody."""


def _field_fix(at: Path, value: Any, schema: dict[str, Any]) -> str:
    """What to write instead of a field that there is not: one with a similar name, or the place where it belongs."""
    name = str(at[-1])
    names = fields(described(schema, at[:-1]), schema, value_at(value, at[:-1]))
    if near := nearest(name, names):
        return f"write `{near}`"
    if len(at) == 1:
        inside = [parent for parent in names if name in fields(described(schema, (parent,)), schema, {})]
        if len(inside) == 1:
            return f"write it inside `{inside[0]}`"
    if name in {field for branch in branches(described(schema, at[:-1]), schema) for field in branch.get("properties", {})}:
        return "remove it, or what stands beside it: the two do not go together"
    return (
        f"remove it; the fields here are {', '.join(names)}" if len(names) <= MANY else "remove it, or look in the field reference for the field that you mean"
    )


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
        return f"write it in square brackets: {flow([part.strip() for part in given.split(',')])}"
    if kind.startswith("int") and isinstance(given, str) and given.replace(",", "").replace(" ", "").isdigit():
        return phrase("separators", number=given.replace(",", "").replace(" ", ""))
    return phrase("like", example=example) if example else phrase("shape")


def what(value: Any) -> str:
    """What a value is, in a word."""
    return _WHAT.get(type(value), "something else")
