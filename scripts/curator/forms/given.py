"""What is right, as an author wrote it, read as the field takes it."""

from collections.abc import Callable, Mapping
from typing import Any

from curator.forms.licences import licence_id
from curator.forms.listings import counts, downloads, label_sets, routes, sizes, splits
from curator.forms.places import leaves
from curator.forms.values import RefusedError, count, line, lines, side, term, terms, unit, whole
from curator.model import Dataset
from curator.problem import Path
from curator.schema import forms_of
from curator.vocabulary import Vocabularies

_LINES: Mapping[Path, Callable[[str, Vocabularies], Any]] = {
    ("counts",): counts,
    ("frame_size",): lambda text, _: sizes(text),
    ("splits",): lambda text, words: splits(text, words, "image"),
    ("classes",): label_sets,
    ("download_size",): lambda text, _: downloads(text),
    ("access", "routes"): routes,
    ("licence",): lambda text, words: [{"covers": "all", "id": licence_id(line(text), "own", words)}],
}
"""Fields that are written a line for each of their items."""
_YES, _NO = frozenset({"true", "yes"}), frozenset({"false", "no"})


def given(text: str, at: Path, present: Any, words: Vocabularies) -> Any:
    """The value at a path that a text gives; raises RefusedError where the field takes another kind."""
    if at in _LINES and not _detailed(present):
        return _LINES[at](text, words)
    if at[0] == "counts" and len(at) == 2:
        unit(str(at[1]), words)
        return count(text)
    if at[0] == "licence" and at[-1] == "id":
        return licence_id(line(text), "own", words)
    return _single(text, at, present, words)


def _detailed(present: Any) -> bool:
    """Whether items of a list say more than a line of a form could: they would be lost."""
    plain = {"width", "height", "depth", "name", "unit", "train", "validation", "test", "further", "task", "labels", "number", "what", "gigabytes", "about"}
    return isinstance(present, list) and any(set(item) - plain for item in present if isinstance(item, dict))


def _items(form: dict[str, Any], at: Path) -> dict[str, Any]:
    """What the model says of the items of a list."""
    return next((it for it in forms_of(Dataset, (*at, 0)) if "properties" in it), {}) if form.get("type") == "array" else {}


def _too_large(at: Path, present: Any) -> str:
    parts = [".".join(map(str, leaf)) for leaf in leaves(present, at)] if present is not None else []
    examples = ", ".join(parts[:8]) or "counts.image"
    return f"`{'.'.join(map(str, at))}` has several parts: name the one that is wrong as the field, e.g. {examples}."


def _single(text: str, at: Path, present: Any, words: Vocabularies) -> Any:
    """A term, a number, yes or no, a list of these, or a text."""
    forms = forms_of(Dataset, at)
    if any("properties" in form or form.get("type") == "object" or _items(form, at) for form in forms):
        raise RefusedError(_too_large(at, present))
    kinds = {form.get("type", "string"): form for form in forms}
    said = line(text)
    if "prefixItems" in kinds.get("array", {}):
        return side(text) if "integer" in kinds else _amount(said)
    if "array" in kinds and "string" not in kinds:
        inside = forms_of(Dataset, (*at, 0))
        name = next((it["x-vocabulary"] for it in inside if "x-vocabulary" in it), "")
        return terms(text, name, words) if name else lines(text)
    if "boolean" in kinds:
        return _flag(said)
    if "integer" in kinds:
        return whole(said)
    if "number" in kinds:
        return _amount(said)
    vocabulary = kinds.get("string", {}).get("x-vocabulary")
    return term(said, vocabulary, words) if vocabulary else said


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
