"""Changes of the catalog's other files by entry: works, terms, resources, exceptions, the printed table."""

from collections.abc import Iterator, Mapping
from typing import Any

from curator.contribute import generated_files
from curator.records import bibliography, link_history, yaml_source
from curator.records.bibliography import Reference
from curator.records.paths import bracketed
from curator.records.problem import Place
from curator.records.record_addresses import DATASETS
from curator.records.yaml_source import Source
from curator.review.before_after import Side, changed_files
from curator.review.diff import differences
from curator.review.record_changes import MAX_FACT, changed_facts
from curator.review.review_model import EntryChange, MainFact
from curator.review.text_diff import one_line

_NAMES = ("id", "prefix", "record", "name")
"""Fields that name the entries of a file that is one list."""


def entry_changes(before: Side, after: Side) -> Iterator[EntryChange]:
    """Yield every changed entry by file; files without known entries as a whole; generated files are left out."""
    for file in sorted(changed_files(before, after)):
        if file == bibliography.FILE:
            yield from _changes(file, _works(before.catalog.references), _works(after.catalog.references), _lines(after.catalog.references))
        elif file == link_history.FILE:
            yield EntryChange(file=file, entry="", kind="changed", main=_link_states(before, after))
        elif file.endswith(".yaml") and not file.startswith(f"{DATASETS}/"):
            old, new = (yaml_source.read(file, side.files.get(file, b"")) for side in (before, after))
            yield from _changes(file, _entries(old.value), _entries(new.value), new)
        elif file != generated_files.SCHEMA and not file.startswith(f"{DATASETS}/"):
            yield EntryChange(file=file, entry="", kind="removed" if file not in after.files else "changed" if file in before.files else "added")


def _changes(file: str, before: Mapping[str, Any], after: Mapping[str, Any], source: Source) -> Iterator[EntryChange]:
    for name in (*after, *(name for name in before if name not in after)):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            values = differences(None, old if new is None else new)
            main = tuple(MainFact(heading=bracketed(it.at), text=one_line(it.after)[:MAX_FACT]) for it in values)
            yield EntryChange(file=file, entry=name, kind="removed" if new is None else "added", main=main)
        elif found := list(differences(old, new, (name,))):
            # the name of the entry is shown beside its facts
            facts = tuple(fact.model_copy(update={"path": bracketed(it.at[1:])}) for it, fact in zip(found, changed_facts(found, source), strict=True))
            yield EntryChange(file=file, entry=name, kind="changed", facts=facts)


def _entries(value: Any) -> dict[str, Any]:
    """Return the entries of a file by name: its fields, and the items of the lists among them."""
    found: dict[str, Any] = {}
    for name, inner in value.items() if isinstance(value, dict) else ():
        listed = isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner)
        for position, item in enumerate(inner if listed else ()):
            entry = next((str(item[field]) for field in _NAMES if item.get(field)), str(position))
            found[entry if entry not in found else f"{entry} ({position})"] = item
        if not listed:
            found[name] = inner
    return found


def _works(works: Mapping[str, Reference]) -> dict[str, dict[str, Any]]:
    """Return the works of a bibliography as mappings of text."""
    return {key: _work(work) for key, work in works.items()}


def _work(work: Reference) -> dict[str, Any]:
    people = [", ".join(filter(None, (author.family, author.given))) for author in work.authors] + (["others"] if work.others else [])
    fields = {"title": work.title, "type": work.kind, "author": people, **{name: work.get(name) for name in work.fields if name != "title"}}
    return fields | {name: list(value) for name, value in (("printed", work.printed), ("unverified", work.unverified)) if value}


def _lines(works: Mapping[str, Reference]) -> Source:
    """Return the places of works in their file."""
    return Source(bibliography.FILE, keys={(key,): Place(work.line) for key, work in works.items()})


def _link_states(before: Side, after: Side) -> tuple[MainFact, ...]:
    """Return the number of addresses whose state differs between two link checks."""
    old, new = before.catalog.history.links, after.catalog.history.links
    states = {url: (old[url].state if url in old else "", new[url].state if url in new else "") for url in {*old, *new}}
    changed = sum(one != other for one, other in states.values())
    return (MainFact(heading="URLs with a new state", text=f"{changed} of {len(new)}"),)
