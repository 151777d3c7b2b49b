"""Values as text on one line, and the words that changed in a long text."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from curator.records.canonical_format import flow_style

MIN_LENGTH = 60
"""Minimum length in characters of texts that are compared word by word."""
MAX_WORDS = 1_500
"""Maximum number of words of such texts; longer texts are shown as a whole."""
CONTEXT = 4
"""Number of unchanged words that are shown before and after a change."""


@dataclass(frozen=True)
class Stretch:
    """Words that are in both texts, only in the old one, or only in the new one."""

    kind: Literal["same", "old", "new"]
    text: str


def one_line(value: Any) -> str:
    """Return a value on one line: text without quotes, lists and mappings in YAML's flow style."""
    return " ".join(value.split()) if isinstance(value, str) else flow_style(value)


def item_name(item: Any) -> str:
    """Return a short name of a list item."""
    if not isinstance(item, dict):
        return one_line(item)
    fields = ("name", "to", "covers", "what", "library", "url", "kind", "text", "task")
    return next((one_line(item[field]) for field in fields if item.get(field)), one_line(item))


def changed_words(before: str, after: str) -> tuple[Stretch, ...]:
    """Return the changed words of a long text with some context; empty if the texts are short or have little in common."""
    old, new = before.split(), after.split()
    if min(len(before), len(after)) < MIN_LENGTH or max(len(old), len(new)) > MAX_WORDS:
        return ()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.4:
        return ()
    return tuple(_stretches(matcher.get_opcodes(), old, new))


def _stretches(steps: list[tuple[Any, int, int, int, int]], old: list[str], new: list[str]) -> Iterator[Stretch]:
    for at, (kind, start, end, new_start, new_end) in enumerate(steps):
        if kind == "equal":
            yield Stretch("same", _shortened(new[new_start:new_end], first=at == 0, last=at == len(steps) - 1))
            continue
        if start < end:
            yield Stretch("old", " ".join(old[start:end]))
        if new_start < new_end:
            yield Stretch("new", " ".join(new[new_start:new_end]))


def _shortened(words: list[str], *, first: bool, last: bool) -> str:
    """Return unchanged words, with an ellipsis in place of those that are not next to a change."""
    before = [] if first else words[:CONTEXT]
    after = [] if last else words[len(before) :][-CONTEXT:]
    left = len(words) - len(before) - len(after)
    return " ".join([*before, *(["…"] if left else []), *after])
