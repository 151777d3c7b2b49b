"""What is promised of link checks where a server means harm: whatever it sends is an answer or a fault, soon."""

import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace

import httpx
import pytest

from bench import Bench, running
from curator.links.addresses import Address
from curator.links.classify import classified
from curator.links.doi_client import registration
from curator.links.fetch import Answer, FaultError, Fetcher
from curator.links.network import Network
from curator.links.page_text import page
from curator.links.redirects import Hop, Trail, followed
from curator.links.response_body import MOST, text

PATIENCE = 1.0
"""Seconds for a request to the bench."""
URL = "https://one.example/data"


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A running bench, whose slow addresses are slower than anybody waits."""
    with running(slow=20) as found:
        yield found


def resolve(host: str) -> list[str]:
    """A double of the names of the network."""
    if host not in ("one.example", "doi.org"):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return ["93.184.216.34"]


class Told(Fetcher):
    """Gives answers by URL, as a server would, and keeps the headers with which each was asked."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        super().__init__(Network(resolve=resolve))
        self.answers = answers
        self.asked: list[tuple[str, Mapping[str, str]]] = []

    def get(self, url: str, headers: Mapping[str, str] | None = None, most: int = MOST) -> Answer:
        """The next answer of a URL."""
        self.vetted(url)
        self.asked.append((url, headers or {}))
        return replace(self.answers[url], text=self.answers[url].text[:most])


def answer(status: int = 200, body: str = "", **headers: str) -> Answer:
    """An answer with these headers, named with underscores."""
    given = {"content-type": "text/html"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(URL, status, httpx.Headers(given), body)


@pytest.mark.parametrize("url", ["https://dripping-head.example/page", "https://late.example/page", "https://mute.example/page"])
def test_no_server_keeps_a_request_open(url: str, bench: Bench) -> None:
    """A head that comes byte by byte has as long as one that does not come at all."""
    began = time.monotonic()
    with pytest.raises(FaultError) as told:
        Fetcher(way(bench)).get(url)
    assert (told.value.kind, time.monotonic() - began < 3 * PATIENCE) == ("timeout", True)


def test_no_body_keeps_a_request_open(bench: Bench) -> None:
    """A body that comes byte by byte is read until the time is over; its status is known."""
    began = time.monotonic()
    found = Fetcher(way(bench)).get("https://dripping.example/page")
    assert found.status == 200
    assert time.monotonic() - began < 3 * PATIENCE


def way(bench: Bench) -> Network:
    """The way to the bench."""
    return Network(resolve=bench.resolve, bases=bench.map, authority=bench.ca, timeout=PATIENCE, pause=0.0)


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
def test_any_charset_can_be_claimed(charset: str) -> None:
    """A body whose charset is none is read as UTF-8."""
    assert text("größer".encode(), httpx.Headers({"content-type": f"text/html; {charset}"})) == "größer"


def test_a_charset_is_used() -> None:
    """A body is read in the charset that its header names, and as UTF-8 without one."""
    read = {charset: text("größer".encode(charset), httpx.Headers({"content-type": f'text/html; Charset="{charset}"'})) for charset in ("latin-1", "utf-16")}
    assert set(read.values()) == {"größer"}
    assert text("größer".encode(), httpx.Headers({"content-type": "text/html"})) == "größer"
    assert not text(b"PK", httpx.Headers({"content-type": "application/zip"}))


ENDLESS = {
    "number": f"<p>&#{'9' * 5000};</p>",
    "number in an attribute": f"<meta content='&#{'9' * 5000};'>",
    "title of signs": f"<title>{'!' * MOST}</title>",
    "headings": "<h1>x" * (MOST // 5),
    "drawings": "<svg>x" * (MOST // 6),
    "declarations": "<![" * (MOST // 3),
    "angles": "<" * MOST,
}


@pytest.mark.parametrize("html", ENDLESS.values(), ids=[name.replace(" ", "-") for name in ENDLESS])
def test_any_page_is_read_soon(html: str) -> None:
    """A page that is made to keep its reader busy is read and judged in a second or two."""
    began = time.monotonic()
    found = page(html)
    assert [found.gone, found.parked, found.challenge] == [""] * 3
    assert time.monotonic() - began < 2


def test_pages_are_compared_soon() -> None:
    """Two pages that are made to be hard to compare are told apart at once."""
    began = time.monotonic()
    assert not page("<p>" + "a " * 1000).same_as(page("<p>" + " ".join(f"a u{number}" for number in range(500))))
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("wait", ["9" * 5000, "-1", "1e9", "6", "Fri, 31 Dec 1999 23:59:59 GMT", ""], ids=range(6))
def test_only_a_short_wait_is_met(wait: str) -> None:
    """A wait that is long, or none, is not met, whatever stands in its header."""
    told = Told({URL: answer(429, retry_after=wait)})
    assert followed(told, URL).status == 429
    assert len(told.asked) == 1


def test_cookies_come_back_as_they_were() -> None:
    """A cookie is sent back letter for letter, so that no line break can be smuggled in one; what is none is left."""
    step = f"{URL}/2"
    first = answer(302, location=step, set_cookie='a="x\\012Evil: y"; Path=/')
    told = Told({URL: first, step: answer(302, location=f"{step}?3", set_cookie="\x00=;="), f"{step}?3": answer()})
    followed(told, URL)
    assert [headers for _, headers in told.asked] == [{}, {"Cookie": 'a="x\\012Evil: y"'}, {"Cookie": 'a="x\\012Evil: y"'}]


TARGETS = {
    "https://one.example/n\u00e4u#gr\u00f6\u00dfe\x1b[2J\x7f": "https://one.example/n%C3%A4u#gr%C3%B6%C3%9Fe%1B[2J%7F",
    "https://na\x1bme:secret@one.example/new": "https://one.example/new",
    "https://M\u00dcNCHEN.example:8443/": "https://xn--mnchen-3ya.example:8443/",
    "https://one.example:99999999999/": "https://one.example:99999999999/",
}


@pytest.mark.parametrize(("location", "target"), TARGETS.items(), ids=range(len(TARGETS)))
def test_a_redirect_is_told_as_a_plain_address(location: str, target: str) -> None:
    """Where a redirect leads is told in ASCII, without control characters, name or password."""
    try:
        found = Network().target(URL, location)
    except ValueError:
        found = ""
    assert found == target


@pytest.mark.parametrize("to", ["https://one.example/login/{a}", f"https://one.example/login?{'a' * 2000}"], ids=["odd", "long"])
def test_a_target_that_no_record_could_hold_is_left_out(to: str) -> None:
    """Where a redirect leads to what the history could not hold, its state is told without it."""
    found = classified(URL, Trail((Hop(URL, permanent=False),), to, 200))
    assert (found.state, found.to) == ("suspicious", "")


REFRESHED = [
    "http://10.0.0.1/",
    "//[fec0::1]/",
    "http://a\x00b.example/",
    f"http://{'a' * 70}.example/",
    "http://[::1",
    "http://\ud800.example/",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("url", REFRESHED, ids=range(len(REFRESHED)))
def test_a_page_that_leads_inside_or_nowhere_is_told(url: str) -> None:
    """A page that leads by itself to a private address, or to none, is suspicious or gone, and only its own address was asked."""
    told = Told({URL: answer(body=f'<meta http-equiv="refresh" content="0; url={url}">')})
    found = classified(URL, followed(told, URL))
    assert (found.state, found.to) in (("suspicious", ""), ("failing", ""))
    assert [asked for asked, _ in told.asked] == [URL]


DOI = Address("https://doi.org/10.5555/harbour", (), "Harbour")
ANSWERS = ["[" * MOST, '{"responseCode": []}', '{"responseCode": "100"}', "9" * 5000, '"text"', "<html>"]


@pytest.mark.parametrize("said", ANSWERS, ids=range(len(ANSWERS)))
def test_a_registry_that_says_nothing_condemns_no_doi(said: str) -> None:
    """An answer of the registry that cannot be understood says nothing of a DOI."""
    assert registration(Told({"https://doi.org/api/handles/10.5555/harbour?type=URL": answer(body=said)}), DOI, title=True).state == "flaky"


TOLD = ["[" * MOST, '{"title": {}}', '{"title": ["\\ud800"]}', '{"title": null}', "[]"]


@pytest.mark.parametrize("said", TOLD, ids=range(len(TOLD)))
def test_a_title_that_is_none_is_no_other_title(said: str) -> None:
    """Metadata from wherever a DOI leads are compared only where they hold a title, and asked of public hosts only."""
    told = {"https://doi.org/api/handles/10.5555/harbour?type=URL": answer(body='{"responseCode": 1}')}
    found = registration(Told(told | {"https://doi.org/10.5555/harbour": answer(body=said)}), DOI, title=True)
    assert found.state in ("ok", "retitled")
    assert found.why.isprintable()
    inside = Told(told | {"https://doi.org/10.5555/harbour": answer(302, location="http://169.254.169.254/")})
    assert registration(inside, DOI, title=True).state == "ok"
    assert len(inside.asked) == 2
