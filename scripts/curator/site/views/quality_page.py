"""How good the catalog is, in figures that are computed: what records do not answer, what was not checked for long, what nobody could verify."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from curator.contribute.issue_urls import correction
from curator.records.catalog import Catalog, sourced_items
from curator.records.paths import dotted
from curator.records.rules.age import FRESH
from curator.records.settings import Settings
from curator.site.views import reference_list
from curator.site.views.completeness import ASKED
from curator.site.views.field_names import section, spoken
from curator.site.views.gaps import Answering, Answers, Gap, by_field, by_record, gaps, share
from curator.site.views.link_health import Health, health
from curator.site.views.source_notes import Evidence


@dataclass(frozen=True)
class Doubt:
    """A fact that no page could be named for, in words, the section of its page that shows it, why, and the form to settle it."""

    id: str
    name: str
    field: str
    label: str
    section: str
    why: str
    form: str


@dataclass(frozen=True)
class Fact:
    """A fact, and the last day on which one of its sources was read."""

    id: str
    name: str
    field: str
    seen: str


@dataclass(frozen=True)
class DoubtedWork:
    """A work of the bibliography, and its fields that are not verified."""

    anchor: str
    title: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Quality:
    """All that the page about quality and its file say."""

    day: str
    asked: int
    percent: int
    records: tuple[Answering, ...]
    fields: tuple[Answers, ...]
    gaps: tuple[Gap, ...]
    facts: int
    stale: tuple[Fact, ...]
    oldest: str
    doubts: tuple[Doubt, ...]
    works: tuple[DoubtedWork, ...]
    health: Health


def quality(catalog: Catalog, settings: Settings) -> Quality:
    """How good the catalog is."""
    day, records, told = today(catalog), by_record(catalog), facts(catalog)
    works = (DoubtedWork(it.anchor, it.reference.title, it.reference.doubts) for it in reference_list.works(catalog) if it.reference.unverified)
    return Quality(
        day=day,
        asked=len(ASKED),
        percent=share(sum(it.answered for it in records), sum(len(it.questions) for it in records)),
        records=records,
        fields=by_field(records),
        gaps=gaps(catalog, settings.repository),
        facts=len(told),
        stale=stale(told, day),
        oldest=min((record.checked for record in catalog.records.values()), default=""),
        doubts=doubts(catalog, settings.repository),
        works=tuple(works),
        health=health(catalog, settings.repository),
    )


def today(catalog: Catalog) -> str:
    """The newest day on which something was done to the catalog, which stands for today: the same catalog gives the same figures."""
    days = [day for record in catalog.records.values() for day in (record.checked, *(it.date for it in record.changes))]
    return max([*days, *(resource.checked for resource in catalog.resources), *catalog.history.runs], default="")


def doubts(catalog: Catalog, repository: str) -> tuple[Doubt, ...]:
    """Every fact that a record calls unverified, by the record's name."""
    found = []
    for id_, record in catalog.records.items():
        told = [(field, why) for field, why in record.unverified.items()]
        told += [(dotted(path), item.unverified) for path, item in sourced_items(record) if item.unverified]
        for field, why in told:
            label, present = spoken(id_, field, catalog)
            found.append(Doubt(id_, record.name, field, label, section(field, record), why, correction(repository, id_, field, present)))
    return tuple(sorted(found, key=lambda it: (it.name.casefold(), it.id, it.field)))


def facts(catalog: Catalog) -> tuple[Fact, ...]:
    """Every fact with a source, the one that was last read longest ago first."""
    found = [fact for id_ in catalog.records for fact in _facts(id_, catalog)]
    return tuple(sorted(found, key=lambda it: (it.seen, it.name.casefold(), it.id, it.field)))


def _facts(id_: str, catalog: Catalog) -> Iterator[Fact]:
    record = catalog.records[id_]
    lines = Evidence(record, catalog).lines
    items = ((dotted(path), item.source) for path, item in sourced_items(record) if item.source)
    for field, names in (*record.evidence.items(), *items):
        if names:
            yield Fact(id_, record.name, field, max(lines[name].seen for name in names))


def stale(found: tuple[Fact, ...], day: str) -> tuple[Fact, ...]:
    """The facts that nobody has checked for a year before a day."""
    return tuple(fact for fact in found if date.fromisoformat(day) - date.fromisoformat(fact.seen) > FRESH)
