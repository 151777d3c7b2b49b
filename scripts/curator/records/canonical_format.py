"""Canonical format of a record: the model's order of fields, quotes only where YAML needs them, short values on one line.

The form in the browser writes the same format.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from curator.records import yaml_source
from curator.records.edit import Edit, EditError, applied
from curator.records.field_order import LISTINGS, RECORD, TALL, WIDE, Shape
from curator.records.problem import Place
from curator.records.yaml_reader import scalar
from curator.records.yaml_source import Source

SCHEMA_LINE = "# yaml-language-server: $schema=../schema.json"
"""The first line of a record, with which editors find the schema."""
GROUPS = (
    ("modality", "body_part", "target", "tasks", "dimensions", "frame_size", "counts", "releases", "splits", "classes", "formats", "download_size"),
    ("access", "licence", "acknowledgement"),
    ("citations", "relations", "known_issues", "loaders", "seen_by", "registries"),
    ("corrections",),
    ("notes",),
    ("sources", "evidence", "unverified", "not_reported", "disputed", "changes", "contributors", "checked"),
)
"""Groups of fields; a blank line precedes the first field of each."""
MAX_WIDTH = 130
"""Characters of a line, unless it cannot be broken."""
_ANY = Shape()
"""The shape of a value without a model."""
_INDICATOR = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`]")
_UNSAFE = re.compile(r": | #|:$|^\s|\s$|^---|^\.\.\.")
_IN_FLOW = re.compile(r"[,\[\]{}]|:\?|^https?://")
_CONTROL = "\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff"
_ESCAPED = re.compile(f"[{_CONTROL}]")
_ORDINARY = {flow: re.compile(rf"[A-Za-z][^:#{_CONTROL}{brackets}]*(?<!\s)") for flow, brackets in ((False, ""), (True, r",\[\]{}"))}
"""Texts that need no quotes, outside and within brackets, unless they are one of the next words: most texts, found with one pattern."""
_is_ordinary, _is_ordinary_in_flow = (_ORDINARY[flow].fullmatch for flow in (False, True))
_ORDINARY_WORDS = re.compile(rf"{_ORDINARY[True].pattern}(?:, {_ORDINARY[True].pattern})*")
_NULL_OR_BOOLEAN = frozenset({"null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"})
_BREAK = re.compile(r"(?<! ) (?! )")
"""A space at which a line may be broken."""


def formatted(text: str) -> str:
    """Return a record's text in canonical format, with the same values.

    A text that is not a record in valid YAML, or has comments, which the format does not keep, is returned unchanged.
    """
    new = canonical(yaml_source.read("", text.encode("utf-8", "replace")))
    return text if new is None else new


def canonical(source: Source) -> str | None:
    """Return the canonical text of a source; None if `formatted` would not change its text."""
    if source.canonical or not is_record(source) or other_comments(source):
        return None
    new = written(source.value)
    return new if new == source.text or _values(yaml_source.read("", new.encode()).value) == _values(source.value) else None


def is_record(source: Source) -> bool:
    """Return whether a source consists of fields, all of which could be read; fields may have no value."""
    return isinstance(source.value, dict) and all(problem.code == "empty-value" for problem in source.problems)


def other_comments(source: Source) -> list[tuple[Place, str]]:
    """Return the comments of a record, except the line that names the schema."""
    return [(place, comment) for place, comment in source.comments if (place.line, comment) != (1, SCHEMA_LINE)]


def written(record: Mapping[str, Any]) -> str:
    """Return the canonical text of a record."""
    lines = [SCHEMA_LINE]
    last = None
    for key, shape in RECORD.layout(record)[1]:
        group = next((group for group in GROUPS if key in group), last)
        if group != last and len(lines) > 1:
            lines.append("")
        last = group
        value, head = record[key], f"{_key(key)}:"
        if key in LISTINGS and value and isinstance(value, (dict, list)):
            lines.append(head)
            _place_block(lines, value, 2, shape)
        else:
            _place(lines, head, value, 0, shape)
    return "\n".join(lines) + "\n"


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return the text of a record in canonical format after all edits, in their order. Raises EditError."""
    source = yaml_source.read("", text.encode("utf-8", "replace"))
    if not is_record(source):
        raise EditError("the record cannot be read: fix what `curator check` reports first")
    if other_comments(source):
        raise EditError("the record has comments, which would be lost: move them to `notes` first")
    return written(applied(source.value, edits))


def _values(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _place(lines: list[str], head: str, value: Any, indent: int, shape: Shape) -> None:
    """Add the lines of a value after its key or dash."""
    short, wide = "", False
    if isinstance(value, dict):
        model, entries = shape.layout(value)
        wide = model in WIDE
        if not value or not (model in TALL or (not wide and _is_long(value))):
            short = f"{head} {_flow_mapping(value, entries)}"
    elif isinstance(value, list):
        if dict not in map(type, value):
            short = f"{head} {flow_style(value, shape)}"
    else:
        lines += _single(head, value, indent)
        return
    if short and (len(short) <= MAX_WIDTH or wide) and not ("\\n" in short and _has_line_break(value)):
        lines.append(short)
    elif not head.endswith("-"):
        lines.append(head)
        _place_block(lines, value, indent + 2, shape)
    else:
        first = len(lines)
        _place_block(lines, value, indent + 2, shape)
        lines[first] = head + lines[first][len(head) :]  # the first line of a list item follows its dash


def _single(head: str, value: Any, indent: int) -> list[str]:
    """Return the lines of a text, a number, true or false, or a missing value."""
    if not isinstance(value, str):
        return [f"{head} {_plain(value)}".rstrip()]
    long = len(head) + len(value) >= MAX_WIDTH
    short = "" if long else f"{head} {quoted(value, flow=False)}"
    folded = _folded(value, indent + 2) if long or "\n" in value or len(short) > MAX_WIDTH else []
    return [f"{head} {folded[0]}", *folded[1:]] if folded else [short or f"{head} {quoted(value, flow=False)}"]


def _plain(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else repr(value)


def _is_long(value: Mapping[str, Any]) -> bool:
    """Whether the texts of a mapping do not fit on one line."""
    return sum([len(child) for child in value.values() if isinstance(child, str)]) >= MAX_WIDTH


def _has_line_break(value: Any) -> bool:
    if isinstance(value, (dict, list)):
        return any(map(_has_line_break, value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and "\n" in value


def flow_style(value: Any, shape: Shape = _ANY) -> str:
    """Return a value on one line, in YAML's flow style."""
    if isinstance(value, str):
        return value if _is_ordinary_in_flow(value) and value not in _NULL_OR_BOOLEAN else _quoted(value, flow=True)
    if isinstance(value, dict):
        return _flow_mapping(value, shape.layout(value)[1])
    if isinstance(value, list):
        inside = shape.inside
        return _flow_words(value) or "[" + ", ".join([flow_style(item, inside) for item in value]) + "]"
    return _plain(value)


def _flow_words(value: list[Any]) -> str:
    """Return a list of texts that need no quotes, in flow style; an empty text for other lists."""
    if set(map(type, value)) != {str}:
        return ""
    words = ", ".join(value)
    return f"[{words}]" if _ORDINARY_WORDS.fullmatch(words) and words.count(",") == len(value) - 1 and _NULL_OR_BOOLEAN.isdisjoint(value) else ""


def _flow_mapping(value: Mapping[str, Any], entries: Iterable[tuple[str, Shape]]) -> str:
    return "{" + ", ".join([f"{_key(key)}: {flow_style(value[key], inside)}" for key, inside in entries]) + "}"


def _place_block(lines: list[str], value: Any, indent: int, shape: Shape) -> None:
    """Add the lines of a list or mapping with one entry below the other."""
    pad = " " * indent
    if isinstance(value, dict):
        entries = [(f"{pad}{_key(key)}:", value[key], inside) for key, inside in shape.layout(value)[1]]
    else:
        entries = [(f"{pad}-", item, shape.inside) for item in value]
    for head, child, inside in entries:
        if isinstance(child, str) and len(head) + len(child) < MAX_WIDTH and _is_ordinary(child) and child not in _NULL_OR_BOOLEAN:
            lines.append(f"{head} {child}")
        else:
            _place(lines, head, child, indent, inside)


def quoted(text: str, *, flow: bool) -> str:
    """Return text on one line: plain, or quoted if YAML needs it; within brackets, addresses are quoted too."""
    ordinary = _is_ordinary_in_flow(text) if flow else _is_ordinary(text)
    return text if ordinary and text not in _NULL_OR_BOOLEAN else _quoted(text, flow=flow)


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return quoted(text, flow=True)


@lru_cache(maxsize=4096)
def _quoted(text: str, *, flow: bool) -> str:
    if text and not _INDICATOR.match(text) and not _UNSAFE.search(text) and not _ESCAPED.search(text) and isinstance(scalar(text), str):
        if not (flow and _IN_FLOW.search(text)):
            return text
    elif ('"' in text or "\\" in text) and "'" not in text and not _ESCAPED.search(text):
        return f"'{text}'"
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _folded(text: str, indent: int) -> list[str]:
    """Return the indicator and the lines of a block text; nothing if the text must be written on one line."""
    if _ESCAPED.search(text.replace("\n", "")) or text != text.strip() or not text:
        return []
    pad = " " * indent
    if "\n" in text:
        return ["|-", *(pad + line if line else line for line in text.split("\n"))]
    lines = [pad + line for line in _wrapped(text, MAX_WIDTH - indent)]
    return [">-", *lines] if len(lines) > 1 else []


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text: each ends at the last break within the width, or else at the next one."""
    start = 0
    while len(text) - start > width:
        at = text.rfind(" ", start, start + width + 1)
        while at > start and " " in (text[at - 1], text[at + 1]):
            at = text.rfind(" ", start, at)
        if at <= start:
            later = _BREAK.search(text, start + width + 1)
            if later is None:
                break
            at = later.start()
        yield text[start:at]
        start = at + 1
    yield text[start:]
