"""One request: made at an address that was vetted, read no further than a page's head, told as an answer or a fault."""

import ssl
import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import httpx

from curator.network import Network, NoHostError, RefusedError

MOST = 65_536
"""Bytes of a body that are read, and of what it unpacks to: what a page says of itself stands at its beginning."""
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
        self._timeout = httpx.Timeout(network.timeout).as_dict()
        self._own = threading.local()

    def release(self) -> None:
        """Close the connections that this thread's requests left open."""
        for transport in vars(self._own).values():
            transport.close()
        vars(self._own).clear()

    def _transport(self, host: str) -> httpx.HTTPTransport:
        """What carries this thread's requests to a host: one for each, since hosts at one address have certificates of their own.

        A transport alone, because a client would read the addresses of redirects, and fail at those that are none.
        """
        if host not in vars(self._own):
            vars(self._own)[host] = httpx.HTTPTransport(verify=self._verify, trust_env=False)
        found: httpx.HTTPTransport = vars(self._own)[host]
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

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to a GET of a URL, redirects not followed.

        Raises FaultError.
        """
        address = self.vetted(url)
        given = {"User-Agent": self.network.agent, "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "identity", **(headers or {})}
        with self._turn(urlsplit(url).netloc.lower()):
            try:
                return self._asked(url, address, given)
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

    def _asked(self, url: str, address: str, headers: Mapping[str, str]) -> Answer:
        request = self._request(url, address, headers)
        began = time.monotonic()
        response = self._transport(urlsplit(url).netloc).handle_request(request)
        try:
            body = b""
            try:
                for chunk in response.iter_raw():
                    body += chunk
                    if len(body) >= MOST or time.monotonic() - began > self.network.timeout:
                        break
            except httpx.HTTPError:
                pass  # the status is known; a body that breaks off is read as far as it goes
            return Answer(url, response.status_code, response.headers, _text(body[:MOST], response))
        finally:
            response.close()

    def _request(self, url: str, address: str, headers: Mapping[str, str]) -> httpx.Request:
        """The request, to the address that was vetted, so that no second look-up can give another one."""
        if self.network.base(url):
            return httpx.Request("GET", self.network.here(url), headers=headers, extensions={"timeout": self._timeout})
        there = httpx.URL(url).copy_with(fragment=None)
        named = {**headers, "Host": there.netloc.decode()}
        extensions = {"timeout": self._timeout, "sni_hostname": there.raw_host.decode()}
        return httpx.Request("GET", there.copy_with(host=address), headers=named, extensions=extensions)


def _text(body: bytes, response: httpx.Response) -> str:
    """The body as text, unpacked no further than the limit; empty for what is no text."""
    coding = response.headers.get("content-encoding", "").lower()
    if coding in ("gzip", "deflate"):
        try:
            body = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body, MOST)
        except zlib.error:
            return ""
    elif coding not in ("", "identity"):
        return ""
    kind = response.headers.get("content-type", "").lower()
    return body.decode(_charset(response), errors="replace") if kind.startswith("text/") or "html" in kind or "json" in kind else ""


def _charset(response: httpx.Response) -> str:
    try:
        return response.charset_encoding if response.charset_encoding and "".encode(response.charset_encoding) == b"" else "utf-8"
    except LookupError:
        return "utf-8"


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
    return FaultError("broken", f"the connection failed: {str(error).splitlines()[0] if str(error) else type(error).__name__}")
