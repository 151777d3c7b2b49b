"""Settings of the site from mkdocs.yml and pyproject.toml: name, URLs, version, license."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator.records import yaml_source
from curator.records.model.private_hosts import private
from curator.records.paths import dotted, value_at
from curator.records.placeholders import URL_TO_SET, host_of, is_placeholder
from curator.records.problem import Finding, Problem
from curator.records.problem import Path as Keys
from curator.records.settings_error import SettingsError

FILE, PROJECT = "mkdocs.yml", "pyproject.toml"
CONTRIBUTORS = "The catalog's contributors"
"""The author of the catalog, as in CITATION.cff."""
REPOSITORY_SECTION = "contribute/#repository"
"""The section that links to the repository, or says that its URL is not set."""
_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+")
_EXAMPLES: dict[Keys, str] = {
    ("site_name",): "My Catalog",
    ("site_url",): "https://<your name>.github.io/<repository>/",
    ("site_description",): "Datasets of my field.",
    ("extra", "repository"): "https://github.com/<your name>/<repository>",
    ("extra", "licence"): "CC-BY-4.0",
}
"""The required settings, each with an example; a setting whose example is a URL must be a URL."""


@dataclass(frozen=True)
class Settings:
    """The settings of the site."""

    name: str
    url: str
    repository: str
    version: str
    description: str
    licence: str

    def address(self, path: str) -> str:
        """Return the full URL of a page of the site."""
        return f"{self.url.rstrip('/')}/{path}"

    @property
    def has_url(self) -> bool:
        """Whether the URL of the site is set; otherwise no page shows it."""
        return not is_placeholder(self.url)

    @property
    def has_repository(self) -> bool:
        """Whether the URL of the repository is set; otherwise no page shows it."""
        return not is_placeholder(self.repository)

    def readable_address(self, path: str) -> str:
        """Return the URL of a page of the site for people: without the URL of the site if that is not set."""
        return self.address(path) if self.has_url else path

    @property
    def url_in_code(self) -> str:
        """The URL of the site without the last slash, for code; what code has in its place if that is not set."""
        return self.url.rstrip("/") if self.has_url else URL_TO_SET

    def linked_repository(self, root: str) -> str:
        """Return what links to the repository begin with; if it is not set, they lead to the section that says so, from a page with a relative path to the root."""
        return self.repository if self.has_repository else f"{root}{REPOSITORY_SECTION}"


def read(root: Path) -> Settings:
    """Read the settings of the catalog in a folder.

    Raises SettingsError with all problems if they are not valid.
    """
    config = yaml_source.read(FILE, (root / FILE).read_bytes())
    problems = [problem for problem in config.problems if problem.code != "empty-value"]
    values = {path: value_at(config.value, path) for path in _EXAMPLES}
    if config.value is not None:
        problems += [config.problem(finding) for path, value in values.items() for finding in _faults(path, value)]
    version, faults = _version(root)
    if found := (*problems, *faults):
        raise SettingsError(tuple(sorted(found)))
    name, url, description, repository, licence = map(str, values.values())
    return Settings(name, url, repository.rstrip("/"), version, description, licence)


def unpublishable(root: Path) -> tuple[Problem, ...]:
    """Return the problems that prevent a publication of the catalog in a folder: URLs that are placeholders, or private."""
    config = yaml_source.read(FILE, (root / FILE).read_bytes())
    return tuple(config.problem(finding) for path in _EXAMPLES if _is_url(path) for finding in _unreachable(path, value_at(config.value, path)))


def _unreachable(path: Keys, url: Any) -> Iterator[Finding]:
    """Yield a problem if the URL of one setting leads nowhere."""
    if isinstance(url, str) and (is_placeholder(url) or private(host_of(url))):
        yield Finding(path, "private-address", f"`{dotted(path)}` is `{url}`, which visitors cannot open: the site cannot be published", _fix(path))


def _is_url(path: Keys) -> bool:
    return _EXAMPLES[path].startswith("https:")


def _fix(path: Keys) -> str:
    return f"write `{path[-1]}: {_EXAMPLES[path]}`, with your own value{f', below `{path[0]}:`' if path[1:] else ''}"


def _faults(path: Keys, value: Any) -> Iterator[Finding]:
    """Yield the problems of one setting."""
    name, fix = dotted(path), _fix(path)
    if value is None:
        yield Finding(path, "missing-field", f"`{name}` is missing or empty", fix, key=True)
    elif not isinstance(value, str) or not value.strip():
        yield Finding(path, "wrong-type", f"`{name}` is not text", fix)
    elif _is_url(path) and not (_ADDRESS.fullmatch(value) and host_of(value)):
        yield Finding(path, "bad-address", f"`{name}` is `{value}`: expected a complete http or https URL", fix)


def _version(root: Path) -> tuple[str, tuple[Problem, ...]]:
    """Return the version from pyproject.toml, or its problems."""
    path = root / PROJECT
    try:
        version = value_at(tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}, ("project", "version"))
    except (ValueError, RecursionError) as error:  # not TOML, or not UTF-8
        fix = "write it as https://toml.io shows, or restore the file from the last commit"
        return "", (Problem(PROJECT, 1, 1, "wrong-value", f"this is not valid TOML: {error}", fix),)
    if isinstance(version, str) and version.strip():
        return version, ()
    return "", (Problem(PROJECT, 1, 1, "missing-field", "`project.version` is missing or not text", "write `version = '2026.11.0'` below `[project]`"),)
