"""Creators, publisher, identifiers, license and maintainers of a dataset, for its page, the page's head and the metadata files.

Metadata cannot express doubt, so anything marked as unverified is left out of them.
"""

from dataclasses import dataclass

from curator.records.bibliography import Name, Reference
from curator.records.catalog import Catalog
from curator.records.doi import doi_url
from curator.records.model import Dataset, Licence
from curator.records.paths import prefixes
from curator.records.reference import DOI_FIELDS
from curator.records.rules.availability import NO_TERMS
from curator.records.vocabulary import Vocabularies


@dataclass(frozen=True)
class Creator:
    """A person, or an organization, which has no given name."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def name(self) -> str:
        """The full name."""
        return " ".join(filter(None, (self.given, self.family))) + (f", {self.suffix}" if self.suffix else "")


@dataclass(frozen=True)
class Creators:
    """The creators of a dataset, their role, and whether there are others."""

    role: str
    creators: tuple[Creator, ...] = ()
    others: bool = False


def certain(record: Dataset, path: str) -> bool:
    """Whether neither a field nor a field that contains it is marked as unverified."""
    return not record.unverified or not any(prefix in record.unverified for prefix in prefixes(path))


def known(work: Reference, field: str) -> str:
    """A field of a work; empty if it is marked as unverified."""
    if field in work.unverified:
        return ""
    return work.year if field == "year" else work.get(field)


def deposit(record: Dataset, catalog: Catalog) -> Reference | None:
    """The deposit of the data, as a work to cite; the first one if there are several versions."""
    return next((catalog.references[key] for key in record.citations.data if key in catalog.references), None)


def creators(record: Dataset, catalog: Catalog) -> Creators:
    """The authors of the data, else the provider, else the authors of the first paper."""
    data = deposit(record, catalog)
    if data and "author" not in data.unverified:
        return _authors("authors of the data", data)
    if record.provider and certain(record, "provider"):
        return Creators("same as provider", (Creator(record.provider),))
    papers = [catalog.references[key] for key in record.citations.paper if key in catalog.references]
    paper = next((work for work in papers if "author" not in work.unverified), None)
    return _authors("authors of the paper", paper) if paper else Creators("")


def _authors(role: str, work: Reference) -> Creators:
    return Creators(role, tuple(map(creator, work.authors)), work.others)


def creator(author: Name) -> Creator:
    """An author of the bibliography, with the suffix separated from the given name."""
    given, _, suffix = author.given.partition(", ")
    return Creator(author.family, given, suffix)


def publisher(record: Dataset, catalog: Catalog) -> str:
    """The repository of the deposit, else the provider; empty if neither is known."""
    data = deposit(record, catalog)
    return (known(data, "publisher") if data else "") or (record.provider if record.provider and certain(record, "provider") else "")


def doi(record: Dataset, catalog: Catalog) -> str:
    """The DOI of the data, without resolver; empty if there is none."""
    data = deposit(record, catalog)
    return known(data, "doi") if data else ""


def addresses(id_: str, catalog: Catalog) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The URLs that identify this dataset alone, and those that several datasets share."""
    record = catalog.records[id_]
    found = {}
    if certain(record, "access.homepage"):
        found[record.access.homepage] = len(catalog.at_address[record.access.homepage.rstrip("/")])
    data = deposit(record, catalog)
    if data and doi(record, catalog):
        others = [catalog.summaries[other].data_works for other in catalog.citing[data.key]]
        for number in filter(None, (known(data, name) for name in DOI_FIELDS)):
            found[doi_url(number)] = sum(data.key in keys for keys in others)
    return tuple(url for url, sharers in found.items() if sharers == 1), tuple(url for url, sharers in found.items() if sharers > 1)


def licence_address(record: Dataset, words: Vocabularies) -> str:
    """The URL of the license; empty if there is none, several, an unverified one, or terms without a URL."""
    if len(record.licence) != 1 or not certain(record, "licence") or record.licence[0].unverified:
        return ""
    licence = record.licence[0]
    return words.licence[licence.id].url if licence.id in words.licence.entries else _terms(licence)


def _terms(licence: Licence) -> str:
    return "" if licence.id == NO_TERMS else licence.terms or ""


@dataclass(frozen=True)
class PersonLink:
    """A URL that identifies a person, and its text."""

    url: str
    text: str


@dataclass(frozen=True)
class Person:
    """A maintainer of a record. The ORCID iD is a URL, empty if not known."""

    name: str
    orcid: str
    links: tuple[PersonLink, ...]


def contributors(record: Dataset) -> tuple[Person, ...]:
    """The maintainers of a record, in its order."""
    found = []
    for it in record.contributors:
        orcid = f"https://orcid.org/{it.orcid}" if it.orcid else ""
        links = [PersonLink(orcid, orcid)] if orcid else []  # ORCID requires that an iD is shown as a full URL
        links += [PersonLink(f"https://github.com/{it.github}", f"{it.github} on GitHub")] if it.github else []
        found.append(Person(it.name, orcid, tuple(links)))
    return tuple(found)
