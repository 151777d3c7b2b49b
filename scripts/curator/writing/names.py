"""Ids that a record may take."""

import re
import unicodedata

from curator.contents import RESERVED, Catalog
from curator.model import ID


def refusal(id_: str, catalog: Catalog) -> str:
    """Why an id cannot be that of a new record, as a sentence; empty where it can."""
    if not re.fullmatch(ID, id_):
        plain = unicodedata.normalize("NFKD", id_).encode("ascii", "ignore").decode().lower()
        near = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
        return f"`{id_}` is not an id: write lower-case letters, digits and hyphens, e.g. {near or 'drive'}"
    if id_ in RESERVED:
        return f"`{id_}` is an address that the site needs: choose another id"
    if id_ in catalog.sources:
        return f"`{id_}` is taken: choose another id, or change what catalog/datasets/{id_}.yaml says"
    if id_ in catalog.formerly:
        return f"`{id_}` was the id of {', '.join(catalog.formerly[id_])} and still leads there: choose another id"
    return ""
