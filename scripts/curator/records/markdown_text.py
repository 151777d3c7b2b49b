"""Functions that write text as Markdown: escaped, in code spans, in fenced code blocks, as links."""

import re

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&$^]")
_BLOCK_START = re.compile(r"^(\d*)([.)#+=-])")
_PLAIN_URL = re.compile(r"https?://[^\s<>&\\`|]+")
"""URLs without characters that programs read differently between angle brackets."""
_REFERENCED = frozenset('\\|*_`{}[]<>&"')


def escaped(text: str) -> str:
    """Return text on one line in which GitHub Flavored Markdown finds no markup."""
    return _SPECIAL.sub(_backslashed, " ".join(text.split()))


def _backslashed(character: re.Match[str]) -> str:
    return f"\\{character[0]}"


def escaped_block(text: str) -> str:
    """Return escaped text that is also safe at the start of a paragraph or list item, where `#` or `1.` is markup."""
    return _BLOCK_START.sub(r"\1\\\2", escaped(text))


def character_references(text: str) -> str:
    """Return text with HTML character references for special characters: Python-Markdown ignores a backslash before `<`, `|` or `&`."""
    return "".join(f"&#{ord(character)};" if character in _REFERENCED else character for character in text)


def link(text: str, url: str) -> str:
    """Return a link; its text is already Markdown."""
    return f"[{text}]({target(url)})"


def autolink(url: str) -> str:
    """Return a link whose text is its URL, which is written once if Markdown allows it there."""
    return f"<{url}>" if _PLAIN_URL.fullmatch(url) else link(escaped(url), url)


def target(url: str) -> str:
    """Return a URL as the target of a link or of a link reference definition."""
    return f"<{url.replace('&', '&amp;')}>"


def code_span(text: str) -> str:
    """Return text as a code span with delimiters longer than any run of backticks in it; blank text as `(nothing)`."""
    if not text.strip():
        return "(nothing)"
    delimiter = "`" * (_longest_run(text) + 1)
    # Markdown removes one space at each end, which separates the delimiter from a backtick of the text
    padding = " " if text[0] in " `" or text[-1] in " `" else ""
    return f"{delimiter}{padding}{text}{padding}{delimiter}"


def fenced_block(text: str, language: str) -> str:
    """Return lines as a fenced code block whose fence is longer than any run of backticks in them."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return "\n".join([f"{fence}{language}", *([text] if text else []), fence])


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall(r"`+", text)), default=0)
