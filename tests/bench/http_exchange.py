"""A request and its response, byte by byte."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from bench.bench_state import Bench, Request

_LINGER = struct.pack("ii", 1, 0)
"""The socket option with which closing a socket resets the connection."""
_REASONS = {status.value: status.phrase for status in HTTPStatus}


@dataclass
class Exchange:
    """A request and its connection."""

    request: Request
    writer: asyncio.StreamWriter
    bench: Bench
    over: bool = False
    """Whether the connection is closed after this response."""
    _ended: bool = False

    @property
    def time(self) -> int:
        """The number of the request for this path, counted from 1."""
        return self.bench.request_counts[self.request.host, self.request.path]

    async def send(self, data: bytes) -> None:
        """Send bytes unchanged."""
        self.bench.sent[self.request.host, self.request.path] += len(data)
        self.writer.write(data)
        await self.writer.drain()
        # drain returns immediately while the buffer has space; without a pause, a disconnected client would not be noticed
        await asyncio.sleep(0)

    async def begin(self, status: int, **headers: str) -> None:
        """Send the header of a response."""
        await self.send(self._head(status, headers))

    async def reply(self, status: int, body: bytes, **headers: str) -> None:
        """Send a complete response, without body for HEAD."""
        head = self._head(status, {"Content_Length": str(len(body))} | headers)
        # a client may send its next request as soon as it has the last byte
        self.end()
        await self.send(head if self.request.method == "HEAD" else head + body)

    def end(self) -> None:
        """Count the request as complete, once."""
        if not self._ended:
            self._ended = True
            self.bench.end(self.request)

    def _head(self, status: int, headers: dict[str, str]) -> bytes:
        """Return the header of a response. Header names are written with underscores; empty ones are left out."""
        lines = [f"HTTP/1.1 {status} {_REASONS.get(status, 'Made Up')}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in ({"Content_Type": "text/html; charset=utf-8"} | headers).items() if value]
        return "\r\n".join([*lines, "", ""]).encode()

    async def wait(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    def reset(self) -> None:
        """Reset the connection."""
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)
        self.writer.transport.abort()
        self.over = True


Answer = Callable[[Exchange], Awaitable[None]]
"""A function that responds to a request."""
