"""What is promised of link checks: every kind of fault of the bench is told by its right name, and nothing private is asked."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bench import CASES, Bench, Case, running
from curator.links.addresses import Address, Use
from curator.links.doi_client import same_title
from curator.links.journal import Journal
from curator.links.merge import merged
from curator.links.page_text import page
from curator.links.run import Manner, run
from curator.records.link_history import History
from rehearsal import bare

FIRST = date(2026, 11, 20)


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A running bench."""
    with running(slow=4) as found:
        yield found


def address(case: Case) -> Address:
    """A case as an address of a record."""
    return Address(case.url, (Use("made-up", "access.homepage", case.role, "catalog/datasets/made-up.yaml", 1, 1),), case.title or "")


@pytest.fixture(scope="module")
def histories(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> list[History]:
    """What is known after a run over the whole table, and after another a week later."""
    found = [History()]
    for number in (1, 2):
        day = FIRST + timedelta(weeks=number - 1)
        bench.fresh()
        bench.fallen |= {case.url for case in CASES if number in case.down}
        with Journal(tmp_path_factory.mktemp("run") / "journal", day) as journal:
            results = run(map(address, CASES), journal, Manner(bare(bench), day, thorough=True))
        found.append(merged(found[-1], results, day.isoformat(), results))
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_each_case_gets_its_class(case: Case, histories: list[History]) -> None:
    """The state of each address of the bench is the one in its table, after one run and after two."""
    states = [history.links[case.url].state for history in histories[1:]]
    assert [state if state in case.allowed(number) else (state, histories[number].links[case.url].why) for number, state in enumerate(states, 1)] == states
    assert case.to in (None, histories[1].links[case.url].to)
    assert case.word in (histories[1].links[case.url].why or "")


LEFT = {"dripping.example", "late.example"}
"""Hosts of the bench that answer on after their client has hung up, so that a later request seems to come at the same time."""


def test_a_host_is_asked_one_thing_at_a_time(bench: Bench, histories: list[History]) -> None:
    """In a whole run no host had two requests at the same time, of the first pass, the second, or the registry."""
    assert len(histories) == 3
    assert {host for host, number in bench.most_at_once.items() if number > 1} <= LEFT


def test_a_whole_run_asks_nothing_inside(bench: Bench, histories: list[History]) -> None:
    """In a whole run nothing private is asked, by lychee or by the second pass, although redirects lead there."""
    assert len(histories) == 3
    assert {"to-loopback.example", "to-inside-name.example"} <= set(bench.most_at_once)
    assert not bench.trespasses()


TITLES = [
    ("Ridge-based vessel segmentation", "Ridge based Vessel Segmentation in color images of the retina", True),
    ("Détection d'œdème", "Detection d’œdème", True),
    ("The Cancer Imaging Archive", "A Survey of Deep Learning", False),
    ("", "A Survey", False),
    ("眼底图像数据集", "眼底图像数据集。", True),
    ("眼底图像数据集", "胸部影像", False),
]


@pytest.mark.parametrize(("ours", "registered", "same"), TITLES)
def test_titles_are_one_but_for_spelling(ours: str, registered: str, same: bool) -> None:
    """Case, accents, dashes and a subtitle make no other title; other words do."""
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
def test_a_page_says_itself_that_it_is_gone(html: str, gone: bool) -> None:
    """Title and first heading tell a page that is none; words in the text of a page do not."""
    assert bool(page(html).gone) is gone
