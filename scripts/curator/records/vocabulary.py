"""The words that fields may use, from `catalog/vocabulary/`: a contributor adds one by adding a line there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Generic, Literal, TypeVar, cast, get_args

from pydantic import Field

from curator.records.messages import phrase
from curator.records.model import PERMISSION, Dataset, Piece
from curator.records.model.text import Flag, Line, Prose, TermOf, Url
from curator.records.normalise import nearest
from curator.records.problem import Finding, Problem
from curator.records.validate import validated
from curator.records.yaml_source import Source


class Entry(Piece):
    """One term: what it is called, what it means, how the printed table spells it."""

    label: Line = Field(description="What readers see.", examples=["fundus photography"])
    definition: Prose = Field(description="What it means, and what it does not.", examples=["A colour photograph of the back of the eye."])
    aliases: tuple[Line, ...] = Field((), description="Other words for it.", examples=[["fundoscopy"]])
    printed: tuple[Line, ...] = Field((), description="How the printed table spells it.", examples=[["Fundoscopy"]])
    codes: dict[Line, Line] = Field(default_factory=dict, description="The term in a standard, by the standard's name.", examples=[{"DICOM": "OP"}])


class ModalityEntry(Entry):
    """How images are made."""

    short: Line | None = Field(None, description="The usual abbreviation, shown in table cells with the label as its explanation.", examples=["MRI"])


class UnitEntry(Entry):
    """What is counted."""

    plural: Line = Field(description="The label for several.", examples=["images"])
    counts: Literal["samples", "annotations", "people"] = Field(description="Whether it counts images, marks in them, or people.", examples=["samples"])


class LicenceEntry(Entry):
    """A standard licence and what it allows."""

    url: Url = Field(description="Its text.", examples=["https://creativecommons.org/licenses/by/4.0/"])
    commercial_use: PERMISSION = Field(description="Use for profit.", examples=["allowed"])
    redistribution: PERMISSION = Field(description="Passing the data on.", examples=["allowed"])
    derivatives: PERMISSION = Field(description="Passing on what one made of them.", examples=["allowed"])
    attribution: Literal["required", "asked", "unstated"] = Field(description="Naming the source.", examples=["required"])
    share_alike: Flag = Field(False, description="True where derivatives have to be under the same licence.", examples=[True])


class RelationEntry(Entry):
    """How two datasets are related."""

    inverse: Line = Field(description="The term for the other direction.", examples=["contains"])
    shares: Literal["images", "patients", "nothing"] = Field(description="What the two have in common.", examples=["images"])


ENTRIES: dict[str, type[Entry]] = {
    "modality": ModalityEntry,
    "body-part": Entry,
    "target": Entry,
    "task": Entry,
    "dimension": Entry,
    "unit": UnitEntry,
    "access": Entry,
    "licence": LicenceEntry,
    "relation": RelationEntry,
    "issue": Entry,
    "link": Entry,
    "format": Entry,
    "status": Entry,
}
"""The vocabularies, each a file of this name, and what an entry of each says."""

FEW = 12
"""Terms up to which a list of them helps."""
GROWING = frozenset({"modality", "body-part", "target", "task", "unit", "format"})
"""Vocabularies to which a new dataset may have to add a term; the others are what the program knows."""
Term = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$")]
E = TypeVar("E", bound=Entry, covariant=True)


@cache
def vocabulary_of(field: str) -> str:
    """The name of the vocabulary whose terms a field of a record holds, e.g. `body-part` for `body_part`; empty for a field without terms."""
    info = Dataset.model_fields[field]
    return next((part.name for part in (*info.metadata, *_annotation_parts(info.annotation)) if isinstance(part, TermOf)), "")


def _annotation_parts(annotation: Any) -> Iterator[Any]:
    """A type annotation and everything inside it."""
    yield annotation
    for part in get_args(annotation):
        yield from _annotation_parts(part)


@dataclass(frozen=True)
class Vocabulary(Generic[E]):
    """The terms of one field in the order of their file, which is also their rank where rank matters.

    While its file cannot be understood (`read` is false) a vocabulary has every term, so that records are not blamed for it.
    """

    name: str
    entries: Mapping[str, E] = field(default_factory=dict)
    read: bool = True

    def __getitem__(self, term: str) -> E:
        return self.entries[term] if self.read else cast("E", _stand_in(self.name, term))

    def __contains__(self, term: str) -> bool:
        return term in self.entries or not self.read

    def label(self, term: str) -> str:
        """What readers see for a term."""
        return self[term].label

    def rank(self, term: str) -> int:
        """The term's position in its file, from 0."""
        return list(self.entries).index(term) if self.read else 0

    def suggest(self, text: str) -> str:
        """What to write instead of a word that is no term."""
        words = {word.casefold(): term for term, entry in self.entries.items() for word in (term, entry.label, *entry.aliases, *entry.printed)}
        file = f"catalog/vocabulary/{self.name}.yaml"
        if near := nearest(text, words):
            doubtful = near != text.casefold() and self.name in GROWING
            return phrase("write", near=words[near]) + (phrase("if-meant", file=file) if doubtful else "")
        if len(self.entries) > FEW:
            return phrase("a-term", file=file)
        more = phrase("or-new", file=file) if self.name in GROWING else ""
        return phrase("one-of", words=", ".join(self.entries)) + more


@dataclass(frozen=True)
class Vocabularies:
    """All vocabularies by name, with those whose entries say more under their own names."""

    by_name: Mapping[str, Vocabulary[Entry]]

    def __getitem__(self, name: str) -> Vocabulary[Entry]:
        return self.by_name[name]

    @property
    def modality(self) -> Vocabulary[ModalityEntry]:
        """How images are made."""
        return cast("Vocabulary[ModalityEntry]", self.by_name["modality"])

    @property
    def unit(self) -> Vocabulary[UnitEntry]:
        """What is counted."""
        return cast("Vocabulary[UnitEntry]", self.by_name["unit"])

    @property
    def licence(self) -> Vocabulary[LicenceEntry]:
        """Standard licences."""
        return cast("Vocabulary[LicenceEntry]", self.by_name["licence"])

    @property
    def relation(self) -> Vocabulary[RelationEntry]:
        """How datasets are related."""
        return cast("Vocabulary[RelationEntry]", self.by_name["relation"])


def _stand_in(name: str, term: str) -> Entry:
    """An entry for a term while its vocabulary cannot be understood."""
    words = {"label": term, "definition": term, "plural": term, "counts": "samples", "inverse": term, "shares": "nothing", "url": "https://spdx.org/licenses/"}
    words |= dict.fromkeys(("commercial_use", "redistribution", "derivatives", "attribution"), "unstated")
    entry = ENTRIES[name]
    return entry.model_validate({field: words[field] for field in entry.model_fields if field in words})


def load(sources: Mapping[str, Source]) -> tuple[Vocabularies, tuple[Problem, ...]]:
    """The vocabularies from their sources by name; one whose source is faulty is empty."""
    found: dict[str, Vocabulary[Entry]] = {}
    problems: list[Problem] = []
    for name, entry in ENTRIES.items():
        source = sources.get(name, Source(f"catalog/vocabulary/{name}.yaml"))
        entries, faults = validated(source, dict[Term, entry])  # type: ignore[valid-type]
        problems += faults
        found[name] = Vocabulary(name, entries or {}, read=entries is not None)
    relations = cast("Vocabulary[RelationEntry]", found["relation"])
    for term, relation in relations.entries.items():
        if relation.inverse not in relations or relations[relation.inverse].inverse != term:
            fault = Finding((term, "inverse"), "unknown-term", f"`{relation.inverse}` is not a term whose inverse is `{term}`", "let both name each other")
            problems.append(sources["relation"].problem(fault))
    return Vocabularies(found), tuple(problems)
