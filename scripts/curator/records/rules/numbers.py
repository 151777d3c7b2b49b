"""Rules about numbers, dates and length."""

from collections.abc import Iterator

from curator.records.catalog import Catalog
from curator.records.messages import finding, phrase
from curator.records.model import PARTS, Count, Dataset, Estimate, Label, Split
from curator.records.printed_cells import count_text, thousands, total, unit_label
from curator.records.problem import Finding
from curator.records.rule import rule

MIN_WORDS, MAX_WORDS = 60, 120
"""Minimum and maximum number of words in a summary."""


@rule
def summary_length_is_in_range(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """A summary has 60 to 120 words."""
    words = len(record.summary.split())
    if not MIN_WORDS <= words <= MAX_WORDS:
        name = "summary-long" if words > MAX_WORDS else "summary-short"
        yield finding(("summary",), name, words=words, least=MIN_WORDS, most=MAX_WORDS, over=words - MAX_WORDS)


@rule
def split_adds_up(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """The parts of a split sum to the count of its unit in its release or record; with a task or folds the sum may be smaller."""
    for position, split in enumerate(record.splits):
        count = _count(record, split)
        if count is None or not split.parts:
            continue
        parts, whole = sum(split.parts.values()), total(count)
        if parts > whole or (parts < whole and not (split.task or split.folds or isinstance(count, Estimate))):
            shown = " + ".join(thousands(number) for number in split.parts.values())
            unit = unit_label(parts, split.unit, catalog.vocabularies)
            where = phrase("part-has", part=split.of_part) if split.of_part else phrase("counts-say")
            name = "split-less" if parts < whole else "part-more" if split.of_part else "split-more"
            yield finding(("splits", position), name, sum=shown, parts=thousands(parts), unit=unit, where=where, count=count_text(count))


@rule
def count_equals_that_of_the_current_release(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """A count is that of the last release with a count of its unit."""
    for unit, count in record.counts.items():
        held = [(release.name, release.counts[unit]) for release in record.releases if release.counts and unit in release.counts]
        if not held or isinstance(count, Estimate) or isinstance(held[-1][1], Estimate):
            continue
        name, current = held[-1]
        if total(count) != total(current):
            yield finding(("counts", unit), "release-count", unit=unit, count=count_text(count), release=name, current=count_text(current))


@rule
def split_units_have_a_count(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """The release of a split is one of the record, and its unit has a count there or in the part that it divides."""
    names = [release.name for release in record.releases]
    for position, split in enumerate(record.splits):
        if split.release and split.release not in names:
            fix = phrase("one-of", words=", ".join(names)) if names else phrase("add-release")
            yield finding(("splits", position, "release"), "no-release", release=split.release, fix=fix)
        elif split.of_part and _count(record, split) is None:
            yield finding(("splits", position, "of_part"), "no-part", unit=split.unit, part=split.of_part)
        elif _count(record, split) is None:
            where = phrase("release-counts", release=split.release) if split.release else phrase("counts")
            yield finding(("splits", position, "unit"), "not-counted", unit=split.unit, where=where)


@rule
def sites_of_a_split_add_up(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """The sites of a split together have no more in a part than the split has."""
    for position, split in enumerate(record.splits):
        for part in PARTS:
            number, most = sum(getattr(site, part) or 0 for site in (split.by_site or {}).values()), getattr(split, part)
            if most is not None and number > most:
                unit, where = unit_label(number, split.unit, catalog.vocabularies), phrase("for-part", part=part)
                yield finding(("splits", position, "by_site"), "site-more", number=thousands(number), unit=unit, where=where, most=thousands(most))


@rule
def label_numbers_have_a_unit(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """Labels with numbers have a unit."""
    for position, labels in enumerate(record.classes):
        if labels.unit is None and any(isinstance(label, Label) for label in labels.labels or ()):
            yield finding(("classes", position), "labels-without-unit", unit=next(iter(record.counts), "image"))


@rule
def label_numbers_add_up(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """If each sample has one label, the labels have no more samples than there are, in total and in each part of a split."""
    for position, labels in enumerate(record.classes):
        counted_ = [label for label in labels.labels or () if isinstance(label, Label)]
        if not counted_ or labels.multilabel or labels.unit is None:
            continue
        for part, most in _most(record, labels.unit).items():
            number = sum(getattr(label, part) or 0 for label in counted_)
            if number > most:
                where = phrase("in-all") if part == "count" else phrase("for-part", part=part)
                unit = unit_label(number, labels.unit, catalog.vocabularies)
                at = ("classes", position, "labels")
                yield finding(at, "label-sum", key=True, number=thousands(number), unit=unit, where=where, most=thousands(most))


def _most(record: Dataset, unit: str) -> dict[str, int]:
    """Return how many of a unit there are: `count` in total, and in each part of the splits."""
    found: dict[str, int] = {}
    counts = [record.counts, *(release.counts or {} for release in record.releases)]
    if totals := [total(held[unit]) for held in counts if unit in held and not isinstance(held[unit], Estimate)]:
        found["count"] = max(totals)
    for split in record.splits:
        for part in PARTS:
            if split.unit == unit and split.official and not split.task and getattr(split, part) is not None:
                found[part] = max(found.get(part, 0), getattr(split, part))
    return found


@rule
def dates_are_in_order(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """No source was read after the last check and the last change of the record."""
    last = max([record.checked, *(change.date for change in record.changes)])
    for name, source in record.sources.items():
        if source.seen and source.seen > last:
            yield finding(("sources", name, "seen"), "date-order", day=source.seen, last=last)


def _count(record: Dataset, split: Split) -> Count | None:
    """Return the count that a split divides: that of the record or of a release, or the number in a part of the official split."""
    if split.of_part:
        whole = (it for it in record.splits if it.official and not it.of_part and it.unit == split.unit and it.release == split.release)
        return next((number for it in whole if (number := getattr(it, split.of_part)) is not None), None)
    if split.release:
        release = next((release for release in record.releases if release.name == split.release), None)
        return (release.counts or {}).get(split.unit) if release else None
    return record.counts.get(split.unit)
