"""The metadata of a DOI from its registry, by content negotiation; the only thing here that asks the network."""

import ipaddress
import json
import socket
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpx

WANTED = "application/vnd.citationstyles.csl+json"
LARGEST = 2_000_000
"""Bytes of an answer: the metadata of a work with a thousand authors are a tenth of it."""
PATIENCE = 30.0
"""Seconds for all of it."""
HOPS = 5


class FetchError(Exception):
    """No metadata were got; the text says why, as the end of a sentence."""


def addresses(host: str) -> set[str]:
    """The addresses of a host by the system's resolver; raises OSError for one that has none."""
    return {str(info[4][0]) for info in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)}


@dataclass(frozen=True)
class Network:
    """What asks: a client, and what tells the addresses of a host."""

    client: httpx.Client
    resolve: Callable[[str], Collection[str]] = addresses


def metadata(doi: str, network: Network) -> dict[str, Any]:
    """What the registry of a DOI says of its work, as CSL-JSON.

    Redirects are followed to public hosts under https only. Raises FetchError.
    """
    until = time.monotonic() + PATIENCE
    url = f"https://doi.org/{quote(doi)}"
    try:
        for _ in range(HOPS):
            _refuse_private(url, network)
            with network.client.stream("GET", url, headers={"Accept": WANTED}, follow_redirects=False, timeout=10) as answer:
                if answer.is_redirect:
                    url = urljoin(url, answer.headers["Location"])
                    continue
                return _read(answer, until)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        raise FetchError(f"{urlsplit(url).hostname} could not be asked ({type(error).__name__})") from error
    raise FetchError(f"it redirects more than {HOPS} times")


def _refuse_private(url: str, network: Network) -> None:
    """Pass an https address of a host that everybody can reach."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "https" or parts.port not in (None, 443) or parts.username:
        raise FetchError("it redirects to an address that is not plain https")
    try:
        found: Collection[str] = [str(ipaddress.ip_address(host))]
    except ValueError:
        found = network.resolve(host)
    if not found or not all(ipaddress.ip_address(one.partition("%")[0]).is_global for one in found):
        raise FetchError(f"it redirects to {host}, which is no public host")


def _read(answer: httpx.Response, until: float) -> dict[str, Any]:
    if answer.status_code == httpx.codes.NOT_FOUND:
        raise FetchError("the registry of DOIs does not know it")
    if answer.status_code != httpx.codes.OK:
        raise FetchError(f"{answer.url.host} answered with {answer.status_code}")
    content = b""
    for part in answer.iter_bytes():
        content += part
        if len(content) > LARGEST or time.monotonic() > until:
            raise FetchError(f"the answer of {answer.url.host} is too large or too slow")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise FetchError(f"{answer.url.host} answered with something else than metadata")
    return found
