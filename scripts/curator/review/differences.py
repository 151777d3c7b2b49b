"""What differs between two values, as a flat list of facts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from curator.records.problem import Path
from curator.review.pairing import pairs

ORDERED = frozenset({"counts"})
"""Mappings whose order says something: the first count is the one that the table shows."""


@dataclass(frozen=True)
class Difference:
    """A fact that differs: its place after the change (before it, where it is gone), and its value before and after, None where there is none."""

    at: Path
    before: Any
    after: Any
    order: bool = False


def differences(before: Any, after: Any, at: Path = ()) -> Iterator[Difference]:
    """Every fact that was added, removed or changed, in the order of the value after."""
    if isinstance(before, dict) or isinstance(after, dict):
        if all(isinstance(value, dict) or value is None for value in (before, after)):
            yield from _fields(before or {}, after or {}, at)
            return
    elif (isinstance(before, list) or isinstance(after, list)) and all(isinstance(value, list) or value is None for value in (before, after)):
        yield from _items(before or [], after or [], at)
        return
    if type(before) is not type(after) or before != after:
        yield Difference(at, before, after)


def _fields(before: dict[str, Any], after: dict[str, Any], at: Path) -> Iterator[Difference]:
    for name in (*after, *(name for name in before if name not in after)):
        yield from differences(before.get(name), after.get(name), (*at, name))
    kept = [[name for name in one if name in other] for one, other in ((before, after), (after, before))]
    if at and at[-1] in ORDERED and kept[0] != kept[1]:
        yield Difference(at, kept[0], kept[1], order=True)


def _items(before: list[Any], after: list[Any], at: Path) -> Iterator[Difference]:
    if any(isinstance(item, (dict, list)) for item in (*before, *after)):
        yield from _parts(before, after, at)
        return
    gone, new = (list((Counter(map(_key, one)) - Counter(map(_key, other))).elements()) for one, other in ((before, after), (after, before)))
    if len(gone) == len(new) == 1:
        yield Difference(at, gone[0][1], new[0][1])
    else:
        yield from (Difference(at, None, value) for _, value in new)
        yield from (Difference(at, value, None) for _, value in gone)
    if not gone and not new and before != after:
        yield Difference(at, before, after, order=True)


def _key(value: Any) -> tuple[str, Any]:
    """A value that is not taken for another of a kind that Python holds equal, as 1 and true."""
    return type(value).__name__, value


def _parts(before: list[Any], after: list[Any], at: Path) -> Iterator[Difference]:
    """Items that are mappings: those that are the same one are compared, field by field."""
    field = str(next((step for step in reversed(at) if isinstance(step, str)), ""))
    same = pairs(field, before, after)
    origin = {new: old for old, new in same}
    for position, item in enumerate(after):
        if position in origin:
            yield from differences(before[origin[position]], item, (*at, position))
        else:
            yield Difference((*at, position), None, item)
    yield from (Difference((*at, position), item, None) for position, item in enumerate(before) if position not in origin.values())
    if [old for old, _ in same] != sorted(old for old, _ in same):
        yield Difference(at, [before[old] for old, _ in sorted(same)], [after[new] for _, new in same], order=True)
