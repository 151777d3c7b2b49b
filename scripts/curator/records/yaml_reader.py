"""Reads the events of a YAML parser: plain values with their places, and problems of YAML features that records do not use."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs do not name it

from curator.records.characters import described, hidden
from curator.records.messages import message_parts
from curator.records.problem import Finding, Path, Place

MAX_DEPTH = 12
"""Levels of nesting: twice what the format uses."""
_NULL = re.compile(r"~|null|Null|NULL|")
_THOUSANDS = re.compile(r"[0-9]{3}\b")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_ONLY_TEXT = frozenset("~nNtTfF-+.0123456789")
"""The characters with which null, true, false and numbers begin."""


@dataclass
class ParsedYaml:
    """The values of a text with the places of values and keys, findings, and the position of every single value."""

    value: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


class DocumentError(Exception):
    """A text that is empty, contains several documents, or is nested too deeply."""

    def __init__(self, place: Place, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.place, self.code, self.message, self.fix = place, code, message, fix


def parsed(text: str, reported: frozenset[str] = frozenset()) -> ParsedYaml:
    """Return the values of a text; hidden characters that are already reported are not reported again. Raises DocumentError and yaml.YAMLError."""
    return _YamlReader(CParser(text), reported).parsed()


def scalar(text: str) -> str | int | float | bool | None:
    """Return the value of a plain scalar: only null, true, false and numbers are not text."""
    if text and text[0] not in _NOT_ONLY_TEXT:
        return text
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    if _INT.fullmatch(text):
        return int(text)
    number = float(text) if _FLOAT.fullmatch(text) else math.nan
    return number if math.isfinite(number) else text


class _YamlReader:
    """One pass over the events of a text.

    libyaml composes nodes recursively without a limit, so that a few kilobytes of brackets end the process; with events the limit
    is ours. Events also show where an alias was written, which composed nodes do not.
    """

    def __init__(self, parser: CParser, reported: frozenset[str]) -> None:
        self.found = ParsedYaml()
        self.reported = reported
        self.parser = parser
        self.number = ""
        """The last whole number, with the digits that a comma separated from it."""

    def next(self) -> Any:
        event: Any = self.parser.get_event()
        if isinstance(event, yaml.ScalarEvent):
            marks: Any = event
            self.found.spans.append((marks.start_mark.index, marks.end_mark.index))
        return event

    def parsed(self) -> ParsedYaml:
        self.next()  # the stream begins
        event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            raise DocumentError(Place(), "not-a-mapping", "the file is empty", "begin with `name:`, or copy another record")
        self.found.value = self.value(self.next(), ())
        self.next()  # the document ends
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise DocumentError(_place(event), "yaml-syntax", "a second document begins here", "remove `---`: a file contains one record")
        return self.found

    def value(self, event: Any, path: Path) -> Any:
        self.found.places[path] = _place(event)
        _limit(len(path), event)
        if isinstance(event, yaml.AliasEvent):
            return self.report(path, "yaml-alias", f"`*{event.anchor}` is an alias", "repeat the value, or put text that begins with * in quotes")
        self.check_decoration(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self.entries(path))
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self.items(path))
        value = scalar(event.value) if event.implicit[0] else event.value
        if value is None:
            self.empty(path)
        else:
            self.number = str(value) if type(value) is int else ""
        return value

    def empty(self, path: Path) -> None:
        """Report a missing value, or the digits that a comma separated from a number."""
        if not path:
            self.report(path, "empty-value", "the file has no value", "begin with `name:`, or copy another record")
        elif rest := _THOUSANDS.match(str(path[-1])):
            self.number += rest[0] if self.number else ""
            fix = f"write {self.number}: numbers have no commas" if self.number else "write numbers without commas, and text that contains a comma in quotes"
            self.report(path, "empty-value", f"`{path[-1]}` has no value", fix, key=True)
        else:
            self.report(path, *message_parts("no-value", name=path[-1]))

    def check_decoration(self, event: Any, path: Path, *, key: bool = False) -> None:
        """Report an anchor or a tag, which are not allowed in records, and hidden characters that are written as escapes."""
        if isinstance(event, yaml.ScalarEvent) and event.style == '"':
            for character in {event.value[position] for position in hidden(event.value)} - self.reported:
                self.report(path, *message_parts("hidden", character=described(character), number=""), key=key)
        if event.anchor:
            self.report(path, "yaml-alias", f"`&{event.anchor}` is an anchor", "remove it, or put text that begins with & in quotes", key=key)
        if event.tag not in (None, "!"):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.report(path, "yaml-tag", f"`{tag}` is a YAML tag", "remove it, or put text that begins with ! in quotes", key=key)

    def report(self, path: Path, code: str, message: str, fix: str, *, key: bool = False) -> None:
        self.found.findings.append(Finding(path, code, message, fix, key=key))

    def items(self, path: Path) -> Iterator[Any]:
        position = 0
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            yield self.value(event, (*path, position))
            position += 1

    def entries(self, path: Path) -> Iterator[tuple[str, Any]]:
        names: set[str] = set()
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            name = event.value if isinstance(event, yaml.ScalarEvent) else ""
            if not name or name in names:
                self.refuse(event, path, name)
                continue
            names.add(name)
            self.found.keys[(*path, name)] = _place(event)
            self.check_decoration(event, (*path, name), key=True)
            yield name, self.value(self.next(), (*path, name))

    def refuse(self, event: Any, path: Path, name: str) -> None:
        """Report a key that is repeated or not a word, and skip it and its value."""
        place = _place(event)
        spot = (*path, f"key at {place.line}:{place.column}")
        self.found.keys[spot] = place
        if name:
            self.report(spot, *message_parts("repeated-key", name=name), key=True)
        else:
            fix = "write a word before the colon, and put text that begins with { or [ in quotes"
            self.report(spot, "wrong-type", "a key is not a plain word", fix, key=True)
        self.skip(event)
        self.skip(self.next())

    def skip(self, event: Any) -> None:
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            _limit(depth, event)
            if depth == 0:
                return
            event = self.next()


def _limit(depth: int, event: Any) -> None:
    if depth > MAX_DEPTH:
        fix = "see the field reference for the structure of the field"
        raise DocumentError(_place(event), "too-deep", f"values are nested more than {MAX_DEPTH} levels deep", fix)


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)
