"""What a record says now, compared with what an author believes that it says."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from curator.contribute.issues.given_value import given
from curator.contribute.issues.questions import options
from curator.contribute.issues.refused_answers import RefusedError
from curator.records.catalog import Catalog
from curator.records.json_schema import forms_of
from curator.records.model import Dataset
from curator.records.normalise import plain
from curator.records.paths import dotted, evidence_path, value_at
from curator.records.problem import Path

LONGEST = 300
"""Characters of a value in a sentence."""


FactsOf = Callable[[str, Catalog], Iterable[tuple[str, str]]]
"""Gives the facts that the page of a record shows, by their paths."""


def says(text: str, id_: str, at: Path, catalog: Catalog, facts_of: FactsOf) -> bool:
    """Whether a text says what a record says at a path: as its page shows it, as the record has it, or as the form would read it."""
    said = _bare(text)
    for now in map(_bare, _forms(id_, at, catalog, facts_of)):
        if said == now or (text.rstrip().endswith("…") and len(said) > 20 and now.startswith(said)):
            return True
    return _read_alike(text, at, value_at(catalog.sources[id_].value, at), catalog)


def in_short(value: Any) -> str:
    """A value as a sentence quotes it."""
    if value is None:
        return "nothing of it"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"`{text if len(text) <= LONGEST else f'{text[:LONGEST]}…'}`"


def _bare(text: str) -> str:
    """A text without case, accents, and what is no letter or digit."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=\d),(?=\d{3})", "", plain(text))))


def _forms(id_: str, at: Path, catalog: Catalog, facts_of: FactsOf) -> Iterator[str]:
    """What a record says at a path, in each way in which it is shown."""
    record = catalog.sources[id_].value
    value = value_at(record, at)
    names = {evidence_path(record, at), dotted(at), str(at[0]) if len(at) == 1 or at[0] == "licence" else ""}
    yield from (text for path, text in facts_of(id_, catalog) if path in names)
    yield from (value,) if isinstance(value, str) else (json.dumps(value, ensure_ascii=False),)
    items = value if isinstance(value, list) else [value]
    yield ", ".join(map(str, items))
    inside = (*at, 0) if isinstance(value, list) else at
    if name := next((it["x-vocabulary"] for it in forms_of(Dataset, inside) if "x-vocabulary" in it), ""):
        labels = {term: label for label, term in options(name, catalog.vocabularies).items()}
        yield ", ".join(labels.get(str(item), str(item)) for item in items)


def _read_alike(text: str, at: Path, now: Any, catalog: Catalog) -> bool:
    """Whether the form reads in a text what the record says."""
    try:
        found = given(text, at, None, catalog.vocabularies)
    except RefusedError:
        return False
    if at == ("counts",):
        return bool(found.value) and found.value.items() <= (now or {}).items()
    return bool(found.value == now and not found.refused)
