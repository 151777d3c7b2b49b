"""The search index of the site: the engine's index, with the datasets and terms, in which license and licence are found alike."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

_LICENSE = re.compile(r"\blicen[cs](e[ds]?|ing)\b", re.IGNORECASE)
FILES: Mapping[str, tuple[str, Callable[[str], Mapping[str, Any]]]] = {
    "search/search_index.json": ("docs", lambda _: {}),
    "search.json": ("items", lambda section: {"level": 1, "path": [section], "tags": []}),
}
"""The index files of MkDocs and Zensical: the key of their list of entries, and further fields of an entry in a section of the site."""


def extended(index: dict[str, Any], key: str, entries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return an index with further entries; each entry has both spellings of license if it has one."""
    return index | {key: [it | {"text": it["text"] + _missing_spellings(f"{it['title']} {it['text']}")} for it in (*index[key], *entries)]}


def _missing_spellings(text: str) -> str:
    """Return the spellings of license, licensed, ... that a text lacks, as a paragraph of their own."""
    found = {match[0].lower(): match[1].lower() for match in _LICENSE.finditer(text)}
    both = dict.fromkeys(f"licen{letter}{ending}" for ending in found.values() for letter in "cs")
    lacking = [word for word in both if word not in found]
    return f" <p>{' '.join(lacking)}</p>" if lacking else ""
