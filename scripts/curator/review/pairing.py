"""Which items of a list before and after are the same one: by what names an item, so that an insertion is one change and not twenty."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product
from typing import Any

NAMED_BY: dict[str, tuple[tuple[str, ...], ...]] = {
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
"""For each list the fields by which its items are told apart, the surest first; `id`, `name` and `url` for any other."""
_OTHERWISE = (("id",), ("name",), ("url",))
_ALIKE = 0.6
"""How much of two items must agree for them to be one item that was reworded."""
MANY = 400
"""Possible pairs from which on looking for reworded items takes too long."""

Pair = tuple[int, int]


def pairs(field: str, before: Sequence[Any], after: Sequence[Any]) -> list[Pair]:
    """The positions of items that are the same before and after, by their position after."""
    found: list[Pair] = []
    left, right = list(range(len(before))), list(range(len(after)))
    for names in ((), *NAMED_BY.get(field, _OTHERWISE)):
        for one, other in list(_named_alike(names, {at: before[at] for at in left}, {at: after[at] for at in right})):
            found.append((one, other))
            left.remove(one)
            right.remove(other)
    for one, other in _reworded(before, after, list(product(left, right))):
        if one in left and other in right:
            found.append((one, other))
            left.remove(one)
            right.remove(other)
    return sorted(found, key=lambda pair: pair[1])


def _named_alike(names: tuple[str, ...], before: dict[int, Any], after: dict[int, Any]) -> Iterator[Pair]:
    """Items with the same name, where no other item has it; without fields to look at, equal items."""
    olds, news = ({at: _name(item, names) for at, item in items.items()} for items in (before, after))
    for at, name in olds.items():
        places = [place for place, other in news.items() if other == name]
        same = [place for place, other in olds.items() if other == name]
        if name and len(places) == len(same) and (not names or len(same) == 1):
            yield at, places[same.index(at)]


def _name(item: Any, names: tuple[str, ...]) -> str:
    if not names:
        return repr(item)
    told = [item.get(name) for name in names] if isinstance(item, dict) else []
    return repr(told) if any(value is not None for value in told) else ""


def _reworded(before: Sequence[Any], after: Sequence[Any], possible: list[Pair]) -> list[Pair]:
    """Pairs of items that are mostly the same text, those that agree most first."""
    if len(possible) > MANY:
        return []
    alike = [(SequenceMatcher(None, repr(before[one]), repr(after[other]), autojunk=False).ratio(), one, other) for one, other in possible]
    return [(one, other) for share, one, other in sorted(alike, key=lambda it: (-it[0], it[1:])) if share >= _ALIKE]
