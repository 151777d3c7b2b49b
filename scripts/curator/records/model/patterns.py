"""The forms of text as patterns that Python and editors understand alike, with what an editor says where one is missed."""

from typing import Any

MARKUP = r"<[A-Za-z/!][^<>]*>?|\]\(|\*\*|__|`|\{\{|\{%|(?:^|(?<=\n))#+ |&[a-z]+;"
"""What begins or ends markup."""
PLACEHOLDER = r"(n/?a|none|null|nil|unknown|unclear|tbd|to ?do|to be (done|added|determined)|lorem ipsum.*|xxx+|[-–—?.…]+)\.?"
"""Words that stand for a missing value, in lower case."""
ODD = r'\s<>"{}|\\^`'
"""Characters that no address has, as they stand in a class."""
_END = r"(?![\s\S])"
_IN_ANY_CASE = "".join(f"[{letter}{letter.upper()}]" if letter.isascii() and letter.isalpha() else letter for letter in PLACEHOLDER)
_PLAIN = rf"^(?!{_IN_ANY_CASE}{_END})(?![\s\S]*(?:{MARKUP}))"
_PLAIN_TEXT = "no markup, no white space at its ends, no word that stands for a missing value"

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
        "patternErrorMessage": "Write the whole address, e.g. https://example.org/data/",
    },
    "day": {
        "type": "string",
        "format": "date",
        "pattern": rf"^\d{{4}}-\d{{2}}-\d{{2}}{_END}",
        "patternErrorMessage": "Write year-month-day, e.g. 2026-11-23.",
    },
}
"""Kinds of text that many fields hold, by the name under which a field has them: `x-text`."""
TEXTS["key"] = TEXTS["line"]
OWN_TERMS = "^LicenseRef-[A-Za-z0-9.-]+$"
"""Ids of licences that no vocabulary has."""
