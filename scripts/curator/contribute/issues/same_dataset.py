"""Records that may be about the same data as a new one."""

from collections.abc import Iterator, Mapping
from typing import Any

from curator.contribute.issues.outcome import Remark
from curator.records.catalog import Catalog, data_addresses
from curator.records.doi import doi_in
from curator.records.normalise import normal_address, normal_names


def duplicates(record: Mapping[str, Any], answers: Mapping[str, str], catalog: Catalog) -> Iterator[Remark]:
    """What the new record shares with each that may be about the same data."""
    shared: dict[str, list[str]] = {}
    names = normal_names(str(record.get("name", ""))) | normal_names(str(record.get("full_name", "")))
    access = record.get("access", {})
    urls = [url for url in (access.get("homepage", ""), *(route.get("url", "") for route in access.get("routes", ()))) if url]
    addresses = {normal_address(url) for url in urls}
    dois = {doi for doi in (doi_in(answers.get("doi", "")), *map(doi_in, urls)) if doi}
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
