"""HTTP requests to public IP addresses, one at a time per host, with limits on time and body size."""

import asyncio
import re
import ssl
import zlib
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Literal, Self
from urllib.parse import SplitResult, urlsplit
from wsgiref.headers import Headers

import h11

from curator.links.connection import Connection
from curator.links.network import Network, NoHostError, RefusedAddressError, encoded
from curator.records.problem import printable

MAX_CONNECTIONS = 200
"""Hosts to which a connection is kept open."""
MAX_BODY = 65_536
"""Bytes read of a body, also after decompression: a page names itself at its beginning."""
_PORTS = {"http": 80, "https": 443}
_MAX_MESSAGE = 200
"""Characters kept of an error message, which may quote the server."""
_HEAD = 2_048
"""Bytes at the beginning of a page in which a `<meta>` element may name its charset."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_META = re.compile(rf"<meta\b[^>]{{0,200}}?{_CHARSET.pattern}", re.IGNORECASE)
_TLS = {
    9: "its certificate is not valid yet",
    10: "its certificate is expired",
    18: "its certificate is self-signed",
    19: "its certificate's authority is unknown",
}
"""Messages by OpenSSL's verification code (manual page openssl-verification-options)."""
ErrorKind = Literal["host", "refused", "timeout", "broken", "tls", "loop"]


class RequestError(Exception):
    """A request without a response: the kind of error, and a message."""

    def __init__(self, kind: ErrorKind, why: str) -> None:
        super().__init__(why)
        self.kind: ErrorKind = kind


@dataclass(frozen=True)
class Response:
    """The response to one request; `text` is the beginning of the body, empty unless the body is text."""

    url: str
    status: int
    headers: Headers
    text: str

    @property
    def html(self) -> bool:
        """Whether the body is a web page."""
        return "html" in self.headers.get("content-type", "").lower()


class Fetcher:
    """Makes requests, one at a time per host; used as `async with Fetcher(network) as fetcher`."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._tls = ssl.create_default_context(cafile=network.ca_file)
        self._tls.set_alpn_protocols(["http/1.1"])
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._last: dict[str, float] = {}
        self._connections: dict[str, Connection] = {}
        self._resolvers = ThreadPoolExecutor(network.hosts_at_once, thread_name_prefix="resolver")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._resolvers.shutdown(wait=False, cancel_futures=True)
        for origin in list(self._connections):
            self._disconnect(origin)

    async def get(self, url: str, headers: Mapping[str, str] | None = None, limit: int = MAX_BODY) -> Response:
        """Return the response to a GET request, with up to `limit` bytes of its body. Redirects are not followed.

        Raises RequestError.
        """
        given = {"User-Agent": self.network.user_agent, "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "identity", **(headers or {})}
        async with self._turn(urlsplit(url).netloc.lower()):
            try:
                return await self._get(url, given, limit)
            except (h11.ProtocolError, ValueError, OSError) as error:  # TimeoutError is an OSError
                self._disconnect(_origin(url))
                raise self._error(error) from error

    async def public_address(self, url: str) -> str:
        """Return the IP address at which a URL may be requested.

        Raises RequestError.
        """
        try:
            return await asyncio.get_running_loop().run_in_executor(self._resolvers, self.network.public_address, url)
        except RefusedAddressError as error:
            raise RequestError("refused", str(error)) from error
        except NoHostError as error:
            raise RequestError("host" if error.certain else "broken", str(error)) from error

    @asynccontextmanager
    async def _turn(self, host: str) -> AsyncIterator[None]:
        """Wait until the host has answered the previous request and the pause has passed."""
        async with self._turns[host]:
            clock = asyncio.get_running_loop().time
            await asyncio.sleep(max(0.0, self._last.get(host, 0.0) + self.network.pause - clock()))
            self._last[host] = clock()
            yield

    async def _get(self, url: str, headers: Mapping[str, str], limit: int) -> Response:
        end = asyncio.get_running_loop().time() + self.network.timeout
        there = urlsplit(encoded(self.network.mapped(url)))
        async with asyncio.timeout_at(end):
            connection = await self._connection(url, there)
            given = [("Host", there.netloc.removesuffix(f":{_PORTS[there.scheme]}")), *headers.items()]
            status, found = await connection.request((there.path or "/") + (f"?{there.query}" if there.query else ""), given)
        body = b""
        # the status is known: a body that breaks off, or takes too long, is read as far as it came
        with suppress(h11.ProtocolError, OSError):
            async with asyncio.timeout_at(end):
                async for piece in connection.body():
                    body += piece
                    if len(body) >= limit:
                        break
        if not connection.ready():
            self._disconnect(_origin(url))
        return Response(url, status, found, body_text(body[:limit], found, limit))

    async def _connection(self, url: str, there: SplitResult) -> Connection:
        """Return the connection to a URL's host, opened after its IP address was validated; the least recently used ones are closed.

        It goes to the validated IP address, so that a second name lookup cannot lead to a different one.
        """
        origin = _origin(url)
        found = self._connections.pop(origin, None)
        if found and not found.ready():
            found.close()
            found = None
        if found is None:
            address, host = await self.public_address(url), there.hostname or ""
            tls = self._tls if there.scheme == "https" else None
            found = await Connection.open(host if self.network.base(url) else address, there.port or _PORTS[there.scheme], tls, host)
        self._connections[origin] = found
        for other in list(self._connections)[:-MAX_CONNECTIONS]:
            if not self._turns[urlsplit(other).netloc].locked():
                self._disconnect(other)
        return found

    def _disconnect(self, origin: str) -> None:
        if connection := self._connections.pop(origin, None):
            connection.close()

    def _error(self, error: Exception) -> RequestError:
        """Return the error of a request that failed."""
        if isinstance(error, TimeoutError):
            return RequestError("timeout", f"no response within {self.network.timeout:g} seconds")
        if isinstance(error, ssl.SSLCertVerificationError):
            return RequestError("tls", _certificate_fault(error))
        return RequestError("broken", f"the connection failed: {printable(str(error) or type(error).__name__)[:_MAX_MESSAGE]}")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _certificate_fault(error: ssl.SSLCertVerificationError) -> str:
    """Return why a certificate is not trusted."""
    if error.verify_code in (62, 64) or "mismatch" in error.verify_message.lower():
        return "its certificate is for another host"
    if error.verify_code in (2, 20, 21):
        return "its certificate chain is incomplete"
    return _TLS.get(error.verify_code, f"its certificate is not trusted: {error.verify_message}")


def body_text(body: bytes, headers: Headers, limit: int = MAX_BODY) -> str:
    """Return a body as text, decompressed up to the limit; empty if it is not text."""
    kind = headers.get("content-type", "").lower()
    if not (kind.startswith("text/") or "html" in kind or "json" in kind):
        return ""
    plain = _decompressed(body, headers.get("content-encoding", "").lower(), limit)
    found = _CHARSET.search(kind) or _META.search(plain[:_HEAD].decode("ascii", errors="replace"))
    charset = found[1] if found else "utf-8"
    try:
        return plain.decode(charset, errors="replace")
    except (LookupError, ValueError):
        return plain.decode(errors="replace")


def _decompressed(body: bytes, coding: str, limit: int) -> bytes:
    """Return the decompressed body; empty if the coding is unknown or the data are invalid."""
    if coding in ("", "identity"):
        return body
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body, limit) if coding in ("gzip", "deflate") else b""
    except zlib.error:
        return b""
