"""New records: their ids, and a text with the required fields to be filled in."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from curator.records import ids, read_file
from curator.records.canonical_format import written
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.record_addresses import DATASETS, record_file

REQUIRED = tuple(name for name, field in Dataset.model_fields.items() if field.is_required())
OPTIONAL = tuple(name for name in Dataset.model_fields if name not in (*REQUIRED, "sources", "evidence", "changes"))
"""Fields that a new record leaves out."""
_FACTS = ("year", "modality", "tasks", "dimensions", "access")
"""Required fields that are facts, and need a source."""
_OWNER = {"owner": {"url": None, "what": "owners' page"}}
"""The source of a record of which nothing is known yet."""


def new_record(values: Mapping[str, Any]) -> str:
    """Return the text of a record with known values, in which every other required field is empty."""
    known: dict[str, Any] = {**dict.fromkeys(REQUIRED), **values}
    known["access"] = {"homepage": None, **access} if isinstance(access := known["access"] or {}, dict) else access
    known["sources"] = known.get("sources") or _OWNER
    sources, evidence, unverified = known["sources"], known.get("evidence") or {}, known.get("unverified") or {}
    if all(isinstance(value, dict) for value in (sources, evidence, unverified)):
        explained = {path.partition(".")[0] for path in (*evidence, *unverified)}
        known["evidence"] = {name: [next(iter(sources))] for name in _FACTS if name not in explained} | evidence
    return written(known)


def refusal(id_: str, catalog: Catalog, root: Path) -> str:
    """Return why an id cannot be that of a new record, as a sentence; empty if it can."""
    if why := ids.refusal(id_):
        return why
    if id_ in catalog.sources:
        return f"`{id_}` is already used: choose another id, or edit {record_file(id_)}"
    if id_ in catalog.by_former_id:
        return f"`{id_}` is a former id of {', '.join(catalog.by_former_id[id_])} and redirects there: choose another id"
    if problem := read_file.misplaced(root, DATASETS, folder=True):
        return f"{problem.file}: {problem.message}; {problem.fix}"
    if os.path.lexists(root / record_file(id_)):
        return f"{record_file(id_)} already exists: choose another id, or remove it"
    return ""
