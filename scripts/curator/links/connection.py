"""A connection to a host, with an end to every request: a server that sends a byte now and then cannot keep it open."""

import socket
import ssl
import threading
import time
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import httpx


class Deadlines:
    """The ends of the requests that run; one thread watches them all, since one for each would wait long for its turn to begin."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.ends: dict[Connection, float] = {}
        over = threading.Event()
        weakref.finalize(self, over.set)
        threading.Thread(target=_watch, args=(self.ends, over, min(seconds / 4, 0.5)), name="deadlines", daemon=True).start()


class Connection:
    """What carries one thread's requests to one host.

    A transport alone, because a client would read the addresses of redirects, and fail at those that are none.
    """

    def __init__(self, verify: ssl.SSLContext, deadlines: Deadlines) -> None:
        self._transport = httpx.HTTPTransport(verify=verify, trust_env=False)
        self._deadlines = deadlines
        self._socket: socket.socket | None = None
        self._over = False

    def close(self) -> None:
        """Leave nothing open."""
        self._transport.close()

    @contextmanager
    def asked(self, request: httpx.Request) -> Iterator[httpx.Response]:
        """The answer to a request, which is closed after the `with`, and cut off when its time is over.

        Raises httpx.HTTPError, and ValueError or OSError for what httpx does not foresee.
        """
        seconds, ends = self._deadlines.seconds, self._deadlines.ends
        request.extensions |= {"timeout": httpx.Timeout(seconds).as_dict(), "trace": self._note}
        self._over = False
        ends[self] = time.monotonic() + seconds
        try:
            response = self._transport.handle_request(request)
            try:
                yield response
            finally:
                response.close()
        except (httpx.HTTPError, ValueError, OSError) as error:
            if self._over:
                raise httpx.ReadTimeout("its time is over") from error
            raise
        finally:
            del ends[self]

    def cut(self) -> None:
        """End whatever is read or written; the socket itself stays with the thread that has it."""
        self._over = True
        if self._socket is not None:
            with suppress(OSError):
                # a TLS socket's own method would forget the encryption, and what came last would be read as plain text
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def _note(self, event: str, told: Mapping[str, Any]) -> None:
        """Remember the socket of the connection, which the time-outs of single reads do not end."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = told["return_value"].get_extra_info("socket")


def _watch(ends: Mapping[Connection, float], over: threading.Event, pace: float) -> None:
    """Cut off each request at its end."""
    while not over.wait(pace):
        for connection, end in list(ends.items()):
            if end < time.monotonic() and ends.get(connection) == end:
                connection.cut()
