"""Failing servers and networks, and invalid certificates."""

from collections.abc import Mapping

from bench.http_exchange import Answer, Exchange
from bench.link_case import Case
from bench.replies import fine, in_turn, page, says

_FAILING = (500, 502, 503, 504)


async def _late(exchange: Exchange) -> None:
    """Delay the first byte."""
    await exchange.wait(exchange.bench.slow)
    await fine(exchange)


async def _reset(exchange: Exchange) -> None:
    exchange.reset()


async def _reset_within(exchange: Exchange) -> None:
    """Reset the connection within the header."""
    await exchange.send(b"HTTP/1.1 200 OK\r\nContent-Ty")
    exchange.reset()


async def _silence(exchange: Exchange) -> None:
    """Close the connection without a response."""
    exchange.over = True


async def _nonsense(exchange: Exchange) -> None:
    """Respond with something other than HTTP."""
    await exchange.send(b"\x00\x01\x02 220 smtp.example ready\r\n\r\n")
    exchange.over = True


async def _dripping_head(exchange: Exchange) -> None:
    """Send the header one byte at a time, so that each read succeeds."""
    await exchange.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(int(exchange.bench.slow * 5)):
        await exchange.send(b"z")
        await exchange.wait(0.2)
    exchange.over = True


ANSWERS: Mapping[str, Answer] = {f"https://answers-{status}.example/page": says(status, page("Sorry")) for status in _FAILING} | {
    "https://busy.example/page": says(503, Retry_After="86400"),
    "https://broken-then-busy.example/page": in_turn(says(500), says(502), says(503)),
    "https://late.example/page": _late,
    "https://reset.example/page": _reset,
    "http://reset.example/page": _reset,
    "https://reset-within.example/page": _reset_within,
    "https://silent.example/page": _silence,
    "https://nonsense.example/page": _nonsense,
    "https://dripping-head.example/page": _dripping_head,
    "https://expired.example/page": fine,
    "https://wrong-host.example/page": fine,
    "https://chain.example/page": fine,
    "https://stranger.example/page": fine,
}

CASES = (
    *(Case(f"{status}", f"https://answers-{status}.example/page", "flaky", "a server error may be temporary") for status in _FAILING),
    Case("503 for a day", "https://busy.example/page", "flaky", "the wait is too long"),
    Case("fails in turn", "https://broken-then-busy.example/page", "flaky", "it fails each time, with different errors"),
    Case("time-out", "https://late.example/page", "flaky", "no response within the time limit"),
    Case("dripping head", "https://dripping-head.example/page", "flaky", "no complete header within the time limit"),
    Case("no TLS response", "https://mute.example/page", "flaky", "it accepts the connection and sends nothing"),
    Case("connection refused", "https://refusing.example/page", "flaky", "a refused connection may be temporary"),
    Case("reset", "https://reset.example/page", "flaky", "the connection was reset"),
    Case("reset without TLS", "http://reset.example/page", "flaky", "the connection was reset"),
    Case("reset within the head", "https://reset-within.example/page", "flaky", "the connection was reset"),
    Case("silence", "https://silent.example/page", "flaky", "the connection was closed without a response"),
    Case("nonsense", "https://nonsense.example/page", "flaky", "the response is not HTTP"),
    Case("no TLS", "https://plain-speaker.example/page", "flaky", "without TLS there is no certificate that could be invalid"),
    Case("DNS unsure", "https://unsure.example/page", "flaky", "a failed lookup says nothing about the host"),
    Case("expired", "https://expired.example/page", "tls", "its certificate has expired", word="expired"),
    Case("wrong host", "https://wrong-host.example/page", "tls", "its certificate is for another host", word="host"),
    Case("incomplete chain", "https://chain.example/page", "tls", "it does not send the intermediate certificate", word="chain"),
    Case("unknown authority", "https://stranger.example/page", "tls", "its chain ends at an unknown authority"),
)
