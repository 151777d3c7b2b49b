"""The whole catalog as one JSON file: every record as written, and beside it what was worked out of it."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from curator.records.catalog import Catalog
from curator.records.printed_cells import total
from curator.records.settings import Settings
from curator.site.views.access_routes import easiest_step
from curator.site.views.changes import changed, newest
from curator.site.views.columns import COLUMNS
from curator.site.views.completeness import completeness
from curator.site.views.filters import FACETS, RANGES
from curator.site.views.licenses import licence_names, share_alike, strictest
from curator.site.views.link_state import homepage_result
from curator.site.views.table_rows import difference


@dataclass(frozen=True)
class Computed:
    """A value worked out of a record: its name, what it says, and how."""

    key: str
    meaning: str
    value: Callable[[str, Catalog], Any]


def whole_number(value: float | None) -> float | None:
    """A number, without decimals where it has none."""
    return int(value) if value is not None and value == int(value) else value


def _numbers(id_: str, catalog: Catalog) -> dict[str, float | None]:
    record, words = catalog.records[id_], catalog.vocabularies
    return {column.key: whole_number(column.number.of(record, words)) for column in COLUMNS if column.number}


def _differences(id_: str, catalog: Catalog) -> dict[str, Any]:
    found = {column.key: difference(column.key, id_, catalog) for column in COLUMNS}
    return {key: asdict(it) for key, it in found.items() if it}


COMPUTED = (
    Computed("cells", "every column of catalog.csv, as text", lambda id_, catalog: {column.key: column.text(id_, catalog) for column in COLUMNS}),
    Computed("numbers", "the same as numbers, for columns that sort by number; null where none is known", _numbers),
    Computed("totals", "how many there are of each unit, all parts together", lambda id_, it: {unit: total(n) for unit, n in it.records[id_].counts.items()}),
    Computed(
        "access",
        "the hardest step of the easiest way to labelled data, a term of access; null where no way is known",
        lambda id_, catalog: easiest_step(catalog.records[id_], catalog.vocabularies) or None,
    ),
    Computed("licences", "what the licences are called, each once", lambda id_, catalog: licence_names(catalog.records[id_], catalog.vocabularies)),
    Computed(
        "permissions",
        "for each permission the strictest answer of all licences, or not-known where nobody has read them",
        lambda id_, catalog: strictest(catalog.records[id_], catalog.vocabularies),
    ),
    Computed("share_alike", "licences under which derivatives have to be", lambda id_, catalog: share_alike(catalog.records[id_], catalog.vocabularies)),
    Computed(
        "filters",
        "the terms that each filter of Table 1 finds the dataset by",
        lambda id_, catalog: {it.key: list(it.terms(catalog.records[id_], catalog.vocabularies)) for it in FACETS},
    ),
    Computed(
        "ranges",
        "the numbers that each filter of Table 1 by number finds the dataset by",
        lambda id_, catalog: {it.key: list(it.numbers(catalog.records[id_])) for it in RANGES},
    ),
    Computed(
        "relations",
        "relations as seen from this dataset, with those that another record writes (teller)",
        lambda id_, catalog: [asdict(end) for end in catalog.relatives[id_]],
    ),
    Computed("printed", "cells of the printed table that differ or are explained: what is printed, what kind of fault, why", _differences),
    Computed(
        "completeness",
        "the share of what every reader asks that the record answers, in percent, and the fields that are missing",
        lambda id_, catalog: asdict(completeness(catalog.records[id_])),
    ),
    Computed(
        "homepage",
        "what the last link check found at the homepage: state, since when, the day it was asked, the last day it answered, where it leads; "
        "null where it was not checked yet",
        homepage_result,
    ),
    Computed("changed", "the day of the last change", lambda id_, catalog: changed(catalog.records[id_])),
)
"""What stands under `computed`, in its order."""


TOP = {
    "name": "what the catalog is called",
    "version": "its version: year, month, number",
    "changed": "the day of the last change of any record",
    "licence": "the licence of its texts, as SPDX id",
    "licence_url": "the text of that licence",
    "url": "the address of the site",
    "schema": "the address of the JSON Schema of a record",
    "datasets": "the records, by id; each is what its record.json holds, with what was worked out of it under computed",
}
"""What stands at the top of the file, in its order."""


def catalog_json(catalog: Catalog, settings: Settings) -> str:
    """What the catalog is, then its records by id, one a line so that they can be read one by one."""
    head = {
        "name": settings.name,
        "version": settings.version,
        "changed": newest(catalog),
        "licence": settings.licence,
        "licence_url": catalog.vocabularies.licence[settings.licence].url,
        "url": settings.url,
        "schema": settings.address("data/schema.json"),
    }
    records = ",\n".join(json.dumps(_record(id_, catalog), ensure_ascii=False) for id_ in sorted(catalog.records))
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "datasets": [\n{records}\n]}}\n'


def _record(id_: str, catalog: Catalog) -> dict[str, Any]:
    written: dict[str, Any] = catalog.sources[id_].value
    return {"id": id_} | written | {"computed": {it.key: it.value(id_, catalog) for it in COMPUTED}}
