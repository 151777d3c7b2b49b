"""Context of the page about the files: each file, column, field and table, with its meaning."""

from typing import Any
from urllib.parse import urlencode

from curator.records.model import Dataset
from curator.records.settings import Settings
from curator.site.exports.catalog_json import COMPUTED, TOP
from curator.site.exports.database.sqlite_file import TABLES, about
from curator.site.exports.database.table_shape import SqlColumn
from curator.site.exports.published_files import FILES
from curator.site.exports.spreadsheets import csv_columns

_DATASETTE_LITE = "https://lite.datasette.io/"
_FACETS = ("modality", "task", "access", "commercial_use")
"""Columns by which Datasette filters the table with the columns of catalog.csv."""


def record_fields() -> tuple[SqlColumn, ...]:
    """Return the fields of a record with the descriptions of the model."""
    fields = (SqlColumn(name, "", (field.description or "").rstrip(".")) for name, field in Dataset.model_fields.items())
    return (SqlColumn("id", "", "Name of the record's file, read-only and never reused"), *fields)


def datasette_link(settings: Settings) -> str:
    """Return the URL that opens the database in Datasette Lite, with facets of the columns of catalog.csv; empty if the site has no URL yet."""
    query = urlencode({"url": settings.address("data/catalog.sqlite")})
    facets = urlencode([("_facet", column) for column in _FACETS])
    return f"{_DATASETTE_LITE}?{query}#/catalog/shown?{facets}" if settings.has_url else ""


def page(settings: Settings) -> dict[str, Any]:
    """Return the context of the page about the files."""
    return {
        "files": FILES,
        "datasette": datasette_link(settings),
        "columns": csv_columns(),
        "top": [SqlColumn(key, "", meaning) for key, meaning in TOP.items()],
        "fields": record_fields(),
        "computed": [SqlColumn(it.key, "", it.meaning) for it in COMPUTED],
        "tables": (about(settings), *TABLES),
    }
