"""Mutations of values in JSON."""

import json
from copy import deepcopy
from random import Random
from typing import Any

from fuzz import hostile

_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    10**30,
    "",
    [],
    {},
    [[]],
    {"a": {}},
    "2026-02-30",
    "2026-11-27",
    "0000",
    "ok",
    "dead",
    "https://example.org/",
    "x" * 3_000,
)
_RAW = ("NaN", "Infinity", "1e999", '"\\ud800"', "[" * 3_000, '{"a":1,"a":2}', "01", "'x'", "9" * 5_000, '"\\u0000"')


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Yield every container in a value with each of its keys."""
    if isinstance(value, dict):
        return [(value, key) for key in value] + [place for child in value.values() for place in _places(child)]
    if isinstance(value, list):
        return [(value, position) for position in range(len(value))] + [place for child in value for place in _places(child)]
    return []


def _change(value: Any, random: Random) -> None:
    places = _places(value)
    if not places:
        return
    holder, key = random.choice(places)
    way = random.randrange(5)
    if way == 0:
        del holder[key]
    elif way == 1 and isinstance(holder, dict):
        holder[hostile.text(random)] = holder[key]
    elif way == 2:
        holder[key] = "@@raw@@"
    else:
        holder[key] = random.choice((deepcopy(random.choice(_VALUES)), hostile.text(random)))  # a copy, because the next mutation may change it


def mutated(content: bytes, random: Random, _other: bytes) -> bytes:
    """Return the content after one to three mutations, or unchanged if it is not JSON."""
    try:
        value = json.loads(content)
    except ValueError:
        return content + random.choice(_RAW).encode()
    for _ in range(random.choice((1, 1, 2, 3))):
        _change(value, random)
    text = json.dumps(value, ensure_ascii=random.random() < 0.5, indent=random.choice((None, 2)))
    return text.replace('"@@raw@@"', random.choice(_RAW)).encode("utf-8", "replace")
