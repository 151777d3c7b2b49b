"""The catalog before and after a change, and what is wrong with it that was not wrong before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from curator.contribute import sync as generated
from curator.records import link_history
from curator.records import load as catalogs
from curator.records.all_problems import format_problems
from curator.records.catalog import Catalog
from curator.records.file_content import start_of
from curator.records.problem import Problem


@dataclass(frozen=True)
class Side:
    """The catalog on one side of a change: as loaded, with its problems, and its files as they stand."""

    catalog: Catalog
    problems: tuple[Problem, ...]
    files: Mapping[str, bytes]


def side(root: Path) -> Side:
    """The catalog in a folder."""
    catalog, problems = catalogs.load(root)
    paths = (path for path in sorted((root / "catalog").rglob("*")) if path.is_file() and not path.is_symlink())
    return Side(
        catalog,
        problems,
        {path.relative_to(root).as_posix(): start_of(path, link_history.LONGEST) for path in paths},
    )


def touched(before: Side, after: Side) -> frozenset[str]:
    """The files that the change adds, removes or alters."""
    return frozenset(name for name in {*before.files, *after.files} if before.files.get(name) != after.files.get(name))


def problems(before: Side, after: Side, root: Path) -> tuple[Problem, ...]:
    """Every problem of the files that a change touches, and in others those that are new; generated files and lost ids among them."""
    known = {(problem.file, problem.code, problem.message) for problem in before.problems}
    files = touched(before, after)
    found = {problem for problem in after.problems if problem.file in files or (problem.file, problem.code, problem.message) not in known}
    # as `curator check` does: a record's form comes after its faults
    passed_over = {problem.file for problem in found} | (set(after.files) - files)
    found |= {problem for problem in format_problems(after.catalog, passed_over) if problem.file in files}
    return tuple(sorted({*found, *generated.stale(root, after.catalog.vocabularies), *_lost(before.catalog, after.catalog)}))


def _lost(before: Catalog, after: Catalog) -> Iterator[Problem]:
    """An id is for ever: a record that had one, or was found by one, is found by it after the change."""
    known = {*after.sources, *after.formerly}
    for id_ in sorted(set(before.sources) - known):
        fix = f"bring the file back with `status: withdrawn`, or write `formerly: [{id_}]` in the record that took its place"
        yield Problem(f"{catalogs.DATASETS}/{id_}.yaml", 1, 1, "lost-id", f"the record `{id_}` is gone, and its address leads nowhere", fix)
    if after.records_unread:
        return  # a former id may stand in a record that cannot be understood
    for old, holders in sorted(before.formerly.items()):
        if old not in known and holders[0] in after.sources:
            fix = f"write `{old}` under `formerly` again: an address that was given out is kept"
            yield Problem(f"{catalogs.DATASETS}/{holders[0]}.yaml", 1, 1, "lost-id", f"`{old}`, a former id of `{holders[0]}`, leads nowhere now", fix)
