"""The server: raw connections in one thread, and the response from the table for each request."""

import asyncio
import ssl
import weakref
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bench import hosts, replies
from bench.bench_state import Bench, Request
from bench.http_exchange import Answer, Exchange
from bench.ports import Port

_BROKEN = (ConnectionError, ssl.SSLError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError)
"""Errors after a client has disconnected."""


@dataclass
class Server:
    """Responds on all ports until it is stopped."""

    bench: Bench
    routes: Mapping[str, Answer]
    """The responses by invented URL without query; `*` after the host matches all other URLs of the host."""
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    _talks: set[asyncio.Task[None]] = field(default_factory=set)
    _lines: "weakref.WeakSet[asyncio.WriteTransport]" = field(default_factory=weakref.WeakSet)

    async def run(self, ports: Iterable[Port], contexts: Mapping[str, ssl.SSLContext]) -> None:
        """Respond on the ports until the event is set, then close all connections."""
        asyncio.get_running_loop().set_exception_handler(self._note)
        listening = [await self._listen(port, contexts.get(port.kind)) for port in ports if port.kind != "refusing"]
        await self.stop.wait()
        for server in listening:
            server.close()
        for line in list(self._lines):
            line.abort()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)
        await asyncio.sleep(0)

    async def _listen(self, port: Port, context: ssl.SSLContext | None) -> asyncio.Server:
        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            if task is not None:
                self._talks.add(task)
                task.add_done_callback(self._talks.discard)
            self._lines.add(writer.transport)
            try:
                await self._talk(port, reader, writer)
            except (*_BROKEN, asyncio.CancelledError):
                writer.transport.abort()
            except Exception as fault:  # noqa: BLE001  # reported by the test, not in a log
                self.bench.faults.append(fault)
                writer.transport.abort()
            finally:
                writer.close()

        return await asyncio.start_server(talk, sock=port.socket, ssl=context, ssl_shutdown_timeout=None if context is None else 1)

    async def _talk(self, port: Port, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if port.kind in ("mute", "plain-speaker"):
            await reader.read(-1 if port.kind == "mute" else 1)
            writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
            return
        while request := await _asked(port, reader):
            exchange = Exchange(request, writer, self.bench)
            self.bench.begin(request)
            try:
                await self._answer(request)(exchange)
            finally:
                exchange.end()
            if exchange.over or request.headers.get("connection", "").lower() == "close":
                return

    def _note(self, _: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
        """Keep errors outside a conversation, except disconnected clients."""
        fault = context.get("exception")
        if not isinstance(fault, _BROKEN):
            self.bench.faults.append(fault if isinstance(fault, Exception) else RuntimeError(context["message"]))

    def _answer(self, request: Request) -> Answer:
        if not request.allowed:
            return replies.fine
        if {request.url, request.place} & self.bench.missing:
            return replies.missing
        everywhere = f"{request.scheme}://{request.host}/*"
        return self.routes.get(request.place) or self.routes.get(everywhere, replies.missing)


async def _asked(port: Port, reader: asyncio.StreamReader) -> Request | None:
    """Return the next request of a connection, with its invented host from the path; None after the last one."""
    head = b""
    with suppress(asyncio.IncompleteReadError):
        head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    if len(words := first.split(" ")) != 3:
        return None
    pairs = (line.partition(":") for line in lines if ":" in line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    await reader.readexactly(int(headers.get("content-length", "0")))
    target = words[1].removeprefix("/")
    at = min((target.find(sign) for sign in "/?" if sign in target), default=len(target))
    host, rest = target[:at], target[at:]
    path = rest if rest.startswith("/") else f"/{rest}"
    scheme = "http" if port.kind in ("plain", "inside") else "https"
    return Request(words[0], scheme, host, path, headers, port.kind != "inside" and host not in hosts.FORBIDDEN)
