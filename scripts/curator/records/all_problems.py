"""All problems of a catalog: of its values, and of how its records are written."""

from collections.abc import Collection, Iterator
from datetime import date
from functools import partial
from itertools import takewhile, zip_longest
from pathlib import Path

from curator.records import rules
from curator.records.canonical_format import canonical, other_comments
from curator.records.catalog import Catalog
from curator.records.kept_results import FILE, KeptResults, hashed, program
from curator.records.load import load
from curator.records.problem import Problem
from curator.records.yaml_source import Source

_MAX_SHOWN = 60
"""Characters of a line that a message shows."""
_SHOWN_BEFORE = 20
"""Of these, characters before the first difference."""


def all_problems(root: Path, today: date | None = None) -> tuple[Catalog, tuple[Problem, ...]]:
    """Return the catalog in a folder and everything that is wrong in its files; with a date also what depends on it."""
    kept = KeptResults("formats", root / FILE).load()
    catalog, problems = load(root, partial(_keep_canonical, kept, program()))
    found = {*problems, *format_problems(catalog, {problem.file for problem in problems}, kept)}
    kept.save()
    if today:
        found |= set(rules.problems_today(catalog, today))
    return catalog, tuple(sorted(found))


def _keep_canonical(kept: KeptResults, program_hash: str, digest: str, source: Source) -> None:
    """Remember a record that has just been read if it is in canonical format, so that it need not be loaded again."""
    if not comment_problem(source) and not format_problem(source):
        kept.put(hashed((program_hash, digest)), b"canonical")


def format_problems(catalog: Catalog, faulty: Collection[str], kept: KeptResults | None = None) -> Iterator[Problem]:
    """Yield the comments of records, and their first lines that are not in canonical format; fixing a faulty file changes its lines, so that its format is checked later.

    `kept` remembers the records without comments that are in canonical format.
    """
    program_hash = program()
    for id_ in catalog.sources:
        key = hashed((program_hash, catalog.digest(id_))) if id_ in catalog.records else ""
        if kept and key and kept.get(key):
            continue
        source = catalog.sources[id_]
        if problem := comment_problem(source) or (None if source.file in faulty else format_problem(source)):
            yield problem
        elif kept and key and source.file not in faulty:
            kept.put(key, b"canonical")


def comment_problem(source: Source) -> Problem | None:
    """Return the problem that a record has comments; None if it has none."""
    comments = other_comments(source)
    if not comments:
        return None
    place = comments[0][0]
    number = "a comment" if len(comments) == 1 else f"{len(comments)} comments, of which this is the first"
    fix = "write what readers should know under `notes`, and delete the comments"
    return Problem(source.file, place.line, place.column, "comment", f"the record has {number}", fix)


def format_problem(source: Source) -> Problem | None:
    """Return the problem of the first line of a record that is not in canonical format; None if there is none."""
    right = canonical(source)
    if right is None or right == source.text:
        return None
    lines = zip_longest(source.text.split("\n"), right.split("\n"))
    line, (given, expected) = next((line, pair) for line, pair in enumerate(lines, start=1) if pair[0] != pair[1])
    start = _start_of_part(given or "", expected or "")
    message = f"not in canonical format: expected {_shown(expected, start)}, found {_shown(given, start)}"
    return Problem(source.file, line, 1, "form", message, "run `curator fmt`")


def _start_of_part(one: str, other: str) -> int:
    """Return where the shown part of two different lines begins: at 0 if that shows the difference, otherwise shortly before it."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return 0 if max(len(one), len(other)) <= _MAX_SHOWN or same < _MAX_SHOWN - _SHOWN_BEFORE else same - _SHOWN_BEFORE


def _shown(line: str | None, start: int) -> str:
    if line is None:
        return "nothing"
    if not line:
        return "an empty line"
    end = start + _MAX_SHOWN
    return f"`{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}`"
