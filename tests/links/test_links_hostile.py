"""A malicious server cannot block or mislead link checks: whatever it sends gives a result soon."""

import asyncio
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from wsgiref.headers import Headers

import pytest

from bench import Bench, running
from curator.links.addresses import Address
from curator.links.classify import Result, classify
from curator.links.doi_client import registration
from curator.links.fetch import MAX_BODY, Fetcher, RequestError, Response, body_text
from curator.links.network import Network
from curator.links.page_text import page
from curator.links.redirects import Chain, Redirect, follow

TIME_LIMIT = 1.0
"""Seconds for a request to the test server."""
URL = "https://one.example/data"


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A running test server, whose slow pages exceed the time limit."""
    with running(slow=20) as found:
        yield found


def resolve(host: str) -> list[str]:
    """A test double for the resolver."""
    if host not in ("one.example", "doi.org"):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return ["93.184.216.34"]


class Server(Fetcher):
    """Returns prepared responses by URL, and keeps the URL and headers of each request."""

    def __init__(self, responses: Mapping[str, Response]) -> None:
        super().__init__(Network(resolve=resolve))
        self.responses = responses
        self.requests: list[tuple[str, Mapping[str, str]]] = []

    async def get(self, url: str, headers: Mapping[str, str] | None = None, limit: int = MAX_BODY) -> Response:
        """Return the prepared response for a URL."""
        await self.public_address(url)
        self.requests.append((url, headers or {}))
        return replace(self.responses[url], text=self.responses[url].text[:limit])


def response(status: int = 200, body: str = "", **headers: str) -> Response:
    """Return a response with these headers, named with underscores."""
    given = {"content-type": "text/html"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(URL, status, Headers(list(given.items())), body)


def chain(server: Server) -> Chain:
    """Return the redirect chain of the URL."""
    return asyncio.run(follow(server, URL))


def get(bench: Bench, url: str) -> Response:
    """Return the response of the test server."""

    async def request() -> Response:
        async with Fetcher(Network(resolve=bench.resolve, bases=bench.map, ca_file=bench.ca, timeout=TIME_LIMIT, pause=0.0)) as fetcher:
            return await fetcher.get(url)

    return asyncio.run(request())


@pytest.mark.parametrize("url", ["https://dripping-head.example/page", "https://late.example/page", "https://mute.example/page"])
def test_no_header_exceeds_the_time_limit(url: str, bench: Bench) -> None:
    """The time limit also ends a request whose header arrives byte by byte."""
    began = time.monotonic()
    with pytest.raises(RequestError) as raised:
        get(bench, url)
    assert (raised.value.kind, time.monotonic() - began < 3 * TIME_LIMIT) == ("timeout", True)


def test_no_body_exceeds_the_time_limit(bench: Bench) -> None:
    """A body that arrives byte by byte is read up to the time limit; its status is known."""
    began = time.monotonic()
    assert get(bench, "https://dripping.example/page").status == 200
    assert time.monotonic() - began < 3 * TIME_LIMIT


@pytest.mark.parametrize("url", ["https://endless.example/page", "https://huge.example/images.zip", "https://bomb.example/page"])
def test_no_body_exceeds_the_size_limit(url: str, bench: Bench) -> None:
    """A body is read, and decompressed, up to the size limit."""
    bench.reset()
    assert len(get(bench, url).text) <= MAX_BODY
    assert bench.sent.total() < 100 * MAX_BODY


CHARSETS = [
    "charset*0=a; charset*=b",
    f"charset*{'9' * 5000}=a",
    "charset=idna",
    "charset=undefined",
    "charset=base64",
    "charset=no-such",
    "charset=",
    'charset="',
]


@pytest.mark.parametrize("charset", CHARSETS, ids=range(len(CHARSETS)))
def test_an_unknown_charset_is_ignored(charset: str) -> None:
    """A body with an unknown charset is read as UTF-8."""
    assert body_text("größer".encode(), Headers([("content-type", f"text/html; {charset}")])) == "größer"


def test_a_charset_is_used() -> None:
    """A body is read in the charset in its header, and as UTF-8 without one."""
    read = {charset: body_text("größer".encode(charset), Headers([("content-type", f'text/html; Charset="{charset}"')])) for charset in ("latin-1", "utf-16")}
    assert set(read.values()) == {"größer"}
    assert body_text("größer".encode(), Headers([("content-type", "text/html")])) == "größer"
    assert not body_text(b"PK", Headers([("content-type", "application/zip")]))


ENDLESS = {
    "number": f"<p>&#{'9' * 5000};</p>",
    "number in an attribute": f"<meta content='&#{'9' * 5000};'>",
    "title of signs": f"<title>{'!' * MAX_BODY}</title>",
    "headings": "<h1>x" * (MAX_BODY // 5),
    "drawings": "<svg>x" * (MAX_BODY // 6),
    "declarations": "<![" * (MAX_BODY // 3),
    "angles": "<" * MAX_BODY,
}


@pytest.mark.parametrize("html", ENDLESS.values(), ids=[name.replace(" ", "-") for name in ENDLESS])
def test_any_page_is_parsed_soon(html: str) -> None:
    """A page that is expensive to parse is parsed within two seconds."""
    began = time.monotonic()
    found = page(html)
    assert [found.gone, found.parked, found.challenge] == [""] * 3
    assert time.monotonic() - began < 2


def test_pages_are_compared_soon() -> None:
    """Two pages that are expensive to compare are compared within a second."""
    began = time.monotonic()
    assert not page("<p>" + "a " * 1000).same_as(page("<p>" + " ".join(f"a u{number}" for number in range(500))))
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("wait", ["9" * 5000, "-1", "1e9", "6", "Fri, 31 Dec 1999 23:59:59 GMT", ""], ids=range(6))
def test_only_a_short_wait_is_granted(wait: str) -> None:
    """A `Retry-After` header that is too long or invalid is ignored."""
    server = Server({URL: response(429, retry_after=wait)})
    assert chain(server).status == 429
    assert len(server.requests) == 1


def test_cookies_are_sent_back_unchanged() -> None:
    """A cookie is sent back unchanged, so that it cannot add a line break; an invalid one is ignored."""
    step = f"{URL}/2"
    first = response(302, location=step, set_cookie='a="x\\012Evil: y"; Path=/')
    server = Server({URL: first, step: response(302, location=f"{step}?3", set_cookie="\x00=;="), f"{step}?3": response()})
    chain(server)
    assert [headers for _, headers in server.requests] == [{}, {"Cookie": 'a="x\\012Evil: y"'}, {"Cookie": 'a="x\\012Evil: y"'}]


TARGETS = {
    "https://one.example/n\u00e4u#gr\u00f6\u00dfe\x1b[2J\x7f": "https://one.example/n%C3%A4u#gr%C3%B6%C3%9Fe%1B[2J%7F",
    "https://na\x1bme:secret@one.example/new": "https://one.example/new",
    "https://M\u00dcNCHEN.example:8443/": "https://xn--mnchen-3ya.example:8443/",
    "https://one.example:99999999999/": "https://one.example:99999999999/",
}


@pytest.mark.parametrize(("location", "target"), TARGETS.items(), ids=range(len(TARGETS)))
def test_the_target_of_a_redirect_is_encoded(location: str, target: str) -> None:
    """The target of a redirect is in ASCII, without control characters, user name and password."""
    try:
        found = Network().target(URL, location)
    except ValueError:
        found = ""
    assert found == target


@pytest.mark.parametrize("to", ["https://one.example/login/{a}", f"https://one.example/login?{'a' * 2000}"], ids=["odd", "long"])
def test_an_invalid_target_is_left_out(to: str) -> None:
    """A redirect target that is invalid in the history is left out of the result."""
    result = classify(URL, Chain((Redirect(URL, permanent=False),), to, 200))
    assert (result.state, result.to) == ("suspicious", "")


RELOADED = [
    "http://10.0.0.1/",
    "//[fec0::1]/",
    "http://a\x00b.example/",
    f"http://{'a' * 70}.example/",
    "http://[::1",
    "http://\ud800.example/",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("url", RELOADED, ids=range(len(RELOADED)))
def test_no_reload_to_a_private_address_is_followed(url: str) -> None:
    """A page that reloads to a private or invalid URL is suspicious or failing, and only its own URL is requested."""
    server = Server({URL: response(body=f'<meta http-equiv="refresh" content="0; url={url}">')})
    result = classify(URL, chain(server))
    assert (result.state, result.to) in (("suspicious", ""), ("failing", ""))
    assert [requested for requested, _ in server.requests] == [URL]


DOI = Address("https://doi.org/10.5555/harbour", (), "Harbour")
HANDLE = "https://doi.org/api/handles/10.5555/harbour?type=URL"


def doi_result(server: Server) -> Result:
    """Return the result of checking the DOI."""
    return asyncio.run(registration(server, DOI))


INVALID = ["[" * MAX_BODY, '{"responseCode": []}', '{"responseCode": "100"}', "9" * 5000, '"text"', "<html>"]


@pytest.mark.parametrize("body", INVALID, ids=range(len(INVALID)))
def test_an_invalid_response_of_the_registry_makes_no_doi_unregistered(body: str) -> None:
    """After an invalid response of the DOI registry, it is unknown whether a DOI is registered."""
    assert doi_result(Server({HANDLE: response(body=body)})).state == "flaky"


TITLES = ["[" * MAX_BODY, '{"title": {}}', '{"title": ["\\ud800"]}', '{"title": null}', "[]"]


@pytest.mark.parametrize("body", TITLES, ids=range(len(TITLES)))
def test_invalid_metadata_have_no_other_title(body: str) -> None:
    """Titles are compared only if the metadata have one, and metadata are requested from public hosts only."""
    registered = {HANDLE: response(body='{"responseCode": 1}')}
    result = doi_result(Server(registered | {DOI.url: response(body=body)}))
    assert result.state in ("ok", "retitled")
    assert result.why.isprintable()
    private = Server(registered | {DOI.url: response(302, location="http://169.254.169.254/")})
    assert doi_result(private).state == "ok"
    assert len(private.requests) == 2
