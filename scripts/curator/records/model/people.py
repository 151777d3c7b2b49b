"""Who looks after a record: people as they name themselves, with ids that tell them from others of the same name."""

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, Field, Strict

from curator.records.messages import phrase
from curator.records.model.measures import Piece
from curator.records.model.text import Line, reject

ORCID = r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"
GITHUB = r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*"
LONGEST_HANDLE = 39
"""Characters of a handle, by the rules of GitHub."""


def check_character(digits: str) -> str:
    """The last character of an ORCID iD, by ISO 7064 (mod 11-2), from the fifteen digits before it."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    found = (12 - total % 11) % 11
    return "X" if found == 10 else str(found)


def orcid(text: str) -> str:
    """An ORCID iD in four groups, whose last character fits the others."""
    bare = re.sub(r"[^0-9X]", "", text.rstrip("/").rpartition("/")[2].upper())
    grouped = "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))
    if not re.fullmatch(ORCID, text):
        raise reject("orcid-form", text=text, fix=phrase("write", near=grouped) if re.fullmatch(ORCID, grouped) else phrase("orcid"))
    if check_character(bare[:-1]) != bare[-1]:
        raise reject("orcid-check", text=text)
    return text


def github(text: str) -> str:
    """A handle of GitHub, without a sign or an address before it."""
    if len(text) > LONGEST_HANDLE or not re.fullmatch(GITHUB, text):
        bare = text.rstrip("/").rpartition("/")[2].removeprefix("@")
        fits = re.fullmatch(GITHUB, bare) and len(bare) <= LONGEST_HANDLE
        raise reject("github", text=text, fix=phrase("write", near=bare) if fits else phrase("handle", most=LONGEST_HANDLE))
    return text


def _text(kind: str, pattern: str, check: Callable[[str], str]) -> tuple[object, ...]:
    return Strict(), Field(json_schema_extra={"x-text": kind, "pattern": f"^{pattern}$"}), AfterValidator(check)


Orcid = Annotated[str, *_text("orcid", ORCID, orcid)]
Github = Annotated[str, *_text("github", GITHUB, github)]


class Contributor(Piece):
    """Somebody who looks after the record: its texts and sources, not the data."""

    name: Line = Field(description="The name, as the person writes it.", examples=["Josiah Carberry"])
    orcid: Orcid | None = Field(None, description="The person's ORCID iD, without an address before it.", examples=["0000-0002-1825-0097"])
    github: Github | None = Field(None, description="The person's handle on GitHub, without @.", examples=["octocat"])
