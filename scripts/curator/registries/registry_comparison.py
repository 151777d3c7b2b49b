"""Compares the records that name a collection of a registry with its facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.paths import is_within
from curator.records.problem import Finding, Problem
from curator.registries.collection_facts import CollectionFacts, collection_facts
from curator.registries.compared_quantities import QUANTITIES, ComparedQuantity
from curator.registries.idc_index import RegistryIndex
from curator.registries.patient_quantities import ComparedValues

IDC = "idc"
"""The name of the registry under `registries`."""
SOURCE = "idc-index"
"""The name of the index as a source of a record."""
Verdict = Literal["equal", "different", "disputed", "not in record", "not in registry"]


@dataclass(frozen=True)
class ComparisonRow:
    """One quantity of a record, compared with the collection that the record names."""

    collection: str
    dataset: str
    quantity: str
    record: str
    registry: str
    verdict: Verdict


@dataclass(frozen=True)
class RegistryComparison:
    """All rows, and the problems of the records."""

    version: str
    rows: tuple[ComparisonRow, ...]
    problems: tuple[Problem, ...]


def named_collections(catalog: Catalog) -> dict[str, str]:
    """Return the collection that each record names, by the ids of the records."""
    return {id_: record.registries.idc for id_, record in catalog.records.items() if record.registries and record.registries.idc}


def compared(catalog: Catalog, index: RegistryIndex) -> RegistryComparison:
    """Return the comparison of all records that name a collection."""
    rows: list[ComparisonRow] = []
    problems: list[Problem] = []
    for id_, collection in sorted(named_collections(catalog).items(), key=lambda pair: pair[::-1]):
        findings = [_unknown(collection, index)]
        if collection in index.collections:
            found = tuple(_rows(id_, collection, catalog, collection_facts(index.series.get(collection, ()))))
            rows += found
            findings = [finding for row in found if (finding := _finding(row, catalog.records[id_]))]
        problems += map(catalog.sources[id_].problem, findings)
    return RegistryComparison(index.version, tuple(rows), tuple(sorted(problems)))


def _rows(id_: str, collection: str, catalog: Catalog, facts: CollectionFacts) -> Iterator[ComparisonRow]:
    record = catalog.records[id_]
    for quantity in QUANTITIES:
        values = quantity.compare(record, catalog, facts)
        verdict = _verdict(values, disputed=bool(_disputes(quantity, record)))
        yield ComparisonRow(collection, id_, quantity.name, values.record, values.registry, verdict)


def _verdict(values: ComparedValues, *, disputed: bool) -> Verdict:
    if not values.registry:
        return "not in registry"
    if not values.record:
        return "not in record"
    if values.agree is None:
        return "not in registry"
    return "equal" if values.agree else "disputed" if disputed else "different"


def _disputes(quantity: ComparedQuantity, record: Dataset) -> list[int]:
    """Return the positions of the entries under `disputed` that cite the registry for a quantity, or for a part of it or the field that contains it."""
    return [
        position
        for position, dispute in enumerate(record.disputed)
        if SOURCE in (dispute.source or ()) and (is_within(dispute.field, quantity.field) or is_within(quantity.field, dispute.field))
    ]


def _finding(row: ComparisonRow, record: Dataset) -> Finding | None:
    """Return the problem of a row; None if there is none."""
    quantity = _BY_NAME[row.quantity]
    if row.verdict == "different":
        message = f"{row.quantity}: {row.record} in the record, but {row.registry} in collection `{row.collection}` of the Imaging Data Commons"
        entry = f"{{field: {quantity.field}, states: …, source: [{SOURCE}], kept: …}}"
        return Finding(tuple(quantity.field.split(".")), "registry-difference", message, f"correct the record, or add {entry} to `disputed`")
    unnecessary = [position for position in _disputes(quantity, record) if record.disputed[position].field == quantity.field]
    if row.verdict == "equal" and unnecessary:
        message = f"{row.quantity}: the record and collection `{row.collection}` of the Imaging Data Commons agree"
        return Finding(("disputed", unnecessary[0]), "needless-dispute", message, "remove this entry, or correct its field")
    return None


def _unknown(collection: str, index: RegistryIndex) -> Finding:
    near = get_close_matches(collection.lower().replace("-", "_"), index.collections, n=1)
    fix = f"write `{near[0]}`" if near else "write the id of a collection, e.g. pancreas_ct, or remove the field"
    return Finding(("registries", IDC), "unknown-collection", f"the Imaging Data Commons has no collection `{collection}`", fix)


_BY_NAME: Mapping[str, ComparedQuantity] = {quantity.name: quantity for quantity in QUANTITIES}
