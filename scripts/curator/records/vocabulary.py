"""Vocabularies: the terms that fields may use, from `catalog/vocabulary/`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Generic, Literal, TypeVar, cast, get_args

from pydantic import Field

from curator.records.messages import phrase
from curator.records.model import PERMISSION, Dataset, FrozenModel
from curator.records.model.text import Flag, Line, Prose, TermOf, Url
from curator.records.normalise import nearest
from curator.records.problem import Finding, Problem
from curator.records.validate import validated
from curator.records.yaml_source import Source


class Entry(FrozenModel):
    """A term with its label, its definition and its printed spelling."""

    label: Line = Field(description="Label on the site.", examples=["fundus photography"])
    definition: Prose = Field(description="Meaning of the term.", examples=["A color photograph of the back of the eye."])
    aliases: tuple[Line, ...] = Field((), description="Synonyms.", examples=[["fundoscopy"]])
    printed: tuple[Line, ...] = Field((), description="Spelling in the printed table.", examples=[["Fundoscopy"]])
    codes: dict[Line, Line] = Field(default_factory=dict, description="Codes in standards, by the name of the standard.", examples=[{"DICOM": "OP"}])


class ModalityEntry(Entry):
    """A term of the vocabulary modality."""

    short: Line | None = Field(None, description="Common abbreviation for table cells.", examples=["MRI"])


class UnitEntry(Entry):
    """A term of the vocabulary unit."""

    plural: Line = Field(description="Label in the plural.", examples=["images"])
    counts: Literal["samples", "annotations", "people"] = Field(description="What the unit counts: samples, annotations, or people.", examples=["samples"])


class LicenceEntry(Entry):
    """A standard license with its permissions."""

    url: Url = Field(description="URL of the license text.", examples=["https://creativecommons.org/licenses/by/4.0/"])
    commercial_use: PERMISSION = Field(description="Commercial use.", examples=["allowed"])
    redistribution: PERMISSION = Field(description="Redistribution.", examples=["allowed"])
    derivatives: PERMISSION = Field(description="Sharing of derivatives.", examples=["allowed"])
    attribution: Literal["required", "asked", "unstated"] = Field(description="Attribution.", examples=["required"])
    trained_models: PERMISSION = Field("unstated", description="Sharing or selling models trained on the data.", examples=["unstated"])
    share_alike: Flag = Field(False, description="True if derivatives must have the same license.", examples=[True])


class RelationEntry(Entry):
    """A term of the vocabulary relation."""

    inverse: Line = Field(description="Term for the inverse relation.", examples=["contains"])
    shares: Literal["images", "patients", "nothing"] = Field(description="What the two datasets share.", examples=["images"])


ENTRIES: dict[str, type[Entry]] = {
    "modality": ModalityEntry,
    "body-part": Entry,
    "target": Entry,
    "task": Entry,
    "dimension": Entry,
    "unit": UnitEntry,
    "contrast": Entry,
    "sequence": Entry,
    "labelling": Entry,
    "reader": Entry,
    "adjudication": Entry,
    "access": Entry,
    "eligibility": Entry,
    "licence": LicenceEntry,
    "condition": Entry,
    "relation": RelationEntry,
    "issue": Entry,
    "link": Entry,
    "format": Entry,
    "status": Entry,
}
"""All vocabularies, which are files of these names, with the model of their entries."""

FEW = 14
"""Number of terms up to which messages and forms list them all."""
GROWING = frozenset({"modality", "body-part", "target", "task", "unit", "format"})
"""Vocabularies to which contributors may add terms; the program depends on the terms of the others."""
Term = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$")]
E = TypeVar("E", bound=Entry, covariant=True)


@cache
def vocabulary_of(field: str) -> str:
    """The name of the vocabulary of a field, e.g. `body-part` for `body_part`; empty for a field without terms."""
    info = Dataset.model_fields[field]
    return next((part.name for part in (*info.metadata, *_annotation_parts(info.annotation)) if isinstance(part, TermOf)), "")


def _annotation_parts(annotation: Any) -> Iterator[Any]:
    """A type annotation and everything inside it."""
    yield annotation
    for part in get_args(annotation):
        yield from _annotation_parts(part)


@dataclass(frozen=True)
class Vocabulary(Generic[E]):
    """The terms of a vocabulary, in the order of the file, which is also their rank.

    If the file is not valid (`read` is false), the vocabulary accepts every term, so that no problems are reported for records.
    """

    name: str
    entries: Mapping[str, E] = field(default_factory=dict)
    read: bool = True

    def __getitem__(self, term: str) -> E:
        return self.entries[term] if self.read else cast("E", _placeholder(self.name, term))

    def __contains__(self, term: str) -> bool:
        return term in self.entries or not self.read

    def label(self, term: str) -> str:
        """Return the label of a term."""
        return self[term].label

    def rank(self, term: str) -> int:
        """Return the position of a term in the file, from 0."""
        return list(self.entries).index(term) if self.read else 0

    def suggest(self, text: str) -> str:
        """Return what to write instead of a text that is not a term."""
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
    """All vocabularies by name; those with additional fields are also properties."""

    by_name: Mapping[str, Vocabulary[Entry]]

    def __getitem__(self, name: str) -> Vocabulary[Entry]:
        return self.by_name[name]

    @property
    def modality(self) -> Vocabulary[ModalityEntry]:
        """The vocabulary modality."""
        return cast("Vocabulary[ModalityEntry]", self.by_name["modality"])

    @property
    def unit(self) -> Vocabulary[UnitEntry]:
        """The vocabulary unit."""
        return cast("Vocabulary[UnitEntry]", self.by_name["unit"])

    @property
    def licence(self) -> Vocabulary[LicenceEntry]:
        """The vocabulary licence."""
        return cast("Vocabulary[LicenceEntry]", self.by_name["licence"])

    @property
    def relation(self) -> Vocabulary[RelationEntry]:
        """The vocabulary relation."""
        return cast("Vocabulary[RelationEntry]", self.by_name["relation"])


def _placeholder(name: str, term: str) -> Entry:
    """Return a placeholder entry for a term of an invalid vocabulary."""
    words = {"label": term, "definition": term, "plural": term, "counts": "samples", "inverse": term, "shares": "nothing", "url": "https://spdx.org/licenses/"}
    words |= dict.fromkeys(("commercial_use", "redistribution", "derivatives", "attribution"), "unstated")
    entry = ENTRIES[name]
    return entry.model_validate({field: words[field] for field in entry.model_fields if field in words})


def load(sources: Mapping[str, Source]) -> tuple[Vocabularies, tuple[Problem, ...]]:
    """Return the vocabularies from their sources by name, and their problems; an invalid vocabulary is empty."""
    found: dict[str, Vocabulary[Entry]] = {}
    problems: list[Problem] = []
    for name, entry in ENTRIES.items():
        source = sources.get(name, Source(f"catalog/vocabulary/{name}.yaml"))
        entries, findings = validated(source, dict[Term, entry])  # type: ignore[valid-type]
        problems += source.located(findings)
        found[name] = Vocabulary(name, entries or {}, read=entries is not None)
    relations = cast("Vocabulary[RelationEntry]", found["relation"])
    for term, relation in relations.entries.items():
        if relation.inverse not in relations or relations[relation.inverse].inverse != term:
            fault = Finding(
                (term, "inverse"),
                "unknown-term",
                f"`{relation.inverse}` is not a term whose inverse is `{term}`",
                "write each term as the inverse of the other",
            )
            problems.append(sources["relation"].problem(fault))
    return Vocabularies(found), tuple(problems)
