"""The figure of a group of datasets: the size of each on a logarithmic scale."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import ceil, log10

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.printed_cells import total
from curator.site.views.quantities import PEOPLE, WHOLE_IMAGES, counted, quantities

MAX_BARS = 12
"""Datasets in the figure; the largest ones are shown."""
SMALLEST_BAR = 1.0
"""The length of the bar of a single image, in percent, so that it is visible."""


@dataclass(frozen=True)
class DatasetSize:
    """The size of a dataset: its number, that number with its unit, and the number of patients with its unit if it is known."""

    id: str
    name: str
    number: int
    text: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class SizeBar:
    """A dataset in the figure, with the length of its bar in percent."""

    size: DatasetSize
    length: float


@dataclass(frozen=True)
class Tick:
    """A power of ten on the scale, with its position in percent."""

    text: str
    at: float


@dataclass(frozen=True)
class SizeFigure:
    """The figure: its finding, its bars and the ticks of its scale."""

    finding: str
    bars: tuple[SizeBar, ...]
    ticks: tuple[Tick, ...]


def sizes_of(catalog: Catalog) -> dict[str, DatasetSize]:
    """The sizes of all records that have a count, by id."""
    found = ((id_, _size(id_, record, catalog)) for id_, record in catalog.records.items())
    return {id_: size for id_, size in found if size}


def _size(id_: str, record: Dataset, catalog: Catalog) -> DatasetSize | None:
    """The largest number of whole images; else the largest number of other samples; else the first count."""
    words = catalog.vocabularies
    counts = {unit: count for unit, count in quantities(record).items() if total(count) > 0}
    texts = {unit: counted(unit, count, words) for unit, count in counts.items()}
    images = [unit for unit in counts if unit in WHOLE_IMAGES] or [unit for unit in counts if words.unit[unit].counts == "samples"] or list(counts)[:1]
    if not images:
        return None
    chosen = max(images, key=lambda unit: total(counts[unit]))
    return DatasetSize(id_, record.name, total(counts[chosen]), texts[chosen], tuple(texts[unit] for unit in counts if unit in PEOPLE))


def figure(ids: Collection[str], sizes: Mapping[str, DatasetSize]) -> SizeFigure | None:
    """The figure of a group of datasets; None if no size is known."""
    known = sorted((sizes[id_] for id_ in ids if id_ in sizes), key=lambda size: -size.number)
    if not known:
        return None
    decades = max(ceil(log10(known[0].number)), 1)
    bars = tuple(SizeBar(size, max(round(log10(size.number) / decades * 100, 1), SMALLEST_BAR)) for size in known[:MAX_BARS])
    ticks = tuple(Tick(_short(10**power), round(power / decades * 100, 1)) for power in range(decades + 1))
    return SizeFigure(_finding(known, len(ids)), bars, ticks)


def _short(number: int) -> str:
    """A power of ten in few characters."""
    return f"{number // 10**6:,}M" if number >= 10**6 else f"{number // 1000}k" if number >= 1000 else str(number)


def _finding(known: list[DatasetSize], number: int) -> str:
    """The smallest and the largest dataset, and which datasets the figure omits."""
    largest, smallest = known[0], known[-1]
    found = f"{largest.name}: {largest.text}." if len(known) == 1 else f"From {smallest.text} ({smallest.name}) to {largest.text} ({largest.name})."
    omitted = f" The {MAX_BARS} largest datasets are shown." if len(known) > MAX_BARS else ""
    unknown = f" {number - len(known):,} without a recorded size." if number > len(known) else ""
    return f"{found}{omitted}{unknown}"
