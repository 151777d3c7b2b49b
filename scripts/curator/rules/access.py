"""Rules about addresses, licences and availability."""

from collections.abc import Iterable, Iterator
from functools import cache

from license_expression import get_spdx_licensing

from curator.contents import Catalog, entrances
from curator.model import Dataset, Licence, Route
from curator.problem import Finding
from curator.vocabulary import Entry, Vocabulary

ARCHIVE_WIKI = "https://wiki.cancerimagingarchive.net/"
OWN_TERMS = "LicenseRef-"
NO_TERMS = "NONE"
PERMISSIONS = ("commercial_use", "redistribution", "derivatives", "attribution")
_spdx = cache(get_spdx_licensing)


def entrances_are_secure(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Homepage and download addresses are https unless an exception says why."""
    for path, url in entrances(record):
        if "exceptions" not in catalog.unread and url.startswith("http://") and not any(url.startswith(exception.prefix) for exception in catalog.exceptions):
            fix = f"write `https://{url.removeprefix('http://')}` if that answers, else add an exception with its reason to catalog/link-exceptions.yaml"
            yield Finding(path, "insecure-address", f"`{url}` is not https", fix)


def no_archive_wiki(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """No address of the archive's old wiki leads to data that have a DOI."""
    dois = [catalog.references[key].doi for key in record.citations.data if key in catalog.references and catalog.references[key].doi]
    links = [(("access", "links", position, "url"), link.url) for position, link in enumerate(record.access.links) if link.kind != "former-home"]
    for path, url in (*entrances(record), *links):
        if dois and url.startswith(ARCHIVE_WIKI):
            yield Finding(path, "archive-wiki", f"`{url}` is the archive's old wiki", f"write `https://doi.org/{dois[0]}`, or call it a former home")


def licences_fit_their_ids(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Permissions are written for the owner's own terms, and only for them; other ids are SPDX's and in the vocabulary."""
    for position, licence in enumerate(record.licence):
        for message, fix, field in _licence_faults(licence, catalog):
            yield Finding(("licence", position, *([field] if field else [])), "licence", message, fix)


def _licence_faults(licence: Licence, catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    given = [name for name in PERMISSIONS if getattr(licence, name) is not None]
    if licence.id.startswith(OWN_TERMS):
        for name in PERMISSIONS:
            if name not in given:
                yield f"`{name}` is missing for terms of the owner's own", f"add `{name}: unstated`, or what the terms say", ""
        return
    for name in given:
        yield f"`{name}` stands beside `{licence.id}`, which settles it", f"remove it, or write `id: {OWN_TERMS}…`", name
    if licence.id == NO_TERMS or licence.id in catalog.vocabularies.licence or not catalog.vocabularies.licence.read:
        return
    near = {id_.casefold(): id_ for id_ in (*catalog.vocabularies.licence.entries, NO_TERMS)}.get(licence.id.casefold())
    if near:
        yield f"`{licence.id}` is not written as SPDX writes it", f"write `{near}`", "id"
    elif _spdx().validate(licence.id).errors:
        yield f"`{licence.id}` is not a licence id of SPDX", catalog.vocabularies.licence.suggest(licence.id), "id"
    else:
        yield f"`{licence.id}` is not yet in the vocabulary", "add it to catalog/vocabulary/licence.yaml with what it allows", "id"


def status_fits(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """A withdrawn record says when and why, and the status of any other is that of its easiest route."""
    steps = catalog.vocabularies["access"]
    if (record.status == "withdrawn") != (record.withdrawn is not None):
        there = "there" if record.withdrawn else "missing"
        fix = "write `withdrawn`, or remove the field `withdrawn`" if record.withdrawn else "add `withdrawn: {date: …, reason: …}`, or write another status"
        yield Finding(("status",), "status", f"the status is `{record.status}`, but `withdrawn` is {there}", fix)
    elif record.status != "withdrawn" and record.access.routes and steps.read:
        step = easiest(record.access.routes, steps)
        right = {"unavailable": "unavailable", "application": "restricted", "payment": "restricted"}.get(step, "available")
        if record.status != right:
            message = f"the status is `{record.status}`, but the easiest route ends in `{step}`"
            yield Finding(("status",), "status", message, f"write `{right}`, or mend the routes")


def easiest(routes: Iterable[Route], steps: Vocabulary[Entry]) -> str:
    """The hardest step of the easiest of several routes; empty where there is none."""
    hardest = (max(route.steps, key=steps.rank) for route in routes)
    return min(hardest, key=steps.rank, default="")


RULES = (entrances_are_secure, no_archive_wiki, licences_fit_their_ids, status_fits)
