"""Starts and stops the test server."""

import asyncio
import tempfile
import threading
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bench import all_cases, certificates, hosts, ports
from bench.bench_state import Bench
from bench.http_server import Server

_MAX_SHUTDOWN = 10
"""Seconds within which the thread must end."""


@contextmanager
def running(*, slow: float = 30, delay: float = 0.005) -> Iterator[Bench]:
    """Run the test server. `slow` and `delay` are the seconds until a slow page and a numbered page respond."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        opened = ports.opened(_origins())
        inside = ports.bound("inside", "127.0.0.1")
        everywhere = [*opened.values(), inside]
        ca, contexts = certificates.contexts({"127.0.0.1", *(port.host for port in everywhere)}, Path(folder))
        bench = Bench(_map(opened), ca, f"http://{inside.place}", slow, delay)
        server = Server(bench, all_cases.ANSWERS)
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=_serve, args=(loop, server.run(everywhere, contexts)), name="bench")
        thread.start()
        try:
            yield bench
        finally:
            loop.call_soon_threadsafe(server.stop.set)
            thread.join(_MAX_SHUTDOWN)
            for port in everywhere:
                port.socket.close()
    if bench.faults:
        raise ExceptionGroup("the test server failed to respond", bench.faults)


def _origins() -> list[str]:
    """Return each invented origin, in the order of the table."""
    return list(dict.fromkeys([*("://".join(urlsplit(url)[:2]) for url in all_cases.ANSWERS), *hosts.SERVED]))


def _map(opened: Mapping[str, ports.Port]) -> dict[str, str]:
    """Return the map from invented origins to loopback addresses; an internationalized host name is in it in both spellings."""
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
