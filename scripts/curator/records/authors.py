"""Commas in lists of authors and in names."""

import re

_INITIALS = re.compile(r"(?:[^\W\d_]\.?[ -]?){1,4}")
"""Initials of given names."""


def without_separators(name: str) -> str:
    """Return an organization's name with dashes in place of commas and semicolons, at which reference managers split a name."""
    return re.sub(r"\s*[,;]\s*", " – ", name)


def joined(parts: list[str]) -> str:
    """Return authors that commas separate, joined by `and`: alternating family and given names, or full names."""
    names = [part.strip() for part in parts if part.strip()]
    full = all(" " in name and not _INITIALS.fullmatch(name) for name in names)
    if full or len(names) % 2:
        return " and ".join(names)
    return " and ".join(f"{family}, {given}" for family, given in zip(names[::2], names[1::2], strict=True))
