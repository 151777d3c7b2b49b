"""What `curator check` reports of how records are written: lines that are not in the one form, and all that can be mended."""

from collections.abc import Collection, Iterator
from itertools import zip_longest
from pathlib import Path

from curator.editing import template_comments
from curator.editing.canonical_format import formatted
from curator.editing.fixable import LATER, Known, mends
from curator.records.catalog import Catalog
from curator.records.load import DATASETS
from curator.records.problem import Problem

_SHOWN = 60
"""Characters of a line that a message shows."""


def departures(root: Path, catalog: Catalog, faulty: Collection[str]) -> Iterator[Problem]:
    """The records of the catalog in a folder that hold remarks of a new record, or are not in the one form; one with faults of its own is not asked yet, as mending it changes its lines."""
    new = template_comments.of_new_records(catalog.vocabularies)
    for id_ in catalog.sources:
        file = f"{DATASETS}/{id_}.yaml"
        if file not in faulty:
            text = (root / file).read_bytes().decode("utf-8", "replace")
            # `curator fix` takes the remarks away and brings the rest into the form
            if problem := left_over(file, text, new) or departure(file, text):
                yield problem


def mendable(catalog: Catalog) -> Iterator[Problem]:
    """What `curator fix` mends in the records, but for what the clock brings."""
    yield from (problem for problem in _mends(catalog) if problem.code not in LATER)


def later(catalog: Catalog) -> Iterator[Problem]:
    """What has become wrong by itself, and can be mended."""
    yield from (problem for problem in _mends(catalog) if problem.code in LATER)


def known(catalog: Catalog) -> Known:
    """What the catalog knows that the rules ask for."""
    words = catalog.vocabularies
    return Known(catalog.history, tuple(words["dimension"].entries), tuple(words.licence.entries), template_comments.of_new_records(words))


def left_over(file: str, text: str, new: frozenset[str]) -> Problem | None:
    """The first remark that `curator new` wrote for whoever filled the record in, and that is still there."""
    places = list(template_comments.places(text, new))
    if not places:
        return None
    number = "a remark" if len(places) == 1 else f"the first of {len(places)} remarks"
    fix = "remove what `curator new` wrote behind #, or run `curator fix`"
    return Problem(file, places[0].line, places[0].column, "left-over", f"{number} for whoever fills the record in is still here", fix)


def departure(file: str, text: str) -> Problem | None:
    """The first line of a record that is not in the one form."""
    right = formatted(text)
    if right == text:
        return None
    lines = zip_longest(text.split("\n"), right.split("\n"))
    place, (there, wanted) = next((place, pair) for place, pair in enumerate(lines, start=1) if pair[0] != pair[1])
    return Problem(file, place, 1, "form", f"{_shown(there)} is not in the one form, which has {_shown(wanted)} here", "run `curator fmt`")


def _shown(line: str | None) -> str:
    if line is None:
        return "nothing"
    if not line:
        return "an empty line"
    return f"`{line}`" if len(line) <= _SHOWN else f"`{line[:_SHOWN]}…`"


def _mends(catalog: Catalog) -> Iterator[Problem]:
    words = known(catalog)
    for record in catalog.sources.values():
        yield from (record.problem(finding) for finding in mends(record, words))
