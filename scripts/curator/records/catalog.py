"""What the catalog holds once it is read: the value that rules, views and exports work on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from pydantic import Field

from curator.records import bibliography as references
from curator.records.bibliography import Reference
from curator.records.doi import doi_url
from curator.records.link_history import History, State
from curator.records.model import Dataset, Piece, Sourced
from curator.records.model import Evidence as SourcePage
from curator.records.model.text import Day, Id, Key, Line, Prose, Url, Verbatim
from curator.records.normalise import normal_address, normal_names
from curator.records.printed_table import Printed
from curator.records.problem import Path
from curator.records.vocabulary import Vocabularies
from curator.records.yaml_source import Source

COLLECTION = "collection"
"""The source that every record may name: the printed collection."""
OWN_LINKS = frozenset({"deposit", "download-page"})
"""Kinds of further addresses at which the data themselves are, by their owners' hand."""


class Point(Sourced):
    """Something to know of a resource."""

    text: Prose


class Misprint(Sourced):
    """What the print says of a resource, and what is right."""

    printed: Verbatim
    right: Verbatim
    why: Prose


class Resource(Piece):
    """A page or paper that leads to further datasets."""

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


class Resources(Piece):
    """The printed resources that are no datasets, and further ones."""

    resources: tuple[Resource, ...]


class Exemption(Piece):
    """An address that may be what a rule forbids: plain http, or, with `states`, in one of these states when links are checked."""

    prefix: Url
    states: Annotated[tuple[State, ...], Field(min_length=1)] | None = None
    reason: Prose
    until: Day


class Exemptions(Piece):
    """All exemptions."""

    exceptions: tuple[Exemption, ...] = ()


@dataclass(frozen=True)
class Relative:
    """One end of a relation, as seen from a record."""

    kind: str
    to: str
    name: str
    url: str
    note: str
    sources: tuple[str, ...]
    unverified: str
    teller: str


LARGE = 1_000
"""Number of records above which pages and files leave out what would make them slow: full lists, summaries, further citation styles."""


@dataclass(frozen=True)
class Catalog:
    """Everything under `catalog/` that could be understood: records by id, the sources of all records, and those of other files.

    `unread` names what could not be understood: ids of records, and names of other files. `keys` are those of the whole
    bibliography, with works that cannot be shown. `history` is what link checks found so far.
    """

    records: Mapping[str, Dataset]
    sources: Mapping[str, Source]
    vocabularies: Vocabularies
    references: Mapping[str, Reference]
    printed: Printed
    resources: tuple[Resource, ...] = ()
    exceptions: tuple[Exemption, ...] = ()
    files: Mapping[str, Source] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    history: History = field(default_factory=History)

    def knows(self, key: str) -> bool:
        """Whether a key is one of the bibliography, or may be, because its file could not be read to the end."""
        return key in self.keys or references.FILE in self.unread

    @property
    def is_large(self) -> bool:
        """Whether the catalog has too many records to list all of them on a page."""
        return len(self.records) > LARGE

    @property
    def records_unread(self) -> bool:
        """Whether a record could not be understood, so that what only it uses seems unused."""
        return bool(self.unread & set(self.sources))

    @cached_property
    def in_order_of_print(self) -> tuple[str, ...]:
        """The ids of the records in the order of the printed table, then those that it has no row for, by name."""
        order = {row.record: position for position, row in enumerate(self.printed.rows)}
        return tuple(sorted(self.records, key=lambda id_: (order.get(id_, len(order)), self.records[id_].name.casefold())))

    @cached_property
    def relatives(self) -> dict[str, tuple[Relative, ...]]:
        """For each record its relations and the inverses of those that others wrote, sorted by kind and name."""
        found: dict[str, list[Relative]] = {id_: [] for id_ in self.records}
        kinds = self.vocabularies.relation
        for id_, record in self.records.items():
            for relation in record.relations:
                words = (relation.note or "", relation.source or (), relation.unverified or "", id_)
                other = self.records.get(relation.to or "")
                name = other.name if other else relation.name or ""
                found[id_].append(Relative(relation.kind, relation.to or "", name, str(relation.url or ""), *words))
                if other and relation.to and kinds[relation.kind].inverse in kinds:
                    found[relation.to].append(Relative(kinds[relation.kind].inverse, id_, record.name, "", *words))
        return {id_: tuple(sorted(ends, key=lambda end: (kinds.rank(end.kind), end.name.casefold()))) for id_, ends in found.items()}

    @cached_property
    def holders(self) -> dict[str, list[str]]:
        """The ids of the records that go by each id, name or alias, in lower case."""
        found: dict[str, list[str]] = {}
        for id_, record in self.records.items():
            for name in {id_, record.name.casefold(), *(alias.casefold() for alias in record.aliases)}:
                found.setdefault(name, []).append(id_)
        return found

    @cached_property
    def formerly(self) -> dict[str, list[str]]:
        """The ids of the records that had each earlier id."""
        found: dict[str, list[str]] = {}
        for id_, record in self.records.items():
            for old in record.formerly:
                found.setdefault(old, []).append(id_)
        return found

    @cached_property
    def at_address(self) -> dict[str, set[str]]:
        """The ids of the records whose data or homepage are at each address."""
        found: dict[str, set[str]] = {}
        for id_, record in self.records.items():
            for _, url in own_addresses(record):
                found.setdefault(url.rstrip("/"), set()).add(id_)
        return found

    @cached_property
    def data_at(self) -> dict[str, set[str]]:
        """The ids of the records whose data or homepage are at each address, or under each DOI, however it is written."""
        found: dict[str, set[str]] = {}
        for id_, record in self.records.items():
            dois = (self.references[key].doi for key in record.citations.data if key in self.references)
            for url in (*(url for _, url in own_addresses(record)), *(doi_url(doi) for doi in dois if doi)):
                found.setdefault(normal_address(url), set()).add(id_)
        return found

    @cached_property
    def alike(self) -> dict[str, set[str]]:
        """The ids of the records that go by each name, however it is written: short, in full, or as an alias."""
        found: dict[str, set[str]] = {}
        for id_, record in self.records.items():
            for name in frozenset().union(*map(normal_names, (record.name, record.full_name or "", *record.aliases))):
                found.setdefault(name, set()).add(id_)
        return found

    @cached_property
    def citing(self) -> dict[str, tuple[str, ...]]:
        """For each work the ids of the records that cite it or rest on it."""
        found: dict[str, set[str]] = {key: set() for key in self.references}
        for id_, record in self.records.items():
            for key in named_works(record):
                found.setdefault(key, set()).add(id_)
        return {key: tuple(sorted(ids)) for key, ids in found.items()}


def entrances(record: Dataset) -> list[tuple[Path, str]]:
    """Homepage and route addresses, with their places."""
    routes = [(("access", "routes", position, "url"), route.url) for position, route in enumerate(record.access.routes) if route.url]
    return [(("access", "homepage"), record.access.homepage), *routes]


def own_addresses(record: Dataset) -> list[tuple[Path, str]]:
    """The addresses that claim to be those of the data themselves, with their places: entrances, deposits and further pages to fetch them from."""
    links = [(("access", "links", position, "url"), link.url) for position, link in enumerate(record.access.links) if link.kind in OWN_LINKS]
    return [*entrances(record), *links]


def data_addresses(record: Dataset) -> list[str]:
    """The addresses at which the data are, or were: entrances, deposits, download pages and former homes."""
    return [url for _, url in own_addresses(record)] + [link.url for link in record.access.links if link.kind == "former-home"]


def sourced_items(record: Dataset) -> Iterator[tuple[tuple[str | int, ...], Sourced]]:
    """The items of a record that may say themselves where they were seen, each with its place."""
    lists: dict[tuple[str, ...], tuple[Sourced, ...]] = {
        ("splits",): record.splits,
        ("classes",): record.classes,
        ("access", "routes"): record.access.routes,
        ("access", "locations"): record.access.locations,
        ("access", "links"): record.access.links,
        ("licence",): record.licence,
        ("relations",): record.relations,
        ("known_issues",): record.known_issues,
        ("loaders",): record.loaders,
        ("corrections",): record.corrections,
        ("disputed",): record.disputed,
    }
    for path, items in lists.items():
        for position, item in enumerate(items):
            yield (*path, position), item
    if record.acknowledgement:
        yield ("acknowledgement",), record.acknowledgement


def named_sources(record: Dataset) -> set[str]:
    """Every name by which a record says where something was seen."""
    names = {name for _, item in sourced_items(record) for name in item.source or ()}
    return names | {name for keys in record.evidence.values() for name in keys}


def named_works(record: Dataset) -> set[str]:
    """Keys of the bibliography that a record names, as citation or as source."""
    cited = {*record.citations.paper, *record.citations.data, *record.citations.further}
    return cited | (named_sources(record) - set(record.sources) - {COLLECTION})
