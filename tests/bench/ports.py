"""The ports of the test server: each invented host has its own loopback address, so that per-host limits of a client are visible."""

import ipaddress
import socket
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from bench import hosts

_FIRST = ipaddress.IPv4Address("127.1.0.1")


@dataclass(frozen=True)
class Port:
    """A port and its kind: `plain`, a kind of certificate, `mute`, or `refusing` connections."""

    kind: str
    socket: socket.socket

    @property
    def place(self) -> str:
        """Host and port number, as in a URL."""
        host, number = self.socket.getsockname()[:2]
        return f"[{host}]:{number}" if ":" in host else f"{host}:{number}"

    @property
    def host(self) -> str:
        """The loopback address."""
        return str(self.socket.getsockname()[0])


def opened(origins: Iterable[str]) -> dict[str, Port]:
    """Return a port for each invented origin; the ports of a host share its loopback address."""
    addresses: dict[str, str] = {}
    found = {}
    for origin in origins:
        parts = urlsplit(origin)
        kind = hosts.SERVED.get(origin, "good" if parts.scheme == "https" else "plain")
        address = _free("::1" if kind == "six" else addresses.setdefault(str(parts.hostname), str(_FIRST + len(addresses))))
        found[origin] = bound(kind, address)
    return found


def bound(kind: str, address: str) -> Port:
    """Return a free port at an address; one that refuses connections is bound, but not listening."""
    opening = socket.socket(_family(address), socket.SOCK_STREAM)
    opening.setblocking(False)
    opening.bind((address, 0))
    if kind != "refusing":
        opening.listen(128)
    return Port("good" if kind == "six" else kind, opening)


def _free(address: str) -> str:
    """Return the address if this machine has it, otherwise the loopback address that each machine has."""
    with suppress(OSError), socket.socket(_family(address), socket.SOCK_STREAM) as probe:
        probe.bind((address, 0))
        return address
    return "127.0.0.1"


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET
