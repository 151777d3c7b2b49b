"""What a review holds: data only, so that a program which trusts none of it can still put it into words.

It is made by the code of the pull request that it is about, and read again by the code that comments on it.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from curator.records.model import ID, Piece
from curator.records.problem import Problem

LONGEST = 20_000
"""Characters of a text; what is longer is cut, as a comment could not show it."""
Text = Annotated[str, AfterValidator(lambda text: text[:LONGEST])]
Name = Annotated[str, Field(pattern=f"^{ID}$", max_length=255)]
Number = Annotated[int, Field(ge=0, le=10**9)]
Fate = Literal["added", "changed", "renamed", "removed"]


class Fact(Piece):
    """A fact that differs: its place, its text before and after, and its line in the file after; None where there is none."""

    path: Text
    before: Text | None = None
    after: Text | None = None
    order: bool = False
    line: Number = 1


class Share(Piece):
    """How complete a record is, in percent, and what is missing."""

    percent: Number
    missing: tuple[Text, ...] = ()


class Main(Piece):
    """A main fact of a record, by its column of the table, or of an entry, by its field."""

    heading: Text
    text: Text


class RecordChange(Piece):
    """What happened to a record; one that cannot be understood after the change has no share there."""

    id: Name
    fate: Fate
    name: Text = ""
    was: Name | None = None
    facts: tuple[Fact, ...] = ()
    main: tuple[Main, ...] = ()
    before: Share | None = None
    after: Share | None = None
    page: bool = False


class EntryChange(Piece):
    """What happened to an entry of another file: a work, a term, a resource."""

    file: Text
    entry: Text
    fate: Fate
    facts: tuple[Fact, ...] = ()
    main: tuple[Main, ...] = ()


class Alarm(Piece):
    """Something that must not be overlooked."""

    kind: Literal["removed", "renamed", "withdrawn", "reinstated", "another"]
    id: Name
    other: Text = ""


class Fault(Piece):
    """A problem as `curator check` reports it."""

    file: Text
    line: Number
    column: Number
    code: Text
    message: Text
    fix: Text

    @property
    def problem(self) -> Problem:
        """The fault as what `curator check` reports."""
        return Problem(self.file, self.line, self.column, self.code, self.message, self.fix)


class Shared(Piece):
    """What two records or works have in common."""

    why: Literal["data-doi", "paper-doi", "address", "name"]
    value: Text


class Twin(Piece):
    """Another record or work that may be the same, and why."""

    what: Literal["record", "work"]
    id: Text
    other: Text
    shared: tuple[Shared, ...]


class Question(Piece):
    """Facts of one field that changed while what they rest on did not."""

    id: Name
    field: Text
    paths: tuple[Text, ...]
    rests_on: tuple[Text, ...]
    checked: Text
    line: Number = 1


class Mending(Piece):
    """Lines that a program would write otherwise, in one file; offered where a click can apply them to the commit that the review is about."""

    file: Text
    first: Number
    last: Number
    before: tuple[Text, ...]
    after: tuple[Text, ...]
    offered: bool = False


class Review(Piece):
    """All that a reviewer of a change to the catalog needs to know."""

    alarms: tuple[Alarm, ...] = ()
    problems: tuple[Fault, ...] = ()
    twins: tuple[Twin, ...] = ()
    questions: tuple[Question, ...] = ()
    records: tuple[RecordChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    mendings: tuple[Mending, ...] = ()
