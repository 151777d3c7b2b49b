"""Pages that exist, although some look unusual."""

from collections.abc import Mapping

from bench import hosts
from bench.http_exchange import Answer, Exchange
from bench.link_case import Case
from bench.replies import PLAIN, archive, fine, in_turn, missing, page, says, to_head

_PROSE = page(
    "Lesions of the skin",
    "In 404 images the lesion was not found by the first observer; such images are kept. Page 404 of the manual says: page not found in the atlas.",
    heading="Lesions found and not found",
)
_NUMBERED = page("Retina 404: 404 photographs of the retina", "Of the 404 eyes, 12 were not found again.")


async def mass(exchange: Exchange) -> None:
    """Respond with a page for each number, after the configured delay."""
    if exchange.request.path.removeprefix("/p/").isdecimal():
        await exchange.wait(exchange.bench.delay)
        await fine(exchange)
    else:
        await missing(exchange)


async def _query(exchange: Exchange) -> None:
    await (fine if exchange.request.query == "id=1&name=a+b%26c&v=2" else missing)(exchange)


ANSWERS: Mapping[str, Answer] = {
    "https://ok.example/": fine,
    "https://ok.example/page": fine,
    "https://ok.example/terms": fine,
    "http://plain.example/page": fine,
    "https://archive.example/images.zip": archive,
    "https://untyped.example/page": says(200, PLAIN, Content_Type=""),
    "https://charset.example/page": says(200, b"<title>\xff\xfe\x00 \x81\x8d</title>", Content_Type="text/html; charset=made-up"),
    "https://prose.example/page": says(200, _PROSE),
    "https://numbered.example/page": says(200, _NUMBERED),
    "https://lenient.example/page": fine,
    "https://lenient.example/*": says(200, page("Page not found", "Nothing is here.")),
    "https://get-only.example/page": to_head(says(405, Allow="GET"), fine),
    "https://head-404.example/page": to_head(missing, fine),
    "https://busy-once.example/page": in_turn(says(503), fine),
    "https://wait-a-second.example/page": in_turn(says(429, Retry_After="1"), fine),
    "https://six.example/page": fine,
    "https://xn--mnchen-3ya.example/": fine,
    "https://xn--mnchen-3ya.example/gr%C3%B6%C3%9Fe": fine,
    "https://space.example/my%20images/a%20b": fine,
    "https://encoded.example/a%2Fb": fine,
    "https://query.example/page": _query,
} | {f"{scheme}://{host}/*": mass for host in hosts.MASS for scheme in ("https", "http")}

CASES = (
    Case("plain", "https://ok.example/page", "ok", "the page responds"),
    Case("front page", "https://ok.example", "ok", "a URL without a path is the front page of its site", role="homepage"),
    Case("plain http", "http://plain.example/page", "ok", "the page responds; `curator check` reports the missing https"),
    Case("fragment", "https://ok.example/page#download", "ok", "the page responds, and has the anchor"),
    Case("missing fragment", "https://ok.example/terms#no-such-anchor", "ok", "a page without the anchor is still the page", role="licence"),
    Case("file", "https://archive.example/images.zip", "ok", "a download responds", role="download"),
    Case("no content type", "https://untyped.example/page", "ok", "a content type is not required"),
    Case("unknown charset", "https://charset.example/page", "ok", "a page that cannot be decoded has responded"),
    Case("404 in prose", "https://prose.example/page", "ok", "a page may mention “not found”, even in its heading"),
    Case("404 in title", "https://numbered.example/page", "ok", "404 can be a number of images"),
    Case("lenient site", "https://lenient.example/page", "ok", "other URLs of the site give a soft 404, but not this one"),
    Case("HEAD refused", "https://get-only.example/page", "ok", "the response to GET decides"),
    Case("HEAD says 404", "https://head-404.example/page", "ok", "the response to GET decides"),
    Case("503 once", "https://busy-once.example/page", "ok", "it responds to the second request"),
    Case("429 once", "https://wait-a-second.example/page", "ok", "it responds after the requested wait"),
    Case("IPv6 only", "https://six.example/page", "ok", "a host may have only IPv6 addresses"),
    Case("host not in ASCII", "https://münchen.example/", "ok", "a host name is requested in its ASCII form", role="homepage"),
    Case("path not in ASCII", "https://münchen.example/größe", "ok", "a path is requested percent-encoded in UTF-8"),
    Case("punycode", "https://xn--mnchen-3ya.example/gr%C3%B6%C3%9Fe", "ok", "the same page, written in ASCII"),
    Case("encoded space", "https://space.example/my%20images/a%20b", "ok", "a percent-encoded space stays one"),
    Case("encoded slash", "https://encoded.example/a%2Fb", "ok", "a percent-encoded slash is not a slash"),
    Case("query", "https://query.example/page?id=1&name=a+b%26c&v=2", "ok", "a query is sent unchanged"),
)
