"""Downloads, and ways to the data, one a line."""

import re
from decimal import Decimal
from typing import Any

from curator.contribute.issues.refused_answers import RefusedError, each
from curator.contribute.issues.source_answers import address_in
from curator.contribute.issues.value_answers import line, lines, terms
from curator.records.vocabulary import Vocabularies

_ROUNDED = r"(?:about|approx(?:imately|\.)?|circa|ca\.?|~|≈)"
_DOWNLOAD = re.compile(
    rf"(?:(?P<what>[^:]+):)?\s*(?P<about>{_ROUNDED})?\s*(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(?:\.\d{{1,6}})?)\s*(?P<unit>[kMGT]B)", re.IGNORECASE
)
_POWERS = {"KB": -6, "MB": -3, "GB": 0, "TB": 3}
"""Powers of ten from a unit to gigabytes."""
_ROUTE = re.compile(r"(?P<to>[^:]+):\s*(?P<steps>.+?)\s*(?P<url>https?://\S+)?")


def downloads(text: str) -> list[dict[str, Any]]:
    """How much there is to download, one set of files a line: what they are, unless it is everything, and a number with its unit."""
    return each(lines(text), _download).whole()


def _download(said: str) -> dict[str, Any]:
    match = _DOWNLOAD.fullmatch(said)
    if not match:
        raise RefusedError(f"`{said}` is not the size of a download: write e.g. images: 0.4 GB.")
    size = Decimal(match["number"].replace(",", "")).scaleb(_POWERS[match["unit"].upper()])
    told = {"what": line(match["what"] or "everything"), "gigabytes": int(size) if size == size.to_integral_value() else float(size)}
    return told | ({"about": True} if match["about"] else {})


def routes(text: str, words: Vocabularies) -> list[dict[str, Any]]:
    """Ways to the data, one a line: what they lead to, a colon, the steps, and the address where they begin."""
    return each(lines(text), lambda said: _route(said, words)).whole()


def _route(said: str, words: Vocabularies) -> dict[str, Any]:
    match = _ROUTE.fullmatch(said)
    if not match:
        raise RefusedError(f"`{said}` is not a way to the data: write e.g. images and labels: account, download https://example.org/data/.")
    steps = in_order(terms(match["steps"], "access", words).whole())
    return {"to": line(match["to"]), "steps": steps} | ({"url": address_in(match["url"])} if match["url"] else {})


def in_order(steps: list[str]) -> list[str]:
    """Steps as a person does them: in the order in which they are given, and the download last."""
    return sorted(steps, key=lambda step: step == "download")
