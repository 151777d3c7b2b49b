"""The metadata of a DOI from its registry, by content negotiation; the only thing here that asks the network."""

import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpx

from curator.links.network import Network, NoHostError, RefusedError

WANTED = "application/vnd.citationstyles.csl+json"
LARGEST = 2_000_000
"""Bytes of an answer: the metadata of a work with a thousand authors are a tenth of it."""
PATIENCE = 30.0
"""Seconds for all of it."""
HOPS = 5


class FetchError(Exception):
    """No metadata were got; the text says why, as the end of a sentence."""


@dataclass(frozen=True)
class Asker:
    """What asks: a client, and what judges an address before."""

    client: httpx.Client
    network: Network = field(default_factory=Network)


def metadata(doi: str, asker: Asker) -> dict[str, Any]:
    """What the registry of a DOI says of its work, as CSL-JSON.

    Redirects are followed to public hosts under https only. Raises FetchError.
    """
    until = time.monotonic() + PATIENCE
    url = f"https://doi.org/{quote(doi)}"
    try:
        for _ in range(HOPS):
            _refuse_private(url, asker.network)
            with asker.client.stream("GET", url, headers={"Accept": WANTED}, follow_redirects=False, timeout=10) as answer:
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
    if parts.scheme != "https" or parts.port not in (None, 443) or parts.username:
        raise FetchError("it redirects to an address that is not plain https")
    try:
        network.vetted(url)
    except RefusedError as error:
        raise FetchError(f"it redirects to {parts.hostname}, which is no public host") from error
    except NoHostError as error:
        raise FetchError(f"{parts.hostname} could not be asked (it has no address here)") from error


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
