"""One HTTP/1.1 connection to a validated IP address, on which requests follow one another."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from typing import Self
from wsgiref.headers import Headers

import h11

_MAX_HEAD = 100 * 1024
"""Bytes of the header of a response."""
_AT_ONCE = 65_536
"""Bytes that are read at once."""


class Connection:
    """An open connection to one IP address."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MAX_HEAD)

    @classmethod
    async def open(cls, address: str, port: int, tls: ssl.SSLContext | None, name: str) -> Self:
        """Connect to an IP address; with TLS, the certificate must be for the name.

        Raises OSError.
        """
        return cls(*await asyncio.open_connection(address, port, ssl=tls, server_hostname=name if tls else None))

    async def request(self, target: str, headers: list[tuple[str, str]]) -> tuple[int, Headers]:
        """Make a GET request, and return the status and the headers of the response.

        Raises OSError or h11.ProtocolError.
        """
        event = h11.Request(method="GET", target=target, headers=headers)
        self._writer.write((self._http.send(event) or b"") + (self._http.send(h11.EndOfMessage()) or b""))
        while not isinstance(found := await self._event(), h11.Response):
            pass
        return found.status_code, Headers([(name.decode(), _text(value)) for name, value in found.headers])

    async def body(self) -> AsyncIterator[bytes]:
        """Return the body of the response in pieces, as they arrive.

        Raises OSError or h11.ProtocolError.
        """
        while isinstance(event := await self._event(), h11.Data):
            yield event.data

    async def _event(self) -> object:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            self._http.receive_data(await self._reader.read(_AT_ONCE))
        return event

    def ready(self) -> bool:
        """Prepare for another request, and return whether that is possible: the last response was read completely, and the server keeps the connection open."""
        if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
            self._http.start_next_cycle()
        unread = self._http.trailing_data[0] or self._reader.at_eof() or self._writer.transport.is_closing()
        return self._http.our_state is h11.IDLE and not unread

    def close(self) -> None:
        """Close the connection at once."""
        self._writer.transport.abort()


def _text(value: bytes) -> str:
    """Return the value of a header, which is ASCII unless a server breaks the rules."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
