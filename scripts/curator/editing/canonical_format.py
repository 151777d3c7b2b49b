"""The one form of a record's text: the model's order, quotes only where YAML needs them, short things on one line."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import dropwhile
from typing import Any

from curator.editing import read_with_comments, record_tree
from curator.editing.field_order import LISTINGS, RECORD, TALL, WIDE, Shape
from curator.editing.record_tree import HEAD, Node
from curator.editing.scalars import WIDTH, folded, spelled

GROUPS = (
    ("modality", "body_part", "target", "tasks", "dimensions", "frame_size", "counts", "releases", "splits", "classes", "formats", "download_size"),
    ("access", "licence", "acknowledgement"),
    ("citations", "relations", "known_issues", "loaders"),
    ("corrections",),
    ("notes",),
    ("sources", "evidence", "unverified", "disputed", "changes", "checked"),
)
"""Fields before the first of which an empty line stands."""


def formatted(text: str) -> str:
    """The canonical form of a record's text, with the same values and comments.

    A text that is not valid YAML, or holds what the form does not keep, comes back unchanged.
    """
    found = read_with_comments.read(text)
    if found is None:
        return text
    new = rendered(found)
    if new == text:
        return text
    again = read_with_comments.read(new)
    kept = again is not None and rendered(again) == new and _values(again) == _values(found) and Counter(again.comments) == Counter(found.comments)
    return new if kept else text


def written(record: Mapping[str, Any]) -> str:
    """The canonical text of a record from plain values."""
    return rendered(record_tree.node(dict(record)))


def rendered(record: Node) -> str:
    """The text of a record's tree."""
    lines = [HEAD]
    waiting = list(GROUPS)
    for key, shape in RECORD.entries(record.value):
        value = record.value[key]
        group = next((group for group in waiting if key in group), None)
        if group and len(lines) > 1:
            # an empty line that stands between comments tells where the group begins
            lines += value.above if "" in value.above else ["", *value.above]
        else:
            lines += _above(value, 0)
        waiting = [one for one in waiting if one is not group]
        lines += _placed(f"{spelled(key, flow=True)}:", value, 0, shape, tall=key in LISTINGS)
    return "\n".join([*lines, *record.below]) + "\n"


def _values(record: Node) -> str:
    return json.dumps(record_tree.plain(record), sort_keys=True)


def _above(value: Node, indent: int) -> list[str]:
    """The comments above a value, without an empty line before them."""
    lines = list(dropwhile(lambda line: not line, value.above))
    return [" " * indent + line if line else "" for line in lines]


def _placed(head: str, value: Node, indent: int, shape: Shape, *, tall: bool = False) -> list[str]:
    """A value behind the key or dash that leads to it."""
    remark = f"  {value.beside}" if value.beside else ""
    if not value.entries:
        return _single(head, value, indent, remark)
    model = shape.model(value.value) if isinstance(value.value, dict) else None
    if not tall and model not in TALL and _shortens(value):
        short = f"{head} {_flow(value, shape)}"
        if len(short) <= WIDTH or model in WIDE:
            return [short + remark]
    inside = list(_block(value, indent + 2, shape))
    if head.endswith("-"):
        return _itemised(head, value, inside, indent)
    return [head + remark, *inside]


def _single(head: str, value: Node, indent: int, remark: str) -> list[str]:
    """A text, a number, nothing, or an empty list or mapping, behind its key or dash."""
    if not isinstance(value.value, str):
        return [f"{head} {_flow(value, Shape())}".rstrip() + remark]
    short = f"{head} {spelled(value.value, flow=False)}"
    if "\n" in value.value or len(short) > WIDTH:
        lines = folded(value.value, indent + 2)
        if lines:
            return [f"{head} {lines[0]}{remark}", *lines[1:]]
    return [short + remark]


def _shortens(value: Node) -> bool:
    """Whether a list or mapping may stand on one line: none of its items is a mapping, and no comment and no text of several lines is in it."""
    items = value.value if isinstance(value.value, list) else ()
    return not value.remarked and not any(isinstance(child.value, dict) for child in items) and not _broken(value)


def _broken(value: Node) -> bool:
    """Whether a text within has several lines."""
    return "\n" in value.value if isinstance(value.value, str) else any(_broken(child) for _, child in value.entries)


def _flow(value: Node, shape: Shape) -> str:
    """A value on one line, as it stands within brackets."""
    if isinstance(value.value, dict):
        entries = [f"{spelled(key, flow=True)}: {_flow(value.value[key], inside)}" for key, inside in shape.entries(value.value)]
        return "{" + ", ".join(entries) + "}"
    if isinstance(value.value, list):
        return "[" + ", ".join([_flow(child, shape.values or Shape()) for child in value.value]) + "]"
    if isinstance(value.value, str):
        return spelled(value.value, flow=True)
    return value.spelled or ""


def _block(value: Node, indent: int, shape: Shape) -> Iterator[str]:
    """A list or mapping with its entries one below the other."""
    if isinstance(value.value, dict):
        for key, inside in shape.entries(value.value):
            yield from _above(value.value[key], indent)
            yield from _placed(f"{' ' * indent}{spelled(key, flow=True)}:", value.value[key], indent, inside)
    else:
        for child in value.value:
            yield from _above(child, indent)
            yield from _placed(" " * indent + "-", child, indent, shape.values or Shape())
    for comment in value.below:
        yield " " * indent + comment


def _itemised(head: str, value: Node, inside: list[str], indent: int) -> list[str]:
    """A list or mapping as the item of a list: its first line stands behind the dash, and what was beside or above it before the dash."""
    first = next(position for position, line in enumerate(inside) if line.strip() and not line.lstrip().startswith("#"))
    above = [*([value.beside] if value.beside else []), *(line.strip() for line in inside[:first])]
    return [*(" " * indent + line if line else "" for line in above), head + inside[first][len(head) :], *inside[first + 1 :]]
