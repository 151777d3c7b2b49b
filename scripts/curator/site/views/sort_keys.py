"""Numbers by which cells of Table 1 sort, where a text would put 1,000 before 20; None where a record is silent."""

import re

from curator.records.model import Dataset, Split
from curator.records.printed_cells import shown_numbers, total
from curator.records.vocabulary import Vocabularies
from curator.site.views.access_routes import easiest_step
from curator.site.views.completeness import completeness
from curator.site.views.quantities import quantities


def rank(record: Dataset, words: Vocabularies) -> float | None:
    """How hard the easiest way to labelled data is, from 1; None where no way is known."""
    step = easiest_step(record, words)
    return words["access"].rank(step) + 1.0 if step else None


def area(record: Dataset, _words: Vocabularies) -> float | None:
    """The largest frame's pixels."""
    sides = [tuple(max(side) if isinstance(side, tuple) else side for side in (frame.width, frame.height)) for frame in record.frame_size]
    return max((float(width * height) for width, height in sides), default=None)


def images(record: Dataset, _words: Vocabularies) -> float | None:
    """All numbers of the cell together."""
    return float(sum(shown_numbers(record)[0])) or None


def classes(record: Dataset, _words: Vocabularies) -> float | None:
    """The size of the largest label set."""
    return float(max((labels.size for labels in record.classes), default=0)) or None


def year(record: Dataset, _words: Vocabularies) -> float | None:
    """The year of the first release."""
    return float(record.year)


def first_count(record: Dataset, _words: Vocabularies) -> float | None:
    """The number that the cell names first."""
    return next((float(total(count)) for count in quantities(record).values()), None)


def first_official(record: Dataset) -> Split | None:
    """The first official split with parts."""
    return next((split for split in record.splits if split.official and split.parts), None)


def split_size(record: Dataset, _words: Vocabularies) -> float | None:
    """All parts of the first official split together."""
    split = first_official(record)
    return float(sum(split.parts.values())) if split else None


def gigabytes(record: Dataset, _words: Vocabularies) -> float | None:
    """The largest download."""
    sizes = [max(it.gigabytes) if isinstance(it.gigabytes, tuple) else it.gigabytes for it in record.download_size]
    return float(max(sizes)) if sizes else None


def first_year(record: Dataset, _words: Vocabularies) -> float | None:
    """The first year that the record names for the making of the images."""
    found = re.search(r"\b[12]\d{3}\b", (record.acquisition and record.acquisition.years) or "")
    return float(found[0]) if found else None


def issues(record: Dataset, _words: Vocabularies) -> float | None:
    """How many issues are known."""
    return float(len(record.known_issues)) or None


def percent(record: Dataset, _words: Vocabularies) -> float | None:
    """The completeness of the record."""
    return float(completeness(record).percent)
