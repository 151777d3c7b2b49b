"""The ports of the bench: each made-up host has a loopback address of its own, so that what a client does per host shows."""

import ipaddress
import socket
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from bench import names

_FIRST = ipaddress.IPv4Address("127.1.0.1")


@dataclass(frozen=True)
class Port:
    """A port, and how it speaks: `plain`, one of the kinds of certificates, `mute`, or `refusing` connections."""

    kind: str
    socket: socket.socket

    @property
    def place(self) -> str:
        """Host and number, as they stand in an address."""
        host, number = self.socket.getsockname()[:2]
        return f"[{host}]:{number}" if ":" in host else f"{host}:{number}"

    @property
    def host(self) -> str:
        """The loopback address."""
        return str(self.socket.getsockname()[0])


def opened(origins: Iterable[str]) -> dict[str, Port]:
    """A port for each made-up origin; those of a host share its address."""
    hosts: dict[str, str] = {}
    found = {}
    for origin in origins:
        parts = urlsplit(origin)
        kind = names.SERVED.get(origin, "good" if parts.scheme == "https" else "plain")
        address = _free("::1" if kind == "six" else hosts.setdefault(str(parts.hostname), str(_FIRST + len(hosts))))
        found[origin] = bound(kind, address)
    return found


def bound(kind: str, address: str) -> Port:
    """A free port at an address; one that refuses is taken, but nobody listens."""
    opening = socket.socket(_family(address), socket.SOCK_STREAM)
    opening.setblocking(False)
    opening.bind((address, 0))
    if kind != "refusing":
        opening.listen(128)
    return Port("good" if kind == "six" else kind, opening)


def _free(address: str) -> str:
    """The address if this machine has it, else the one loopback address that every machine has."""
    with suppress(OSError), socket.socket(_family(address), socket.SOCK_STREAM) as probe:
        probe.bind((address, 0))
        return address
    return "127.0.0.1"


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET
