"""Edits of a record's text."""

from collections.abc import Sequence

from curator.records import yaml_source
from curator.records.canonical_format import is_record, other_comments, written
from curator.records.edit import Edit, EditError, applied


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return the text of a record in canonical format after all edits, in their order. Raises EditError."""
    source = yaml_source.read("", text.encode("utf-8", "replace"))
    if not is_record(source):
        raise EditError("the record cannot be read: fix what `curator check` reports first")
    if other_comments(source):
        raise EditError("the record has comments, which would be lost: move them to `notes` first")
    return written(applied(source.value, edits))
