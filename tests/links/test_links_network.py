"""What is promised of the guard of the network: whatever an address is made to look like, nothing private is asked."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bench import REFUSED, Bench, Refused, running
from curator.links import lychee
from curator.links.addresses import Address
from curator.links.fetch import FaultError, Fetcher
from curator.links.journal import Journal
from curator.links.network import Network, NoHostError, RefusedError
from curator.links.redirects import followed
from curator.links.run import Manner, run
from rehearsal import bare

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
    """A double of the names of the network."""
    if host == "unsure.example":
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure")
    if host not in NAMES:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return NAMES[host]


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A running bench."""
    with running(slow=2) as found:
        yield found


@pytest.mark.parametrize("url", PRIVATE)
def test_what_is_not_public_is_refused(url: str) -> None:
    """An address of this machine or of a private network is refused, in every spelling, by its number and by the numbers of its name."""
    with pytest.raises(RefusedError):
        Network(resolve=resolve).vetted(url)


def test_a_public_address_is_the_one_that_is_asked() -> None:
    """A public name gives the number at which it may be asked, so that no second look-up can give another."""
    asked = [Network(resolve=resolve).vetted(url) for url in ("https://one.example/", "https://six.example:8443/x", f"http://{PUBLIC}/")]
    assert asked == [PUBLIC, "2606:2800:220:1::1", PUBLIC]


class Judged(Network):
    """Says of every URL that it may be asked at the loopback address that its query names."""

    def vetted(self, url: str) -> str:
        """The address behind the question mark."""
        return urlsplit(url).query


def test_a_request_goes_where_was_judged(bench: Bench) -> None:
    """A request goes to the number that was judged, and names the host: in its head, and to TLS, whose certificate has to be of that name."""
    bench.fresh()
    plain, good = (urlsplit(bench.map[origin]) for origin in ("http://plain.example", "https://ok.example"))
    fetcher = Fetcher(Judged(authority=bench.ca, timeout=1.5, pause=0.0))
    found = fetcher.get(f"http://plain.example:{plain.port}/plain.example/page?{plain.hostname}")
    assert (found.status, bench.requests[-1].headers["host"]) == (200, f"plain.example:{plain.port}")
    with pytest.raises(FaultError, match="of another host"):
        fetcher.get(f"https://ok.example:{good.port}/ok.example/page?{good.hostname}")


@pytest.mark.parametrize(("host", "certain"), [("gone.example", True), ("none.example", True), ("unsure.example", False), ("a..b.example", True)])
def test_a_name_that_leads_nowhere_is_told(host: str, certain: bool) -> None:
    """A name without an address is told from one whose address could not be had just now."""
    with pytest.raises(NoHostError) as told:
        Network(resolve=resolve).vetted(f"https://{host}/")
    assert told.value.certain is certain


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name.replace(" ", "-"))
def test_a_refused_address_is_never_asked(case: Refused, bench: Bench) -> None:
    """An address that must not be asked is refused before any request is made."""
    bench.fresh()
    with pytest.raises(FaultError) as told:
        Fetcher(bare(bench)).get(case.url)
    assert told.value.kind == "refused"
    assert not bench.requests


def test_lychee_is_not_handed_what_is_refused(bench: Bench, tmp_path: Path) -> None:
    """A whole run over refused addresses makes no request: they are settled before lychee is given anything."""
    bench.fresh()
    with Journal(tmp_path / "journal", DAY) as journal:
        found = run([Address(case.url, ()) for case in REFUSED], journal, Manner(bare(bench), DAY))
    assert {it.state for it in found.values()} == {"suspicious"}
    assert not bench.requests


def test_no_redirect_leads_inside(bench: Bench) -> None:
    """Redirects to private addresses, in every spelling of the bench, are judged and not followed."""
    bench.fresh()
    urls = [origin for origin in bench.map if origin.startswith("https://to-")]
    ends = {url: followed(Fetcher(bare(bench)), f"{url}/page") for url in urls}
    assert len([trail for trail in ends.values() if trail.fault == "refused"]) > 8
    assert not bench.trespasses()


def test_threads_ask_a_host_in_turn(bench: Bench) -> None:
    """However many threads want a host, it is asked one thing at a time."""
    bench.fresh()
    fetcher = Fetcher(bare(bench))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(fetcher.get, [f"https://h0.example/p/{number}" for number in range(24)]))
    assert [it.status for it in found] == [200] * 24
    assert bench.most_at_once["h0.example"] == 1


def test_with_a_map_nothing_else_is_there() -> None:
    """A public address that a test's map does not hold leads nowhere, so that no test can ask another machine."""
    mapped = Network(resolve=resolve, bases={"https://one.example": "https://127.0.0.1:1/one.example"})
    assert mapped.vetted("https://one.example/page") == PUBLIC
    with pytest.raises(NoHostError):
        mapped.vetted("https://six.example/")


def test_a_map_comes_from_python_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a map lychee is told to leave out what is private, and no variable of the environment gives it one."""
    for name in ("CURATOR_MAP", "LYCHEE_REMAP", "HTTPS_PROXY", "GITHUB_TOKEN"):
        monkeypatch.setenv(name, "https://one.example http://127.0.0.1")
    options, environment = lychee.options(Network()), lychee.environment(Network())
    assert "--exclude-all-private" in options
    assert "--remap" not in options
    assert not {"HTTPS_PROXY", "GITHUB_TOKEN"} & set(environment)
    assert "--exclude-all-private" not in lychee.options(Network(bases={"https://one.example": "http://127.0.0.1:1"}))
