"""Ids of new records."""

import os
from pathlib import Path

from curator.records import ids
from curator.records.catalog import Catalog
from curator.records.load import DATASETS


def refusal(id_: str, catalog: Catalog, root: Path) -> str:
    """Return why an id cannot be that of a new record, as a sentence; empty if it can."""
    if why := ids.refusal(id_):
        return why
    if id_ in catalog.sources:
        return f"`{id_}` is taken: choose another id, or edit catalog/datasets/{id_}.yaml"
    if id_ in catalog.formerly:
        return f"`{id_}` is a former id of {', '.join(catalog.formerly[id_])} and redirects there: choose another id"
    if os.path.lexists(root / DATASETS / f"{id_}.yaml"):
        return f"{DATASETS}/{id_}.yaml already exists: choose another id, or remove it"
    return ""
