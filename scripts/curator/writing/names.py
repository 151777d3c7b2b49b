"""Ids that a record may take."""

import re

from curator.contents import RESERVED, Catalog
from curator.model import ID


def refusal(id_: str, catalog: Catalog) -> str:
    """Why an id cannot be that of a new record, as a sentence; empty where it can."""
    if not re.fullmatch(ID, id_):
        return f"`{id_}` is not an id: write lower-case letters, digits and hyphens, e.g. drive or chaos-ct"
    if id_ in RESERVED:
        return f"`{id_}` is an address that the site needs: choose another id"
    if id_ in catalog.sources:
        return f"`{id_}` is taken: catalog/datasets/{id_}.yaml is there already"
    if id_ in catalog.formerly:
        return f"`{id_}` was the id of {', '.join(catalog.formerly[id_])} and still leads there: choose another id"
    return ""
