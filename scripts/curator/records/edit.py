"""Edits of plain data: set or remove a value at a path."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any


class Removed:
    """The type of REMOVED."""


REMOVED = Removed()
"""The value of an edit that removes a value."""


class EditError(Exception):
    """An edit that cannot be applied; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A value to set at a path of keys and positions, or REMOVED."""

    path: tuple[str | int, ...]
    value: Any


def applied(value: Any, edits: Iterable[Edit]) -> Any:
    """Return a copy of a value after all edits, in their order.

    Missing mappings along a path are created, a position equal to a list's length appends an item, and a list or mapping
    that a removal leaves empty is removed as well. Raises EditError.
    """
    root = deepcopy(value)
    for edit in edits:
        _apply(root, edit)
    return root


def _apply(root: Any, edit: Edit) -> None:
    if not edit.path:
        raise EditError("an edit has an empty path")
    parents = [root]
    for step in edit.path[:-1]:
        child = _child(parents[-1], step)
        if child is None:
            if isinstance(edit.value, Removed):
                return
            child = [] if edit.path[len(parents)] == 0 else {}
            _put(parents[-1], step, child, edit)
        parents.append(child)
    if isinstance(edit.value, Removed):
        _remove(parents, edit.path)
    else:
        _put(parents[-1], edit.path[-1], deepcopy(edit.value), edit)


def _child(parent: Any, step: str | int) -> Any:
    """Return the value at one step below a list or mapping; None if there is none."""
    if isinstance(parent, dict):
        return parent.get(step)
    return parent[step] if isinstance(parent, list) and isinstance(step, int) and 0 <= step < len(parent) else None


def _put(parent: Any, step: str | int, child: Any, edit: Edit) -> None:
    if isinstance(parent, dict) and isinstance(step, str):
        parent[step] = child
    elif isinstance(parent, list) and isinstance(step, int) and 0 <= step <= len(parent):
        parent[step : step + 1] = [child]
    else:
        raise EditError(f"`{'.'.join(map(str, edit.path))}` is not a path of the record")


def _remove(parents: list[Any], path: tuple[str | int, ...]) -> None:
    """Remove an entry, and the lists and mappings that it leaves empty."""
    for parent, step in zip(reversed(parents), reversed(path), strict=True):
        present = step in parent if isinstance(parent, dict) else isinstance(parent, list) and isinstance(step, int) and 0 <= step < len(parent)
        if not present:
            return
        del parent[step]
        if parent:
            return
