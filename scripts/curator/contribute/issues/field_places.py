"""Which value of a record people mean by a path with dots."""

import re
from collections.abc import Iterator
from typing import Any

from curator.records.json_schema import forms_of
from curator.records.model import Dataset
from curator.records.problem import Path
from curator.records.rules.evidence import BOOKKEEPING

LONGEST = 120
"""Characters of a path."""
NOT_MENDED = BOOKKEEPING | {"corrections"}
"""Fields that say where facts were seen, when and by whom, or what was printed: a form changes none of them."""


def place(record: Any, text: str) -> Path | None:
    """The path of keys and positions that a text means; None where the model has no such field.

    A list's item goes by its position, its name, or what it covers; a field that the record lacks has to be one of the model.
    """
    written = re.sub(r"\[(\d{1,4})\]", r".\1", "_".join(text.split()))
    if not written or len(written) > LONGEST:
        return None
    head, *rest = written.split(".")
    found = next(_places(record, [head.lower(), *rest], ()), None)
    return found if found and forms_of(Dataset, found) and found[0] not in NOT_MENDED else None


def _places(value: Any, steps: list[str], before: Path) -> Iterator[Path]:
    """Every way to read the steps; names may hold dots, and what is not there yet is taken as it is written."""
    if not steps:
        yield before
        return
    for length in range(1, len(steps) + 1):
        step = ".".join(steps[:length])
        if isinstance(value, dict) and step in value:
            yield from _places(value[step], steps[length:], (*before, step))
        for position, item in enumerate(value if isinstance(value, list) else ()):
            if str(position) == step or (isinstance(item, dict) and step in {str(item[name]).replace(" ", "_") for name in ("name", "covers") if name in item}):
                yield from _places(item, steps[length:], (*before, position))
    if isinstance(value, dict) and steps[0] not in value:
        yield (*before, *steps)


def shown(path: Path) -> str:
    """The path in words of our own: a name that somebody gave, and that may hold anything, is left out."""
    return ".".join(str(step) if re.fullmatch(r"[A-Za-z0-9_-]+", str(step)) else "…" for step in path)
