"""Facts that changed while what they rest on did not, so that a reviewer asks which page says so."""

from collections.abc import Iterator
from typing import Any

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.paths import bracketed
from curator.records.problem import Path
from curator.records.rules.evidence import EXEMPT
from curator.review.data import Question
from curator.review.differences import Difference
from curator.review.record_changes import between, line_of, renamed

_WORDS = frozenset({"source", "unverified", "note"})
"""Parts of a fact that owe no evidence of their own."""


def questions(before: Catalog, after: Catalog) -> Iterator[Question]:
    """For each field of a record the facts that were changed or added on the old evidence; none where the record was checked anew."""
    moved = {new: old for old, new in renamed(before, after).items()}
    for id_, record in sorted(after.records.items()):
        was = id_ if id_ in before.records else moved.get(id_, "")
        if was not in before.records or before.records[was].checked != record.checked:
            continue
        found = between(before.sources[was], after.sources[id_])
        renewed = _renewed(found, record)
        asked: dict[str, list[Difference]] = {}
        for it in found:
            field = str(it.at[0])
            if field not in EXEMPT | renewed and _is_fact(it) and not _backed(it, found):
                asked.setdefault(field, []).append(it)
        for field, its in asked.items():
            rests_on = _rests_on(its, record, after.sources[id_].value)
            if not rests_on and field not in {path.partition(".")[0] for path in record.unverified}:
                continue  # a fact that rests on nothing is a problem already
            line = line_of(its[0].at, after.sources[id_])
            paths = tuple(dict.fromkeys(bracketed(it.at) for it in its))
            yield Question(
                id=id_, field=field, paths=paths, rests_on=tuple(_found(name, record, after) for name in rests_on), checked=record.checked, line=line
            )


def _is_fact(it: Difference) -> bool:
    return it.after is not None and not it.order and it.at[-1] not in _WORDS


def _backed(it: Difference, found: list[Difference]) -> bool:
    """Whether the item that a fact belongs to names its own source, and does so anew."""
    if isinstance(it.after, dict) and (it.after.get("source") or it.after.get("unverified")):
        return True
    items = [it.at[: at + 1] for at, step in enumerate(it.at) if isinstance(step, int)]
    return any(other.at[: len(item) + 1] in ((*item, "source"), (*item, "unverified")) for other in found for item in items)


def _renewed(found: list[Difference], record: Dataset) -> set[str]:
    """The fields whose evidence changed: other sources, a reason why there is none, or a source that was read again."""
    fields = {str(it.at[1]).partition(".")[0] for it in found if it.at[0] in ("evidence", "unverified") and len(it.at) > 1}
    read_again = {it.at[1] for it in found if it.at[0] == "sources" and len(it.at) > 2 and it.at[2] in ("url", "seen")}
    return fields | {path.partition(".")[0] for path, names in record.evidence.items() if read_again & set(names)}


def _rests_on(its: list[Difference], record: Dataset, written: Any) -> tuple[str, ...]:
    """The names of the sources that facts of a field rest on: those of their items, else those of the field and its parts."""
    field = str(its[0].at[0])
    named = [name for it in its for name in _own(it.at, written)]
    named = named or [name for path, names in record.evidence.items() if path.partition(".")[0] == field for name in names]
    return tuple(dict.fromkeys(named))


def _found(name: str, record: Dataset, catalog: Catalog) -> str:
    """The name of a source, and where it can be read."""
    work = catalog.references.get(name)
    url = record.sources[name].url if name in record.sources else work.address if work else ""
    return f"{name} {url}".rstrip()


def _own(at: Path, value: Any) -> list[str]:
    """The sources that the items around a place name."""
    found: list[str] = []
    for step in at:
        value = value[step]
        if isinstance(value, dict):
            found += value.get("source", [])
    return found
