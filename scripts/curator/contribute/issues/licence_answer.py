"""A licence from what a form asks of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from curator.contribute.issues.questions import NONE_STATED, OWN_TERMS, options
from curator.contribute.issues.refused_answers import RefusedError
from curator.contribute.issues.source_answers import only_address
from curator.contribute.issues.value_answers import line, lines
from curator.records.model import PERMISSION
from curator.records.rules.availability import NO_TERMS, PERMISSIONS
from curator.records.rules.availability import OWN_TERMS as OWN
from curator.records.vocabulary import Vocabularies

ATTRIBUTION = ("required", "asked", "unstated")
WORDS = {name: ATTRIBUTION if name == "attribution" else get_args(PERMISSION) for name in PERMISSIONS}
"""What may be said of each permission."""


@dataclass(frozen=True)
class Terms:
    """What the owner's terms say: permissions by name, sentences that are none of them, and lines that could not be read."""

    permissions: Mapping[str, str]
    sentences: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def licence(answers: Mapping[str, str], id_: str, words: Vocabularies) -> tuple[list[dict[str, Any]], list[str]]:
    """The licence of all data, in a list, and what to look at; an empty list where nobody has read the terms.

    Terms without a licence are the owner's own. What they say beyond a standard licence is kept as a note.
    """
    said, given = line(answers.get("licence", "")), _terms(answers.get("permissions", ""))
    page, asides = _page(answers.get("terms", "")), list(given.refused)
    if "terms" in answers and not page:
        asides.append(f"`{line(answers['terms'])}` is not the address of the terms: write it whole, e.g. https://example.org/data/terms/.")
    if not said and not page and not given.permissions and not given.sentences:
        return [], asides
    found: dict[str, Any] = {"covers": "all", "id": licence_id(said or OWN_TERMS, id_, words)}
    found |= {"terms": page} if page else {}
    sentences = list(given.sentences)
    if found["id"].startswith(OWN):
        found |= given.permissions
        if not page and not given.permissions and not sentences:
            raise RefusedError(_lacking(PERMISSIONS))
        lacking = [name for name in PERMISSIONS if name not in given.permissions]
        asides += [_lacking(lacking)] if lacking else []
    elif further := list(_further(given.permissions, found["id"], words)):
        sentences.insert(0, f"The owner's page adds to the licence: {', '.join(further)}.")
        asides.append(f"{found['id']} does not say {', '.join(further)}: this was kept as a note of the licence. Say which of the two the owner's page means.")
    return [found | ({"note": " ".join(sentences)} if sentences else {})], asides


def _page(text: str) -> str:
    """The address of the terms; empty where the answer is none."""
    page = only_address(text)
    return page if page.startswith(("http://", "https://")) else ""


def _lacking(names: list[str] | tuple[str, ...]) -> str:
    return f"What the owner's own terms say of {', '.join(names)} is not told: write a line for each, or `unstated` where they do not say."


def _terms(text: str) -> Terms:
    """Words by the names of permissions, one a line; a sentence is kept as it is."""
    found: dict[str, str] = {}
    sentences: list[str] = []
    refused: list[str] = []
    for said in lines(text):
        name, colon, word = (part.strip().casefold() for part in said.partition(":"))
        name = name.replace(" ", "_").replace("-", "_")
        word = word.rstrip(".")
        if colon and name in WORDS and word in WORDS[name] and found.setdefault(name, word) == word:
            continue
        if colon and name in WORDS:
            why = f"is said twice, once as {found[name]}" if word in WORDS[name] else "is not understood"
            refused.append(f"`{said}` {why}: write one of {name}: {', '.join(WORDS[name])}.")
        elif len(said.split()) > 3:
            sentences.append(said if said.endswith((".", "!", "?")) else f"{said}.")
        else:
            refused.append(f"`{said}` is not understood: write one of {', '.join(WORDS)}, or a sentence.")
    return Terms(found, tuple(sentences), tuple(refused))


def _further(permissions: Mapping[str, str], id_: str, words: Vocabularies) -> Iterator[str]:
    """What permissions say that a standard licence does not; `unstated` says nothing."""
    entry = words.licence.entries.get(id_)
    for name, word in permissions.items():
        if word != "unstated" and (entry is None or getattr(entry, name) != word):
            yield f"{name.replace('_', ' ')} {word}"


def licence_id(said: str, id_: str, words: Vocabularies) -> str:
    """The id of a licence that was chosen in a form or written by name."""
    known = {label.casefold(): term for label, term in options("licence", words).items()} | {term.casefold(): term for term in words.licence.entries}
    known |= {OWN_TERMS: f"{OWN}{id_}", NONE_STATED.casefold(): NO_TERMS, NO_TERMS.casefold(): NO_TERMS}
    if said.startswith(OWN):
        return said
    if said.casefold() not in known:
        raise RefusedError(f"`{said}` is not a licence of the catalog: {words.licence.suggest(said)}.")
    return known[said.casefold()]
