"""Client for DOI registration agencies: whether a DOI is registered, its title, and its metadata.

They are requested instead of the publishers, which reject automated requests.
"""

import json
import re
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import quote, urlsplit

from curator.links.addresses import Address
from curator.links.classify import Result
from curator.links.fetch import Fetcher, RequestError, Response
from curator.links.redirects import REDIRECTS
from curator.records.doi import RESOLVER
from curator.records.normalise import plain
from curator.records.problem import printable

CSL = "application/vnd.citationstyles.csl+json"
MAX_BYTES = 2_000_000
"""Bytes of metadata that are read: ten times the metadata of a work with a thousand authors."""
MAX_REDIRECTS = 5
_REGISTERED = (1, 200)
"""Response codes for a registered handle: with values, and without values of the requested type."""
_UNREGISTERED = 100
SIMILAR = 0.85
"""Minimum similarity of two spellings of a title; agencies spell accents, dashes and subtitles differently."""


class MetadataError(Exception):
    """The metadata could not be fetched; the text gives the reason, as the end of a sentence."""


async def registration(fetcher: Fetcher, address: Address) -> Result:
    """Return whether a DOI is registered, and whether with the title that the bibliography has."""
    try:
        code = _json_object(await fetcher.get(f"{RESOLVER}/api/handles/{quote(address.doi)}?type=URL")).get("responseCode")
    except RequestError as error:
        return Result(address.url, "flaky", why=f"the DOI registry could not be reached: {error}")
    if code == _UNREGISTERED:
        return Result(address.url, "unregistered", why="the registry has no such DOI")
    if code not in _REGISTERED:
        return Result(address.url, "flaky", why="the DOI registry gave no valid response")
    registered = await _title(fetcher, address.doi) if address.title else ""
    if registered and not same_title(address.title, registered):
        return Result(address.url, "retitled", why=f"it is registered as “{printable(registered)[:200]}”")
    return Result(address.url, "ok")


async def metadata(doi: str, fetcher: Fetcher) -> dict[str, Any]:
    """Return the metadata of a DOI as CSL-JSON, by content negotiation. Redirects are followed under https only.

    Raises MetadataError.
    """
    url = f"{RESOLVER}/{quote(doi)}"
    for _ in range(MAX_REDIRECTS):
        try:
            response = await fetcher.get(url, {"Accept": CSL}, MAX_BYTES)
            if response.status not in REDIRECTS:
                return _metadata_of(response)
            url = fetcher.network.target(url, response.headers.get("location", ""))
            parts = urlsplit(url)
            https = parts.scheme == "https" and parts.port in (None, 443)
        except (RequestError, ValueError) as error:
            raise MetadataError(f"{urlsplit(url).hostname} could not be reached: {error}") from error
        if not https:
            raise MetadataError("it redirects to a URL that is not https on the default port")
    raise MetadataError(f"it redirects more than {MAX_REDIRECTS} times")


def _metadata_of(response: Response) -> dict[str, Any]:
    host = urlsplit(response.url).hostname
    if response.status == 404:
        raise MetadataError("the DOI registry has no such DOI")
    if response.status != 200:
        raise MetadataError(f"{host} returned status {response.status}")
    if found := _json_object(response):
        return found
    raise MetadataError(f"the response of {host} is not metadata, or is too large")


async def _title(fetcher: Fetcher, doi: str) -> str:
    """Return the registered title; empty if it cannot be fetched."""
    try:
        found = (await metadata(doi, fetcher)).get("title")
    except MetadataError:
        return ""
    title = next(iter(found), "") if isinstance(found, list) else found
    return re.sub(r"<[^>]*>|\s+", " ", title).strip() if isinstance(title, str) else ""


def _json_object(response: Response) -> dict[str, Any]:
    """Return the JSON object in a response; empty if there is none."""
    try:
        found = json.loads(response.text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def same_title(ours: str, registered: str) -> bool:
    """Whether two titles are the same except for case, accents, punctuation and a subtitle."""
    one, other = sorted((_words(ours), _words(registered)), key=len)
    return bool(one) and (other.startswith(one) or SequenceMatcher(None, one, other).ratio() >= SIMILAR)


def _words(title: str) -> str:
    return " ".join(re.findall(r"\w+", plain(title)))
