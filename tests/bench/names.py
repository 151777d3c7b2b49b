"""The made-up names of the bench: how each is served, and what the double of the domain name system says of it."""

from collections.abc import Mapping

PUBLIC, PUBLIC_SIX = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"
"""Addresses that look public; nobody asks there."""
MASS = tuple(f"h{number}.example" for number in range(50))
"""The hosts of the mass site: `/p/N` is a plain page for every number."""
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
"""Names that are served by something else than a plain or a good TLS port."""
GONE = ("gone.example", "never-was.test")
"""Names without an address."""
UNSURE = ("unsure.example",)
"""Names about which the system cannot tell anything just now."""
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
"""Names with addresses of their own."""
FORBIDDEN = frozenset(ADDRESSES) - {"six.example"} | {"10.0.0.7", "169.254.169.254", "192.168.0.1", "172.16.3.4"}
"""Hosts that no checker may ask, though the bench would answer."""
