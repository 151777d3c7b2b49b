"""Tests for the addresses of a record: every one leads to something that exists."""

from pathlib import Path

import pytest

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.record_addresses import PAGE_OR_FILE, edit_url, page_path, page_url, path_beside, record_file
from curator.records.settings import read

SETTINGS = read(ROOT)


def test_every_address_exists(site: Path, catalog: Catalog) -> None:
    """Each record has its YAML file in the repository, its page on the site and a file beside the page."""
    for id_ in catalog.records:
        assert (ROOT / record_file(id_)).is_file()
        assert (site / page_path(id_) / "index.html").is_file()
        assert (site / path_beside(id_, "record.json")).is_file()


def test_addresses_are_urls_of_the_settings() -> None:
    """Complete URLs begin with the site's or the repository's URL."""
    assert page_url("drive", SETTINGS, "licence") == f"{SETTINGS.url}datasets/drive/#licence"
    assert edit_url("drive", "https://example.org/repository") == "https://example.org/repository/edit/main/catalog/datasets/drive.yaml"


@pytest.mark.parametrize("url", [page_url("drive", SETTINGS), page_url("drive", SETTINGS, "cite"), edit_url("drive", SETTINGS.repository)])
def test_the_id_is_found_in_a_url(url: str) -> None:
    """The id is found in the URL of a page, of a section and of a YAML file."""
    found = PAGE_OR_FILE.search(url)
    assert found
    assert found[1] == "drive"
