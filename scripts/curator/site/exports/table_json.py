"""Data of the table for the site's scripts: one file for the first view, and one for everything else."""

from collections.abc import Sequence
from typing import Any

from curator.records.catalog import Catalog
from curator.records.model import CELLS
from curator.records.per_record import name_of
from curator.site.exports.changed_columns import changed_columns
from curator.site.exports.coded_lists import CodedList, coded, compact_json
from curator.site.exports.last_file import LastFile
from curator.site.exports.selection import joinings
from curator.site.views.column_values import optional_texts, sort_numbers, sort_units, texts, usual_texts
from curator.site.views.columns import COLUMNS, Column
from curator.site.views.facet_kinds import Facet
from curator.site.views.filters import FACETS, terms
from curator.site.views.licenses import ANSWER_LABELS, PERMISSION_LABELS
from curator.site.views.number_filters import RANGES, held_numbers
from curator.site.views.table_rows import difference, printed, printed_number

Cell = tuple[str, float | None]
"""The text of a cell, and the number by which it sorts."""


def first(catalog: Catalog) -> str:
    """Return ids in the order of the table, the columns shown by default, the filters and the printed cells.

    A column is a list of its distinct values, the numbers by which they sort (or null), and for each row the position of its value.
    """
    ids = catalog.printed_order
    shown = [column for column in COLUMNS if column.shown]
    return compact_json(
        {
            "ids": ids,
            "columns": _columns(shown, catalog),
            "facets": _facets(catalog),
            "ranges": _ranges(catalog),
            "numbers": {at: row.numbers for at, id_ in enumerate(ids) if (row := catalog.printed.row(id_)) and row.numbers},
            "printed": [_print(column, catalog) for column in shown if column.key in CELLS],
            "differences": {column: _differences(column, catalog) for column in CELLS},
        }
    )


def rest(catalog: Catalog, earlier: LastFile | None = None) -> str:
    """Return the optional columns, and the texts that the selection needs."""
    known = earlier.value({name_of(it) for it in (usual_texts, optional_texts, sort_numbers, sort_units)}) if earlier else None
    columns = changed_columns(known[0]["columns"], known[1], catalog) if known else None
    return compact_json(
        {
            "columns": columns or _columns([column for column in COLUMNS if not column.shown], catalog),
            "joinings": joinings(catalog),
            "permissions": PERMISSION_LABELS,
            "answers": ANSWER_LABELS,
        }
    )


def _columns(columns: Sequence[Column], catalog: Catalog) -> list[dict[str, Any]]:
    """Return columns, made one record at a time, because reading the values of a record takes longer than anything else."""
    cells: dict[str, CodedList[Cell]] = {column.key: CodedList() for column in columns}
    units: dict[str, dict[Cell, str]] = {column.key: {} for column in columns if column.number and column.number.unit_of}
    for id_ in catalog.printed_order:
        numbers, own = sort_numbers(id_, catalog), sort_units(id_, catalog)
        for key, shown in zip(cells, texts(cells, id_, catalog), strict=True):
            cell = (shown, numbers.get(key))
            cells[key].add(cell)
            if key in units:
                units[key][cell] = own[key]
    return [_column(column, cells[column.key], units.get(column.key, {}), catalog) for column in columns]


def _column(column: Column, cells: CodedList[Cell], units: dict[Cell, str], catalog: Catalog) -> dict[str, Any]:
    short = {"short": column.short(catalog.vocabularies)} if column.short else {}
    ratings = {"ratings": column.ratings(catalog.vocabularies)} if column.ratings else {}
    return _described(column) | short | ratings | _cells(cells, numeric=bool(column.number)) | _groups(cells, units, catalog)


def _print(column: Column, catalog: Catalog) -> dict[str, Any]:
    shown = [printed(column.key, id_, catalog) for id_ in catalog.printed_order]
    cells = CodedList((text, printed_number(column, text) if column.number else None) for text in shown)
    return _described(column) | {"heading": catalog.printed.columns.of(column.key)} | _cells(cells, numeric=bool(column.number))


def _described(column: Column) -> dict[str, Any]:
    return {"key": column.key, "heading": column.heading, "address": column.address}


def _cells(cells: CodedList[Cell], *, numeric: bool) -> dict[str, Any]:
    return {"values": [text for text, _ in cells.values], "numbers": [number for _, number in cells.values] if numeric else None, "at": cells.at}


def _groups(cells: CodedList[Cell], units: dict[Cell, str], catalog: Catalog) -> dict[str, list[int]]:
    """Return the position of the unit of each distinct value in the vocabulary, if the units of a column differ."""
    positions = {unit: at for at, unit in enumerate(catalog.vocabularies["unit"].entries)}
    return {"groups": [positions.get(units[cell], len(positions)) for cell in cells.values]} if units else {}


def _facets(catalog: Catalog) -> list[dict[str, Any]]:
    held: dict[str, CodedList[tuple[str, ...]]] = {facet.key: CodedList() for facet in FACETS}
    for id_ in catalog.printed_order:
        own = terms(id_, catalog)
        for key, found in held.items():
            found.add(own[key])
    return [_facet(facet, held[facet.key], catalog) for facet in FACETS]


def _facet(facet: Facet, held: CodedList[tuple[str, ...]], catalog: Catalog) -> dict[str, Any]:
    """Return a filter: the terms that records have with their labels, in order, the hidden term, and for each row the position of its set of terms."""
    known = {term for found in held.values for term in found}
    labels = {term: label for term, label in facet.labels(catalog.vocabularies).items() if term in known}
    position = {term: at for at, term in enumerate(labels)}
    sets = [tuple(sorted(position[term] for term in of_one)) for of_one in held.values]
    hidden = {"hidden": facet.hidden} if facet.hidden in labels else {}
    found = coded(sets[at] for at in held.at)
    return {"key": facet.key, "heading": facet.heading, "terms": list(labels), "labels": list(labels.values()), **hidden, **found}


def _ranges(catalog: Catalog) -> list[dict[str, Any]]:
    """Return the range filters: for each row the position of its numbers."""
    held: dict[str, CodedList[tuple[float, ...]]] = {it.key: CodedList() for it in RANGES}
    for id_ in catalog.printed_order:
        own = held_numbers(id_, catalog)
        for key, found in held.items():
            found.add(own[key])
    return [{"key": it.key, "heading": it.heading, "digits": it.digits, "unit": it.unit, **held[it.key].as_dict()} for it in RANGES]


def _differences(column: str, catalog: Catalog) -> dict[int, Any]:
    found = {at: difference(column, id_, catalog) for at, id_ in enumerate(catalog.printed_order)}
    return {at: {"printed": it.printed, "kind": it.kind, "why": it.why} for at, it in found.items() if it}
