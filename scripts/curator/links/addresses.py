"""The addresses of a catalog, each with the places in which it is used."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from curator.records import bibliography
from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.records.doi import doi_of_url, doi_url
from curator.records.model import Dataset
from curator.records.paths import dotted
from curator.records.per_record import per_record
from curator.records.problem import Finding, Path, Problem
from curator.records.record_parts import addresses as of_record
from curator.records.record_parts import named_works

Role = Literal["homepage", "download", "licence", "further", "evidence", "paper", "resource"]
_ROLES: Mapping[Path, Role] = {("access", "homepage"): "homepage", ("access", "routes"): "download", ("licence",): "licence"}


@dataclass(frozen=True, order=True)
class AddressUse:
    """A place in which an address is used: the record or another file, the path of the field, and the role of the address there."""

    record: str
    field: str
    role: Role
    file: str
    line: int
    column: int

    def problem(self, code: str, message: str, fix: str) -> Problem:
        """Return a problem at this place."""
        return Problem(self.file, self.line, self.column, code, message, fix)


@dataclass(frozen=True)
class Address:
    """An address and its uses. For a DOI, `title` is the title of the work in the bibliography, empty if it is missing or unverified."""

    url: str
    uses: tuple[AddressUse, ...]
    title: str = ""

    @property
    def host(self) -> str:
        """The host, in lower case."""
        return (urlsplit(self.url).hostname or "").lower()

    @property
    def doi(self) -> str:
        """The DOI to which the address leads; empty for other addresses."""
        return doi_of_url(self.url)


def addresses(catalog: Catalog, only: Iterable[str] = ()) -> dict[str, Address]:
    """Return the addresses of a catalog, or of some records, by URL and sorted."""
    chosen = set(only)
    uses: dict[str, set[AddressUse]] = {}
    for url, use in _uses(catalog):
        if not chosen or use.record in chosen:
            uses.setdefault(url, set()).add(use)
    titles = {doi_url(work.doi): work.title for work in catalog.references.values() if work.doi and not {"doi", "title"} & set(work.unverified)}
    return {url: Address(url, tuple(sorted(places)), titles.get(url, "")) for url, places in sorted(uses.items())}


def fields_of_records(catalog: Catalog) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the addresses in records and in the works that they cite, sorted, each with the ids of the records and the fields.

    Unlike `addresses`, it does not need the places in files, for which every record would be parsed.
    """
    found: dict[str, set[tuple[str, str]]] = {}
    for id_ in catalog.records:
        for url, field in addresses_of(id_, catalog):
            found.setdefault(url, set()).add((id_, field))
    return {url: tuple(sorted(fields)) for url, fields in sorted(found.items())}


@per_record
def addresses_of(id_: str, catalog: Catalog) -> list[tuple[str, str]]:
    """Return the addresses in a record with their fields, and those of the works that it cites with their keys."""
    record = catalog.records[id_]
    own = [(url, dotted(path)) for path, url, _ in _of_record(record)]
    return own + [(work.address, work.key) for work in _works(record, catalog)]


def _uses(catalog: Catalog) -> Iterator[tuple[str, AddressUse]]:
    for id_, record in catalog.records.items():
        source = catalog.sources[id_]
        for path, url, role in _of_record(record):
            place = source.problem(Finding(path, "", "", ""))
            yield url, AddressUse(id_, dotted(path), role, source.file, place.line, place.column)
        for work in _works(record, catalog):
            yield work.address, AddressUse(id_, work.key, "paper", bibliography.FILE, work.line, 1)
    for position, resource in enumerate(catalog.resources):
        pages: list[tuple[Path, str]] = [(("url",), resource.url), *((("sources", name, "url"), page.url) for name, page in resource.sources.items())]
        for path, url in pages:
            place = catalog.files["resources"].problem(Finding(("resources", position, *path), "", "", ""))
            yield url, AddressUse(resource.id, dotted(path), "resource", place.file, place.line, place.column)


def _works(record: Dataset, catalog: Catalog) -> Iterator[Reference]:
    """Yield the works with an address that a record cites, by key."""
    for key in sorted(named_works(record) & catalog.references.keys()):
        if _is_address(catalog.references[key].address):
            yield catalog.references[key]


def _is_address(url: str) -> bool:
    """Whether a URL has a host: the bibliography is also read if it contains an invalid URL."""
    try:
        return urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _of_record(record: Dataset) -> Iterator[tuple[Path, str, Role]]:
    """Yield the addresses in a record, with their paths and roles."""
    for path, url in of_record(record):
        yield path, url, _ROLES.get(path[:2], _ROLES.get(path[:1], "further"))
    yield from ((("releases", at, "doi"), doi_url(release.doi), "further") for at, release in enumerate(record.releases) if release.doi)
    if record.citations.concept_doi:
        yield ("citations", "concept_doi"), doi_url(record.citations.concept_doi), "further"
    for name, page in record.sources.items():
        yield ("sources", name, "url"), page.url, "evidence"
