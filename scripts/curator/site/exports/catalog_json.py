"""The whole catalog as one JSON file: every record as written, with values computed from it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from curator.records.catalog import Catalog
from curator.records.model import Counts
from curator.records.per_record import name_of, per_record_text
from curator.records.printed_cells import total
from curator.records.settings import Settings
from curator.records.summary import changed
from curator.site.exports import lines_of_records
from curator.site.exports.json_text import compact
from curator.site.exports.last_file import LastFile
from curator.site.exports.lines_of_records import Lines, Pieces
from curator.site.views.access_routes import easiest_step
from curator.site.views.changes import newest
from curator.site.views.column_values import sort_numbers
from curator.site.views.columns import COLUMNS
from curator.site.views.completeness import completeness
from curator.site.views.filters import FACETS
from curator.site.views.licenses import licence_names, share_alike, strictest
from curator.site.views.link_state import homepage_result
from curator.site.views.number_filters import RANGES
from curator.site.views.table_rows import difference


@dataclass(frozen=True)
class Computed:
    """A value computed from a record: its key, its meaning, and the function that computes it."""

    key: str
    meaning: str
    value: Callable[[str, Catalog], Any]


def whole_number(value: float | None) -> float | None:
    """Return a whole number as an integer, other numbers unchanged."""
    return int(value) if value is not None and value == int(value) else value


def _numbers(id_: str, catalog: Catalog) -> dict[str, float | None]:
    return {key: whole_number(number) for key, number in sort_numbers(id_, catalog).items()}


def _differences(id_: str, catalog: Catalog) -> dict[str, Any]:
    found = {column.key: difference(column.key, id_, catalog) for column in COLUMNS}
    return {key: asdict(it) for key, it in found.items() if it}


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that are not empty."""
    return {key: value for key, value in values.items() if value}


def _plain(counts: Counts) -> dict[str, Any]:
    """Return counts as they are written in a record."""
    return {unit: count if isinstance(count, int) else count.model_dump(mode="json", exclude_none=True) for unit, count in counts.items()}


COMPUTED = (
    Computed("numbers", "All numeric columns of catalog.csv; null if not known", _numbers),
    Computed("totals", "Total number by unit, over all parts", lambda id_, it: {unit: total(n) for unit, n in it.records[id_].counts.items()}),
    Computed(
        "access",
        "Access level: the most restrictive step of the easiest route to labeled data, a term of access; null if no route is known",
        lambda id_, catalog: easiest_step(catalog.records[id_], catalog.vocabularies) or None,
    ),
    Computed(
        "licences",
        "Names of the licenses, without repetitions; `, not verified` follows a license that was not read on a page of the owner",
        lambda id_, catalog: licence_names(catalog.records[id_], catalog.vocabularies),
    ),
    Computed(
        "permissions",
        "Most restrictive term of all licenses for each permission, with -unverified at its end if a license is not verified; not-known if the terms have not been read",
        lambda id_, catalog: strictest(catalog.records[id_], catalog.vocabularies),
    ),
    Computed("share_alike", "Licenses that derivatives must have", lambda id_, catalog: share_alike(catalog.records[id_], catalog.vocabularies)),
    Computed(
        "filters",
        "Terms of the dataset for each filter of the table; filters without terms are left out",
        lambda id_, catalog: _known({it.key: list(it.terms_of(id_, catalog)) for it in FACETS}),
    ),
    Computed(
        "ranges",
        "Numbers of the dataset for each range filter of the table; filters without numbers are left out",
        lambda id_, catalog: _known({it.key: list(it.numbers(catalog.records[id_])) for it in RANGES}),
    ),
    Computed(
        "relations",
        "Relations of this dataset to others, including those stated in another record; `teller` is the id of the record that states it; unknown values are omitted",
        lambda id_, catalog: [_known(asdict(end) | {"counts": _plain(end.counts)}) for end in catalog.relatives[id_]],
    ),
    Computed("printed", "Cells of the printed table that differ from the record: printed text, kind of error, reason", _differences),
    Computed(
        "completeness",
        "Record completeness in percent, and the missing fields",
        lambda id_, catalog: asdict(completeness(catalog.records[id_])),
    ),
    Computed(
        "homepage",
        "Result of the last link check of the homepage: state, date since which it has this state, date of the check, last date on which the page was reached, redirect target; "
        "null if not checked yet",
        homepage_result,
    ),
    Computed("changed", "Date of the last change", lambda id_, catalog: changed(catalog.records[id_])),
)
"""The values under `computed`, in order."""
TOP = {
    "name": "Name of the catalog",
    "version": "Version of the catalog: year, month, number",
    "changed": "Date of the last change of any record",
    "licence": "License of the text, as SPDX identifier",
    "licence_url": "URL of the license",
    "url": "URL of the site",
    "schema": "URL of the JSON Schema of a record",
    "datasets": "The records by id, each as in its record.json, with computed values under computed",
}
"""The keys at the top of the file, in order."""


def catalog_json(catalog: Catalog, settings: Settings) -> bytes:
    """Return the description of the catalog, then its records by id, one per line so that programs can read them one by one."""
    return b"".join(_pieces(catalog, settings))


def write_catalog_json(to: Path, catalog: Catalog, settings: Settings, earlier: LastFile) -> None:
    """Write the description and the records to a file, with the lines of an earlier file that are still right."""
    with to.open("wb") as file:
        file.writelines(_pieces(catalog, settings, earlier))


def _pieces(catalog: Catalog, settings: Settings, earlier: LastFile | None = None) -> Pieces:
    return lines_of_records.written(
        partial(_opening, catalog, settings), sorted(catalog.records), lambda id_: line(id_, catalog), Lines(name_of(line)), earlier
    )


def _opening(catalog: Catalog, settings: Settings) -> str:
    head = {
        "name": settings.name,
        "version": settings.version,
        "changed": newest(catalog),
        "licence": settings.licence,
        "licence_url": catalog.vocabularies.licence[settings.licence].url,
        "url": settings.url,
        "schema": settings.address("data/schema.json"),
    }
    return f'{compact(head)[:-1]},"datasets":[\n'


@per_record_text
def line(id_: str, catalog: Catalog) -> str:
    """Return the line of a record."""
    written: dict[str, Any] = catalog.sources[id_].value
    found = {"id": id_} | written | {"computed": {it.key: it.value(id_, catalog) for it in COMPUTED}}
    return compact(found)
