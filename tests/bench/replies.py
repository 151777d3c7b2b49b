"""Responses that many addresses share."""

from bench.http_exchange import Answer, Exchange


def page(title: str, *paragraphs: str, heading: str = "", head: str = "") -> bytes:
    """Return an HTML page."""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>\n'
        f"<body>\n<h1>{heading or title}</h1>\n{body}</body></html>\n"
    ).encode()


PLAIN = page(
    "A made dataset of retinas",
    "Forty colour photographs of the retina, each with the vessels drawn by two observers.",
    '<a id="download" href="images.zip">Download the images</a> (31 MB).',
)
"""A page without problems."""
MISSING = page("Not found", "There is no such page here.", heading="404")
"""The page for status 404."""


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    """Respond with a status and a body."""

    async def answer(exchange: Exchange) -> None:
        await exchange.reply(status, body, **headers)

    return answer


def leads(status: int, to: str, **headers: str) -> Answer:
    """Redirect to a URL; an invented one is mapped to the test server."""

    async def answer(exchange: Exchange) -> None:
        await exchange.reply(status, b"", Location=exchange.bench.mapped(to), **headers)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """Respond differently to each request; the last response is repeated."""

    async def answer(exchange: Exchange) -> None:
        await answers[min(exchange.time, len(answers)) - 1](exchange)

    return answer


def to_head(answer: Answer, otherwise: Answer) -> Answer:
    """Respond differently to HEAD and other requests."""

    async def either(exchange: Exchange) -> None:
        await (answer if exchange.request.method == "HEAD" else otherwise)(exchange)

    return either


fine = says(200, PLAIN)
missing = says(404, MISSING)
archive = says(200, b"PK\x05\x06" + bytes(18), Content_Type="application/zip")
"""An empty ZIP archive."""
