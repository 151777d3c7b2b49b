"""Paths into a record: the value at a path, the paths inside a value, and paths as text."""

from collections.abc import Iterator
from typing import Any

from curator.records.problem import Path


def value_at(value: Any, path: Path) -> Any:
    """The value at a path of keys and positions; None if there is none."""
    for step in path:
        found = isinstance(value, dict) and step in value if isinstance(step, str) else isinstance(value, list) and step < len(value)
        if not found:
            return None
        value = value[step]
    return value


def leaf_paths(value: Any, start: Path = ()) -> Iterator[Path]:
    """The paths of all single values inside a value, and of lists of single values."""
    entries: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        entries = list(value.items())
    elif isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        entries = list(enumerate(value))
    else:
        yield start
    for step, child in entries:
        yield from leaf_paths(child, (*start, step))


def dotted(path: Path) -> str:
    """The path as text with dots, e.g. `licence.0.commercial_use`."""
    return ".".join(map(str, path))


def bracketed(path: Path) -> str:
    """The path as text with positions in brackets, e.g. `licence[0].commercial_use`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def evidence_path(record: Any, path: Path) -> str:
    """The dotted path as `evidence` writes it: list items by name, or by position if they have no name."""
    steps: list[str] = []
    for position, step in enumerate(path):
        item = value_at(record, path[: position + 1])
        name = item.get("name") if isinstance(step, int) and isinstance(item, dict) else None
        steps.append(name if isinstance(name, str) else str(step))
    return ".".join(steps)


def exists(value: Any, path: str) -> bool:
    """Whether a dotted path leads to a value; list items are found by name or position, and names may contain dots."""
    if not path or (isinstance(value, dict) and path in value):
        return True
    steps = path.split(".")
    for length in range(1, len(steps) + 1):
        step, rest = ".".join(steps[:length]), ".".join(steps[length:])
        if isinstance(value, dict) and step in value and exists(value[step], rest):
            return True
        if isinstance(value, list) and any(_is(item, step, position) and exists(item, rest) for position, item in enumerate(value)):
            return True
    return False


def is_within(path: str, parent: str) -> bool:
    """Whether a dotted path is another one or inside it."""
    return path == parent or path.startswith(f"{parent}.")


def prefixes(path: str) -> list[str]:
    """The dotted path and all its parents, longest first."""
    steps = path.split(".")
    return [".".join(steps[:length]) for length in range(len(steps), 0, -1)]


def _is(item: Any, step: str, position: int) -> bool:
    return str(position) == step or (isinstance(item, dict) and item.get("name") == step)
