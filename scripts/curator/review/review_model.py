"""Data model of a review.

A review is written by the code of a pull request and read by the trusted code that comments on it, so every field has a type and a limit.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from curator.records.model import ID, FrozenModel
from curator.records.problem import Problem

MAX_TEXT = 20_000
"""Maximum length of a text in characters; longer texts are cut, because a comment could not show them."""
Text = Annotated[str, AfterValidator(lambda text: text[:MAX_TEXT])]
Name = Annotated[str, Field(pattern=f"^{ID}$", max_length=255)]
Number = Annotated[int, Field(ge=0, le=10**9)]
ChangeKind = Literal["added", "changed", "renamed", "removed"]


class ChangedFact(FrozenModel):
    """A fact that differs: its path, its text before and after (None if absent), and its line in the new file."""

    path: Text
    before: Text | None = None
    after: Text | None = None
    reordered: bool = False
    line: Number = 1


class CompletenessShare(FrozenModel):
    """Completeness of a record in percent, and the missing fields."""

    percent: Number
    missing: tuple[Text, ...] = ()


class MainFact(FrozenModel):
    """A main fact of a record (named by its table column) or of an entry (named by its field)."""

    heading: Text
    text: Text


class RecordChange(FrozenModel):
    """Change of one record; `after` is None if the record cannot be read after the change."""

    id: Name
    kind: ChangeKind
    name: Text = ""
    former_id: Name | None = None
    facts: tuple[ChangedFact, ...] = ()
    main: tuple[MainFact, ...] = ()
    before: CompletenessShare | None = None
    after: CompletenessShare | None = None


class EntryChange(FrozenModel):
    """Change of one entry of another file: a work, a term, a resource."""

    file: Text
    entry: Text
    kind: ChangeKind
    facts: tuple[ChangedFact, ...] = ()
    main: tuple[MainFact, ...] = ()


class Alert(FrozenModel):
    """A change that needs attention: the removal, renaming or withdrawal of a record, or an id that is used for other data."""

    kind: Literal["removed", "renamed", "withdrawn", "reinstated", "other-data"]
    id: Name
    other: Text = ""


class SharedValue(FrozenModel):
    """A value that two records or works have in common."""

    reason: Literal["data-doi", "paper-doi", "address", "name"]
    value: Text


class Duplicate(FrozenModel):
    """Two records or works that may be the same."""

    what: Literal["record", "work"]
    id: Text
    other: Text
    shared: tuple[SharedValue, ...]


class EvidenceQuestion(FrozenModel):
    """Facts of one field that changed although their evidence did not."""

    id: Name
    field: Text
    paths: tuple[Text, ...]
    evidence: tuple[Text, ...]
    checked: Text
    line: Number = 1


class Suggestion(FrozenModel):
    """Lines of one file that an automatic fix would change; `offered` if a click on GitHub can apply the change."""

    file: Text
    first: Number
    last: Number
    before: tuple[Text, ...]
    after: tuple[Text, ...]
    offered: bool = False


class Review(FrozenModel):
    """Everything that a reviewer needs to know about a change of the catalog."""

    alerts: tuple[Alert, ...] = ()
    problems: tuple[Problem, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    questions: tuple[EvidenceQuestion, ...] = ()
    records: tuple[RecordChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
