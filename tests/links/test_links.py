"""Link checks classify every case of the test server correctly, and never request a private address."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bench import CASES, Bench, Case, running
from curator.links.addresses import Address, AddressUse
from curator.links.doi_client import same_title
from curator.links.link_check import updated
from curator.links.page_text import page
from curator.links.run import RunOptions, run
from curator.links.run_journal import Journal
from curator.records.link_history import History
from link_catalog import bare

FIRST = date(2026, 11, 20)


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A running test server."""
    with running(slow=4) as found:
        yield found


def address(case: Case) -> Address:
    """Return a case as an address of a record."""
    return Address(case.url, (AddressUse("made-up", "access.homepage", case.role, "catalog/datasets/made-up.yaml", 1, 1),), case.title or "")


@pytest.fixture(scope="module")
def histories(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> list[History]:
    """The link history before any run, after a run over all cases, and after another a week later."""
    found = [History()]
    for number in (1, 2):
        day = FIRST + timedelta(weeks=number - 1)
        bench.reset()
        bench.missing |= {case.url for case in CASES if number in case.down}
        with Journal(tmp_path_factory.mktemp("run") / "journal", day) as journal:
            results = run(map(address, CASES), journal, RunOptions(bare(bench), day))
        found.append(updated(found[-1], results, day.isoformat(), results))
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_each_case_has_its_state(case: Case, histories: list[History]) -> None:
    """Each case has the expected state after one run and after two."""
    states = [history.links[case.url].state for history in histories[1:]]
    assert [state if state in case.allowed(number) else (state, histories[number].links[case.url].why) for number, state in enumerate(states, 1)] == states
    assert case.to in (None, histories[1].links[case.url].to)
    assert case.word in (histories[1].links[case.url].why or "")


STILL_SENDING = {"dripping.example", "dripping-head.example", "late.example"}
"""Hosts that keep sending after their client has disconnected, so that a later request seems to overlap."""


def test_a_host_gets_one_request_at_a_time(bench: Bench, histories: list[History]) -> None:
    """In a complete run, no host has two requests at the same time: pages, second checks and the DOI registry included."""
    assert len(histories) == 3
    assert {host for host, number in bench.most_at_once.items() if number > 1} <= STILL_SENDING


def test_a_complete_run_requests_no_private_address(bench: Bench, histories: list[History]) -> None:
    """In a complete run, no private address is requested, although redirects lead to some."""
    assert len(histories) == 3
    assert {"to-loopback.example", "to-inside-name.example"} <= set(bench.most_at_once)
    assert not bench.private_requests()


TITLES = [
    ("Ridge-based vessel segmentation", "Ridge based Vessel Segmentation in color images of the retina", True),
    ("Détection d'œdème", "Detection d’œdème", True),
    ("The Cancer Imaging Archive", "A Survey of Deep Learning", False),
    ("", "A Survey", False),
    ("眼底图像数据集", "眼底图像数据集。", True),
    ("眼底图像数据集", "胸部影像", False),
]


@pytest.mark.parametrize(("ours", "registered", "same"), TITLES)
def test_titles_are_compared_regardless_of_spelling(ours: str, registered: str, same: bool) -> None:
    """Titles that differ in case, accents, dashes or a subtitle are the same; titles with other words are not."""
    assert same_title(ours, registered) is same


PAGES = [
    ("<title>404 Not Found</title>", True),
    ("<title>Page not found | University</title><h1>Sorry</h1>", True),
    ("<title>University</title><h1>The page you requested could not be found</h1>", True),
    ("<title>Error 404</title>", True),
    ("<title>404 - Archive</title>", True),
    ("<p>File not found.</p>", True),
    ("<title>404 fundus photographs</title><p>Page not found is what one reads where a link is dead.</p>", False),
    ("<title>Lesions not found by the first reader</title>", False),
    ("<title>Data</title><h1>Download</h1><p>If the page is not found, write to us.</p>", False),
]


@pytest.mark.parametrize(("html", "gone"), PAGES)
def test_a_missing_page_is_recognized(html: str, gone: bool) -> None:
    """A page is missing if its title or first heading says so; phrases in its text do not count."""
    assert bool(page(html).gone) is gone
