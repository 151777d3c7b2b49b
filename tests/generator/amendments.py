"""Amendments of generated records, so that they follow the rules about several fields."""

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any

from curator.records.ids import record_id
from curator.records.model import Route
from curator.records.paths import exists
from curator.records.rules import availability
from curator.records.rules.evidence import EXEMPT, REPORTABLE
from generator.catalog import Growing, Record
from generator.counts import choose_forms_of_counts, make_labels_add_up, make_releases_fit, make_splits_add_up


def say_names_and_summary(record: Record, catalog: Growing) -> None:
    """Give the record the year in its name, unique further names, and a summary of the required length."""
    record["summary"] = catalog.wording.summary()
    if "full_name" in record:
        record["full_name"] = catalog.new_full_name()
    if record["name"][-4:].isdigit():
        record["year"] = int(record["name"][-4:])
    if "aliases" in record:
        record["aliases"] = [catalog.new_name() for _ in record["aliases"]]
    if "formerly" in record:
        record["formerly"] = [record_id(catalog.new_name()) for _ in record["formerly"]]


def fit_status_to_routes(record: Record, catalog: Growing) -> None:
    """Order the access steps, and set the status by the easiest route unless the data were withdrawn."""
    ranked = catalog.vocabularies["access"].rank
    for route in record["access"].get("routes", ()):
        route["steps"] = sorted(route["steps"], key=ranked)
    routes = [Route.model_validate(route) for route in record["access"].get("routes", ())]
    right = availability.STATUS_OF_STEP
    record["status"] = "withdrawn" if "withdrawn" in record else right.get(availability.easiest(routes, catalog.vocabularies["access"]), "available")
    if "successor" in record.get("withdrawn", {}):
        record["withdrawn"]["successor"] = catalog.random.choice(catalog.ids)


def name_licences(record: Record, catalog: Growing) -> None:
    """Set a license of the vocabulary, none, or custom terms with their permissions."""
    standard = list(catalog.vocabularies.licence.entries)
    for licence in record.get("licence", ()):
        own = f"{availability.OWN_TERMS}{record_id(record['name'])}"
        licence["id"] = catalog.random.choice((*standard, own, own, own, availability.NO_TERMS))
        for permission in availability.PERMISSIONS:
            if licence["id"] == own:
                licence.setdefault(permission, "unstated")
            else:
                licence.pop(permission, None)
    for item in (*record.get("labelling", ()), *record.get("relations", ())):
        if "licence" in item:
            item["licence"] = catalog.random.choice(standard)


def relate_to_earlier_records(record: Record, catalog: Growing) -> None:
    """Relate the record, and the generator of its images, to earlier records, so that no relation is written on both sides, or to other data by name and address."""
    for relation in (*record.get("relations", ()), *record.get("synthetic", {}).get("trained_on", ())):
        if "name" in relation and "url" in relation and catalog.random.random() < 0.5:
            relation.pop("to", None)
        else:
            for other in ("name", "url"):
                relation.pop(other, None)
            relation["to"] = catalog.random.choice(catalog.ids)
    if "relations" in record:
        record["relations"] = list({relation.get("to", relation.get("name")): relation for relation in record["relations"]}.values())


def cite_works(record: Record, catalog: Growing) -> None:
    """Add a paper to about half of the records and a work of the data to some; others cite works of earlier records."""
    chance, cited = catalog.random.random, record.get("citations", {})
    earlier = iter(catalog.random.sample(list(catalog.works), 9))
    found = {
        "paper": [catalog.new_work(record["year"])] if chance() < 0.45 else [next(earlier) for _ in cited.get("paper", ())],
        "data": [catalog.new_work(record["year"], "dataset")] if chance() < 0.1 else [],
        "further": [next(earlier) for _ in cited.get("further", ())],
    }
    record["citations"] = {role: keys for role, keys in found.items() if keys}
    if "concept_doi" in cited:
        record["citations"]["concept_doi"] = f"10.5555/{record_id(record['name'])}"
    for labels in record.get("labelling", ()):
        if "citations" in labels:
            labels["citations"] = [next(earlier)]


def name_sources(record: Record, catalog: Growing) -> None:
    """Add sources to every fact, use every source, and limit notes and doubts to existing fields."""
    owed = [name for name in record if name not in EXEMPT]
    known = [*record["sources"], *record.get("citations", {}).get("paper", ())]
    items = [item for item in _inside(record) if "source" in item]
    for item in items:
        item["source"] = catalog.some(known)
        item.pop("unverified", None)
    for remarks in ("notes", "unverified"):
        if remarks in record:
            record[remarks] = dict(zip(catalog.some(owed), record[remarks].values(), strict=False))
    for dispute in record.get("disputed", ()):
        dispute["field"] = catalog.random.choice(owed)
    if "not_reported" in record:
        record["not_reported"] = {path: catalog.some(known) for path in catalog.some([path for path in REPORTABLE if not exists(record, path)])}
    record["evidence"] = {name: catalog.some(known) for name in owed if name not in record.get("unverified", {})}
    named = {key for keys in (*record["evidence"].values(), *(item["source"] for item in items)) for key in keys}
    next(iter(record["evidence"].values())).extend(key for key in record["sources"] if key not in named)


def _inside(value: Any) -> Iterator[Record]:
    """Yield the mappings in a record at any depth."""
    for child in value.values() if isinstance(value, dict) else value:
        if isinstance(child, dict):
            yield child
        if isinstance(child, dict | list):
            yield from _inside(child)


def order_days(record: Record, _catalog: Growing) -> None:
    """Limit all dates to the date of the last check, and sort the changes by date."""
    waiting = [time for route in record["access"].get("routes", ()) for time in route.get("waiting", ())]
    places = [*((page, "seen") for page in record["sources"].values()), *((change, "date") for change in record.get("changes", ()))]
    for place, day in (*places, *((time, "reported") for time in waiting)):
        if day in place:
            place[day] = min(place[day], record["checked"])
    if "changes" in record:
        record["changes"].sort(key=itemgetter("date"))


AMENDMENTS: tuple[Callable[[Record, Growing], None], ...] = (
    say_names_and_summary,
    fit_status_to_routes,
    name_licences,
    choose_forms_of_counts,
    make_releases_fit,
    make_splits_add_up,
    make_labels_add_up,
    relate_to_earlier_records,
    cite_works,
    name_sources,
    order_days,
)
"""All amendments, in an order in which none reverts another."""
