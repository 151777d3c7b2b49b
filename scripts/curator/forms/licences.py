"""A licence from what a form asks of it."""

from collections.abc import Mapping
from typing import Any, get_args

from curator.forms.listings import answers_by_name
from curator.forms.questions import NONE_STATED, OWN_TERMS, options
from curator.forms.values import RefusedError, line
from curator.model import PERMISSION
from curator.rules.access import NO_TERMS, PERMISSIONS
from curator.rules.access import OWN_TERMS as OWN
from curator.vocabulary import Vocabularies

ATTRIBUTION = ("required", "asked", "unstated")
WORDS = {name: ATTRIBUTION if name == "attribution" else get_args(PERMISSION) for name in PERMISSIONS}
"""What may be said of each permission."""


def licence(answers: Mapping[str, str], id_: str, words: Vocabularies) -> list[dict[str, Any]]:
    """The licence of all data, in a list; an empty one where nobody has read the terms."""
    said = line(answers.get("licence", ""))
    if not said:
        return []
    found: dict[str, Any] = {"covers": "all", "id": licence_id(said, id_, words)}
    if terms := line(answers.get("terms", "")):
        found["terms"] = terms
    if found["id"].startswith(OWN):
        given = answers_by_name(answers.get("permissions", ""), WORDS)
        lacking = [name for name in PERMISSIONS if name not in given]
        if lacking:
            raise RefusedError(
                f"What the owner's own terms say of {', '.join(lacking)} is not told: write a line for each, or `unstated` where they do not say."
            )
        found |= given
    return [found]


def licence_id(said: str, id_: str, words: Vocabularies) -> str:
    """The id of a licence that was chosen in a form or written by name."""
    known = {label.casefold(): term for label, term in options("licence", words).items()} | {term.casefold(): term for term in words.licence.entries}
    known |= {OWN_TERMS: f"{OWN}{id_}", NONE_STATED.casefold(): NO_TERMS, NO_TERMS.casefold(): NO_TERMS}
    if said.startswith(OWN):
        return said
    if said.casefold() not in known:
        raise RefusedError(f"`{said}` is not a licence of the catalog: {words.licence.suggest(said)}.")
    return known[said.casefold()]
