"""Lists for the site's scripts, in which equal items are written once."""

from collections.abc import Hashable, Sequence
from typing import Any, TypeVar

from curator.site.exports.json_text import compact

T = TypeVar("T", bound=Hashable)


def coded(items: Sequence[T]) -> dict[str, Any]:
    """Return the distinct items of a list in order of first appearance, and the position of each item among them."""
    values = {item: at for at, item in enumerate(dict.fromkeys(items))}
    return {"values": list(values), "at": [values[item] for item in items]}


def compact_json(content: dict[str, Any]) -> str:
    """Return an object as JSON without spaces."""
    return compact(content) + "\n"
