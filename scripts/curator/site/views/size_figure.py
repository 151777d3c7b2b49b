"""The figure of a group of datasets: the size of each on a logarithmic scale."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, log10

from curator.records.catalog import Catalog
from curator.records.per_record import per_record
from curator.records.printed_cells import total
from curator.records.summary import Terms
from curator.site.views.browse_groups import BODY_PART, MODALITY, TermGroup
from curator.site.views.collections_of_images import has_several_modalities, is_collection
from curator.site.views.home import TEXT
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
    """A dataset in the figure, with the length of its bar in percent; `together` if its size is that of several body parts."""

    size: DatasetSize
    length: float
    together: bool


@dataclass(frozen=True)
class Tick:
    """A power of ten on the scale, with its position in percent."""

    text: str
    at: float


@dataclass(frozen=True)
class SizeFigure:
    """The figure: its finding, its bars and the ticks of its scale. Without known sizes it has no bars, and the finding says why."""

    finding: str
    bars: tuple[SizeBar, ...]
    ticks: tuple[Tick, ...]


def sizes_of(ids: Iterable[str], catalog: Catalog) -> dict[str, DatasetSize]:
    """The sizes of those records that have a count, by id."""
    found = ((id_, size_of(id_, catalog)) for id_ in ids)
    return {id_: size for id_, size in found if size}


@per_record
def size_of(id_: str, catalog: Catalog) -> DatasetSize | None:
    """The largest number of whole images; else the largest number of other samples; else the first count."""
    record, words = catalog.records[id_], catalog.vocabularies
    counts = {unit: count for unit, count in quantities(record).items() if total(count) > 0}
    texts = {unit: counted(unit, count, words) for unit, count in counts.items()}
    images = [unit for unit in counts if unit in WHOLE_IMAGES] or [unit for unit in counts if words.unit[unit].counts == "samples"] or list(counts)[:1]
    if not images:
        return None
    chosen = max(images, key=lambda unit: total(counts[unit]))
    return DatasetSize(id_, record.name, total(counts[chosen]), texts[chosen], tuple(texts[unit] for unit in counts if unit in PEOPLE))


def figure(group: TermGroup, catalog: Catalog, sizes: Mapping[str, DatasetSize]) -> SizeFigure:
    """The figure of the datasets of a term, without those of which only some images may have the term."""
    ids = [id_ for id_ in group.ids if not _is_mixed(catalog.summaries[id_].terms, group)]
    omitted = _omitted(len(group.ids) - len(ids), group)
    known = sorted((sizes[id_] for id_ in ids if id_ in sizes), key=lambda size: -size.number)
    if not known:
        return SizeFigure(" ".join(filter(None, ("No sizes are recorded." if ids else "", omitted))), (), ())
    decades = max(ceil(log10(known[0].number)), 1)
    bars = tuple(
        SizeBar(
            size,
            max(round(log10(size.number) / decades * 100, 1), SMALLEST_BAR),
            group.kind == BODY_PART and len(catalog.summaries[size.id].terms["body_part"]) > 1,
        )
        for size in known[:MAX_BARS]
    )
    ticks = tuple(Tick(_short(10**power), round(power / decades * 100, 1)) for power in range(decades + 1))
    together = "* Several body parts together." if any(bar.together for bar in bars) else ""
    return SizeFigure(" ".join(filter(None, (_finding(known, len(ids)), omitted, together))), bars, ticks)


def _is_mixed(terms: Terms, group: TermGroup) -> bool:
    """Whether an unknown number of the images of a dataset has the term."""
    if group.kind == MODALITY:
        return group.term != TEXT and has_several_modalities(terms)
    return group.kind == BODY_PART and is_collection(terms)


def _omitted(number: int, group: TermGroup) -> str:
    """How many datasets the figure omits because of other terms."""
    if not number:
        return ""
    kind, kinds = ("modality", "modalities") if group.kind == MODALITY else ("body part", "modalities and several body parts")
    if number == 1:
        return f"1 dataset with several {kinds} is not shown, because its number of images of this {kind} is not recorded."
    return f"{number:,} datasets with several {kinds} are not shown, because their numbers of images of this {kind} are not recorded."


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
