"""Addresses of a record: its YAML file in the repository, its page on the site, and the files beside the page."""

import re

from curator.records.model import ID
from curator.records.settings import Settings

DATASETS = "catalog/datasets"
"""Folder of the YAML files in the repository."""
FRAME_ID = "frame"
"""Takes the place of an id in the page that the engine builds once for all records."""
PAGE_OR_FILE = re.compile(rf"/datasets/({ID})(?:/|\.yaml|$)")
"""Finds the id in the URL of a page or of a YAML file."""


def record_file(id_: str) -> str:
    """Return the path of the YAML file in the repository."""
    return f"{DATASETS}/{id_}.yaml"


def edit_url(id_: str, repository: str) -> str:
    """Return the URL at which the repository's host offers to edit the YAML file."""
    return in_repository(repository, f"edit/main/{record_file(id_)}")


def in_repository(repository: str, path: str) -> str:
    """Return a URL in the repository; the section of our own page that is given in its place while it is not known."""
    return f"{repository}/{path}" if "://" in repository else repository


def page_path(id_: str, section: str = "") -> str:
    """Return the path of the page on the site, or of a section of it by its anchor."""
    return f"datasets/{id_}/{f'#{section}' if section else ''}"


def path_beside(id_: str, name: str) -> str:
    """Return the path of a file beside the page."""
    return f"{page_path(id_)}{name}"


def page_url(id_: str, settings: Settings, section: str = "") -> str:
    """Return the complete URL of the page, or of a section of it."""
    return settings.address(page_path(id_, section))
