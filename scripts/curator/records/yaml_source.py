"""YAML as people wrote it: plain values, and the place of each, read under limits because a record is untrusted."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs do not name it

from curator.records.characters import described, hidden
from curator.records.messages import told
from curator.records.problem import Finding, Path, Place, Problem

LONGEST = 200_000
"""Bytes in a file: ten times the longest record."""
DEEPEST = 12
"""Levels of nesting: twice what the format uses."""

_NULL = re.compile(r"~|null|Null|NULL|")
_THOUSANDS = re.compile(r"[0-9]{3}\b")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]{1,18}")
_UNPRINTABLE = re.compile("[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_LINE_ENDING = re.compile("[\\x85\\u2028\\u2029]")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


@dataclass(frozen=True)
class Source:
    """A file's values with their places. `value` is None where the file could not be read at all."""

    file: str
    value: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def problem(self, finding: Finding) -> Problem:
        """The finding at its place in this file, or at the nearest place above it."""
        place = self._place(finding)
        return Problem(self.file, place.line, place.column, finding.code, finding.message, finding.fix)

    def _place(self, finding: Finding) -> Place:
        for length in range(len(finding.at), 0, -1):
            path = finding.at[:length]
            first, second = (self.keys, self.places) if finding.key or length < len(finding.at) else (self.places, self.keys)
            if place := first.get(path) or second.get(path):
                return place
        return Place()


def taken(root: FilePath, file: str, longest: int = LONGEST) -> tuple[bytes, tuple[Problem, ...]]:
    """What a file of the catalog in a folder holds, one byte beyond its limit at most; nothing where there is no file, and why where there is something else."""
    path = root / file
    if path.is_file():
        return start_of(path, longest), ()
    if path.exists() or path.is_symlink():
        return b"", (Problem(file, 1, 1, *told("no-file", name=path.name)),)
    return b"", ()


def start_of(path: FilePath, longest: int = LONGEST) -> bytes:
    """A file's content; of one that is too long only so much that one can tell."""
    with path.open("rb") as file:
        return file.read(longest + 1)


def read(file: str, content: bytes) -> Source:
    """The values of one YAML file; faults become problems of the source, never exceptions."""
    text, problem = decoded(file, content)
    if problem:
        return Source(file, problems=(problem,))
    if ending := _LINE_ENDING.search(text):
        name = f"U+{ord(ending[0]):04X}"
        return _unread(
            file, place_in(text, ending.start()), "yaml-syntax", f"the character {name} ends a line for YAML only", "remove it, or write a line break"
        )
    unseen = hidden_in(file, text)
    found = _parsed(file, text, frozenset(text[position] for position in hidden(text)) if unseen else frozenset())
    # what the reader cannot take as a character is reported as such already
    problems = () if unseen and found.value is None and not found.places else found.problems
    return replace(found, problems=tuple(sorted({*problems, *unseen})))


def hidden_in(file: str, text: str) -> tuple[Problem, ...]:
    """The characters of a file that readers cannot see, each at its first place."""
    places: dict[str, list[int]] = {}
    for position in hidden(text):
        if position or text[0] != "\ufeff":  # with which some editors begin a file
            places.setdefault(text[position], []).append(position)
    return tuple(_hidden(file, place_in(text, found[0]), character, len(found)) for character, found in places.items())


def _hidden(file: str, place: Place, character: str, times: int) -> Problem:
    number = f"; it is {times} times in the file" if times > 1 else ""
    return Problem(file, place.line, place.column, *told("hidden", character=described(character), number=number))


def _parsed(file: str, text: str, reported: frozenset[str]) -> Source:
    """The values of a text; characters that are reported already are not reported of values."""
    try:
        return _Reader(file, CParser(text), reported).source()
    except _TooDeepError as error:
        return _unread(file, error.place, "too-deep", f"values are nested more than {DEEPEST} levels deep", "look at the field reference for the field's shape")
    except yaml.MarkedYAMLError as error:
        said = " ".join(part for part in (error.context, error.problem) if part)
        mark = error.context_mark if "could not find expected ':'" in said else error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place()
        tab = _at(text, error.problem_mark) == "\t"
        return _unread(file, place, "yaml-syntax", "a tab stands here" if tab else f"this is not valid YAML: {said}", _syntax_fix("\t" if tab else said))
    except yaml.YAMLError as error:
        found = _UNPRINTABLE.search(text)
        place = place_in(text, found.start()) if found else Place()
        return _unread(file, place, "yaml-syntax", f"this is not valid YAML: {str(error).splitlines()[0]}", "remove the character named")


def decoded(file: str, content: bytes, longest: int = LONGEST) -> tuple[str, Problem | None]:
    """A file's text, or why it cannot be read: too long, or not UTF-8."""
    if len(content) > longest:
        fix = "shorten it" + ("; a record describes, it does not list" if longest == LONGEST else "")
        return "", Problem(file, 1, 1, "too-long", f"the file has more than {longest:,} bytes", fix)
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        place = place_in(content[: error.start].decode("utf-8"), error.start)
        return "", Problem(file, place.line, place.column, "not-utf-8", f"byte {content[error.start]:#04x} is not UTF-8", "save the file as UTF-8")


def place_in(text: str, position: int) -> Place:
    """The line and column of a position in a text."""
    before = text[:position]
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _at(text: str, mark: yaml.Mark | None) -> str:
    """The character at a mark; nothing at the end of the text."""
    lines = text.split("\n")
    return lines[mark.line][mark.column : mark.column + 1] if mark and mark.line < len(lines) else ""


def _unread(file: str, place: Place, code: str, message: str, fix: str) -> Source:
    return Source(file, problems=(Problem(file, place.line, place.column, code, message, fix),))


def _syntax_fix(said: str) -> str:
    """What to write, for the faults that beginners make."""
    if said == "\t":
        return "write spaces instead: YAML takes no tab before a field's name"
    if "mapping values are not allowed" in said:
        return "put text that holds `: ` in quotes, or on an indented line after `>-`"
    if "cannot start any token" in said:
        return "put text that begins with @, ` or % in quotes"
    if "could not find expected ':'" in said:
        return "write a colon and a space after a field's name, and indent the further lines of a text"
    if "alias" in said:
        return "put text that begins with * or & in quotes"
    return "look at this line and the one above: indentation, an unclosed quote or bracket"


class _TooDeepError(Exception):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class _Reader:
    """One pass over a file's events, which collects values, places and faults.

    libyaml composes a node tree by recursion without a limit, so that a few kilobytes of brackets end the process; from
    events the limit is ours. They also tell where an alias stands, which a composed tree does not.
    """

    def __init__(self, file: str, parser: CParser, reported: frozenset[str]) -> None:
        self.found = Source(file)
        self.reported = reported
        self.next = parser.get_event
        self.faults: list[Finding] = []
        self.number = ""
        """The whole number that was read last, with what a comma cut off it."""

    def source(self) -> Source:
        self.next()  # the stream begins
        event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            return _unread(self.found.file, Place(), "not-a-mapping", "the file is empty", "begin with `name:`, or copy another record")
        value = self.value(self.next(), ())
        self.next()  # the document ends
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            place = _place(event)
            return _unread(self.found.file, place, "yaml-syntax", "a second document begins here", "remove `---`: a file holds one record")
        problems = {self.found.problem(fault) for fault in self.faults}
        return Source(self.found.file, value, self.found.places, self.found.keys, tuple(sorted(problems)))

    def value(self, event: Any, path: Path) -> Any:
        self.found.places[path] = _place(event)
        if len(path) > DEEPEST:
            raise _TooDeepError(_place(event))
        if isinstance(event, yaml.AliasEvent):
            return self.fault(path, "yaml-alias", f"`*{event.anchor}` is an alias", "write the value out again, or put text that begins with * in quotes")
        self.bare(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self.entries(path))
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self.items(path))
        value = scalar(event.value) if event.implicit[0] else event.value
        if value is not None:
            self.number = str(value) if type(value) is int else ""
        elif not path:
            self.fault(path, "empty-value", "the file has no value", "begin with `name:`, or copy another record")
        elif rest := _THOUSANDS.match(str(path[-1])):
            self.number += rest[0] if self.number else ""
            fix = f"write {self.number}: numbers have no commas" if self.number else "write numbers without commas, and text that holds a comma in quotes"
            self.fault(path, "empty-value", f"`{path[-1]}` has no value", fix, key=True)
        else:
            self.fault(path, *told("no-value", name=path[-1]))
        return value

    def bare(self, event: Any, path: Path, *, key: bool = False) -> None:
        """Report an anchor or a tag, which records do not use, and a hidden character that is written as an escape."""
        if isinstance(event, yaml.ScalarEvent) and event.style == '"':
            for character in {event.value[position] for position in hidden(event.value)} - self.reported:
                self.fault(path, *told("hidden", character=described(character), number=""), key=key)
        if event.anchor:
            self.fault(path, "yaml-alias", f"`&{event.anchor}` is an anchor", "remove it, or put text that begins with & in quotes", key=key)
        if event.tag not in (None, "!"):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.fault(path, "yaml-tag", f"`{tag}` is a YAML tag", "remove it, or put text that begins with ! in quotes", key=key)

    def fault(self, path: Path, code: str, message: str, fix: str, *, key: bool = False) -> None:
        self.faults.append(Finding(path, code, message, fix, key=key))

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
            self.bare(event, (*path, name), key=True)
            yield name, self.value(self.next(), (*path, name))

    def refuse(self, event: Any, path: Path, name: str) -> None:
        """Tell a key that is no word, or stands a second time, and pass over it and its value."""
        place = _place(event)
        spot = (*path, f"key at {place.line}:{place.column}")
        self.found.keys[spot] = place
        if name:
            self.fault(spot, *told("repeated-key", name=name), key=True)
        else:
            fix = "write a word before the colon, and put text that begins with { or [ in quotes"
            self.fault(spot, "wrong-type", "a key is not a plain word", fix, key=True)
        self.skip(event)
        self.skip(self.next())

    def skip(self, event: Any) -> None:
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise _TooDeepError(_place(event))
            if depth == 0:
                return
            event = self.next()


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def scalar(text: str) -> str | int | float | bool | None:
    """A plain scalar's value: only null, true, false and numbers are not text."""
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    if _INT.fullmatch(text):
        return int(text)
    number = float(text) if _FLOAT.fullmatch(text) else math.nan
    return number if math.isfinite(number) else text
