"""Reader for BibTeX: entries with their lines, under limits, since contributed files are untrusted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

from pybtex import errors
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError

from curator.records.authors import joined
from curator.records.outside_entries import outside_entries
from curator.records.problem import Problem

MAX_ENTRY = 20_000
"""Characters in an entry: seven times the longest entry, which has 130 authors."""
MAX_REPORTED = 100
"""Syntax errors that are reported; later ones mostly follow from earlier ones."""
_MAX_QUOTED = 80
"""Characters of a parser message that a report quotes."""
_MAX_OFFERED = 300
"""Characters of a line that a report offers."""
_HEAD = re.compile(r"^[ \t]*@\w+[ \t]*[{(][ \t]*([^,\s]+)[ \t]*,", re.MULTILINE)
_START = re.compile(r"^[ \t]*@\w+\s*[{(]", re.MULTILINE)
_COMMAND = re.compile(r"@\s*(string|preamble)\s*[{(]", re.IGNORECASE)
_BY_KEY = re.compile(r"repeated bibliography entry: (.+)|entry with key (.+) has a duplicate")
_COMMAS = re.compile(r"Too many commas in '(.*)'")


@dataclass(frozen=True)
class ParsedBibtex:
    """The parsed entries by key, the key and line of each entry, and the syntax problems."""

    entries: dict[str, Any] = field(default_factory=dict)
    heads: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()


def parse(text: str, file: str) -> ParsedBibtex:
    """Parse a text; a text that exceeds the limits is not parsed at all."""
    heads = tuple(_heads(text))
    if problems := tuple(_limit_problems(text, file)):
        return ParsedBibtex({}, heads, problems)
    with errors.capture() as found:
        data: Any = None
        try:
            data = Parser(encoding="utf-8").parse_string(text)
        except PybtexError as error:
            found.append(error)
    last = dict(heads)
    # where entries end is known only if they are valid
    problems = tuple(_syntax(error, file, text, last) for error in found[:MAX_REPORTED]) or tuple(islice(outside_entries(text, file), MAX_REPORTED))
    return ParsedBibtex(dict(data.entries.items()) if data else {}, heads, problems)


def keys(text: str) -> list[str]:
    """The keys in a text, in order."""
    return [key for key, _ in _heads(text)]


def _heads(text: str) -> Iterator[tuple[str, int]]:
    """Yield the key and line of each entry."""
    line, counted = 1, 0
    for match in _HEAD.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield match[1], line


def _limit_problems(text: str, file: str) -> Iterator[Problem]:
    """Yield problems of texts that would exhaust a parser: string macros and overlong entries."""
    if found := _COMMAND.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"`@{found[1].lower()}` is not supported"
        yield Problem(file, line, 1, "bibtex-syntax", message, "remove it, and write its text in each field that uses it")
    for start, end in pairwise([0, *(match.start() for match in _START.finditer(text)), len(text)]):
        if end - start > MAX_ENTRY and "@" in text[start:end]:
            line = text.count("\n", 0, start) + 1
            message = f"the entry has {end - start:,} characters"
            yield Problem(file, line, 1, "too-long", message, f"shorten it to {MAX_ENTRY:,}; end a long author list with `and others`")


def _syntax(error: Exception, file: str, text: str, last: dict[str, int]) -> Problem:
    """Return the problem of a parser error, at the entry that it names."""
    message = str(error).splitlines()[0]
    line, fix = getattr(error, "lineno", None) or 1, "look for a missing comma, brace or quotation mark on this line or above"
    if by_key := _BY_KEY.fullmatch(message) or _BY_KEY.match(message):
        line = last.get(by_key[1] or by_key[2], line)
        fix = "keep one entry per work" if by_key[1] else "keep one of the two fields"
    elif commas := _COMMAS.match(message):
        line = text.count("\n", 0, max(text.find(commas[1]), 0)) + 1
        message = "authors are separated by commas, but BibTeX joins them by `and`"
        offered = f"author = {{{joined(commas[1].split(','))}}},"
        fix = f"write `{offered}`" if len(offered) <= _MAX_OFFERED else "write `and` between authors: `Family, Given and Family, Given`"
    shown = message if len(message) <= 2 * _MAX_QUOTED else f"{message[:_MAX_QUOTED]}…"
    return Problem(file, line, 1, "bibtex-syntax", f"this is not valid BibTeX: {shown}", fix)
