"""What happened to each record: added, changed, renamed or removed, fact by fact, and what must not be overlooked."""

from collections.abc import Iterable, Iterator
from typing import Any

from curator.records.catalog import Catalog
from curator.records.paths import bracketed
from curator.records.yaml_source import Source
from curator.review.data import Alarm, Fact, Main, RecordChange, Share
from curator.review.differences import Difference, differences
from curator.review.prose import in_words, named
from curator.site.views.columns import COLUMNS
from curator.site.views.completeness import completeness

MAIN = ("full_name", "status", "modality", "target", "task", "images", "classes", "access", "licence", "year", "provider", "homepage", "data", "paper")
"""The columns that tell a reader of the comment what a record is about."""
LONGEST = 4_000
"""Characters of a fact: twice the longest prose of a record."""


def renamed(before: Catalog, after: Catalog) -> dict[str, str]:
    """For each id that is gone the record that was found by it before and names it now."""
    return {old: holders[0] for old, holders in sorted(after.formerly.items()) if old in before.sources and old not in after.sources}


def record_changes(before: Catalog, after: Catalog) -> Iterator[RecordChange]:
    """Each record that differs, by id; one that was renamed stands under its new id."""
    moved = renamed(before, after)
    origins = {new: old for old, new in moved.items() if new not in before.sources}
    for id_ in sorted({*before.sources, *after.sources} - set(moved)):
        was = origins.get(id_, id_)
        if id_ not in after.sources:
            yield RecordChange(id=id_, fate="removed", name=_name(id_, before), main=main(id_, before), before=_share(id_, before))
        elif was not in before.sources:
            yield RecordChange(id=id_, fate="added", name=_name(id_, after), main=(*main(id_, after), *_grounds(id_, after)), after=_share(id_, after))
        elif was != id_ or before.sources[was].value != after.sources[id_].value:
            yield RecordChange(
                id=id_,
                fate="changed" if was == id_ else "renamed",
                name=_name(id_, after),
                was=None if was == id_ else was,
                facts=facts(between(before.sources[was], after.sources[id_]), after.sources[id_]),
                before=_share(was, before),
                after=_share(id_, after),
            )


def alarms(before: Catalog, after: Catalog) -> Iterator[Alarm]:
    """Removed and renamed records, those withdrawn or brought back, and ids that seem to stand for other data than before."""
    moved = renamed(before, after)
    yield from (Alarm(kind="renamed", id=old, other=new) for old, new in moved.items())
    yield from (Alarm(kind="removed", id=id_, other=_name(id_, before)) for id_ in sorted(set(before.sources) - set(after.sources) - set(moved)))
    for id_ in sorted(set(before.records) & set(after.records)):
        old, new = before.records[id_], after.records[id_]
        if (old.status == "withdrawn") != (new.status == "withdrawn"):
            reason = f"{new.withdrawn.date}: {new.withdrawn.reason}" if new.withdrawn else ""
            yield Alarm(kind="withdrawn" if new.status == "withdrawn" else "reinstated", id=id_, other=in_words(reason))
        names = {name.casefold() for name in (old.name, *old.aliases)} & {name.casefold() for name in (new.name, *new.aliases)}
        if not names and old.access.homepage != new.access.homepage:
            yield Alarm(kind="another", id=id_, other=f"{old.name}, {old.access.homepage}")


def between(before: Source, after: Source) -> list[Difference]:
    """What differs between two records as written."""
    return list(differences(_fields(before), _fields(after)))


def facts(found: Iterable[Difference], source: Source) -> tuple[Fact, ...]:
    """Differences as facts, each with its line in the file after the change, or that of what it belonged to."""
    return tuple(
        Fact(path=bracketed(it.at), before=_text(it.before, it), after=_text(it.after, it), order=it.order, line=line_of(it.at, source)) for it in found
    )


def line_of(at: tuple[str | int, ...], source: Source) -> int:
    """The line on which a place of a file stands, or the nearest place above it."""
    for length in range(len(at), 0, -1):
        if place := source.keys.get(at[:length]) or source.places.get(at[:length]):
            return place.line
    return 1


def main(id_: str, catalog: Catalog) -> tuple[Main, ...]:
    """The main facts of a record; of one that cannot be understood none."""
    if id_ not in catalog.records:
        return ()
    told = {column.key: column.text(id_, catalog) for column in COLUMNS if column.key in MAIN}
    return tuple(Main(heading=key, text=in_words(told[key])[:LONGEST]) for key in MAIN if told[key])


def _grounds(id_: str, catalog: Catalog) -> Iterator[Main]:
    """What a new record rests on: its sources, by their names, and what could not be verified, with the reason."""
    if id_ in catalog.records:
        record = catalog.records[id_]
        yield from (Main(heading=f"sources.{name}", text=at.url) for name, at in record.sources.items())
        yield from (Main(heading=f"unverified.{path}", text=in_words(why)) for path, why in record.unverified.items())


def _fields(source: Source) -> dict[str, Any]:
    return source.value if isinstance(source.value, dict) else {}


def _text(value: Any, it: Difference) -> str | None:
    if value is None:
        return None
    return (", ".join(map(named, value)) if it.order else in_words(value))[:LONGEST]


def _name(id_: str, catalog: Catalog) -> str:
    """What a record is called, its id where it cannot be understood."""
    return catalog.records[id_].name if id_ in catalog.records else id_


def _share(id_: str, catalog: Catalog) -> Share | None:
    if id_ not in catalog.records:
        return None
    found = completeness(catalog.records[id_])
    return Share(percent=found.percent, missing=found.missing)
