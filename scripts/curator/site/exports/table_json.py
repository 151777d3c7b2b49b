"""Data of the table for the site's scripts: one file for the first view, and one for everything else."""

from collections.abc import Sequence
from typing import Any

from curator.records.catalog import Catalog
from curator.records.model import CELLS
from curator.site.exports.coded_lists import coded, compact_json
from curator.site.exports.selection import joinings
from curator.site.views.columns import COLUMNS, Column, sort_numbers, sort_units, text
from curator.site.views.facet_kinds import Facet
from curator.site.views.filters import FACETS, terms
from curator.site.views.licenses import ANSWER_LABELS, PERMISSION_LABELS
from curator.site.views.number_filters import RANGES, Range, held_numbers
from curator.site.views.table_rows import difference, printed, printed_number


def first(catalog: Catalog) -> str:
    """Return ids in the order of the table, the columns shown by default, the filters and the printed cells.

    A column is a list of its distinct values, the numbers by which they sort (or null), and for each row the position of its value.
    """
    ids = catalog.printed_order
    shown = [column for column in COLUMNS if column.shown]
    return compact_json(
        {
            "ids": ids,
            "columns": [_column(column, catalog) for column in shown],
            "facets": [_facet(facet, catalog) for facet in FACETS],
            "ranges": [_range(it, catalog) for it in RANGES],
            "numbers": {at: row.numbers for at, id_ in enumerate(ids) if (row := catalog.printed.row(id_)) and row.numbers},
            "printed": [_print(column, catalog) for column in shown if column.key in CELLS],
            "differences": {column: _differences(column, catalog) for column in CELLS},
        }
    )


def rest(catalog: Catalog) -> str:
    """Return the optional columns, and the texts that the selection needs."""
    return compact_json(
        {
            "columns": [_column(column, catalog) for column in COLUMNS if not column.shown],
            "joinings": joinings(catalog),
            "permissions": PERMISSION_LABELS,
            "answers": ANSWER_LABELS,
        }
    )


def _column(column: Column, catalog: Catalog) -> dict[str, Any]:
    number = column.number
    ids = catalog.printed_order
    cells = [(text(column.key, id_, catalog), sort_numbers(id_, catalog)[column.key] if number else None) for id_ in ids]
    units = [sort_units(id_, catalog)[column.key] for id_ in ids] if number and number.unit_of else []
    short = {"short": column.short(catalog.vocabularies)} if column.short else {}
    ratings = {"ratings": column.ratings(catalog.vocabularies)} if column.ratings else {}
    return _described(column) | short | ratings | _cells(cells, numeric=bool(number)) | _groups(cells, units, catalog)


def _print(column: Column, catalog: Catalog) -> dict[str, Any]:
    shown = [printed(column.key, id_, catalog) for id_ in catalog.printed_order]
    cells = [(text, printed_number(column, text) if column.number else None) for text in shown]
    return _described(column) | {"heading": catalog.printed.columns.of(column.key)} | _cells(cells, numeric=bool(column.number))


def _described(column: Column) -> dict[str, Any]:
    return {"key": column.key, "heading": column.heading, "address": column.address}


def _cells(cells: Sequence[tuple[str, float | None]], *, numeric: bool) -> dict[str, Any]:
    found = coded(cells)
    values = found["values"]
    return {"values": [text for text, _ in values], "numbers": [number for _, number in values] if numeric else None, "at": found["at"]}


def _groups(cells: Sequence[tuple[str, float | None]], units: Sequence[str], catalog: Catalog) -> dict[str, list[int]]:
    """Return the position of the unit of each distinct value in the vocabulary, if the units of a column differ."""
    positions = {unit: at for at, unit in enumerate(catalog.vocabularies["unit"].entries)}
    unit_of = dict(zip(cells, units, strict=bool(units)))
    return {"groups": [positions.get(unit, len(positions)) for unit in unit_of.values()]} if units else {}


def _facet(facet: Facet, catalog: Catalog) -> dict[str, Any]:
    """Return a filter: the terms that records have with their labels, in order, the hidden term, and for each row the position of its set of terms."""
    held = [terms(id_, catalog)[facet.key] for id_ in catalog.printed_order]
    known = {term for found in held for term in found}
    labels = {term: label for term, label in facet.labels(catalog.vocabularies).items() if term in known}
    position = {term: at for at, term in enumerate(labels)}
    found = coded([tuple(sorted(position[term] for term in of_one)) for of_one in held])
    hidden = {"hidden": facet.hidden} if facet.hidden in labels else {}
    return {"key": facet.key, "heading": facet.heading, "terms": list(labels), "labels": list(labels.values()), **hidden, **found}


def _range(it: Range, catalog: Catalog) -> dict[str, Any]:
    """Return a range filter: for each row the position of its numbers."""
    return {
        "key": it.key,
        "heading": it.heading,
        "digits": it.digits,
        "unit": it.unit,
        **coded([held_numbers(id_, catalog)[it.key] for id_ in catalog.printed_order]),
    }


def _differences(column: str, catalog: Catalog) -> dict[int, Any]:
    found = {at: difference(column, id_, catalog) for at, id_ in enumerate(catalog.printed_order)}
    return {at: {"printed": it.printed, "kind": it.kind, "why": it.why} for at, it in found.items() if it}
