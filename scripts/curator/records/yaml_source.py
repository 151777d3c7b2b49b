"""A YAML file as source: its values with their places, its comments, and the problems of reading it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from itertools import pairwise
from typing import Any

import yaml

from curator.records.characters import hidden
from curator.records.merge_conflict import merge_conflict
from curator.records.problem import Finding, Path, Place, Problem
from curator.records.read_file import decoded, hidden_characters, place_in
from curator.records.yaml_reader import DocumentError, parsed
from curator.records.yaml_values import usual_values

_LINE_SEPARATOR = re.compile("[\\x85\\u2028\\u2029]")
_UNPRINTABLE = "[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
"""Compiled when it is needed, because large classes take milliseconds."""
_WITHIN_WORD = re.compile(r"[0-9A-Za-z/]#")
"""A `#` in a word or a URL, all of which are values or keys."""
_BLOCK_HEADER = re.compile(r"[>|][-+0-9]*[ \t]+(#.*)")
"""The indicator of a block text, with a comment after it."""


@dataclass(frozen=True)
class Source:
    """The content of a file with its places; `value` is None if the file could not be read at all."""

    file: str
    value: Any = None
    places: Mapping[Path, Place] = field(default_factory=dict)
    keys: Mapping[Path, Place] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    """Problems of single values."""
    text_problems: tuple[Problem, ...] = ()
    """Problems of the text, which belong to no value."""
    text: str = ""
    comments: tuple[tuple[Place, str], ...] = ()
    canonical: bool = False
    """Whether the text is known to be in the canonical format of records."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of reading the file."""
        return self.located(self.findings)

    def located(self, findings: Iterable[Finding]) -> tuple[Problem, ...]:
        """Return findings of this file as problems, with those of its text, sorted by place."""
        return tuple(sorted({*self.text_problems, *map(self.problem, findings)}))

    def problem(self, finding: Finding) -> Problem:
        """Return a finding as a problem at its place in this file."""
        place = self.place(finding.at, key=finding.key)
        fix = f"{finding.fix}, or run `curator fix`" if finding.edit else finding.fix
        return Problem(self.file, place.line, place.column, finding.code, finding.message, fix)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Return the place of the value at a path, or with `key` that of its key; if it is not written, the nearest place above it."""
        for length in range(len(path), 0, -1):
            part = path[:length]
            first, second = (self.keys, self.places) if key or length < len(path) else (self.places, self.keys)
            if place := first.get(part) or second.get(part):
                return place
        return Place()


def read(file: str, content: bytes) -> Source:
    """Return the values of one YAML file; errors become problems of the source and are not raised."""
    text, problem = decoded(file, content)
    if problem := problem or merge_conflict(file, text):
        return Source(file, text_problems=(problem,))
    if separator := _LINE_SEPARATOR.search(text):
        message = f"U+{ord(separator[0]):04X} ends a line in YAML, but not in editors"
        return _unread(file, place_in(text, separator.start()), "yaml-syntax", message, "remove it, or write a line break")
    unseen = hidden_characters(file, text)
    if not unseen and (usual := usual_values(text)) is not None:
        return reread(file, text, usual, _comments_of(text))
    try:
        found = parsed(text, frozenset(text[position] for position in hidden(text)) if unseen else frozenset())
    except DocumentError as error:
        return _unread(file, error.place, error.code, error.message, error.fix)
    except yaml.YAMLError as error:
        # a character that the parser rejects is reported already
        return Source(file, text_problems=unseen) if unseen else _unread(file, *_syntax_error(text, error))
    return Source(file, found.value, found.places, found.keys, tuple(found.findings), unseen, text, tuple(_comments(text, found.spans)))


class _LaterPlaces(Mapping[Path, Place]):
    """The places of the values or of the keys of a text, which is parsed when the first place is needed."""

    def __init__(self, places: Callable[[], Mapping[Path, Place]]) -> None:
        self._places = places

    @cached_property
    def _found(self) -> Mapping[Path, Place]:
        return self._places()

    def __getitem__(self, path: Path) -> Place:
        return self._found[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def reread(file: str, text: str, value: Any, comments: Iterable[tuple[Place, str]], *, canonical: bool = False) -> Source:
    """Return the source of a text that was read without problems, with its values; their places are read when one is needed."""
    later = cache(partial(parsed, text))
    places, keys = _LaterPlaces(lambda: later().places), _LaterPlaces(lambda: later().keys)
    return Source(file, value, places, keys, text=text, comments=tuple(comments), canonical=canonical)


def _unread(file: str, place: Place, code: str, message: str, fix: str) -> Source:
    return Source(file, text_problems=(Problem(file, place.line, place.column, code, message, fix),))


def _comments_of(text: str) -> tuple[tuple[Place, str], ...]:
    """Return every comment of a text without problems; its values are read again only if a `#` could begin another comment than the first line."""
    end = max(text.find("\n"), 0) if text.startswith("#") else 0
    at = text.find("#", end)
    while at >= 0:
        if not _WITHIN_WORD.match(text, at - 1):
            return tuple(_comments(text, parsed(text).spans))
        at = text.find("#", at + 1)
    return ((Place(), text[:end].rstrip()),) if end else ()


def _comments(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[Place, str]]:
    """Yield every comment of a text with its place: each # outside of all values, to the end of its line."""
    if "#" not in text:
        return
    shift = text.startswith("\ufeff")  # the parser does not count it
    for (_, end), (start, after) in pairwise([(0, 0), *((first + shift, last + shift) for first, last in spans), (len(text), len(text))]):
        for found in re.finditer("#.*", text[end:start]):
            yield place_in(text, end + found.start()), found[0].rstrip()
        if header := _BLOCK_HEADER.match(text[start:after]):
            yield place_in(text, start + header.start(1)), header[1].rstrip()


def _syntax_error(text: str, error: yaml.YAMLError) -> tuple[Place, str, str, str]:
    """Return the place, the code, the message and the fix of a parser's error."""
    if not isinstance(error, yaml.MarkedYAMLError):
        found = re.search(_UNPRINTABLE, text)
        place = place_in(text, found.start()) if found else Place()
        return place, "yaml-syntax", f"invalid YAML: {str(error).splitlines()[0]}", "remove the character"
    reason = " ".join(part for part in (error.context, error.problem) if part)
    mark = error.context_mark if "could not find expected ':'" in reason else error.problem_mark or error.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark else Place()
    if _character_at(text, error.problem_mark) == "\t":
        return place, "yaml-syntax", "found a tab", "write spaces instead: YAML allows no tab before a field's name"
    return place, "yaml-syntax", f"invalid YAML: {reason}", _syntax_fix(reason)


def _character_at(text: str, mark: yaml.Mark | None) -> str:
    """Return the character at a mark; nothing at the end of the text."""
    lines = text.split("\n")
    return lines[mark.line][mark.column : mark.column + 1] if mark and mark.line < len(lines) else ""


def _syntax_fix(reason: str) -> str:
    """Return what to write instead of common mistakes."""
    if "mapping values are not allowed" in reason:
        return "put text that contains `: ` in quotes, or on an indented line after `>-`"
    if "cannot start any token" in reason:
        return "put text that begins with @, ` or % in quotes"
    if "could not find expected ':'" in reason:
        return "write a colon and a space after a field's name, and indent the further lines of a text"
    if "alias" in reason:
        return "put text that begins with * or & in quotes"
    return "check this line and the one above: indentation, an unclosed quote or bracket"
