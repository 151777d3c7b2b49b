"""What is promised of the history of links: days are counted, the file tells what it was given, and nothing in it is believed blindly."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.links.classify import Found
from curator.links.link_issue import sections
from curator.links.merge import merged
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
    """An address is dead after two days in a row, since the first of them; runs on one day are one, and a day before the last counts for nothing."""
    told = History()
    for day, state in course:
        found = {OK: Found(OK, state)} if state else {}
        told = histories.read(merged(told, found, f"2026-11-{day}", [*found]).text().encode())[0]
    assert (told.links[OK].state, told.links[OK].since[-2:], told.links[OK].streak) == end


NEWS = [
    ("failing", "ok", "Revived"),
    ("dead", "moved", "Revived"),
    ("dead", "blocked", ""),
    ("failing", "dead", "Newly fallen"),
    ("dead", "dead", "Still dead"),
    (None, "unregistered", "Newly fallen"),
    ("ok", "failing", "Gone on one day so far"),
    ("ok", "tls", "To be looked at"),
    ("ok", "flaky", ""),
    ("ok", "ok", ""),
]


@pytest.mark.parametrize(("before", "after", "heading"), NEWS, ids=[f"{before}-{after}" for before, after, _ in NEWS])
def test_news_are_told_under_their_heading(before: State | None, after: State, heading: str) -> None:
    """What became of an address since the last run stands under one heading, or under none where nobody has to do anything."""
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
    """What the file leaves out is what the days of the runs tell: reading gives back every entry."""
    told = History(tuple(sorted(runs)), dict(sorted(links.items())))
    assert histories.read(told.text().encode()) == (told, ())


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
    """A history that nobody could have written is told with its place, and nothing is known then."""
    found, problems = histories.read(text.encode(errors="surrogateescape"))
    assert found == History()
    assert [(problem.file, problem.code) for problem in problems] == [(histories.FILE, "links-file")]
