"""The catalog before and after a change, and the problems that the change causes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from curator.contribute import generated_files as generated
from curator.records import link_history
from curator.records import load as catalogs
from curator.records.all_problems import format_problems
from curator.records.catalog import Catalog
from curator.records.problem import Problem
from curator.records.read_file import is_file, start_of
from curator.records.record_addresses import record_file
from curator.records.rules.age import dates_are_not_in_the_future

CLOCK_DIFFERENCE = timedelta(days=1)
"""How far a date may be in the future: where the contributor is, it can already be tomorrow."""


@dataclass(frozen=True)
class Side:
    """The catalog before or after a change: the loaded catalog, its problems, and the content of its files."""

    catalog: Catalog
    problems: tuple[Problem, ...]
    files: Mapping[str, bytes]


def side(root: Path) -> Side:
    """Load the catalog in a folder."""
    catalog, problems = catalogs.load(root)
    files = (path.relative_to(root).as_posix() for path in sorted((root / "catalog").rglob("*")))
    return Side(
        catalog,
        problems,
        {file: start_of(root / file, link_history.MAX_BYTES) for file in files if is_file(root, file)},
    )


def changed_files(before: Side, after: Side) -> frozenset[str]:
    """Return the names of the files that the change adds, removes or edits."""
    return frozenset(name for name in {*before.files, *after.files} if before.files.get(name) != after.files.get(name))


def problems(before: Side, after: Side, root: Path, today: date | None = None) -> tuple[Problem, ...]:
    """Return all problems of the changed files, new problems of other files, stale generated files, lost ids, and with today's date future dates in changed records."""
    known = {(problem.file, problem.code, problem.message) for problem in before.problems}
    files = changed_files(before, after)
    found = {problem for problem in after.problems if problem.file in files or (problem.file, problem.code, problem.message) not in known}
    # like `curator check`, do not report the format of files that have other problems
    faulty = {problem.file for problem in found}
    found |= {problem for problem in format_problems(after.catalog, faulty) if problem.file in files}
    if today:
        changed = {id_: after.catalog.records[id_] for id_ in after.catalog.records if record_file(id_) in files}
        found |= {*dates_are_not_in_the_future(replace(after.catalog, records=changed), today + CLOCK_DIFFERENCE)}
    return tuple(sorted({*found, *generated.stale(root, after.catalog.vocabularies), *_lost_ids(before.catalog, after.catalog)}))


def _lost_ids(before: Catalog, after: Catalog) -> Iterator[Problem]:
    """Ids and former ids are permanent: report those that no longer lead to a record."""
    known = {*after.sources, *after.by_former_id}
    for id_ in sorted(set(before.sources) - known):
        fix = f"restore the file with `status: withdrawn`, or add `formerly: [{id_}]` to the record that replaces it"
        yield Problem(record_file(id_), 1, 1, "lost-id", f"the record `{id_}` was removed, so its URL no longer works", fix)
    if after.has_invalid_records:
        return  # a former id may be listed in a record that cannot be read
    for old, holders in sorted(before.by_former_id.items()):
        if old not in known and holders[0] in after.sources:
            message = f"`{old}`, a former id of `{holders[0]}`, is no longer listed, so its URL no longer works"
            yield Problem(record_file(holders[0]), 1, 1, "lost-id", message, f"add `{old}` to `formerly` again")
