"""Where an address leads: the redirects, each vetted, and what stands at their end."""

import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urljoin, urlsplit

from curator.links.fetch import Answer, FaultError, FaultKind, Fetcher
from curator.links.page_text import Page, page

MOST_HOPS = 10
LONGEST_WAIT = 5
"""Seconds for which a server's wish to be asked later is met within one run."""
_WAITS = {str(seconds): seconds for seconds in range(LONGEST_WAIT + 1)}
PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Hop:
    """A redirect: the address that it came from, and whether it is for good."""

    url: str
    permanent: bool


@dataclass(frozen=True)
class Trail:
    """The way from an address to its end; `status` is 0 where the way ends in a fault.

    `same_for_any`: a made-up address beside the end gives the same page; `led_for_any`: one beside the beginning leads to the same end.
    """

    hops: tuple[Hop, ...]
    url: str
    status: int = 0
    challenge: bool = False
    page: Page | None = None
    same_for_any: bool = False
    led_for_any: bool = False
    fault: FaultKind | None = None
    why: str = ""


def followed(fetcher: Fetcher, url: str) -> Trail:
    """The trail of an address; a page that leads elsewhere by itself within seconds counts as a passing redirect."""
    hops: list[Hop] = []
    cookies: dict[str, dict[str, str]] = {}
    seen = set()
    while True:
        host = urlsplit(url).netloc.lower()
        jar = cookies.setdefault(host, {})
        step = (url, tuple(sorted(jar.items())))
        if step in seen or len(hops) > MOST_HOPS:
            return Trail(tuple(hops), url, fault="loop", why=f"it redirects in a circle, or more than {MOST_HOPS} times")
        seen.add(step)
        try:
            answer = _patient(fetcher, url, {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())} if jar else {})
        except FaultError as error:
            return Trail(tuple(hops), url, fault=error.kind, why=str(error))
        jar |= _cookies(answer)
        here = page(answer.text) if answer.html and answer.text else None
        led = answer.headers.get("location", "") if answer.status in REDIRECTS else here.refresh if here and answer.status == 200 else ""
        if not led:
            return Trail(tuple(hops), url, answer.status, "cf-mitigated" in answer.headers, here)
        hops.append(Hop(url, answer.status in PERMANENT))
        try:
            url = fetcher.network.target(url, led)
        except ValueError:
            return Trail(tuple(hops), url, fault="refused", why=f"it redirects to `{led[:200]}`, which is not an address")


def _patient(fetcher: Fetcher, url: str, headers: Mapping[str, str]) -> Answer:
    """The answer to a request, which is made once more where the server asks for a wait that is short."""
    answer = fetcher.get(url, headers)
    wait = answer.headers.get("retry-after", "")
    if answer.status in (429, 503) and wait in _WAITS:
        time.sleep(_WAITS[wait])
        return fetcher.get(url, headers)
    return answer


def _cookies(answer: Answer) -> dict[str, str]:
    """The cookies that an answer sets, spelled as they came, as far as they can be read."""
    found: dict[str, str] = {}
    for line in answer.headers.get_list("set-cookie"):
        try:
            found |= {name: morsel.coded_value for name, morsel in SimpleCookie(line).items()}
        except CookieError:
            continue
    return found


def sibling(url: str) -> str:
    """An address beside this one that nobody ever had; empty beside a site's root, whose page may stand for everything."""
    path = urlsplit(url).path
    if path in ("", "/"):
        return ""
    name = f"no-such-page-{zlib.crc32(url.encode()):08x}"
    return urljoin(url, f"../{name}/" if path.endswith("/") else name)
