"""Text without LaTeX: accents, signs and formatting commands as the characters themselves."""

import html
import re

from pylatexenc.latex2text import LatexNodes2Text

MAX_DEPTH, MAX_LENGTH = 12, 20_000
"""Nested braces and characters of a text that is decoded; contributed text could exhaust the decoder."""
_LATEX = re.compile(r"\\|\$|~|&(#?\w{1,31});")
_MATH = re.compile(r"\$([^$]*)\$")
_INDEX = re.compile(r"[_^](?:\{([^{}]*)\}|(\w))")
_KEPT = re.compile(r"\^\^|\\(input|include|write|openout|read|def|let|catcode|csname|immediate|verbatiminput|directlua)\b")
"""Commands that a person must look at."""
_DECODER = LatexNodes2Text(math_mode="text", keep_braced_groups=True, keep_braced_groups_minlen=2, keep_comments=True)


def decoded(text: str) -> str:
    """Return a value of BibTeX with characters in place of LaTeX and HTML; braces that protect words are kept, and text that cannot be decoded is unchanged."""
    if not _LATEX.search(text) or _KEPT.search(text) or len(text) > MAX_LENGTH or _depth(text) > MAX_DEPTH:
        return text
    plain = _MATH.sub(lambda math: _INDEX.sub(lambda index: index[1] or index[2] or "", math[1]) if "\\" not in math[1] else math[0], text)
    # a percent sign is a comment for the decoder, but not in BibTeX
    found = _DECODER.latex_to_text(re.sub(r"(?<!\\)([%&#_])", r"\\\1", html.unescape(plain)))
    whole = " ".join(found.replace("\u00a0", " ").split())
    return whole if whole.count("{") == whole.count("}") and "\\" not in whole else text


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        deepest = max(deepest, depth)
    return deepest
