"""Parsing of the license and the permissions of a custom license."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from curator.contribute.issues.licence_words import described, spelled
from curator.contribute.issues.parse_answer import AnswerError, line, lines, unwrapped
from curator.contribute.issues.question import CUSTOM_LICENSE, NO_LICENSE, options
from curator.contribute.issues.sources import only_url
from curator.records.model import PERMISSION
from curator.records.rules.availability import NO_TERMS, OWED, OWN_TERMS, PERMISSIONS
from curator.records.vocabulary import Vocabularies

ATTRIBUTION = ("required", "asked", "unstated")
ALLOWED_VALUES = {name: ATTRIBUTION if name == "attribution" else get_args(PERMISSION) for name in PERMISSIONS}
"""Allowed values of each permission."""


@dataclass(frozen=True)
class Permissions:
    """Parsed permissions: values by name, sentences kept as notes, and errors."""

    values: Mapping[str, str]
    sentences: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class ParsedLicence:
    """The license of a dataset as a list, which is empty if it is not known, what is to be confirmed, and messages about permissions."""

    value: list[dict[str, Any]]
    question: str = ""
    messages: tuple[str, ...] = ()


def licence(answers: Mapping[str, str], id_: str, vocabularies: Vocabularies) -> ParsedLicence:
    """Return the license of a dataset.

    Terms of use without a license are a custom license. Permissions that differ from a standard license are kept as a note.
    """
    name, given = unwrapped(answers.get("licence", "")), _permissions(answers.get("permissions", ""))
    page, messages = terms_page(answers.get("terms", "")), list(given.errors)
    if "terms" in answers and not page:
        messages.append(f"`{line(answers['terms'])}` is not a URL: write the full URL of the terms of use, e.g. https://example.org/data/terms/.")
    if not name and not page and not given.values and not given.sentences:
        return ParsedLicence([], "", tuple(messages))
    stated = None if _known(name, vocabularies) else described(name, vocabularies)
    if stated:
        if not (stated.id or stated.note or given.values or given.sentences):
            return ParsedLicence([], stated.question, tuple(messages))
        name = stated.id or CUSTOM_LICENSE
        given = replace(given, values=stated.permissions | dict(given.values), sentences=(*filter(None, [stated.note]), *given.sentences))
    found: dict[str, Any] = {"covers": "all", "id": licence_id(name or CUSTOM_LICENSE, id_, vocabularies)}
    found |= {"terms": page} if page else {}
    sentences = list(given.sentences)
    if found["id"].startswith(OWN_TERMS):
        found |= given.values
        if not page and not given.values and not sentences:
            raise AnswerError(_missing(OWED))
        missing = [name for name in OWED if name not in given.values]
        messages += [_missing(missing)] if missing else []
    elif further := list(_differences(given.values, found["id"], vocabularies)):
        sentences.insert(0, f"The owner's page adds to the license: {', '.join(further)}.")
        messages.append(f"{found['id']} does not include {', '.join(further)}. This was kept as a note. Which of the two does the owner's page state?")
    return ParsedLicence([found | ({"note": " ".join(sentences)} if sentences else {})], stated.question if stated else "", tuple(messages))


def terms_page(text: str) -> str:
    """Return the URL of the terms of use; empty if the answer is not a URL."""
    page = only_url(text)
    return page if page.startswith(("http://", "https://")) else ""


def _missing(names: list[str] | tuple[str, ...]) -> str:
    return f"Missing permissions of the custom license: {', '.join(names)}. Write a line for each, with `unstated` if the terms do not mention it."


def _permissions(text: str) -> Permissions:
    """Return the permissions of an answer, one per line. Sentences are kept unchanged."""
    found: dict[str, str] = {}
    sentences: list[str] = []
    errors: list[str] = []
    for text_line in lines(text):
        name, colon, value = (part.strip().casefold() for part in text_line.partition(":"))
        name = name.replace(" ", "_").replace("-", "_")
        value = value.rstrip(".")
        if colon and name in ALLOWED_VALUES and value in ALLOWED_VALUES[name] and found.setdefault(name, value) == value:
            continue
        if colon and name in ALLOWED_VALUES:
            why = f"contradicts `{name}: {found[name]}`" if value in ALLOWED_VALUES[name] else "has an unknown value"
            errors.append(f"`{text_line}` {why}: write one of {name}: {', '.join(ALLOWED_VALUES[name])}.")
        elif len(text_line.split()) > 3:
            sentences.append(text_line if text_line.endswith((".", "!", "?")) else f"{text_line}.")
        else:
            errors.append(f"`{text_line}` is not a permission: write one of {', '.join(ALLOWED_VALUES)}, or a sentence.")
    return Permissions(found, tuple(sentences), tuple(errors))


def _differences(permissions: Mapping[str, str], id_: str, vocabularies: Vocabularies) -> Iterator[str]:
    """Yield the permissions that differ from those of a standard license."""
    entry = vocabularies.licence.entries.get(id_)
    for name, value in permissions.items():
        if value != "unstated" and (entry is None or getattr(entry, name) != value):
            yield f"{name.replace('_', ' ')} {value}"


def _names(id_: str, vocabularies: Vocabularies) -> dict[str, str]:
    """Return the ids of licenses by name and id; a custom license has the id of the dataset."""
    known = {label.casefold(): term for label, term in options("licence", vocabularies).items()}
    known |= {term.casefold(): term for term in vocabularies.licence.entries}
    return known | {CUSTOM_LICENSE: f"{OWN_TERMS}{id_}", NO_LICENSE.casefold(): NO_TERMS, NO_TERMS.casefold(): NO_TERMS}


def _known(name: str, vocabularies: Vocabularies) -> bool:
    """Whether an answer is empty, or the name or the id of a license."""
    return not name or name.startswith(OWN_TERMS) or name.casefold() in _names("", vocabularies)


def licence_id(text: str, id_: str, vocabularies: Vocabularies) -> str:
    """Return the id of a license from its name or id. Raise AnswerError if it is unknown."""
    if text.startswith(OWN_TERMS):
        return text
    if found := _names(id_, vocabularies).get(text.casefold()) or spelled(text, vocabularies):
        return found
    stated = described(text, vocabularies)
    raise AnswerError(stated.question if stated and stated.permissions else f"`{text}` is not a known license: {vocabularies.licence.suggest(text)}.")
