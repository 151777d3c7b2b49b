"""What happened to the catalog's other files, entry by entry: works, terms, resources, exceptions, the printed table."""

from collections.abc import Iterator, Mapping
from typing import Any

from curator.contribute import sync
from curator.records import bibliography, link_history, yaml_source
from curator.records import load as catalogs
from curator.records.bibliography import Reference
from curator.records.paths import bracketed
from curator.records.problem import Place
from curator.records.yaml_source import Source
from curator.review.before_after import Side, touched
from curator.review.data import EntryChange, Main
from curator.review.differences import differences
from curator.review.prose import in_words
from curator.review.record_changes import LONGEST, facts

_NAMES = ("id", "prefix", "record", "name")
"""Fields by which the entries of a file that is one list are called."""


def entry_changes(before: Side, after: Side) -> Iterator[EntryChange]:
    """Every entry that differs, by file; files that no person writes are told as such, or not at all."""
    for file in sorted(touched(before, after)):
        if file == bibliography.FILE:
            yield from _changes(file, _works(before.catalog.references), _works(after.catalog.references), _lines(after.catalog.references))
        elif file == link_history.FILE:
            yield EntryChange(file=file, entry="", fate="changed", main=_asked(before, after))
        elif file.endswith(".yaml") and not file.startswith(f"{catalogs.DATASETS}/"):
            old, new = (yaml_source.read(file, side.files.get(file, b"")) for side in (before, after))
            yield from _changes(file, _entries(old.value), _entries(new.value), new)
        elif file != sync.SCHEMA and not file.startswith(f"{catalogs.DATASETS}/"):
            yield EntryChange(file=file, entry="", fate="removed" if file not in after.files else "changed" if file in before.files else "added")


def _changes(file: str, before: Mapping[str, Any], after: Mapping[str, Any], written: Source) -> Iterator[EntryChange]:
    for name in (*after, *(name for name in before if name not in after)):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            told = differences(None, old if new is None else new)
            main = tuple(Main(heading=bracketed(it.at), text=in_words(it.after)[:LONGEST]) for it in told)
            yield EntryChange(file=file, entry=name, fate="removed" if new is None else "added", main=main)
        elif found := list(differences(old, new, (name,))):
            # the entry is named beside its facts
            told_ = tuple(fact.model_copy(update={"path": bracketed(it.at[1:])}) for it, fact in zip(found, facts(found, written), strict=True))
            yield EntryChange(file=file, entry=name, fate="changed", facts=told_)


def _entries(value: Any) -> dict[str, Any]:
    """The entries of a file by what they are called: its fields, and the items of the lists among them."""
    found: dict[str, Any] = {}
    for name, inner in value.items() if isinstance(value, dict) else ():
        listed = isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner)
        for position, item in enumerate(inner if listed else ()):
            called = next((str(item[field]) for field in _NAMES if item.get(field)), str(position))
            found[called if called not in found else f"{called} ({position})"] = item
        if not listed:
            found[name] = inner
    return found


def _works(works: Mapping[str, Reference]) -> dict[str, dict[str, Any]]:
    """The works as mappings of text."""
    return {key: _work(work) for key, work in works.items()}


def _work(work: Reference) -> dict[str, Any]:
    people = [", ".join(filter(None, (author.family, author.given))) for author in work.authors] + (["others"] if work.others else [])
    told = {"title": work.title, "type": work.kind, "author": people, **{name: work.get(name) for name in work.fields if name != "title"}}
    return told | {name: list(value) for name, value in (("printed", work.printed), ("unverified", work.unverified)) if value}


def _lines(works: Mapping[str, Reference]) -> Source:
    """The places of works in their file."""
    return Source(bibliography.FILE, keys={(key,): Place(work.line) for key, work in works.items()})


def _asked(before: Side, after: Side) -> tuple[Main, ...]:
    """How many addresses a link check found otherwise."""
    old, new = before.catalog.history.links, after.catalog.history.links
    states = {url: (old[url].state if url in old else "", new[url].state if url in new else "") for url in {*old, *new}}
    changed = sum(one != other for one, other in states.values())
    return (Main(heading="addresses in another state", text=f"{changed} of {len(new)}"),)
