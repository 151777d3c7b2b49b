"""Sets and removes single values of a record's text, and keeps every comment."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from curator.editing import read_with_comments, record_tree
from curator.editing.canonical_format import rendered
from curator.editing.record_tree import Node
from curator.records.paths import dotted
from curator.records.problem import Path


class Removed:
    """The kind of REMOVED: instead of a value, that there is none."""


REMOVED = Removed()


class EditError(Exception):
    """A text that cannot be edited, or a path that leads to no place in it; the text is a sentence for the person who asked."""


@dataclass(frozen=True)
class Edit:
    """A value to set at a path of keys and positions, or REMOVED."""

    path: Path
    value: Any


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text in canonical form after all edits, in their order.

    Mappings on the way are made where they are missing, a position equal to a list's length adds an item, and a list or mapping
    that a removal leaves empty goes with it. Raises EditError.
    """
    found = read_with_comments.read(text)
    if found is None:
        raise EditError("the record cannot be read: mend what `curator check` reports of it first")
    for edit in edits:
        _apply(found, edit)
    return rendered(found)


def _apply(record: Node, edit: Edit) -> None:
    if not edit.path:
        raise EditError("an edit names no field")
    way = [record]
    for step in edit.path[:-1]:
        child = _child(way[-1], step)
        if child is None and isinstance(edit.value, Removed):
            return
        way.append(_put(way[-1], step, record_tree.node({}, child), edit.path) if child is None or child.value is None else child)
    if isinstance(edit.value, Removed):
        _remove(way, edit.path)
        return
    _put(way[-1], edit.path[-1], record_tree.node(edit.value, _child(way[-1], edit.path[-1])), edit.path)


def _child(parent: Node, step: str | int) -> Node | None:
    return dict(parent.entries).get(step)


def _put(parent: Node, step: str | int, child: Node, path: Path) -> Node:
    """Set an entry."""
    if isinstance(parent.value, dict) and isinstance(step, str):
        parent.value[step] = child
    elif isinstance(parent.value, list) and isinstance(step, int) and 0 <= step <= len(parent.value):
        parent.value[step : step + 1] = [child]
    elif isinstance(step, int) and step == 0 and parent.value == {}:
        parent.value = [child]
    else:
        raise EditError(f"`{dotted(path)}` leads to no place in the record")
    return child


def _remove(way: list[Node], path: Path) -> None:
    """Take an entry out, and what it leaves empty."""
    for parent, step in zip(reversed(way), reversed(path), strict=True):
        if _child(parent, step) is None:
            return
        del parent.value[step]
        if parent.value:
            return
