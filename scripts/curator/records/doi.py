"""DOIs: recognize them in text and URLs, write them in canonical form, and build their URLs."""

import re
from urllib.parse import unquote, urlsplit

PATTERN = re.compile(r"10\.[0-9]{4,9}/[a-z0-9._;()/:<>+\[\]-]+")
"""A DOI in canonical form: lower case, in characters that are the same in BibTeX, URLs and file names."""
RESOLVER = "https://doi.org"
_HOSTS = frozenset({"doi.org", "dx.doi.org", "www.doi.org"})
_IN_TEXT = re.compile(r"10\.\d{4,9}/\S+")
_BEHIND = re.compile(r"""[`"'#?\\|]|\]\(|&\w+=|/(?:full|pdf|epdf|abstract|meta)/?$|\.pdf$""", re.IGNORECASE)
"""Text after a DOI in the URL of a publisher's page, or in a text with markup."""
_PAIRS = {")": "(", "]": "[", ">": "<", "}": "{"}


def doi_url(doi: str) -> str:
    """The https URL of a DOI."""
    return f"{RESOLVER}/{doi}"


def canonical_doi(text: str) -> str:
    """The DOI in canonical form if the entire text is a DOI, with or without a prefix, LaTeX and a final punctuation mark; empty otherwise."""
    doi = re.sub(r"^.*?(?=10\.)", "", re.sub(r"[{}\\]", "", text).strip()).rstrip(".,;").lower()
    return doi if PATTERN.fullmatch(doi) else ""


def doi_of_url(url: str) -> str:
    """The DOI in a URL of the DOI resolver, in lower case; empty for other URLs."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = unquote(parts.path).strip("/")
    return path.lower() if (parts.hostname or "") in _HOSTS and path.startswith("10.") else ""


def doi_in(text: str) -> str:
    """The first DOI in a text, in lower case, without the URL and the punctuation around it; empty if there is none."""
    found = _IN_TEXT.search(unquote(text) if "%2f" in text.lower() else text)
    doi = _BEHIND.split(found[0], maxsplit=1)[0] if found else ""
    while doi and (doi[-1] in ".,;:*_" or (doi[-1] in _PAIRS and doi.count(doi[-1]) > doi.count(_PAIRS[doi[-1]]))):
        doi = doi[:-1]
    return doi.lower() if _IN_TEXT.fullmatch(doi) else ""
