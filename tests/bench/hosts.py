"""The invented hosts of the test server: the kind of port and the IP addresses of each."""

from collections.abc import Mapping

PUBLIC, PUBLIC_SIX = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"
"""Public IP addresses, which are never requested."""
MASS = tuple(f"h{number}.example" for number in range(50))
"""Hosts with numbered pages: `/p/N` is a page for each number."""
SERVED: Mapping[str, str] = {
    "https://six.example": "six",
    "https://expired.example": "expired",
    "https://wrong-host.example": "wrong-host",
    "https://chain.example": "chain",
    "https://stranger.example": "stranger",
    "https://plain-speaker.example": "plain-speaker",
    "https://mute.example": "mute",
    "https://refusing.example": "refusing",
}
"""Origins that are served by another kind of port than plain or valid TLS."""
GONE = ("gone.example", "never-was.test")
"""Hosts without an IP address."""
UNSURE = ("unsure.example",)
"""Hosts whose lookup fails temporarily."""
ADDRESSES: Mapping[str, tuple[str, ...]] = {
    "six.example": (PUBLIC_SIX,),
    "localhost": ("127.0.0.1", "::1"),
    "inside.example": ("10.0.0.5",),
    "metadata.example": ("169.254.169.254",),
    "carrier.example": ("100.64.0.9",),
    "loopback.example": ("127.0.0.1",),
    "six-inside.example": ("fd00::5",),
    "mapped-inside.example": ("::ffff:10.0.0.5",),
    "half-inside.example": (PUBLIC, "192.168.1.7"),
}
"""Hosts with IP addresses of their own."""
FORBIDDEN = frozenset(ADDRESSES) - {"six.example"} | {"10.0.0.7", "169.254.169.254", "192.168.0.1", "172.16.3.4"}
"""Hosts that must not be requested, although the test server would respond."""
