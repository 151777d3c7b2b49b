"""The files beside the pages, for programs and for the site's own scripts."""

from collections.abc import Mapping
from typing import Any

from curator.contribute import sync
from curator.records.catalog import Catalog
from curator.records.record_addresses import path_beside
from curator.records.settings import Settings
from curator.site import how_to_cite
from curator.site.citations import STYLE
from curator.site.exports import (
    catalog_json,
    crawlers,
    croissant,
    data_package,
    dcat,
    feed,
    file_descriptions,
    jsonld,
    page_markdown,
    published_schema,
    quality_json,
    record_json,
    selection,
    spreadsheets,
    table_json,
)
from curator.site.exports.cited_works import to_cite
from curator.site.exports.database.sqlite_file import database
from curator.site.views.changes import changed
from curator.site.views.quality_page import Quality


def files(catalog: Catalog, settings: Settings, texts: how_to_cite.Texts, measured: Quality) -> dict[str, str | bytes]:
    """The files for programs, by their address in the site; citations come formatted, by style and key."""
    found: dict[str, str | bytes] = {
        "feed.xml": feed.feed(catalog, settings),
        "llms.txt": crawlers.llms(catalog, settings),
        "robots.txt": crawlers.robots(settings),
        "data/table.json": table_json.first(catalog),
        "data/table-rest.json": table_json.rest(catalog),
        "data/table-1.csv": spreadsheets.table_1(catalog),
        "data/catalog.csv": spreadsheets.catalog_file(catalog, settings),
        "data/catalog.json": catalog_json.catalog_json(catalog, settings),
        "data/catalog.sqlite": database(catalog, settings),
        "data/quality.json": quality_json.quality_json(measured, settings),
        "data/schema.json": published_schema.published(sync.schema(catalog.vocabularies), settings),
    }
    found |= how_to_cite.bibliographies("data/references", tuple(catalog.references.values()))
    nodes = {id_: jsonld.dataset(id_, catalog, settings) for id_ in catalog.records}
    found["data/catalog.jsonld"] = dcat.catalog_jsonld(catalog, settings, nodes, [file.path for file in file_descriptions.BULK])
    found["data/datapackage.json"] = data_package.datapackage(found, catalog, settings)
    found |= how_to_cite.bibliographies("cite/citation", (how_to_cite.whole(settings),))
    for id_, node in nodes.items():
        found |= {path_beside(id_, name): text for name, text in _beside(id_, catalog, settings, node, texts[STYLE]).items()}
    return found


def _beside(id_: str, catalog: Catalog, settings: Settings, node: dict[str, Any], texts: Mapping[str, str]) -> dict[str, str]:
    """The files beside the page of a dataset, by name."""
    itself = id_, catalog.records[id_].name, changed(catalog.records[id_])
    found = {
        "index.md": page_markdown.twin(id_, catalog, texts, how_to_cite.page_text(*itself, texts)),
        "record.json": record_json.record_json(id_, catalog),
        "selection.json": selection.selection_json(id_, catalog),
        "dataset.jsonld": jsonld.dataset_jsonld(node),
        "croissant.json": croissant.croissant_json(id_, catalog, node),
    }
    found |= how_to_cite.bibliographies("citation", to_cite([id_], catalog))
    return found | how_to_cite.bibliographies("page", (how_to_cite.page(*itself, settings),))
