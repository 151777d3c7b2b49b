"""The way to the network: what may be asked, and under which address on this machine a test has it."""

import ipaddress
import socket
import string
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from curator.records.model.private_hosts import private


class RefusedError(Exception):
    """An address that must not be asked; the text says why."""


class NoHostError(Exception):
    """The name of the host has no address, or, where it is not certain, none could be had just now."""

    def __init__(self, why: str, *, certain: bool = True) -> None:
        super().__init__(why)
        self.certain = certain


def resolved(host: str) -> list[str]:
    """The addresses of a host, as the system knows them.

    Raises OSError (socket.gaierror) where it has none.
    """
    return sorted({str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)})


@dataclass(frozen=True)
class Network:
    """How addresses are reached: by the system's names, or, in a test, by a map from origins to bases on this machine.

    Who is judged is always the unmapped address: a map changes where a request goes, never whether it may be made.
    """

    resolve: Callable[[str], Sequence[str]] = resolved
    bases: Mapping[str, str] = field(default_factory=dict)
    authority: Path | None = None
    """Certificates to trust instead of the system's."""
    agent: str = "curator-links"
    timeout: float = 20.0
    """Seconds for one request."""
    pause: float = 0.05
    """Seconds between two requests to one host."""

    def vetted(self, url: str) -> str:
        """The IP address at which a URL may be asked.

        Raises RefusedError for one that is not public, and NoHostError where the name leads nowhere.
        """
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        if parts.scheme not in ("http", "https") or not host:
            raise RefusedError(f"`{url}` is not an http or https address")
        found = self._found(host)
        for address in found:
            if private(address):
                raise RefusedError(f"{host} is at {address}, which is no public address")
        if self.bases and not self.base(url):
            raise NoHostError(f"{host} is not in the map, and with a map nothing else is there")
        return found[0]

    def _found(self, host: str) -> list[str]:
        """The addresses of a host, at least one."""
        with suppress(ValueError):
            return [str(ipaddress.ip_address(host))]
        try:
            found = list(self.resolve(host if host.isascii() else host.encode("idna").decode()))
        except UnicodeError as error:
            raise NoHostError(f"{host} is not a name that a host can have") from error
        except OSError as error:
            certain = error.errno in _NO_SUCH_NAME
            raise NoHostError(f"no address {'is known for' if certain else 'could be had for'} the host {host}", certain=certain) from error
        if not found:
            raise NoHostError(f"no address is known for the host {host}")
        return found

    def base(self, url: str) -> str:
        """Where a test has the URL's origin on this machine; empty where the network itself is asked."""
        parts = urlsplit(url)
        return self.bases.get(f"{parts.scheme}://{parts.netloc.lower()}", "")

    def here(self, url: str) -> str:
        """The URL as it is asked: itself, or its place in the map."""
        parts = urlsplit(url)
        rest = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return f"{base}{rest}" if (base := self.base(url)) else url

    def target(self, url: str, location: str) -> str:
        """Where a redirect from a URL leads, as an unmapped address.

        Raises ValueError for what is no address.
        """
        led = _encoded(urljoin(self.here(url), location))
        for origin, base in self.bases.items():
            if led == base or led.startswith(f"{base}/"):
                return origin + led[len(base) :]
        return led


def _encoded(url: str) -> str:
    """The URL without a name and password, what is not ASCII in it percent-encoded, and in its host as internationalised names are."""
    parts = urlsplit(url)
    netloc = parts.netloc.rpartition("@")[2]
    netloc = netloc if netloc.isascii() else netloc.encode("idna").decode()
    path, query, fragment = (quote(part, _KEPT) for part in parts[2:])
    return parts._replace(netloc=netloc, path=path, query=query, fragment=fragment).geturl()


_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
_KEPT = string.punctuation
"""What stays as it is in a URL, beside letters and digits."""
