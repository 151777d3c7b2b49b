"""The schema as programs read it: that of what people write, and the id that a record's file gives."""

import json
from typing import Any

from curator.records.model import ID
from curator.records.settings import Settings

READ_ONLY = {
    "type": "string",
    "pattern": f"^{ID}$",
    "readOnly": True,
    "description": "The name of the record's file; never written in it, and never used for another dataset.",
}
"""The id as programs see it. The schema that editors use is without it, for whoever writes it in a record is told not to."""


def published(schema: dict[str, Any], settings: Settings) -> str:
    """The schema of record.json, from that of a record as written."""
    head = {
        "$schema": schema["$schema"],
        "$id": settings.address("data/schema.json"),
        "$comment": f"{settings.name}, version {settings.version}, licence {settings.licence}",
    }
    return json.dumps(head | schema | {"properties": {"id": READ_ONLY} | schema["properties"]}, ensure_ascii=False, indent=2) + "\n"
