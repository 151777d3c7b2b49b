"""JSON as text without spaces, in one line or with a line for each key."""

import json
from collections.abc import Mapping
from typing import Any


def compact(value: Any) -> str:
    """Return a value as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def as_lines(value: Mapping[str, Any]) -> str:
    """Return an object as JSON, one line for each key; indenting every level makes a record a third longer and is several times slower."""
    lines = ",\n".join(f"{json.dumps(key)}:{compact(inner)}" for key, inner in value.items())
    return f"{{\n{lines}\n}}\n"
