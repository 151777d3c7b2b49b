"""Facts that changed although their evidence did not, as questions for the reviewer."""

from collections.abc import Iterator
from typing import Any

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.paths import bracketed
from curator.records.problem import Path
from curator.records.rules.evidence import EXEMPT
from curator.review.diff import Difference
from curator.review.record_changes import record_differences, renamed
from curator.review.review_model import EvidenceQuestion

_WITHOUT_EVIDENCE = frozenset({"source", "unverified", "note"})
"""Parts of a fact that need no evidence of their own."""


def questions(before: Catalog, after: Catalog) -> Iterator[EvidenceQuestion]:
    """Yield the facts of each field that changed on unchanged evidence; none for records with a new date of the last check."""
    moved = {new: old for old, new in renamed(before, after).items()}
    for id_, record in sorted(after.records.items()):
        old = id_ if id_ in before.records else moved.get(id_, "")
        if old in before.records and before.records[old].checked == record.checked:
            found = record_differences(before.sources[old], after.sources[id_])
            yield from _of_record(id_, found, after)


def _of_record(id_: str, found: list[Difference], catalog: Catalog) -> Iterator[EvidenceQuestion]:
    record, source = catalog.records[id_], catalog.sources[id_]
    exempt = EXEMPT | _fields_with_new_evidence(found, record)
    by_field: dict[str, list[Difference]] = {}
    for it in found:
        if str(it.at[0]) not in exempt and _is_fact(it) and not _has_own_source(it, found):
            by_field.setdefault(str(it.at[0]), []).append(it)
    for field, facts in by_field.items():
        evidence = _evidence(facts, record, source.value)
        if evidence or field in {path.partition(".")[0] for path in record.unverified}:  # a fact without evidence is already a problem
            yield EvidenceQuestion(
                id=id_,
                field=field,
                paths=tuple(dict.fromkeys(bracketed(it.at) for it in facts)),
                evidence=tuple(_name_and_address(name, record, catalog) for name in evidence),
                checked=record.checked,
                line=source.place(facts[0].at, key=True).line,
            )


def _is_fact(it: Difference) -> bool:
    return it.after is not None and not it.reordered and it.at[-1] not in _WITHOUT_EVIDENCE


def _has_own_source(it: Difference, found: list[Difference]) -> bool:
    """Whether the list item of a fact names its own source, and this source changed too."""
    if isinstance(it.after, dict) and (it.after.get("source") or it.after.get("unverified")):
        return True
    items = [it.at[: at + 1] for at, step in enumerate(it.at) if isinstance(step, int)]
    return any(other.at[: len(item) + 1] in ((*item, "source"), (*item, "unverified")) for other in found for item in items)


def _fields_with_new_evidence(found: list[Difference], record: Dataset) -> set[str]:
    """Return the fields whose sources changed, whose reason for being unverified changed, or whose source was read again."""
    fields = {str(it.at[1]).partition(".")[0] for it in found if it.at[0] in ("evidence", "unverified") and len(it.at) > 1}
    read_again = {it.at[1] for it in found if it.at[0] == "sources" and len(it.at) > 2 and it.at[2] in ("url", "seen")}
    return fields | {path.partition(".")[0] for path, names in record.evidence.items() if read_again & set(names)}


def _evidence(facts: list[Difference], record: Dataset, written: Any) -> tuple[str, ...]:
    """Return the names of the sources of a field's facts: those of their items, else those of the field and its parts."""
    field = str(facts[0].at[0])
    named = [name for it in facts for name in _item_sources(it.at, written)]
    named = named or [name for path, names in record.evidence.items() if path.partition(".")[0] == field for name in names]
    return tuple(dict.fromkeys(named))


def _name_and_address(name: str, record: Dataset, catalog: Catalog) -> str:
    """Return the name of a source with its address."""
    work = catalog.references.get(name)
    url = record.sources[name].url if name in record.sources else work.address if work else ""
    return f"{name} {url}".rstrip()


def _item_sources(at: Path, value: Any) -> list[str]:
    """Return the sources named by the list items around a path."""
    found: list[str] = []
    for step in at:
        value = value[step]
        if isinstance(value, dict):
            found += value.get("source", [])
    return found
