"""Ids that a record may take."""

import os
from pathlib import Path

from curator.records import ids
from curator.records.catalog import Catalog
from curator.records.load import DATASETS


def refusal(id_: str, catalog: Catalog, root: Path) -> str:
    """Why an id cannot be that of a new record of the catalog in a folder, as a sentence; empty where it can."""
    if why := ids.refusal(id_):
        return why
    if id_ in catalog.sources:
        return f"`{id_}` is taken: choose another id, or change what catalog/datasets/{id_}.yaml says"
    if id_ in catalog.formerly:
        return f"`{id_}` was the id of {', '.join(catalog.formerly[id_])} and still leads there: choose another id"
    if os.path.lexists(root / DATASETS / f"{id_}.yaml"):
        return f"{DATASETS}/{id_}.yaml is there already: choose another id, or remove what stands there"
    return ""
