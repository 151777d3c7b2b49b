"""The files beside the pages, for programs and for the site's own scripts."""

from collections.abc import Mapping

from curator import sync
from curator.contents import Catalog
from curator.exports import bibtex, crawlers, croissant, csl, dcat, feed, jsonld, package, record, ris, schema, selection, table, tables, twin, whole
from curator.exports.database.file import database
from curator.exports.works import to_cite
from curator.references import Reference
from curator.settings import Settings

SCRIPTS = ("data/table.json", "data/table-rest.json")
"""Files that the site's own scripts read, which are no part of the catalog as data."""
GRAPH, PACKAGE = "data/catalog.jsonld", "data/datapackage.json"
"""Files that name the other bulk files, and each other."""


def files(catalog: Catalog, settings: Settings, texts: Mapping[str, str]) -> dict[str, str | bytes]:
    """The files for programs, by their address in the site; citations come formatted, by key."""
    found: dict[str, str | bytes] = {
        "data/table.json": table.first(catalog),
        "data/table-rest.json": table.rest(catalog),
        "data/table-1.csv": tables.table_1(catalog),
        "data/catalog.csv": tables.catalog_file(catalog, settings),
        "data/catalog.json": whole.catalog_json(catalog, settings),
        "data/catalog.sqlite": database(catalog, settings),
        "data/schema.json": schema.published(sync.schema(catalog.vocabularies), settings),
    }
    found |= _bibliographies("data/references", tuple(catalog.references.values()))
    described = {id_: jsonld.dataset(id_, catalog, settings) for id_ in catalog.records}
    found[GRAPH] = dcat.catalog_jsonld(catalog, settings, described, {*found, GRAPH, PACKAGE} - {*SCRIPTS})
    found[PACKAGE] = package.datapackage(found, catalog, settings)
    found |= {"feed.xml": feed.feed(catalog, settings), "llms.txt": crawlers.llms(catalog, settings), "robots.txt": crawlers.robots(settings)}
    for id_ in catalog.records:
        found[f"datasets/{id_}/index.md"] = twin.twin(id_, catalog, settings, texts)
        found[f"datasets/{id_}/record.json"] = record.record_json(id_, catalog)
        found[f"datasets/{id_}/selection.json"] = selection.selection_json(id_, catalog)
        found[f"datasets/{id_}/dataset.jsonld"] = jsonld.dataset_jsonld(described[id_])
        found[f"datasets/{id_}/croissant.json"] = croissant.croissant_json(id_, catalog, described[id_])
        found |= _bibliographies(f"datasets/{id_}/citation", to_cite([id_], catalog))
    return found


def _bibliographies(name: str, works: tuple[Reference, ...]) -> dict[str, str]:
    """Works in each format by the address of its file; none for no works."""
    formats = {"bib": bibtex.bibliography, "ris": ris.bibliography, "csl.json": csl.bibliography}
    return {f"{name}.{ending}": text(works) for ending, text in formats.items() if works}
