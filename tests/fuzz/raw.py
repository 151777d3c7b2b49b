"""Mutations of bytes, independent of the format."""

from collections.abc import Callable, Sequence
from random import Random

MOST = 60_000
"""Maximum size of an input in bytes; repetitions could grow without limit."""
_TOKENS = (
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"\t",
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b"'",
    b"\\",
    b"@",
    b"#",
    b": ",
    b"- ",
    b"*",
    b"&",
    b"\xed\xa0\x80",
    b"\xc3",
)


def _span(content: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(content) + 1)
    return start, min(len(content), start + random.choice((1, 2, 4, 16, 64, 512)))


def _flip(content: bytes, random: Random, _: bytes) -> bytes:
    start, _end = _span(content, random)
    return content[:start] + bytes([random.randrange(256)]) + content[start + 1 :]


def _cut(content: bytes, random: Random, _: bytes) -> bytes:
    start, end = _span(content, random)
    return content[:start] + content[end:]


def _end(content: bytes, random: Random, _: bytes) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _insert(content: bytes, random: Random, _: bytes) -> bytes:
    start, _end = _span(content, random)
    return content[:start] + random.choice(_TOKENS) * random.choice((1, 1, 1, 2, 50, 5_000)) + content[start:]


def _repeat(content: bytes, random: Random, _: bytes) -> bytes:
    start, end = _span(content, random)
    return content[:end] + content[start:end] * random.choice((1, 2, 10, 1_000)) + content[end:]


def _splice(content: bytes, random: Random, other: bytes) -> bytes:
    start, end = _span(other, random)
    place, _end = _span(content, random)
    return content[:place] + other[start:end] + content[place:]


WAYS: Sequence[Callable[[bytes, Random, bytes], bytes]] = (_flip, _flip, _cut, _cut, _end, _insert, _insert, _repeat, _splice)


def mutated(content: bytes, random: Random, other: bytes) -> bytes:
    """Return the content after one to three mutations, which may insert parts of another input."""
    for _ in range(random.choice((1, 1, 2, 3))):
        content = random.choice(WAYS)(content, random, other)[:MOST]
    return content
