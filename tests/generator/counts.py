"""Amendments of counts, releases, splits and labels in generated records, so that their numbers fit together."""

from collections.abc import Iterator
from random import Random
from typing import Any

from curator.records.ids import record_id
from curator.records.model import PARTS, Estimate
from curator.records.model.count_types import FORMS
from generator.catalog import Growing, Record


def choose_forms_of_counts(record: Record, catalog: Growing) -> None:
    """Keep one form of each estimate; an exact number has a date."""
    for counts in _all_counts(record):
        for count in counts.values():
            if not is_estimate(count):
                continue
            forms = [form for form in FORMS if form in count and (form != "exactly" or "on" in count)]
            form = catalog.random.choice(forms) if forms else "about"
            count.setdefault(form, 1_000)
            for other in set(FORMS) - {form}:
                count.pop(other, None)


def _all_counts(record: Record) -> Iterator[Record]:
    """Yield all mappings from units to counts."""
    yield record["counts"]
    for items, field in (("releases", "counts"), ("classes", "labelled"), ("relations", "counts")):
        yield from (item[field] for item in record.get(items, ()) if field in item)


def make_releases_fit(record: Record, catalog: Growing) -> None:
    """Give releases unique names and DOIs, the counts of the record, and the year of their date; trained models used one of them."""
    names = [f"{record['name']} v{number}" for number in range(1, len(record.get("releases", ())) + 1)]
    for name, release in zip(names, record.get("releases", ()), strict=True):
        release["name"] = name
        if "doi" in release:
            release["doi"] = f"10.5555/{record_id(name)}"
        if "date" in release and "year" in release:
            release["year"] = int(release["date"][:4])
        if "counts" in release:
            release["counts"] |= {unit: count for unit, count in record["counts"].items() if unit in release["counts"]}
    for model in record.get("seen_by", ()):
        model.pop("release", None)
        if names:
            model["release"] = catalog.random.choice(names)


def make_splits_add_up(record: Record, catalog: Growing) -> None:
    """Make the parts of splits add up to a count, or to a part of an earlier split, and the sites to no more than the parts."""
    counted = {release["name"]: release["counts"] for release in record.get("releases", ()) if "counts" in release}
    for position, split in enumerate(record.get("splits", ())):
        split.pop("release", None)
        counts = record["counts"]
        if counted:
            split["release"] = catalog.random.choice(list(counted))
            counts = counted[split["release"]]
        split["unit"] = next(iter(counts))
        further = split.get("further", {})
        number = len(further) + sum(part in split for part in PARTS)
        whole = _part_of(split, record["splits"][:position], number) or total(counts[split["unit"]])
        shares = divided(whole, number, catalog.random)
        for parts in (split, further):
            parts |= {part: shares.pop() for part in parts if parts is further or part in PARTS}
        _fit_sites(split, catalog.random)


def _part_of(split: Record, before: list[Record], number: int) -> int:
    """Return the size of the part that a split divides; 0, and no such part, if no earlier official split has it or it is too small."""
    part = split.pop("of_part", None)
    same = (it for it in before if it.get("official", True) and "of_part" not in it and all(it.get(name) == split.get(name) for name in ("unit", "release")))
    size = int(next((it[part] for it in same if part in it), 0))
    if size < number:
        return 0
    split |= {"of_part": part, "official": False}
    return size


def _fit_sites(split: Record, random: Random) -> None:
    """Give each site a share of each part of its split."""
    parts = [part for part in PARTS if part in split]
    sites = list(split.pop("by_site", ()))
    if sites and parts:
        split["by_site"] = {site: {part: random.randint(0, split[part] // len(sites)) for part in parts} for site in sites}


def make_labels_add_up(record: Record, catalog: Growing) -> None:
    """List or number the labels, or name the unit of a measured value; label counts add up to a count of the record unless it is an estimate."""
    unit, count = next(iter(record["counts"].items()))
    for labels in record.get("classes", ()):
        if "measured_in" in labels:
            labels.pop("labels", None)
            labels.pop("number", None)
            continue
        names = [*dict.fromkeys(label["name"] if isinstance(label, dict) else label for label in labels.get("labels", ()))]
        if len(names) < 2:
            labels.pop("labels", None)
            labels.setdefault("number", 2)
            continue
        labels.pop("number", None)
        numbered = any(isinstance(label, dict) for label in labels["labels"])
        labels["labels"] = names
        if numbered and not is_estimate(count):
            shares = divided(total(count), len(names), catalog.random)
            labels |= {"labels": [{"name": name, "count": share} for name, share in zip(names, shares, strict=True)], "unit": unit}


def divided(whole: int, number: int, random: Random) -> list[int]:
    """Divide a number randomly into this many parts of at least 1."""
    cuts = sorted(random.choices(range(whole - number + 1), k=number - 1))
    return [end - start + 1 for start, end in zip([0, *cuts], [*cuts, whole - number], strict=True)]


def is_estimate(count: Any) -> bool:
    """Return whether a count is rounded, a bound, a range, or valid on a date."""
    return isinstance(count, dict) and not {*FORMS, "on"}.isdisjoint(count)


def total(count: Any) -> int:
    """Return the number to calculate with, as the rules do."""
    if is_estimate(count):
        return Estimate.model_validate(count).number
    return sum(count.values()) if isinstance(count, dict) else int(count)
