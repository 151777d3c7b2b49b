"""The second pass: an address is followed to its end, the page there is read, and a made-up address beside it is asked."""

import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from curator.links import doi_client
from curator.links.addresses import Address
from curator.links.classify import Found, classified
from curator.links.fetch import FaultError, Fetcher
from curator.links.journal import Journal
from curator.links.progress import Tally
from curator.links.redirects import Trail, followed, sibling


class Looks:
    """What the threads of a run share: each works on the addresses of one host, so that a host is asked one thing at a time."""

    def __init__(self, fetcher: Fetcher, journal: Journal, tally: Tally) -> None:
        self._fetcher, self._journal, self._tally = fetcher, journal, tally
        self._stopped = threading.Event()
        self._beside: dict[str, Trail] = {}

    def stop(self) -> None:
        """Let every thread end after the address it is at."""
        self._stopped.set()

    def settle(self, results: Iterable[Found]) -> None:
        """Keep results."""
        for found in results:
            self._journal.note(found)
            self._tally.settled_one(found.state)

    def allowed(self, addresses: list[Address]) -> list[Address]:
        """The addresses of a host if it is a public one; those of any other are settled, and no request is made."""
        try:
            self._fetcher.vetted(addresses[0].url)
        except FaultError as error:
            fault, why = error.kind, str(error)
            self.settle(classified(it.url, Trail((), it.url, fault=fault, why=why)) for it in addresses)
            return []
        return addresses

    def at(self, addresses: Iterable[Address]) -> None:
        """Look at the addresses of one host, one after the other."""
        self._each(addresses, lambda address: self.found(address.url))

    def at_dois(self, addresses: Iterable[Address], titled: Collection[str]) -> None:
        """Ask the registry for DOIs, and for the titles of some."""
        self._each(addresses, lambda address: doi_client.registration(self._fetcher, address, title=address.url in titled))

    def _each(self, addresses: Iterable[Address], look: Callable[[Address], Found]) -> None:
        """Look at one address after the other, until the run ends."""
        try:
            for address in addresses:
                if self._stopped.is_set():
                    return
                self.settle([look(address)])
        finally:
            self._fetcher.release()

    def found(self, url: str) -> Found:
        """What is found at an address; where a page seems to be, made-up addresses beside it and beside its end must not give the same page."""
        trail = followed(self._fetcher, url)
        found = classified(url, trail)
        if found.state in ("ok", "moved") and trail.hops and (beside := sibling(url)):
            trail = replace(trail, led_for_any=_end(self._made_up(beside)) == _end(trail))
            found = classified(url, trail)
        if found.state not in ("ok", "moved") or trail.page is None or not (beside := sibling(trail.url)):
            return found
        other = self._made_up(beside)
        same = other.page is not None and other.status == trail.status and trail.page.same_as(other.page)
        return classified(url, replace(trail, same_for_any=same))

    def _made_up(self, url: str) -> Trail:
        """The trail of a made-up address, followed once for each folder of a site."""
        folder = urljoin(url, ".." if url.endswith("/") else ".")
        if folder not in self._beside:
            self._beside[folder] = followed(self._fetcher, url)
        return self._beside[folder]


def _end(trail: Trail) -> tuple[str, int]:
    """Where a trail ends, whatever its query says, and with which status."""
    return urlsplit(trail.url)._replace(query="", fragment="").geturl(), trail.status
