"""The body of an answer as text: unpacked, and decoded, whatever its headers claim."""

import re
import zlib

import httpx

MOST = 65_536
"""Bytes of a body that are read, and of what it unpacks to: what a page says of itself stands at its beginning."""
_HEAD = 2_048
"""Bytes at the beginning of a page that may name its charset, where the headers do not."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_META = re.compile(rf"<meta\b[^>]{{0,200}}?{_CHARSET.pattern}", re.IGNORECASE)


def text(body: bytes, headers: httpx.Headers, most: int = MOST) -> str:
    """The body as text, unpacked no further than the limit; empty for what is no text."""
    kind = headers.get("content-type", "").lower()
    if not (kind.startswith("text/") or "html" in kind or "json" in kind):
        return ""
    plain = _unpacked(body, headers.get("content-encoding", "").lower(), most)
    found = _CHARSET.search(kind) or _META.search(plain[:_HEAD].decode("ascii", errors="replace"))
    charset = found[1] if found else "utf-8"
    try:
        return plain.decode(charset, errors="replace")
    except (LookupError, ValueError):
        return plain.decode(errors="replace")


def _unpacked(body: bytes, coding: str, most: int) -> bytes:
    """The body as it was before it was packed; empty where that cannot be told."""
    if coding in ("", "identity"):
        return body
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body, most) if coding in ("gzip", "deflate") else b""
    except zlib.error:
        return b""
