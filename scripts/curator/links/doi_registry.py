"""DOIs, asked at their registry and not at the publisher, who turns programs away."""

import json
import re
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import quote

from curator.links.addresses import Address
from curator.links.classify import Found
from curator.links.fetch import Answer, FaultError, Fetcher
from curator.links.redirects import MOST_HOPS, REDIRECTS
from curator.records.normalise import plain
from curator.records.problem import printable

PROXY = "https://doi.org"
CSL = "application/vnd.citationstyles.csl+json"
_REGISTERED = (1, 200)
"""The registry's response codes for a handle that it has: with values, and without values of the kind asked for."""
_UNKNOWN = 100
ALIKE = 0.85
"""Share of two titles that has to agree; a registry spells accents, dashes and subtitles in its own way."""


def asked(fetcher: Fetcher, address: Address, *, title: bool) -> Found:
    """The state of a DOI: whether it is registered, and, if asked for, whether under the title that the bibliography has."""
    try:
        code = _object(fetcher.get(f"{PROXY}/api/handles/{quote(address.doi)}?type=URL")).get("responseCode")
    except FaultError as error:
        return Found(address.url, "flaky", why=f"the registry of DOIs could not be asked: {error}")
    if code == _UNKNOWN:
        return Found(address.url, "unregistered", why="the registry knows no such DOI")
    if code not in _REGISTERED:
        return Found(address.url, "flaky", why="the registry of DOIs gave no answer that could be understood")
    registered = _title(fetcher, address.doi) if title and address.title else ""
    if registered and not same_title(address.title, registered):
        return Found(address.url, "retitled", why=f"it is registered as “{printable(registered)[:200]}”")
    return Found(address.url, "ok")


def _title(fetcher: Fetcher, doi: str) -> str:
    """The registered title, by content negotiation; empty where it cannot be reached."""
    url = f"{PROXY}/{quote(doi)}"
    try:
        for _ in range(MOST_HOPS):
            answer = fetcher.get(url, {"Accept": CSL})
            if answer.status not in REDIRECTS:
                break
            url = fetcher.network.target(url, answer.headers.get("location", ""))
    except (FaultError, ValueError):
        return ""
    found = _object(answer).get("title") if answer.status == 200 else ""
    title = next(iter(found), "") if isinstance(found, list) else found
    return re.sub(r"<[^>]*>|\s+", " ", title).strip() if isinstance(title, str) else ""


def _object(answer: Answer) -> dict[str, Any]:
    try:
        found = json.loads(answer.text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def same_title(ours: str, registered: str) -> bool:
    """Whether two spellings are of one title: alike but for case, accents, punctuation and a subtitle."""
    one, other = sorted((_letters(ours), _letters(registered)), key=len)
    return bool(one) and (other.startswith(one) or SequenceMatcher(None, one, other).ratio() >= ALIKE)


def _letters(title: str) -> str:
    return " ".join(re.findall(r"\w+", plain(title)))
