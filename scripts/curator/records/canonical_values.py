"""Reads the values of a record in canonical format without a YAML parser, which would take twice the time.

The result may be wrong for other texts: use it only if its canonical format is exactly the same text.
"""

import re
from typing import Any

from curator.records.yaml_reader import scalar

MAX_INDENT, MAX_FLOW = 12, 5
"""Spaces before a line and levels of brackets, which together keep the values below the limit of `yaml_reader`."""
_PLAIN_KEY, _QUOTED_KEY = r"[^\s:,\[\]{}\"'][^:,\[\]{}\n]{0,120}", r'"[^"\\\n]{1,120}"'
"""Keys. The parser reads quoted keys with an escape, and long keys, some of which YAML forbids."""
_ENTRY = re.compile(
    rf"^( *)(- )?(?:({_PLAIN_KEY}|{_QUOTED_KEY}):(?: |(?=\n)))?"
    r"(>-(?:\n\1(?(3)(?(2)    |  )|  ).*)+|.*)\n",  # the lines of a folded text are indented more than its key or dash
    re.MULTILINE,
)
"""The indentation, dash, key and value of each entry."""
_WORDS = re.compile(r"\[[A-Za-z][\w.-]*(?:, [A-Za-z][\w.-]*)*\]")
_FOLD = re.compile(r"\n +")
_QUOTED = r'"((?:[^"\\]|\\["\\])*)"' + r"|'([^']*)'"
_ITEM = re.compile(rf"(?:({_PLAIN_KEY}|{_QUOTED_KEY}): )?(?:([\[{{])|(?:{_QUOTED}|([\]}}])|([^,\[\]{{}}\"'][^,\[\]{{}}]*))(?:, )?)")
"""The key and value of each item within brackets: an opening bracket, a text in quotes, a closing bracket, or anything else."""


def canonical_values(text: str) -> dict[str, Any] | None:
    """Return the values of a record in canonical format; for any other text, arbitrary values or None."""
    try:
        return _values(text)
    except (AttributeError, IndexError, KeyError, TypeError):
        return None


def _values(text: str) -> dict[str, Any] | None:
    """Return the values of all lines but the first."""
    root: dict[str, Any] = {}
    at: dict[int, Any] = {0: root}  # the last list or mapping at each indentation
    above: Any = None
    name = ""  # the key whose value begins with the next entry
    for pad, dash, key, rest in _ENTRY.findall(text, text.index("\n") + 1):
        indent = len(pad)
        if not (key or rest):
            continue
        if indent > MAX_INDENT:
            return None
        if name:
            above[name] = at[indent] = [] if dash else {}
            name = ""
        place = at[indent]
        if dash and key:
            at[indent + 2] = {}
            place.append(at[indent + 2])
            place = at[indent + 2]
        if not key:
            place.append(_value(rest))
        elif rest:
            place[_unquoted(key)] = _value(rest)
        else:
            above, name = place, _unquoted(key)
    return None if name else root


def _unquoted(text: str) -> str:
    return text[1:-1] if text[0] == '"' else text


def _value(text: str) -> Any:
    first = text[0]
    if first == ">":
        return _FOLD.sub(" ", text[2:])[1:]
    if first in "[{":
        return text[1:-1].split(", ") if _WORDS.fullmatch(text) else _flow(text)
    if first in "\"'":
        return _unescaped(text[1:-1])
    return scalar(text)


def _unescaped(text: str) -> str:
    return text.replace('\\"', '"').replace("\\\\", "\\") if "\\" in text else text


def _flow(text: str) -> Any:
    """Return the value of a text within brackets."""
    top: list[Any] = []
    place: Any = top
    outer: list[Any] = []
    for key, opening, double, single, closing, plain in _ITEM.findall(text):
        if closing:
            place = outer.pop()
            continue
        value: Any = [] if opening == "[" else {} if opening else scalar(plain) if plain else _unescaped(double) or single
        if key:
            place[_unquoted(key)] = value
        else:
            place.append(value)
        if opening:
            outer.append(place)
            place = value
            if len(outer) > MAX_FLOW:
                return None
    return top[0]
