"""Patterns of text types for Python and for editors, with the error messages that editors show."""

from typing import Any

MARKUP = r"<[A-Za-z/!][^<>]*>?|\]\(|\*\*|__|`|\{\{|\{%|(?:^|(?<=\n))#+ |&[a-z]+;"
"""The beginning or end of markup."""
PLACEHOLDER = r"(n/?a|none|null|nil|unknown|unclear|tbd|to ?do|to be (done|added|determined)|lorem ipsum.*|xxx+|[-–—?.…]+)\.?"
"""Placeholders for a missing value, in lower case."""
ODD = r'\s<>"{}|\\^`'
"""Characters that are not allowed in a URL, as a character class."""
_END = r"(?![\s\S])"
_IN_ANY_CASE = "".join(f"[{letter}{letter.upper()}]" if letter.isascii() and letter.isalpha() else letter for letter in PLACEHOLDER)
_PLAIN = rf"^(?!{_IN_ANY_CASE}{_END})(?![\s\S]*(?:{MARKUP}))"
_PLAIN_TEXT = "no markup, no whitespace at either end, no placeholder for a missing value"

TEXTS: dict[str, dict[str, Any]] = {
    "line": {
        "type": "string",
        "pattern": rf"{_PLAIN}\S(?:[^\n]*\S)?{_END}",
        "patternErrorMessage": f"Write plain text on one line: {_PLAIN_TEXT}.",
    },
    "prose": {
        "type": "string",
        "pattern": rf"{_PLAIN}\S(?:[\s\S]*\S)?{_END}",
        "patternErrorMessage": f"Write plain text: {_PLAIN_TEXT}.",
    },
    "address": {
        "type": "string",
        "format": "uri",
        "pattern": rf"^https?:\/\/[^\/?#@{ODD}]*\.[^\/?#@{ODD}]*(?:[\/?#][^{ODD}]*)?{_END}",
        "patternErrorMessage": "Write the complete URL, e.g. https://example.org/data/",
    },
    "day": {
        "type": "string",
        "format": "date",
        "pattern": rf"^\d{{4}}-\d{{2}}-\d{{2}}{_END}",
        "patternErrorMessage": "Write YYYY-MM-DD, e.g. 2026-11-23.",
    },
}
"""Text types of many fields, by their `x-text` name."""
TEXTS["key"] = TEXTS["line"]
OWN_TERMS = "^LicenseRef-[A-Za-z0-9.-]+$"
"""Ids of custom licenses."""
