"""The filters of Table 1 as the page shows them: by topic, with the options of each and the number of datasets that have it."""

from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.site.views.facet_kinds import FRONT, Facet
from curator.site.views.filters import FACETS, is_hidden
from curator.site.views.number_filters import RANGES, Range

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
    return tuple(_choices(facet, catalog) for facet in FACETS)


def _choices(facet: Facet, catalog: Catalog) -> FacetOptions:
    terms = {id_: facet.terms_of(id_, catalog) for id_ in catalog.records}
    held = [(term, bool(facet.hidden) or not is_hidden(id_, catalog)) for id_, found in terms.items() for term in found]
    known = {term for term, _ in held}
    options = (FilterOption(term, label, held.count((term, True))) for term, label in facet.labels(catalog.vocabularies).items() if term in known)
    counted = [found for id_, found in terms.items() if facet.hidden or not is_hidden(id_, catalog)]
    return FacetOptions(facet, tuple(options), sum(not found for found in counted), len(counted))


def _bounds(it: Range, catalog: Catalog) -> Bounds:
    held = [it.numbers(record) for record in catalog.records.values()]
    every = [number for numbers_ in held for number in numbers_] or [0]
    counted = [it.numbers(record) for id_, record in catalog.records.items() if not is_hidden(id_, catalog)]
    return Bounds(it, min(every), max(every), sum(not numbers_ for numbers_ in held), sum(not numbers_ for numbers_ in counted), len(counted))
