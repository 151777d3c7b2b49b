"""Columns of Table 1 from the file of the last site, in which the cells of changed records are replaced."""

from collections.abc import Iterable
from typing import Any

from curator.records.catalog import Catalog
from curator.site.exports.coded_lists import coded
from curator.site.views.column_values import sort_numbers, sort_units, texts

Cells = dict[int, tuple[str, float | None]]
"""The text of a cell and the number by which it sorts, by row."""


def changed_columns(known: list[dict[str, Any]], changed: Iterable[str], catalog: Catalog) -> list[dict[str, Any]] | None:
    """Return columns in which the cells of changed records are replaced; None if they can only be made from the cells of all records."""
    places = {id_: at for at, id_ in enumerate(catalog.printed_order)}
    keys = [column["key"] for column in known]
    cells: dict[str, Cells] = {key: {} for key in keys}
    units: dict[str, dict[int, str]] = {key: {} for key in keys}
    for id_ in changed:
        numbers, own = sort_numbers(id_, catalog), sort_units(id_, catalog)
        for key, text in zip(keys, texts(keys, id_, catalog), strict=True):
            cells[key][places[id_]] = (text, numbers.get(key))
            units[key][places[id_]] = own.get(key, "")
    found = [_with_cells(column, cells[column["key"]], units[column["key"]], catalog) for column in known]
    return None if None in found else [column for column in found if column]


def _with_cells(column: dict[str, Any], cells: Cells, units: dict[int, str], catalog: Catalog) -> dict[str, Any] | None:
    """Return a column in which some cells are replaced; None if the units of the other cells, or how one of their numbers is written, are not known."""
    values, numbers, at, groups = column["values"], column["numbers"], column["at"], column.get("groups")
    every = [(text, numbers[place] if numbers else None) for place, text in enumerate(values)]
    same = all(repr(every[at[row]]) == repr(cell) for row, cell in cells.items())
    if groups:
        positions = {unit: place for place, unit in enumerate(catalog.vocabularies["unit"].entries)}
        same_units = all(groups[at[row]] == positions.get(unit, len(positions)) for row, unit in units.items())
        return column if same and same_units else None
    if same:
        return column
    if numbers and any(_is_first_of_several(at, row) for row in cells):
        return None  # 1 and 1.0 are equal, and the first of them is written
    rows = [every[place] for place in at]
    for row, cell in cells.items():
        rows[row] = cell
    shown = coded(rows)
    return column | {
        "values": [text for text, _ in shown["values"]],
        "numbers": [it for _, it in shown["values"]] if numbers is not None else None,
        "at": shown["at"],
    }


def _is_first_of_several(at: list[int], row: int) -> bool:
    return at.index(at[row]) == row and at.count(at[row]) > 1
