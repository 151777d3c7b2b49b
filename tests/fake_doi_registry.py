"""A test double for DOI registration agencies: prepared responses by URL, and a list of the requests."""

import json
from collections.abc import Mapping
from typing import Any
from wsgiref.headers import Headers

from curator.links.fetch import MAX_BODY, Fetcher, Response
from curator.links.network import Network

DATA = {
    "type": "dataset",
    "title": "HARBOUR-2: Retinal Images of Sailors",
    "author": [{"family": "Müller-Sample", "given": "Ada"}, {"literal": "Harbour Consortium"}],
    "issued": {"date-parts": [[2023, 5, 1]]},
    "publisher": "Zenodo",
    "copyright": "Creative Commons Attribution 4.0 International",
    "DOI": "10.5555/Harbour.2",
}
"""Metadata of a deposit, as DataCite returns them."""
PAPER = {
    "type": "journal-article",
    "title": ["Finding vessels in <i>MRI</i> &amp; OCT: a survey"],
    "author": [{"family": "van Sample", "given": "Bo"}],
    "issued": {"date-parts": [[2021]]},
    "container-title": ["Journal of Invented Results"],
    "volume": "7",
    "page": "1-9",
    "publisher": "Nobody",
    "license": [{"URL": "https://creativecommons.org/licenses/by/4.0/"}],
}
"""Metadata of a paper, as Crossref returns them."""


class Registry(Fetcher):
    """Returns prepared responses by URL: a mapping is metadata, a text the URL of a redirect, a number a status, bytes the body."""

    def __init__(self, answers: Mapping[str, Any], hosts: Mapping[str, str] | None = None) -> None:
        super().__init__(Network(resolve=lambda host: [(hosts or {}).get(host, "8.8.8.8")]))
        self.answers = answers
        self.asked: list[tuple[str, Mapping[str, str]]] = []

    async def get(self, url: str, headers: Mapping[str, str] | None = None, limit: int = MAX_BODY) -> Response:
        """Return the prepared response for a URL."""
        await self.public_address(url)
        self.asked.append((url, headers or {}))
        answer = self.answers.get(url, 404)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, int):
            return Response(url, answer, Headers(), "")
        if isinstance(answer, str):
            return Response(url, 302, Headers([("Location", answer)]), "")
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        return Response(url, 200, Headers(), body[:limit].decode())
