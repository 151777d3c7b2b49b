"""How a single value is spelled: without quotes where YAML allows it, on several lines where it is long."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache

from curator.records.yaml_source import scalar

WIDTH = 130
"""The longest line, but for what cannot be broken."""
_INDICATOR = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`]")
_UNSAFE = re.compile(r": | #|:$|^\s|\s$|^---|^\.\.\.")
_IN_FLOW = re.compile(r"[,\[\]{}]|:\?|^https?://")
_ESCAPED = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]")
_BREAK = re.compile(r"(?<! ) (?! )")


@lru_cache(maxsize=4096)
def spelled(text: str, *, flow: bool) -> str:
    """Text on one line: plain, or quoted where it would be read as something else; addresses within brackets are quoted too."""
    if text and not _INDICATOR.match(text) and not _UNSAFE.search(text) and not _ESCAPED.search(text) and isinstance(scalar(text), str):
        if not (flow and _IN_FLOW.search(text)):
            return text
    elif ('"' in text or "\\" in text) and "'" not in text and not _ESCAPED.search(text):
        return f"'{text}'"
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def folded(text: str, indent: int) -> list[str] | None:
    """The sign and the lines of a text on lines of its own; None for one that has to stand on one line."""
    if _ESCAPED.search(text.replace("\n", "")) or text != text.strip() or not text:
        return None
    pad = " " * indent
    if "\n" in text:
        return ["|-", *(f"{pad}{line}".rstrip(" ") if not line else pad + line for line in text.split("\n"))]
    lines = [pad + line for line in _wrapped(_BREAK.split(text), WIDTH - indent)]
    return [">-", *lines] if len(lines) > 1 else None


def _wrapped(words: list[str], width: int) -> Iterator[str]:
    """Words on lines that are as full as they can be."""
    line = words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line += f" {word}"
    yield line
