"""Differences between two values, as a flat list of facts; items of lists are matched by the fields that identify them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from typing import Any

from curator.records.problem import Path

ORDERED = frozenset({"counts"})
"""Mappings whose order matters: the first count is shown in the table."""
IDENTIFIED_BY: dict[str, tuple[tuple[str, ...], ...]] = {
    "frame_size": (("release", "part"), ("width", "height")),
    "splits": (("release", "name", "task"), ("name",)),
    "classes": (("task", "name"), ("task",)),
    "download_size": (("what",),),
    "routes": (("to",), ("url",)),
    "links": (("kind", "url"), ("url",)),
    "licence": (("covers",),),
    "relations": (("kind", "to"), ("kind", "name"), ("to",), ("name",), ("url",)),
    "loaders": (("library", "name"), ("library",)),
    "corrections": (("cell",), ("link",), ("reference",), ("text", "printed")),
    "disputed": (("field", "states"), ("field",)),
    "changes": (("date", "what"), ("date",)),
    "contributors": (("orcid",), ("github",), ("name",)),
    "misprints": (("printed",),),
    "exceptions": (("prefix",),),
    "rows": (("record",),),
}
"""Fields that identify the items of each list, the most reliable first."""
_DEFAULT = (("id",), ("name",), ("url",))
_SIMILAR = 0.6
"""Minimum similarity of two items that count as one reworded item."""
MAX_PAIRS = 400
"""Maximum number of item pairs that are compared by similarity."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class Difference:
    """A fact that differs: its path after the change (before it, if removed), and its values before and after (None if absent)."""

    at: Path
    before: Any
    after: Any
    reordered: bool = False


def differences(before: Any, after: Any, at: Path = ()) -> Iterator[Difference]:
    """Yield every fact that was added, removed or changed, in the order of the new value."""
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
        yield Difference(at, kept[0], kept[1], reordered=True)


def _items(before: list[Any], after: list[Any], at: Path) -> Iterator[Difference]:
    if any(isinstance(item, (dict, list)) for item in (*before, *after)):
        yield from _parts(before, after, at)
        return
    removed, added = (list((Counter(map(_typed, one)) - Counter(map(_typed, other))).elements()) for one, other in ((before, after), (after, before)))
    if len(removed) == len(added) == 1:
        yield Difference(at, removed[0][1], added[0][1])
    else:
        yield from (Difference(at, None, value) for _, value in added)
        yield from (Difference(at, value, None) for _, value in removed)
    if not removed and not added and before != after:
        yield Difference(at, before, after, reordered=True)


def _typed(value: Any) -> tuple[str, Any]:
    """A value with its type, because Python considers 1 and true equal."""
    return type(value).__name__, value


def _parts(before: list[Any], after: list[Any], at: Path) -> Iterator[Difference]:
    """Compare lists of mappings: matching items field by field, other items as added or removed."""
    field = str(next((step for step in reversed(at) if isinstance(step, str)), ""))
    same = matching_items(field, before, after)
    origin = {new: old for old, new in same}
    for position, item in enumerate(after):
        if position in origin:
            yield from differences(before[origin[position]], item, (*at, position))
        else:
            yield Difference((*at, position), None, item)
    yield from (Difference((*at, position), item, None) for position, item in enumerate(before) if position not in origin.values())
    if [old for old, _ in same] != sorted(old for old, _ in same):
        yield Difference(at, [before[old] for old, _ in sorted(same)], [after[new] for _, new in same], reordered=True)


def matching_items(field: str, before: Sequence[Any], after: Sequence[Any]) -> list[Pair]:
    """Return the positions before and after of the items that are the same, in the order after."""
    found: list[Pair] = []
    left, right = list(range(len(before))), list(range(len(after)))
    for names in ((), *IDENTIFIED_BY.get(field, _DEFAULT)):
        for one, other in list(_identical(names, {at: before[at] for at in left}, {at: after[at] for at in right})):
            found.append((one, other))
            left.remove(one)
            right.remove(other)
    for one, other in _reworded(before, after, list(product(left, right))):
        if one in left and other in right:
            found.append((one, other))
            left.remove(one)
            right.remove(other)
    return sorted(found, key=lambda pair: pair[1])


def _identical(names: tuple[str, ...], before: dict[int, Any], after: dict[int, Any]) -> Iterator[Pair]:
    """Yield the items with the same values in the given fields, if these values are unique; without fields, yield equal items."""
    olds, news = ({at: _identity(item, names) for at, item in items.items()} for items in (before, after))
    for at, identity in olds.items():
        places = [place for place, other in news.items() if other == identity]
        same = [place for place, other in olds.items() if other == identity]
        if identity and len(places) == len(same) and (not names or len(same) == 1):
            yield at, places[same.index(at)]


def _identity(item: Any, names: tuple[str, ...]) -> str:
    if not names:
        return repr(item)
    values = [item.get(name) for name in names] if isinstance(item, dict) else []
    return repr(values) if any(value is not None for value in values) else ""


def _reworded(before: Sequence[Any], after: Sequence[Any], possible: list[Pair]) -> list[Pair]:
    """Return the pairs of items with similar text, the most similar first."""
    if len(possible) > MAX_PAIRS:
        return []
    similar = [(SequenceMatcher(None, repr(before[one]), repr(after[other]), autojunk=False).ratio(), one, other) for one, other in possible]
    return [(one, other) for ratio, one, other in sorted(similar, key=lambda it: (-it[0], it[1:])) if ratio >= _SIMILAR]
