"""Rules about secure addresses, licenses and availability."""

from collections.abc import Iterable, Iterator
from functools import cache

from license_expression import get_spdx_licensing

from curator.records.catalog import Catalog
from curator.records.doi import doi_url
from curator.records.edit import Edit
from curator.records.messages import finding, message_parts
from curator.records.model import Dataset, Licence, Route
from curator.records.problem import Finding, Path
from curator.records.record_parts import access_addresses
from curator.records.rule import rule
from curator.records.vocabulary import Vocabulary
from curator.records.vocabulary_entries import Entry

ARCHIVE_WIKI = "https://wiki.cancerimagingarchive.net/"
OWN_TERMS = "LicenseRef-"
NO_TERMS = "NONE"
PERMISSIONS = ("commercial_use", "redistribution", "derivatives", "attribution", "trained_models")
OWED = PERMISSIONS[:4]
"""The permissions that a custom license must state."""
STATUS_OF_STEP = {
    "identity-check": "restricted",
    "institution-signature": "restricted",
    "ethics-approval": "restricted",
    "application": "restricted",
    "payment": "restricted",
    "remote-analysis": "restricted",
    "unavailable": "unavailable",
}
"""The status of a record by the most restrictive step of its easiest route; with any other step it is available."""
_spdx = cache(get_spdx_licensing)


@rule
def access_addresses_are_secure(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Homepage and download addresses are https, or have an exception with a reason."""
    for path, url in access_addresses(record):
        if "exceptions" not in catalog.invalid and url.startswith("http://") and not _excepted(url, catalog):
            yield finding(path, "insecure", url=url, rest=url.removeprefix("http://"))


def _excepted(url: str, catalog: Catalog) -> bool:
    """Return whether an exception allows an address to be http."""
    return any(url.startswith(exception.prefix) for exception in catalog.exceptions if not exception.states)


@rule
def no_archive_wiki(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Data with a DOI are not linked to the old wiki of The Cancer Imaging Archive."""
    dois = [catalog.references[key].doi for key in record.citations.data if key in catalog.references and catalog.references[key].doi]
    links = [(("access", "links", position, "url"), link.url) for position, link in enumerate(record.access.links) if link.kind != "former-home"]
    for path, url in (*access_addresses(record), *links):
        if dois and url.startswith(ARCHIVE_WIKI):
            yield Finding(path, "archive-wiki", f"`{url}` is a page of the archive's old wiki", f"write `{doi_url(dois[0])}`, or mark it as a former home")


@rule
def permissions_match_the_licence_id(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Permissions are written for custom licenses, and only for them; other ids are SPDX ids of the vocabulary."""
    for position, licence in enumerate(record.licence):
        for fault, field, words in _licence_faults(licence, catalog):
            path: Path = ("licence", position, field) if field else ("licence", position)
            edit = Edit(path, words["near"]) if fault == "licence-spelling" else None
            yield Finding(path, *message_parts(fault, **words), edit=edit)


def _licence_faults(licence: Licence, catalog: Catalog) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the name of each message, its field, and the values for its placeholders."""
    given = [name for name in PERMISSIONS if getattr(licence, name) is not None]
    if licence.id.startswith(OWN_TERMS):
        for name in OWED:
            if name not in given:
                yield "permission-missing", "", {"name": name}
        return
    for name in given:
        yield "permission-implied", name, {"name": name, "id": licence.id, "own": OWN_TERMS}
    if licence.id == NO_TERMS or licence.id in catalog.vocabularies.licence or not catalog.vocabularies.licence.read:
        return
    near = {id_.casefold(): id_ for id_ in (*catalog.vocabularies.licence.entries, NO_TERMS)}.get(licence.id.casefold())
    if near:
        yield "licence-spelling", "id", {"id": licence.id, "near": near}
    elif _spdx().validate(licence.id).errors:
        yield "no-licence", "id", {"id": licence.id, "fix": catalog.vocabularies.licence.suggest(licence.id)}
    else:
        yield "new-licence", "id", {"id": licence.id}


@rule
def status_matches_the_routes(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """A withdrawn record states when and why; the status of any other record is that of its easiest route."""
    steps = catalog.vocabularies["access"]
    if (record.status == "withdrawn") != (record.withdrawn is not None):
        yield finding(("status",), "withdrawn-present" if record.withdrawn else "withdrawn-missing", status=record.status)
    elif record.status != "withdrawn" and record.access.routes and steps.read:
        step = easiest(record.access.routes, steps)
        right = STATUS_OF_STEP.get(step, "available")
        if record.status != right:
            yield finding(("status",), "status-of-routes", status=record.status, step=step, right=right)


def easiest(routes: Iterable[Route], steps: Vocabulary[Entry]) -> str:
    """The most restrictive step of the easiest of several routes; empty where there is none."""
    hardest = (max(route.steps, key=steps.rank) for route in routes)
    return min(hardest, key=steps.rank, default="")
