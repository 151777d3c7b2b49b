"""The files beside the pages, for programs and for the site's own scripts."""

from collections.abc import Mapping

from curator import citing, sync
from curator.contents import Catalog
from curator.exports import crawlers, croissant, dcat, described, feed, jsonld, package, record, schema, selection, table, tables, twin, whole
from curator.exports.database.file import database
from curator.exports.works import to_cite
from curator.settings import Settings
from curator.views.changes import changed


def files(catalog: Catalog, settings: Settings, texts: Mapping[str, str]) -> dict[str, str | bytes]:
    """The files for programs, by their address in the site; citations come formatted, by key."""
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
        "data/schema.json": schema.published(sync.schema(catalog.vocabularies), settings),
    }
    found |= citing.bibliographies("data/references", tuple(catalog.references.values()))
    found |= citing.bibliographies("cite/citation", (citing.whole(settings),))
    nodes = {id_: jsonld.dataset(id_, catalog, settings) for id_ in catalog.records}
    found["data/catalog.jsonld"] = dcat.catalog_jsonld(catalog, settings, nodes, [file.path for file in described.BULK])
    found["data/datapackage.json"] = package.datapackage(found, catalog, settings)
    for id_, item in catalog.records.items():
        found[f"datasets/{id_}/index.md"] = twin.twin(id_, catalog, settings, texts)
        found[f"datasets/{id_}/record.json"] = record.record_json(id_, catalog)
        found[f"datasets/{id_}/selection.json"] = selection.selection_json(id_, catalog)
        found[f"datasets/{id_}/dataset.jsonld"] = jsonld.dataset_jsonld(nodes[id_])
        found[f"datasets/{id_}/croissant.json"] = croissant.croissant_json(id_, catalog, nodes[id_])
        found |= citing.bibliographies(f"datasets/{id_}/citation", to_cite([id_], catalog))
        found |= citing.bibliographies(f"datasets/{id_}/page", (citing.page(id_, item.name, changed(item), settings),))
    return found
