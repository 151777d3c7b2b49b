"""What is right, as an author wrote it, read as the field takes it."""

from collections.abc import Callable, Mapping
from typing import Any

from curator.contribute.issues.count_answers import count, counts, splits
from curator.contribute.issues.label_answers import label_sets
from curator.contribute.issues.licence_answer import licence_id
from curator.contribute.issues.list_answers import downloads, routes
from curator.contribute.issues.refused_answers import Listed, RefusedError
from curator.contribute.issues.size_answers import side, sizes
from curator.contribute.issues.source_answers import only_address
from curator.contribute.issues.tokens import whole
from curator.contribute.issues.value_answers import line, lines, term, terms, unit
from curator.records.json_schema import forms_of
from curator.records.model import Dataset
from curator.records.paths import dotted, leaf_paths
from curator.records.problem import Path
from curator.records.vocabulary import Vocabularies

_LINES: Mapping[Path, Callable[[str, Vocabularies], Any]] = {
    ("frame_size",): lambda text, _: sizes(text),
    ("splits",): lambda text, words: splits(text, words, "image"),
    ("classes",): label_sets,
    ("download_size",): lambda text, _: downloads(text),
    ("access", "routes"): routes,
    ("licence",): lambda text, words: [{"covers": "all", "id": licence_id(line(text), "own", words)}],
}
"""Fields that are written a line for each of their items."""
_YES, _NO = frozenset({"true", "yes"}), frozenset({"false", "no"})


def given(text: str, at: Path, present: Any, words: Vocabularies) -> Listed[Any]:
    """The value at a path that a text gives, and the lines that could not be read; raises RefusedError where the field takes another kind.

    What an answer adds to is kept: further names and texts of a list, and the counts of other units.
    """
    if at == ("counts",):
        found = counts(text, words)
        if not found.value:
            found.whole()
        return Listed({**(present or {}), **found.value}, found.refused)
    if at in _LINES and not _detailed(present):
        read = _LINES[at](text, words)
        return Listed(read.whole() if isinstance(read, Listed) else read)
    if at[0] == "counts" and len(at) == 2:
        return Listed(count(text, unit(str(at[1]), words), words))
    if at[0] == "licence" and at[-1] == "id":
        return Listed(licence_id(line(text), "own", words))
    return Listed(_single(text, at, present, words))


def _detailed(present: Any) -> bool:
    """Whether items of a list say more than a line of a form could: they would be lost."""
    plain = {"width", "height", "depth", "name", "unit", "train", "validation", "test", "further", "task", "labels", "number", "what", "gigabytes", "about"}
    return isinstance(present, list) and any(set(item) - plain for item in present if isinstance(item, dict))


def _items(form: dict[str, Any], at: Path) -> dict[str, Any]:
    """What the model says of the items of a list."""
    return next((it for it in forms_of(Dataset, (*at, 0)) if "properties" in it), {}) if form.get("type") == "array" else {}


def _too_large(at: Path, present: Any) -> str:
    parts = [dotted(leaf) for leaf in leaf_paths(present, at)] if present is not None else []
    examples = ", ".join(parts[:8]) or "counts.image"
    return f"`{dotted(at)}` has several parts: name the one that is wrong as the field, e.g. {examples}."


def _single(text: str, at: Path, present: Any, words: Vocabularies) -> Any:
    """A term, a number, yes or no, a list of these, or a text."""
    forms = forms_of(Dataset, at)
    if any("properties" in form or form.get("type") == "object" or _items(form, at) for form in forms):
        raise RefusedError(_too_large(at, present))
    kinds = {form.get("type", "string"): form for form in forms}
    if "prefixItems" in kinds.get("array", {}):
        return side(text) if "integer" in kinds else _amount(line(text))
    if "array" in kinds and "string" not in kinds:
        return _several(text, at, present, words)
    reader = next((_SINGLE[kind] for kind in _SINGLE if kind in kinds), None)
    return reader(line(text)) if reader else _text(line(text), kinds.get("string", {}), words)


def _several(text: str, at: Path, present: Any, words: Vocabularies) -> list[Any]:
    """Terms, which take the place of those that were there, or texts, which are added to them."""
    name = next((it["x-vocabulary"] for it in forms_of(Dataset, (*at, 0)) if "x-vocabulary" in it), "")
    return terms(text, name, words).whole() if name else list(dict.fromkeys([*(present or ()), *lines(text)]))


def _text(said: str, form: Mapping[str, Any], words: Vocabularies) -> str:
    """A term, an address without marks around it, or a text as it is."""
    if "x-vocabulary" in form:
        return term(said, form["x-vocabulary"], words)
    return only_address(said) if form.get("format") == "uri" else said


def _flag(said: str) -> bool:
    if said.casefold() not in _YES | _NO:
        raise RefusedError(f"`{said}` is neither true nor false: write one of the two.")
    return said.casefold() in _YES


def _amount(said: str) -> float | int:
    number = said.removesuffix("GB").strip()
    try:
        return int(number) if number.isdecimal() and len(number) < 13 else float(number)
    except ValueError:
        raise RefusedError(f"`{said}` is not a number: write digits, e.g. 0.5.") from None


_SINGLE: Mapping[str, Callable[[str], Any]] = {"boolean": _flag, "integer": whole, "number": _amount}
"""Readers of single values by the kind that the model gives them, in the order in which they are tried."""
