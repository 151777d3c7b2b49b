"""Vocabularies: the terms that fields may use, from `catalog/vocabulary/`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Annotated, Any, Generic, TypeVar, cast, get_args

from pydantic import Field

from curator.records.kept_results import hashed
from curator.records.messages import phrase
from curator.records.model import Dataset
from curator.records.model.text import TermOf
from curator.records.normalise import nearest
from curator.records.problem import Finding, Problem
from curator.records.validate import validated
from curator.records.vocabulary_entries import ENTRIES, Entry, LicenceEntry, ModalityEntry, RelationEntry, UnitEntry
from curator.records.yaml_source import Source

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

    def words(self) -> dict[str, str]:
        """Return the terms by all their names in lowercase: ids first, then labels, abbreviations and plurals, then synonyms, then printed spellings."""
        entries = self.entries.items()
        names = [(term, term) for term in self.entries]
        names += [(name, term) for term, entry in entries for name in entry.names]
        names += [(name, term) for term, entry in entries for name in (*entry.aliases, *entry.narrower)]
        names += [(name, term) for term, entry in entries for name in entry.printed]
        return {name.casefold(): term for name, term in reversed(names)}

    def suggest(self, text: str) -> str:
        """Return what to write instead of a text that is not a term."""
        words = self.words()
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

    @cached_property
    def digest(self) -> str:
        """A hash of all terms with their fields."""
        return hashed((repr(self.by_name),))

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
    words |= dict.fromkeys(("commercial_use", "redistribution", "derivatives", "trained_models", "attribution"), "unstated")
    entry = ENTRIES[name]
    return entry.model_validate({field: words[field] for field in entry.model_fields if field in words})


def _unknown_code_systems(vocabulary: Vocabulary[Entry], systems: Vocabulary[Entry]) -> Iterator[Finding]:
    """The codes of a vocabulary whose system is not a term of the vocabulary code-system, which gives the source of each code."""
    for term, entry in vocabulary.entries.items():
        for system in entry.codes:
            if system not in systems:
                yield Finding(
                    (term, "codes", system), "unknown-term", f"`{system}` is not a term of the vocabulary code-system", systems.suggest(system), key=True
                )


def load(sources: Mapping[str, Source]) -> tuple[Vocabularies, tuple[Problem, ...]]:
    """Return the vocabularies from their sources by name, and their problems; an invalid vocabulary is empty."""
    found: dict[str, Vocabulary[Entry]] = {}
    problems: list[Problem] = []
    for name, entry in ENTRIES.items():
        source = sources.get(name, Source(f"catalog/vocabulary/{name}.yaml"))
        entries, findings = validated(source, dict[Term, entry])  # type: ignore[valid-type]
        problems += source.located(findings)
        found[name] = Vocabulary(name, entries or {}, read=entries is not None)
    problems += [sources[name].problem(fault) for name in ENTRIES for fault in _unknown_code_systems(found[name], found["code-system"])]
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
