"""A stand-in for the DOI registries, which answers by URL and records the requests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from curator.links.doi_fetch import Asker
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
"""Metadata of a deposit at DataCite."""
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
"""Metadata of a paper at Crossref."""


@dataclass
class Registry:
    """Answers by URL: a mapping is metadata, a text the target of a redirect, a number a status, bytes the body."""

    answers: Mapping[str, Any]
    hosts: Mapping[str, str] = field(default_factory=dict)
    asked: list[httpx.Request] = field(default_factory=list)

    def asker(self) -> Asker:
        """What asks this registry and no other."""
        network = Network(resolve=lambda host: [self.hosts.get(host, "8.8.8.8")])
        return Asker(httpx.Client(transport=httpx.MockTransport(self._answer)), network)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.get(str(request.url), 404)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, int):
            return httpx.Response(answer)
        if isinstance(answer, str):
            return httpx.Response(302, headers={"Location": answer})
        return httpx.Response(200, content=answer if isinstance(answer, bytes) else json.dumps(answer).encode())
