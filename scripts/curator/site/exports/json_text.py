"""JSON as text without spaces, and large texts in UTF-8."""

import json
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any


def compact(value: Any) -> str:
    """Return a value as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def encoded_lines(start: str, lines: Iterable[str], end: str) -> bytes:
    """Return values of an array, one per line, between two texts, in UTF-8: a text with a single rare character would take four times the memory."""
    found = BytesIO()
    found.write(start.encode())
    for number, line in enumerate(lines):
        found.write(f",\n{line}".encode() if number else line.encode())
    found.write(end.encode())
    return found.getvalue()


def as_lines(value: Mapping[str, Any]) -> str:
    """Return an object as JSON, one line for each key; indenting every level makes a record a third longer and is several times slower."""
    lines = ",\n".join(f"{json.dumps(key)}:{compact(inner)}" for key, inner in value.items())
    return f"{{\n{lines}\n}}\n"
