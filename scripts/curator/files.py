"""The files beside the pages, for programs and for the site's own scripts."""

from collections.abc import Mapping
from typing import Any

from curator import citing, sync
from curator.contents import Catalog
from curator.exports import crawlers, croissant, dcat, described, feed, jsonld, package, quality, record, schema, selection, table, tables, twin, whole
from curator.exports.database.file import database
from curator.exports.works import to_cite
from curator.settings import Settings
from curator.styles import STYLE
from curator.views.changes import changed
from curator.views.quality import Quality


def files(catalog: Catalog, settings: Settings, texts: citing.Texts, measured: Quality) -> dict[str, str | bytes]:
    """The files for programs, by their address in the site; citations come formatted, by style and key."""
    found: dict[str, str | bytes] = {
        "feed.xml": feed.feed(catalog, settings),
        "llms.txt": crawlers.llms(catalog, settings),
        "robots.txt": crawlers.robots(settings),
        "data/table.json": table.first(catalog),
        "data/table-rest.json": table.rest(catalog),
        "data/table-1.csv": tables.table_1(catalog),
        "data/catalog.csv": tables.catalog_file(catalog, settings),
        "data/catalog.json": whole.catalog_json(catalog, settings),
        "data/catalog.sqlite": database(catalog, settings),
        "data/quality.json": quality.quality_json(measured, settings),
        "data/schema.json": schema.published(sync.schema(catalog.vocabularies), settings),
    }
    found |= citing.bibliographies("data/references", tuple(catalog.references.values()))
    nodes = {id_: jsonld.dataset(id_, catalog, settings) for id_ in catalog.records}
    found["data/catalog.jsonld"] = dcat.catalog_jsonld(catalog, settings, nodes, [file.path for file in described.BULK])
    found["data/datapackage.json"] = package.datapackage(found, catalog, settings)
    found |= citing.bibliographies("cite/citation", (citing.whole(settings),))
    for id_, node in nodes.items():
        found |= {f"datasets/{id_}/{name}": text for name, text in _beside(id_, catalog, settings, node, texts[STYLE]).items()}
    return found


def _beside(id_: str, catalog: Catalog, settings: Settings, node: dict[str, Any], texts: Mapping[str, str]) -> dict[str, str]:
    """The files beside the page of a dataset, by name."""
    itself = id_, catalog.records[id_].name, changed(catalog.records[id_])
    found = {
        "index.md": twin.twin(id_, catalog, texts, citing.page_text(*itself, texts)),
        "record.json": record.record_json(id_, catalog),
        "selection.json": selection.selection_json(id_, catalog),
        "dataset.jsonld": jsonld.dataset_jsonld(node),
        "croissant.json": croissant.croissant_json(id_, catalog, node),
    }
    found |= citing.bibliographies("citation", to_cite([id_], catalog))
    return found | citing.bibliographies("page", (citing.page(*itself, settings),))
