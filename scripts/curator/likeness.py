"""What is the same but for how people write it: names and addresses, to find data that are there already."""

import re
import unicodedata
from urllib.parse import urlsplit

_NO_NAME = frozenset("the a an of for and data dataset datasets database databases db set collection challenge benchmark images image".split())  # noqa: SIM905
"""Words that tell no dataset from another."""


def plain(text: str) -> str:
    """A text without case and accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))


def normal_name(text: str) -> str:
    """A name without case, accents, punctuation and words that any dataset could have; digits stay."""
    return "".join(word for word in re.findall(r"[^\W_]+", plain(text)) if word not in _NO_NAME)


def normal_address(url: str) -> str:
    """An address without scheme, www, trailing stroke and fragment; its host in lower case."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{f'?{parts.query}' if parts.query else ''}"
