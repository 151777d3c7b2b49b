"""From a source to a value of the model; what does not fit is said in the contributor's words, at its place."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from curator.records.json_schema import adapter_of, described, example, schema_of
from curator.records.problem import Finding, Problem
from curator.records.pydantic_messages import finding_of, steps, what
from curator.records.yaml_source import Source

T = TypeVar("T")
_READING = frozenset({"yaml-tag", "yaml-alias", "wrong-type", "repeated-key"})
"""Faults of reading, which make whatever the model says of the same line a repetition."""


def validated(source: Source, model: type[T], context: Mapping[str, Any] | None = None) -> tuple[T | None, tuple[Problem, ...]]:
    """The source's value as the model, or None, with all that is wrong in it."""
    if source.value is None:
        return None, source.problems
    if not isinstance(source.value, dict):
        fault = Finding((), "not-a-mapping", f"the file holds {what(source.value)}, not fields", "begin with a field, e.g. `name: …`")
        return None, (*source.problems, source.problem(fault))
    try:
        adapter: TypeAdapter[T] = adapter_of(model)  # type: ignore[arg-type]
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
    found = [(finding_of(error, source.value, schema), error) for error in errors]
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
        at = tuple(steps(error["loc"], source.value))
        if error["type"] == "missing" and at in source.keys:
            field = described(schema, at)
            said = field.get("description", "")
            shown = example(field, at[-1], schema)
            fix = f"write it, e.g. {shown}" if shown else f"write {said[:1].lower()}{said[1:].rstrip('.')}"
            yield Finding(at, "empty-value", f"`{at[-1]}` is needed and has no value", fix)
