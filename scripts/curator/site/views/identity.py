"""Who made a dataset, what identifies it, and where its licence stands: said once for the page, its head and the files of metadata.

Metadata have no room for a doubt, so that what a record or the bibliography calls unverified is left out of them.
"""

from dataclasses import dataclass

from curator.records.bibliography import Name, Reference
from curator.records.catalog import Catalog
from curator.records.doi import doi_url
from curator.records.model import Dataset, Licence
from curator.records.paths import prefixes
from curator.records.rules.availability import NO_TERMS
from curator.records.vocabulary import Vocabularies
from curator.records.work import DOIS


@dataclass(frozen=True)
class Creator:
    """A person, or an organisation, which has no given name."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def name(self) -> str:
        """The name as one says it."""
        return " ".join(filter(None, (self.given, self.family))) + (f", {self.suffix}" if self.suffix else "")


@dataclass(frozen=True)
class Makers:
    """Those who made a dataset, as what they are known to have, and whether there are others."""

    role: str
    creators: tuple[Creator, ...] = ()
    others: bool = False


def certain(record: Dataset, path: str) -> bool:
    """Whether a record says of a field, or of what the field is part of, nothing about its being unverified."""
    return not record.unverified or not any(prefix in record.unverified for prefix in prefixes(path))


def known(work: Reference, field: str) -> str:
    """A field of a work, empty where the bibliography calls it unverified."""
    return "" if field in work.unverified else work.get(field)


def deposit(record: Dataset, catalog: Catalog) -> Reference | None:
    """The data as a work to cite: the first where there are several versions."""
    return next((catalog.references[key] for key in record.citations.data if key in catalog.references), None)


def makers(record: Dataset, catalog: Catalog) -> Makers:
    """The authors of the data, else the provider, else the authors of the first paper."""
    data = deposit(record, catalog)
    if data and "author" not in data.unverified:
        return _authors("authors of the data", data)
    if record.provider and certain(record, "provider"):
        return Makers("provider", (Creator(record.provider),))
    papers = [catalog.references[key] for key in record.citations.paper if key in catalog.references]
    paper = next((work for work in papers if "author" not in work.unverified), None)
    return _authors("authors of the paper", paper) if paper else Makers("")


def _authors(role: str, work: Reference) -> Makers:
    return Makers(role, tuple(map(creator, work.authors)), work.others)


def creator(author: Name) -> Creator:
    """An author of the bibliography, whose suffix is a part of its own."""
    given, _, suffix = author.given.partition(", ")
    return Creator(author.family, given, suffix)


def publisher(record: Dataset, catalog: Catalog) -> str:
    """The repository that keeps the data, else their provider; empty where neither is known."""
    data = deposit(record, catalog)
    return (known(data, "publisher") if data else "") or (record.provider if record.provider and certain(record, "provider") else "")


def doi(record: Dataset, catalog: Catalog) -> str:
    """The DOI of the data, bare; empty where they have none."""
    data = deposit(record, catalog)
    return known(data, "doi") if data else ""


def addresses(id_: str, catalog: Catalog) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The owner's addresses that stand for this dataset alone, and those that stand for several together."""
    record = catalog.records[id_]
    found = {}
    if certain(record, "access.homepage"):
        found[record.access.homepage] = len(catalog.at_address[record.access.homepage.rstrip("/")])
    data = deposit(record, catalog)
    if data and doi(record, catalog):
        others = [catalog.records[other].citations.data for other in catalog.citing[data.key]]
        for number in filter(None, (known(data, name) for name in DOIS)):
            found[doi_url(number)] = sum(data.key in keys for keys in others)
    return tuple(url for url, sharers in found.items() if sharers == 1), tuple(url for url, sharers in found.items() if sharers > 1)


def licence_address(record: Dataset, words: Vocabularies) -> str:
    """The address of the licence; empty where only the page tells: none, several for different parts, one that is unverified, or terms without address."""
    if len(record.licence) != 1 or not certain(record, "licence") or record.licence[0].unverified:
        return ""
    licence = record.licence[0]
    return words.licence[licence.id].url if licence.id in words.licence.entries else _terms(licence)


def _terms(licence: Licence) -> str:
    return "" if licence.id == NO_TERMS else licence.terms or ""
