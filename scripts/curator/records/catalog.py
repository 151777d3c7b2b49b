"""The catalog as a value, the input of rules, views and exports: records, vocabularies, bibliography, resources and link history."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, TypeVar

from pydantic import Field

from curator.records import bibliography
from curator.records.bibliography import Reference
from curator.records.doi import doi_url
from curator.records.kept_records import KeptRecords
from curator.records.kept_results import hashed
from curator.records.lazy_mapping import LazyMapping
from curator.records.link_history import History, State
from curator.records.model import Counts, Dataset, FrozenModel, Relation, Sourced, SourcePage
from curator.records.model.text import Day, Id, Key, Line, Prose, Url, Verbatim
from curator.records.normalise import normal_address
from curator.records.printed_table import Printed
from curator.records.reference import digest_of
from curator.records.summary import SUBJECT, Summary, linked, named, summary
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


KeyT = TypeVar("KeyT", bound=Hashable)
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
    known: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Values of records by id and name that functions of `curator.records.per_record` returned before."""

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
    def summaries(self) -> Mapping[str, Summary]:
        """The summary of each record."""
        return self.records.summaries if isinstance(self.records, KeptRecords) else {id_: summary(record) for id_, record in self.records.items()}

    @cached_property
    def named_digests(self) -> Mapping[str, str]:
        """A hash of the values of each record that other pages show."""
        known = self.records.hashes if isinstance(self.records, KeptRecords) else None
        return known[0] if known else {id_: hashed((repr(named(it)),)) for id_, it in self.summaries.items()}

    @cached_property
    def linked_digests(self) -> Mapping[str, str]:
        """A hash of the values by which rules about other records find each record."""
        known = self.records.hashes if isinstance(self.records, KeptRecords) else None
        return known[1] if known else {id_: hashed((repr(linked(it)),)) for id_, it in self.summaries.items()}

    def digest(self, id_: str) -> str:
        """Return a hash of the content of a record."""
        if isinstance(self.records, KeptRecords):
            return self.records.digests[id_]
        return hashed((self.records[id_].model_dump_json(), self.sources[id_].text))

    @cached_property
    def printed_order(self) -> tuple[str, ...]:
        """The ids of the records in the order of the printed table, followed by those without a row, by name."""
        order = {row.record: position for position, row in enumerate(self.printed.rows)}
        return tuple(sorted(self.records, key=lambda id_: (order.get(id_, len(order)), self.summaries[id_].name.casefold())))

    @cached_property
    def by_subject(self) -> dict[tuple[str, str], list[str]]:
        """The ids of the records with each pair of a target and a modality."""
        pairs = ((id_, it.terms) for id_, it in self.summaries.items())
        return _holders((id_, [(target, modality) for target in terms["target"] for modality in terms["modality"]]) for id_, terms in pairs)

    @cached_property
    def subject_terms(self) -> dict[str, tuple[int, ...]]:
        """The terms of each record in each field that describes its subject, as bit sets, because the terms of many pairs of records are compared."""
        bits: dict[str, dict[str, int]] = {field: {} for field in SUBJECT}
        return {id_: tuple(_as_bits(it.terms[field], own) for field, own in bits.items()) for id_, it in self.summaries.items()}

    @cached_property
    def work_digests(self) -> Mapping[str, str]:
        """A text for each reference that is different for different references, except for their lines."""
        return {key: digest_of(work) for key, work in self.references.items()}

    @cached_property
    def by_modality(self) -> dict[str, list[str]]:
        """The ids of the records whose first modality is each, by name."""
        by_name = sorted(self.summaries.items(), key=lambda item: (item[1].name.casefold(), item[0]))
        return _holders((id_, it.terms["modality"][:1]) for id_, it in by_name)

    @cached_property
    def named_by(self) -> dict[str, list[str]]:
        """The ids of the records whose relations name each id."""
        return _holders((id_, [to for _, to in it.relations]) for id_, it in self.summaries.items())

    @cached_property
    def relatives(self) -> Mapping[str, tuple[Relative, ...]]:
        """For each record its relations and the inverses of those in other records, sorted by kind and name."""
        return LazyMapping(self.records, self._relatives)

    def _relatives(self, id_: str) -> tuple[Relative, ...]:
        kinds = self.vocabularies.relation
        found = [self._relative(id_, relation) for relation in self.records[id_].relations]
        for other in dict.fromkeys(self.named_by.get(id_, ())):
            stated = [it for it in self.records[other].relations if it.to == id_ and kinds[it.kind].inverse in kinds]
            found += [Relative(kinds[it.kind].inverse, other, self.summaries[other].name, "", *_words(other, it)) for it in stated]
        return tuple(sorted(found, key=lambda end: (kinds.rank(end.kind), end.name.casefold())))

    def _relative(self, id_: str, relation: Relation) -> Relative:
        name = self.summaries[relation.to].name if relation.to and relation.to in self.summaries else relation.name or ""
        return Relative(relation.kind, relation.to or "", name, str(relation.url or ""), *_words(id_, relation))

    @cached_property
    def by_name(self) -> dict[str, list[str]]:
        """The ids of the records with each id, name or alias, in lower case."""
        return _holders((id_, {id_, it.name.casefold(), *(alias.casefold() for alias in it.aliases)}) for id_, it in self.summaries.items())

    @cached_property
    def by_former_id(self) -> dict[str, list[str]]:
        """The ids of the records by former id."""
        return _holders((id_, it.formerly) for id_, it in self.summaries.items())

    @cached_property
    def at_address(self) -> dict[str, list[str]]:
        """The ids of the records with each URL as homepage or data URL."""
        return _holders((id_, it.shared_addresses) for id_, it in self.summaries.items())

    @cached_property
    def data_at(self) -> dict[str, list[str]]:
        """The ids of the records by normalized homepage, data URL and DOI of the data."""
        return _holders((id_, self.data_places(it)) for id_, it in self.summaries.items())

    def data_places(self, it: Summary) -> dict[str, None]:
        """Return the normalized homepage, data URLs and DOIs of the data of a record."""
        dois = (self.references[key].doi for key in it.data_works if key in self.references)
        return dict.fromkeys((*it.data_addresses, *(normal_address(doi_url(doi)) for doi in dois if doi)))

    @cached_property
    def by_similar_name(self) -> dict[str, list[str]]:
        """The ids of the records by normalized name, full name and alias."""
        return _holders((id_, it.similar_names) for id_, it in self.summaries.items())

    @cached_property
    def citing(self) -> dict[str, tuple[str, ...]]:
        """For each reference the ids of the records that cite it or have it as a source."""
        found = _holders((id_, it.works) for id_, it in self.summaries.items())
        return {key: tuple(sorted(found.get(key, ()))) for key in dict.fromkeys((*self.references, *found))}


def _holders(pairs: Iterable[tuple[str, Iterable[KeyT]]]) -> dict[KeyT, list[str]]:
    """Return the ids by each of their keys."""
    found: dict[KeyT, list[str]] = {}
    for id_, keys in pairs:
        for key in keys:
            found.setdefault(key, []).append(id_)
    return found


def _as_bits(terms: Iterable[str], bits: dict[str, int]) -> int:
    """Return terms as a bit set; `bits` has the bit of each known term, and new terms are added to it."""
    return sum(bits.setdefault(term, 1 << len(bits)) for term in set(terms))


def _words(teller: str, relation: Relation) -> tuple[str, tuple[str, ...], str, str, Counts, str]:
    return (relation.note or "", relation.source or (), relation.unverified or "", teller, relation.counts or {}, relation.licence or "")
