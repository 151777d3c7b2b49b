"""From what was seen at an address to its state: rules in order, the first that fits tells."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from curator.links.gate_addresses import asks_for_a_person, asks_for_cookies, is_front, is_list, is_login, sends_back
from curator.links.redirects import Trail
from curator.records.link_history import ADDRESS, LONGEST_ADDRESS, State
from curator.records.normalise import normal_address
from curator.records.problem import printable

_SITES = PublicSuffixList()
BLOCKED = frozenset({202, 401, 403, 405, 407, 418, 429, 451, 999})
GONE = frozenset({404, 410})
LONGEST = 300
"""Letters of what a server said that are kept."""


@dataclass(frozen=True)
class Found:
    """What one look at an address gave; one who is told `failing` asks again on another day."""

    url: str
    state: State
    to: str = ""
    why: str = ""


Verdict = tuple[State, str] | None
"""A state with the reason in words, or None where a rule has nothing to say."""


def classified(url: str, trail: Trail) -> Found:
    """The state of an address by its trail."""
    state, why = next(verdict for rule in RULES if (verdict := rule(url, trail)))
    to = _for_good(trail) if state == "moved" else trail.url if trail.hops and state == "suspicious" and not trail.fault else ""
    return Found(url, state, to if re.fullmatch(ADDRESS, to) and len(to) <= LONGEST_ADDRESS else "", printable(why)[:LONGEST])


def leads_inside(_url: str, trail: Trail) -> Verdict:
    """An address whose host, or whose redirect, is not of the public internet is suspicious; it was not followed."""
    return ("suspicious", f"not followed: {trail.why}") if trail.fault == "refused" else None


def host_is_gone(_url: str, trail: Trail) -> Verdict:
    """A host without an address is failing."""
    return ("failing", trail.why) if trail.fault == "host" else None


def certificate_is_faulty(_url: str, trail: Trail) -> Verdict:
    """A certificate that cannot be trusted is told with what is wrong with it."""
    return ("tls", trail.why) if trail.fault == "tls" else None


def connection_fails(_url: str, trail: Trail) -> Verdict:
    """A time-out, a broken connection or a circle of redirects may pass."""
    return ("flaky", trail.why) if trail.fault else None


def is_gone(_url: str, trail: Trail) -> Verdict:
    """404 and 410 say that the page is gone."""
    return ("failing", f"answered {trail.status}") if trail.status in GONE else None


def is_blocked(url: str, trail: Trail) -> Verdict:
    """Answers by which servers turn programs away, questions whether one is a person, and walls of cookies say nothing of the page."""
    if trail.page and trail.page.challenge:
        return "blocked", f"the page asks “{trail.page.challenge}”"
    for what, gate in (("a check for robots", asks_for_a_person), ("a page about cookies", asks_for_cookies)):
        if trail.hops and gate(trail.url) and not gate(url):
            return "blocked", f"leads to {what}"
    return ("blocked", f"answered {trail.status}") if trail.status in BLOCKED or trail.challenge else None


def fails_inside(_url: str, trail: Trail) -> Verdict:
    """5xx is the server's own trouble."""
    return ("flaky", f"answered {trail.status}") if trail.status >= 500 else None


def refuses_otherwise(_url: str, trail: Trail) -> Verdict:
    """Any other answer than a page is none that a reader would want."""
    return None if 200 <= trail.status < 300 else ("suspicious", f"answered {trail.status}")


def asks_for_login(url: str, trail: Trail) -> Verdict:
    """A login, at the end of redirects or at the address itself, is no page; an address that is a login by its own name is what it says."""
    if is_login(url):
        return None
    if trail.hops and is_login(trail.url):
        return "suspicious", "leads to a login"
    if trail.hops and sends_back(url, trail.url):
        return "suspicious", "leads to a page that asks for something first: its address names the way back"
    return ("suspicious", f"the page asks to sign in: “{trail.page.sign_in}”") if trail.page and trail.page.sign_in else None


def leads_elsewhere(url: str, trail: Trail) -> Verdict:
    """A redirect to another site may be the new home, or an advertisement: a person has to look."""
    return ("suspicious", f"leads to another site, {_host(trail.url)}") if trail.hops and site(url) != site(trail.url) else None


def leads_to_front(url: str, trail: Trail) -> Verdict:
    """A redirect from a page to the front page of its site is a polite 404."""
    front = is_front(trail.url) and not is_front(url)
    return ("suspicious", "leads to the front page of its site") if trail.hops and front else None


def leads_to_list(url: str, trail: Trail) -> Verdict:
    """A redirect from a page to a list, or to where a made-up address leads too, is a polite 404."""
    if trail.hops and trail.led_for_any:
        return "suspicious", "a made-up address beside it leads to the same page"
    return ("suspicious", "leads to a list of pages") if trail.hops and is_list(url, trail.url) else None


def domain_is_parked(_url: str, trail: Trail) -> Verdict:
    """A page that offers its domain for sale is not the owner's."""
    return ("suspicious", f"the page says “{trail.page.parked}”") if trail.page and trail.page.parked else None


def says_not_found(_url: str, trail: Trail) -> Verdict:
    """A page whose title or heading says not found is none, whatever its status."""
    return ("suspicious", f"the page says “{trail.page.gone}”") if trail.page and trail.page.gone else None


def is_the_same_for_any(_url: str, trail: Trail) -> Verdict:
    """A page that comes for an address that nobody ever had says nothing of this one."""
    return ("suspicious", "a made-up address beside it gives the same page") if trail.same_for_any else None


def has_moved(_url: str, trail: Trail) -> Verdict:
    """Redirects for good lead to the new address, up to the first that is not for good."""
    return ("moved", "redirects for good") if trail.hops and trail.hops[0].permanent else None


def answers(_url: str, _trail: Trail) -> Verdict:
    """What is left is a page."""
    return ("ok", "")


RULES: tuple[Callable[[str, Trail], Verdict], ...] = (
    leads_inside,
    host_is_gone,
    certificate_is_faulty,
    connection_fails,
    is_gone,
    is_blocked,
    fails_inside,
    refuses_otherwise,
    asks_for_login,
    leads_elsewhere,
    leads_to_front,
    leads_to_list,
    domain_is_parked,
    says_not_found,
    is_the_same_for_any,
    has_moved,
    answers,
)


CROWD = 3
"""Old addresses of a host that lead to one page: it is then a list or a notice, and not the new home of each."""


def without_crowds(found: Mapping[str, Found]) -> dict[str, Found]:
    """What was found, where many addresses of a host moved to one page: each of them is suspicious, since that page is none of theirs."""
    old: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for result in found.values():
        if result.state == "moved":
            old[site(result.url), result.to].add(normal_address(result.url))
    crowds = {group: len(urls) for group, urls in old.items() if len(urls) >= CROWD}
    return {url: _in_crowd(it, crowds.get((site(url), it.to), 0)) if it.state == "moved" else it for url, it in found.items()}


def _in_crowd(result: Found, number: int) -> Found:
    return replace(result, state="suspicious", why=f"{number} addresses of its site lead to the same page") if number else result


def site(url: str) -> str:
    """The part of the host that one owner registered, e.g. uiowa.edu for medicine.uiowa.edu."""
    host = _host(url)
    return _SITES.privatesuffix(host) or host


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _for_good(trail: Trail) -> str:
    """The address after the last redirect for good that none not for good stands before."""
    urls = [*(hop.url for hop in trail.hops[1:]), trail.url]
    lasting = next((number for number, hop in enumerate(trail.hops) if not hop.permanent), len(trail.hops))
    return urls[lasting - 1]
