"""What is promised of link checks: every kind of fault of the bench is told by its right name, and nothing private is asked."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bench import CASES, Bench, Case, running
from curator.history import History
from curator.links.addresses import Address, Use
from curator.links.journal import Journal
from curator.links.merge import merged
from curator.links.network import Network
from curator.links.run import Manner, run

FIRST = date(2026, 11, 20)


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A running bench."""
    with running(slow=4) as found:
        yield found


def network(bench: Bench) -> Network:
    """The way to the bench."""
    return Network(resolve=bench.resolve, bases=bench.map, authority=bench.ca, timeout=1.5, pause=0.0)


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
            results = run(map(address, CASES), journal, Manner(network(bench), day, thorough=True))
        found.append(merged(found[-1], results, day.isoformat(), results, whole=True))
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_each_case_gets_its_class(case: Case, histories: list[History]) -> None:
    """The state of each address of the bench is the one in its table, after one run and after two."""
    states = [history.links[case.url].state for history in histories[1:]]
    assert [state if state in case.allowed(number) else (state, histories[number].links[case.url].why) for number, state in enumerate(states, 1)] == states
    assert case.to in (None, histories[1].links[case.url].to)
    assert case.word in (histories[1].links[case.url].why or "")
