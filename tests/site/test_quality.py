"""Tests of the quality page: figures computed from the catalog, and a form for every gap."""

import dataclasses
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from conftest import PUBLISHED, ROOT
from curator.links.addresses import addresses
from curator.records.catalog import Catalog
from curator.records.link_history import STATES, History, Seen
from curator.records.model import Dataset
from curator.records.paths import dotted
from curator.records.record_parts import sourced_items
from curator.records.settings import read
from curator.site import jinja
from curator.site.views.columns import COLUMNS
from curator.site.views.completeness import LABELS, QUESTIONS, applicable, completeness
from curator.site.views.field_names import GLANCE, SECTIONS, described, section
from curator.site.views.gaps import Gap, by_question, by_record, gaps
from curator.site.views.link_health import NOT_CHECKED, WORST_FIRST, health
from curator.site.views.quality_page import Doubt, SourcedFact, doubts, facts, quality, stale, today

SETTINGS = read(ROOT)
SLOTS = ("completeness", "gaps", "freshness", "unverified", "links")


@pytest.fixture(scope="module")
def page(site: Path) -> Any:
    """The quality page."""
    return html.fromstring((site / "quality" / "index.html").read_text(encoding="utf-8"))


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())


def _shown(name: str, catalog: Catalog) -> Any:
    """A part of the page for a catalog."""
    text = jinja.render(f"slot/quality-{name}.html.j2", root="../", quality=quality(catalog, SETTINGS), labels=LABELS, listed=200, few=20)
    return html.fromstring(f"<div>{text}</div>")


def _with(catalog: Catalog, record: Dataset, **changed: Any) -> Catalog:
    return dataclasses.replace(catalog, records={**catalog.records, "drive": record}, **changed)


def test_every_question_has_a_label() -> None:
    """Each question has a field and a label that no other question has."""
    assert len({it.field for it in QUESTIONS}) == len({it.label for it in QUESTIONS}) == len(QUESTIONS)


def test_completeness_is_counted_both_ways(catalog: Catalog) -> None:
    """The answers by question and by record are the same, and each percentage follows the formula."""
    records = by_record(catalog)
    fields = by_question(records)
    assert sum(it.answered for it in fields) == sum(it.answered for it in records)
    assert {it.id: it.percent for it in records} == {id_: completeness(record).percent for id_, record in catalog.records.items()}
    assert {it.field: it.percent for it in fields} == {it.field: round(100 * it.answered / it.asked) for it in fields}
    assert {it.field: it.asked for it in fields} == {field: sum(field in it.questions for it in records) for field in LABELS}
    assert {(id_, it.field) for it in fields for id_ in it.missing} == {(it.id, field) for it in records for field in it.missing}
    assert quality(catalog, SETTINGS).percent == round(100 * sum(it.answered for it in records) / sum(len(it.questions) for it in records))


def test_a_new_answer_is_counted(catalog: Catalog) -> None:
    """A new answer counts for its record and its question, and its gap disappears."""
    gap = next(it for it in gaps(catalog, SETTINGS.repository) if it.field == "provider")
    found = dataclasses.replace(catalog, records={**catalog.records, gap.id: catalog.records[gap.id].model_copy(update={"provider": "The harbour"})})
    before, after = ({it.field: it.answered for it in by_question(by_record(those))} for those in (catalog, found))
    assert after == before | {"provider": before["provider"] + 1}
    assert (gap.id, "provider") not in {(it.id, it.field) for it in gaps(found, SETTINGS.repository)}


def test_an_unverified_answer_does_not_count(catalog: Catalog) -> None:
    """An answer marked as unverified does not count."""
    drive = catalog.records["drive"]
    doubted = drive.model_copy(update={"unverified": {**drive.unverified, "counts": "mentioned in a talk"}})
    assert "counts" not in completeness(drive).missing
    assert completeness(doubted).missing == tuple(field for field in LABELS if field in {*completeness(drive).missing, "counts"})


@pytest.mark.parametrize("id_", ["monuseg", "oct2017", "ade20k", "pascal-voc"])
def test_counts_of_releases_and_splits_are_counts(catalog: Catalog, id_: str, page: Any) -> None:
    """Counts of releases or splits are counts, on the quality page as in the table."""
    record = catalog.records[id_]
    assert "counts" not in completeness(record).missing
    assert next(column for column in COLUMNS if column.key == "counts").text(id_, catalog)
    assert (id_, "counts") not in {(it.id, it.field) for it in gaps(catalog, SETTINGS.repository)}
    lacking = page.xpath(f"//h3[@id='by-record']/following::tr[th/a/@href='../datasets/{id_}/'][1]/td[2]")
    assert "counts" not in _words(lacking[0])
    silent = record.model_copy(update={"counts": {}, "releases": None, "splits": ()})
    assert "counts" in completeness(silent).missing


def test_questions_apply_to_medical_datasets(catalog: Catalog) -> None:
    """Questions about body parts, targets, patients and devices do not apply to photographs of everyday scenes."""
    natural = [id_ for id_, record in catalog.records.items() if record.kind == "natural"]
    assert natural
    medical = {"body_part", "target", "population.age", "population.sex", "acquisition.population", "acquisition.devices"}
    assert {it.field for it in gaps(catalog, SETTINGS.repository) if it.id in natural}.isdisjoint(medical)
    assert {it.field: it.asked for it in by_question(by_record(catalog))} == {
        field: len(catalog.records) - (len(natural) if field in medical else 0) for field in LABELS
    }
    assert medical <= {it.field for it in applicable(catalog.records["drive"])}


def test_the_easiest_gaps_come_first(catalog: Catalog) -> None:
    """All gaps are listed, those that most records answer first, and among equals those of the most complete records."""
    found = gaps(catalog, SETTINGS.repository)
    answered, others = (
        {getattr(it, name): it.percent for it in those} for name, those in (("id", by_record(catalog)), ("field", by_question(by_record(catalog))))
    )
    assert [(others[it.field], answered[it.id]) for it in found] == sorted(((others[it.field], answered[it.id]) for it in found), reverse=True)
    assert {(it.id, it.field) for it in found} == {(it.id, field) for it in by_record(catalog) for field in it.missing}


def test_each_gap_and_doubt_opens_its_form(catalog: Catalog, page: Any) -> None:
    """Every gap and unverified fact of the page has a link to the form for corrections, with record and field filled in."""
    measured = quality(catalog, PUBLISHED)
    listed: list[Gap | Doubt] = [*measured.gaps[:200], *measured.doubts[:200]]
    assert [link.xpath("string(ancestor::tr/th)") for link in page.xpath("//table[contains(@class, 'quality')]//td/a[@aria-label]")] == [
        it.name for it in listed
    ]
    forms = [dict(parse_qs(urlsplit(it.form).query)) for it in listed]
    assert [(form["id"][0], form["field"][0]) for form in forms] == [(it.id, it.field) for it in listed]
    assert {form["template"][0] for form in forms} == {"correct-a-fact.yml"}
    assert {url.partition("?")[0] for url in (*(it.form for it in measured.gaps), *(it.form for it in measured.doubts))} == {
        f"{PUBLISHED.repository}/issues/new"
    }


@pytest.mark.parametrize(("seen", "fresh"), [("2025-11-26", True), ("2025-11-25", False)])
def test_a_check_is_valid_for_a_year(seen: str, fresh: bool) -> None:
    """A fact is fresh one year after its source was read, and stale one day later."""
    assert (stale((SourcedFact("drive", "DRIVE", "year", seen),), "2026-11-26") == ()) == fresh


def test_freshness_is_relative_to_the_latest_date(catalog: Catalog) -> None:
    """Facts are stale if none of their sources was read in the year before the latest date in the catalog, regardless of today's date."""
    drive = catalog.records["drive"]
    name = next(iter(drive.sources))
    old = {key: source.model_copy(update={"seen": "2024-01-01"}) for key, source in drive.sources.items()}
    aged = _with(catalog, drive.model_copy(update={"sources": old}))
    resting = {field for field, names in drive.evidence.items() if set(names) <= set(drive.sources)}
    assert stale(facts(catalog), today(catalog)) == ()
    assert resting <= {it.field for it in stale(facts(aged), today(aged)) if it.id == "drive"}
    assert {it.id for it in stale(facts(aged), today(aged))} == {"drive"}
    half = _with(catalog, drive.model_copy(update={"sources": {**old, name: drive.sources[name]}}))
    assert {field for field in resting if name in drive.evidence[field]}.isdisjoint({it.field for it in stale(facts(half), today(half))})
    assert today(dataclasses.replace(catalog, history=History(("2030-01-01",)))) == "2030-01-01"


def test_every_doubt_is_listed(catalog: Catalog, page: Any) -> None:
    """Every field and item marked as unverified is on the page with its reason, and so is each work with an unverified field."""
    found = doubts(catalog, SETTINGS)
    reasons = [why for record in catalog.records.values() for why in record.unverified.values()]
    reasons += [item.unverified for record in catalog.records.values() for _, item in sourced_items(record) if item.unverified]
    assert sorted(it.why for it in found) == sorted(reasons)
    text = _words(page)
    assert [it.why for it in found if " ".join(it.why.split()) not in text] == []
    assert [work.title for work in catalog.references.values() if work.unverified and " ".join(work.title.split()) not in text] == []


def test_a_doubt_has_a_readable_label(catalog: Catalog, site: Path) -> None:
    """An unverified fact has a label without positions and underscores, a section of its page, and its current value in the form."""
    for it in doubts(catalog, PUBLISHED):
        head = html.fromstring((site / "datasets" / it.id / "index.html").read_text(encoding="utf-8")).xpath(f"//h2[@id='{it.section}']")
        assert (it.label, len(head)) == (it.label.strip(" :"), 1)
        assert not re.search(r"\.\d|_", it.label.partition(":")[0])
        assert parse_qs(urlsplit(it.form).query)["present"][0]


@pytest.mark.parametrize(
    ("id_", "path", "words", "present"),
    [
        ("bc-2015", "known_issues.3", "known issue: unclear license", "The terms of this dataset are not known."),
        ("bc-2015", "access.links.2", "link: paper, ncbi.nlm.nih.gov", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5453426"),
        ("monuseg", "body_part.8", "body part: brain", "brain"),
        ("pancreas-ct", "frame_size.0.depth", "image size: depth", "512×512 pixels × 181–466 slices"),
        ("drive", "citations.paper", "paper", ""),
        ("drive", "full_name", "full name", ""),
        ("bc-2015", "known_issues.3.text", "known issue: unclear license", "The terms of this dataset are not known."),
        ("drive", "disputed.x.states", "disputed, x, states", ""),
    ],
)
def test_a_field_has_a_label_and_a_value(id_: str, path: str, words: str, present: str, catalog: Catalog) -> None:
    """The label of a field consists of its name and the kind, name or value of the item."""
    said, there = described(id_, path, catalog)
    assert (said, there[: len(present)]) == (words, present)
    assert section(path, catalog.records[id_]) in {GLANCE, *SECTIONS.values()}


def test_every_item_has_a_label(catalog: Catalog) -> None:
    """Every item with sources of its own has a label, a value and a section of the page."""
    for id_, record in catalog.records.items():
        for place, _ in sourced_items(record):
            path = dotted(place)
            assert all(described(id_, path, catalog))
            assert section(path, record) in {GLANCE, *SECTIONS.values()}


def test_small_shares_are_not_shown_as_zero(catalog: Catalog) -> None:
    """One URL of many is less than one percent, and the form for a moved page has the new URL."""
    url = next(iter(_standing(catalog)))
    links = {url: Seen(state="moved", since="2026-11-13", seen="2026-11-20", to="https://example.org/new/", streak=2)}
    found = health(dataclasses.replace(catalog, history=History(("2026-11-20",), links)), SETTINGS.repository)
    assert {it.state: it.share for it in found.counts} == {"moved": "<1 %", NOT_CHECKED: "100 %"}
    assert parse_qs(urlsplit(found.concerns[0].form).query)["new"] == ["https://example.org/new/"]
    other = {url: links[url].model_copy(update={"state": "suspicious"})}
    found = health(dataclasses.replace(catalog, history=History(("2026-11-20",), other)), SETTINGS.repository)
    assert "new" not in parse_qs(urlsplit(found.concerns[0].form).query)


def _standing(catalog: Catalog) -> dict[str, set[tuple[str, str]]]:
    """Every URL of a record or of a work that it cites, with the ids and fields."""
    found = {url: {(use.record, use.field) for use in it.uses if use.record in catalog.records} for url, it in addresses(catalog).items()}
    return {url: uses for url, uses in found.items() if uses}


def test_links_are_counted_by_state(catalog: Catalog) -> None:
    """Each URL counts once, in its state or as not checked; links that need attention are listed, the worst first, with their records and a form."""
    urls = list(_standing(catalog))
    states = list(STATES)
    links = {url: Seen(state=state, since="2026-11-13", seen="2026-11-20", streak=2) for url, state in zip(urls, states, strict=False)}
    links["https://example.org/gone-from-the-catalog/"] = links[urls[0]]
    found = health(dataclasses.replace(catalog, history=History(("2026-11-20",), links)), SETTINGS.repository)
    assert {it.state: it.number for it in found.counts} == dict.fromkeys(states, 1) | {NOT_CHECKED: len(urls) - len(states)}
    assert [it.state for it in found.concerns] == list(WORST_FIRST)
    assert found.last == "2026-11-20"
    for concern in found.concerns:
        assert {(place.id, place.field) for place in concern.places} == _standing(catalog)[concern.url]
        assert parse_qs(urlsplit(concern.form).query)["address"] == [concern.url]
    shown = _shown("links", dataclasses.replace(catalog, history=History(("2026-11-20",), links)))
    assert shown.xpath("//ul[@class='concerns']/li/a/@href") == [it.url for it in found.concerns]


def test_no_link_states_before_the_first_check(catalog: Catalog) -> None:
    """Before the first check the page says that no link has been checked, and shows no states."""
    shown = _shown("links", dataclasses.replace(catalog, history=History()))
    assert _words(shown).startswith(f"Not checked yet: {len(_standing(catalog))} URLs ")
    assert shown.xpath("//table") == []


@pytest.mark.parametrize("name", SLOTS)
def test_a_catalog_without_records_has_the_page(name: str, catalog: Catalog) -> None:
    """Every part of the page can be shown for a catalog without records."""
    assert _words(_shown(name, dataclasses.replace(catalog, records={}, references={}, history=History())))


def test_the_page_and_its_file_agree(site: Path, catalog: Catalog, page: Any) -> None:
    """quality.json contains everything that the page shows, without omissions, and both are computed from the catalog."""
    written = json.loads((site / "data" / "quality.json").read_text(encoding="utf-8"))
    figures = json.loads(json.dumps(dataclasses.asdict(quality(catalog, PUBLISHED))))
    form = written["form"].replace(SETTINGS.repository, PUBLISHED.repository)
    by_record, labels = written["completeness"]["by_record"], written["completeness"]["questions"]
    not_asked = [it.pop("not_asked", []) for it in by_record]
    asked = [{**it, "questions": [field for field in labels if field not in without]} for it, without in zip(by_record, not_asked, strict=True)]
    assert asked == figures["records"]
    by_question = [
        it | {"missing": sorted(record["id"] for record in asked if it["field"] in record["missing"])} for it in written["completeness"]["by_question"]
    ]
    assert by_question == figures["fields"]
    names = {it["id"]: it["name"] for it in by_record}
    answered = {it["field"]: it["percent"] for it in by_question}
    gaps = [{"doubted": False, **it, "name": names[it["id"]], "label": labels[it["field"]], "percent": answered[it["field"]]} for it in written["gaps"]]
    assert [{**it, "form": form.format(**it)} for it in gaps] == figures["gaps"]
    assert [{**it, "name": names[it["id"]]} for it in written["unverified"]["facts"]] == [
        {key: it[key] for key in it if key != "form"} for it in figures["doubts"]
    ]
    assert written["unverified"]["works"] == figures["works"]
    assert (written["day"], written["freshness"]["facts"]) == (figures["day"], figures["facts"])
    assert [{**it, "name": names[it["id"]]} for it in written["freshness"]["stale"]] == figures["stale"]
    assert (written["links"]["addresses"], written["links"]["to_look_at"]) == (figures["health"]["addresses"], figures["health"]["concerns"])
    text = _words(page)
    assert f"All records together answer {figures['percent']} % of the {len(QUESTIONS)} standard questions" in text
    assert [it["name"] for it in figures["records"] if f"{it['name']} {it['percent']} %" not in text] == []
    assert [it["label"] for it in figures["fields"] if f"{it['percent']} % {it['answered']} of {it['asked']}" not in text] == []
