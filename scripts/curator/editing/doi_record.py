"""Fields of a record from the metadata of a DOI."""

import re
from collections.abc import Mapping
from typing import Any

from curator.editing.bibtex_entry import entry_type, text, year
from curator.records.doi import doi_url
from curator.records.vocabulary import Vocabulary
from curator.records.vocabulary_entries import LicenceEntry

_DEPOSIT = "deposit"
"""The name in `sources` of the page of the DOI."""
_MAX_SHORT_NAME = 30
_CREATIVE_COMMONS = re.compile(
    r"(?:the )?creative commons attribution([- ]non[- ]?commercial)?([- ]share[- ]?alike|[- ]no[- ]?deriv(?:ative)?s?)? (\d\.\d)"
    r"(?: (?:international|unported|generic))?(?: (?:public )?licen[cs]e)?(?: \(cc[^()]*\))?",
    re.IGNORECASE,
)
"""The complete name of a license; one with another word is a different license, and is not guessed."""


def values(csl: Mapping[str, Any], key: str, doi: str, licences: Vocabulary[LicenceEntry]) -> dict[str, Any]:
    """Return the fields of a record that the metadata of data give, with their evidence; from those of a paper only the citation."""
    if entry_type(csl) != "dataset":
        return {"citations": {"paper": [key]}} if key else {}
    title, publisher, published = text(csl.get("title")), text(csl.get("publisher")), year(csl)
    short = title.partition(":")[0].strip()
    named = {"name": short, "full_name": title} if short != title and len(short) <= _MAX_SHORT_NAME else {"name": title}
    found: dict[str, Any] = {**named, "year": int(published) if published else None, "provider": publisher}
    found |= {"access": {"homepage": doi_url(doi)}, "citations": {"data": [key]} if key else None}
    if licence := licence_id(csl, licences):
        found["licence"] = [{"covers": "all", "id": licence, "source": [_DEPOSIT]}]
    found["sources"] = {_DEPOSIT: {"url": doi_url(doi), "what": f"page and metadata of the deposit{f' at {publisher}' if publisher else ''}"}}
    found["evidence"] = {field: [_DEPOSIT] for field in ("year", "provider", "access") if found[field]}
    return {field: value for field, value in found.items() if value}


def licence_id(csl: Mapping[str, Any], licences: Vocabulary[LicenceEntry]) -> str:
    """Return the license of the vocabulary that the metadata state; empty if they state none, several or another."""
    stated = [csl.get("copyright"), *(one.get("URL") for one in csl.get("license") or () if isinstance(one, dict))]
    known = {word.casefold(): id_ for id_, one in licences.entries.items() for word in (id_, one.label, *one.aliases, _shortened(one.url))}
    names = [word for given in map(text, stated) if given for word in (given, _shortened(given), _creative_commons(given))]
    found = {known.get(word.casefold()) for word in names} - {None}
    return str(found.pop()) if len(found) == 1 else ""


def _shortened(url: str) -> str:
    """Return an address without the parts in which addresses of the same license differ."""
    return re.sub(r"^https?://(www\.)?|(/(legalcode|deed))?(\.\w\w)?/?$", "", url)


def _creative_commons(name: str) -> str:
    """Return the id of a Creative Commons license from its complete name; empty for another text."""
    if not (found := _CREATIVE_COMMONS.fullmatch(name)):
        return ""
    second = (found[2] or "").lower()
    return f"CC-BY{'-NC' if found[1] else ''}{'-SA' if 'share' in second else '-ND' if second else ''}-{found[3]}"
