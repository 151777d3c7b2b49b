"""Changes of records: added, changed, renamed or removed, fact by fact, and the changes that need attention."""

from collections.abc import Iterable, Iterator
from typing import Any

from curator.records.catalog import Catalog
from curator.records.paths import bracketed
from curator.records.yaml_source import Source
from curator.review.diff import Difference, differences
from curator.review.review_model import Alert, ChangedFact, CompletenessShare, MainFact, RecordChange
from curator.review.text_diff import item_name, one_line
from curator.site.views.columns import COLUMNS
from curator.site.views.completeness import completeness

MAIN = ("full_name", "status", "modality", "target", "task", "images", "classes", "access", "licence", "year", "provider", "homepage", "data", "paper")
"""Columns whose values describe a new or removed record."""
MAX_FACT = 4_000
"""Maximum length of a fact in characters: twice the longest text of a record."""


def renamed(before: Catalog, after: Catalog) -> dict[str, str]:
    """Return the new id of each renamed record by its old id."""
    return {old: holders[0] for old, holders in sorted(after.by_former_id.items()) if old in before.sources and old not in after.sources}


def record_changes(before: Catalog, after: Catalog) -> Iterator[RecordChange]:
    """Yield the records that differ by id; a renamed record has its new id."""
    moved = renamed(before, after)
    origins = {new: old for old, new in moved.items() if new not in before.sources}
    for id_ in sorted({*before.sources, *after.sources} - set(moved)):
        old = origins.get(id_, id_)
        if id_ not in after.sources:
            yield RecordChange(id=id_, kind="removed", name=_name(id_, before), main=_main_facts(id_, before), before=_share(id_, before))
        elif old not in before.sources:
            main = (*_main_facts(id_, after), *_sources(id_, after))
            yield RecordChange(id=id_, kind="added", name=_name(id_, after), main=main, after=_share(id_, after))
        elif old != id_ or before.sources[old].value != after.sources[id_].value:
            yield RecordChange(
                id=id_,
                kind="changed" if old == id_ else "renamed",
                name=_name(id_, after),
                former_id=None if old == id_ else old,
                facts=changed_facts(record_differences(before.sources[old], after.sources[id_]), after.sources[id_]),
                before=_share(old, before),
                after=_share(id_, after),
            )


def alerts(before: Catalog, after: Catalog) -> Iterator[Alert]:
    """Yield renamed, removed, withdrawn and reinstated records, and ids that seem to be used for other data."""
    moved = renamed(before, after)
    yield from (Alert(kind="renamed", id=old, other=new) for old, new in moved.items())
    yield from (Alert(kind="removed", id=id_, other=_name(id_, before)) for id_ in sorted(set(before.sources) - set(after.sources) - set(moved)))
    for id_ in sorted(set(before.records) & set(after.records)):
        old, new = before.records[id_], after.records[id_]
        if (old.status == "withdrawn") != (new.status == "withdrawn"):
            reason = f"{new.withdrawn.date}: {new.withdrawn.reason}" if new.withdrawn else ""
            yield Alert(kind="withdrawn" if new.status == "withdrawn" else "reinstated", id=id_, other=one_line(reason))
        names = {name.casefold() for name in (old.name, *old.aliases)} & {name.casefold() for name in (new.name, *new.aliases)}
        if not names and old.access.homepage != new.access.homepage:
            yield Alert(kind="other-data", id=id_, other=f"{old.name}, {old.access.homepage}")


def record_differences(before: Source, after: Source) -> list[Difference]:
    """Return the differences between two records as written."""
    return list(differences(_fields(before), _fields(after)))


def changed_facts(found: Iterable[Difference], source: Source) -> tuple[ChangedFact, ...]:
    """Return differences as facts with their lines in the new file."""
    return tuple(
        ChangedFact(
            path=bracketed(it.at), before=_text(it.before, it), after=_text(it.after, it), reordered=it.reordered, line=source.place(it.at, key=True).line
        )
        for it in found
    )


def _main_facts(id_: str, catalog: Catalog) -> tuple[MainFact, ...]:
    """Return the main facts of a record; none if it cannot be read."""
    if id_ not in catalog.records:
        return ()
    texts = {column.key: column.text(id_, catalog) for column in COLUMNS if column.key in MAIN}
    return tuple(MainFact(heading=key, text=one_line(texts[key])[:MAX_FACT]) for key in MAIN if texts[key])


def _sources(id_: str, catalog: Catalog) -> Iterator[MainFact]:
    """Yield the sources of a new record, and its unverified facts with their reasons."""
    if id_ in catalog.records:
        record = catalog.records[id_]
        yield from (MainFact(heading=f"sources.{name}", text=source.url) for name, source in record.sources.items())
        yield from (MainFact(heading=f"unverified.{path}", text=one_line(why)) for path, why in record.unverified.items())


def _fields(source: Source) -> dict[str, Any]:
    return source.value if isinstance(source.value, dict) else {}


def _text(value: Any, it: Difference) -> str | None:
    if value is None:
        return None
    return (", ".join(map(item_name, value)) if it.reordered else one_line(value))[:MAX_FACT]


def _name(id_: str, catalog: Catalog) -> str:
    """Return the name of a record, or its id if it cannot be read."""
    return catalog.records[id_].name if id_ in catalog.records else id_


def _share(id_: str, catalog: Catalog) -> CompletenessShare | None:
    if id_ not in catalog.records:
        return None
    found = completeness(catalog.records[id_])
    return CompletenessShare(percent=found.percent, missing=found.missing)
