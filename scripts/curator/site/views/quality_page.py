"""The quality page: completeness, freshness, unverified facts and link status, computed from the catalog."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from curator.contribute.issue_urls import correction
from curator.records.catalog import Catalog
from curator.records.paths import dotted
from curator.records.per_record import per_record
from curator.records.record_parts import sourced_items
from curator.records.rules.age import FRESH
from curator.records.settings import Settings
from curator.site.views import reference_list
from curator.site.views.completeness import QUESTIONS
from curator.site.views.evidence_notes import evidence_of
from curator.site.views.field_names import described, section
from curator.site.views.gaps import Gap, QuestionSummary, RecordSummary, by_question, by_record, gaps, share
from curator.site.views.link_health import Health, health

_ROOT = "../"
"""The relative path to the root of the site from the page, and from quality.json."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A fact without a source: its label, the section of the page that shows it, the reason, and the URL of the form to add a source."""

    id: str
    name: str
    field: str
    label: str
    section: str
    why: str
    form: str


@dataclass(frozen=True, slots=True)
class SourcedFact:
    """A fact, and the latest date on which one of its sources was read."""

    id: str
    name: str
    field: str
    seen: str


@dataclass(frozen=True)
class DoubtedWork:
    """A work of the bibliography, and its unverified fields."""

    anchor: str
    title: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Quality:
    """The contents of the quality page and of quality.json."""

    day: str
    asked: int
    percent: int
    records: tuple[RecordSummary, ...]
    fields: tuple[QuestionSummary, ...]
    gaps: tuple[Gap, ...]
    facts: int
    stale: tuple[SourcedFact, ...]
    oldest: str
    doubts: tuple[Doubt, ...]
    works: tuple[DoubtedWork, ...]
    health: Health


def quality(catalog: Catalog, settings: Settings) -> Quality:
    """The quality of the catalog."""
    day, records = today(catalog), by_record(catalog)
    works = (DoubtedWork(it.anchor, it.reference.title, it.reference.doubts) for it in reference_list.works(catalog) if it.reference.unverified)
    return Quality(
        day=day,
        asked=len(QUESTIONS),
        percent=share(sum(it.answered for it in records), sum(len(it.questions) for it in records)),
        records=records,
        fields=by_question(records),
        gaps=gaps(catalog, settings.linked_repository(_ROOT)),
        facts=sum(len(facts_of(id_, catalog)) for id_ in catalog.records),
        stale=stale(facts(catalog), day),
        oldest=min((it.checked for it in catalog.summaries.values()), default=""),
        doubts=doubts(catalog, settings),
        works=tuple(works),
        health=health(catalog, settings.linked_repository(_ROOT)),
    )


def today(catalog: Catalog) -> str:
    """The latest date in the catalog. It is used in place of today's date, so the same catalog gives the same figures."""
    days = [day for it in catalog.summaries.values() for day in (it.checked, it.changed)]
    return max([*days, *(resource.checked for resource in catalog.resources), *catalog.history.runs], default="")


def doubts(catalog: Catalog, settings: Settings) -> tuple[Doubt, ...]:
    """All facts that records mark as unverified, by name of the dataset."""
    found = [doubt for id_ in catalog.records for doubt in doubts_of(id_, catalog, settings)]
    return tuple(sorted(found, key=lambda it: (it.name.casefold(), it.id, it.field)))


@per_record
def doubts_of(id_: str, catalog: Catalog, settings: Settings) -> list[Doubt]:
    """The facts that a record marks as unverified."""
    record, found = catalog.records[id_], []
    unverified = [(field, why) for field, why in record.unverified.items()]
    unverified += [(dotted(path), item.unverified) for path, item in sourced_items(record) if item.unverified]
    for field, why in unverified:
        label, present = described(id_, field, catalog)
        form = correction(settings.linked_repository(_ROOT), id_, field, present)
        found.append(Doubt(id_, record.name, field, label, section(field, record), why, form))
    return found


def facts(catalog: Catalog) -> Iterator[SourcedFact]:
    """All facts with a source, one by one, because there are dozens for each record."""
    return (SourcedFact(id_, catalog.summaries[id_].name, *it) for id_ in catalog.records for it in facts_of(id_, catalog))


@per_record
def facts_of(id_: str, catalog: Catalog) -> list[tuple[str, str]]:
    """The fields of a record with a source, each with the latest date on which one of its sources was read."""
    record = catalog.records[id_]
    lines = evidence_of(id_, catalog).lines
    items = ((dotted(path), item.source) for path, item in sourced_items(record) if item.source)
    return [(field, max(lines[name].seen for name in names)) for field, names in (*record.evidence.items(), *items) if names]


def stale(found: Iterable[SourcedFact], day: str) -> tuple[SourcedFact, ...]:
    """The facts whose sources were last read more than a year before a date, the least recently read first."""
    old = (fact for fact in found if date.fromisoformat(day) - date.fromisoformat(fact.seen) > FRESH)
    return tuple(sorted(old, key=lambda it: (it.seen, it.name.casefold(), it.id, it.field)))
