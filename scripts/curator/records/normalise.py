"""What is the same but for how people write it: names and addresses, to find data that are there already, and words that are one slip apart."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from curator.records.doi import doi_of_url

_NO_NAME = frozenset("the a an of for and data dataset datasets database databases db set collection challenge benchmark images image".split())  # noqa: SIM905
"""Words that tell no dataset from another."""
_BETWEEN_NAMES = re.compile(r":\s+|\s+[-–—|/]\s+|[()\[\]]")
"""What is written between a name and the name written out."""
SHORT = 4
"""Letters of the longer of two words from which on a slip may part them: MRI and MRA, CT and OCT are two words."""


_INITIALS = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][\w-]{2,}")
"""A name made of initials."""
LONG = 8
"""Letters from which on a part of a name is one by itself."""


_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Latin letters that Unicode does not decompose."""


def plain(text: str) -> str:
    """A text without case and accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))


def latin(text: str) -> str:
    """A text in lower case with Latin letters of ASCII in place of their variants; other characters are kept."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.category(letter).startswith("M"))
    return letters.lower().translate(_LATIN)


def normal_name(text: str) -> str:
    """A name without case, accents, punctuation and words that any dataset could have; digits stay."""
    return "".join(word for word in re.findall(r"[^\W_]+", plain(text)) if word not in _NO_NAME)


def normal_names(text: str) -> frozenset[str]:
    """A name, and where it is written with its long form (`DRIVE: Digital Retinal Images …`, `Digital … (DRIVE)`) each of the two."""
    first, *others = _BETWEEN_NAMES.split(text)
    long = (it for it in others if len(normal_name(it)) >= LONG or _INITIALS.fullmatch(it.strip()))
    return frozenset(filter(None, map(normal_name, (text, first, *long))))


def normal_address(url: str) -> str:
    """An address without scheme, www, trailing slash and fragment; its host, and a DOI, in lower case."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if doi := doi_of_url(url):
        return f"doi.org/{doi}"
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{f'?{parts.query}' if parts.query else ''}"


def nearest(text: str, words: Iterable[str]) -> str:
    """The first of the words that a text is, or that it is but for slips of typing; empty where none is near.

    The words of both are compared one by one, without the endings `s`, `ies` and `ing`, and a version without its `.0`: they may
    differ by one slip each, or, beside an equal word, by being cut short to four letters or more. A slip is a letter too many,
    missing, changed, or swapped with its neighbour, but neither the first letter nor a digit, and not in words of up to three letters.
    """
    known = list(words)
    given = _words(text)
    return next((word for word in known if word.casefold() == text.casefold()), "") or next((word for word in known if _near(given, _words(word))), "")


@lru_cache(maxsize=4096)
def _words(text: str) -> Sequence[str]:
    return [_stem(word) for word in re.findall(r"[^\W_]+", re.sub(r"(\d)\.0\b", r"\1", plain(text[:200])))]


def _stem(word: str) -> str:
    """A word without the ending of a plural, or of what is being done."""
    if len(word) <= SHORT or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s").removesuffix("ing")


def _near(given: Sequence[str], known: Sequence[str]) -> bool:
    """Whether words are those of a term, but for slips."""
    if given and "".join(given) == "".join(known):
        return True
    if not given or len(given) != len(known):
        return False
    beside = any(one == other for one, other in zip(given, known, strict=True))
    return all(_slip(one, other) or (beside and len(one) >= SHORT and other.startswith(one)) for one, other in zip(given, known, strict=True))


def _slip(one: str, other: str) -> bool:
    """Whether two words are the same but for one slip."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(long) < SHORT or len(long) - len(short) > 1 or one[0] != other[0] or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    at = next((position for position, letter in enumerate(short) if letter != long[position]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or (short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :])
