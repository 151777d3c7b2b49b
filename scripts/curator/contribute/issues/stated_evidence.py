"""A page that an author names, as what a fact rests on."""

from collections.abc import Iterator
from typing import Any

from curator.records.edit import REMOVED, Edit
from curator.records.paths import evidence_path, value_at
from curator.records.problem import Path


def evident(record: Any, at: Path, name: str) -> Iterator[Edit]:
    """The source named where the fact says what it rests on: in its list item, else among the evidence."""
    for length in range(len(at), 0, -1):
        item = value_at(record, at[:length])
        if isinstance(item, dict) and {"source", "unverified"} & set(item):
            yield Edit((*at[:length], "source"), list(dict.fromkeys([name, *item.get("source", ())])))
            yield Edit((*at[:length], "unverified"), REMOVED)
            return
    path = evidence_path(record, at)
    yield Edit(("evidence", path), list(dict.fromkeys([name, *record.get("evidence", {}).get(path, ())])))
    if path in record.get("unverified", {}):
        yield Edit(("unverified", path), REMOVED)
