"""The bench's server: one thread, raw connections, and for every request the answer that the table wants."""

import asyncio
import ssl
import weakref
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bench import answers, names
from bench.exchange import Answer, Exchange
from bench.ports import Port
from bench.state import Bench, Request

_BROKEN = (ConnectionError, ssl.SSLError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError)
"""How it shows that a client went away."""


@dataclass
class Server:
    """Answers on every port until it is stopped."""

    bench: Bench
    routes: Mapping[str, Answer]
    """By made-up address without query; `*` behind the host's slash stands for all others of that host."""
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    _talks: set[asyncio.Task[None]] = field(default_factory=set)
    _lines: "weakref.WeakSet[asyncio.WriteTransport]" = field(default_factory=weakref.WeakSet)

    async def run(self, ports: Iterable[Port], contexts: Mapping[str, ssl.SSLContext]) -> None:
        """Answer on the ports until the event is set, and leave nothing behind."""
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
            except Exception as fault:  # noqa: BLE001  # the test that uses the bench shall see it, not its log
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
        """Keep what went wrong outside a talk, except that a client went away."""
        fault = context.get("exception")
        if not isinstance(fault, _BROKEN):
            self.bench.faults.append(fault if isinstance(fault, Exception) else RuntimeError(context["message"]))

    def _answer(self, request: Request) -> Answer:
        if not request.allowed:
            return answers.fine
        if {request.url, request.place} & self.bench.fallen:
            return answers.missing
        everywhere = f"{request.scheme}://{request.host}/*"
        return self.routes.get(request.place) or self.routes.get(everywhere, answers.missing)


async def _asked(port: Port, reader: asyncio.StreamReader) -> Request | None:
    """The next request of a connection, its made-up host read from the path; none when the client has no more."""
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
    return Request(words[0], scheme, host, path, headers, port.kind != "inside" and host not in names.FORBIDDEN)
