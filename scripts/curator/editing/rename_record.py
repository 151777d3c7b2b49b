"""Gives a record another id, in every file that names it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from curator.editing.edit import Edit, EditError, edited
from curator.editing.record_ids import refusal
from curator.editing.scalars import spelled
from curator.records import printed_table, yaml_source
from curator.records.catalog import Catalog
from curator.records.load import DATASETS
from curator.records.problem import Path as Place

Holds = Callable[[Place], bool]


class RenameError(Exception):
    """Why a record cannot be renamed, as a sentence."""


def renamed(root: Path, old: str, new: str, catalog: Catalog) -> dict[Path, str | None]:
    """What every file that changes holds once a record has another id; None for the record's old file. Raises RenameError."""
    if old not in catalog.sources:
        whose = catalog.formerly.get(old)
        raise RenameError(f"`{old}` is no record" + (f": it is called {', '.join(whose)} now" if whose else ": name one of catalog/datasets/"))
    back = catalog.formerly.get(new) == [old]
    if not back and (why := refusal(new, catalog, root)):
        raise RenameError(why)
    found: dict[Path, str | None] = {}
    for file, holds in (*((f"{DATASETS}/{id_}.yaml", _in_record) for id_ in catalog.sources), (printed_table.FILE, _in_print)):
        if (root / file).is_file():
            found[root / file] = replaced(_text(root, file), old, new, holds)
    place = root / DATASETS / f"{old}.yaml"
    former = [*(id_ for id_ in _former(catalog.sources[old].value) if id_ != new), old]
    try:
        record = edited(str(found[place]), [Edit(("formerly",), former)])
    except EditError as error:
        raise RenameError(f"{DATASETS}/{old}.yaml: {error}") from error
    return {**found, root / DATASETS / f"{new}.yaml": record, place: None}


def _former(record: Any) -> list[Any]:
    """The ids that a record had before, as written. Raises RenameError."""
    found = record.get("formerly", []) if isinstance(record, dict) else []
    if not isinstance(found, list):
        raise RenameError("nothing was written, as `formerly` is no list of ids: mend it first")
    return found


def replaced(text: str, old: str, new: str, holds: Holds) -> str:
    """A file's text with one id in place of another wherever ids stand; all else stays, to the byte."""
    spots = sorted((start, end) for path, start, end in _scalars(text) if holds(path))
    for start, end in reversed(spots):
        if text[start:end].strip("\"'") == old:
            text = text[:start] + spelled(new, flow=True) + text[end:]
    return text


def _in_record(path: Place) -> bool:
    return path == ("withdrawn", "successor") or (len(path) == 3 and path[0] == "relations" and path[2] == "to")


def _in_print(path: Place) -> bool:
    return path[-1:] == ("record",)


def _text(root: Path, file: str) -> str:
    """The text of a file; one that cannot be read stops everything, because the id may stand in it."""
    content = yaml_source.start_of(root / file)
    if faults := yaml_source.read(file, content).problems:
        raise RenameError(
            f"nothing was written, as {file} may name the record but cannot be read: mend first what `curator check` reports of it ({faults[0].code}), "
            "or, if you only just began the record, delete its file and begin it anew under the right id"
        )
    return content.decode().removeprefix("\ufeff")


def _scalars(text: str) -> Iterator[tuple[Place, int, int]]:
    """Every single value of a text with its path and its span."""

    def within(node: Any, path: Place) -> Iterator[tuple[Place, int, int]]:
        if isinstance(node, yaml.ScalarNode):
            yield path, node.start_mark.index, node.end_mark.index
        for position, entry in enumerate(node.value if isinstance(node, yaml.CollectionNode) else ()):
            key, value = entry if isinstance(entry, tuple) else (None, entry)
            yield from within(value, (*path, key.value if key else position))

    # what the reader took is no deeper than its limit
    return within(yaml.compose(text, Loader=yaml.CSafeLoader), ())
