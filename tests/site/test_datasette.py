"""Tests of catalog.sqlite in Datasette: search, facets and labels work without a configuration."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from lxml import html

import reading_in_r
from curator.records.catalog import Catalog

FACETS = ("modality", "task", "access", "commercial_use")
"""The facets with which the page about the files opens the database."""


@pytest.fixture(scope="module")
def answers(site: Path) -> dict[str, Any]:
    """The answers of Datasette to some requests, by name."""
    from datasette.app import Datasette  # noqa: PLC0415 - slow to import, which every process of the tests would do

    queries = {
        "search": "dataset.json?" + urlencode({"_search": "retina vessel", "_facet": "kind", "_shape": "objects"}),
        "facets": "shown.json?" + urlencode([("_facet", it) for it in FACETS] + [("_facet_size", "max"), ("_size", "max"), ("_shape", "objects")]),
        "filter": "shown.json?" + urlencode({"access": "open access", "year_number__gte": 2015, "_size": "max", "_shape": "objects"}),
        "page": "split?_size=20",
    }

    async def asked() -> dict[str, Any]:
        datasette = Datasette([str(site / "data" / "catalog.sqlite")])
        await datasette.invoke_startup()
        return {name: await datasette.client.get(f"/catalog/{query}", timeout=60) for name, query in queries.items()}

    found = asyncio.run(asked())
    assert {name: answer.status_code for name, answer in found.items()} == dict.fromkeys(queries, 200)
    return {name: answer.text if name == "page" else answer.json() for name, answer in found.items()}


def test_the_search_finds_datasets(answers: dict[str, Any]) -> None:
    """The full-text search finds all datasets with the words, and counts the terms of a facet among them."""
    found = answers["search"]
    ids = {row["id"] for row in found["rows"]}
    assert {"drive", "stare", "chase-db1"} <= ids
    assert "luna16" not in ids
    [kinds] = [facet["results"] for name, facet in found["facet_results"].items() if name == "kind"]
    assert sum(it["count"] for it in kinds) == found["filtered_table_rows_count"] == len(ids)


def test_facets_count_every_dataset(answers: dict[str, Any], site: Path, catalog: Catalog) -> None:
    """Each facet has the values of the column of catalog.csv with their numbers."""
    found, cells = answers["facets"], reading_in_r.columns(site / "data" / "catalog.csv")
    assert sorted(row["dataset"] for row in found["rows"]) == sorted(catalog.records)
    for name in FACETS:
        assert {it["value"]: it["count"] for it in found["facet_results"][name]["results"]} == Counter(filter(None, cells[name])), name


def test_numbers_are_compared_as_numbers(answers: dict[str, Any], site: Path) -> None:
    """A filter on a column of numbers finds the same datasets as one on catalog.csv."""
    cells = reading_in_r.columns(site / "data" / "catalog.csv")
    expected = {
        id_ for id_, access, year in zip(cells["id"], cells["access"], cells["year_number"], strict=True) if access == "open access" and int(year) >= 2015
    }
    assert {row["dataset"] for row in answers["filter"]["rows"]} == expected


def test_references_have_labels(answers: dict[str, Any]) -> None:
    """A table that refers to datasets shows their names as links."""
    links = html.fromstring(answers["page"]).xpath("//td[contains(@class, 'col-dataset')]/a")
    assert len(links) == 20
    assert ("/catalog/dataset/acdc", "ACDC") in {(link.get("href"), link.text) for link in links}
