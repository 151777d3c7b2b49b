"""Reads the values of a YAML text in which nothing has to be reported, without their places, which takes most of the time of reading."""

from collections.abc import Callable
from typing import Any

import yaml
from yaml import AliasEvent, DocumentEndEvent, DocumentStartEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs do not name it

from curator.records.characters import hidden
from curator.records.yaml_reader import MAX_DEPTH, scalar

_Next = Callable[[], Any]


class _UnusualError(Exception):
    """The text contains something that may have to be reported."""


def usual_values(text: str) -> Any:
    """Return the values of a text without anything that `yaml_reader` would report; None if there may be something."""
    following: _Next = CParser(text).get_event
    try:
        following()  # the stream begins
        start = following()
        if type(start) is not DocumentStartEvent or start.explicit:
            return None
        found = _value(following(), following, 0)
        end = following()
        return found if type(end) is DocumentEndEvent and not end.explicit and type(following()) is yaml.StreamEndEvent else None
    except (_UnusualError, yaml.YAMLError):
        return None


def _value(event: Any, following: _Next, depth: int) -> Any:
    """Return the value that begins with an event; the limit is that of `yaml_reader`."""
    kind = type(event)
    if depth > MAX_DEPTH or kind is AliasEvent or event.anchor is not None or event.tag is not None:
        raise _UnusualError
    if kind is ScalarEvent:
        return _scalar(event)
    if kind is MappingStartEvent:
        return _mapping(following, depth + 1)
    if kind is SequenceStartEvent:
        return _sequence(following, depth + 1)
    raise _UnusualError


def _scalar(event: Any) -> Any:
    text = event.value
    if not event.implicit[0]:
        if event.style == '"' and next(hidden(text), None) is not None:
            raise _UnusualError
        return text
    found = scalar(text)
    if found is None:
        raise _UnusualError
    return found


def _sequence(following: _Next, depth: int) -> list[Any]:
    found = []
    while type(event := following()) is not SequenceEndEvent:
        found.append(_value(event, following, depth))
    return found


def _mapping(following: _Next, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    while type(event := following()) is not MappingEndEvent:
        if type(event) is not ScalarEvent or event.anchor is not None or event.tag is not None:
            raise _UnusualError
        name = event.value
        if not name or name in found or (event.style == '"' and next(hidden(name), None) is not None):
            raise _UnusualError
        found[name] = _value(following(), following, depth)
    return found
