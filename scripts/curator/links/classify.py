"""The state of a URL, from its redirect chain: ordered rules, of which the first that applies decides."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from curator.links import url_patterns
from curator.links.redirects import Chain
from curator.records.link_history import ADDRESS, MAX_URL, State
from curator.records.normalise import normal_address
from curator.records.problem import printable

_SUFFIXES = PublicSuffixList()
BLOCKED = frozenset({202, 401, 403, 405, 407, 418, 429, 451, 999})
GONE = frozenset({404, 410})
_MAX_REASON = 300
"""Characters kept of a reason, which may quote the server."""


@dataclass(frozen=True)
class Result:
    """The result of checking one URL: its state, the URL that it leads to, and the reason for the state."""

    url: str
    state: State
    to: str = ""
    why: str = ""


Verdict = tuple[State, str] | None
"""A state and its reason, or None if the rule does not apply."""


def classify(url: str, chain: Chain) -> Result:
    """Return the result of checking a URL with this redirect chain."""
    state, why = next(verdict for rule in RULES if (verdict := rule(url, chain)))
    to = _permanent_target(chain) if state == "moved" else chain.url if chain.redirects and state == "suspicious" and not chain.error else ""
    return Result(url, state, to if re.fullmatch(ADDRESS, to) and len(to) <= MAX_URL else "", printable(why)[:_MAX_REASON])


def private_address(_url: str, chain: Chain) -> Verdict:
    """A URL or redirect to a host outside the public internet is suspicious; it was not requested."""
    return ("suspicious", f"not followed: {chain.why}") if chain.error == "refused" else None


def unknown_host(_url: str, chain: Chain) -> Verdict:
    """A host without an IP address is failing."""
    return ("failing", chain.why) if chain.error == "host" else None


def untrusted_certificate(_url: str, chain: Chain) -> Verdict:
    """A certificate that is not trusted is reported with the reason."""
    return ("tls", chain.why) if chain.error == "tls" else None


def failed_connection(_url: str, chain: Chain) -> Verdict:
    """A timeout, a broken connection or a redirect loop may be temporary."""
    return ("flaky", chain.why) if chain.error else None


def page_gone(_url: str, chain: Chain) -> Verdict:
    """The statuses 404 and 410 mean that the page is gone."""
    return ("failing", f"status {chain.status}") if chain.status in GONE else None


def blocked(url: str, chain: Chain) -> Verdict:
    """A refusal of automated requests, a robot check or a cookie wall says nothing about the page."""
    if chain.page and chain.page.challenge:
        return "blocked", f"the page asks “{chain.page.challenge}”"
    for what, matches in (("robot check", url_patterns.is_robot_check), ("cookie page", url_patterns.is_cookie_wall)):
        if chain.redirects and matches(chain.url) and not matches(url):
            return "blocked", f"redirects to a {what}"
    return ("blocked", f"status {chain.status}") if chain.status in BLOCKED or chain.challenge else None


def server_error(_url: str, chain: Chain) -> Verdict:
    """A status of 500 or more is a server error, which may be temporary."""
    return ("flaky", f"status {chain.status}") if chain.status >= 500 else None


def other_status(_url: str, chain: Chain) -> Verdict:
    """Any other status than success is not a page."""
    return None if 200 <= chain.status < 300 else ("suspicious", f"status {chain.status}")


def login(url: str, chain: Chain) -> Verdict:
    """A login, after redirects or in place of the page, is not the page; the URL of a login may lead to one."""
    if url_patterns.is_login(url):
        return None
    if chain.redirects and url_patterns.is_login(chain.url):
        return "suspicious", "redirects to a login"
    if chain.redirects and url_patterns.has_return_url(url, chain.url):
        return "suspicious", "redirects to an intermediate page, whose URL contains a return URL"
    return ("suspicious", f"the page asks to sign in: “{chain.page.sign_in}”") if chain.page and chain.page.sign_in else None


def other_site(url: str, chain: Chain) -> Verdict:
    """A redirect to another site may lead to the new homepage or to an advertisement: a person has to check it."""
    return ("suspicious", f"redirects to another site, {_host(chain.url)}") if chain.redirects and site(url) != site(chain.url) else None


def front_page(url: str, chain: Chain) -> Verdict:
    """A redirect from a page to the front page of its site is a soft 404."""
    front = url_patterns.is_front_page(chain.url) and not url_patterns.is_front_page(url)
    return ("suspicious", "redirects to the front page of its site") if chain.redirects and front else None


def list_of_pages(url: str, chain: Chain) -> Verdict:
    """A redirect to a list, or to the page to which a nonexistent URL also redirects, is a soft 404."""
    if chain.redirects and chain.same_target_for_any:
        return "suspicious", "a nonexistent URL in the same folder redirects to the same page"
    return ("suspicious", "redirects to a list of pages") if chain.redirects and url_patterns.redirects_to_list(url, chain.url) else None


def parked_domain(_url: str, chain: Chain) -> Verdict:
    """A page that offers its domain for sale is not the owner's."""
    return ("suspicious", f"the page says “{chain.page.parked}”") if chain.page and chain.page.parked else None


def soft_404(_url: str, chain: Chain) -> Verdict:
    """A page whose title or heading says “not found” is missing, whatever its status."""
    return ("suspicious", f"the page says “{chain.page.gone}”") if chain.page and chain.page.gone else None


def same_page_for_any_url(_url: str, chain: Chain) -> Verdict:
    """A page that is also served for nonexistent URLs says nothing about this URL."""
    return ("suspicious", "a nonexistent URL in the same folder returns the same page") if chain.same_for_any else None


def moved(_url: str, chain: Chain) -> Verdict:
    """A permanent redirect names the new URL."""
    return ("moved", "permanent redirect") if chain.redirects and chain.redirects[0].permanent else None


def ok(_url: str, _chain: Chain) -> Verdict:
    """Everything else is a page."""
    return ("ok", "")


RULES: tuple[Callable[[str, Chain], Verdict], ...] = (
    private_address,
    unknown_host,
    untrusted_certificate,
    failed_connection,
    page_gone,
    blocked,
    server_error,
    other_status,
    login,
    other_site,
    front_page,
    list_of_pages,
    parked_domain,
    soft_404,
    same_page_for_any_url,
    moved,
    ok,
)


SHARED_TARGET = 3
"""Number of URLs of a site that redirect to one page from which on the page counts as a list or a notice."""


def without_shared_targets(results: Mapping[str, Result]) -> dict[str, Result]:
    """Return the results. URLs of a site that all moved to one page become suspicious, since that page replaces none of them."""
    old: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for result in results.values():
        if result.state == "moved":
            old[site(result.url), result.to].add(normal_address(result.url))
    shared = {group: len(urls) for group, urls in old.items() if len(urls) >= SHARED_TARGET}
    return {url: _not_moved(it, shared.get((site(url), it.to), 0)) if it.state == "moved" else it for url, it in results.items()}


def _not_moved(result: Result, number: int) -> Result:
    return replace(result, state="suspicious", why=f"{number} URLs of its site redirect to the same page") if number else result


def site(url: str) -> str:
    """Return the registered domain of a URL, e.g. uiowa.edu for medicine.uiowa.edu."""
    host = _host(url)
    return _SUFFIXES.privatesuffix(host) or host


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _permanent_target(chain: Chain) -> str:
    """Return the URL after the permanent redirects at the beginning of a chain."""
    urls = [*(redirect.url for redirect in chain.redirects[1:]), chain.url]
    permanent = next((number for number, redirect in enumerate(chain.redirects) if not redirect.permanent), len(chain.redirects))
    return urls[permanent - 1]
