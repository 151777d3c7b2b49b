"""The catalog as a value, the input of rules, views and exports: records, vocabularies, bibliography, resources and link history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from pydantic import Field

from curator.records import bibliography
from curator.records.bibliography import Reference
from curator.records.doi import doi_url
from curator.records.link_history import History, State
from curator.records.model import Counts, Dataset, FrozenModel, Sourced, SourcePage
from curator.records.model.text import Day, Id, Key, Line, Prose, Url, Verbatim
from curator.records.normalise import normal_address, normal_names
from curator.records.printed_table import Printed
from curator.records.record_contents import named_works, own_addresses
from curator.records.vocabulary import Vocabularies
from curator.records.yaml_source import Source


class Point(Sourced):
    """A fact about a resource."""

    text: Prose


class Misprint(Sourced):
    """A correction of the printed text about a resource."""

    printed: Verbatim
    right: Verbatim
    why: Prose


class Resource(FrozenModel):
    """A page or paper that lists further datasets."""

    id: Id
    name: Line
    url: Url
    section: Line | None = None
    summary: Prose
    points: tuple[Point, ...] = ()
    misprints: tuple[Misprint, ...] = ()
    citation: tuple[Key, ...] = ()
    sources: dict[Id, SourcePage] = Field(default_factory=dict)
    checked: Day


class Resources(FrozenModel):
    """The file of resources: those of the printed collection, and further ones."""

    resources: tuple[Resource, ...]


class Exemption(FrozenModel):
    """URLs that may be plain http or, with `states`, in one of these states in link checks."""

    prefix: Url
    states: Annotated[tuple[State, ...], Field(min_length=1)] | None = None
    reason: Prose
    until: Day


class Exemptions(FrozenModel):
    """The file of link exceptions."""

    exceptions: tuple[Exemption, ...] = ()


@dataclass(frozen=True)
class Relative:
    """A relation from the point of view of a record; `teller`, a published name, is the id of the record that states it."""

    kind: str
    to: str
    name: str
    url: str
    note: str
    sources: tuple[str, ...]
    unverified: str
    teller: str
    counts: Counts
    licence: str


LARGE = 1_000
"""Number of records above which pages and files omit content that would make them slow: full lists, summaries, further citation styles."""


@dataclass(frozen=True)
class Catalog:
    """The valid contents of `catalog/`: records by id, the source text of all records, and that of other files.

    `invalid` contains the ids of invalid records and the names of other invalid files. `keys` are all keys of the bibliography,
    including those of unusable references. `history` is the history of link checks.
    """

    records: Mapping[str, Dataset]
    sources: Mapping[str, Source]
    vocabularies: Vocabularies
    references: Mapping[str, Reference]
    printed: Printed
    resources: tuple[Resource, ...] = ()
    exceptions: tuple[Exemption, ...] = ()
    files: Mapping[str, Source] = field(default_factory=dict)
    invalid: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    history: History = field(default_factory=History)

    def has_work(self, key: str) -> bool:
        """Whether the bibliography has a key, or could have it because its file could not be read completely."""
        return key in self.keys or bibliography.FILE in self.invalid

    @property
    def is_large(self) -> bool:
        """Whether the catalog has too many records to list all of them on a page."""
        return len(self.records) > LARGE

    @property
    def has_invalid_records(self) -> bool:
        """Whether a record is invalid, so that works and exceptions used only there would seem unused."""
        return bool(self.invalid & set(self.sources))

    @cached_property
    def printed_order(self) -> tuple[str, ...]:
        """The ids of the records in the order of the printed table, followed by those without a row, by name."""
        order = {row.record: position for position, row in enumerate(self.printed.rows)}
        return tuple(sorted(self.records, key=lambda id_: (order.get(id_, len(order)), self.records[id_].name.casefold())))

    @cached_property
    def by_subject(self) -> dict[tuple[str, str], list[str]]:
        """The ids of the records with each pair of a target and a modality."""
        found: dict[tuple[str, str], list[str]] = {}
        for id_, record in self.records.items():
            for target in record.target:
                for modality in record.modality:
                    found.setdefault((target, modality), []).append(id_)
        return found

    @cached_property
    def by_modality(self) -> dict[str, list[str]]:
        """The ids of the records whose first modality is each, by name."""
        found: dict[str, list[str]] = {}
        for id_ in sorted(self.records, key=lambda id_: (self.records[id_].name.casefold(), id_)):
            found.setdefault(self.records[id_].modality[0], []).append(id_)
        return found

    @cached_property
    def relatives(self) -> dict[str, tuple[Relative, ...]]:
        """For each record its relations and the inverses of those in other records, sorted by kind and name."""
        found: dict[str, list[Relative]] = {id_: [] for id_ in self.records}
        kinds = self.vocabularies.relation
        for id_, record in self.records.items():
            for relation in record.relations:
                words = (relation.note or "", relation.source or (), relation.unverified or "", id_, relation.counts or {}, relation.licence or "")
                other = self.records.get(relation.to or "")
                name = other.name if other else relation.name or ""
                found[id_].append(Relative(relation.kind, relation.to or "", name, str(relation.url or ""), *words))
                if other and relation.to and kinds[relation.kind].inverse in kinds:
                    found[relation.to].append(Relative(kinds[relation.kind].inverse, id_, record.name, "", *words))
        return {id_: tuple(sorted(ends, key=lambda end: (kinds.rank(end.kind), end.name.casefold()))) for id_, ends in found.items()}

    @cached_property
    def by_name(self) -> dict[str, list[str]]:
        """The ids of the records with each id, name or alias, in lower case."""
        found: dict[str, list[str]] = {}
        for id_, record in self.records.items():
            for name in {id_, record.name.casefold(), *(alias.casefold() for alias in record.aliases)}:
                found.setdefault(name, []).append(id_)
        return found

    @cached_property
    def by_former_id(self) -> dict[str, list[str]]:
        """The ids of the records by former id."""
        found: dict[str, list[str]] = {}
        for id_, record in self.records.items():
            for old in record.formerly:
                found.setdefault(old, []).append(id_)
        return found

    @cached_property
    def at_address(self) -> dict[str, set[str]]:
        """The ids of the records with each URL as homepage or data URL."""
        found: dict[str, set[str]] = {}
        for id_, record in self.records.items():
            for _, url in own_addresses(record):
                found.setdefault(url.rstrip("/"), set()).add(id_)
        return found

    @cached_property
    def data_at(self) -> dict[str, set[str]]:
        """The ids of the records by normalized homepage, data URL and DOI of the data."""
        found: dict[str, set[str]] = {}
        for id_, record in self.records.items():
            dois = (self.references[key].doi for key in record.citations.data if key in self.references)
            for url in (*(url for _, url in own_addresses(record)), *(doi_url(doi) for doi in dois if doi)):
                found.setdefault(normal_address(url), set()).add(id_)
        return found

    @cached_property
    def by_similar_name(self) -> dict[str, set[str]]:
        """The ids of the records by normalized name, full name and alias."""
        found: dict[str, set[str]] = {}
        for id_, record in self.records.items():
            for name in frozenset().union(*map(normal_names, (record.name, record.full_name or "", *record.aliases))):
                found.setdefault(name, set()).add(id_)
        return found

    @cached_property
    def citing(self) -> dict[str, tuple[str, ...]]:
        """For each reference the ids of the records that cite it or have it as a source."""
        found: dict[str, set[str]] = {key: set() for key in self.references}
        for id_, record in self.records.items():
            for key in named_works(record):
                found.setdefault(key, set()).add(id_)
        return {key: tuple(sorted(ids)) for key, ids in found.items()}
