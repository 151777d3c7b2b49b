"""Parsing of the value of any field, for corrections."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from curator.contribute.issues.answer_tokens import integer
from curator.contribute.issues.counts import count, counts, splits
from curator.contribute.issues.labels import label_sets
from curator.contribute.issues.licence import licence_id
from curator.contribute.issues.parse_answer import AnswerError, ParsedAnswer, line, lines, parse_each, term, terms, unit
from curator.contribute.issues.population_answers import PARSERS
from curator.contribute.issues.sizes import side, sizes
from curator.contribute.issues.sources import first_url, only_url
from curator.records.json_schema import forms_of
from curator.records.model import Dataset
from curator.records.paths import dotted, leaf_paths
from curator.records.problem import Path
from curator.records.vocabulary import Vocabularies

_ROUNDED = r"(?:about|approx(?:imately|\.)?|circa|ca\.?|~|≈)"
_DOWNLOAD = re.compile(
    rf"(?:(?P<what>[^:]+):)?\s*(?P<about>{_ROUNDED})?\s*(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(?:\.\d{{1,6}})?)\s*(?P<unit>[kMGT]B)", re.IGNORECASE
)
_POWERS = {"KB": -6, "MB": -3, "GB": 0, "TB": 3}
"""Powers of ten that convert a unit to gigabytes."""
_ROUTE = re.compile(r"(?P<to>[^:]+):\s*(?P<steps>.+?)\s*(?P<url>https?://\S+)?")
_TRUE, _FALSE = frozenset({"true", "yes"}), frozenset({"false", "no"})


def downloads(text: str) -> list[dict[str, Any]]:
    """Return the download sizes, one set of files per line: description, if it is not everything, and size with unit."""
    return parse_each(lines(text), _download).complete()


def _download(text: str) -> dict[str, Any]:
    match = _DOWNLOAD.fullmatch(text)
    if not match:
        raise AnswerError(f"`{text}` is not a download size: write e.g. images: 0.4 GB.")
    size = Decimal(match["number"].replace(",", "")).scaleb(_POWERS[match["unit"].upper()])
    found = {"what": line(match["what"] or "everything"), "gigabytes": int(size) if size == size.to_integral_value() else float(size)}
    return found | ({"about": True} if match["about"] else {})


def routes(text: str, vocabularies: Vocabularies) -> list[dict[str, Any]]:
    """Return the access routes, one per line: what they lead to, a colon, the steps, and the URL where they start."""
    return parse_each(lines(text), lambda text_line: _route(text_line, vocabularies)).complete()


def _route(text: str, vocabularies: Vocabularies) -> dict[str, Any]:
    match = _ROUTE.fullmatch(text)
    if not match:
        raise AnswerError(f"`{text}` is not an access route: write e.g. images and labels: account, download https://example.org/data/.")
    steps = in_order(terms(match["steps"], "access", vocabularies).complete())
    return {"to": line(match["to"]), "steps": steps} | ({"url": first_url(match["url"])} if match["url"] else {})


def in_order(steps: list[str]) -> list[str]:
    """Return the access steps in the order given, with the download last."""
    return sorted(steps, key=lambda step: step == "download")


_BY_LINE: Mapping[Path, Callable[[str, Vocabularies], Any]] = {
    ("frame_size",): sizes,
    ("splits",): lambda text, vocabularies: splits(text, vocabularies, "image"),
    ("classes",): label_sets,
    ("download_size",): lambda text, _: downloads(text),
    ("access", "routes"): routes,
    ("licence",): lambda text, vocabularies: [{"covers": "all", "id": licence_id(line(text), "own", vocabularies)}],
    **PARSERS,
}
"""Fields with one item per line."""


def field_value(text: str, at: Path, present: Any, vocabularies: Vocabularies) -> ParsedAnswer[Any]:
    """Return the value for the field at a path, with an error for each line that could not be parsed. Raise AnswerError for a value of the wrong type.

    Items of lists of text and counts of other units are kept from the present value.
    """
    if at == ("counts",):
        found = counts(text, vocabularies)
        if not found.value:
            found.complete()
        return ParsedAnswer({**(present or {}), **found.value}, found.errors)
    if at in _BY_LINE and not _has_details(present):
        value = _BY_LINE[at](text, vocabularies)
        return ParsedAnswer(value.complete() if isinstance(value, ParsedAnswer) else value)
    if at[0] == "counts" and len(at) == 2:
        return ParsedAnswer(count(text, unit(str(at[1]), vocabularies), vocabularies))
    if at[0] == "licence" and at[-1] == "id":
        return ParsedAnswer(licence_id(line(text), "own", vocabularies))
    return ParsedAnswer(_single(text, at, present, vocabularies))


def _has_details(present: Any) -> bool:
    """Return whether items of a list have details that an answer would lose."""
    plain = {"width", "height", "depth", "name", "unit", "train", "validation", "test", "further", "task", "labels", "number", "what", "gigabytes", "about"}
    return isinstance(present, list) and any(set(item) - plain for item in present if isinstance(item, dict))


def _has_structured_items(form: dict[str, Any], at: Path) -> bool:
    return form.get("type") == "array" and any("properties" in it for it in forms_of(Dataset, (*at, 0)))


def _has_parts(at: Path, present: Any) -> AnswerError:
    parts = [dotted(leaf) for leaf in leaf_paths(present, at)] if present is not None else []
    examples = ", ".join(parts[:8]) or "counts.image"
    return AnswerError(f"`{dotted(at)}` has several parts: write the path of one part as the field, e.g. {examples}.")


def _single(text: str, at: Path, present: Any, vocabularies: Vocabularies) -> Any:
    """Return a term, a number, a boolean, a text, or a list of these."""
    forms = forms_of(Dataset, at)
    if any("properties" in form or form.get("type") == "object" or _has_structured_items(form, at) for form in forms):
        raise _has_parts(at, present)
    kinds = {form.get("type", "string"): form for form in forms}
    if "prefixItems" in kinds.get("array", {}):
        return side(text) if "integer" in kinds else _number(line(text))
    if "array" in kinds and "string" not in kinds:
        return _several(text, at, present, vocabularies)
    parse = next((_SINGLE[kind] for kind in _SINGLE if kind in kinds), None)
    return parse(line(text)) if parse else _text(line(text), kinds.get("string", {}), vocabularies)


def _several(text: str, at: Path, present: Any, vocabularies: Vocabularies) -> list[Any]:
    """Return terms, which replace the present ones, or texts, which are added to them."""
    name = next((it["x-vocabulary"] for it in forms_of(Dataset, (*at, 0)) if "x-vocabulary" in it), "")
    return terms(text, name, vocabularies).complete() if name else list(dict.fromkeys([*(present or ()), *lines(text)]))


def _text(text: str, form: Mapping[str, Any], vocabularies: Vocabularies) -> str:
    if "x-vocabulary" in form:
        return term(text, form["x-vocabulary"], vocabularies)
    return only_url(text) if form.get("format") == "uri" else text


def _boolean(text: str) -> bool:
    if text.casefold() not in _TRUE | _FALSE:
        raise AnswerError(f"`{text}` is not a boolean: write true or false.")
    return text.casefold() in _TRUE


def _number(text: str) -> float | int:
    number = text.removesuffix("GB").strip()
    try:
        return int(number) if number.isdecimal() and len(number) < 13 else float(number)
    except ValueError:
        raise AnswerError(f"`{text}` is not a number: write digits, e.g. 0.5.") from None


_SINGLE: Mapping[str, Callable[[str], Any]] = {"boolean": _boolean, "integer": integer, "number": _number}
"""Parsers of single values by JSON type, in order of preference."""
