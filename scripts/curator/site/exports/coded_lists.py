"""Lists for the site's scripts, in which equal items are written once."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from curator.site.exports.json_text import compact

T = TypeVar("T", bound=Hashable)


class CodedList(Generic[T]):
    """The distinct items of a list in order of first appearance, and the position of each item among them; equal items are held once."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        self.values: dict[T, int] = {}
        self.at: list[int] = []
        for item in items:
            self.add(item)

    def add(self, item: T) -> None:
        """Add an item at the end."""
        self.at.append(self.values.setdefault(item, len(self.values)))

    def as_dict(self) -> dict[str, Any]:
        """Return both lists."""
        return {"values": list(self.values), "at": self.at}


def coded(items: Iterable[T]) -> dict[str, Any]:
    """Return a list as its distinct items and their positions."""
    return CodedList(items).as_dict()


def with_items(known: dict[str, Any], items: Mapping[int, Hashable]) -> dict[str, Any]:
    """Return a list that was read from a file, with the items at some positions replaced."""
    values, at = known["values"], known["at"]
    if all(_item(values[at[place]]) == item for place, item in items.items()):
        return known
    every = list(map([_item(it) for it in values].__getitem__, at))
    for place, item in items.items():
        every[place] = item
    return known | coded(every)


def _item(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value


def compact_json(content: dict[str, Any]) -> str:
    """Return an object as JSON without spaces."""
    return compact(content) + "\n"
