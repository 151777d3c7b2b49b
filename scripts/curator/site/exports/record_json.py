"""A record as JSON: what was written, with its id."""

import json

from curator.records.catalog import Catalog


def record_json(id_: str, catalog: Catalog) -> str:
    """The record as written, with a read-only `id` before it."""
    return json.dumps({"id": id_} | catalog.sources[id_].value, ensure_ascii=False, indent=2) + "\n"
