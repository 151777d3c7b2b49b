"""How Zotero reads pages and files of citations: its translators for embedded metadata, BibTeX, RIS and CSL-JSON, as far as they matter for our exports.

`tests/compare_zotero.py` compares this with a running translation server.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import rispy
from pybtex.database import Person, parse_string
from pylatexenc.latex2text import LatexNodes2Text

from curator.site.exports.citation_formats import BIBTEX, CSL_JSON, RIS

_BIBTEX = {"article": "journalArticle", "inproceedings": "conferencePaper", "techreport": "report", "misc": "document"}
"""Item types of BibTeX entries; Zotero discards entries of other types, such as `@dataset`."""
_RIS = {"JOUR": "journalArticle", "CONF": "conferencePaper", "RPRT": "report", "DATA": "dataset", "ELEC": "webpage"}
_CSL = {
    "article-journal": "journalArticle",
    "paper-conference": "conferencePaper",
    "report": "report",
    "dataset": "dataset",
    "article": "preprint",
    "webpage": "webpage",
}
_TEXT = LatexNodes2Text(math_mode="text")


class ZoteroItem(NamedTuple):
    """An item in Zotero. A creator is `Family, Given`, or one name. Only data and documents have a publisher here; only pages have rights."""

    type: str
    creators: tuple[str, ...]
    title: str
    date: str
    doi: str
    publisher: str
    rights: str = ""


def from_page(tags: Sequence[tuple[str, str]]) -> ZoteroItem:
    """Read the `meta` tags of a page: the first of each name, all authors, and no names from Dublin Core if there are Highwire authors."""
    first = dict(reversed(tags))
    authors = [content for name, content in tags if name == "citation_author"]
    creators = [creator for content in authors for creator in page_creators(content, only=len(authors) == 1)]
    values = (first["citation_title"], first.get("citation_publication_date", ""), first.get("citation_doi", ""), first.get("citation_publisher", ""))
    return ZoteroItem(first["DC.type"], tuple(creators), *values, first["DC.rights"])


def page_creators(content: str, *, only: bool = False) -> Iterator[str]:
    """Yield the creators in a tag. The only tag of a page is split at a comma between names of several words."""
    parts = re.split(r"[ \t\n]*,[ \t\n]*", content)
    several = only and len(parts) > 1 and " " in parts[0] and " " in parts[1]
    for name in parts if several else [content]:
        bare = re.sub(r"^[\s.,/\[\]:]+|[\s.,/\[\]:]+$", "", name)
        if "," not in name:
            given, _, family = bare.rpartition(" ")
        else:
            family, given = [*re.split(", ?", bare), ""][:2]
        yield ", ".join(filter(None, (family, _given(given))))


def _given(text: str) -> str:
    """Return given names with a period after each initial and spaces between them."""
    found = filter(None, re.split(r"[\s.]+|(?=-)", text))
    return " ".join(f"{name}." if re.fullmatch(r"-?[A-Z\u0400-\u042f]", name) else name for name in found).replace(" -", "-").strip()


def from_bibtex(text: str) -> Iterator[ZoteroItem]:
    """Read BibTeX."""
    for entry in parse_string(text, "bibtex").entries.values():
        if kind := _BIBTEX.get(entry.type):
            field = {name.lower(): _decoded(value) for name, value in entry.fields.items()}
            publisher = field.get("publisher") or field.get("organization", "") if kind == "document" else ""
            creators = tuple(map(_bibtex_creator, entry.persons["author"]))
            yield ZoteroItem(kind, creators, field["title"], field.get("date") or field["year"], field.get("doi", ""), publisher)


@cache
def _decoded(text: str) -> str:
    return str(_TEXT.latex_to_text(text)).replace("{", "").replace("}", "")


def _bibtex_creator(person: Person) -> str:
    family = " ".join([*person.prelast_names, *person.last_names])
    return ", ".join(_decoded(part) for part in (family, " ".join([*person.first_names, *person.middle_names]), *person.lineage_names) if part)


def from_ris(text: str) -> Iterator[ZoteroItem]:
    """Read RIS; works of unknown types, such as preprints, are articles."""
    for entry in rispy.loads(text):
        kind = _RIS.get(entry["type_of_reference"], "journalArticle")
        publisher = entry.get("publisher", "") if kind == "dataset" else ""
        date = entry.get("date", "").replace("/", "-") or entry.get("year", "")
        creators = tuple(name.rstrip(",") for name in entry["authors"])
        yield ZoteroItem(kind, creators, entry["title"], date, entry.get("doi", ""), publisher)


def from_csl(text: str) -> Iterator[ZoteroItem]:
    """Read CSL-JSON; Zotero leaves out suffixes of names."""
    for item in json.loads(text):
        kind = _CSL[item["type"]]
        date = "-".join(f"{part:02}" for part in item["issued"]["date-parts"][0])
        yield ZoteroItem(
            kind, tuple(map(_csl_creator, item["author"])), item["title"], date, item.get("DOI", ""), item.get("publisher", "") if kind == "dataset" else ""
        )


def _csl_creator(name: dict[str, str]) -> str:
    return name.get("literal") or f"{name['family']}, {name['given']}"


FILES = {BIBTEX.key: from_bibtex, RIS.key: from_ris, CSL_JSON.key: from_csl}
"""The reader of each format."""


def from_server(item: dict[str, Any]) -> ZoteroItem:
    """Return an answer of the translation server in the same form."""
    kind = item["itemType"]
    creators = tuple(it.get("name") or ", ".join(filter(None, (it["lastName"], it.get("firstName", "")))) for it in item["creators"])
    doi = item.get("DOI") or "".join(re.findall(r"^DOI: (.+)$", item.get("extra", ""), re.MULTILINE))
    publisher = item.get("repository" if kind == "dataset" else "publisher", "") if kind in ("dataset", "document") else ""
    return ZoteroItem(kind, creators, item["title"], item.get("date", ""), doi, publisher, item.get("rights", ""))
