"""Placeholder URLs of the settings: which URLs are placeholders, and what pages say in their place."""

import re
from urllib.parse import urlsplit

_RESERVED = re.compile(r"(.+\.)?example(\.(com|net|org))?", re.IGNORECASE)
"""Names of hosts that RFC 2606 reserves for examples."""
URL_NOT_SET = "The URL of this site is not set yet. Its owner writes it as site_url in mkdocs.yml."
URL_TO_SET = "URL-OF-THIS-SITE"
"""What code has in place of the URL of the site while that is not set."""
REPOSITORY_NOT_SET = "The URL of the repository is not set yet. The owner of this site writes it as extra.repository in mkdocs.yml."


def is_placeholder(url: str) -> bool:
    """Return whether a URL leads to a host that is reserved for examples."""
    return bool(_RESERVED.fullmatch(host_of(url)))


def host_of(url: str) -> str:
    """Return the host of a URL; nothing if it has none or is invalid."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
