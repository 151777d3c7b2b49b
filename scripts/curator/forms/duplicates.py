"""Records that may be about the same data as a new one."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from curator.contents import Catalog
from curator.forms.outcome import Remark
from curator.likeness import normal_address, normal_name

_DOI = re.compile(r"10\.\d{4,9}/\S+")


def doi_of(text: str) -> str:
    """The DOI in a text, lower-case and without an address before it; empty where there is none."""
    found = _DOI.search(text)
    return found[0].rstrip(".,;)").lower() if found else ""


def duplicates(record: Mapping[str, Any], answers: Mapping[str, str], catalog: Catalog) -> Iterator[Remark]:
    """What the new record shares with each that may be about the same data."""
    shared: dict[str, list[str]] = {}
    names = {normal_name(record.get("name", "")), normal_name(record.get("full_name", ""))} - {""}
    access = record.get("access", {})
    addresses = {normal_address(url) for url in (access.get("homepage", ""), *(route.get("url", "") for route in access.get("routes", ()))) if url}
    doi = doi_of(answers.get("doi", ""))
    for id_, other in catalog.records.items():
        if names & {normal_name(name) for name in (other.name, other.full_name or "", *other.aliases, id_)}:
            shared.setdefault(id_, []).append("its name")
    for id_ in {id_ for url, ids in catalog.at_address.items() if normal_address(url) in addresses for id_ in ids}:
        shared.setdefault(id_, []).append("its address")
    for key, work in catalog.references.items():
        for id_ in catalog.citing[key] if doi and work.doi == doi else ():
            shared.setdefault(id_, []).append(f"the work {doi}")
    for id_, what in sorted(shared.items()):
        yield Remark(
            "This may be a dataset that the catalog has", f"The record {id_} shares {', '.join(what)}. If it is the same, say so and close this issue."
        )
