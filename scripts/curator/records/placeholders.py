"""Placeholder URLs of the settings: which URLs are placeholders, what pages say in their place, and the problems that prevent a publication."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from curator.records import yaml_source
from curator.records.model.private_hosts import private
from curator.records.paths import dotted, value_at
from curator.records.problem import Finding, Problem
from curator.records.problem import Path as Keys

_FILE = "mkdocs.yml"
_RESERVED = re.compile(r"(.+\.)?example(\.(com|net|org))?", re.IGNORECASE)
"""Names of hosts that RFC 2606 reserves for examples."""
_SETTINGS: dict[Keys, str] = {
    ("site_url",): "the URL at which the site is published, e.g. `site_url: https://<your name>.github.io/<repository>/`",
    ("extra", "repository"): "the URL of the repository, e.g. `repository: https://github.com/<your name>/<repository>`",
}
URL_NOT_SET = "The URL of this site is not set yet. Its owner writes it as site_url in mkdocs.yml."
URL_TO_SET = "URL-OF-THIS-SITE"
"""What code has in place of the URL of the site while that is not set."""
REPOSITORY_NOT_SET = "The URL of the repository is not set yet. The owner of this site writes it as extra.repository in mkdocs.yml."


def is_placeholder(url: str) -> bool:
    """Return whether a URL leads to a host that is reserved for examples."""
    try:
        return bool(_RESERVED.fullmatch(urlsplit(url).hostname or ""))
    except ValueError:
        return False


def unpublishable(root: Path) -> tuple[Problem, ...]:
    """Return the problems that prevent a publication of the catalog in a folder: URLs that are placeholders, or private."""
    config = yaml_source.read(_FILE, (root / _FILE).read_bytes())
    return tuple(config.problem(finding) for finding in _findings(config.value))


def _findings(value: object) -> Iterator[Finding]:
    for path, fix in _SETTINGS.items():
        url = value_at(value, path)
        if isinstance(url, str) and (is_placeholder(url) or private(urlsplit(url).hostname or "")):
            yield Finding(path, "private-address", f"`{dotted(path)}` is `{url}`, to which no one can go: the site cannot be published", f"write {fix}")
