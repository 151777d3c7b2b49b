"""Reads a record's text as a tree, and finds for every comment the value it belongs to."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from curator.editing.record_tree import HEAD, Node
from curator.records import yaml_source
from curator.records.problem import Path
from curator.records.yaml_source import scalar


def read(text: str) -> Node | None:
    """The tree of a record's text; None where it is no mapping, or holds what a tree does not keep."""
    found = yaml_source.read("", text.encode("utf-8", "replace"))
    if not isinstance(found.value, dict) or any(problem.code != "empty-value" for problem in found.problems):
        return None
    reading = _Reading(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    # what the reader took is no deeper than its limit, and holds no alias
    tree = reading.node(yaml.compose(reading.text, Loader=yaml.CSafeLoader), ())
    for start, comment in reading.comments():
        if comment != HEAD:
            reading.attach(start, comment)
    return tree


@dataclass(frozen=True)
class _Spot:
    """Where an entry begins; sorted by place, the outer before the inner."""

    start: int
    path: Path
    column: int
    node: Node


class _Reading:
    """One pass over the composed nodes, and one over the text between them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spots: list[_Spot] = []
        self.ends: list[tuple[int, Node]] = []
        """Where values and keys end, with the value that a comment behind them belongs to."""
        self.scalars: list[tuple[int, int, Node]] = []
        self.columns: dict[Path, int] = {}
        """The column in which the entries of a list or mapping begin."""
        self.nodes: dict[Path, Node] = {}

    def node(self, given: Any, path: Path) -> Node:
        start, end = given.start_mark.index, given.end_mark.index
        if isinstance(given, yaml.ScalarNode):
            bare = given.style is None or given.style == ""
            value = scalar(given.value) if bare else given.value
            found = Node(value, given.value.lower() if isinstance(value, bool) else "" if value is None else given.value)
            self.scalars.append((start, end, found))
        else:
            found = Node({} if isinstance(given, yaml.MappingNode) else [])
            self.fill(found, given, path)
        self.nodes[path] = found
        if given.__class__ is yaml.ScalarNode or given.flow_style:
            self.ends.append((end, found))
        return found

    def fill(self, found: Node, given: Any, path: Path) -> None:
        for position, entry in enumerate(given.value):
            key, value = entry if isinstance(entry, tuple) else (None, entry)
            step = key.value if key else position
            before = len(self.spots)
            child = self.node(value, (*path, step))
            first = key or (value if given.flow_style else None)
            column = first.start_mark.column if first else given.start_mark.column
            self.columns.setdefault(path, column)
            self.spots.insert(before, _Spot((key or value).start_mark.index, (*path, step), column, child))
            if key:
                self.scalars.append((key.start_mark.index, key.end_mark.index, Node(None)))
                self.ends.append((key.end_mark.index, child))
                found.value[step] = child
            else:
                found.value.append(child)

    def comments(self) -> Iterator[tuple[int, str]]:
        """Where each comment begins, and its text: every # that is in no value."""
        self.spots.sort(key=lambda spot: (spot.start, len(spot.path)))
        self.ends.sort(key=lambda end: end[0])
        self.scalars.sort(key=lambda span: span[:2])
        position = 0
        for start, end, _ in [*self.scalars, (len(self.text), len(self.text), Node(None))]:
            for found in re.finditer("#.*", self.text[position:start]):
                yield position + found.start(), found[0].rstrip()
            # the sign of a text on lines of its own may have a comment behind it
            if head := re.match(r"[>|][-+0-9]*[ \t]+(#.*)", self.text[start:end]):
                yield start + head.start(1), head[1].rstrip()
            position = end

    def attach(self, start: int, comment: str) -> None:
        """Put a comment at the value it belongs to."""
        line = self.text.rfind("\n", 0, start) + 1
        before = self.text[line:start]
        spot = bisect_right(self.spots, start, key=lambda spot: spot.start)
        if before.strip():
            self.beside(line, start, comment, spot)
        else:
            self.alone(start - line, comment, spot, start)

    def beside(self, line: int, start: int, comment: str, spot: int) -> None:
        """A comment behind something: it belongs to what ends last before it on its line, else to what comes next."""
        held = next((owner for begin, end, owner in self.scalars if begin < start < end), None)
        place = bisect_right(self.ends, start, key=lambda end: end[0]) - 1
        if held is None and place >= 0 and self.ends[place][0] > line:
            held = self.ends[place][1]
        if held is None:
            held = self.spots[spot].node if spot < len(self.spots) else self.nodes[()]
            (held.above if held is not self.nodes[()] else held.below).append(comment)
        elif held.beside:
            held.above.append(comment)
        else:
            held.beside = comment

    def alone(self, column: int, comment: str, spot: int, start: int) -> None:
        """A comment on its own line: it belongs to what comes next, or ends the list or mapping that it is indented like."""
        after = self.spots[spot] if spot < len(self.spots) else None
        owner = self.closed(column, after, spot)
        target = self.nodes[owner].below if owner is not None else after.node.above if after else self.nodes[()].below
        blank = re.match(r"[^\n]*\n[ \t]*\n", self.text[start:])
        apart = owner is None and after is not None
        if apart and not target and re.search(r"\n[ \t]*\n[ \t]*$", self.text[max(0, start - 200) : start]):
            target.append("")
        target.append(comment)
        if apart and blank:
            target.append("")

    def closed(self, column: int, after: _Spot | None, spot: int) -> Path | None:
        """The list or mapping that a comment in a column ends, if any."""
        if spot == 0 or (after and column <= after.column):
            return None
        last = self.spots[spot - 1].path
        within = after.path[:-1] if after else None
        chain = [last[:length] for length in range(len(last), -1, -1)]
        found = next((path for path in chain if path in self.columns and self.columns[path] <= column), ())
        return None if within is not None and within[: len(found)] == found else found
