"""Quantities of a dataset for the table, the filters and completeness: by unit, from its counts, releases and splits, and the sizes of its downloads."""

from collections.abc import Collection, Iterable, Iterator

from curator.records.model import Count, Dataset, Download
from curator.records.printed_cells import count_text, total, unit_label
from curator.records.vocabulary import Vocabularies

WHOLE_IMAGES = frozenset({"image", "volume", "slide"})
"""Units that are whole images, in contrast to slices, patches and studies."""
IMAGING = (WHOLE_IMAGES, frozenset({"frame", "video", "clip"}), frozenset({"slice", "patch", "region"}), frozenset({"study", "series"}))
"""Units of what is imaged, those that say most about the size of a dataset first."""
PEOPLE = frozenset({"patient"})
EVERYTHING = "everything"
"""What a download contains if it is the whole dataset."""


def quantities(record: Dataset) -> dict[str, Count]:
    """The count of each unit: from the counts of the record, else from its current release, else the largest sum of a split's parts."""
    found: dict[str, Count] = dict(record.counts)
    current = record.releases[-1].counts if record.releases else None
    for unit, count in (current or {}).items():
        found.setdefault(unit, count)
    for unit, count in _split_sums(record).items():
        found.setdefault(unit, count)
    return found


def counted(unit: str, count: Count, words: Vocabularies) -> str:
    """A count with its unit."""
    return count_text(count, unit_label(total(count), unit, words))


def _split_sums(record: Dataset) -> dict[str, int]:
    sums: dict[str, int] = {}
    for split in record.splits:
        number = sum(split.parts.values())
        if number:
            sums[split.unit] = max(number, sums.get(split.unit, 0))
    return sums


def numbers(record: Dataset, units: Collection[str]) -> tuple[int, ...]:
    """The different numbers for some units, in ascending order."""
    return tuple(sorted(set(_totals(record, units))))


def _totals(record: Dataset, units: Collection[str]) -> Iterator[int]:
    return (total(count) for unit, count in quantities(record).items() if unit in units)


def download_sizes(downloads: Iterable[Download]) -> tuple[float, ...]:
    """The sizes of downloads in gigabytes, the smallest and the largest of a range; whole numbers as integers."""
    sizes = (size for it in downloads for size in (it.gigabytes if isinstance(it.gigabytes, tuple) else (it.gigabytes,)))
    return tuple(dict.fromkeys(int(size) if size == int(size) else size for size in sizes))
