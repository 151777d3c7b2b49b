"""Starts and stops the bench."""

import asyncio
import tempfile
import threading
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bench import certificates, names, ports, table
from bench.server import Server
from bench.state import Bench

_PATIENCE = 10
"""Seconds in which the thread has to end."""


@contextmanager
def running(*, slow: float = 30, delay: float = 0.005) -> Iterator[Bench]:
    """A bench that answers, with the seconds that its slow address and a page of its mass site take."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        opened = ports.opened(_origins())
        inside = ports.bound("inside", "127.0.0.1")
        everywhere = [*opened.values(), inside]
        ca, contexts = certificates.contexts({"127.0.0.1", *(port.host for port in everywhere)}, Path(folder))
        bench = Bench(_map(opened), ca, f"http://{inside.place}", slow, delay)
        server = Server(bench, table.ANSWERS)
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=_serve, args=(loop, server.run(everywhere, contexts)), name="bench")
        thread.start()
        try:
            yield bench
        finally:
            loop.call_soon_threadsafe(server.stop.set)
            thread.join(_PATIENCE)
            for port in everywhere:
                port.socket.close()
    if bench.faults:
        raise ExceptionGroup("the bench failed to answer", bench.faults)


def _origins() -> list[str]:
    """Every made-up origin that is served, in the order of the table."""
    return list(dict.fromkeys([*("://".join(urlsplit(url)[:2]) for url in table.ANSWERS), *names.SERVED]))


def _map(opened: Mapping[str, ports.Port]) -> dict[str, str]:
    """The map from made-up origins to loopback addresses; a name beyond ASCII stands in it in both spellings."""
    found: dict[str, str] = {}
    for origin, port in opened.items():
        parts = urlsplit(origin)
        base = f"{parts.scheme}://{port.place}/{parts.netloc}"
        found |= {f"{parts.scheme}://{parts.netloc.encode().decode('idna')}": base, origin: base}
    return found


def _serve(loop: asyncio.AbstractEventLoop, work: Coroutine[None, None, None]) -> None:
    try:
        loop.run_until_complete(work)
        loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        loop.close()
