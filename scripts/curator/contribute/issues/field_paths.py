"""Paths to fields of a record, as contributors write them."""

import re
from collections.abc import Iterator
from typing import Any

from curator.contribute.issues.field_synonyms import named_path
from curator.records.json_schema import forms_of
from curator.records.model import Dataset
from curator.records.problem import Path
from curator.records.rules.evidence import BOOKKEEPING
from curator.records.vocabulary import Vocabularies

MAX_PATH = 120
NOT_EDITABLE = BOOKKEEPING | {"corrections"}
"""Fields that the form for corrections does not change: sources, dates, contributors and the printed collection."""


def field_path(record: Any, text: str, vocabularies: Vocabularies) -> Path | None:
    """Return the path of a field that a text names by its path, its label or a synonym; None if there is no such field. Raise AnswerError if it has several meanings."""
    found = _dotted_path(record, text)
    if found is None and len(text) <= MAX_PATH and (name := named_path(text, record.get("counts", {}), vocabularies)):
        found = _dotted_path(record, name)
    return found


def _dotted_path(record: Any, text: str) -> Path | None:
    """Return the path of a field that a dotted text names; None if the model has no such field.

    An item of a list is named by its position, its name or what it covers. A field that the record lacks must be one of the model.
    """
    written = re.sub(r"\[(\d{1,4})\]", r".\1", "_".join(text.split()))
    if not written or len(written) > MAX_PATH:
        return None
    head, *rest = written.split(".")
    found = next(_paths(record, [head.lower(), *rest], ()), None)
    return found if found and forms_of(Dataset, found) and found[0] not in NOT_EDITABLE else None


def _paths(value: Any, steps: list[str], before: Path) -> Iterator[Path]:
    """Yield the paths that the steps could name. A key may contain dots; steps that lead to nothing are kept."""
    if not steps:
        yield before
        return
    for length in range(1, len(steps) + 1):
        step = ".".join(steps[:length])
        if isinstance(value, dict) and step in value:
            yield from _paths(value[step], steps[length:], (*before, step))
        for position, item in enumerate(value if isinstance(value, list) else ()):
            if str(position) == step or (isinstance(item, dict) and step in {str(item[name]).replace(" ", "_") for name in ("name", "covers") if name in item}):
                yield from _paths(item, steps[length:], (*before, position))
    if isinstance(value, dict) and steps[0] not in value:
        yield (*before, *steps)


def displayed(path: Path) -> str:
    """Return the dotted path for display, with `…` for names given by contributors, which may contain anything."""
    return ".".join(str(step) if re.fullmatch(r"[A-Za-z0-9_-]+", str(step)) else "…" for step in path)
