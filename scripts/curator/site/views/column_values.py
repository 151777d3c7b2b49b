"""The text, number and unit of a record in each column of Table 1, kept for each record."""

from collections.abc import Iterable, Iterator

from curator.records.catalog import Catalog
from curator.records.per_record import per_record
from curator.site.views.columns import COLUMNS

_USUAL = frozenset(column.key for column in COLUMNS if column.shown or column.key == "test_labels")
"""The columns shown by default, and those on browse pages."""


def text(key: str, id_: str, catalog: Catalog) -> str:
    """The text of a record in a column."""
    return (usual_texts if key in _USUAL else optional_texts)(id_, catalog)[key]


def texts(keys: Iterable[str], id_: str, catalog: Catalog) -> Iterator[str]:
    """Yield the text of a record in each of some columns, which are looked up together."""
    held: dict[bool, dict[str, str]] = {}
    for key in keys:
        usual = key in _USUAL
        if usual not in held:
            held[usual] = (usual_texts if usual else optional_texts)(id_, catalog)
        yield held[usual][key]


@per_record
def usual_texts(id_: str, catalog: Catalog) -> dict[str, str]:
    """The text of a record in each column that most pages show; separate from the other columns, so that a change of those affects fewer files and pages."""
    return {column.key: column.text(id_, catalog) for column in COLUMNS if column.key in _USUAL}


@per_record
def optional_texts(id_: str, catalog: Catalog) -> dict[str, str]:
    """The text of a record in each other column."""
    return {column.key: column.text(id_, catalog) for column in COLUMNS if column.key not in _USUAL}


@per_record
def sort_numbers(id_: str, catalog: Catalog) -> dict[str, float | None]:
    """The number of a record in each column that sorts by number."""
    record, words = catalog.records[id_], catalog.vocabularies
    return {column.key: column.number.of(record, words) for column in COLUMNS if column.number}


@per_record
def sort_units(id_: str, catalog: Catalog) -> dict[str, str]:
    """The unit of a record in each column whose units differ."""
    record = catalog.records[id_]
    return {column.key: column.number.unit_of(record) for column in COLUMNS if column.number and column.number.unit_of}
