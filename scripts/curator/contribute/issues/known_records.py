"""Records of the catalog that an issue names, or that could be duplicates of a new record."""

from collections.abc import Iterator, Mapping
from typing import Any

from curator.contribute.issues.issue import AnswerNote
from curator.contribute.issues.parse_answer import AnswerError, unwrapped
from curator.records.catalog import Catalog
from curator.records.doi import doi_in
from curator.records.normalise import nearest, normal_address, normal_names
from curator.records.record_addresses import PAGE_OR_FILE
from curator.records.record_parts import data_addresses


def named_record(answers: Mapping[str, str], catalog: Catalog) -> str:
    """Return the id of the record that an issue names. Raise AnswerError if there is none."""
    given = unwrapped(answers.get("id", ""))
    if page := PAGE_OR_FILE.search(f"/{given}"):
        given = page[1]
    id_ = given if given in catalog.records else next((it for it, record in catalog.records.items() if record.name.casefold() == given.casefold()), "")
    if id_:
        return id_
    if given in catalog.sources:
        raise AnswerError(f"The record `{given}` has problems. They must be fixed before a form can change it.", "Dataset: record with problems")
    near = nearest(given, catalog.records)
    fix = f"Did you mean `{near}`?" if near else "Write the last part of the URL of its page, e.g. drive."
    raise AnswerError(f"`{given}` is not a record of the catalog. {fix}" if given else fix, "Dataset: not found" if given else "Dataset: missing")


def possible_duplicates(record: Mapping[str, Any], answers: Mapping[str, str], catalog: Catalog) -> Iterator[AnswerNote]:
    """Yield a note for each record that shares a name, a URL or a cited work with the new record."""
    shared: dict[str, list[str]] = {}
    names = normal_names(str(record.get("name", ""))) | normal_names(str(record.get("full_name", "")))
    access = record.get("access", {})
    urls = [url for url in (access.get("homepage", ""), *(route.get("url", "") for route in access.get("routes", ()))) if url]
    addresses = {normal_address(url) for url in urls}
    dois = {doi for doi in (doi_in(answers.get("doi", "")), *map(doi_in, urls)) if doi}
    for id_, other in catalog.records.items():
        if names & frozenset().union(*map(normal_names, (other.name, other.full_name or "", *other.aliases, id_, *other.formerly))):
            shared.setdefault(id_, []).append("name")
        if addresses & {normal_address(url) for url in data_addresses(other)}:
            shared.setdefault(id_, []).append("URL")
    for key, work in catalog.references.items():
        for id_ in catalog.citing[key] if work.doi in dois else ():
            shared.setdefault(id_, []).append(f"publication {work.doi}")
    for id_, what in sorted(shared.items()):
        yield AnswerNote("Possible duplicate", f"The record {id_} has the same {', '.join(what)}. If it is the same dataset, say so and close this issue.")
