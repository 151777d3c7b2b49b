"""Access to the network: which hosts may be requested and at which IP address, and the map to a local server in tests."""

import ipaddress
import socket
import string
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from curator.records.model.private_hosts import private


class RefusedAddressError(Exception):
    """A URL that must not be requested; the message says why."""


class NoHostError(Exception):
    """The host has no IP address. If `certain` is false, the lookup failed and may succeed later."""

    def __init__(self, why: str, *, certain: bool = True) -> None:
        super().__init__(why)
        self.certain = certain


def resolved(host: str) -> list[str]:
    """Return the IP addresses of a host from the system's resolver.

    Raises OSError (socket.gaierror) if it has none.
    """
    return sorted({str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)})


@dataclass(frozen=True)
class Network:
    """Access to hosts through the system's resolver or, in tests, through a map from origins to base URLs on this machine.

    Validation always applies to the original URL: a map changes where a request goes, never whether it is allowed.
    """

    resolve: Callable[[str], Sequence[str]] = resolved
    bases: Mapping[str, str] = field(default_factory=dict)
    ca_file: Path | None = None
    """The certificates to trust instead of the system's."""
    user_agent: str = "curator-links"
    timeout: float = 20.0
    """Seconds for one request, from the name lookup to the end of the body."""
    pause: float = 0.05
    """Seconds between two requests to one host."""
    hosts_at_once: int = 50
    """Hosts that are requested at the same time."""

    def public_address(self, url: str) -> str:
        """Return the IP address at which a URL may be requested.

        Raises RefusedAddressError if the host is not public, and NoHostError if it has no IP address.
        """
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        if parts.scheme not in ("http", "https") or not host:
            raise RefusedAddressError(f"`{url}` is not an http or https URL")
        found = self._found(host)
        for address in found:
            if private(address):
                raise RefusedAddressError(f"{host} has the IP address {address}, which is not public")
        if self.bases and not self.base(url):
            raise NoHostError(f"{host} is not in the map of the test, so it cannot be reached")
        return found[0]

    def _found(self, host: str) -> list[str]:
        """Return the IP addresses of a host, at least one."""
        with suppress(ValueError):
            return [str(ipaddress.ip_address(host))]
        try:
            found = list(self.resolve(host if host.isascii() else host.encode("idna").decode()))
        except UnicodeError as error:
            raise NoHostError(f"{host} is not a valid host name") from error
        except OSError as error:
            certain = error.errno in _NO_SUCH_NAME
            raise NoHostError(
                f"the host {host} has no IP address" if certain else f"the IP address of the host {host} could not be looked up", certain=certain
            ) from error
        if not found:
            raise NoHostError(f"the host {host} has no IP address")
        return found

    def base(self, url: str) -> str:
        """Return the base URL to which a test maps the URL; empty without a map."""
        parts = urlsplit(url)
        return self.bases.get(f"{parts.scheme}://{parts.netloc.lower()}", "")

    def mapped(self, url: str) -> str:
        """Return the URL to request: the URL itself, or the one to which a test maps it."""
        parts = urlsplit(url)
        rest = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return f"{base}{rest}" if (base := self.base(url)) else url

    def target(self, url: str, location: str) -> str:
        """Return the target of a redirect from a URL, without the map of a test.

        Raises ValueError if the location is not a URL.
        """
        target = encoded(urljoin(self.mapped(url), location))
        for origin, base in self.bases.items():
            if target == base or target.startswith(f"{base}/"):
                return origin + target[len(base) :]
        return target


def encoded(url: str) -> str:
    """Return the URL in ASCII and without user name and password: percent-encoded, its host in the encoding of internationalized names."""
    parts = urlsplit(url)
    netloc = parts.netloc.rpartition("@")[2]
    netloc = netloc if netloc.isascii() else netloc.encode("idna").decode()
    path, query, fragment = (quote(part, _KEPT) for part in parts[2:])
    return parts._replace(netloc=netloc, path=path, query=query, fragment=fragment).geturl()


_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
_KEPT = string.punctuation
"""Characters that are not percent-encoded, besides letters and digits."""
