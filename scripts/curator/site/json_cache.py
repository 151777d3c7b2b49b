"""Caches as JSON files: texts by key that a build can make again, which takes longer."""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from curator.records import atomic_write

log = logging.getLogger(__name__)


def cached_in(file: Path) -> dict[str, Any]:
    """Return the content of a cache; nothing if the file is missing or unreadable."""
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def save(file: Path, content: Mapping[str, Any], repeated: str) -> None:
    """Write a cache; if it cannot be written, warn about the work that the next build repeats."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        atomic_write.replace({file: json.dumps(content, ensure_ascii=False, sort_keys=True)})
    except OSError as error:
        log.warning("%s cannot be written (%s): the next build will %s again, which takes longer", file, error.strerror or error, repeated)
