"""Number, sex and age of the patients: the values of a record and of a collection of a registry, and whether they agree."""

from dataclasses import dataclass
from statistics import mean, median

from curator.records.catalog import Catalog
from curator.records.model import Age, ByPart, Count, Dataset, Estimate
from curator.registries.collection_facts import SEXES, CollectionFacts

YEARS = 1
"""Tolerance of ages: registries count completed years, at the first images."""
PERCENT = 0.5
"""Tolerance of percentages, which sources round."""
ROUNDED = 0.1
"""Tolerance of rounded numbers, as a fraction."""


@dataclass(frozen=True)
class ComparedValues:
    """The value in the record and in the registry; an unknown one is empty, and `agree` is None if they cannot be compared."""

    record: str
    registry: str
    agree: bool | None


def patients(record: Dataset, _: Catalog, facts: CollectionFacts) -> ComparedValues:
    """Compare the numbers of patients."""
    count = record.counts.get("patient") or ((record.releases[-1].counts or {}).get("patient") if record.releases else None)
    registry = f"{facts.patients:,}" if facts.patients else ""
    if count is None:
        return ComparedValues("", registry, None)
    low, high = _bounds(count)
    shown = f"{low:,.0f}" if low == high else f"at least {low:,.0f}" if high == float("inf") else f"{low:,.0f} to {high:,.0f}"
    return ComparedValues(shown, registry, low <= facts.patients <= high)


def _bounds(count: Count) -> tuple[float, float]:
    """Return the smallest and the largest number that agrees with a count."""
    if isinstance(count, ByPart):
        total = sum(filter(None, (count.train, count.validation, count.test)))
        return total, total
    if not isinstance(count, Estimate):
        return count, count
    if count.about:
        return round(count.about * (1 - ROUNDED)), round(count.about * (1 + ROUNDED))
    if count.at_least:
        return count.at_least, float("inf")
    return count.between or (count.number, count.number)


def sex(record: Dataset, _: Catalog, facts: CollectionFacts) -> ComparedValues:
    """Compare the numbers of patients by sex; patients whose sex the registry does not have may be of any."""
    unknown = facts.patients - facts.sexes.total()
    registry = [f"{facts.sexes[name]:,} {name}" for name in SEXES.values() if facts.sexes[name]]
    shown = ", ".join([*registry, *([f"{unknown:,} unknown"] if unknown else [])]) if registry else ""
    given = record.population.sex if record.population else None
    if given is None or given.unit not in {None, "patient"}:
        return ComparedValues("", shown, None)
    numbers = {name: number for name in SEXES.values() if (number := getattr(given, name)) is not None}
    if numbers:
        agree = all(facts.sexes[name] <= number <= facts.sexes[name] + unknown for name, number in numbers.items() if name != "other")
        return ComparedValues(", ".join(f"{number:,} {name}" for name, number in numbers.items()), shown, agree)
    if given.female_percent is None:
        return ComparedValues("", shown, None)
    low, high = (100 * (facts.sexes["female"] + more) / max(facts.patients, 1) for more in (0, unknown))
    return ComparedValues(f"{given.female_percent:g} % female", shown, low - PERCENT <= given.female_percent <= high + PERCENT)


def age(record: Dataset, _: Catalog, facts: CollectionFacts) -> ComparedValues:
    """Compare the ages; if the registry has only those of some patients, their range should be within the record's."""
    given = record.population.age if record.population else None
    ages = facts.ages
    shown = f"{round(ages[0], 1):g} to {round(ages[-1], 1):g} years, mean {mean(ages):.1f}, median {round(median(ages), 1):g}" if ages else ""
    known = f"{shown} ({len(ages):,} of {facts.patients:,} patients)" if ages and len(ages) < facts.patients else shown
    if given is None or not ages:
        return ComparedValues(_age_text(given), known, None)
    checks = [given.range[0] - YEARS <= ages[0] and ages[-1] <= given.range[1] + YEARS] if given.range else []
    if len(ages) == facts.patients:
        pairs = [*zip(given.range or (), (ages[0], ages[-1]), strict=False), (given.mean, mean(ages)), (given.median, median(ages))]
        checks += [abs(number - value) <= YEARS for number, value in pairs if number is not None]
    return ComparedValues(_age_text(given), known, all(checks) if checks else None)


def _age_text(given: Age | None) -> str:
    """Return the ages that a record states; nothing if it states none."""
    if given is None:
        return ""
    parts = [f"{given.range[0]:g} to {given.range[1]:g} years"] if given.range else []
    parts += [f"{name} {value:g}" for name, value in (("mean", given.mean), ("median", given.median)) if value is not None]
    return ", ".join(parts)
