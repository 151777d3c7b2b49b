"""Cells of Table 1 computed from a record, and their comparison with the printed cells by value."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from curator.records.messages import phrase
from curator.records.model import CELLS, ByPart, Count, Dataset, Estimate, FrameSize, Label
from curator.records.printed_table import Row
from curator.records.vocabulary import Vocabularies, vocabulary_of

TIMES = "×"
TO = "–"


@dataclass(frozen=True)
class Cell:
    """A computed cell."""

    text: str
    unit: str = ""

    @property
    def shown(self) -> str:
        """The text with its unit."""
        return f"{self.text} {self.unit}".strip()


def thousands(number: int) -> str:
    """Return a number with thousands separators."""
    return f"{number:,}"


def total(count: Count) -> int:
    """Return the total of a count."""
    if isinstance(count, ByPart):
        return sum(value or 0 for value in (count.train, count.validation, count.test))
    return count.number if isinstance(count, Estimate) else count


def count_text(count: Count, unit: str = "") -> str:
    """Return a count as text, with its unit before its date."""
    estimate = count if isinstance(count, Estimate) else None
    text = " ".join(filter(None, (_estimate(estimate) if estimate else thousands(total(count)), unit)))
    return phrase("as-of", text=text, day=estimate.on) if estimate and estimate.on else text


def _estimate(count: Estimate) -> str:
    """Return an estimate as text, without its date."""
    if count.between:
        return f"{thousands(count.between[0])}{TO}{thousands(count.between[1])}"
    word = "about" if count.about else "at-least" if count.at_least else ""
    return phrase(word, number=thousands(count.number)) if word else thousands(count.number)


def unit_label(number: int, unit: str, vocabularies: Vocabularies) -> str:
    """Return the singular or plural label of a unit for a number."""
    entry = vocabularies.unit[unit]
    return entry.label if number == 1 else entry.plural


def side(value: int | tuple[int, int]) -> str:
    """Return a side in pixels, or its range, as text."""
    return f"{value[0]}{TO}{value[1]}" if isinstance(value, tuple) else str(value)


def size(frame: FrameSize) -> str:
    """Return width and height in pixels as text, with ~ for a typical size."""
    joint = f" {TIMES} " if isinstance(frame.width, tuple) or isinstance(frame.height, tuple) else TIMES
    return f"{'~' if frame.about else ''}{side(frame.width)}{joint}{side(frame.height)}"


def label_name(label: str | Label) -> str:
    """Return the name of a label."""
    return label if isinstance(label, str) else label.name


def computed(column: str, dataset: Dataset, vocabularies: Vocabularies) -> Cell:
    """Return the cell of a record in a column; its text is empty if the record has no value."""
    return _COMPUTE[column](dataset, vocabularies)


def shown_row(dataset: Dataset, vocabularies: Vocabularies) -> tuple[str, ...]:
    """Return the cells of a record in column order, with units; empty texts if the record has no value."""
    return tuple(computed(column, dataset, vocabularies).shown for column in CELLS)


def agrees(column: str, row: Row, dataset: Dataset, vocabularies: Vocabularies) -> bool:
    """Whether a printed cell agrees with the record: words by their printed spellings, numbers and sizes by value."""
    return _AGREES[column](row.of(column), row, dataset, vocabularies)


def _terms(dataset: Dataset, field: str, vocabularies: Vocabularies) -> Cell:
    words = vocabularies[vocabulary_of(field)]
    return Cell(", ".join(words.label(term) for term in getattr(dataset, field)))


def _sizes(dataset: Dataset) -> Cell:
    return Cell(" / ".join(dict.fromkeys(size(frame) for frame in dataset.frame_size)), "px" if dataset.frame_size else "")


def shown_counts(dataset: Dataset) -> tuple[tuple[Count, ...], str]:
    """Return the counts in the images column and their unit: the parts of the first split if it is official, else the first count; of an only part, the total if it is known."""
    split = dataset.splits[0] if dataset.splits and dataset.splits[0].official else None
    if split and (parts := tuple(split.parts.values())):
        return (dataset.counts[split.unit],) if len(parts) == 1 and split.unit in dataset.counts else parts, split.unit
    for unit, count in dataset.counts.items():
        return (count,), unit
    return (), ""


def shown_numbers(dataset: Dataset) -> tuple[tuple[int, ...], str]:
    """Return the numbers in the images column and their unit."""
    counts, unit = shown_counts(dataset)
    return tuple(map(total, counts)), unit


def _images(dataset: Dataset, vocabularies: Vocabularies) -> Cell:
    counts, unit = shown_counts(dataset)
    text = " / ".join(_estimate(it) if isinstance(it, Estimate) else thousands(total(it)) for it in counts)
    return Cell(text, unit_label(sum(map(total, counts)), unit, vocabularies) if unit else "")


def _class_numbers(dataset: Dataset) -> tuple[int, ...]:
    return tuple(labels.size for labels in dataset.classes)


_COMPUTE: dict[str, Callable[[Dataset, Vocabularies], Cell]] = {
    "name": lambda dataset, _: Cell(dataset.name),
    "modality": lambda dataset, words: _terms(dataset, "modality", words),
    "target": lambda dataset, words: _terms(dataset, "target", words),
    "frame_size": lambda dataset, _: _sizes(dataset),
    "images": _images,
    "classes": lambda dataset, _: Cell(" / ".join(map(thousands, _class_numbers(dataset)))),
    "task": lambda dataset, words: _terms(dataset, "tasks", words),
}


def printed_numbers(text: str) -> list[tuple[float, float]]:
    """Return the numbers in a printed cell, each with the tolerance of its rounding."""
    found = []
    for digits, million in re.findall(r"(\d[\d,]*(?:\.\d+)?)(M?)", text):
        number = float(digits.replace(",", ""))
        decimals = len(digits.partition(".")[2])
        found.append((number * 1e6, 0.5e6 / 10**decimals) if million else (number, 0.0))
    return found


def _same_numbers(text: str, numbers: Iterable[int]) -> bool:
    printed, expected = sorted(printed_numbers(text)), sorted(numbers)
    return len(printed) == len(expected) and all(abs(shown - number) <= tolerance for (shown, tolerance), number in zip(printed, expected, strict=True))


def printed_sizes(text: str) -> set[tuple[bool, int, int]]:
    """Return the image sizes in a printed cell: whether typical, width, height."""
    return {(about == "~", int(width), int(height)) for about, width, height in re.findall(rf"(~?)(\d+){TIMES}(\d+)", text)}


def _same_sizes(text: str, _row: Row, dataset: Dataset, _words: Vocabularies) -> bool:
    return printed_sizes(text) == {(bool(frame.about), frame.width, frame.height) for frame in dataset.frame_size}


def _same_words(field: str, between: str) -> Callable[[str, Row, Dataset, Vocabularies], bool]:
    """Return a check that the printed words are spellings of the record's terms, each term with at least one."""

    def check(text: str, _row: Row, dataset: Dataset, vocabularies: Vocabularies) -> bool:
        words = {word.strip() for word in re.split(between, text) if word.strip() not in ("", "-")}
        spellings: list[Any] = [set(vocabularies[vocabulary_of(field)][term].printed) & words for term in getattr(dataset, field)]
        return all(spellings) and set().union(*spellings) == words

    return check


_AGREES: dict[str, Callable[[str, Row, Dataset, Vocabularies], bool]] = {
    "name": lambda _, row, dataset, __: row.bare_name in (dataset.name, *dataset.aliases),
    "modality": _same_words("modality", "$"),
    "target": _same_words("target", "[/,]"),
    "frame_size": _same_sizes,
    "images": lambda text, _, dataset, __: _same_numbers(text, shown_numbers(dataset)[0]),
    "classes": lambda text, _, dataset, __: _same_numbers(text, _class_numbers(dataset)),
    "task": _same_words("tasks", "/"),
}
