"""The bench of link faults shows what its table says."""

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
from bench import Bench, names, table
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
"""The statuses on the way from an address."""
UNTRUSTED = {"expired": 10, "wrong-host": 64, "chain": 20, "stranger": 19}
"""OpenSSL's number of the fault that the certificate of a name shows."""


@pytest.fixture(scope="module")
def running() -> Iterator[Bench]:
    """A running bench for all tests here."""
    with bench.running(slow=0.5, delay=0.02) as found:
        yield found


@pytest.fixture
def faults(running: Bench) -> Bench:
    """The running bench, which has forgotten what was asked."""
    running.fresh()
    return running


@pytest.fixture(scope="module")
def client(running: Bench) -> Iterator[httpx.Client]:
    """A client that trusts the bench's authority."""
    with httpx.Client(verify=ssl.create_default_context(cafile=str(running.ca)), trust_env=False, follow_redirects=True, timeout=5) as found:
        yield found


def test_the_table_names_every_state_once_or_more() -> None:
    """Every state has a case, no two cases have one name or address, and only what has moved has a new address."""
    assert {case.after(run) for case in bench.CASES for run in (1, 2)} == set(get_args(State))
    assert len({case.name for case in bench.CASES}) == len({case.url for case in bench.CASES}) == len(bench.CASES)
    assert [case.name for case in bench.CASES if (case.expected == "moved") != (case.to is not None)] == []


def test_every_case_is_served_or_has_no_address(faults: Bench) -> None:
    """An address of the table is served on this machine, with an answer of its own, or its name has no address to ask."""
    dumb = {f"https://{name}.example" for name in ("mute", "refusing", "plain-speaker")}
    for case in bench.CASES:
        origin = "://".join(urlsplit(case.url)[:2])
        loopback = urlsplit(faults.mapped(case.url)).hostname or ""
        assert loopback.startswith("127.") or loopback == "::1" or urlsplit(case.url).hostname in {*names.GONE, *names.UNSURE}, case.url
        known = {url.partition("#")[0].partition("?")[0] for url in (case.url, f"{origin}/*")} & set(table.ANSWERS)
        assert known or "münchen" in origin or case.url == origin or origin in dumb or origin not in faults.map, case.url


@pytest.mark.parametrize("url", STATUSES)
def test_an_address_answers_as_the_table_says(faults: Bench, client: httpx.Client, url: str) -> None:
    """The statuses on the way from an address are those that its case is about."""
    answer = client.get(faults.mapped(url))
    assert [step.status_code for step in (*answer.history, answer)] == STATUSES[url]


@pytest.mark.parametrize("name", UNTRUSTED)
def test_a_certificate_shows_its_fault(faults: Bench, name: str) -> None:
    """Each bad certificate is refused for the reason that its case names, and is fine but for that."""
    parts = urlsplit(faults.mapped(f"https://{name}.example/page"))
    with (
        socket.create_connection((parts.hostname, parts.port), timeout=5) as line,
        pytest.raises(ssl.SSLCertVerificationError) as refused,
    ):
        ssl.create_default_context(cafile=str(faults.ca)).wrap_socket(line, server_hostname=parts.hostname)
    assert refused.value.verify_code == UNTRUSTED[name]


@pytest.mark.parametrize("name", ["silent", "reset", "reset-within", "nonsense", "refusing", "plain-speaker", "dripping-head", "cut-short"])
def test_a_broken_answer_is_an_error(faults: Bench, client: httpx.Client, name: str) -> None:
    """A connection that is refused, broken off, or holds no answer gives an error and no status."""
    with pytest.raises(httpx.TransportError):
        client.get(faults.mapped(f"https://{name}.example/page"))


@pytest.mark.parametrize("name", ["late", "mute"])
def test_a_slow_answer_exceeds_the_clients_patience(faults: Bench, client: httpx.Client, name: str) -> None:
    """An address that keeps its client waiting sends nothing in the time that the bench was given."""
    with pytest.raises(httpx.TimeoutException):
        client.get(faults.mapped(f"https://{name}.example/page"), timeout=0.2)


def test_what_answers_once_in_a_while_answers_the_second_time(faults: Bench, client: httpx.Client) -> None:
    """An address that asks for patience is fine when it is asked again, and forgets that on demand."""
    url = faults.mapped("https://wait-a-second.example/page")
    first, again = client.get(url), client.get(url)
    assert (first.status_code, first.headers["Retry-After"], again.status_code) == (429, "1", 200)
    faults.fresh()
    assert client.get(url).status_code == 429


def test_an_address_falls_and_revives(faults: Bench, client: httpx.Client) -> None:
    """An address answers 404 for as long as it stands among the fallen ones."""
    url = "https://revived.example/page"
    faults.fallen.add(url)
    fallen = client.get(faults.mapped(url)).status_code
    faults.fallen.clear()
    assert (fallen, client.get(faults.mapped(url)).status_code) == (404, 200)


@pytest.mark.parametrize(("path", "least"), [("endless.example/page", 1 << 16), ("huge.example/images.zip", 1 << 16), ("bomb.example/page", 1 << 10)])
def test_a_body_without_end_can_be_left(faults: Bench, client: httpx.Client, path: str, least: int) -> None:
    """A body that nobody can read whole begins at once, and its client may go at any time."""
    with client.stream("GET", faults.mapped(f"https://{path}")) as answer:
        assert len(next(answer.iter_raw(least))) == least
    host, _, rest = path.partition("/")
    assert least <= faults.sent[host, f"/{rest}"] < 1 << 24


def test_names_resolve_without_the_network(faults: Bench) -> None:
    """The double of the name system knows public, private and missing names, and reads a literal address as the system does."""
    assert [faults.resolve(name)[0] for name in ("ok.example", "münchen.example", "six.example", "inside.example", "127.1")] == [
        names.PUBLIC,
        names.PUBLIC,
        names.PUBLIC_SIX,
        "10.0.0.5",
        "127.0.0.1",
    ]
    with pytest.raises(socket.gaierror, match="not known"):
        faults.resolve("gone.example")
    with pytest.raises(socket.gaierror, match="Temporary failure"):
        faults.resolve("unsure.example")


def test_no_refused_address_resolves_to_public_ones_alone(faults: Bench) -> None:
    """What the table of refused addresses holds is private by itself or by one of its name's addresses."""
    public = {names.PUBLIC, names.PUBLIC_SIX}
    assert [refused.url for refused in bench.REFUSED if set(faults.resolve(urlsplit(refused.url).hostname or "")) <= public] == []


@pytest.mark.parametrize("name", ["to-private", "to-inside-name", "to-loopback", "to-number", "to-inside-later"])
def test_who_follows_a_redirect_inside_is_seen(faults: Bench, client: httpx.Client, name: str) -> None:
    """A client that follows a redirect to a private address is caught at it, and one that does not is not."""
    url = faults.mapped(f"https://{name}.example/page")
    client.get(url, follow_redirects=False)
    assert faults.trespasses() == []
    client.get(url)
    assert len(faults.trespasses()) == 1


def test_the_registry_knows_its_dois(faults: Bench, client: httpx.Client) -> None:
    """The registry's double tells of a DOI, of one that it does not know, and of its failure, as the real one does."""
    told = {doi: client.get(faults.mapped(f"https://doi.org/api/handles/{doi}")) for doi in ("10.5555/registered", "10.5555/never", "10.99999/any")}
    assert [(answer.status_code, answer.json()["responseCode"]) for answer in told.values()] == [(200, 1), (404, 100), (500, 2)]
    assert told["10.5555/registered"].json()["values"][0]["data"]["value"] == "https://publisher.example/article/1"


def test_the_registry_leads_to_metadata_and_page(faults: Bench, client: httpx.Client) -> None:
    """A DOI leads to its metadata whoever asks for them, and everybody else to the publisher's page."""
    url = faults.mapped("https://doi.org/10.5555/retitled")
    told = client.get(url, headers={"Accept": "application/vnd.citationstyles.csl+json"})
    assert told.json()["title"] == "Vessels of the skin in ultrasound"
    assert "publisher.example" in str(client.get(url).url)


def test_what_is_asked_is_counted(faults: Bench, client: httpx.Client) -> None:
    """The bench counts requests by address, and how many of them a host had to answer at once."""
    urls = [faults.mapped(f"https://{host}/p/{number}") for host in ("h0.example", "h1.example") for number in range(3)]
    with ThreadPoolExecutor(len(urls)) as pool:
        assert {answer.status_code for answer in pool.map(client.get, urls)} == {200}
    assert faults.asked["h1.example", "/p/2"] == 1
    assert faults.most_at_once["h0.example"] > 1
    faults.fresh()
    for url in urls:
        client.get(url)
    assert set(faults.most_at_once.values()) == {1}


def test_a_bench_leaves_nothing_behind() -> None:
    """A bench that stops while it is talking leaves no thread, no port and no file."""
    before = set(threading.enumerate())
    with bench.running() as short:
        parts = urlsplit(short.mapped("http://plain.example/page"))
        line = socket.create_connection((parts.hostname, parts.port), timeout=5)
        line.sendall(b"GET /plain.example/page HTTP/1.1\r\n")
    assert line.recv(1) == b""
    line.close()
    assert set(threading.enumerate()) == before
    assert not short.ca.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((parts.hostname, parts.port), timeout=5)
