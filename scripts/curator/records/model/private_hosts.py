"""Private hosts: names and IP addresses that are valid on one machine or in one network only."""

import re
import unicodedata
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import unquote

LOCAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "test", "invalid", "example", "onion")
"""Top-level domains that are not in the public domain name system."""
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_WITHIN_IPV6 = 0xFFFFFFFF
_TRANSLATED = 0x64FF9B << 96
"""Prefix of IPv6 addresses that are translated to IPv4 (NAT64)."""


@lru_cache(maxsize=4096)
def private(host: str) -> bool:
    """Whether a host is private, reserved or not a valid IP address, in any spelling that a browser understands."""
    name = unicodedata.normalize("NFKC", unquote(host)).replace("\u3002", ".").casefold().removesuffix(".")
    if ":" in name:
        return _private_6(name.strip("[]").partition("%")[0])
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        number = _number(name.split("."))
        return number is None or _private_4(IPv4Address(number))
    return any(name == end or name.endswith(f".{end}") for end in LOCAL_NAMES)


def _private_4(address: IPv4Address) -> bool:
    return not address.is_global or address.is_multicast or address.is_reserved


def _private_6(text: str) -> bool:
    try:
        address = IPv6Address(text)
    except ValueError:
        return True
    inner = address.ipv4_mapped or address.sixtofour
    if inner is None and int(address) >> 32 == _TRANSLATED >> 32:
        inner = IPv4Address(int(address) & _WITHIN_IPV6)
    return _private_4(inner) if inner is not None else not address.is_global or address.is_multicast or address.is_reserved or address.is_site_local


def _number(parts: list[str]) -> int | None:
    """Return the IPv4 address of one to four decimal, octal or hexadecimal parts, the last of which fills the remaining bytes; None if it is not valid."""
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    try:
        *first, last = (int(part[2:] or "0", 16) if part.startswith("0x") else int(part, 8 if len(part) > 1 and part[0] == "0" else 10) for part in parts)
    except ValueError:
        return None
    if any(part > 255 for part in first) or last >= 256 ** (4 - len(first)):
        return None
    return sum(part << (24 - 8 * position) for position, part in enumerate(first)) + last
