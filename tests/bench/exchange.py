"""A question and its answer, byte by byte."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from bench.state import Bench, Request

_LINGER = struct.pack("ii", 1, 0)
"""Closing a socket then resets the connection."""
_REASONS = {status.value: status.phrase for status in HTTPStatus}


@dataclass
class Exchange:
    """A request, and the connection on which it is answered."""

    request: Request
    writer: asyncio.StreamWriter
    bench: Bench
    over: bool = False
    """Whether the connection is to be closed after this answer."""
    _ended: bool = False

    @property
    def time(self) -> int:
        """Which time this address is asked, from 1."""
        return self.bench.asked[self.request.host, self.request.path]

    async def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.bench.sent[self.request.host, self.request.path] += len(data)
        self.writer.write(data)
        await self.writer.drain()
        # drain returns at once while there is room, and the loop would never hear that the client has gone
        await asyncio.sleep(0)

    async def begin(self, status: int, **headers: str) -> None:
        """Send the head of an answer."""
        await self.send(self._head(status, headers))

    async def reply(self, status: int, body: bytes, **headers: str) -> None:
        """Send a whole answer, without its body to HEAD."""
        head = self._head(status, {"Content_Length": str(len(body))} | headers)
        # a client may ask anew as soon as it has the last byte
        self.end()
        await self.send(head if self.request.method == "HEAD" else head + body)

    def end(self) -> None:
        """Count the request as answered, once."""
        if not self._ended:
            self._ended = True
            self.bench.end(self.request)

    def _head(self, status: int, headers: dict[str, str]) -> bytes:
        """The head of an answer: a header is named with underscores, and left out when empty."""
        lines = [f"HTTP/1.1 {status} {_REASONS.get(status, 'Made Up')}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in ({"Content_Type": "text/html; charset=utf-8"} | headers).items() if value]
        return "\r\n".join([*lines, "", ""]).encode()

    async def wait(self, seconds: float) -> None:
        """Let time pass."""
        await asyncio.sleep(seconds)

    def reset(self) -> None:
        """Break the connection off."""
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)
        self.writer.transport.abort()
        self.over = True


Answer = Callable[[Exchange], Awaitable[None]]
"""How an address answers."""
