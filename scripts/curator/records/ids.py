"""Record ids: the id for a name, and ids that no record can have."""

import re

from curator.records.messages import message_parts
from curator.records.model.text import ID
from curator.records.normalise import latin

MAX_LENGTH = 60
"""Characters in an id."""
SITE = frozenset({"frame", "index"})
"""Ids whose URLs the site itself uses."""
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))})
"""Names that Windows reserves for devices: no file can have them there, whatever its extension."""
RESERVED = SITE | DEVICES
"""Ids that no record can have."""


def record_id(name: str) -> str:
    """Return the id for a name: lowercase ASCII letters and digits, with a hyphen for each run of other characters; empty if no such character is left."""
    return re.sub(r"[^a-z0-9]+", "-", latin(name)).strip("-")[:MAX_LENGTH].rstrip("-")


def message_name(id_: str) -> str:
    """The name of the message that says why a text is not a valid id; empty for a valid id."""
    if not re.fullmatch(ID, id_):
        return "file-id"
    if len(id_) > MAX_LENGTH:
        return "file-long"
    return "file-reserved" if id_ in SITE else "file-device" if id_ in DEVICES else ""


def refusal(id_: str) -> str:
    """Why a text is not a valid id and what to write instead, as a sentence without full stop; empty for a valid id."""
    kind = message_name(id_)
    if not kind:
        return ""
    _, message, fix = message_parts(kind, name=id_[:MAX_LENGTH])
    if kind != "file-id":
        return f"{message}: {fix}"
    near = record_id(id_)
    return f"{message}: write lowercase letters, digits and hyphens, e.g. {'drive' if message_name(near) else near}"
