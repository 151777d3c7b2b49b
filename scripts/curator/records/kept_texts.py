"""Texts of one kind by key, kept together as one result: thousands are read in a few milliseconds."""

import json
from collections.abc import Mapping
from pathlib import Path

from curator.records.kept_results import KeptResults

_KEY = "all texts"


def kept_texts(kind: str, file: Path) -> dict[str, str]:
    """Return the texts that were kept last; none if they are missing or damaged."""
    try:  # a cache can come from someone else
        known = json.loads(KeptResults(kind, file).get(_KEY) or b"{}")
        return {key: text for key, text in known.items() if isinstance(text, str)}
    except (ValueError, AttributeError):
        return {}


def keep_texts(kind: str, file: Path, texts: Mapping[str, str]) -> None:
    """Keep texts in place of those that were kept before."""
    kept = KeptResults(kind, file)
    kept.put(_KEY, json.dumps(texts).encode())
    kept.save()
