"""Redirect chains: from a URL to the response at its end."""

import asyncio
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urljoin, urlsplit

from curator.links.fetch import ErrorKind, Fetcher, RequestError, Response
from curator.links.page_text import PageText, page

MAX_REDIRECTS = 10
MAX_RETRY_AFTER = 5
"""Maximum wait in seconds, requested with `Retry-After`, within a run."""
_WAITS = {str(seconds): seconds for seconds in range(MAX_RETRY_AFTER + 1)}
PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Redirect:
    """One redirect: the URL that redirects, and whether permanently."""

    url: str
    permanent: bool


@dataclass(frozen=True)
class Chain:
    """The redirects from a URL, and the response at their end; `status` is 0 if the chain ends in an error.

    `same_for_any`: a nonexistent URL in the folder of the last one returns the same page. `same_target_for_any`: one in the folder of the first redirects to the same page.
    """

    redirects: tuple[Redirect, ...]
    url: str
    status: int = 0
    challenge: bool = False
    page: PageText | None = None
    same_for_any: bool = False
    same_target_for_any: bool = False
    error: ErrorKind | None = None
    why: str = ""


async def follow(fetcher: Fetcher, url: str) -> Chain:
    """Return the redirect chain of a URL; a page that reloads to another URL within seconds counts as a temporary redirect."""
    redirects: list[Redirect] = []
    cookies: dict[str, dict[str, str]] = {}
    seen = set()
    while True:
        jar = cookies.setdefault(urlsplit(url).netloc.lower(), {})
        step = (url, tuple(sorted(jar.items())))
        if step in seen or len(redirects) > MAX_REDIRECTS:
            return Chain(tuple(redirects), url, error="loop", why=f"a redirect loop, or more than {MAX_REDIRECTS} redirects")
        seen.add(step)
        try:
            response = await _get(fetcher, url, {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())} if jar else {})
        except RequestError as error:
            return Chain(tuple(redirects), url, error=error.kind, why=str(error))
        jar |= _cookies(response)
        here = page(response.text) if response.html and response.text else None
        location = response.headers.get("location", "") if response.status in REDIRECTS else here.refresh if here and response.status == 200 else ""
        if not location:
            return Chain(tuple(redirects), url, response.status, "cf-mitigated" in response.headers, here)
        redirects.append(Redirect(url, response.status in PERMANENT))
        try:
            url = fetcher.network.target(url, location)
        except ValueError:
            return Chain(tuple(redirects), url, error="refused", why=f"redirects to `{location[:200]}`, which is not a URL")


async def _get(fetcher: Fetcher, url: str, headers: Mapping[str, str]) -> Response:
    """Return the response to a request, repeated once if the server asks for a short wait."""
    response = await fetcher.get(url, headers)
    wait = response.headers.get("retry-after", "")
    if response.status in (429, 503) and wait in _WAITS:
        await asyncio.sleep(_WAITS[wait])
        return await fetcher.get(url, headers)
    return response


def _cookies(response: Response) -> dict[str, str]:
    """Return the cookies that a response sets, in the server's spelling; invalid ones are ignored."""
    found: dict[str, str] = {}
    for line in response.headers.get_all("set-cookie"):
        try:
            found |= {name: morsel.coded_value for name, morsel in SimpleCookie(line).items()}
        except CookieError:
            continue
    return found


def nonexistent_sibling(url: str) -> str:
    """Return a nonexistent URL in the same folder; empty for a site's front page, which may be served for every URL."""
    path = urlsplit(url).path
    if path in ("", "/"):
        return ""
    name = f"no-such-page-{zlib.crc32(url.encode()):08x}"
    return urljoin(url, f"../{name}/" if path.endswith("/") else name)
