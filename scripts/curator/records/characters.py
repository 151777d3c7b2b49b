"""Invisible characters, which texts must not contain, and their exceptions in some scripts."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

UNSEEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters except tab, line feed and carriage return
    r"\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"  # ignorable
    r"\u2800"  # the empty Braille pattern, which looks like a space
    r"\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffc-\uffff"  # surrogates, private use, replacement characters, noncharacters
)
"""Characters of the Basic Multilingual Plane that are never allowed, as a character class for Python and JavaScript."""
_OTHER_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)) + (
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\U000f0000-\U0010ffff"
)
"""Such characters of the other planes: noncharacters, shorthand and musical controls, tags, private use."""
JOINERS, MONGOLIAN, SELECTORS, IDEOGRAPHIC = "\u200c\u200d", "\u180b-\u180d\u180f", "\ufe00-\ufe0f", "\U000e0100-\U000e01ef"
"""Characters that change the shape of adjacent characters: allowed next to characters of certain scripts and kinds."""
_NEVER, _SOMETIMES = f"[{UNSEEN}{_OTHER_PLANES}]", f"[\r{JOINERS}{MONGOLIAN}{SELECTORS}{IDEOGRAPHIC}]"
"""Characters by whether they are ever allowed. These classes are compiled when they are needed, because that takes milliseconds."""
_BEYOND_ASCII = re.compile(r"[^\t\n -~]")
"""Characters beyond printable ASCII; searching a whole bibliography for the classes above would take seconds."""
_USUAL_BYTES = bytes([10, *range(32, 127)])
"""A line feed and printable ASCII."""
_EMOJI = "\u00a9\u00ae\u203c\u2049\u20e3\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_JOINING = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1c4f\ua800-\ua82f\ua840-\ua9ff\uaa60-\uaa7f\uabc0-\uabff"
    "\ufb50-\ufdcf\ufe70-\ufefc\U00010a00-\U00010aff\U00010d00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
"""Scripts whose characters join or stack: Arabic and related scripts, those of India and South-East Asia, Tibetan, Mongolian."""
_ALLOWED_PLACES = (
    "\r(?=\n)"
    f"|(?<=[{_JOINING}])[{JOINERS}](?=[{_JOINING}])"
    f"|(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])"
    "|(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]"
    f"|(?<=[{_EMOJI}])[\ufe0e\ufe0f]"
    "|(?<=[#*0-9])\ufe0f(?=\u20e3)"
    f"|(?<=[{_IDEOGRAPHS}])[{SELECTORS}{IDEOGRAPHIC}]"
)
"""Places where such characters are allowed."""


def has_only_usual(text: str) -> bool:
    """Whether every character of a text is visible, a space or a line feed; false if a character is allowed in some places only."""
    further = text.encode("utf-8", "replace").translate(None, _USUAL_BYTES)
    return not further or (b"\t" not in further and not any(map(any, map(_restrictions, set(further.decode("utf-8"))))))


def hidden(text: str) -> Iterator[int]:
    """Yield the positions of invisible and undefined characters in a text."""
    for found in _BEYOND_ASCII.finditer(text):
        never, sometimes = _restrictions(found[0])
        if never or (sometimes and not re.compile(_ALLOWED_PLACES).match(text, found.start())):
            yield found.start()


@cache
def _restrictions(character: str) -> tuple[bool, bool]:
    """Whether a character is never allowed, and whether it is allowed in some places only."""
    return bool(re.match(_NEVER, character)), bool(re.match(_SOMETIMES, character))


def described(character: str) -> str:
    """Return the description of a character for messages: its code point, its name, and why it is not allowed."""
    kind = unicodedata.category(character)
    name = unicodedata.name(character, "").lower() or ("control character" if kind == "Cc" else "")
    fault = "which has no defined meaning" if kind == "Co" or character in "\ufffc\ufffd" else "which is invisible"
    return f"U+{ord(character):04X}{f' ({name})' if name else ''}, {fault}"
