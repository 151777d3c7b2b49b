"""The state of a running test server: its map, its settings, and the requests so far."""

import ipaddress
import re
import socket
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bench import hosts

_ORIGIN = re.compile(r"https?://[^/?#]+")


def _literal(host: str) -> str | None:
    """Return the IP address that a host name spells, in any notation of the system; None if it is a name."""
    with suppress(ValueError):
        return str(ipaddress.ip_address(host))
    with suppress(OSError):
        return socket.inet_ntoa(socket.inet_aton(host))
    return None


@dataclass(frozen=True)
class Request:
    """A request of a client, under the invented host name."""

    method: str
    scheme: str
    host: str
    path: str
    """The path with its query, as received."""
    headers: Mapping[str, str]
    allowed: bool = True
    """Whether the address may be requested."""

    @property
    def url(self) -> str:
        """The invented URL."""
        return f"{self.scheme}://{self.host}{self.path}"

    @property
    def place(self) -> str:
        """The URL without its query."""
        return self.url.partition("?")[0]

    @property
    def query(self) -> str:
        """The query, without the question mark."""
        return self.path.partition("?")[2]


@dataclass
class Bench:
    """A running test server: its map, its settings, and the requests so far."""

    map: Mapping[str, str]
    """The loopback URL of each invented origin, both without trailing slash."""
    ca: Path
    """The certificate, in PEM, of the authority that signed the certificates."""
    inside: str
    """A URL of this machine that belongs to no invented host, and must not be requested."""
    slow: float = 30
    """Seconds until a slow page responds."""
    delay: float = 0.005
    """Seconds until a numbered page responds."""
    missing: set[str] = field(default_factory=set)
    """Invented URLs that currently return 404."""
    request_counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The number of requests by host and path."""
    sent: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Bytes sent by host and path."""
    most_at_once: Counter[str] = field(default_factory=Counter)
    """The maximum number of simultaneous requests by host."""
    requests: list[Request] = field(default_factory=list)
    """All requests, in order."""
    faults: list[Exception] = field(default_factory=list)
    """Errors of the test server itself."""
    _now: Counter[str] = field(default_factory=Counter)

    def resolve(self, host: str) -> list[str]:
        """Return the IP addresses of a host as the domain name system would; raises the errors of `socket`."""
        host = (host if host.isascii() else host.encode("idna").decode()).lower()
        if literal := _literal(host):
            return [literal]
        if host in hosts.ADDRESSES:
            return list(hosts.ADDRESSES[host])
        if host in hosts.UNSURE:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        if any(urlsplit(origin).hostname == host for origin in self.map):
            return [hosts.PUBLIC]
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def mapped(self, url: str) -> str:
        """Return the loopback URL of an invented URL; other URLs unchanged."""
        found = _ORIGIN.match(url)
        return self.map[found[0]] + url[found.end() :] if found and found[0] in self.map else url

    def private_requests(self) -> list[Request]:
        """Return the requests to private addresses, which no link check may make."""
        return [request for request in self.requests if not request.allowed]

    def reset(self) -> None:
        """Reset the requests and all settings that tests change."""
        for known in (self.missing, self.request_counts, self.sent, self.most_at_once, self.requests):
            known.clear()

    def begin(self, request: Request) -> None:
        """Count a request."""
        self.requests.append(request)
        self.request_counts[request.host, request.path] += 1
        self._now[request.host] += 1
        self.most_at_once[request.host] = max(self.most_at_once[request.host], self._now[request.host])

    def end(self, request: Request) -> None:
        """Count a request as complete."""
        self._now[request.host] -= 1
