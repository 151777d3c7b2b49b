"""The link history counts days, is read as it was written, and is validated."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.links.classify import Result
from curator.links.link_check import updated
from curator.links.link_issue import sections
from curator.records import link_history as histories
from curator.records.link_history import STATES, History, Seen, State

OK, DOWN, MOVED = (f"https://{name}.example.org/page" for name in ("ok", "down", "moved"))
DAYS = ("2026-11-20", "2026-11-27", "2026-12-04")
COURSES = {
    "two runs on one day": ([("20", "failing"), ("20", "failing")], ("failing", "20", 1)),
    "two days": ([("20", "failing"), ("20", "failing"), ("27", "failing")], ("dead", "20", 2)),
    "the clock went back": ([("20", "failing"), ("13", "failing")], ("failing", "20", 1)),
    "another state between": ([("13", "failing"), ("20", "failing"), ("27", "suspicious"), ("28", "failing")], ("failing", "28", 1)),
    "in turn": ([("13", "failing"), ("20", "flaky"), ("27", "failing")], ("failing", "27", 1)),
    "dead on one more run that day": ([("13", "failing"), ("20", "failing"), ("20", "failing")], ("dead", "13", 2)),
    "dropped and added again": ([("13", "failing"), ("20", None), ("27", "failing")], ("failing", "27", 1)),
    "answers": ([("13", "ok"), ("20", "ok"), ("27", "ok")], ("ok", "13", 3)),
}


@pytest.mark.parametrize(("course", "end"), COURSES.values(), ids=[name.replace(" ", "-") for name in COURSES])
def test_days_are_counted(course: list[tuple[str, State | None]], end: tuple[str, str, int]) -> None:
    """An address that fails on two consecutive days is dead since the first. Runs on the same day count once; a run on an earlier day does not count."""
    history = History()
    for day, state in course:
        results = {OK: Result(OK, state)} if state else {}
        history = histories.read(updated(history, results, f"2026-11-{day}", [*results]).text().encode())[0]
    assert (history.links[OK].state, history.links[OK].since[-2:], history.links[OK].streak) == end


CHANGES = [
    ("failing", "ok", "Working again"),
    ("dead", "moved", "Working again"),
    ("dead", "blocked", ""),
    ("failing", "dead", "Newly dead"),
    ("dead", "dead", "Still dead"),
    (None, "unregistered", "Newly dead"),
    ("ok", "failing", "Failing on one day so far"),
    ("ok", "tls", "Needs attention"),
    ("ok", "flaky", ""),
    ("ok", "ok", ""),
]


@pytest.mark.parametrize(("before", "after", "heading"), CHANGES, ids=[f"{before}-{after}" for before, after, _ in CHANGES])
def test_a_change_has_its_heading(before: State | None, after: State, heading: str) -> None:
    """The change of an address since the last run is reported under one heading, or not at all if nothing needs to be done."""
    one, two = (History((), {OK: Seen(state=state, since=DAYS[0], seen=DAYS[0], streak=1)} if state else {}) for state in (before, after))
    assert "".join(name for name, links in sections(one, two).items() if links) == heading


SEEN = st.builds(
    Seen,
    state=st.sampled_from(sorted(STATES)),
    since=st.sampled_from(DAYS),
    seen=st.sampled_from(DAYS),
    streak=st.integers(1, 3),
    answered=st.none() | st.sampled_from(DAYS),
    to=st.none() | st.just("https://example.org/new"),
    why=st.none() | st.just("answered 404"),
)


@settings(max_examples=60)
@given(runs=st.sets(st.sampled_from(DAYS)), links=st.dictionaries(st.sampled_from([OK, DOWN, MOVED]), SEEN))
def test_a_history_is_read_as_it_was_written(runs: set[str], links: dict[str, Any]) -> None:
    """Values that the file leaves out follow from the days of the runs, so that each entry is read as it was written."""
    history = History(tuple(sorted(runs)), dict(sorted(links.items())))
    assert histories.read(history.text().encode()) == (history, ())


BROKEN = [
    "{",
    "[]",
    '{"runs": []}',
    '{"runs": [], "links": {"https://a.org/": {"state": "fine"}}}',
    '{"runs": ["today"], "links": {}}',
    '{"runs": "2026-11-20", "links": {}}',
    '{"runs": [], "links": {"https://a.org/": {"state": "ok", "since": "2026-11-20", "streak": 0}}}',
    '{"runs": [], "links": {"https://a.org/": {"state": "ok", "since": "2026-11-20", "why": "\\ud800"}}}',
    '{"runs": [], "links": {"https://a.org/\\ud800": {"state": "ok", "since": "2026-11-20"}}}',
    f'{{"runs": [], "links": {{"https://a.org/": {"9" * 5000}}}}}',
    "[" * 100_000,
    "\udcff",
]


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_history_is_a_problem(text: str) -> None:
    """An invalid history is a problem with its place, and read as empty."""
    found, problems = histories.read(text.encode(errors="surrogateescape"))
    assert found == History()
    assert [(problem.file, problem.code) for problem in problems] == [(histories.FILE, "links-file")]
