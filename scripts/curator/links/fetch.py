"""One request: made at an address that was vetted, read no further than a page's head, told as an answer or a fault."""

import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import httpx

from curator.links.connection import Connection, Deadlines
from curator.links.network import Network, NoHostError, RefusedError
from curator.links.response_body import MOST, text
from curator.records.problem import printable

LONGEST = 200
"""Letters of a fault that are told: it may quote what the server sent."""
FaultKind = Literal["host", "refused", "timeout", "broken", "tls", "loop"]


class FaultError(Exception):
    """A request without an answer: what kind of fault, and in words."""

    def __init__(self, kind: FaultKind, why: str) -> None:
        super().__init__(why)
        self.kind: FaultKind = kind


@dataclass(frozen=True)
class Answer:
    """What a server said: the status, the headers, and the beginning of the body as text, where it is text."""

    url: str
    status: int
    headers: httpx.Headers
    text: str

    @property
    def html(self) -> bool:
        """Whether the body is a web page."""
        return "html" in self.headers.get("content-type", "").lower()


class Fetcher:
    """Makes requests, one at a time for each host, from as many threads as there are hosts to ask."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._asked_at: defaultdict[str, float] = defaultdict(lambda: -network.pause)
        self._verify = ssl.create_default_context(cafile=network.authority)
        self._deadlines = Deadlines(network.timeout)
        self._own = threading.local()

    def release(self) -> None:
        """Close the connections that this thread's requests left open."""
        for connection in vars(self._own).values():
            connection.close()
        vars(self._own).clear()

    def _connection(self, host: str) -> Connection:
        """A connection of the running thread to a host: one for each, since hosts at one address have certificates of their own."""
        if host not in vars(self._own):
            vars(self._own)[host] = Connection(self._verify, self._deadlines)
        found: Connection = vars(self._own)[host]
        return found

    def vetted(self, url: str) -> str:
        """The IP address at which a URL may be asked.

        Raises FaultError.
        """
        try:
            return self.network.vetted(url)
        except RefusedError as error:
            raise FaultError("refused", str(error)) from error
        except NoHostError as error:
            raise FaultError("host" if error.certain else "broken", str(error)) from error

    def get(self, url: str, headers: Mapping[str, str] | None = None, most: int = MOST) -> Answer:
        """The answer to a GET of a URL, redirects not followed, with up to so many bytes of its body.

        Raises FaultError.
        """
        address = self.vetted(url)
        given = {"User-Agent": self.network.agent, "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "identity", **(headers or {})}
        with self._turn(urlsplit(url).netloc.lower()):
            try:
                return self._asked(url, address, given, most)
            except httpx.TimeoutException as error:
                raise FaultError("timeout", f"no answer within {self.network.timeout:g} seconds") from error
            except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
                raise _fault(error) from error

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        """A host's next turn: after the request before it, and no sooner than the pause allows."""
        with self._locks[host]:
            time.sleep(max(0.0, self._asked_at[host] + self.network.pause - time.monotonic()))
            self._asked_at[host] = time.monotonic()
            yield

    def _asked(self, url: str, address: str, headers: Mapping[str, str], most: int) -> Answer:
        body = b""
        with self._connection(urlsplit(url).netloc).asked(self._request(url, address, headers)) as response:
            with suppress(httpx.HTTPError):  # the status is known; a body that breaks off is read as far as it goes
                for chunk in response.iter_raw():
                    body += chunk
                    if len(body) >= most:
                        break
            return Answer(url, response.status_code, response.headers, text(body[:most], response.headers, most))

    def _request(self, url: str, address: str, headers: Mapping[str, str]) -> httpx.Request:
        """The request, to the address that was vetted, so that no second look-up can give another one."""
        if self.network.base(url):
            return httpx.Request("GET", self.network.here(url), headers=headers)
        there = httpx.URL(url).copy_with(fragment=None)
        named = {**headers, "Host": there.netloc.decode()}
        return httpx.Request("GET", there.copy_with(host=address), headers=named, extensions={"sni_hostname": there.raw_host.decode()})


_TLS = {
    9: "its certificate is not valid yet",
    10: "its certificate is expired",
    18: "it signed its certificate itself",
    19: "its certificate's authority is unknown",
}
"""OpenSSL's codes for why a certificate is not trusted (man page openssl-verification-options)."""


def _fault(error: Exception) -> FaultError:
    """What went wrong with a request, in words."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            if cause.verify_code in (62, 64) or "mismatch" in cause.verify_message.lower():
                return FaultError("tls", "its certificate is of another host")
            if cause.verify_code in (20, 21, 2):
                return FaultError("tls", "it does not send the chain that leads to a known authority")
            return FaultError("tls", _TLS.get(cause.verify_code, f"its certificate is not trusted: {cause.verify_message}"))
        cause = cause.__cause__ or cause.__context__
    return FaultError("broken", f"the connection failed: {printable(str(error) or type(error).__name__)[:LONGEST]}")
