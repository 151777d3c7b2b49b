"""The quantities that are compared with a registry: their values in a record and in a collection, and whether they agree."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.reference import DOI_FIELDS
from curator.registries.collection_facts import CollectionFacts
from curator.registries.manufacturers import manufacturers_in
from curator.registries.patient_quantities import ROUNDED, ComparedValues, age, patients, sex

SIZE = 0.02
"""Tolerance of download sizes that are not rounded, as a fraction."""
COMMON = 0.05
"""Fraction of patients from which on a record should list the manufacturer of their images."""
SHOWN = 4
"""Number of manufacturers of a collection that the table shows, those of most patients first."""


def licence(record: Dataset, _: Catalog, facts: CollectionFacts) -> ComparedValues:
    """Compare the licenses: the record should list each license under which the registry distributes original data."""
    ids = {it.id for it in record.licence}
    return ComparedValues(", ".join(sorted(ids)), ", ".join(sorted(facts.licences)), facts.licences <= ids)


def doi(record: Dataset, catalog: Catalog, facts: CollectionFacts) -> ComparedValues:
    """Compare the DOIs of the data: one of the record's, including those of versions, should be one of the registry's."""
    works = [catalog.references[key] for key in record.citations.data if key in catalog.references]
    found = {work.get(name) for work in works for name in DOI_FIELDS} | {release.doi for release in record.releases} | {record.citations.concept_doi}
    dois = {text for text in found if text}
    return ComparedValues(", ".join(sorted(dois)), ", ".join(sorted(facts.dois)), not dois.isdisjoint(facts.dois))


def size(record: Dataset, _: Catalog, facts: CollectionFacts) -> ComparedValues:
    """Compare the sizes of the DICOM files; only those of the record's downloads that name DICOM are comparable."""
    downloads = [it for it in record.download_size if re.search(r"\bDICOM\b", it.what)]
    shown, agree = [], False
    for download in downloads:
        low, high = download.gigabytes if isinstance(download.gigabytes, tuple) else (download.gigabytes, download.gigabytes)
        tolerance = ROUNDED if download.about else SIZE
        shown.append(f"{low:g} GB" if low == high else f"{low:g} to {high:g} GB")
        agree |= low * (1 - tolerance) <= facts.gigabytes <= high * (1 + tolerance)
    return ComparedValues(", ".join(shown), f"{facts.gigabytes:,.4g} GB" if facts.gigabytes else "", agree)


def manufacturers(record: Dataset, _: Catalog, facts: CollectionFacts) -> ComparedValues:
    """Compare the manufacturers: the record should list each common one, and none that the registry does not have."""
    found = manufacturers_in("; ".join((record.acquisition and record.acquisition.devices) or ()), facts.manufacturers)
    common = {name for name, number in facts.manufacturers.items() if number >= COMMON * facts.with_manufacturer}
    complete = facts.with_manufacturer == facts.patients
    shown = [f"{name} ({number:,})" for name, number in facts.manufacturers.most_common(SHOWN)]
    if more := len(facts.manufacturers) - len(shown):
        shown.append(f"{more} more")
    return ComparedValues(", ".join(sorted(found)), ", ".join(shown), common <= found and (not complete or found <= facts.manufacturers.keys()))


@dataclass(frozen=True)
class ComparedQuantity:
    """A quantity, the path of its field, and the function that compares its values."""

    name: str
    field: str
    compare: Callable[[Dataset, Catalog, CollectionFacts], ComparedValues]


QUANTITIES = (
    ComparedQuantity("patients", "counts.patient", patients),
    ComparedQuantity("license", "licence", licence),
    ComparedQuantity("DOI", "citations.data", doi),
    ComparedQuantity("size", "download_size", size),
    ComparedQuantity("sex", "population.sex", sex),
    ComparedQuantity("age", "population.age", age),
    ComparedQuantity("manufacturer", "acquisition.devices", manufacturers),
)
