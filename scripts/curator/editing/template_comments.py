"""The remarks that `curator new` writes for whoever fills a record in; a record that is filled in has none of them."""

from collections.abc import Iterable

from curator.editing import read_with_comments
from curator.editing.canonical_format import rendered
from curator.editing.record_tree import Node
from curator.editing.template import record, remarks
from curator.records import yaml_source
from curator.records.problem import Place
from curator.records.vocabulary import Vocabularies


def of_new_records(words: Vocabularies) -> frozenset[str]:
    """Every comment of a new record, with those that stand beside a field once it is used."""
    new = read_with_comments.read(record({}, words))
    return frozenset({*(new.comments if new else ()), *remarks(words)})


def places(text: str, known: frozenset[str]) -> Iterable[Place]:
    """Where such remarks stand in a text."""
    for number, line in enumerate(text.split("\n"), start=1):
        start = line.find("#")
        while start >= 0 and line[start:].rstrip() not in known:
            start = line.find("#", start + 1)
        if start >= 0:
            yield Place(number, start + 1)


def without(text: str, known: frozenset[str]) -> str:
    """A record's text without such remarks; one that still waits for a value, or cannot be read, comes back as it was."""
    tree = read_with_comments.read(text)
    if tree is None or yaml_source.read("", text.encode()).problems or not known.intersection(tree.comments):
        return text
    _strip(tree, known)
    return rendered(tree)


def _strip(value: Node, known: frozenset[str]) -> None:
    value.above, value.below = _kept(value.above, known), _kept(value.below, known)
    value.beside = "" if value.beside in known else value.beside
    for _, child in value.entries:
        _strip(child, known)


def _kept(comments: list[str], known: frozenset[str]) -> list[str]:
    """Comments without those known; of empty lines that then stand together, one."""
    kept = [comment for comment in comments if comment not in known]
    lines = [comment for before, comment in zip(["", *kept], kept, strict=False) if comment or before]
    return lines if any(lines) else []
