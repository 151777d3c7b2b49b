"""Parsing of age, sex and labeling in answers."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from curator.contribute.issues.parse_answer import AnswerError, ParsedAnswer, line, lines, parse_each, term
from curator.records.problem import Path
from curator.records.vocabulary import Vocabularies

_NUMBER = r"\d{1,3}(?:\.\d{1,3})?"
_COUNT = r"\d{1,3}(?:,\d{3})+|\d{1,9}"
_PER_PATIENT = re.compile(r"(?:(?:published |given )?(?:per|for each) patient)", re.IGNORECASE)
_RANGE = re.compile(rf"(?:aged? |ages )?({_NUMBER}) ?(?:to|-|–) ?({_NUMBER})(?: ?years?)?", re.IGNORECASE)
_MIDDLE = re.compile(rf"(mean|median)(?: age)?(?: of)? ?({_NUMBER})(?: ?years?)?", re.IGNORECASE)
_SEX = re.compile(rf"({_COUNT}) (?:are |is )?(female|women|woman|male|men|man|other)s?(?: patients)?", re.IGNORECASE)
_SHARE = re.compile(rf"({_NUMBER}) ?(?:%|percent) (?:female|women|woman)", re.IGNORECASE)
_SEXES = dict.fromkeys(("female", "women", "woman"), "female") | dict.fromkeys(("male", "men", "man"), "male") | {"other": "other"}
_READERS = re.compile(r"(\d{1,4}) (?:readers?|observers?|annotators?|experts?)", re.IGNORECASE)
_PER_ITEM = re.compile(r"(\d{1,3}) (?:readers? )?per (?:item|image|scan|case)", re.IGNORECASE)


def age(text: str) -> dict[str, Any]:
    """Return the age of the patients, e.g. from `25 to 90 years, mean 54.1`. Raise AnswerError for other text."""
    found: dict[str, Any] = {"given": "summary"}
    for piece in _pieces(line(text)):
        if _PER_PATIENT.fullmatch(piece):
            found["given"] = "per-patient"
        elif match := _RANGE.fullmatch(piece):
            found["range"] = sorted(map(_plain, match.groups()))
        elif match := _MIDDLE.fullmatch(piece):
            found[match[1].casefold()] = _plain(match[2])
        else:
            raise AnswerError(f"`{piece}` is not an age: write e.g. 25 to 90 years, mean 54.1, or: per patient.")
    return found


def sex(text: str) -> dict[str, Any]:
    """Return the numbers of patients by sex, e.g. from `600 female, 400 male` or `54 % female`. Raise AnswerError for other text."""
    found: dict[str, Any] = {"given": "summary"}
    for piece in _pieces(line(text)):
        if _PER_PATIENT.fullmatch(piece):
            found["given"] = "per-patient"
        elif match := _SHARE.fullmatch(piece):
            found["female_percent"] = _plain(match[1])
        elif match := _SEX.fullmatch(piece):
            found[_SEXES[match[2].casefold()]] = int(match[1].replace(",", ""))
        else:
            raise AnswerError(f"`{piece}` is not a number of patients by sex: write e.g. 600 female, 400 male, or: 54 % female.")
    return found


def labelling(text: str, vocabularies: Vocabularies) -> ParsedAnswer[list[Any]]:
    """Return how labels were made, one kind of labels per line, e.g. `vessel maps: manual, 3 readers, ophthalmologist, consensus`."""
    return parse_each(lines(text), lambda text_line: _labels(text_line, vocabularies))


def _labels(text: str, vocabularies: Vocabularies) -> dict[str, Any]:
    of, colon, rest = text.partition(":")
    if not colon or not rest.strip():
        raise AnswerError(f"`{text}` has no colon: write e.g. vessel maps: manual, 3 readers, ophthalmologist, consensus.")
    found: dict[str, Any] = {"of": line(of)}
    for piece in _pieces(rest):
        if match := _READERS.fullmatch(piece):
            found["readers"] = int(match[1])
        elif match := _PER_ITEM.fullmatch(piece):
            found["readers_per_item"] = int(match[1])
        else:
            name, value = _term(piece, vocabularies)
            found[name] = [*found.get(name, []), value] if name == "grade" else value
    return found


_TERMS: Mapping[str, str] = {"by": "labelling", "grade": "reader", "adjudication": "adjudication"}


def _term(text: str, vocabularies: Vocabularies) -> tuple[str, str]:
    """Return the field and the term that a text means. Raise AnswerError if it is in none of the vocabularies."""
    for name, vocabulary in _TERMS.items():
        try:
            return name, term(text, vocabulary, vocabularies)
        except AnswerError:
            continue
    raise AnswerError(f"`{text}` is neither a method, a profession, nor an adjudication: see the vocabularies labelling, reader and adjudication.")


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"[;,](?!\d{3}\b)| and ", text) if piece.strip()]


def _plain(text: str) -> float | int:
    return float(text) if "." in text else int(text)


PARSERS: Mapping[Path, Callable[[str, Vocabularies], Any]] = {
    ("population", "age"): lambda text, _: age(text),
    ("population", "sex"): lambda text, _: sex(text),
    ("labelling",): labelling,
}
"""The parser of each field."""
