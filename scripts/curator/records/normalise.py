"""Normalized names, URLs and words, for finding duplicates and correcting typing errors."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from curator.records.doi import doi_of_url

_NO_NAME = frozenset("the a an of for and data dataset datasets database databases db set collection challenge benchmark images image".split())  # noqa: SIM905
"""Words that do not distinguish datasets."""
_BETWEEN_NAMES = re.compile(r":\s+|\s+[-–—|/]\s+|[()\[\]]")
"""Separators of a short and a full name."""
MIN_TYPO_LENGTH = 4
"""Characters from which on words may differ by a typing error: MRI and MRA, CT and OCT are different words."""


_INITIALS = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][\w-]{2,}")
"""An acronym."""
MIN_NAME_PART = 8
"""Characters from which on a part of a name counts as a name."""


_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Latin letters that Unicode does not decompose."""


def plain(text: str) -> str:
    """Return a text without case and accents."""
    if text.isascii():
        return text.lower()
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))


def latin(text: str) -> str:
    """Return a text in lower case with ASCII letters in place of their Latin variants; other characters are kept."""
    if text.isascii():
        return text.lower()
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.category(letter).startswith("M"))
    return letters.lower().translate(_LATIN)


def normal_name(text: str) -> str:
    """Return a name without case, accents, punctuation and generic words; digits are kept."""
    return "".join(word for word in re.findall(r"[^\W_]+", plain(text)) if word not in _NO_NAME)


def normal_names(text: str) -> frozenset[str]:
    """Return a name, and its short and full form if it contains both (`DRIVE: Digital Retinal Images …`, `Digital … (DRIVE)`), normalized."""
    first, *others = _BETWEEN_NAMES.split(text)
    long = (it for it in others if len(normal_name(it)) >= MIN_NAME_PART or _INITIALS.fullmatch(it.strip()))
    return frozenset(filter(None, map(normal_name, (text, first, *long))))


def normal_address(url: str) -> str:
    """Return a URL without scheme, www, trailing slash and fragment, with its host or DOI in lower case."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if doi := doi_of_url(url):
        return f"doi.org/{doi}"
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{f'?{parts.query}' if parts.query else ''}"


def nearest(text: str, words: Iterable[str]) -> str:
    """Return the first of the words that equals a text, apart from typing errors; empty if there is none.

    Both are compared word by word, without the suffixes `s`, `ies` and `ing`, and versions without `.0`. Words may differ by one typing
    error each or, next to an equal word, by being shortened to four characters or more. A typing error is an additional, missing, different
    or swapped character, but not the first one, not a digit, and not in words of up to three characters.
    """
    known = list(words)
    given = _words(text)
    return next((word for word in known if word.casefold() == text.casefold()), "") or next((word for word in known if _near(given, _words(word))), "")


@lru_cache(maxsize=4096)
def _words(text: str) -> Sequence[str]:
    return [_stem(word) for word in re.findall(r"[^\W_]+", re.sub(r"(\d)\.0\b", r"\1", plain(text[:200])))]


def _stem(word: str) -> str:
    """Return a word without the suffix of a plural or of a verb form."""
    if len(word) <= MIN_TYPO_LENGTH or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s").removesuffix("ing")


def _near(given: Sequence[str], known: Sequence[str]) -> bool:
    """Whether words equal those of a term, apart from typing errors."""
    if given and "".join(given) == "".join(known):
        return True
    if not given or len(given) != len(known):
        return False
    has_equal = any(one == other for one, other in zip(given, known, strict=True))
    return all(
        _same_or_typo(one, other) or (has_equal and len(one) >= MIN_TYPO_LENGTH and other.startswith(one)) for one, other in zip(given, known, strict=True)
    )


def _same_or_typo(one: str, other: str) -> bool:
    """Whether two words differ by at most one typing error."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(long) < MIN_TYPO_LENGTH or len(long) - len(short) > 1 or one[0] != other[0] or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    at = next((position for position, letter in enumerate(short) if letter != long[position]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or (short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :])
