"""Works as RIS for reference managers, made from CSL-JSON."""

import re
from collections.abc import Iterator
from typing import Any

from curator.records.authors import without_separators
from curator.records.bibliography import Reference
from curator.site.exports import csl

_TYPES = {
    "article-journal": "JOUR",
    # EndNote uses CPAPER for unpublished papers, and JabRef does not know it
    "paper-conference": "CONF",
    "chapter": "CHAP",
    "book": "BOOK",
    "thesis": "THES",
    "report": "RPRT",
    "dataset": "DATA",
    "webpage": "ELEC",
    # RIS has no type for preprints; Zotero reads this one as an article
    "article": "UNPB",
}
_TAGS = {
    "container-title": "T2",
    "collection-title": "T3",
    "volume": "VL",
    "issue": "IS",
    "edition": "ET",
    "version": "ET",
    "number": "AN",
    "publisher": "PB",
    "DOI": "DO",
    "URL": "UR",
    "note": "N1",
}
_END = "\r\n"
"""Line ending required by the specification; rispy, Zotero and JabRef read it."""


def entry(reference: Reference) -> str:
    """Return a work as RIS, see https://web.archive.org/web/20110930172154/http://www.refman.com/support/risformat_intro.asp."""
    return "".join(f"{tag}  - {' '.join(value.split())}{_END}" for tag, value in _lines(csl.item(reference)))


def _lines(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the tags of a work with their values: the type first, the end of the entry last."""
    yield "TY", _TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    for author in item["author"]:
        yield "AU", _author(author)
    yield "TI", item["title"]
    year, *day = item["issued"]["date-parts"][0] if "issued" in item else ("",)
    if year:
        yield "PY", str(year)
        if item["type"] == "paper-conference":
            # PY is the year of the conference, this one that of publication; citation-js reads only this one as the date
            yield "C2", str(year)
    if day:
        yield "DA", "/".join(f"{part:02}" for part in (year, *day))
    yield from ((tag, item[field]) for field, tag in _TAGS.items() if field in item)
    if item["type"] == "paper-conference" and "container-title" in item:
        # Zotero and EndNote read T2 as the name of the conference, and cite C3
        yield "C3", item["container-title"]
    yield from _pages(item.get("page", ""))
    yield "ER", ""


def _author(author: dict[str, str]) -> str:
    """Return an author; reference managers split a name at commas, and take one that ends with a comma for an organization."""
    if "literal" in author:
        return f"{without_separators(author['literal'])},"
    return ", ".join(author[part] for part in ("family", "given", "suffix") if author.get(part))


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    """Yield the first and last page of a range; an article number is a first page only."""
    if found := re.fullmatch(r"([^-,]+)-([^-,]+)", pages):
        yield "SP", found[1]
        yield "EP", found[2]
    elif pages:
        yield "SP", pages
