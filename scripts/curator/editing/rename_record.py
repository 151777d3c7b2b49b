"""Renames a record in every file that names it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from curator.editing.new_record import refusal
from curator.records import printed_table, read_file, yaml_source
from curator.records.canonical_format import edited, quoted
from curator.records.catalog import Catalog
from curator.records.edit import Edit, EditError
from curator.records.problem import Path as Place
from curator.records.record_addresses import record_file

Holds = Callable[[Place], bool]


class RenameError(Exception):
    """Why a record cannot be renamed; the message is a sentence."""


def renamed(root: Path, old: str, new: str, catalog: Catalog) -> dict[Path, str | None]:
    """Return the new text of every file that changes, and None for the record's old file. Raises RenameError."""
    if old not in catalog.sources:
        whose = catalog.by_former_id.get(old)
        raise RenameError(f"`{old}` is not a record" + (f": its id is {', '.join(whose)} now" if whose else ": write the id of a record in catalog/datasets/"))
    back = catalog.by_former_id.get(new) == [old]
    if not back and (why := refusal(new, catalog, root)):
        raise RenameError(why)
    found: dict[Path, str | None] = {}
    for file, holds in (*((record_file(id_), _in_record) for id_ in catalog.sources), (printed_table.FILE, _in_printed_table)):
        if read_file.is_file(root, file):
            found[root / file] = replaced(_text(root, file), old, new, holds)
    old_path = root / record_file(old)
    former = [*(id_ for id_ in _former(catalog.sources[old].value) if id_ != new), old]
    try:
        record = edited(str(found[old_path]), [Edit(("formerly",), former)])
    except EditError as error:
        raise RenameError(f"{record_file(old)}: {error}") from error
    return {**found, root / record_file(new): record, old_path: None}


def _former(record: Any) -> list[Any]:
    """Return the former ids of a record. Raises RenameError."""
    found = record.get("formerly", []) if isinstance(record, dict) else []
    if not isinstance(found, list):
        raise RenameError("nothing was written: `formerly` is not a list of ids; correct it first")
    return found


def replaced(text: str, old: str, new: str, holds: Holds) -> str:
    """Return a file's text with a new id wherever the old one is written as an id; every other byte is kept."""
    spots = sorted((start, end) for path, start, end in _scalars(text) if holds(path))
    for start, end in reversed(spots):
        if text[start:end].strip("\"'") == old:
            text = text[:start] + quoted(new, flow=True) + text[end:]
    return text


def _in_record(path: Place) -> bool:
    return path == ("withdrawn", "successor") or (path[:1] in (("relations",), ("synthetic",)) and path[-1] == "to")


def _in_printed_table(path: Place) -> bool:
    return path[-1:] == ("record",)


def _text(root: Path, file: str) -> str:
    """Return the text of a file. Raises RenameError if it cannot be read, because it may name the record."""
    content = read_file.start_of(root / file)
    if problems := yaml_source.read(file, content).problems:
        raise RenameError(
            f"nothing was written: {file} may refer to the record, but cannot be read. Fix the problem that `curator check` reports ({problems[0].code}) first. "
            "If you just created the record, delete its file and create it again with the correct id"
        )
    return content.decode().removeprefix("\ufeff")


def _scalars(text: str) -> Iterator[tuple[Place, int, int]]:
    """Yield every single value of a text, with its path and position."""

    def within(node: Any, path: Place) -> Iterator[tuple[Place, int, int]]:
        if isinstance(node, yaml.ScalarNode):
            yield path, node.start_mark.index, node.end_mark.index
        for position, entry in enumerate(node.value if isinstance(node, yaml.CollectionNode) else ()):
            key, value = entry if isinstance(entry, tuple) else (None, entry)
            yield from within(value, (*path, key.value if key else position))

    # the reader has accepted the text, so that it is not nested too deeply
    return within(yaml.compose(text, Loader=yaml.CSafeLoader), ())
