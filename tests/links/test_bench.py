"""The test server for link checks behaves as its table of cases says."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import get_args
from urllib.parse import urlsplit

import httpx
import pytest

import bench
from bench import Bench, all_cases, hosts
from curator.records.link_history import State

STATUSES = {
    "https://ok.example/page": [200],
    "https://ok.example": [200],
    "https://ok.example/nothing": [404],
    "http://plain.example/page": [200],
    "https://six.example/page": [200],
    "https://münchen.example/größe": [200],
    "https://encoded.example/a%2Fb": [200],
    "https://encoded.example/a/b": [404],
    "https://query.example/page?id=1&name=a+b%26c&v=2": [200],
    "https://query.example/page?id=1": [404],
    "https://for-good.example/old": [301, 200],
    "https://chain-mixed.example/a": [301, 302, 200],
    "http://secured.example/page": [301, 200],
    "https://cookie.example/page": [302, 200],
    "https://to-missing.example/data": [301, 404],
    "https://soft-title.example/data": [200],
    "https://answers-403.example/page": [403],
    "https://answers-999.example/page": [999],
    "https://challenge-header.example/page": [202],
    "https://gone-for-good.example/page": [410],
    "https://answers-503.example/page": [503],
}
"""The statuses of the redirect chain of a URL."""
UNTRUSTED = {"expired": 10, "wrong-host": 64, "chain": 20, "stranger": 19}
"""OpenSSL's verification code for the certificate of a host."""


@pytest.fixture(scope="module")
def running() -> Iterator[Bench]:
    """A running test server for all tests in this module."""
    with bench.running(slow=0.5, delay=0.02) as found:
        yield found


@pytest.fixture
def faults(running: Bench) -> Bench:
    """The running test server, without earlier requests."""
    running.reset()
    return running


@pytest.fixture(scope="module")
def client(running: Bench) -> Iterator[httpx.Client]:
    """A client that trusts the authority of the test server."""
    with httpx.Client(verify=ssl.create_default_context(cafile=str(running.ca)), trust_env=False, follow_redirects=True, timeout=5) as found:
        yield found


def test_each_state_has_a_case() -> None:
    """Each state has a case, names and URLs of cases are unique, and only moved ones have a new URL."""
    assert {case.after(run) for case in bench.CASES for run in (1, 2)} == set(get_args(State))
    assert len({case.name for case in bench.CASES}) == len({case.url for case in bench.CASES}) == len(bench.CASES)
    assert [case.name for case in bench.CASES if (case.expected == "moved") != (case.to is not None)] == []


def test_each_case_is_served_or_unresolvable(faults: Bench) -> None:
    """Each URL of the table is served on this machine with its own response, or its host has no IP address."""
    dumb = {f"https://{name}.example" for name in ("mute", "refusing", "plain-speaker")}
    for case in bench.CASES:
        origin = "://".join(urlsplit(case.url)[:2])
        loopback = urlsplit(faults.mapped(case.url)).hostname or ""
        assert loopback.startswith("127.") or loopback == "::1" or urlsplit(case.url).hostname in {*hosts.GONE, *hosts.UNSURE}, case.url
        known = {url.partition("#")[0].partition("?")[0] for url in (case.url, f"{origin}/*")} & set(all_cases.ANSWERS)
        assert known or "münchen" in origin or case.url == origin or origin in dumb or origin not in faults.map, case.url


@pytest.mark.parametrize("url", STATUSES)
def test_a_url_has_its_statuses(faults: Bench, client: httpx.Client, url: str) -> None:
    """The statuses of the redirect chain are those of the case."""
    answer = client.get(faults.mapped(url))
    assert [step.status_code for step in (*answer.history, answer)] == STATUSES[url]


@pytest.mark.parametrize("name", UNTRUSTED)
def test_a_certificate_has_its_error(faults: Bench, name: str) -> None:
    """Each invalid certificate is rejected for the reason in its case, and only for that reason."""
    parts = urlsplit(faults.mapped(f"https://{name}.example/page"))
    with (
        socket.create_connection((parts.hostname, parts.port), timeout=5) as line,
        pytest.raises(ssl.SSLCertVerificationError) as refused,
    ):
        ssl.create_default_context(cafile=str(faults.ca)).wrap_socket(line, server_hostname=parts.hostname)
    assert refused.value.verify_code == UNTRUSTED[name]


@pytest.mark.parametrize("name", ["silent", "reset", "reset-within", "nonsense", "refusing", "plain-speaker", "dripping-head", "cut-short"])
def test_a_broken_response_is_an_error(faults: Bench, client: httpx.Client, name: str) -> None:
    """A connection that is refused, reset or without a response gives an error and no status."""
    with pytest.raises(httpx.TransportError):
        client.get(faults.mapped(f"https://{name}.example/page"))


@pytest.mark.parametrize("name", ["late", "mute"])
def test_a_slow_response_exceeds_the_time_limit(faults: Bench, client: httpx.Client, name: str) -> None:
    """A slow page sends nothing for the configured time."""
    with pytest.raises(httpx.TimeoutException):
        client.get(faults.mapped(f"https://{name}.example/page"), timeout=0.2)


def test_a_page_responds_after_the_requested_wait(faults: Bench, client: httpx.Client) -> None:
    """A page that requests a wait responds to the second request; a reset starts over."""
    url = faults.mapped("https://wait-a-second.example/page")
    first, again = client.get(url), client.get(url)
    assert (first.status_code, first.headers["Retry-After"], again.status_code) == (429, "1", 200)
    faults.reset()
    assert client.get(url).status_code == 429


def test_a_page_can_be_made_missing(faults: Bench, client: httpx.Client) -> None:
    """A page returns 404 as long as the test marks it as missing."""
    url = "https://revived.example/page"
    faults.missing.add(url)
    fallen = client.get(faults.mapped(url)).status_code
    faults.missing.clear()
    assert (fallen, client.get(faults.mapped(url)).status_code) == (404, 200)


@pytest.mark.parametrize(("path", "least"), [("endless.example/page", 1 << 16), ("huge.example/images.zip", 1 << 16), ("bomb.example/page", 1 << 10)])
def test_an_endless_body_can_be_aborted(faults: Bench, client: httpx.Client, path: str, least: int) -> None:
    """An endless body begins immediately, and its client may disconnect at any time."""
    with client.stream("GET", faults.mapped(f"https://{path}")) as answer:
        assert len(next(answer.iter_raw(least))) == least
    host, _, rest = path.partition("/")
    assert least <= faults.sent[host, f"/{rest}"] < 1 << 24


def test_names_resolve_without_the_network(faults: Bench) -> None:
    """The test double of the domain name system has public, private and unknown hosts, and reads IP addresses as the system does."""
    assert [faults.resolve(name)[0] for name in ("ok.example", "münchen.example", "six.example", "inside.example", "127.1")] == [
        hosts.PUBLIC,
        hosts.PUBLIC,
        hosts.PUBLIC_SIX,
        "10.0.0.5",
        "127.0.0.1",
    ]
    with pytest.raises(socket.gaierror, match="not known"):
        faults.resolve("gone.example")
    with pytest.raises(socket.gaierror, match="Temporary failure"):
        faults.resolve("unsure.example")


def test_each_refused_address_is_private(faults: Bench) -> None:
    """Each address in the table of refused ones is private, or its host has a private IP address."""
    public = {hosts.PUBLIC, hosts.PUBLIC_SIX}
    assert [refused.url for refused in bench.REFUSED if set(faults.resolve(urlsplit(refused.url).hostname or "")) <= public] == []


@pytest.mark.parametrize("name", ["to-private", "to-inside-name", "to-loopback", "to-number", "to-inside-later"])
def test_a_request_to_a_private_address_is_recorded(faults: Bench, client: httpx.Client, name: str) -> None:
    """A client that follows a redirect to a private address is recorded; one that does not is not."""
    url = faults.mapped(f"https://{name}.example/page")
    client.get(url, follow_redirects=False)
    assert faults.private_requests() == []
    client.get(url)
    assert len(faults.private_requests()) == 1


def test_the_registry_has_its_dois(faults: Bench, client: httpx.Client) -> None:
    """The test double of the registry responds to a registered DOI, an unregistered one, and with a failure, as the real one does."""
    responses = {doi: client.get(faults.mapped(f"https://doi.org/api/handles/{doi}")) for doi in ("10.5555/registered", "10.5555/never", "10.99999/any")}
    assert [(answer.status_code, answer.json()["responseCode"]) for answer in responses.values()] == [(200, 1), (404, 100), (500, 2)]
    assert responses["10.5555/registered"].json()["values"][0]["data"]["value"] == "https://publisher.example/article/1"


def test_the_registry_redirects_to_metadata_and_page(faults: Bench, client: httpx.Client) -> None:
    """A DOI redirects to its metadata if they are requested, otherwise to the landing page."""
    url = faults.mapped("https://doi.org/10.5555/retitled")
    responses = client.get(url, headers={"Accept": "application/vnd.citationstyles.csl+json"})
    assert responses.json()["title"] == "Vessels of the skin in ultrasound"
    assert "publisher.example" in str(client.get(url).url)


def test_requests_are_counted(faults: Bench, client: httpx.Client) -> None:
    """The test server counts requests by host and path, and simultaneous requests by host."""
    urls = [faults.mapped(f"https://{host}/p/{number}") for host in ("h0.example", "h1.example") for number in range(3)]
    with ThreadPoolExecutor(len(urls)) as pool:
        assert {answer.status_code for answer in pool.map(client.get, urls)} == {200}
    assert faults.request_counts["h1.example", "/p/2"] == 1
    assert faults.most_at_once["h0.example"] > 1
    faults.reset()
    for url in urls:
        client.get(url)
    assert set(faults.most_at_once.values()) == {1}


def test_a_stopped_server_leaves_nothing_behind() -> None:
    """A server that stops during a request leaves no thread, port or file."""
    before = set(threading.enumerate())
    with bench.running() as short:
        parts = urlsplit(short.mapped("http://plain.example/page"))
        line = socket.create_connection((parts.hostname, parts.port), timeout=5)
        line.sendall(b"GET /plain.example/page HTTP/1.1\r\n\r\n")
        assert line.recv(65_536).startswith(b"HTTP/1.1 200")  # the server has accepted the connection
        line.sendall(b"GET /plain.example/page HTTP/1.1\r\n")
    with contextlib.suppress(ConnectionResetError):  # if the second request was not read
        assert line.recv(1) == b""
    line.close()
    assert set(threading.enumerate()) <= before  # threads of earlier servers may end meanwhile
    assert not short.ca.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((parts.hostname, parts.port), timeout=5)
