"""Ways to answer that many addresses share."""

from bench.exchange import Answer, Exchange


def page(title: str, *paragraphs: str, heading: str = "", head: str = "") -> bytes:
    """A page in HTML."""
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
"""A page as one would hope for."""
MISSING = page("Not found", "There is no such page here.", heading="404")
"""What a page that is missing answers, with the status that says so."""


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    """Answer with a status and a body."""

    async def answer(exchange: Exchange) -> None:
        await exchange.reply(status, body, **headers)

    return answer


def leads(status: int, to: str, **headers: str) -> Answer:
    """Redirect; a made-up address is led to where it is served."""

    async def answer(exchange: Exchange) -> None:
        await exchange.reply(status, b"", Location=exchange.bench.mapped(to), **headers)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """Answer in another way each time; the last way stays."""

    async def answer(exchange: Exchange) -> None:
        await answers[min(exchange.time, len(answers)) - 1](exchange)

    return answer


def to_head(answer: Answer, otherwise: Answer) -> Answer:
    """Answer HEAD in one way and the rest in another."""

    async def either(exchange: Exchange) -> None:
        await (answer if exchange.request.method == "HEAD" else otherwise)(exchange)

    return either


fine = says(200, PLAIN)
missing = says(404, MISSING)
archive = says(200, b"PK\x05\x06" + bytes(18), Content_Type="application/zip")
"""An archive without files in it."""
