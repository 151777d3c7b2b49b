"""Private addresses are never requested, in whatever spelling."""

import asyncio
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bench import REFUSED, Bench, Refused, running
from curator.links import fetch
from curator.links.addresses import Address
from curator.links.fetch import Fetcher, RequestError, Response
from curator.links.network import Network, NoHostError, RefusedAddressError
from curator.links.redirects import Chain, follow
from curator.links.run import RunOptions, run
from curator.links.run_journal import Journal
from link_catalog import bare

DAY = date(2026, 11, 20)
PUBLIC = "93.184.216.34"
NAMES = {
    "one.example": [PUBLIC],
    "two.example": [PUBLIC, "10.0.0.5"],
    "six.example": ["2606:2800:220:1::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "none.example": [],
}
PRIVATE = [
    "http://127.0.0.1/",
    "http://10.1.2.3/",
    "http://169.254.169.254/latest/",
    "http://192.168.0.1:8080/",
    "http://[::1]/",
    "http://[fe80::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[64:ff9b::a00:1]/",
    "http://[2002:a00:1::]/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://two.example/",
    "http://mapped.example/",
    "ftp://one.example/",
    "file:///etc/passwd",
]


def resolve(host: str) -> list[str]:
    """A test double for the resolver."""
    if host == "unsure.example":
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure")
    if host not in NAMES:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return NAMES[host]


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A running test server."""
    with running(slow=2) as found:
        yield found


@pytest.mark.parametrize("url", PRIVATE)
def test_a_private_address_is_refused(url: str) -> None:
    """An address of this machine or of a private network is refused in every spelling, as an IP address and behind a host name."""
    with pytest.raises(RefusedAddressError):
        Network(resolve=resolve).public_address(url)


def test_a_public_host_has_its_address() -> None:
    """The validated IP address of a public host is returned, so that no second lookup can lead to a different one."""
    urls = ("https://one.example/", "https://six.example:8443/x", f"http://{PUBLIC}/")
    assert [Network(resolve=resolve).public_address(url) for url in urls] == [PUBLIC, "2606:2800:220:1::1", PUBLIC]


class Validated(Network):
    """Takes every URL as public, at the loopback address in its query."""

    def public_address(self, url: str) -> str:
        """Return the address in the query."""
        return urlsplit(url).query


async def responses(network: Network, *urls: str) -> list[Response]:
    """Return the responses to requests that are made at the same time."""
    async with Fetcher(network) as fetcher:
        return await asyncio.gather(*map(fetcher.get, urls))


async def chains(network: Network, *urls: str) -> list[Chain]:
    """Return redirect chains."""
    async with Fetcher(network) as fetcher:
        return [await follow(fetcher, url) for url in urls]


def test_a_request_goes_to_the_validated_address(bench: Bench) -> None:
    """A request goes to the validated IP address and names the host, both in its header and to TLS, whose certificate must be for that host."""
    bench.reset()
    plain, good = (urlsplit(bench.map[origin]) for origin in ("http://plain.example", "https://ok.example"))
    network = Validated(ca_file=bench.ca, timeout=1.5, pause=0.0)
    (response,) = asyncio.run(responses(network, f"http://plain.example:{plain.port}/plain.example/page?{plain.hostname}"))
    assert (response.status, bench.requests[-1].headers["host"]) == (200, f"plain.example:{plain.port}")
    with pytest.raises(RequestError, match="for another host"):
        asyncio.run(responses(network, f"https://ok.example:{good.port}/ok.example/page?{good.hostname}"))


def test_a_host_is_looked_up_once_for_a_connection(bench: Bench) -> None:
    """Requests over one connection go to the IP address that was validated when it was opened."""
    lookups: list[str] = []
    network = replace(bare(bench), resolve=lambda host: lookups.append(host) or bench.resolve(host))  # type: ignore[func-returns-value]
    asyncio.run(responses(network, *(f"https://h0.example/p/{number}" for number in range(5))))
    assert lookups == ["h0.example"]


@pytest.mark.parametrize(("host", "certain"), [("gone.example", True), ("none.example", True), ("unsure.example", False), ("a..b.example", True)])
def test_an_unknown_host_differs_from_a_failed_lookup(host: str, certain: bool) -> None:
    """A host without an IP address is distinguished from one whose lookup failed."""
    with pytest.raises(NoHostError) as raised:
        Network(resolve=resolve).public_address(f"https://{host}/")
    assert raised.value.certain is certain


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name.replace(" ", "-"))
def test_a_refused_address_is_never_requested(case: Refused, bench: Bench) -> None:
    """A private address is refused before any request is made."""
    bench.reset()
    with pytest.raises(RequestError) as raised:
        asyncio.run(responses(bare(bench), case.url))
    assert raised.value.kind == "refused"
    assert not bench.requests


def test_a_run_over_refused_addresses_makes_no_request(bench: Bench, tmp_path: Path) -> None:
    """In a complete run over private addresses, each is suspicious and none is requested."""
    bench.reset()
    with Journal(tmp_path / "journal", DAY) as journal:
        results = run([Address(case.url, ()) for case in REFUSED], journal, RunOptions(bare(bench), DAY))
    assert {it.state for it in results.values()} == {"suspicious"}
    assert not bench.requests


def test_no_redirect_to_a_private_address_is_followed(bench: Bench) -> None:
    """Redirects to private addresses, in every spelling of the test server, are not followed."""
    bench.reset()
    urls = [f"{origin}/page" for origin in bench.map if origin.startswith("https://to-")]
    ends = asyncio.run(chains(bare(bench), *urls))
    assert len([chain for chain in ends if chain.error == "refused"]) > 8
    assert not bench.private_requests()


def test_a_host_gets_one_request_at_a_time(bench: Bench) -> None:
    """However many tasks request pages of a host, it gets one request at a time."""
    bench.reset()
    found = asyncio.run(responses(bare(bench), *(f"https://h0.example/p/{number}" for number in range(24))))
    assert [it.status for it in found] == [200] * 24
    assert bench.most_at_once["h0.example"] == 1


def test_connections_are_closed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections that were not used recently are closed, and opened again when their host is requested."""
    monkeypatch.setattr(fetch, "MAX_CONNECTIONS", 2)
    lookups: list[str] = []
    network = replace(bare(bench), resolve=lambda host: lookups.append(host) or bench.resolve(host))  # type: ignore[func-returns-value]
    hosts = ("h0", "h1", "h2", "h2", "h0")
    found = asyncio.run(chains(network, *(f"https://{host}.example/p/1" for host in hosts)))
    assert [it.status for it in found] == [200] * 5
    assert lookups == [f"{host}.example" for host in ("h0", "h1", "h2", "h0")]


@pytest.mark.parametrize("url", ["https://too-long.example/page", "https://cut-short.example/page", "https://bomb.example/page"])
def test_a_closed_connection_is_not_used_again(bench: Bench, url: str) -> None:
    """After a response that ends the connection, breaks off or is longer than declared, the next request gets a new connection."""
    assert [it.status for it in asyncio.run(chains(bare(bench), url, f"{url}?again"))] == [200, 200]


def test_a_map_makes_other_hosts_unreachable() -> None:
    """With a map, a public address outside it cannot be reached, so that no test requests another machine."""
    mapped = Network(resolve=resolve, bases={"https://one.example": "https://127.0.0.1:1/one.example"})
    assert mapped.public_address("https://one.example/page") == PUBLIC
    with pytest.raises(NoHostError):
        mapped.public_address("https://six.example/")


def test_the_environment_does_not_redirect_requests(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxies and maps in environment variables have no effect."""
    for name in ("CURATOR_MAP", "HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert [it.status for it in asyncio.run(responses(bare(bench), "https://ok.example/page", "http://plain.example/page"))] == [200, 200]
