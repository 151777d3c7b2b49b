"""What a running bench knows: where each made-up name is served, what was asked, and what the test has switched."""

import ipaddress
import re
import socket
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bench import names

_ORIGIN = re.compile(r"https?://[^/?#]+")


def _literal(host: str) -> str | None:
    """The address that a host is by itself, in whatever way the system reads it."""
    with suppress(ValueError):
        return str(ipaddress.ip_address(host))
    with suppress(OSError):
        return socket.inet_ntoa(socket.inet_aton(host))
    return None


@dataclass(frozen=True)
class Request:
    """What a client asked for, under the made-up name."""

    method: str
    scheme: str
    host: str
    path: str
    """With the query, as it came."""
    headers: Mapping[str, str]
    allowed: bool = True
    """Whether anybody may ask there."""

    @property
    def url(self) -> str:
        """The made-up address that was asked."""
        return f"{self.scheme}://{self.host}{self.path}"

    @property
    def place(self) -> str:
        """The address without its query."""
        return self.url.partition("?")[0]

    @property
    def query(self) -> str:
        """What stands behind the question mark."""
        return self.path.partition("?")[2]


@dataclass
class Bench:
    """A server of link faults on this machine."""

    map: Mapping[str, str]
    """The loopback address in whose place each made-up origin stands; both without a slash at the end."""
    ca: Path
    """The certificate, in PEM, of the authority that signed those of the bench."""
    inside: str
    """An address of this machine that stands for no made-up name: nobody may ask there."""
    slow: float = 30
    """Seconds until an address that keeps its client waiting answers."""
    delay: float = 0.005
    """Seconds until a page of the mass site answers."""
    fallen: set[str] = field(default_factory=set)
    """Made-up addresses that answer 404 while they stand here."""
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each path of each host was asked."""
    sent: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Bytes sent in answer to each path of each host."""
    most_at_once: Counter[str] = field(default_factory=Counter)
    """The largest number of requests that a host had to answer at the same time."""
    requests: list[Request] = field(default_factory=list)
    """Everything that was asked, in the order in which it came."""
    faults: list[Exception] = field(default_factory=list)
    """What went wrong in the bench itself."""
    _now: Counter[str] = field(default_factory=Counter)

    def resolve(self, host: str) -> list[str]:
        """The addresses of a name, as if asked of the domain name system; a name without any raises what `socket` raises."""
        host = (host if host.isascii() else host.encode("idna").decode()).lower()
        if literal := _literal(host):
            return [literal]
        if host in names.ADDRESSES:
            return list(names.ADDRESSES[host])
        if host in names.UNSURE:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        if any(urlsplit(origin).hostname == host for origin in self.map):
            return [names.PUBLIC]
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def mapped(self, url: str) -> str:
        """Where a made-up address is served; any other address as it is."""
        found = _ORIGIN.match(url)
        return self.map[found[0]] + url[found.end() :] if found and found[0] in self.map else url

    def trespasses(self) -> list[Request]:
        """What was asked of private addresses, which no checker may ask."""
        return [request for request in self.requests if not request.allowed]

    def fresh(self) -> None:
        """Forget what was asked and what was switched: everything answers as at first."""
        for known in (self.fallen, self.asked, self.sent, self.most_at_once, self.requests):
            known.clear()

    def begin(self, request: Request) -> None:
        """Count a request that is to be answered."""
        self.requests.append(request)
        self.asked[request.host, request.path] += 1
        self._now[request.host] += 1
        self.most_at_once[request.host] = max(self.most_at_once[request.host], self._now[request.host])

    def end(self, request: Request) -> None:
        """Count a request as answered."""
        self._now[request.host] -= 1
