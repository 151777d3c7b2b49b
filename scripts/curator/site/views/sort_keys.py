"""Numeric sort keys for the columns of Table 1; None if the record has no value."""

import re

from curator.records.model import Dataset, Split
from curator.records.printed_cells import shown_numbers, total
from curator.records.vocabulary import Vocabularies
from curator.site.views.access_routes import easiest_step
from curator.site.views.completeness import completeness
from curator.site.views.quantities import download_sizes, quantities


def rank(record: Dataset, words: Vocabularies) -> float | None:
    """The rank of the access level, starting at 1; None if no route is known."""
    step = easiest_step(record, words)
    return words["access"].rank(step) + 1.0 if step else None


def area(record: Dataset, _words: Vocabularies) -> float | None:
    """The number of pixels of the largest image."""
    sides = [tuple(max(side) if isinstance(side, tuple) else side for side in (frame.width, frame.height)) for frame in record.frame_size]
    return max((float(width * height) for width, height in sides), default=None)


def images(record: Dataset, _words: Vocabularies) -> float | None:
    """The sum of the numbers in the cell."""
    return float(sum(shown_numbers(record)[0])) or None


def images_unit(record: Dataset) -> str:
    """The unit of the numbers in the cell."""
    return shown_numbers(record)[1]


def classes(record: Dataset, _words: Vocabularies) -> float | None:
    """The size of the largest label set."""
    return float(max((labels.size for labels in record.classes), default=0)) or None


def year(record: Dataset, _words: Vocabularies) -> float | None:
    """The year of the first release."""
    return float(record.year)


def first_count(record: Dataset, _words: Vocabularies) -> float | None:
    """The first number in the cell."""
    return next((float(total(count)) for count in quantities(record).values()), None)


def first_unit(record: Dataset) -> str:
    """The unit of the first number in the cell."""
    return next(iter(quantities(record)), "")


def first_official(record: Dataset) -> Split | None:
    """The first official split with parts."""
    return next((split for split in record.splits if split.official and split.parts), None)


def split_size(record: Dataset, _words: Vocabularies) -> float | None:
    """The sum of the parts of the first official split."""
    split = first_official(record)
    return float(sum(split.parts.values())) if split else None


def split_unit(record: Dataset) -> str:
    """The unit of the parts of the first official split."""
    split = first_official(record)
    return split.unit if split else ""


def gigabytes(record: Dataset, _words: Vocabularies) -> float | None:
    """The size of the largest download."""
    return max(map(float, download_sizes(record.download_size)), default=None)


def first_year(record: Dataset, _words: Vocabularies) -> float | None:
    """The first year of the acquisition period."""
    found = re.search(r"\b[12]\d{3}\b", (record.acquisition and record.acquisition.years) or "")
    return float(found[0]) if found else None


def issues(record: Dataset, _words: Vocabularies) -> float | None:
    """The number of known issues."""
    return float(len(record.known_issues)) or None


def percent(record: Dataset, _words: Vocabularies) -> float | None:
    """The completeness of the record."""
    return float(completeness(record).percent)
