"""The filters of Table 1 that take a smallest and a largest number."""

from collections.abc import Callable
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.site.views.quantities import PEOPLE, WHOLE_IMAGES, numbers


@dataclass(frozen=True)
class Range:
    """One filter: its name in addresses, its heading, and a record's numbers, of which one has to be within the limits.

    `digits` is how many digits a number has where fewer are an unfinished one, or 0; `front` says whether it is shown before *More filters*.
    """

    key: str
    heading: str
    legend: str
    numbers: Callable[[Dataset], tuple[int, ...]]
    digits: int = 0
    front: bool = False


@dataclass(frozen=True)
class Bounds:
    """A filter as the page shows it: the smallest and largest number of the catalog, and how many of its records state none."""

    key: str
    heading: str
    legend: str
    digits: int
    front: bool
    first: int
    last: int
    silent: int
    records: int


RANGES = (
    Range("images", "Images or volumes", "Number of images or volumes", lambda record: numbers(record, WHOLE_IMAGES), front=True),
    Range("patients", "Patients", "Number of patients", lambda record: numbers(record, PEOPLE), front=True),
    Range("year", "Year", "Year of the first release", lambda record: (record.year,), digits=4),
)
"""The filters by number, in the order of the page."""


def bounds(catalog: Catalog) -> tuple[Bounds, ...]:
    """The filters by number with what the catalog has."""
    return tuple(_bounds(it, catalog) for it in RANGES)


def _bounds(it: Range, catalog: Catalog) -> Bounds:
    held = [it.numbers(record) for record in catalog.records.values()]
    every = [number for numbers_ in held for number in numbers_] or [0]
    return Bounds(it.key, it.heading, it.legend, it.digits, it.front, min(every), max(every), sum(not numbers_ for numbers_ in held), len(held))
