"""Values and changed prose in words that a reader understands."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

LONG = 60
"""Characters from which on a text is prose, whose changed words are shown."""
MOST_WORDS = 1_500
"""Words up to which prose is compared; longer texts are shown one after the other."""
AROUND = 4
"""Words that are shown before and after a change."""


@dataclass(frozen=True)
class Stretch:
    """Words of a text that are in both, only in the old one, or only in the new one."""

    kind: Literal["same", "old", "new"]
    text: str


def in_words(value: Any) -> str:
    """A value on one line: text as it stands, true and false as in YAML, what is nested in its flow style."""
    return " ".join(value.split()) if isinstance(value, str) else _flow(value)


def named(item: Any) -> str:
    """What an item of a list is told by, in short."""
    if not isinstance(item, dict):
        return in_words(item)
    return next((in_words(item[name]) for name in ("name", "to", "covers", "what", "library", "url", "kind", "text", "task") if item.get(name)), in_words(item))


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return (json.dumps(value, ensure_ascii=False) if not value or re.search(r'[,:\[\]{}"\n]', value) else value) if isinstance(value, str) else str(value)


def changed_words(before: str, after: str) -> tuple[Stretch, ...]:
    """The words that changed in a long text with some around them; empty where the texts are short, or have little in common."""
    old, new = before.split(), after.split()
    if min(len(before), len(after)) < LONG or max(len(old), len(new)) > MOST_WORDS:
        return ()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.4:
        return ()
    return tuple(_stretches(matcher.get_opcodes(), old, new))


def _stretches(steps: list[tuple[Any, int, int, int, int]], old: list[str], new: list[str]) -> Iterator[Stretch]:
    for at, (kind, start, end, new_start, new_end) in enumerate(steps):
        if kind == "equal":
            yield Stretch("same", _cut(new[new_start:new_end], first=at == 0, last=at == len(steps) - 1))
            continue
        if start < end:
            yield Stretch("old", " ".join(old[start:end]))
        if new_start < new_end:
            yield Stretch("new", " ".join(new[new_start:new_end]))


def _cut(words: list[str], *, first: bool, last: bool) -> str:
    """Words between two changes: those next to a change, and dots for the others."""
    before = [] if first else words[:AROUND]
    after = [] if last else words[len(before) :][-AROUND:]
    left = len(words) - len(before) - len(after)
    return " ".join([*before, *(["…"] if left else []), *after])
