"""Rules about numbers, dates and length."""

from collections.abc import Iterator

from curator.records.catalog import Catalog
from curator.records.messages import finding, phrase, told
from curator.records.model import PARTS, About, Count, Dataset, Label, Split
from curator.records.printed_cells import counted, said, thousands, total
from curator.records.problem import Finding

SHORTEST, LONGEST = 60, 120
"""Words in a summary: enough to choose by, few enough to be read."""


def summary_has_its_length(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """A summary has 60 to 120 words."""
    words = len(record.summary.split())
    if not SHORTEST <= words <= LONGEST:
        said_ = "summary-long" if words > LONGEST else "summary-short"
        yield finding(("summary",), said_, words=words, least=SHORTEST, most=LONGEST, over=words - LONGEST)


def split_adds_up(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """A split without task or folds sums to the count of its unit in its release or record; with them it is no larger."""
    for position, split in enumerate(record.splits):
        count = _count(record, split)
        if count is None or not split.parts:
            continue
        parts, whole = sum(split.parts.values()), total(count)
        if parts > whole or (parts < whole and not (split.task or split.folds or isinstance(count, About))):
            shown = " + ".join(thousands(number) for number in split.parts.values())
            unit = counted(parts, split.unit, catalog.vocabularies)
            less = "split-less" if parts < whole else "split-more"
            yield finding(("splits", position), less, sum=shown, parts=thousands(parts), unit=unit, count=said(count))


def count_is_that_of_the_release(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """A count is that of the last release that states one for its unit."""
    for unit, count in record.counts.items():
        held = [(release.name, release.counts[unit]) for release in record.releases if release.counts and unit in release.counts]
        if not held or isinstance(count, About) or isinstance(held[-1][1], About):
            continue
        name, current = held[-1]
        if total(count) != total(current):
            yield finding(("counts", unit), "release-count", unit=unit, count=said(count), release=name, current=said(current))


def split_counts_what_is_counted(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """A split's release is one of the record's, and its unit is counted there."""
    names = [release.name for release in record.releases]
    for position, split in enumerate(record.splits):
        if split.release and split.release not in names:
            fix = phrase("one-of", words=", ".join(names)) if names else phrase("add-release")
            yield finding(("splits", position, "release"), "no-release", release=split.release, fix=fix)
        elif _count(record, split) is None:
            where = phrase("release-counts", release=split.release) if split.release else phrase("counts")
            yield finding(("splits", position, "unit"), "not-counted", unit=split.unit, where=where)


def label_numbers_have_a_unit(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """Numbers beside labels say what they count."""
    for position, labels in enumerate(record.classes):
        if labels.unit is None and any(isinstance(label, Label) for label in labels.labels or ()):
            yield finding(("classes", position), "labels-without-unit", unit=next(iter(record.counts), "image"))


def label_numbers_add_up(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Where a sample has one label, the labels have together no more samples than there are, in all and in each part of a split."""
    for position, labels in enumerate(record.classes):
        counted_ = [label for label in labels.labels or () if isinstance(label, Label)]
        if not counted_ or labels.multilabel or labels.unit is None:
            continue
        for part, most in _most(record, labels.unit).items():
            number = sum(getattr(label, part) or 0 for label in counted_)
            if number > most:
                where = phrase("in-all") if part == "count" else phrase("for-part", part=part)
                words = {"number": thousands(number), "unit": counted(number, labels.unit, catalog.vocabularies), "where": where, "most": thousands(most)}
                yield Finding(("classes", position, "labels"), *told("label-sum", **words), key=True)


def _most(record: Dataset, unit: str) -> dict[str, int]:
    """How many of a unit there are: in all under `count`, and in each part of the splits."""
    found: dict[str, int] = {}
    counts = [record.counts, *(release.counts or {} for release in record.releases)]
    if totals := [total(held[unit]) for held in counts if unit in held and not isinstance(held[unit], About)]:
        found["count"] = max(totals)
    for split in record.splits:
        for part in PARTS:
            if split.unit == unit and split.official and not split.task and getattr(split, part) is not None:
                found[part] = max(found.get(part, 0), getattr(split, part))
    return found


def dates_are_in_order(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """No source was read after the last date of the record: that of its check, or of its latest change."""
    last = max([record.checked, *(change.date for change in record.changes)])
    for name, source in record.sources.items():
        if source.seen and source.seen > last:
            yield finding(("sources", name, "seen"), "date-order", day=source.seen, last=last)


def _count(record: Dataset, split: Split) -> Count | None:
    """The count that a split divides."""
    if split.release:
        release = next((release for release in record.releases if release.name == split.release), None)
        return (release.counts or {}).get(split.unit) if release else None
    return record.counts.get(split.unit)


RULES = (
    summary_has_its_length,
    split_adds_up,
    count_is_that_of_the_release,
    split_counts_what_is_counted,
    label_numbers_have_a_unit,
    label_numbers_add_up,
    dates_are_in_order,
)
