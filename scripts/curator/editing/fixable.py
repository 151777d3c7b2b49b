"""What no rule of the catalog tells, and can be mended without a person: each rule here says what is wrong and what stands there once it is right."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from curator.editing.edit import Edit
from curator.records.link_history import History, Seen
from curator.records.model import PARTS
from curator.records.model.text import address
from curator.records.problem import Finding, Path
from curator.records.yaml_source import Source

ADDRESSES = frozenset({"url", "homepage", "terms"})
"""Fields that hold an address."""
FORMER = "former-home"
"""A kind of link whose address is itself the fact, so that it stays when it leads elsewhere."""


@dataclass(frozen=True)
class Known:
    """What the rules look things up in."""

    history: History = field(default_factory=History)
    dimensions: Sequence[str] = ()
    """The terms of the vocabulary, in its order."""
    licences: Sequence[str] = ()
    """The ids of the vocabulary."""
    remarks: frozenset[str] = frozenset()
    """What `curator new` wrote for whoever fills a record in."""


@dataclass(frozen=True)
class Mend:
    """A value that is to stand at a path, and what is wrong with the present one."""

    edit: Edit
    code: str
    message: str
    fix: str

    @property
    def finding(self) -> Finding:
        """The mend as a fault, for a report."""
        return Finding(self.edit.path, self.code, self.message, f"{self.fix}, or run `curator fix`")


Rule = Callable[[Any, Known], Iterator[Mend]]


def moved_links(record: Any, known: Known) -> Iterator[Mend]:
    """An address that redirects for good is the one that it leads to; a former home stays what it was, and a source where it was read."""
    for path, url in addresses(record):
        if path[0] != "sources" and _kind(record, path) != FORMER and (to := _target(url, known.history.links.get(url))):
            yield Mend(Edit(path, to), "moved-address", f"`{url}` has moved for good", f"write `{to}`")


def secure_twins(record: Any, _known: Known) -> Iterator[Mend]:
    """An address that stands with https in the record stands there with https only."""
    found = list(addresses(record))
    secure = {url for _, url in found if url.startswith("https://")}
    for path, url in found:
        twin = f"https://{url.removeprefix('http://')}"
        if url.startswith("http://") and twin in secure:
            yield Mend(Edit(path, twin), "http-and-https", f"`{url}` stands in this record with https too", f"write `{twin}`")


def sorted_lists(record: Any, known: Known) -> Iterator[Mend]:
    """Changes stand by their day, dimensions as in the vocabulary, and parts of a split as always."""
    if not isinstance(record, dict):
        return
    lists: list[tuple[Path, Sequence[str], str]] = [(("changes",), (), "by their day"), (("dimensions",), known.dimensions, "as in the vocabulary")]
    splits = record.get("splits")
    places = range(len(splits) if isinstance(splits, list) else 0)
    lists += [(("splits", position, "withheld"), PARTS, "as train, validation, test") for position in places]
    for path, order, words in lists:
        if (right := _sorted(_at(record, path), order)) is not None:
            yield Mend(Edit(path, right), "unsorted", f"`{path[-1]}` is not in its order", f"sort it {words}")


RULES: tuple[Rule, ...] = (moved_links, secure_twins, sorted_lists)
LATER = frozenset({"moved-address"})
"""Codes of what becomes wrong by itself, and is reported by the clock only."""


def mends(record: Source, known: Known) -> Iterator[Finding]:
    """What the rules find in a record."""
    for rule in RULES:
        for mend in rule(record.value, known):
            yield mend.finding


def addresses(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every address in a record as written, with its path."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in entries:
        if step in ADDRESSES and isinstance(child, str):
            yield (*path, step), child
        else:
            yield from addresses(child, (*path, step))


def _kind(record: Any, path: Path) -> Any:
    """The kind of the link that an address belongs to."""
    return _at(record, (*path[:-1], "kind"))


def _at(value: Any, path: Path) -> Any:
    for step in path:
        inside: Mapping[Any, Any] = value if isinstance(value, dict) else dict(enumerate(value)) if isinstance(value, list) else {}
        value = inside.get(step)
    return value


def _target(url: str, seen: Seen | None) -> str:
    """Where an address has moved, if that is an address and no less safe."""
    to = seen.to if seen and seen.state == "moved" and seen.to else ""
    try:
        safe = address(to) and not (url.startswith("https://") and to.startswith("http://"))
    except ValueError:
        return ""
    return to if safe and to != url else ""


def _sorted(value: Any, order: Sequence[str]) -> list[Any] | None:
    """A list in its order, by day where no order is given; None for one that is, or that has other things in it."""
    if not isinstance(value, list):
        return None
    if not order and all(isinstance(item, dict) and isinstance(item.get("date"), str) for item in value):
        right = sorted(value, key=lambda item: str(item["date"]))
    elif all(isinstance(item, str) and item in order for item in value):
        right = sorted(value, key=list(order).index)
    else:
        return None
    return None if right == value else right
