"""Tests of the link states on pages: the result of the last check in words, and nothing before the first check."""

import dataclasses
import json
from typing import Any

import pytest
from lxml import html

from conftest import ROOT
from curator.records import link_history
from curator.records.catalog import Catalog
from curator.records.link_history import STATES, History, Seen
from curator.records.model import Dataset
from curator.records.settings import read
from curator.records.summary import changed
from curator.site import jinja
from curator.site.exports.catalog_json import catalog_json
from curator.site.views import dataset_page, link_state
from markdown_page import markdown_page

URL = "https://example.org/pier/"
DAYS = {"since": "2026-11-13", "seen": "2026-11-20", "streak": 2}
FOUND: dict[str, tuple[dict[str, Any], str, str]] = {
    "ok": ({"answered": "2026-11-20"}, "fine", "Link works (checked 2026-11-20)."),
    "moved": ({"to": "https://example.org/quay/"}, "fine", "Moved permanently (checked 2026-11-20). New URL: https://example.org/quay/"),
    "suspicious": (
        {"to": "https://example.org/login", "why": "a login", "answered": "2026-11-06"},
        "warning",
        "Has led to another page since 2026-11-13 (a login); it last worked on 2026-11-06. Target: https://example.org/login",
    ),
    "blocked": ({"why": "403"}, "unknown", "Has blocked automated checks since 2026-11-13 (403); open the link to check it."),
    "flaky": ({}, "unknown", "Failed on 2026-11-20, possibly temporarily; it has not worked in any check."),
    "tls": ({"why": "expired"}, "warning", "Invalid certificate since 2026-11-13 (expired)."),
    "failing": ({"why": "404"}, "warning", "Failed on 2026-11-20 (404); reported as dead if it fails on a second day."),
    "dead": (
        {"why": "404", "answered": "2026-11-06"},
        "dead",
        "Dead since 2026-11-13 (404); it last worked on 2026-11-06. The Internet Archive may have a copy.",
    ),
    "unregistered": ({}, "dead", "DOI not registered (checked 2026-11-20)."),
    "retitled": ({}, "warning", "Link works (checked 2026-11-20), but the DOI is registered with a different title."),
}
"""For each state the result of a check, its tone, and its sentence."""


def _seen(state: str) -> Seen:
    return Seen.model_validate({"state": state} | DAYS | FOUND[state][0])


def _checked(catalog: Catalog, id_: str, state: str, **changed: Any) -> tuple[Catalog, Dataset]:
    """The catalog with all URLs of one record in a state."""
    record = catalog.records[id_].model_copy(update=changed)
    history = History(("2026-11-20",), {url: _seen(state) for url in _addresses(record)})
    return dataclasses.replace(catalog, records={**catalog.records, id_: record}, history=history), record


def _addresses(record: Dataset) -> list[str]:
    """The URLs whose state a dataset page shows."""
    routes, further = [it.url for it in record.access.routes], [it.url for it in record.access.links]
    return [record.access.homepage, *filter(None, routes), *further, *filter(None, (it.terms for it in record.licence))]


def _shown(id_: str, catalog: Catalog) -> Any:
    """The parts of a dataset page that show URLs."""
    view = dataset_page.view(id_, catalog)
    return html.fromstring("".join(jinja.render(f"record/{name}.html.j2", view=view, unstated=False) for name in ("access", "licence")))


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_sentence(state: str, catalog: Catalog) -> None:
    """Each state of a homepage has its sentence with dates, and a class for its tone."""
    found = _shown("drive", _checked(catalog, "drive", state)[0]).xpath("//p[@class='homepage']/small")
    assert [(_words(it), it.get("class")) for it in found] == [(FOUND[state][2], f"link-state link-state--{FOUND[state][1]}")]


@pytest.mark.parametrize("id_", ["drive", "busi"])
def test_every_address_has_its_state(id_: str, catalog: Catalog) -> None:
    """Homepage, routes, further links and terms of use show their state after the first check."""
    checked, record = _checked(catalog, id_, "blocked")
    shown = _shown(id_, checked).xpath("//small[contains(@class, 'link-state')]")
    assert [_words(it) for it in shown] == [FOUND["blocked"][2]] * len(_addresses(record))


def test_before_the_first_check_no_state_is_shown(catalog: Catalog) -> None:
    """Before the first check, a page says nothing about its links, which the page about quality does for all, and data files have null."""
    unchecked = dataclasses.replace(catalog, history=History())
    assert [_words(it) for it in _shown("drive", unchecked).xpath("//small[contains(@class, 'link-state')]")] == []
    assert json.loads(catalog_json(unchecked, read(ROOT)))["datasets"][0]["computed"]["homepage"] is None


def test_an_unchecked_url_is_marked(catalog: Catalog) -> None:
    """After the first check, a newer URL is marked as not checked yet."""
    assert link_state.further_state(URL, catalog.records["drive"], History(("2026-11-20",))) == link_state.LinkState("unknown", "Not checked yet.")
    assert link_state.further_state(None, catalog.records["drive"], History(("2026-11-20",))) is None


@pytest.mark.parametrize("status", ["available", "unavailable", "withdrawn"])
def test_dead_links_have_an_archived_copy(status: str, catalog: Catalog) -> None:
    """The homepage of unavailable or withdrawn data has a link to an archived copy, and so has every dead link."""
    record = catalog.records["drive"].model_copy(update={"status": status})
    copy = f"https://web.archive.org/web/{record.checked.replace('-', '')}/"
    expected = "" if status == "available" else f"{copy}{record.access.homepage}"
    assert link_state.homepage(record, History()).archive == expected
    dead = link_state.further_state(URL, record, History(("2026-11-20",), {URL: _seen("dead")}))
    assert dead is not None
    assert dead.archive == f"{copy}{URL}"


def test_redirect_targets_are_validated(catalog: Catalog) -> None:
    """A history file with a redirect to anything but a web page is rejected, and findings of checks are escaped."""
    text = json.dumps({"runs": [], "links": {URL: {"state": "suspicious", "to": "javascript:alert(1)"} | DAYS}})
    found, problems = link_history.read(text.encode())
    assert [problem.code for problem in problems] == ["links-file"]
    assert not found.links
    seen = Seen.model_validate({"state": "suspicious", "why": "a <b>&amp;"} | DAYS)
    shown = dataclasses.replace(catalog, history=History((), {catalog.records["drive"].access.homepage: seen}))
    assert "(a <b>&amp;)" in _words(_shown("drive", shown).xpath("//p[@class='homepage']/small")[0])


def test_files_have_the_same_states(catalog: Catalog) -> None:
    """The Markdown version has the same sentences as the page, and catalog.json the state of the homepage."""
    checked = _checked(catalog, "drive", "dead")[0]
    shown = _shown("drive", checked).xpath("//small[contains(@class, 'link-state')]")
    text = markdown_page("drive", checked, dict.fromkeys((*checked.references, f"page-{changed(checked.records['drive'])}"), "A citation."))
    assert text.count("Dead since 2026-11-13 (404); it last worked on 2026-11-06.") == len(shown)
    assert text.count("[The Internet Archive may have a copy](<https://web.archive.org/web/") == len(shown)
    drive = next(it for it in json.loads(catalog_json(checked, read(ROOT)))["datasets"] if it["id"] == "drive")
    assert drive["computed"]["homepage"] == {"state": "dead", "since": "2026-11-13", "seen": "2026-11-20", "answered": "2026-11-06", "to": None}
