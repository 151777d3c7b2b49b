"""Tests of the JSON-LD of the pages: every class and property is in schema.org, and Google accepts every dataset."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from curator.records.catalog import Catalog
from schema_org import RECOMMENDED, google_faults, properties_of, vocabulary_faults

CROISSANT = {"conformsTo", "citeAs", "md5"}
"""Properties of Croissant that its context writes without a prefix."""
DATASET = {
    "@type": "Dataset",
    "name": "DRIVE",
    "description": "Forty photographs of the retina, with vessels marked by hand.",
    "creator": {"@type": "Person", "name": "Joes Staal", "givenName": "Joes", "familyName": "Staal"},
    "includedInDataCatalog": {"@type": "DataCatalog", "name": "Catalog"},
}
"""A dataset without faults."""


@pytest.fixture(scope="module")
def nodes(site: Path) -> dict[str, dict[str, Any]]:
    """The JSON-LD in the head of each page that has some, by the path of the page."""
    found = {}
    for path in sorted(site.rglob("index.html")):
        text = path.read_text(encoding="utf-8").partition("</head>")[0]
        if "application/ld+json" in text:
            [script] = html.fromstring(text).xpath("//script[@type='application/ld+json']/text()")
            found[path.parent.relative_to(site).as_posix()] = json.loads(script)
    return found


def test_every_class_and_property_exists(nodes: dict[str, dict[str, Any]], site: Path) -> None:
    """Classes exist in schema.org, and a property belongs to the class of its node: on pages, in the graph of the catalog, and in Croissant files."""
    assert [(path, fault) for path, node in nodes.items() for fault in vocabulary_faults(node)] == []
    graph = json.loads((site / "data" / "catalog.jsonld").read_text(encoding="utf-8"))["@graph"]
    assert [(node["@id"], fault) for node in graph for fault in vocabulary_faults(node)] == []
    for path in site.glob("datasets/*/croissant.json"):
        croissant = json.loads(path.read_text(encoding="utf-8"))
        own = {key: it for key, it in croissant.items() if key not in CROISSANT | {"@context", "distribution"}}
        assert list(vocabulary_faults(own)) == [], path


def test_google_accepts_every_dataset(nodes: dict[str, dict[str, Any]], catalog: Catalog) -> None:
    """The page of each dataset has the required properties with values of the right form, and the recommended ones that every dataset can have."""
    for id_ in catalog.records:
        node = nodes[f"datasets/{id_}"]
        assert (node["@context"], node["@type"]) == ("https://schema.org", "Dataset")
        assert list(google_faults(node)) == [], id_
        assert [name for name in RECOMMENDED if not node.get(name)] == [], id_


@pytest.mark.parametrize(
    "change",
    [
        {"description": "Too short."},
        {"description": "x" * 5001},
        {"description": "<b>Forty photographs</b> of the retina, with vessels marked by hand."},
        {"name": ""},
        {"license": "CC BY 4.0"},
        {"creator": {"@type": "Person", "name": "Joes Staal"}},
        {"creator": {"@type": "Agent", "name": "Joes Staal"}},
        {"distribution": {"@type": "DataDownload", "contentUrl": "drive.zip", "encodingFormat": "application/zip"}},
        {"hasPart": "https://example.org/part/"},
        {"temporalCoverage": "the 1990s"},
        {"isAccessibleForFree": "yes"},
        {"includedInDataCatalog": {}},
    ],
    ids=lambda change: f"{next(iter(change))}: {str(next(iter(change.values())))[:30]}",
)
def test_google_does_not_accept(change: dict[str, Any]) -> None:
    """A wrong value is found, and nothing in the dataset without the change."""
    assert list(google_faults(DATASET)) == []
    assert len(list(google_faults(DATASET | change))) >= 1


def test_the_vocabulary_has_classes_with_their_properties() -> None:
    """A dataset has the properties of a creative work; a catalog has no distribution, and unknown words are found."""
    assert {"distribution", "license", "name"} <= properties_of("Dataset")
    assert "distribution" not in properties_of("DataCatalog")
    node = {"@type": "Dataset", "licence": "x", "creator": {"@type": "Human", "name": "x"}, "dct:title": "x"}
    assert list(vocabulary_faults(node)) == ["licence of Dataset", "unknown class Human", "name of Human"]
