"""Works as CSL-JSON, the format of citation styles; RIS and the formatted citations are made from it."""

import json
from typing import Any

from curator.records.bibliography import Name, Reference

_TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "incollection": "chapter",
    "book": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
    "dataset": "dataset",
    "misc": "webpage",
    "online": "webpage",
}
_PREPRINT_SERVERS = frozenset({"arxiv", "biorxiv", "medrxiv"})
_FIELDS = {
    "journal": "container-title",
    "booktitle": "container-title",
    "publisher": "publisher",
    "institution": "publisher",
    "organization": "publisher",
    "school": "publisher",
    "volume": "volume",
    "number": "issue",
    "edition": "edition",
    "version": "version",
    "series": "collection-title",
}


def entry(reference: Reference) -> str:
    """Return a work as CSL-JSON, on one line."""
    return json.dumps(item(reference), ensure_ascii=False)


def item(reference: Reference) -> dict[str, Any]:
    """Return a work as an item of CSL-JSON 1.0, see https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html.

    Only named authors are included, because CSL-JSON cannot express that there are others.
    """
    preprint = reference.archive.lower() == "arxiv"
    unpublished = reference.kind == "misc" and (preprint or reference.get("publisher").lower() in _PREPRINT_SERVERS)
    found: dict[str, Any] = {
        "id": reference.key,
        "type": "article" if unpublished else _TYPES.get(reference.kind, "document"),
        "title": reference.title,
        "author": [_name(author) for author in reference.authors],
    }
    if published := reference.get("date") or reference.year:
        # a style prints "n.d." for a work without this field
        found["issued"] = {"date-parts": [[int(part) for part in published.split("-")]]}
    found |= {csl: text for field, csl in _FIELDS.items() if (text := reference.get(field))}
    if pages := reference.get("pages"):
        found["page"] = pages.replace("–", "-")
    if reference.doi:
        found["DOI"] = reference.doi
    if reference.address:
        found["URL"] = reference.address
    if reference.note:
        found["note"] = reference.note
    if reference.kind == "online" and "publisher" in found:
        # not all styles show the publisher of a page, but all show its website
        found["container-title"] = found.pop("publisher")
    if preprint and "container-title" not in found:
        found |= {"publisher": "arXiv", "number": f"arXiv:{reference.get('eprint')}"}
    return found


def _name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    given, _, suffix = name.given.partition(", ")
    return {"family": name.family, "given": given} | ({"suffix": suffix} if suffix else {})
