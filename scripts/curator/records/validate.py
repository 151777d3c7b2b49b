"""Validates the values of a source with a model, and explains at their paths the values that it does not accept."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from curator.records.json_schema import adapter_of, described, example, schema_of
from curator.records.problem import Finding
from curator.records.pydantic_messages import finding_of, kind_of, similar_field, steps
from curator.records.yaml_source import Source

T = TypeVar("T")
_READING = frozenset({"yaml-tag", "yaml-alias", "wrong-type", "repeated-key"})
"""Codes of reading; what the model reports on the same line would repeat them."""


def validated(source: Source, model: type[T], context: Mapping[str, Any] | None = None) -> tuple[T | None, tuple[Finding, ...]]:
    """Return the value of a source as the model, or None, and the findings of reading and validating it."""
    if source.value is None:
        return None, source.findings
    if not isinstance(source.value, dict):
        fault = Finding((), "not-a-mapping", f"expected fields, found {kind_of(source.value)}", "begin with a field, e.g. `name: …`")
        return None, (*source.findings, fault)
    try:
        adapter: TypeAdapter[T] = adapter_of(model)  # type: ignore[arg-type]
        # what could not be read is always a finding
        written = _without_gaps(source.value) if source.findings else source.value
        value = adapter.validate_python(written, context=dict(context or {}))
    except ValidationError as error:
        schema = schema_of(model)  # type: ignore[arg-type]
        errors = error.errors(include_url=False)
        required = {finding.at: finding for finding in _required_but_empty(errors, source, schema)}
        read = [required.get(finding.at, finding) if finding.code == "empty-value" else finding for finding in source.findings]
        return None, (*read, *_model_findings(errors, source, schema))
    return (None if source.findings or source.text_problems else value), source.findings


def _without_gaps(value: Any) -> Any:
    """Return the value without what could not be read, which is reported already."""
    if isinstance(value, dict):
        return {key: _without_gaps(child) for key, child in value.items() if child is not None}
    if isinstance(value, list):
        return [_without_gaps(child) for child in value if child is not None]
    return value


def _model_findings(errors: list[ErrorDetails], source: Source, schema: dict[str, Any]) -> Iterator[Finding]:
    """Yield the errors of the model as findings, without those that only follow from others."""
    found = [(finding_of(error, source.value, schema), error) for error in errors]
    paths = [finding.at for finding, _ in found]
    misspelled = {
        (*finding.at[:-1], near) for finding, _ in found if finding.code == "unknown-field" and (near := similar_field(finding.at, source.value, schema))
    }
    lines_read = {source.place(finding.at, key=finding.key).line for finding in source.findings if finding.code in _READING}
    for finding, error in found:
        follows = error["type"] == "too_short" and any(len(path) > len(finding.at) and path[: len(finding.at)] == finding.at for path in paths)
        explained = finding.code == "missing-field" and (finding.at in misspelled or finding.at in source.keys)
        place = source.places.get(finding.at)
        if not (follows or explained or (place and place.line in lines_read)):
            yield finding


def _required_but_empty(errors: list[ErrorDetails], source: Source, schema: dict[str, Any]) -> Iterator[Finding]:
    """Yield a finding for each required field that is written without a value."""
    for error in errors:
        at = tuple(steps(error["loc"], source.value))
        if error["type"] == "missing" and at in source.keys:
            field = described(schema, at)
            description = field.get("description", "")
            shown = example(field, at[-1], schema)
            fix = f"write it, e.g. {shown}" if shown else f"write {description[:1].lower()}{description[1:].rstrip('.')}"
            yield Finding(at, "empty-value", f"`{at[-1]}` is required and has no value", fix)
