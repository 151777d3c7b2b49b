"""Provenance of a record: sources, disputed facts, corrections of the printed collection, changes and contributors."""

import re
from collections.abc import Callable
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, Strict

from curator.records.messages import phrase
from curator.records.model.base import FrozenModel, Sourced
from curator.records.model.text import Day, FieldPath, Line, Prose, Url, Verbatim, reject

PrintedColumn = Literal["name", "modality", "target", "frame_size", "images", "classes", "task"]
CELLS: tuple[PrintedColumn, ...] = get_args(PrintedColumn)
"""The columns of the printed table, in order."""
ORCID = r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"
GITHUB = r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*"
MAX_HANDLE = 39
"""Characters in a GitHub user name."""


class SourcePage(FrozenModel):
    """A source of facts."""

    url: Url = Field(description="URL of the source.", examples=["https://drive.grand-challenge.org/"])
    what: Line | None = Field(None, description="Content and author of the page.", examples=["owners' page"])
    seen: Day | None = Field(None, description="Date on which the page was read, if different from `checked`.", examples=["2026-11-23"])


class Dispute(Sourced):
    """A fact on which sources disagree."""

    field: FieldPath = Field(description="Path of the field.", examples=["licence"])
    states: Line = Field(description="What the other source states.", examples=["CC BY 4.0, on its own copy of the images"])
    kept: Line = Field(description="What this record states instead, and why.", examples=["the owners' text"])


class Correction(Sourced):
    """A correction of the printed collection: of exactly one cell, link, reference or text."""

    cell: PrintedColumn | None = Field(None, description="Column of the printed table; the printed and the correct value are computed.", examples=["images"])
    link: Literal["homepage", "download"] | None = Field(None, description="Printed link.", examples=["homepage"])
    reference: Annotated[int, Strict(), Field(ge=1, le=35)] | None = Field(None, description="Number of a printed reference.", examples=[13])
    text: Line | None = Field(None, description="Section of the printed text, or Table 1.", examples=["1.6"])
    kind: Literal["wrong", "outdated", "incomplete", "ambiguous"] = Field(description="Kind of error.", examples=["wrong"])
    printed: Verbatim | None = Field(None, description="Printed text; not for a cell.", examples=["https://data.mendeley.com/datasets/rsbjbr9sj/3"])
    right: Verbatim | None = Field(None, description="Correct text; not for a cell.", examples=["https://data.mendeley.com/datasets/rscbjbr9sj/3"])
    why: Prose = Field(description="Reason for the correction.", examples=["a character is missing"])


class Change(FrozenModel):
    """A change to the record that readers should know about."""

    date: Day = Field(description="Date of the change.", examples=["2026-11-23"])
    what: Line = Field(description="The change, in one sentence.", examples=["First record."])


def check_character(digits: str) -> str:
    """The check character (ISO 7064 mod 11-2) for the first fifteen digits of an ORCID iD."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    found = (12 - total % 11) % 11
    return "X" if found == 10 else str(found)


def orcid(text: str) -> str:
    """Return a valid ORCID iD unchanged; reject other text."""
    bare = re.sub(r"[^0-9X]", "", text.rstrip("/").rpartition("/")[2].upper())
    grouped = "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))
    if not re.fullmatch(ORCID, text):
        raise reject("orcid-form", text=text, fix=phrase("write", near=grouped) if re.fullmatch(ORCID, grouped) else phrase("orcid"))
    if check_character(bare[:-1]) != bare[-1]:
        raise reject("orcid-check", text=text)
    return text


def github(text: str) -> str:
    """Return a GitHub user name unchanged; reject other text, such as @name or a URL."""
    if len(text) > MAX_HANDLE or not re.fullmatch(GITHUB, text):
        bare = text.rstrip("/").rpartition("/")[2].removeprefix("@")
        fits = re.fullmatch(GITHUB, bare) and len(bare) <= MAX_HANDLE
        raise reject("github", text=text, fix=phrase("write", near=bare) if fits else phrase("handle", most=MAX_HANDLE))
    return text


def _text(kind: str, pattern: str, check: Callable[[str], str]) -> tuple[object, ...]:
    return Strict(), Field(json_schema_extra={"x-text": kind, "pattern": f"^{pattern}$"}), AfterValidator(check)


Orcid = Annotated[str, *_text("orcid", ORCID, orcid)]
Github = Annotated[str, *_text("github", GITHUB, github)]


class Contributor(FrozenModel):
    """A person who maintains the record."""

    name: Line = Field(description="Name, as the person writes it.", examples=["Josiah Carberry"])
    orcid: Orcid | None = Field(None, description="ORCID iD, without the URL.", examples=["0000-0002-1825-0097"])
    github: Github | None = Field(None, description="GitHub user name, without @.", examples=["octocat"])
