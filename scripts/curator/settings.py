"""What mkdocs.yml and pyproject.toml say of the site: its name, its addresses, its version, its licence."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Settings:
    """What an owner sets, in one place."""

    name: str
    url: str
    repository: str
    version: str
    description: str
    licence: str

    def address(self, path: str) -> str:
        """The full address of a page of the site."""
        return f"{self.url.rstrip('/')}/{path}"


def read(root: Path) -> Settings:
    """The settings of the catalog in a folder."""
    config: dict[str, Any] = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = config["extra"]
    repository = str(extra["repository"]).rstrip("/")
    return Settings(config["site_name"], config["site_url"], repository, project["version"], config["site_description"], extra["licence"])
