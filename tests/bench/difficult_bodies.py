"""Valid responses with bodies that are difficult to read: slow, endless, compressed or incomplete."""

import zlib
from collections.abc import Mapping

from bench.http_exchange import Answer, Exchange
from bench.link_case import Case
from bench.replies import PLAIN

_ZEROS = bytes(1 << 20)
BOMB = 256
"""Size of the decompression bomb in mebibytes after decompression."""
DECLARED = 1 << 30
"""Declared size of the huge file in bytes."""


async def _dripping(exchange: Exchange) -> None:
    """Send the body one byte at a time."""
    await exchange.begin(200, Content_Length=str(len(PLAIN) + 3600))
    for byte in PLAIN + bytes(3600):
        await exchange.send(bytes([byte]))
        await exchange.wait(0.2)


async def _huge(exchange: Exchange) -> None:
    """Declare a huge file, and send it as long as the client reads."""
    await exchange.begin(200, Content_Length=str(DECLARED), Content_Type="application/zip")
    for _ in range(0 if exchange.request.method == "HEAD" else DECLARED // len(_ZEROS)):
        await exchange.send(_ZEROS)


async def _endless(exchange: Exchange) -> None:
    """Send a page that never ends."""
    await exchange.begin(200, Transfer_Encoding="chunked")
    piece = PLAIN + b"<p>And so on.</p>\n" * 2000
    while exchange.request.method != "HEAD":
        await exchange.send(b"%x\r\n%b\r\n" % (len(piece), piece))


async def _bomb(exchange: Exchange) -> None:
    """Send a small page that is huge after decompression."""
    await exchange.begin(200, Content_Encoding="gzip", Connection="close")
    packing = zlib.compressobj(1, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    await exchange.send(packing.compress(PLAIN))
    for _ in range(0 if exchange.request.method == "HEAD" else BOMB):
        await exchange.send(packing.compress(_ZEROS))
    await exchange.send(packing.flush())
    exchange.over = True


async def _cut_short(exchange: Exchange) -> None:
    """Send less than declared."""
    await exchange.begin(200, Content_Length=str(len(PLAIN) * 10))
    await exchange.send(PLAIN)
    exchange.over = True


async def _too_long(exchange: Exchange) -> None:
    """Send more than declared."""
    await exchange.begin(200, Content_Length=str(len(PLAIN)))
    await exchange.send(PLAIN + b"<p>This was not announced.</p>")
    exchange.over = True


async def _not_gzip(exchange: Exchange) -> None:
    """Send uncompressed text that is declared as compressed."""
    await exchange.reply(200, PLAIN, Content_Encoding="gzip")


async def _heads(exchange: Exchange) -> None:
    """Send many headers."""
    await exchange.reply(200, PLAIN, **{f"X_Number_{number}": "z" * 100 for number in range(60)})


ANSWERS: Mapping[str, Answer] = {
    "https://dripping.example/page": _dripping,
    "https://huge.example/images.zip": _huge,
    "https://endless.example/page": _endless,
    "https://bomb.example/page": _bomb,
    "https://cut-short.example/page": _cut_short,
    "https://too-long.example/page": _too_long,
    "https://not-gzip.example/page": _not_gzip,
    "https://heads.example/page": _heads,
}

CASES = (
    Case("dripping body", "https://dripping.example/page", "ok", "it responds; it does not have to be read completely", may=frozenset({"flaky"})),
    Case("huge file", "https://huge.example/images.zip", "ok", "it responds; it does not have to be read completely", role="download"),
    Case("endless page", "https://endless.example/page", "ok", "it responds; it cannot be read completely"),
    Case("bomb", "https://bomb.example/page", "ok", "it responds; it does not have to be decompressed completely"),
    Case(
        "body cut short", "https://cut-short.example/page", "ok", "it responds; only a complete read shows that the rest is missing", may=frozenset({"flaky"})
    ),
    Case("body too long", "https://too-long.example/page", "ok", "it responds; the undeclared rest is ignored"),
    Case("false gzip", "https://not-gzip.example/page", "ok", "it responds; only its text cannot be read", may=frozenset({"flaky"})),
    Case("many headers", "https://heads.example/page", "ok", "it responds"),
)
