"""The filters of Table 1 by number."""

from collections.abc import Callable
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.per_record import per_record
from curator.site.views.facet_kinds import FRONT, OTHER
from curator.site.views.quantities import PEOPLE, WHOLE_IMAGES, download_sizes, numbers


@dataclass(frozen=True)
class Range:
    """A filter by number: its name in URLs, its heading, and the numbers of a record, one of which must be within the limits.

    `digits` is the number of digits of a complete number, or 0 if any number is complete; `unit` is that of numbers that are measured, not counted, and can
    have decimals; `note` says which numbers are compared; `topic` is as in `Facet`.
    """

    key: str
    heading: str
    legend: str
    numbers: Callable[[Dataset], tuple[float, ...]]
    topic: str = OTHER
    digits: int = 0
    unit: str = ""
    note: str = ""


RANGES = (
    Range("images", "Images or volumes", "Number of images or volumes", lambda record: numbers(record, WHOLE_IMAGES), FRONT),
    Range("patients", "Patients", "Number of patients", lambda record: numbers(record, PEOPLE), FRONT),
    Range(
        "download",
        "Download size",
        "Download size in gigabytes",
        lambda record: download_sizes(record.download_size),
        FRONT,
        unit="GB",
        note="A dataset with several downloads matches if one of them is within the limits. A download can be a part of the dataset.",
    ),
    Range("year", "Year", "Year of the first release", lambda record: (record.year,), digits=4),
)
"""The filters by number, in the order of the page within each topic."""


@per_record
def held_numbers(id_: str, catalog: Catalog) -> dict[str, tuple[float, ...]]:
    """The numbers of a record for each filter by number."""
    return {it.key: it.numbers(catalog.records[id_]) for it in RANGES}
