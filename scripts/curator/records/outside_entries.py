"""Text of a bibliography outside its entries, which BibTeX ignores: it is reported unless it is a comment."""

import re
from collections.abc import Iterator

from curator.records.problem import Problem

_HEAD = re.compile(r"@\s*\w+\s*([{(])")
_NO_AT = re.compile(r"\w+\s*[{(]")
"""The beginning of an entry, except its @."""
_MAX_QUOTED = 60
"""Characters of a line that a report quotes."""


def outside_entries(text: str, file: str) -> Iterator[Problem]:
    """Yield a problem for the first line of each text between the entries, which must be valid, that is neither blank nor begins with %."""
    position, line = 0, 1
    while position < len(text):
        head = _HEAD.search(text, position)
        between = text[position : head.start() if head else len(text)]
        for number, content in enumerate(between.split("\n"), start=line):
            words = content.strip("\ufeff \t\r")
            if words and not words.startswith("%"):
                yield _problem(file, number, words)
                break
        end = _end(text, head) if head else len(text)
        line += text.count("\n", position, end)
        position = end


def _end(text: str, head: re.Match[str]) -> int:
    """Return the end of an entry; in parentheses, which quoted text may contain, it is taken to extend to the next entry."""
    if head[1] == "(":
        following = _HEAD.search(text, head.end())
        return following.start() if following else len(text)
    depth = 1
    for brace in re.compile("[{}]").finditer(text, head.end()):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return len(text)


def _problem(file: str, line: int, words: str) -> Problem:
    shown = words if len(words) <= _MAX_QUOTED else f"{words[:_MAX_QUOTED]}…"
    fix = f"write `@{shown}`" if _NO_AT.match(words) else "delete it, or begin the line with % if it is a comment"
    return Problem(file, line, 1, "bibtex-syntax", f"`{shown}` is outside all entries, and is ignored", fix)
