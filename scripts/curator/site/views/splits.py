"""Splits with bars to scale, and label sets with their numbers."""

from dataclasses import dataclass

from curator.records.model import PARTS, Dataset, Label, LabelSet, Split
from curator.records.printed_cells import label_name, thousands, total, unit_label
from curator.records.vocabulary import Vocabularies
from curator.site.views.access_routes import checksums
from curator.site.views.evidence_notes import Backing, Evidence
from curator.site.views.facts import amount

WIDTH = 600
"""Width of the bar of a split, in SVG units."""


@dataclass(frozen=True)
class SplitPart:
    """A part of a split: its number, and its position in the bar."""

    part: str
    number: str
    x: float
    width: float
    withheld: bool


@dataclass(frozen=True)
class SplitView:
    """A split as the page shows it."""

    name: str
    official: bool
    scope: str
    unit: str
    shares: tuple[SplitPart, ...]
    sites: tuple[tuple[str, str], ...]
    members: tuple["ListedPart", ...]
    note: str
    backing: Backing


@dataclass(frozen=True)
class ListedPart:
    """A public list of the items in a part, with its checksums."""

    part: str
    url: str
    sums: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LabelLine:
    """A label with its numbers as text, empty if not known, and its share of all labels in percent, if all are counted."""

    name: str
    numbers: tuple[str, ...]
    share: float | None


@dataclass(frozen=True)
class LabelSetView:
    """A label set as the page shows it."""

    heading: str
    size: str
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    labels: tuple[LabelLine, ...]
    note: str
    backing: Backing


def splits(record: Dataset, evidence: Evidence, words: Vocabularies) -> tuple[SplitView, ...]:
    """The splits, in the order of the record."""
    return tuple(_split(split, backing, words) for split, backing in evidence.items(record.splits, "splits"))


def _split(split: Split, backing: Backing, words: Vocabularies) -> SplitView:
    whole = sum(split.parts.values()) or 1
    shares, x = [], 0.0
    for part, number in split.parts.items():
        width = round(WIDTH * number / whole, 1)
        shares.append(SplitPart(part, thousands(number), round(x, 1), width, part in (split.withheld or ())))
        x += width
    of_part = f"{split.of_part} part" if split.of_part else ""
    scope = [of_part, split.release or "", words["task"].label(split.task) if split.task else "", f"{split.folds} folds" if split.folds else ""]
    return SplitView(
        split.name,
        split.official,
        ", ".join(filter(None, scope)),
        unit_label(whole, split.unit, words),
        tuple(shares),
        _sites(split),
        _members(split),
        split.note or "",
        backing,
    )


def _sites(split: Split) -> tuple[tuple[str, str], ...]:
    """The sites of a split, each with the number in each part as text."""
    return tuple(
        (site, ", ".join(f"{part} {thousands(number)}" for part in PARTS if (number := getattr(numbers, part)) is not None))
        for site, numbers in (split.by_site or {}).items()
    )


def _members(split: Split) -> tuple[ListedPart, ...]:
    """The public lists of the items in each part."""
    return tuple(ListedPart(it.part or "all parts", it.url, checksums(it)) for it in split.members or ())


def label_sets(record: Dataset, evidence: Evidence, words: Vocabularies) -> tuple[LabelSetView, ...]:
    """The label sets, in the order of the record."""
    return tuple(_label_set(labels, backing, words) for labels, backing in evidence.items(record.classes, "classes"))


def _label_set(labels: LabelSet, backing: Backing, words: Vocabularies) -> LabelSetView:
    counted_ = [label for label in labels.labels or () if isinstance(label, Label)]
    columns = [name for name in ("count", *PARTS) if any(getattr(label, name) is not None for label in counted_)]
    notes = [
        f"measured in {labels.measured_in}" if labels.measured_in else "",
        "multi-label" if labels.multilabel else "",
        _unit_words(labels.unit, words, numbers=bool(columns)),
        *(f"{amount(unit, count, words)} labeled" for unit, count in (labels.labelled or {}).items() if total(count)),
    ]
    shares = _shares(counted_, columns[0]) if columns and len(counted_) == len(labels.labels or ()) else [None] * len(labels.labels or ())
    lines = tuple(
        LabelLine(label_name(label), tuple(_number(label, name) for name in columns), share) for label, share in zip(labels.labels or (), shares, strict=True)
    )
    task = words["task"].label(labels.task)
    heading = f"{task} ({labels.name})" if labels.name else task
    titles = tuple("all" if name == "count" else name for name in columns)
    size = f"{thousands(labels.size)} {'class' if labels.size == 1 else 'classes'}"
    return LabelSetView(heading, size, tuple(filter(None, notes)), titles, lines, labels.note or "", backing)


def _shares(labels: list[Label], column: str) -> list[float | None]:
    """The share of each label in the sum of a column, in percent; nothing if a number is not known."""
    numbers = [getattr(label, column) for label in labels]
    if None in numbers or not any(numbers):
        return [None] * len(numbers)
    return [round(100 * number / sum(numbers), 1) for number in numbers]


def _unit_words(unit: str | None, words: Vocabularies, *, numbers: bool) -> str:
    if unit is None:
        return ""
    return f"numbers of {words.unit[unit].plural}" if numbers else f"one per {words.unit.label(unit)}"


def _number(label: str | Label, column: str) -> str:
    value = getattr(label, column, None) if isinstance(label, Label) else None
    return thousands(value) if value is not None else ""
