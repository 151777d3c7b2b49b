"""A record as JSON, and the JSON Schema of that file."""

import json
from typing import Any

from curator.records.catalog import Catalog
from curator.records.model import ID
from curator.records.settings import Settings
from curator.site.exports.json_text import as_lines

_ID_SCHEMA = {
    "type": "string",
    "pattern": f"^{ID}$",
    "readOnly": True,
    "description": "The name of the record's file; never written in it, and never used for another dataset.",
}
"""The id, which only programs see: in the schema for editors it is not a field, because a YAML file must not contain it."""


def record_json(id_: str, catalog: Catalog) -> str:
    """Return the record as written, with a read-only `id` before it."""
    return as_lines({"id": id_} | catalog.sources[id_].value)


def published_schema(schema: dict[str, Any], settings: Settings) -> str:
    """Return the schema of record.json, made from that of a YAML file."""
    head = {
        "$schema": schema["$schema"],
        "$id": settings.address("data/schema.json"),
        "$comment": f"{settings.name}, version {settings.version}, license {settings.licence}",
    }
    return json.dumps(head | schema | {"properties": {"id": _ID_SCHEMA} | schema["properties"]}, ensure_ascii=False, indent=2) + "\n"
