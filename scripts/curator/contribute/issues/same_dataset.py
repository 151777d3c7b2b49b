"""Records that may be about the same data as a new one."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from curator.contribute.issues.outcome import Remark
from curator.records.catalog import Catalog, data_addresses
from curator.records.normalise import normal_address, normal_names

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_BEHIND = re.compile(r"""[`"'#?\\|]|\]\(|&\w+=|/(?:full|pdf|epdf|abstract|meta)/?$|\.pdf$""", re.IGNORECASE)
"""What is behind a DOI in the address of a page, or in a text with markup."""
_PAIRS = {")": "(", "]": "[", ">": "<", "}": "{"}


def doi_of(text: str) -> str:
    """The DOI in a text, lower-case and without the address and the marks around it; empty where there is none."""
    found = _DOI.search(unquote(text) if "%2f" in text.lower() else text)
    doi = _BEHIND.split(found[0], maxsplit=1)[0] if found else ""
    while doi and (doi[-1] in ".,;:*_" or (doi[-1] in _PAIRS and doi.count(doi[-1]) > doi.count(_PAIRS[doi[-1]]))):
        doi = doi[:-1]
    return doi.lower() if _DOI.fullmatch(doi) else ""


def duplicates(record: Mapping[str, Any], answers: Mapping[str, str], catalog: Catalog) -> Iterator[Remark]:
    """What the new record shares with each that may be about the same data."""
    shared: dict[str, list[str]] = {}
    names = normal_names(str(record.get("name", ""))) | normal_names(str(record.get("full_name", "")))
    access = record.get("access", {})
    urls = [url for url in (access.get("homepage", ""), *(route.get("url", "") for route in access.get("routes", ()))) if url]
    addresses = {normal_address(url) for url in urls}
    dois = {doi for doi in (doi_of(answers.get("doi", "")), *map(doi_of, urls)) if doi}
    for id_, other in catalog.records.items():
        if names & frozenset().union(*map(normal_names, (other.name, other.full_name or "", *other.aliases, id_, *other.formerly))):
            shared.setdefault(id_, []).append("its name")
        if addresses & {normal_address(url) for url in data_addresses(other)}:
            shared.setdefault(id_, []).append("its address")
    for key, work in catalog.references.items():
        for id_ in catalog.citing[key] if work.doi in dois else ():
            shared.setdefault(id_, []).append(f"the work {work.doi}")
    for id_, what in sorted(shared.items()):
        yield Remark(
            "This may be a dataset that the catalog has", f"The record {id_} shares {', '.join(what)}. If it is the same, say so and close this issue."
        )
