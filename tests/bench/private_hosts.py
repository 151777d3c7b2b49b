"""Private addresses, which must not be requested: as IP addresses, behind host names, and as targets of redirects."""

from collections.abc import Mapping

from bench import hosts
from bench.http_exchange import Answer, Exchange
from bench.link_case import Case, Refused
from bench.replies import fine, leads


def inside(host: str) -> Answer:
    """Redirect to the port of this machine that belongs to no invented host, under any name of the machine."""

    async def answer(exchange: Exchange) -> None:
        port = exchange.bench.inside.rpartition(":")[2]
        await leads(302, f"http://{host}:{port}/secret")(exchange)

    return answer


_AWAY = {
    "https://to-private.example/page": leads(302, "http://10.0.0.7/"),
    "https://to-metadata.example/page": leads(302, "http://169.254.169.254/latest/"),
    "https://to-inside-name.example/page": leads(301, "https://inside.example/"),
    "https://to-loopback.example/page": inside("127.0.0.1"),
    "https://to-localhost.example/page": inside("localhost"),
    "https://to-short-loopback.example/page": inside("127.1"),
    "https://to-number.example/page": inside("2130706433"),
    "https://to-octal.example/page": inside("0177.0.0.1"),
    "https://to-nothing.example/page": inside("0.0.0.0"),  # noqa: S104  # an address to redirect to, not to listen at
    "https://to-six.example/page": inside("[::ffff:127.0.0.1]"),
    "https://to-inside-later.example/page": leads(302, "https://to-private.example/page"),
}
ANSWERS: Mapping[str, Answer] = _AWAY | {f"{scheme}://{host}/*": fine for host in sorted(hosts.FORBIDDEN) for scheme in ("https", "http")}

CASES = tuple(Case(url.partition("//")[2].partition(".")[0].replace("-", " "), url, "suspicious", "it redirects to a private address") for url in _AWAY)
REFUSED = (
    Refused("private", "http://10.0.0.7/data", "a private address"),
    Refused("private with TLS", "https://192.168.0.1/", "a private address"),
    Refused("private, middle range", "http://172.16.3.4/", "a private address"),
    Refused("metadata", "http://169.254.169.254/latest/", "a link-local address"),
    Refused("loopback", "http://127.0.0.1:9/", "this machine"),
    Refused("localhost", "http://localhost:9/", "this machine"),
    Refused("IPv6 loopback", "http://[::1]:9/", "this machine"),
    Refused("number", "http://2130706433:9/", "this machine, written as a number"),
    Refused("mapped", "http://[::ffff:10.0.0.7]/", "a private address, mapped to IPv6"),
    *(
        Refused(f"name: {host}", f"https://{host}/page", f"its name has the addresses {', '.join(addresses)}")
        for host, addresses in hosts.ADDRESSES.items()
        if host in hosts.FORBIDDEN
    ),
)
"""Addresses that must not be requested."""
