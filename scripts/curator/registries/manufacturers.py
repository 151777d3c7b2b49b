"""Manufacturers of imaging devices: the names by which DICOM files and records call them."""

import re
from collections.abc import Iterable

_NAMES = {
    "Agfa": r"agfa",
    "Carestream (Kodak)": r"carestream|kodak",
    "Fujifilm": r"fuji",
    "GE": r"ge|gems|general electric",
    "Hamamatsu": r"hamamatsu",
    "Hitachi": r"hitachi",
    "Hologic": r"hologic|lorad",
    "Konica Minolta": r"konica",
    "Leica (Aperio)": r"leica|aperio",
    "Philips": r"philips",
    "Samsung": r"samsung|medison",
    "Siemens": r"siemens",
    "Toshiba (Canon Medical)": r"toshiba|canon medical",
    "United Imaging": r"uih|united imaging",
    "Zeiss": r"zeiss",
}
"""Common manufacturers, with patterns of words with which their names begin; companies that have merged or been renamed are one manufacturer."""
_WHOLE_WORDS = frozenset({"ge", "gems", "uih"})
"""Short names that other words begin with."""
_UNKNOWN = re.compile(r"(unknown|anonym|none\b|n/?a\b).*|[\W\d_]*", re.IGNORECASE)
"""Placeholders in place of a name."""


def _pattern(names: str) -> re.Pattern[str]:
    words = (rf"{name}\b" if name in _WHOLE_WORDS else name for name in names.split("|"))
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)


_PATTERNS = {name: _pattern(names) for name, names in _NAMES.items()}


def manufacturer(text: str) -> str:
    """Return the common name of a manufacturer as DICOM files call it, the text itself if it is not a common one, or nothing for a placeholder."""
    clean = " ".join(text.replace("_", " ").strip("\"' ").split())
    if _UNKNOWN.fullmatch(clean):
        return ""
    return next((name for name, pattern in _PATTERNS.items() if pattern.search(clean)), clean)


def manufacturers_in(text: str, further: Iterable[str] = ()) -> set[str]:
    """Return the manufacturers that a text names: common ones, and further ones by their exact names."""
    known = {name for name, pattern in _PATTERNS.items() if pattern.search(text)}
    return known | {name for name in further if name not in _NAMES and name.casefold() in text.casefold()}
