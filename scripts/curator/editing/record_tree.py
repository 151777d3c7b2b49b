"""A record as a tree that keeps what people wrote between the values: every comment stands at the value it belongs to."""

from dataclasses import dataclass, field
from typing import Any

HEAD = "# yaml-language-server: $schema=../schema.json"
"""The first line of a record, by which editors find the schema; it belongs to no value."""


@dataclass
class Node:
    """A value with its comments: lines above it, a remark beside it, lines below the last of its entries."""

    value: Any
    spelled: str = ""
    """A number as it was written."""
    above: list[str] = field(default_factory=list)
    """Comments, and "" for an empty line between them."""
    beside: str = ""
    below: list[str] = field(default_factory=list)

    @property
    def entries(self) -> "list[tuple[str | int, Node]]":
        """What a list or mapping holds, by key or position; nothing for a single value."""
        if isinstance(self.value, dict):
            return list(self.value.items())
        return list(enumerate(self.value)) if isinstance(self.value, list) else []

    @property
    def remarked(self) -> bool:
        """Whether a comment stands within a list or mapping."""
        return bool(self.below) or any(child.above or child.beside or child.remarked for _, child in self.entries)

    @property
    def comments(self) -> list[str]:
        """Every comment at this value and within it."""
        inside = [comment for _, child in self.entries for comment in child.comments]
        return [comment for comment in (*self.above, self.beside, *self.below, *inside) if comment]


def node(value: Any, old: Node | None = None) -> Node:
    """A plain value as a tree, with the comments that the parts it shares with an older tree have there."""
    new = Node(_inside(value, old), "" if isinstance(value, str) or value is None else str(value).lower() if isinstance(value, bool) else repr(value))
    if old:
        new.above, new.beside, new.below = old.above, old.beside, old.below if isinstance(value, (dict, list, tuple)) else []
    return new


def _inside(value: Any, old: Node | None) -> Any:
    if isinstance(value, dict):
        known = old.value if old and isinstance(old.value, dict) else {}
        return {str(key): node(child, known.get(str(key))) for key, child in value.items()}
    if isinstance(value, (list, tuple)):
        kept = [child for _, child in old.entries] if old else []
        return [next((same for same in kept if plain(same) == child), None) or node(child) for child in value]
    return value


def plain(tree: Node) -> Any:
    """The values of a tree without its comments."""
    if isinstance(tree.value, dict):
        return {key: plain(child) for key, child in tree.value.items()}
    return [plain(child) for child in tree.value] if isinstance(tree.value, list) else tree.value
