"""Problems and warnings about the addresses that a change adds."""

from collections.abc import Iterable, Iterator, Mapping

from curator.links.addresses import Address
from curator.links.classify import Result
from curator.links.link_issue import is_excepted, unexpired
from curator.records.catalog import Exemption
from curator.records.link_history import STATES, State
from curator.records.problem import Problem

FAILING: frozenset[State] = frozenset({"failing", "unregistered"})
"""States in which a new address is a problem: both checks found that it does not exist."""


def problems_and_warnings(
    results: Mapping[str, Result], addresses: Mapping[str, Address], exceptions: Iterable[Exemption], day: str
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return problems and warnings about new addresses, each at every place of an address. An exception that is valid on the day makes a problem a warning."""
    allowed = unexpired(exceptions, day)
    problems: list[Problem] = []
    warnings: list[Problem] = []
    for url, result in results.items():
        failing = result.state in FAILING and not is_excepted(url, result.state, allowed)
        (problems if failing else warnings).extend(_problems(result, addresses[url]))
    return tuple(sorted(problems)), tuple(sorted(warnings))


def _problems(result: Result, address: Address) -> Iterator[Problem]:
    if result.state == "ok":
        return
    code = "dead-link" if result.state in FAILING else "doubtful-link"
    message = f"`{result.url}`: {result.why or STATES[result.state]}"
    for use in address.uses:
        yield use.problem(code, message, _fix(result))


def _fix(result: Result) -> str:
    if result.state == "moved" and result.to:
        return f"write `{result.to}`"
    if result.state in FAILING:
        return "correct the URL, or add an exception with a reason to catalog/link-exceptions.yaml"
    if result.state in ("blocked", "flaky"):
        return "open it in a browser; if it shows the page, nothing needs to be changed"
    return f"open it in a browser and check the page; it leads to `{result.to}`" if result.to else "open it in a browser and check that it is the right page"
