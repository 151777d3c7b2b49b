"""The filters of Table 1 as the page shows them: by topic, with the options of each and the number of datasets that have it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.site.views.facet_kinds import FRONT, Facet
from curator.site.views.filters import FACETS, is_hidden, terms
from curator.site.views.number_filters import RANGES, Range, held_numbers

MANY, FEW = 20, 8
"""Options above which a filter has its own search, and up to which its list is narrow."""


@dataclass(frozen=True)
class FilterOption:
    """An option of a filter, with the number of datasets that have it."""

    term: str
    label: str
    number: int


@dataclass(frozen=True)
class FacetOptions:
    """A filter by term with its options in order, and how many of the records that the table shows at first have none of them."""

    facet: Facet
    options: tuple[FilterOption, ...]
    silent: int
    records: int

    @property
    def long(self) -> bool:
        """Whether the options are too many to read all of them."""
        return len(self.options) > MANY

    @property
    def short(self) -> bool:
        """Whether the options fit a narrow list."""
        return len(self.options) <= FEW


@dataclass(frozen=True)
class Bounds:
    """A filter by number with the smallest and largest number, and how many of all records, and of those that the table shows at first, have none."""

    range: Range
    first: float
    last: float
    without: int
    silent: int
    records: int


@dataclass(frozen=True)
class FilterGroup:
    """The filters on a topic; those without a topic are always visible."""

    topic: str
    facets: tuple[FacetOptions, ...]
    ranges: tuple[Bounds, ...]


def groups(catalog: Catalog) -> tuple[FilterGroup, ...]:
    """The filters by topic: first those that are always visible, then in the order of the list. Filters without options are left out."""
    facets = [it for it in choices(catalog) if it.options]
    ranges = [_bounds(it, catalog) for it in RANGES]
    topics = dict.fromkeys([FRONT, *(it.facet.topic for it in facets), *(it.range.topic for it in ranges)])
    return tuple(
        FilterGroup(topic, tuple(it for it in facets if it.facet.topic == topic), tuple(it for it in ranges if it.range.topic == topic)) for topic in topics
    )


def choices(catalog: Catalog) -> tuple[FacetOptions, ...]:
    """The filters by term with their options, without options that no record has.

    The numbers are those of the table at first: hidden records are counted only in the filter that hides them.
    """
    held = {id_: terms(id_, catalog) for id_ in catalog.records}
    hidden = {id_ for id_ in held if is_hidden(id_, catalog)}
    return tuple(_choices(facet, held, hidden, catalog) for facet in FACETS)


def _choices(facet: Facet, held: Mapping[str, Mapping[str, tuple[str, ...]]], hidden: set[str], catalog: Catalog) -> FacetOptions:
    counted = [found[facet.key] for id_, found in held.items() if facet.hidden or id_ not in hidden]
    known = {term for found in held.values() for term in found[facet.key]}
    numbers = Counter(term for found in counted for term in found)
    options = (FilterOption(term, label, numbers[term]) for term, label in facet.labels(catalog.vocabularies).items() if term in known)
    return FacetOptions(facet, tuple(options), sum(not found for found in counted), len(counted))


def _bounds(it: Range, catalog: Catalog) -> Bounds:
    held = [held_numbers(id_, catalog)[it.key] for id_ in catalog.records]
    every = [number for numbers_ in held for number in numbers_] or [0]
    counted = [held_numbers(id_, catalog)[it.key] for id_ in catalog.records if not is_hidden(id_, catalog)]
    return Bounds(it, min(every), max(every), sum(not numbers_ for numbers_ in held), sum(not numbers_ for numbers_ in counted), len(counted))
