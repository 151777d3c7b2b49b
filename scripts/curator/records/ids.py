"""Ids of records: made of a name, and refused where a file, an address or Windows cannot take them."""

import re
import unicodedata

from curator.records.messages import message_parts
from curator.records.model.text import ID

LONGEST = 60
"""Characters of an id."""
SITE = frozenset({"frame", "index"})
"""Ids whose addresses the site needs itself."""
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))})
"""Names that Windows keeps for devices: no file can be called so there, whatever its extension."""
RESERVED = SITE | DEVICES
"""Ids that no record can have."""


_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})
"""Letters that Unicode does not decompose."""


def id_of(name: str) -> str:
    """The id that a name gives: letters without accents, in lower case, and a hyphen for each run of other characters; empty where nothing is left."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.category(letter).startswith("M"))
    return re.sub(r"[^a-z0-9]+", "-", letters.lower().translate(_LETTERS)).strip("-")[:LONGEST].rstrip("-")


def fault(id_: str) -> str:
    """The name of the wording that says why a text cannot be an id; empty where it can."""
    if not re.fullmatch(ID, id_):
        return "file-id"
    if len(id_) > LONGEST:
        return "file-long"
    return "file-reserved" if id_ in SITE else "file-device" if id_ in DEVICES else ""


def refusal(id_: str) -> str:
    """Why a text cannot be an id, and what to write instead, as a sentence without its full stop; empty where it can."""
    kind = fault(id_)
    if not kind:
        return ""
    _, message, fix = message_parts(kind, name=id_[:LONGEST])
    if kind != "file-id":
        return f"{message}: {fix}"
    near = id_of(id_)
    return f"{message}: write lower-case letters, digits and hyphens, e.g. {'drive' if fault(near) else near}"
