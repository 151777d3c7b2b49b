"""Servers and networks that fail, and certificates that prove nothing."""

from collections.abc import Mapping

from bench.answers import fine, in_turn, page, says
from bench.case import Case
from bench.exchange import Answer, Exchange

_FAILING = (500, 502, 503, 504)


async def _late(exchange: Exchange) -> None:
    """Let the client wait for the first byte."""
    await exchange.wait(exchange.bench.slow)
    await fine(exchange)


async def _reset(exchange: Exchange) -> None:
    exchange.reset()


async def _reset_within(exchange: Exchange) -> None:
    """Break off within the head."""
    await exchange.send(b"HTTP/1.1 200 OK\r\nContent-Ty")
    exchange.reset()


async def _silence(exchange: Exchange) -> None:
    """Close without a word."""
    exchange.over = True


async def _nonsense(exchange: Exchange) -> None:
    """Answer in no language of the web."""
    await exchange.send(b"\x00\x01\x02 220 smtp.example ready\r\n\r\n")
    exchange.over = True


async def _dripping_head(exchange: Exchange) -> None:
    """Send the head a byte at a time, so that each single read succeeds."""
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
    *(Case(f"{status}", f"https://answers-{status}.example/page", "flaky", "it fails on its side, which may pass") for status in _FAILING),
    Case("503 for a day", "https://busy.example/page", "flaky", "nobody waits so long"),
    Case("fails in turn", "https://broken-then-busy.example/page", "flaky", "it fails each time, in another way"),
    Case("time-out", "https://late.example/page", "flaky", "no answer came in time"),
    Case("dripping head", "https://dripping-head.example/page", "flaky", "bytes came, but no answer in time"),
    Case("no TLS answer", "https://mute.example/page", "flaky", "it takes the connection and says nothing"),
    Case("connection refused", "https://refusing.example/page", "flaky", "nobody listens, which may pass"),
    Case("reset", "https://reset.example/page", "flaky", "the connection broke"),
    Case("reset without TLS", "http://reset.example/page", "flaky", "the connection broke"),
    Case("reset within the head", "https://reset-within.example/page", "flaky", "the connection broke"),
    Case("silence", "https://silent.example/page", "flaky", "the connection was closed without an answer"),
    Case("nonsense", "https://nonsense.example/page", "flaky", "what came is no answer"),
    Case("no TLS", "https://plain-speaker.example/page", "flaky", "it speaks no TLS; nothing is wrong with a certificate"),
    Case("DNS unsure", "https://unsure.example/page", "flaky", "the name could not be asked, which says nothing of it"),
    Case("expired", "https://expired.example/page", "tls", "its certificate has expired", word="expired"),
    Case("wrong host", "https://wrong-host.example/page", "tls", "its certificate is another host's", word="host"),
    Case("incomplete chain", "https://chain.example/page", "tls", "the certificate between its own and the authority's was not sent", word="chain"),
    Case("unknown authority", "https://stranger.example/page", "tls", "its chain ends at an authority that nobody knows"),
)
