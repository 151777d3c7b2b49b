"""What the model takes of a record made from a form; only what it does not take is left out."""

from typing import Any

from curator.records.model import Dataset
from curator.records.problem import Path
from curator.records.validate import validated
from curator.records.vocabulary import Vocabularies
from curator.records.yaml_source import Source

Record = dict[str, Any]
Refused = dict[str, list[str]]
"""What could not be taken of each answer, a sentence for each line."""
_ASKED = {"access": "homepage", "sources": "where", "evidence": "where"}
"""The questions whose answers become fields of another name."""
_LISTED = frozenset({"modality", "body_part", "target", "tasks", "dimensions", "counts", "frame_size", "splits", "classes"})
"""Fields of which one item can be left out."""


def refuse(refused: Refused, name: str, *sentences: str) -> None:
    """Put sentences among what could not be taken of an answer."""
    if sentences:
        refused.setdefault(name, []).extend(sentences)


def accepted(id_: str, record: Record, words: Vocabularies, refused: Refused) -> Record:
    """The record without the fields and items that the model does not take, which are put among the refused in its own words."""
    items = set(_items(record))
    _, findings = validated(Source(f"catalog/datasets/{id_}.yaml", record), Dataset, {"vocabularies": words})
    faulty: set[Path] = set()
    for finding in findings:
        # of a fault within an item the whole item is left out, of any other the field; a missing field has neither
        path = next((finding.at[:length] for length in (2, 1) if finding.at[:length] in items), None)
        if path:
            faulty.add(path)
            name = str(path[0])
            refuse(refused, _ASKED.get(name, name), f"{finding.message}: {finding.fix}.")
    record = _without(record, faulty)
    if "sources" not in record:
        record.pop("evidence", None)
    return {name: value for name, value in record.items() if name != "evidence"} | _evident(record)


def _items(record: Record) -> list[Path]:
    """The paths of all fields, and of the items of those that can be left out one by one."""
    found: list[Path] = []
    for name, value in record.items():
        found.append((name,))
        if name in _LISTED and len(value) > 1:
            found += [(name, step) for step in (value if isinstance(value, dict) else range(len(value)))]
    return found


def _without(record: Record, faulty: set[Path]) -> Record:
    """A record without what is faulty, and without fields of which nothing is left."""
    found: Record = {}
    for name, value in record.items():
        kept = value
        if isinstance(value, dict) and name in _LISTED:
            kept = {step: item for step, item in value.items() if (name, step) not in faulty}
        elif isinstance(value, list) and name in _LISTED:
            kept = [item for step, item in enumerate(value) if (name, step) not in faulty]
        if (name,) not in faulty and kept not in ([], {}):
            found[name] = kept
    return found


def _evident(record: Record) -> Record:
    """The evidence of the fields that are left."""
    told = {path: names for path, names in record.get("evidence", {}).items() if path.partition(".")[0] in record}
    return {"evidence": told} if told else {}
