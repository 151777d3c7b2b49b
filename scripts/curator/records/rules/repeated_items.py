"""Rules about items that occur twice in a list."""

from collections.abc import Iterator
from typing import Any

from curator.records.catalog import Catalog
from curator.records.edit import REMOVED, Edit
from curator.records.messages import finding
from curator.records.model import Dataset
from curator.records.problem import Finding, Path
from curator.records.rule import rule


@rule
def items_are_written_once(id_: str, _record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """No text occurs twice in a list; cited works have a rule of their own."""
    for field, value in catalog.sources[id_].value.items():
        if field != "citations" and isinstance(value, (dict, list)) and _repeats(value):
            for path, items in _lists(value, (field,)):
                yield from _repeated(path, items)


def _repeats(value: dict[str, Any] | list[Any]) -> bool:
    """Whether a text occurs twice in any list, which takes less than half the time of finding where."""
    if isinstance(value, list):
        texts = [item for item in value if isinstance(item, str)]
        if len(set(texts)) < len(texts):
            return True
    return any(map(_repeats, [it for it in (value.values() if isinstance(value, dict) else value) if isinstance(it, (dict, list))]))


def _lists(value: Any, path: Path) -> Iterator[tuple[Path, list[Any]]]:
    """Yield every list in a value, with its path."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _lists(child, (*path, key))
    elif isinstance(value, list):
        yield path, value
        for position, child in enumerate(value):
            yield from _lists(child, (*path, position))


def _repeated(path: Path, items: list[Any]) -> Iterator[Finding]:
    positions = [at for at, item in enumerate(items) if isinstance(item, str) and item in items[:at]]
    edit = Edit(path, [item for at, item in enumerate(items) if at not in positions])
    yield from (finding((*path, at), "repeated-item", edit=edit, item=items[at]) for at in positions)


@rule
def aliases_are_other_names(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """No alias is the name of the record."""
    others = [alias for alias in dict.fromkeys(record.aliases) if alias != record.name]
    for position, alias in enumerate(record.aliases):
        if alias == record.name:
            yield finding(("aliases", position), "alias-is-name", edit=Edit(("aliases",), others or REMOVED), name=alias)
