"""Dotted paths into a record as written: keys, and list items by their name or position."""

from typing import Any


def reach(value: Any, path: str) -> bool:
    """Whether a dotted path leads to something; names may hold dots themselves."""
    if not path:
        return True
    steps = path.split(".")
    for length in range(1, len(steps) + 1):
        step, rest = ".".join(steps[:length]), ".".join(steps[length:])
        if isinstance(value, dict) and step in value and reach(value[step], rest):
            return True
        if isinstance(value, list) and any(_is(item, step, position) and reach(item, rest) for position, item in enumerate(value)):
            return True
    return False


def prefixes(path: str) -> list[str]:
    """The path and all that it begins with, longest first."""
    steps = path.split(".")
    return [".".join(steps[:length]) for length in range(len(steps), 0, -1)]


def _is(item: Any, step: str, position: int) -> bool:
    return str(position) == step or (isinstance(item, dict) and item.get("name") == step)
