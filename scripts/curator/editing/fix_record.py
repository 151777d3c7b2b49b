"""Automatic fixes for records."""

from dataclasses import replace
from pathlib import PurePath

from curator.records import rules, yaml_source
from curator.records.canonical_format import formatted, is_record, other_comments, written
from curator.records.catalog import Catalog
from curator.records.edit import Edit, applied
from curator.records.model import Dataset
from curator.records.validate import validated
from curator.records.yaml_source import Source

_MAX_ROUNDS = 5
"""Rounds of fixes: a fix may reveal another, such as tracking parameters of the address to which one has moved."""


def fixed(file: str, text: str, catalog: Catalog) -> str:
    """Return a record's text in canonical format after the fixes of all findings; unchanged if it cannot be read or has comments."""
    source = yaml_source.read(file, text.encode("utf-8", "replace"))
    if not is_record(source) or other_comments(source):
        return text
    value = source.value
    for _ in range(_MAX_ROUNDS):
        edits = _edits(file, value, catalog)
        if not edits:
            break
        value = applied(value, edits)
    return formatted(text) if value == source.value else written(value)


def _edits(file: str, value: object, catalog: Catalog) -> list[Edit]:
    """Return the fixes of what the rules find in a record, one per path; none if the model does not accept it."""
    id_ = PurePath(file).stem
    if id_ not in catalog.records or catalog.sources[id_].value != value:
        source = Source(file, value)
        dataset, _ = validated(source, Dataset, {"vocabularies": catalog.vocabularies})
        if dataset is None:
            return []
        catalog = replace(catalog, records={**catalog.records, id_: dataset}, sources={**catalog.sources, id_: source})
    edits = [finding.edit for finding in rules.findings(id_, catalog) if finding.edit]
    return list({edit.path: edit for edit in reversed(edits)}.values())
