"""What a pull request has to mend, and what it is only told of."""

from collections.abc import Iterable, Iterator, Mapping

from curator.links.addresses import Address
from curator.links.classify import Found
from curator.links.link_issue import in_force, is_excepted
from curator.records.catalog import Exemption
from curator.records.link_history import STATES, State
from curator.records.problem import Problem

FAILING: frozenset[State] = frozenset({"failing", "unregistered"})
"""States in which a new address fails the pull request: it was asked twice, and both times it was not there."""
QUIET: frozenset[State] = frozenset({"ok"})


def faults(
    found: Mapping[str, Found], addresses: Mapping[str, Address], exceptions: Iterable[Exemption], day: str
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Problems, and warnings, about new addresses, each at every place that names one; what an exception still allows on a day is a warning."""
    allowed = in_force(exceptions, day)
    problems: list[Problem] = []
    warnings: list[Problem] = []
    for url, result in found.items():
        failing = result.state in FAILING and not is_excepted(url, result.state, allowed)
        (problems if failing else warnings).extend(_told(result, addresses[url]))
    return tuple(sorted(problems)), tuple(sorted(warnings))


def _told(result: Found, address: Address) -> Iterator[Problem]:
    if result.state in QUIET:
        return
    code = "dead-link" if result.state in FAILING else "doubtful-link"
    said = f"`{result.url}`: {result.why or STATES[result.state]}"
    for use in address.uses:
        yield use.problem(code, said, _fix(result))


def _fix(result: Found) -> str:
    """What to write, or to look at."""
    if result.state == "moved" and result.to:
        return f"write `{result.to}`"
    if result.state in FAILING:
        return "mend the address, or except it in catalog/link-exceptions.yaml with the reason"
    if result.state in ("blocked", "flaky"):
        return "open it yourself; if the page is there, nothing is to be done"
    return f"open it and look; it leads to `{result.to}`" if result.to else "open it and look whether it is the right page"
