"""What the page about the files shows: each file, column, field and table, with its meaning."""

from typing import Any

from curator.records.model import Dataset
from curator.records.settings import Settings
from curator.site.exports.catalog_json import COMPUTED, TOP
from curator.site.exports.database.sqlite_file import TABLES, about
from curator.site.exports.database.table_shape import Column
from curator.site.exports.published_files import FILES
from curator.site.exports.spreadsheets import csv_columns


def record_fields() -> tuple[Column, ...]:
    """The fields of a record, as the model describes them."""
    fields = (Column(name, "", field.description or "") for name, field in Dataset.model_fields.items())
    return (Column("id", "", "The name of the record's file, read-only; it is never used again."), *fields)


def page(settings: Settings) -> dict[str, Any]:
    """What the page about the files shows."""
    return {
        "files": FILES,
        "columns": csv_columns(),
        "top": [Column(key, "", meaning) for key, meaning in TOP.items()],
        "fields": record_fields(),
        "computed": [Column(it.key, "", it.meaning) for it in COMPUTED],
        "tables": (about(settings), *TABLES),
    }
